package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.NumberSystem;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * One pass over the examples when nobody looks: block by block over flat arrays, nothing allocated
 * per example. The weights of a batch are old until all of its rows are done.
 */
public final class EpochKernel {

  /**
   * What is the same in every epoch.
   *
   * @param batch rows to a batch, from 1; the last may be short
   * @param mean whether gradient and cost are means over the rows, else sums
   * @param shuffle the seed, or empty for file order
   * @param penalty what the cost of each batch adds for the weights
   * @param machine what it may use
   */
  public record Plan(
      ChainRule formulas,
      LearningRule rule,
      Examples examples,
      int batch,
      boolean mean,
      OptionalLong shuffle,
      Optional<Penalty> penalty,
      Machine machine) {}

  /**
   * What an epoch gives.
   *
   * @param cost mean or sum of the losses, each with the weights of its moment, and of the
   *     penalties of the batches
   * @param updates how many updates were made
   * @param gradientNorm Euclidean length of the last update's gradient
   * @param undefined the first row whose derivative is not a number though its loss is; the epoch
   *     ended there
   * @param broken the first row whose loss is not finite
   * @param cancelledAt how many rows were done when the epoch was given up
   */
  public record Result(
      Number cost,
      long updates,
      Number gradientNorm,
      Optional<Integer> undefined,
      Optional<Integer> broken,
      OptionalInt cancelledAt) {}

  /** Before which epoch the inputs are copied, which takes as long as some epochs. */
  private static final int COPYING_EPOCH = 8;

  private final Plan plan;
  private final int width;
  private final int[] order;
  private final BatchPass pass;
  private final LearningRule.Applier applier;
  private final Optional<Penalty.Applier> penalty;
  private final double[] none = new double[0];

  /** For batches of all rows, where there are threads and work enough. */
  private final Optional<SharedPass> shared;

  /** Whether it is a plain descent by single examples, and how that is done once it is. */
  private final boolean isOnline;

  /** Whether the same rows in the same order are one batch in every epoch. */
  private final boolean isAlwaysTheSame;

  private long epochs;

  private Optional<OnlineDescent> online = Optional.empty();

  public EpochKernel(Plan plan) {
    this.plan = plan;
    this.width = plan.examples().width();
    this.order = new int[plan.examples().rows()];
    this.pass =
        new BatchPass(
            plan.rule().isExampleByExample()
                ? plan.formulas().block()
                : plan.formulas().trainingBlock(),
            plan.examples(),
            plan.machine());
    this.applier = plan.rule().newApplier();
    this.penalty = plan.penalty().map(Penalty::newApplier);
    this.isOnline =
        plan.batch() == 1 && plan.rule().isGradientDescent() && plan.penalty().isEmpty();
    this.isAlwaysTheSame =
        plan.batch() >= order.length
            && plan.shuffle().isEmpty()
            && !plan.rule().isExampleByExample();
    // Functions of the host are called by the thread that the host has called with.
    this.shared =
        plan.machine().threads() > 1
                && plan.batch() >= order.length
                && SharedPass.isWorthIt(order.length, width)
                && !plan.formulas().block().callsHost()
            ? Optional.of(
                new SharedPass(plan.formulas().trainingBlock(), plan.examples(), plan.machine()))
            : Optional.empty();
  }

  /**
   * Returns the rows in the order of an epoch, counted from 1; owned by the kernel.
   *
   * @param cancelled asked before every 256 rows that are shuffled; true gives the epoch up
   * @return empty if it was given up
   */
  public Optional<int[]> order(long epoch, BooleanSupplier cancelled) {
    if (plan.shuffle().isPresent()) {
      Randomness random = new Randomness(plan.shuffle().getAsLong(), "shuffle");
      if (!random.shuffle(order, epoch, cancelled)) {
        return Optional.empty();
      }
    } else {
      for (int i = 0; i < order.length; i++) {
        order[i] = i;
      }
    }
    return Optional.of(order);
  }

