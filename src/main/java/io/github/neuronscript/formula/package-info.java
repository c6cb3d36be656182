/**
 * The formula tree and everything that is done with it.
 *
 * <p>Open {@link io.github.neuronscript.formula.Expression} first, then in the order of use: {@link
 * io.github.neuronscript.formula.Function} (an elementary function: name, value, derivative; a new
 * one is one constant there), {@link io.github.neuronscript.formula.Definition} (a function that a
 * script defines), {@link io.github.neuronscript.formula.Derivative}, {@link
 * io.github.neuronscript.formula.Simplifier}, {@link io.github.neuronscript.formula.Evaluator} and
 * {@link io.github.neuronscript.formula.BlockEvaluator} (the same bits, row by row and block by
 * block), {@link io.github.neuronscript.formula.FormulaWriter}, and {@link
 * io.github.neuronscript.formula.NumberWriter}, the only place where numbers become text.
 */
package io.github.neuronscript.formula;
