package io.github.neuronscript.session;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.Penalty;

/**
 * How many steps work takes. A step is one weight or one part of a formula, computed for one
 * example, a block of rows at a time; what takes longer counts more, by about as much as it takes,
 * and a function of the host as much as the host says. Nothing is measured, so that a script takes
 * the same steps everywhere.
 */
final class Effort {

  /** A part that is computed by walking the formula, for one example alone. */
  private static final long ALONE = 50;

  /** Operations with numbers that are done for one part of a formula, at most. */
  private static final long OPERATIONS = 8;

  /** What an epoch takes besides its examples and updates: more than those of two rows. */
  static final long EPOCH = 50;

  private Effort() {}

  /** Returns a × b, or the largest number if it is more. */
  static long times(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
  }

  /** Returns a + b, or the largest number if it is more. */
  static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /**
   * Returns what a part of a formula takes that is computed alone. Numbers that may be long tell
   * {@link Work} themselves what each operation with them takes besides.
   */
  static long alone(NumberSystem numbers) {
    return numbers.isDouble() ? ALONE : 2 * ALONE;
  }

  /**
   * Returns what a part takes at most that is computed alone, with the operations it stands for.
   */
  static long mostAlone(NumberSystem numbers) {
    return plus(alone(numbers), times(OPERATIONS, numbers.mostEffort()));
  }

  /** Returns what it takes to declare an input. */
  static long ofInput() {
    return ALONE;
  }

  /** Returns what it takes to derive or to simplify a part of a formula. */
  static long ofPart() {
    return 10 * ALONE;
  }

  /** Returns what one value of a formula takes. */
  static long ofFormula(Expression formula, NumberSystem numbers) {
    return plus(
        times(Definition.writtenOutSize(formula), alone(numbers)), Definition.hostCost(formula));
  }

  /** Returns what an example takes within a block, forward and backward. */
  static long ofExample(Neuron neuron) {
    return ofExample(neuron.inputs().size(), neuron.formulas().size());
  }

  static long ofExample(int inputs, long parts) {
    return inputs + 1L + parts;
  }

  /** Returns what an update of all parameters takes. */
  static long ofUpdate(Neuron neuron) {
    long penalty = neuron.penalty().map(Penalty::size).orElse(0L);
    return ofUpdate(neuron.inputs().size(), neuron.rule().size(), penalty);
  }

  static long ofUpdate(int inputs, long rule, long penalty) {
    return times(inputs + 1L, rule + penalty);
  }

  /** Returns what a pass over rows takes in which nothing is learnt. */
  static long ofPass(Neuron neuron, long rows) {
    long each = neuron.numbers().isDouble() ? 1 : alone(neuron.numbers());
    return times(rows, times(ofExample(neuron), each));
  }

  /** Returns what a pass takes that goes from example to example. */
  static long ofPassAlone(Neuron neuron, long rows) {
    return times(rows, times(ofExample(neuron), alone(neuron.numbers())));
  }
}
