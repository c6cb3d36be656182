package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.judge.BestThreshold;
import io.github.neuronscript.judge.Confusion;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Sums;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of a judgement as lines in three parts, each from its counts or its sums. */
public final class JudgementLines {

  private static final Variable TP = Variable.quantity("TP");
  private static final Variable FP = Variable.quantity("FP");
  private static final Variable FN = Variable.quantity("FN");
  private static final Variable TN = Variable.quantity("TN");
  private static final Variable BELOW = Variable.quantity("below");
  private static final Variable ABOVE = Variable.quantity("above");
  private static final Variable RIGHT = Variable.quantity("right");
  private static final Variable WRONG = Variable.quantity("wrong");
  private static final Variable ORDERED = Variable.quantity("ordered");
  private static final Variable PAIRS = Variable.quantity("pairs");
  private static final Variable SURPRISE = Variable.quantity("Σ(−ln p)");
  private static final Variable SQUARES = Variable.quantity("Σ(y − ŷ)²");
  private static final Variable SIZES = Variable.quantity("Σ|y − ŷ|");
  private static final Variable SPREAD = Variable.quantity("Σ(y − ȳ)²");

  private JudgementLines() {}

  /**
   * Returns the line of a metric that has a value.
   *
   * @param terms the longest sum that is written out
   */
  public static Line of(Metric metric, TraceEvent.Evaluated e, int terms) {
    Number value = e.figure(metric).value().orElseThrow();
    return switch (metric) {
      case COST -> cost(e, terms);
      case ACCURACY, PRECISION, RECALL, SPECIFICITY, F1 ->
          counts(metric, e.judgement().confusion().orElseThrow(), value);
      default -> sums(metric, e.judgement(), value);
    };
  }

  /** Returns the line of a metric that goes by the counts of the classes. */
  public static Line counts(Metric metric, Confusion c, Number value) {
    Expression formula =
        switch (metric) {
          case ACCURACY -> new Quotient(RIGHT, Algebra.number((double) c.all()));
          case PRECISION -> new Quotient(TP, Sum.of(TP, FP));
          case RECALL -> new Quotient(TP, Sum.of(TP, FN));
          case SPECIFICITY -> new Quotient(TN, Sum.of(TN, FP));
          case F1 -> new Quotient(TP, Sum.of(TP, new Quotient(WRONG, Algebra.number(2))));
          default -> throw new IllegalArgumentException(metric.word());
        };
    return line(metric, formula, values(c), value);
  }

  /** Returns the midpoint between two outputs. */
  public static Line midpoint(BestThreshold best) {
    Expression formula = new Quotient(Sum.of(BELOW, ABOVE), Algebra.number(2));
    Map<Expression, Number> values = Map.of(BELOW, best.below(), ABOVE, best.above());
    return new Line(
        Variable.quantity("threshold"), false, List.of(formula), values, best.threshold());
  }

  /** Returns recall + specificity − 1. */
  public static Line youden(Confusion c) {
    Expression formula =
        Sum.of(
            new Quotient(TP, Sum.of(TP, FN)),
            new Quotient(TN, Sum.of(TN, FP)),
            new Expression.Negation(Algebra.number(1)));
    double value =
        (double) c.truePositive() / c.positive() + (double) c.trueNegative() / c.negative() - 1;
    return new Line(Variable.quantity("Youden"), false, List.of(formula), values(c), value);
  }

  private static Map<Expression, Number> values(Confusion c) {
    Map<Expression, Number> values = new HashMap<>();
    values.put(TP, (double) c.truePositive());
    values.put(FP, (double) c.falsePositive());
    values.put(FN, (double) c.falseNegative());
    values.put(TN, (double) c.trueNegative());
    values.put(RIGHT, (double) c.right());
    values.put(WRONG, (double) c.wrong());
    return values;
  }

  private static Line sums(Metric metric, Judgement judgement, Number value) {
    Sums sums = judgement.sums();
    Expression rows = Algebra.number(sums.rows());
    Map<Expression, Number> values = new HashMap<>();
    judgement.pairs().ifPresent(pairs -> values.put(ORDERED, pairs.inOrder()));
    judgement.pairs().ifPresent(pairs -> values.put(PAIRS, (double) pairs.all()));
    values.put(SURPRISE, judgement.logLoss().sum());
    values.put(SQUARES, sums.squares());
    values.put(SIZES, sums.sizes());
    values.put(SPREAD, sums.spread());
    Expression formula =
        switch (metric) {
          case AUC -> new Quotient(ORDERED, PAIRS);
          case LOG_LOSS -> new Quotient(SURPRISE, rows);
          case BRIER -> new Quotient(SQUARES, rows);
          case RMSE -> Elementary.of(Function.SQRT, new Quotient(SQUARES, rows));
          case MAE -> new Quotient(SIZES, rows);
          case R2 ->
              Sum.of(Algebra.number(1), new Expression.Negation(new Quotient(SQUARES, SPREAD)));
          default -> throw new IllegalArgumentException(metric.word());
        };
    return line(metric, formula, values, value);
  }

  private static Line line(
      Metric metric, Expression formula, Map<Expression, Number> values, Number value) {
    return new Line(Variable.quantity(metric.symbol()), false, List.of(formula), values, value);
  }

  /** The cost from the losses of the rows. */
  private static Line cost(TraceEvent.Evaluated e, int terms) {
    Map<Expression, Number> values = new HashMap<>();
    List<Expression> parts = new ArrayList<>();
    if (e.losses().isEmpty() || e.losses().size() > terms) {
      parts.add(Variable.quantity(e.neuron().meanCost() ? "(Σ L)" : "Σ L"));
      values.put(parts.get(0), e.sum());
    } else {
      for (int i = 0; i < e.losses().size(); i++) {
        parts.add(Variable.quantity("L" + (i + 1)));
        values.put(parts.get(i), e.losses().number(i));
      }
    }
    Expression sum = parts.size() == 1 ? parts.get(0) : new Sum(parts);
    Expression formula = e.neuron().meanCost() ? new Quotient(sum, Algebra.number(e.rows())) : sum;
    return new Line(Variable.quantity("cost"), false, List.of(formula), values, e.cost());
  }
}