  /**
   * Runs an epoch, counted from 1, and changes the parameters in place.
   *
   * @param cancelled asked before every block of up to 256 examples; true gives the epoch up
   */
  public Result run(Parameters parameters, long epoch, double rate, BooleanSupplier cancelled) {
    if (order(epoch, cancelled).isEmpty()) {
      return new Result(
          Double.NaN, 0, Double.NaN, Optional.empty(), Optional.empty(), OptionalInt.of(0));
    }
    // A weight of −0 would stay one or not by the sign of a zero that is added to it.
    if (!isOnline || parameters.hasNegativeZero()) {
      return runBatches(parameters, rate, cancelled);
    }
    if (online.isEmpty()) {
      ChainRule rule = plan.formulas();
      online =
          Optional.of(
              new OnlineDescent(
                  plan.examples(), plan.machine(), rule.slopeBlock(), rule.lossBlock()));
    }
    return runOnline(online.get(), parameters, rate, cancelled);
  }

  private Result runOnline(
      OnlineDescent descent, Parameters parameters, double rate, BooleanSupplier cancelled) {
    RowSum losses = new RowSum(1);
    Optional<Integer> broken = Optional.empty();
    for (int start = 0; start < order.length; start += BlockEvaluator.ROWS) {
      if (cancelled.getAsBoolean()) {
        return cancelled(start, Double.NaN, broken);
      }
      int rows = Math.min(BlockEvaluator.ROWS, order.length - start);
      if (!descent.learn(parameters, order, start, rows, rate, losses)) {
        int bad = firstBroken(descent.losses(), descent.slopes());
        Optional<Integer> undefined =
            firstUndefined(descent.z(), descent.losses(), descent.slopes(), start, rows);
        if (undefined.isPresent()) {
          return new Result(Double.NaN, 0, Double.NaN, undefined, broken, OptionalInt.empty());
        }
        broken = broken.isPresent() ? broken : Optional.of(order[start + bad]);
      }
    }
    double[] gradient = new double[width + 1];
    int last = order.length - 1;
    gradient[width] = last < 0 ? 0 : descent.slopes()[last % BlockEvaluator.ROWS];
    for (int j = 0; j < width; j++) {
      gradient[j] = gradient[width] * plan.examples().input(order[last], j);
    }
    double sum = losses.total()[0];
    return new Result(
        plan.mean() ? sum / order.length : sum,
        order.length,
        norm(gradient, parameters.biasLearns),
        Optional.empty(),
        broken,
        OptionalInt.empty());
  }

  private static Result cancelled(int rows, double norm, Optional<Integer> broken) {
    return new Result(Double.NaN, 0, norm, Optional.empty(), broken, OptionalInt.of(rows));
  }

  private Result runBatches(Parameters parameters, double rate, BooleanSupplier cancelled) {
    RowSum losses = new RowSum(1);
    RowSum penalties = new RowSum(1);
    long before = parameters.updates;
    double norm = Double.NaN;
    Optional<Integer> broken = Optional.empty();
    epochs++;
    if (epochs == COPYING_EPOCH && isAlwaysTheSame) {
      Columns.of(plan.examples(), cancelled).ifPresent(this::use);
    }
    int rowsOfBlock = pass.rowsOfBlock();
    for (int from = 0; from < order.length; from += plan.batch()) {
      int to = Math.min(order.length, from + plan.batch());
      boolean isDone =
          shared.isPresent()
              && shared.get().run(parameters, order, pass.gradients(), losses, cancelled);
      if (!isDone && shared.isPresent() && !shared.get().isBroken()) {
        return cancelled(shared.get().rowsDone(), norm, broken);
      }
      // Where a number is not finite, the first of them is found row after row.
      for (int start = isDone ? to : from; start < to; start += rowsOfBlock) {
        if (cancelled.getAsBoolean()) {
          return cancelled(start, norm, broken);
        }
        int rows = Math.min(rowsOfBlock, to - start);
        if (!pass.add(parameters, order, start, rows, losses)) {
          double[] loss = pass.losses();
          Optional<Integer> undefined = firstUndefined(pass.z(), loss, pass.slopes(), start, rows);
          if (undefined.isPresent()) {
            return new Result(Double.NaN, 0, norm, undefined, broken, OptionalInt.empty());
          }
          int bad = firstBroken(loss, pass.slopes());
          broken = broken.isPresent() ? broken : Optional.of(order[start + bad]);
        }
      }
      double[] gradient = pass.gradient();
      if (plan.mean() && to - from > 1) {
        for (int j = 0; j <= width; j++) {
          gradient[j] /= to - from;
        }
      }
      if (penalty.isPresent()) {
        penalties.add(0, penalize(parameters, gradient, to - from));
        penalties.endRow();
      }
      boolean isMade = update(parameters, gradient, from, to, rate);
      // Of updates that are always made only the last one's is asked for.
      if (isMade && (to == order.length || plan.rule().isOnlyOnMistakes())) {
        norm = norm(gradient, parameters.biasLearns);
      }
    }
    double sum = losses.total()[0];
    double ofLosses = plan.mean() ? sum / order.length : sum;
    double cost = penalty.isPresent() ? ofLosses + penalties.total()[0] : ofLosses;
    return new Result(
        cost, parameters.updates - before, norm, Optional.empty(), broken, OptionalInt.empty());
  }

