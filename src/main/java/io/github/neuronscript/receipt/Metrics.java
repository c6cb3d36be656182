package io.github.neuronscript.receipt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The metrics that there are, and what can be said of them without the rows: between which numbers
 * they lie, why they may have none, and that counts stand behind them.
 */
final class Metrics {

  /** What is told where targets are classes. */
  static final List<String> OF_CLASSES =
      List.of(
          "cost",
          "accuracy",
          "precision",
          "recall",
          "specificity",
          "f1",
          "auc",
          "log_loss",
          "brier");

  /** What is told where targets are numbers. */
  static final List<String> OF_NUMBERS = List.of("cost", "rmse", "mae", "r2");

  private static final Set<String> PARTS =
      Set.of("accuracy", "precision", "recall", "specificity", "f1", "auc", "brier");

  private static final Set<String> SIZES = Set.of("log_loss", "rmse", "mae");

  private static final String NOT_FINITE = "not-finite";

  /** Why a metric of classes has no number, where the targets are classes. */
  private static final Map<String, List<String>> REASONS =
      Map.of(
          "accuracy", List.of(),
          "precision", List.of("none-predicted"),
          "recall", List.of("no-positive"),
          "specificity", List.of("no-negative"),
          "f1", List.of("nothing-of-class-1"),
          "auc", List.of("one-class", NOT_FINITE),
          "log_loss",
              List.of("targets-not-0-or-1", "no-probabilities", "certain-and-wrong", NOT_FINITE),
          "brier", List.of("targets-not-0-or-1", "no-probabilities", NOT_FINITE));

  /** To count the rows of a fold is tried up to so many. */
  private static final long MOST_COUNTED = 1_000_000;

  private static final String COUNTS = "the counts behind recall and specificity";

  private Metrics() {}

  static boolean isMetric(String name) {
    return OF_CLASSES.contains(name) || OF_NUMBERS.contains(name);
  }

  /** Whether a metric can have such a value. */
  static boolean fits(String metric, double value) {
    return PARTS.contains(metric)
        ? value >= 0 && value <= 1
        : SIZES.contains(metric) ? value >= 0 : !metric.equals("r2") || value <= 1;
  }

  /** Holds metrics to what they can be, whatever the rows are. */
  static void possible(Fields metrics) {
    for (String metric : metrics.keys()) {
      Optional<Number> value = metrics.numberIfAny(metric);
      if (value.isPresent() && !fits(metric, value.get().doubleValue())) {
        throw metrics.broken(
            "`" + metric + "` is " + Fields.written(value.get()) + ", which it can never be");
      }
    }
  }

  /**
   * Holds the metrics of some rows to what they can be, and those that have no number to a reason.
   *
   * @param classes whether the targets are classes
   */
  static void possible(Fields metrics, Fields undefined, boolean classes) {
    possible(metrics);
    for (String metric : metrics.keys()) {
      if (metrics.isNull(metric) != undefined.has(metric)) {
        throw metrics.broken("`" + metric + "` has a number, or else a reason why it has none");
      }
      if (!metrics.isNull(metric)) {
        if (REASONS.containsKey(metric) && !classes) {
          throw metrics.broken("`" + metric + "` is there, and the targets are no classes");
        }
        continue;
      }
      List<String> reasons =
          !REASONS.containsKey(metric)
              ? metric.equals("r2") ? List.of("constant-targets", NOT_FINITE) : List.of(NOT_FINITE)
              : classes ? REASONS.get(metric) : List.of("no-classes");
      if (!reasons.contains(undefined.text(metric))) {
        throw undefined.broken(
            "`" + metric + "` has no number by `" + undefined.text(metric) + "`, which cannot be");
      }
      if (reasons.size() == 1) {
        undefined.hold(metric);
      }
    }
    for (String metric : undefined.keys()) {
      if (!metrics.has(metric)) {
        throw undefined.broken("`undefined." + metric + "` is of no metric that is there");
      }
    }
    Optional<Number> rmse = metrics.has("rmse") ? metrics.numberIfAny("rmse") : Optional.empty();
    if (!metrics.numbers().isDouble()) {
      return;
    }
    if (metrics.has("brier") && !metrics.isNull("brier") && metrics.has("rmse")) {
      double brier = metrics.number("brier").doubleValue();
      metrics.derive("rmse", (Number) Math.sqrt(brier), "`brier`");
    }
    if (rmse.isPresent() && !metrics.isNull("mae")) {
      double mae = metrics.number("mae").doubleValue();
      if (mae > rmse.get().doubleValue() * (1 + 1e-9)) {
        throw metrics.broken("`mae` is larger than `rmse`, which it can never be");
      }
    }
  }

