package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Branches;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Prime;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the cost of a batch adds for the weights: P = Σ p(wᵢ) for a formula p of one weight, and its
 * derivative p′. Once for each batch, never for the bias. The sum over the weights has the order of
 * {@link RowSum}. Immutable.
 */
public final class Penalty {

  /** P, all of it together. */
  public static final Variable SUM = Variable.quantity("P");

  /** One of the weights. */
  public static final Variable W = LearningRule.W;

  /** A weight of 2²⁰ is far enough to say how the penalty goes on. */
  private static final int FURTHEST = 20;

  private final Expression call;
  private final Expression formula;
  private final Expression slope;
  private final OptionalDouble curvature;
  private final BlockEvaluator block;
  private final Kinks kinks;

  private Penalty(Expression call, Expression formula, Expression slope, OptionalDouble curvature) {
    this.call = call;
    this.formula = formula;
    this.slope = slope;
    this.curvature = curvature;
    this.block = BlockEvaluator.of(List.of(W), List.of(formula, slope));
    this.kinks = new Kinks(formula, slope, W);
  }

  /**
   * Returns the penalty that a function of one weight makes.
   *
   * @param call p(w) over {@link #W}, its other arguments numbers
   * @throws Derivative.TooLarge if the derivative is too long
   */
  public static Penalty of(Expression call, Simplifier simplifier) {
    // The parameters are put in afterwards, so that 2·0.01·w shows where its factors come from.
    Expression open = opened(call);
    Expression openSlope = Derivative.of(open, W, simplifier);
    Expression slope = closed(openSlope, call);
    Expression second = Derivative.of(slope, W, simplifier);
    OptionalDouble curvature =
        isNumber(second)
            ? OptionalDouble.of(NumberSystem.doubles().value(second, Map.of()).doubleValue())
            : OptionalDouble.empty();
    return new Penalty(call, body(call), slope, curvature);
  }

  private static Expression body(Expression call) {
    return call instanceof Apply apply ? apply.definition().bodyWith(apply.arguments()) : call;
  }

  private static boolean isNumber(Expression e) {
    return !e.contains(Variable.class::isInstance);
  }

  /** The call with its further parameters still open: λ·w² for l2(w, 0.01). */
  private static Expression opened(Expression call) {
    if (!(call instanceof Apply apply)) {
      return call;
    }
    List<Expression> arguments = new ArrayList<>();
    for (String parameter : apply.definition().parameters()) {
      arguments.add(arguments.isEmpty() ? W : Variable.parameter(parameter));
    }
    return new Apply(apply.definition(), arguments);
  }

  /** Puts the arguments of a call into a formula in which they are open. */
  private static Expression closed(Expression formula, Expression call) {
    if (!(call instanceof Apply apply)) {
      return formula;
    }
    Map<Expression, Expression> values = new HashMap<>();
    for (int i = 1; i < apply.arguments().size(); i++) {
      values.put(
          Variable.parameter(apply.definition().parameters().get(i)), apply.arguments().get(i));
    }
    return formula.rewrite(
        e ->
            e instanceof Prime prime
                ? new Prime(closed(prime.of(), call), prime.by())
                : values.getOrDefault(e, e));
  }

  /** Returns how many parts are computed for each weight. */
  public long size() {
    return block.size();
  }

  /** p(w) as it was declared. */
  public Expression call() {
    return call;
  }

  /** p(w), its function written out. */
  public Expression formula() {
    return formula;
  }

  /** p′(w). */
  public Expression slope() {
    return slope;
  }

  /** Where p has kinks and jumps. */
  public Branches branches() {
    return Branches.of(List.of(call));
  }

  /** Where p has no derivative, and what is taken for it. */
  public Kinks kinks() {
    return kinks;
  }

  /** Returns p″, if it is the same everywhere but at a kink: 2λ for λ·w², 0 for λ·|w|. */
  public OptionalDouble curvature() {
    return curvature;
  }