  private void use(Columns columns) {
    pass.use(columns);
    shared.ifPresent(s -> s.use(columns));
  }

  /** Adds the penalty to the gradient, and returns what it adds to the cost of the epoch. */
  private double penalize(Parameters parameters, double[] gradient, int rows) {
    double sum = penalty.orElseThrow().apply(parameters.weights, gradient);
    return Penalty.weighed(NumberSystem.doubles(), sum, plan.mean(), rows, order.length)
        .doubleValue();
  }

  /** Returns the first row of a broken block that is, counted from 0. */
  private static int firstBroken(double[] loss, double[] delta) {
    int i = 0;
    while (Double.isFinite(loss[i]) && Double.isFinite(delta[i])) {
      i++;
    }
    return i;
  }

  private Optional<Integer> firstUndefined(
      double[] z, double[] loss, double[] delta, int start, int rows) {
    for (int i = 0; i < rows; i++) {
      if (isUndefined(z[i], loss[i], delta[i])) {
        return Optional.of(order[start + i]);
      }
    }
    return Optional.empty();
  }

  /** Whether a derivative is not a number though what it is the derivative of is finite. */
  public static boolean isUndefined(double z, double loss, double lossByZ) {
    return Double.isNaN(lossByZ) && Double.isFinite(z) && !Double.isNaN(loss);
  }

  private boolean update(Parameters parameters, double[] gradient, int from, int to, double rate) {
    LearningRule rule = plan.rule();
    if (!rule.isExampleByExample()) {
      applier.apply(parameters, gradient, none, 0, 0, 0, 0, rate);
      return true;
    }
    double target = pass.targets()[0];
    double output = pass.outputs()[0];
    if (to - from != 1) {
      throw new IllegalStateException(
          "batch of " + (to - from) + " for " + rule.name().orElse("a rule"));
    }
    if (rule.isOnlyOnMistakes() && output == target) {
      return false;
    }
    applier.apply(
        parameters,
        gradient,
        pass.blocks()[0],
        pass.offsets()[0],
        target,
        output,
        pass.z()[0],
        rate);
    return true;
  }

  /** Returns the Euclidean length of a gradient; its last entry counts if the bias learns. */
  public static double norm(double[] gradient, boolean withBias) {
    int n = withBias ? gradient.length : gradient.length - 1;
    return Math.sqrt(Summation.dot(gradient, 0, gradient, 0, n));
  }

  /**
   * Computes z, ŷ and, where the examples have targets, the loss of every row with the same
   * weights.
   *
   * @param outputs filled with ŷ, as long as there are rows; may be shorter when not wanted
   * @param asked before every block of up to 256 examples; it may throw, to end the pass
   * @return the sum of the losses, in row order, or NaN without targets
   */
  public static double measure(
      ChainRule rule,
      Examples examples,
      double[] weights,
      double bias,
      double[] outputs,
      Runnable asked) {
    BlockEvaluator.Workspace workspace = rule.block().newWorkspace();
    RowSum losses = new RowSum(1);
    int n = examples.width();
    for (int start = 0; start < examples.rows(); start += BlockEvaluator.ROWS) {
      asked.run();
      int rows = Math.min(BlockEvaluator.ROWS, examples.rows() - start);
      for (int i = 0; i < rows; i++) {
        int row = start + i;
        workspace.input(0)[i] =
            Summation.dot(weights, 0, examples.block(row), examples.offset(row), n) + bias;
        workspace.input(1)[i] = examples.hasTargets() ? examples.targets()[row] : Double.NaN;
      }
      workspace.evaluate(rows);
      if (start < outputs.length) {
        int wanted = Math.min(rows, outputs.length - start);
        System.arraycopy(workspace.output(2), 0, outputs, start, wanted);
      }
      losses.addAll(workspace.output(0), rows);
    }
    return losses.total()[0];
  }
}
