package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.NumberSystem;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of some rows, from their targets and outputs. Written from the page of the language,
 * and not by the classes that the trace's numbers come from.
 */
final class Figures {

  /** What the targets stand for. */
  enum Classes {
    NONE,
    ZERO_ONE,
    BIPOLAR;

    /** Returns the middle between the two. */
    double threshold() {
      return this == BIPOLAR ? 0 : 0.5;
    }

    static Classes of(double[] targets) {
      if (Arrays.stream(targets).allMatch(y -> y == 0 || y == 1)) {
        return ZERO_ONE;
      }
      return Arrays.stream(targets).allMatch(y -> y == -1 || y == 1) ? BIPOLAR : NONE;
    }
  }

  private static final Variable P = Variable.quantity("p");
  private static final Expression LN = new Expression.Elementary(Function.LN, List.of(P));
  private static final Expression LN1P = new Expression.Elementary(Function.LN1P, List.of(P));
  private static final String NOT_FINITE = "not-finite";

  private final NumberSystem numbers;
  private final List<Number> targets;
  private final List<Number> outputs;
  private final double[] y;
  private final double[] p;
  private final Classes classes;
  private final Map<String, Number> values = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();

  /**
   * Computes all metrics but the cost.
   *
   * @param threshold from which output on the class 1 is predicted; read only where there are
   *     classes
   */
  Figures(
      NumberSystem numbers,
      List<Number> targets,
      List<Number> outputs,
      Classes classes,
      double threshold) {
    this.numbers = numbers;
    this.targets = targets;
    this.outputs = outputs;
    this.y = doubles(targets);
    this.p = doubles(outputs);
    this.classes = classes;
    classes(counts(y, p, threshold));
    auc();
    probabilities();
    distances();
  }

  static double[] doubles(List<Number> numbers) {
    return numbers.stream().mapToDouble(Number::doubleValue).toArray();
  }

  /** Returns TN, FP, FN and TP; the class 1 is predicted from the threshold on. */
  static long[] counts(double[] targets, double[] outputs, double threshold) {
    long[] counts = new long[4];
    for (int i = 0; i < targets.length; i++) {
      counts[(targets[i] == 1 ? 2 : 0) + (outputs[i] >= threshold ? 1 : 0)]++;
    }
    return counts;
  }

  private void put(String metric, Number value) {
    reasons.remove(metric);
    values.remove(metric);
    if (NumberSystem.isFinite(value)) {
      values.put(metric, value);
    } else {
      reasons.put(metric, NOT_FINITE);
    }
  }

  private void none(String metric, String reason) {
    values.remove(metric);
    reasons.put(metric, reason);
  }

  /** Takes the cost, or that it has no value. */
  void cost(Optional<Number> cost) {
    cost.ifPresentOrElse(value -> put("cost", value), () -> none("cost", NOT_FINITE));
  }

  /** Takes the ratios of counts. */
  private void classes(long[] counts) {
    if (classes == Classes.NONE) {
      for (String metric : List.of("accuracy", "precision", "recall", "specificity", "f1")) {
        none(metric, "no-classes");
      }
      return;
    }
    long tn = counts[0];
    long fp = counts[1];
    long fn = counts[2];
    long tp = counts[3];
    ratio("accuracy", tp + tn, y.length, NOT_FINITE);
    ratio("precision", tp, tp + fp, "none-predicted");
    ratio("recall", tp, tp + fn, "no-positive");
    ratio("specificity", tn, fp + tn, "no-negative");
    ratio("f1", 2 * tp, 2 * tp + fp + fn, "nothing-of-class-1");
  }

  /** Takes the ratios where every row is predicted to be of one class. */
  void always(boolean one) {
    classes(counts(y, p, one ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY));
  }

  private void ratio(String metric, long part, long whole, String none) {
    if (whole == 0) {
      none(metric, none);
    } else {
      put(metric, numbers.divide(numbers.of((double) part), numbers.of((double) whole)));
    }
  }

