/**
 * What went wrong, where, and what to do about it: one record for terminal, editor and embedder.
 *
 * <p>Open {@link io.github.neuronscript.diagnostic.Diagnostic} first. A {@link
 * io.github.neuronscript.diagnostic.Source} is a text with a name, a {@link
 * io.github.neuronscript.diagnostic.Span} a place in it, {@link
 * io.github.neuronscript.diagnostic.Code} lists every kind of problem with the explanation that
 * {@code nn explain} prints, {@link io.github.neuronscript.diagnostic.Suggestions} finds the
 * nearest name, and {@link io.github.neuronscript.diagnostic.DiagnosticFormatter} writes the form
 * with carets. Messages themselves are written by the stages, each on a page of its own.
 */
package io.github.neuronscript.diagnostic;
