package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.Transcendental;
import java.util.List;

/**
 * Gradient descent by one example after the other, w ← w − α·∂L/∂w, in one pass for each: z, ∂L/∂z
 * and the new weights, with nothing between. The losses follow, a block of examples at a time. It
 * has the bits of the general way of {@link EpochKernel}. Belongs to one thread.
 */
final class OnlineDescent {

  /** ŷ − y with the logistic function, so common that it is written by hand. */
  private static final BlockEvaluator LOGISTIC =
      BlockEvaluator.of(
          List.of(ChainRule.Z, ChainRule.TARGET),
          List.of(
              Expression.Sum.of(
                  new Expression.Quotient(
                      one(),
                      Expression.Sum.of(
                          one(),
                          Expression.Elementary.of(
                              Function.EXP, new Expression.Negation(ChainRule.Z)))),
                  new Expression.Negation(ChainRule.TARGET))));

  private static Expression one() {
    return Algebra.number(1);
  }

  private final Examples examples;
  private final BlockEvaluator.Workspace slope;
  private final boolean isLogistic;
  private final BlockEvaluator.Workspace losses;
  private final double[] copy;

  /** ∂L/∂z of each example of the block. */
  private final double[] delta = new double[BlockEvaluator.ROWS];

  /**
   * Prepares to learn.
   *
   * @param slope ∂L/∂z over z and y
   * @param loss L over z and y
   */
  OnlineDescent(Examples examples, BlockEvaluator slope, BlockEvaluator loss) {
    this.examples = examples;
    this.slope = slope.newWorkspace();
    this.losses = loss.newWorkspace();
    this.isLogistic = slope.isSameAs(LOGISTIC);
    this.copy = new double[examples.width() < RowSum.COPIED ? 0 : examples.width()];
  }

  /** Learns from a block of examples, {@code rows} of the order from one on. */
  void learn(Parameters parameters, int[] order, int from, int rows, double rate) {
    double[] w = parameters.weights;
    double[] z = losses.input(0);
    double[] y = losses.input(1);
    double[] targets = examples.targets();
    for (int i = 0; i < rows; i++) {
      int row = order[from + i];
      double[] x = examples.block(row);
      int at = examples.offset(row);
      if (w.length >= RowSum.COPIED) {
        System.arraycopy(x, at, copy, 0, w.length);
        x = copy;
        at = 0;
      }
      double sum = parameters.z(x, at);
      double target = targets[row];
      double slope = slope(sum, target);
      z[i] = sum;
      y[i] = target;
      delta[i] = slope;
      if (w.length >= RowSum.COPIED) {
        for (int j = 0; j < w.length; j++) {
          w[j] -= rate * (slope * copy[j]);
        }
      } else {
        for (int j = 0; j < w.length; j++) {
          w[j] -= rate * (slope * x[at + j]);
        }
      }
      if (parameters.biasLearns) {
        parameters.bias -= rate * slope;
      }
    }
    parameters.updates += rows;
    losses.evaluate(rows);
  }

  /** Returns z of each example of the block, with the weights of its moment. */
  double[] z() {
    return losses.input(0);
  }

  double[] losses() {
    return losses.output(0);
  }

  /** Returns ∂L/∂z of each example of the block. */
  double[] slopes() {
    return delta;
  }

  private double slope(double z, double y) {
    if (isLogistic) {
      return 1 / (1 + Transcendental.exp(-z)) - y;
    }
    slope.input(0)[0] = z;
    slope.input(1)[0] = y;
    slope.evaluateOne();
    return slope.output(0)[0];
  }
}