  /** Holds what is counted to counts of so many rows: one confusion stands behind all of it. */
  static void counted(Fields metrics, long rows) {
    if (!metrics.numbers().isDouble() || rows < 1 || rows > MOST_COUNTED) {
      return;
    }
    Map<String, Set<Optional<Number>>> seen = new LinkedHashMap<>();
    boolean any = false;
    for (Counts c : confusions(metrics, rows)) {
      Map<String, Optional<Number>> own = new LinkedHashMap<>();
      own.put("accuracy", ratio(c.tp() + c.tn(), rows));
      own.put("precision", ratio(c.tp(), c.tp() + c.fp()));
      own.put("f1", ratio(2 * c.tp(), 2 * c.tp() + c.fp() + c.fn()));
      boolean same =
          own.entrySet().stream()
              .allMatch(e -> e.getValue().equals(metrics.numberIfAny(e.getKey())));
      any |= same && isOfPairs(metrics, c) && isOfSpread(metrics, c);
      own.forEach((key, v) -> seen.computeIfAbsent(key, k -> new HashSet<>()).add(v));
    }
    if (!any) {
      throw metrics.broken("no counts of " + rows + " rows have these metrics");
    }
    for (Map.Entry<String, Set<Optional<Number>>> each : seen.entrySet()) {
      if (each.getValue().size() == 1) {
        metrics.derive(each.getKey(), each.getValue().iterator().next(), COUNTS);
      }
    }
  }

  /** Returns each confusion that has the recall and the specificity. */
  private static List<Counts> confusions(Fields metrics, long rows) {
    Optional<Number> recall = metrics.numberIfAny("recall");
    Optional<Number> specificity = metrics.numberIfAny("specificity");
    List<Counts> found = new ArrayList<>();
    long first = recall.isPresent() ? 1 : 0;
    long last = specificity.isPresent() ? rows - 1 : rows;
    for (long ones = first; ones <= last; ones++) {
      long zeros = rows - ones;
      long tp = Math.round(recall.map(Number::doubleValue).orElse(0.0) * ones);
      long tn = Math.round(specificity.map(Number::doubleValue).orElse(0.0) * zeros);
      if (ratio(tp, ones).equals(recall) && ratio(tn, zeros).equals(specificity)) {
        found.add(new Counts(tp, zeros - tn, ones - tp, tn));
      }
    }
    return found;
  }

  private static Optional<Number> ratio(long part, long whole) {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }

  /** Whether the area under the curve is a number of pairs, a tie counted as one half. */
  private static boolean isOfPairs(Fields metrics, Counts c) {
    double pairs = 2.0 * c.ones() * (c.all() - c.ones());
    Optional<Number> auc = metrics.numberIfAny("auc");
    return auc.isEmpty()
        || pairs > 0
            && Math.round(auc.get().doubleValue() * pairs) / pairs == auc.get().doubleValue();
  }

  /** Whether R² is what the squared distances and the spread of so many ones make it. */
  private static boolean isOfSpread(Fields metrics, Counts c) {
    if (metrics.isNull("brier") || !metrics.has("r2") || metrics.isNull("r2")) {
      return true;
    }
    double share = (double) c.ones() / c.all();
    double expected = 1 - metrics.number("brier").doubleValue() / (share * (1 - share));
    return isNear(metrics.number("r2").doubleValue(), expected, 1e-9);
  }

  /** Whether two numbers are apart by less than a part of them, or of 1. */
  static boolean isNear(double some, double other, double part) {
    return Math.abs(some - other) <= part * Math.max(1, Math.max(Math.abs(some), Math.abs(other)));
  }
}
