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

  /** softplus(z) − y·z, the loss that goes with it. */
  private static final BlockEvaluator LOG_LOSS =
      BlockEvaluator.of(
          List.of(ChainRule.Z, ChainRule.TARGET),
          List.of(
              Expression.Sum.of(
                  Expression.Elementary.of(Function.MAX, Algebra.number(0), ChainRule.Z),
                  Expression.Elementary.of(
                      Function.LN1P,
                      Expression.Elementary.of(
                          Function.EXP,
                          new Expression.Negation(
                              Expression.Elementary.of(Function.ABS, ChainRule.Z)))),
                  new Expression.Negation(Expression.Product.of(ChainRule.TARGET, ChainRule.Z)))));

  private static Expression one() {
    return Algebra.number(1);
  }

  private final Examples examples;
  private final BlockEvaluator.Workspace slope;
  private final boolean isLogistic;

  /**
   * Whether the loss is computed beside each example. The next one waits for its weights, and the
   * processor has time for it; but not where the inputs are many.
   */
  private final boolean isBeside;

  private final BlockEvaluator.Workspace losses;
  private final LoopChoice choice;

  /** ∂L/∂z of each example of the block. */
  private final double[] delta = new double[BlockEvaluator.ROWS];

  /**
   * Prepares to learn.
   *
   * @param machine what it may use
   * @param slope ∂L/∂z over z and y
   * @param loss L over z and y
   */
  OnlineDescent(Examples examples, Machine machine, BlockEvaluator slope, BlockEvaluator loss) {
    this.examples = examples;
    this.slope = slope.newWorkspace();
    this.losses = loss.newWorkspace();
    this.isLogistic = slope.isSameAs(LOGISTIC);
    this.isBeside = loss.isSameAs(LOG_LOSS) && examples.width() < PlainLoops.COPIED;
    this.choice = new LoopChoice(examples.width(), true, machine);
  }

  /** Learns from a block of examples, {@code rows} of the order from one on. */
  void learn(Parameters parameters, int[] order, int from, int rows, double rate) {
    double[] w = parameters.weights;
    double[] z = losses.input(0);
    double[] y = losses.input(1);
    double[] loss = losses.output(0);
    double[] targets = examples.targets();
    RowLoops loops = choice.begin(rows);
    for (int i = 0; i < rows; i++) {
      int row = order[from + i];
      double[] x = examples.block(row);
      int at = examples.offset(row);
      double sum = loops.dot(w, x, at) + parameters.bias;
      double target = targets[row];
      double slope = slope(sum, target);
      z[i] = sum;
      y[i] = target;
      delta[i] = slope;
      if (isBeside) {
        loss[i] = logLoss(sum, target);
      }
      loops.descend(w, x, at, slope, rate);
      if (parameters.biasLearns) {
        parameters.bias -= rate * slope;
      }
    }
    parameters.updates += rows;
    if (!isBeside) {
      losses.evaluate(rows);
    }
    choice.end(rows);
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

  private static double logLoss(double z, double y) {
    return Math.max(0, z) + Transcendental.ln1p(Transcendental.exp(-Math.abs(z))) - y * z;
  }

  /** Whether slopes and losses are computed by hand. */
  boolean isByHand() {
    return isLogistic && isBeside;
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
