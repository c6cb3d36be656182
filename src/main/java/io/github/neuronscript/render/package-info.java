/**
 * Trace events as a person or a program reads them. Nothing here knows how scripts run.
 *
 * <p>Open {@link io.github.neuronscript.render.Format} first, the list of formats: a new one is a
 * class beside {@link io.github.neuronscript.render.TextRenderer} and {@link
 * io.github.neuronscript.render.JsonRenderer} and a line there. Text is made from {@link
 * io.github.neuronscript.render.Equation}s (a line of the trace with its digits chosen by {@link
 * io.github.neuronscript.render.CalculatorRule}), put in columns by {@link
 * io.github.neuronscript.render.EquationLayout} and broken by {@link
 * io.github.neuronscript.render.LineBreaks}; {@link io.github.neuronscript.render.ConventionsText}
 * and {@link io.github.neuronscript.render.ReasonText} hold the sentences, and {@link
 * io.github.neuronscript.render.Glyphs} the ASCII twin of every sign.
 */
package io.github.neuronscript.render;
