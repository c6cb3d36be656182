/**
 * Checks a trace in JSON lines without trusting what wrote it. Open {@link
 * io.github.neuronscript.receipt.Verifier} first: it reads the lines and holds their order and
 * their checksum; {@code Steps}, {@code Looks} and {@code Judged} re-derive the numbers of each
 * event from those it depends on, by the scalar evaluator and sums of their own ({@code Sums}). The
 * formulas are those of the trace, read by {@code Formulas}.
 *
 * <p>A new event gets a line in {@code Verifier}, and the decision, number by number, of what is
 * re-derived and what is given.
 */
package io.github.neuronscript.receipt;
