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
  private final BlockEvaluator.Workspace losses;

  /** Whether they are the logistic function and its loss, computed as they are here. */
  private final boolean isByHand;

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
    this.isByHand = slope.isSameAs(LOGISTIC) && loss.isSameAs(LOG_LOSS);
    this.choice = new LoopChoice(examples.width(), true, machine);
  }

  /**
   * Learns from a block of examples, {@code rows} of the order from one on.
   *
   * @param lossSum gets the losses, a chunk of which begins with the block
   * @return whether every loss and slope is finite
   */
  boolean learn(
      Parameters parameters, int[] order, int from, int rows, double rate, RowSum lossSum) {
    RowLoops loops = choice.begin(rows);
    boolean isFinite =
        isByHand
            ? learnByHand(loops, parameters, order, from, rows, rate, lossSum)
            : learnInGeneral(loops, parameters, order, from, rows, rate, lossSum);
    loops.end(parameters.weights);
    parameters.updates += rows;
    choice.end(rows);
    return isFinite || BatchPass.isFinite(losses(), delta, rows);
  }

  /**
   * Each example waits for the weights of the one before, and the processor has time for its loss.
   * But what waits fills it: so that nothing waits for long, a loss takes its power of e beside its
   * own example, and its logarithm beside the next.
   */
  private boolean learnByHand(
      RowLoops loops,
      Parameters parameters,
      int[] order,
      int from,
      int rows,
      double rate,
      RowSum lossSum) {
    double bias = parameters.bias;
    double[] targets = examples.targets();
    double[] loss = losses();
    double[] zs = z();
    int row = order[from];
    double[] x = examples.block(row);
    int at = examples.offset(row);
    double dot = loops.begin(parameters.weights, x, at);
    double z = 0;
    double y = 0;
    double power = 0;
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double zBefore = z;
      double yBefore = y;
      z = dot + bias;
      y = targets[row];
      double slope = 1 / (1 + Transcendental.exp(-z)) - y;
      zs[i] = z;
      delta[i] = slope;
      if (i > 0) {
        double lossBefore = logLoss(zBefore, yBefore, power);
        loss[i - 1] = lossBefore;
        sum += lossBefore;
      }
      power = Transcendental.exp(-Math.abs(z));
      row = order[from + Math.min(i + 1, rows - 1)];
      double[] next = examples.block(row);
      int nextAt = examples.offset(row);
      dot = loops.step(x, at, slope, rate, next, nextAt);
      if (parameters.biasLearns) {
        bias -= rate * slope;
      }
      x = next;
      at = nextAt;
    }
    double last = logLoss(z, y, power);
    loss[rows - 1] = last;
    parameters.bias = bias;
    // A slope is finite where its loss is.
    return lossSum.addChunk(sum + last, rows);
  }

  /** The loss of z and y, where {@code power} is e^−|z|. */
  private static double logLoss(double z, double y, double power) {
    return Math.max(0, z) + Transcendental.ln1p(power) - y * z;
  }

  private boolean learnInGeneral(
      RowLoops loops,
      Parameters parameters,
      int[] order,
      int from,
      int rows,
      double rate,
      RowSum lossSum) {
    double[] targets = examples.targets();
    double[] zs = losses.input(0);
    double[] ys = losses.input(1);
    double slopes = 0;
    int row = order[from];
    double[] x = examples.block(row);
    int at = examples.offset(row);
    double dot = loops.begin(parameters.weights, x, at);
    for (int i = 0; i < rows; i++) {
      double z = dot + parameters.bias;
      double y = targets[row];
      double slope = slope(z, y);
      zs[i] = z;
      ys[i] = y;
      delta[i] = slope;
      slopes += slope;
      row = order[from + Math.min(i + 1, rows - 1)];
      double[] next = examples.block(row);
      int nextAt = examples.offset(row);
      dot = loops.step(x, at, slope, rate, next, nextAt);
      if (parameters.biasLearns) {
        parameters.bias -= rate * slope;
      }
      x = next;
      at = nextAt;
    }
    losses.evaluate(rows);
    return lossSum.addAll(losses(), rows) && Double.isFinite(slopes);
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

  /** Whether slopes and losses are computed by hand. */
  boolean isByHand() {
    return isByHand;
  }

  private double slope(double z, double y) {
    slope.input(0)[0] = z;
    slope.input(1)[0] = y;
    slope.evaluateOne();
    return slope.output(0)[0];
  }
}