  /** Returns p′ line by line, over {@link #W}. */
  public List<DerivationStep> derivation(Simplifier simplifier) {
    List<DerivationStep> steps = new ArrayList<>();
    for (DerivationStep step : Derivative.steps(body(opened(call)), W, simplifier)) {
      steps.add(new DerivationStep(closed(step.formula(), call), step.rules()));
    }
    if (!steps.get(steps.size() - 1).formula().equals(slope)) {
      steps.add(new DerivationStep(slope, List.of("as it is stated")));
    }
    return steps;
  }

  /** Whether p rises to both sides however far, so that no loss makes the weights grow for ever. */
  public boolean holdsBack() {
    for (int k = 6; k <= FURTHEST; k++) {
      double w = Math.scalb(1.0, k);
      if (!(slopeAt(w) > 0 && slopeAt(-w) < 0)) {
        return false;
      }
    }
    return true;
  }

  /** Whether p′ falls somewhere, so that p may have more than one lowest place. */
  public boolean isBent() {
    double last = Double.NEGATIVE_INFINITY;
    for (int k = -FURTHEST; k <= FURTHEST; k++) {
      double slope = slopeAt(k == 0 ? 0 : Math.copySign(Math.scalb(1.0, Math.abs(k) - 10), k));
      if (!(slope >= last)) {
        return true;
      }
      last = slope;
    }
    return false;
  }

  private double slopeAt(double w) {
    return NumberSystem.doubles().value(slope, Map.of(W, w)).doubleValue();
  }

  /** Returns P for some weights. */
  public Number cost(NumberSystem numbers, Vector weights) {
    RowTotal sum = new RowTotal(numbers, 1);
    for (int i = 0; i < weights.size(); i++) {
      sum.add(numbers.value(formula, Map.of(W, weights.number(i))));
    }
    return sum.total().number(0);
  }

  /** Returns ∂P/∂w for each weight, and the 0 of the bias behind them. */
  public Vector slopes(NumberSystem numbers, Vector weights) {
    List<Number> slopes = new ArrayList<>(weights.size() + 1);
    for (int i = 0; i < weights.size(); i++) {
      slopes.add(numbers.value(slope, Map.of(W, weights.number(i))));
    }
    slopes.add(numbers.of(0.0));
    return Vector.ofNumbers(slopes);
  }

  /** Returns ∂C/∂w from the share of the losses and that of the penalty; the bias keeps its own. */
  public static Vector added(NumberSystem numbers, Vector gradient, Vector slopes) {
    List<Number> sums = new ArrayList<>(gradient.size());
    for (int i = 0; i < gradient.size() - 1; i++) {
      sums.add(numbers.add(gradient.number(i), slopes.number(i)));
    }
    sums.add(gradient.number(gradient.size() - 1));
    return Vector.ofNumbers(sums);
  }

  /**
   * Returns what a batch's penalty weighs in the cost of its epoch: by its rows in a mean, so that
   * the costs of the batches are averaged as the losses are; once in a sum.
   */
  public static Number weighed(
      NumberSystem numbers, Number penalty, boolean mean, int rowsOfBatch, int rows) {
    return mean
        ? numbers.multiply(numbers.divide((double) rowsOfBatch, (double) rows), penalty)
        : penalty;
  }

  Applier newApplier() {
    return new Applier();
  }

  /** Computes for the kernel, a block of weights at a time; has arrays of its own. */
  final class Applier {
    private final BlockEvaluator.Workspace workspace = block.newWorkspace();
    private final RowSum sum = new RowSum(1);

    private Applier() {}

    /** Adds p′(w) to the gradient of each weight, in place, and returns P. */
    double apply(double[] weights, double[] gradient) {
      for (int from = 0; from < weights.length; from += BlockEvaluator.ROWS) {
        int count = Math.min(BlockEvaluator.ROWS, weights.length - from);
        System.arraycopy(weights, from, workspace.input(0), 0, count);
        workspace.evaluate(count);
        for (int i = 0; i < count; i++) {
          sum.add(0, workspace.output(0)[i]);
          sum.endRow();
          gradient[from + i] += workspace.output(1)[i];
        }
      }
      return sum.total()[0];
    }
  }
}
