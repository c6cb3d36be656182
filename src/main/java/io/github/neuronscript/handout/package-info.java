/**
 * Pages for people without the program: handouts of a script, worksheets with numbers left out, and
 * the marks of what was filled in.
 *
 * <p>Open {@link io.github.neuronscript.handout.Handout} first: it runs a script and hands its
 * events to a {@link io.github.neuronscript.handout.Composer}, which makes of them a {@link
 * io.github.neuronscript.handout.Page}, a list of {@link io.github.neuronscript.handout.Block}s. A
 * {@link io.github.neuronscript.handout.PageFormat} writes these; a new one is a class beside
 * {@link io.github.neuronscript.handout.HtmlPage} and a line there. What browsers do not do for
 * formulas {@link io.github.neuronscript.handout.MathMl} and {@link
 * io.github.neuronscript.handout.BrokenFormula} do. {@link
 * io.github.neuronscript.handout.Worksheet} chooses the numbers that are left out, {@link
 * io.github.neuronscript.handout.Sheet} is what a worksheet carries to be marked by, and {@link
 * io.github.neuronscript.handout.Marking} marks: a new mistake is a line in {@link
 * io.github.neuronscript.handout.Mistake}.
 */
package io.github.neuronscript.handout;
