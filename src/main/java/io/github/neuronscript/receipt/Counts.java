package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.NumberSystem;
import java.util.Optional;

/** How many rows of each class are predicted to be of each. */
record Counts(long tp, long fp, long fn, long tn) {

  static Counts of(Fields confusion) {
    Counts counts =
        new Counts(
            confusion.integer("tp"),
            confusion.integer("fp"),
            confusion.integer("fn"),
            confusion.integer("tn"));
    if (counts.tp < 0 || counts.fp < 0 || counts.fn < 0 || counts.tn < 0) {
      throw confusion.broken("a number of rows is negative");
    }
    return counts;
  }

  /** Counts rows; the class 1 is predicted from the threshold on. */
  static Counts of(double[] targets, double[] outputs, double threshold) {
    long[] counts = Figures.counts(targets, outputs, threshold);
    return new Counts(counts[3], counts[1], counts[2], counts[0]);
  }

  long all() {
    return tp + fp + fn + tn;
  }

  long ones() {
    return tp + fn;
  }

  /** Holds what a line says to these. */
  void hold(Fields confusion, String from) {
    confusion.deriveCount("tp", tp, from);
    confusion.deriveCount("fp", fp, from);
    confusion.deriveCount("fn", fn, from);
    confusion.deriveCount("tn", tn, from);
  }

  /** Returns a part of a whole; none of nothing. */
  static Optional<Number> ratio(NumberSystem numbers, long part, long whole) {
    return whole == 0
        ? Optional.empty()
        : Optional.of(numbers.divide(numbers.of((double) part), numbers.of((double) whole)));
  }

  /** Holds the metrics that are ratios of these. */
  void holdRatios(Fields metrics) {
    hold(metrics, "accuracy", tp + tn, all());
    hold(metrics, "precision", tp, tp + fp);
    hold(metrics, "recall", tp, tp + fn);
    hold(metrics, "specificity", tn, fp + tn);
    hold(metrics, "f1", 2 * tp, 2 * tp + fp + fn);
  }

  private static void hold(Fields metrics, String key, long part, long whole) {
    NumberSystem numbers = metrics.numbers();
    metrics.derive(key, Known.computed(metrics, () -> ratio(numbers, part, whole)), "`confusion`");
  }

  /** Compares by a criterion of the same rows, exactly. */
  int compare(Counts other, String criterion) {
    return switch (criterion) {
      case "accuracy" -> Long.compare(tp + tn, other.tp + other.tn);
      case "f1" ->
          Long.compare(tp * (2 * other.tp + other.fp + other.fn), other.tp * (2 * tp + fp + fn));
      default -> Long.compare(youden(), other.youden());
    };
  }

  private long youden() {
    return tp * (fp + tn) + tn * (tp + fn);
  }
}
