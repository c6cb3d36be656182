package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.NumberSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Re-derives how certain the figures of some rows are. */
final class Resamples {

  /** As many rows are drawn for the intervals of one line; beyond, they stay given. */
  private static final long MOST_DRAWS = 500_000;

  private static final String ROWS = "the rows and the weights";

  private final Known known;

  Resamples(Known known) {
    this.known = known;
  }

  private static List<String> metrics(boolean classes) {
    return classes ? Metrics.OF_CLASSES : Metrics.OF_NUMBERS;
  }

  /** Holds intervals to what they can be, whatever the rows are. */
  void possible(Fields line) {
    Fields confidence = line.object("confidence");
    double percent = confidence.number("percent").doubleValue();
    long samples = confidence.integer("samples");
    if (!(percent > 0 && percent < 100) || samples < 1) {
      throw confidence.broken("`percent` or `samples` is none that there can be");
    }
    List<Fields> intervals = confidence.objects("intervals");
    List<String> metrics = metrics(!line.isNull("confusion"));
    if (intervals.size() != metrics.size()) {
      throw line.broken("`confidence.intervals` has other metrics than " + metrics);
    }
    for (int i = 0; i < intervals.size(); i++) {
      Fields interval = intervals.get(i);
      String metric = metrics.get(i);
      interval.derive("metric", metric, "what the targets are");
      double low = interval.numberIfAny("low").map(Number::doubleValue).orElse(Double.NaN);
      double high = interval.numberIfAny("high").map(Number::doubleValue).orElse(Double.NaN);
      if (low > high || !fits(metric, low) || !fits(metric, high)) {
        throw line.broken("`confidence.intervals` has one of `" + metric + "` that cannot be");
      }
      long undefined = interval.integer("undefined");
      if (undefined < 0 || undefined > samples || Double.isNaN(low) != (undefined == samples)) {
        throw line.broken("`confidence.intervals.undefined` is " + undefined + " of " + samples);
      }
    }
  }

  private static boolean fits(String metric, double end) {
    return Double.isNaN(end) || Metrics.fits(metric, end);
  }

  /** Draws the resamples again, unless they are too many. */
  void confidence(Fields line, Applied rows, Figures.Classes classes, double threshold) {
    Fields confidence = line.object("confidence");
    double percent = confidence.number("percent").doubleValue();
    int n = rows.size();
    if (!confidence.isNull("accuracy")) {
      Fields bound = confidence.object("accuracy");
      double least = StrictMath.pow((100 - percent) / 100, 1.0 / n);
      boolean right = line.integer("correct") == n;
      bound.deriveCount("rows", n, ROWS);
      bound.derive("low", (Number) (right ? least : 0.0), "`percent` and `rows`");
      bound.derive("high", (Number) (right ? 1.0 : 1 - least), "`percent` and `rows`");
    }
    boolean faultless =
        classes != Figures.Classes.NONE
            && (line.integer("correct") == n || line.integer("correct") == 0);
    if (faultless == confidence.isNull("accuracy")) {
      throw line.broken("`confidence.accuracy` is there, or missing, against what is right");
    }
    long samples = confidence.integer("samples");
    if (samples > MOST_DRAWS / n) {
      return;
    }
    known.work.count(samples * n * 10 * Work.PART);
    Randoms random = new Randoms(confidence.integer("seed"), "bootstrap");
    Map<String, List<Double>> values = new HashMap<>();
    List<String> metrics = metrics(classes != Figures.Classes.NONE);
    double[] outputs = Figures.doubles(rows.outputs());
    double[] losses = Figures.doubles(rows.losses());
    double[] targets = rows.targetsAsDoubles();
    for (long sample = 1; sample <= samples; sample++) {
      List<Number> y = new ArrayList<>(n);
      List<Number> p = new ArrayList<>(n);
      Sums sum = new Sums(NumberSystem.doubles(), 1);
      for (int i = 0; i < n; i++) {
        int drawn = (int) (random.unit(sample, i) * n);
        y.add(targets[drawn]);
        p.add(outputs[drawn]);
        sum.add(losses[drawn]);
      }
      Figures figures = new Figures(NumberSystem.doubles(), y, p, classes, threshold);
      double total = sum.total().get(0).doubleValue();
      boolean mean = known.neuron(line).view().meanCost();
      figures.cost(Optional.of(mean ? total / n : total));
      for (String metric : metrics) {
        figures
            .get(metric)
            .ifPresent(
                value ->
                    values
                        .computeIfAbsent(metric, m -> new ArrayList<>())
                        .add(value.doubleValue()));
      }
    }
    List<Fields> intervals = confidence.objects("intervals");
    double tail = (1 - percent / 100) / 2;
    for (Fields interval : intervals) {
      double[] sorted =
          values.getOrDefault(interval.text("metric"), List.of()).stream()
              .mapToDouble(v -> v)
              .sorted()
              .toArray();
      interval.derive("low", (Number) quantile(sorted, tail), "the resamples");
      interval.derive("high", (Number) quantile(sorted, 1 - tail), "the resamples");
      interval.deriveCount("undefined", samples - sorted.length, "the resamples");
    }
  }

  private static double quantile(double[] sorted, double q) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = (sorted.length - 1) * q;
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
