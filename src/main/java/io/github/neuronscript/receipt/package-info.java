/**
 * Checks a trace in JSON lines without trusting what wrote it. Open {@link
 * io.github.neuronscript.receipt.Verifier} first: it reads the lines, holds them to the {@code
 * Schema}, and holds their order and their checksum; {@code Steps}, {@code Looks}, {@code Judged}
 * and {@code Plots} re-derive the numbers of each event from those it depends on, by the scalar
 * evaluator and sums of their own ({@code Sums}). The formulas are those of the trace, read by
 * {@code Formulas}.
 *
 * <p>A new event gets a line in {@code Verifier}, and the decision, number by number, of what is
 * re-derived and what is given.
 */
package io.github.neuronscript.receipt;