  /** Pairs of one row of each class in the right order, a tie counted as one half. */
  private void auc() {
    if (classes == Classes.NONE) {
      none("auc", "no-classes");
      return;
    }
    if (Arrays.stream(p).anyMatch(Double::isNaN)) {
      none("auc", NOT_FINITE);
      return;
    }
    int[] byOutput = byOutput(p);
    long lower = 0;
    long upper = 0;
    long twice = 0;
    int from = 0;
    while (from < byOutput.length) {
      double output = p[byOutput[from]];
      long lowerHere = 0;
      long upperHere = 0;
      for (; from < byOutput.length && p[byOutput[from]] == output; from++) {
        if (y[byOutput[from]] == 1) {
          upperHere++;
        } else {
          lowerHere++;
        }
      }
      twice += upperHere * (2 * lower + lowerHere);
      lower += lowerHere;
      upper += upperHere;
    }
    ratio("auc", twice, 2 * lower * upper, "one-class");
  }

  /** Returns the rows by their outputs, the smallest first; −0 is 0. */
  static int[] byOutput(double[] outputs) {
    return java.util.stream.IntStream.range(0, outputs.length)
        .boxed()
        .sorted((i, j) -> Double.compare(outputs[i] + 0.0, outputs[j] + 0.0))
        .mapToInt(i -> i)
        .toArray();
  }

  private void probabilities() {
    Optional<String> reason =
        switch (classes) {
          case NONE -> Optional.of("no-classes");
          case BIPOLAR -> Optional.of("targets-not-0-or-1");
          case ZERO_ONE ->
              Optional.of("no-probabilities")
                  .filter(none -> !Arrays.stream(p).allMatch(x -> x >= 0 && x <= 1));
        };
    if (reason.isPresent()) {
      none("log_loss", reason.get());
      none("brier", reason.get());
      return;
    }
    Sums sum = new Sums(NumberSystem.doubles(), 1);
    for (int i = 0; i < y.length; i++) {
      boolean one = y[i] == 1;
      double x = one ? p[i] : -p[i];
      sum.add(-Evaluator.value(one ? LN : LN1P, e -> x));
    }
    double total = sum.total().get(0).doubleValue();
    if (Double.isInfinite(total)) {
      none("log_loss", "certain-and-wrong");
    } else {
      put("log_loss", total / y.length);
    }
  }

  private void distances() {
    Number rows = numbers.of((double) y.length);
    Sums sums = new Sums(numbers, 3);
    boolean constant = true;
    for (int i = 0; i < y.length; i++) {
      Number apart = numbers.subtract(targets.get(i), outputs.get(i));
      sums.add(List.of(targets.get(i), numbers.multiply(apart, apart), size(apart)));
      constant &= numbers.isEqual(targets.get(i), targets.get(0));
    }
    List<Number> total = sums.total();
    Number mean = constant ? targets.get(0) : numbers.divide(total.get(0), rows);
    Number square = numbers.divide(total.get(1), rows);
    if (!reasons.containsKey("brier")) {
      put("brier", square);
    }
    put("rmse", root(square));
    put("mae", numbers.divide(total.get(2), rows));
    Sums spread = new Sums(numbers, 1);
    for (Number target : targets) {
      Number apart = numbers.subtract(target, mean);
      spread.add(constant ? numbers.of(0.0) : numbers.multiply(apart, apart));
    }
    Number whole = spread.total().get(0);
    if (NumberSystem.signum(whole) == 0) {
      none("r2", "constant-targets");
    } else {
      put("r2", numbers.subtract(numbers.of(1.0), numbers.divide(total.get(1), whole)));
    }
  }

  private Number size(Number x) {
    return numbers.isDouble()
        ? (Number) Math.abs(x.doubleValue())
        : NumberSystem.signum(x) < 0 ? numbers.negate(x) : x;
  }

  /** Returns a root; a double where it is no number of the system. */
  private Number root(Number square) {
    if (!NumberSystem.isFinite(square)) {
      return square;
    }
    try {
      return numbers.isDouble() ? (Number) Math.sqrt(square.doubleValue()) : numbers.root(square);
    } catch (NumberSystem.NotExact e) {
      return Math.sqrt(square.doubleValue());
    }
  }

  Optional<Number> get(String metric) {
    return Optional.ofNullable(values.get(metric));
  }

  /** Holds metrics, and the reasons of those that have no value, to these. */
  void hold(Fields metrics, Fields undefined, String from) {
    for (String metric : metrics.keys()) {
      metrics.derive(metric, get(metric), from);
      if (reasons.containsKey(metric)) {
        undefined.derive(metric, reasons.get(metric), from);
      }
    }
    for (String metric : undefined.keys()) {
      if (!reasons.containsKey(metric)) {
        throw undefined.broken("`undefined." + metric + "` is of a metric that has a value");
      }
    }
  }
}
