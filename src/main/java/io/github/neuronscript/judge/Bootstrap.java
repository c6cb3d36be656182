package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Randomness;
import io.github.neuronscript.neuron.RowSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far chance moves the metrics: they are measured again on rows drawn from the rows, as many
 * and with replacement (Efron, Bootstrap methods: another look at the jackknife, 1979). By the
 * percentile method the interval of c % lies between the quantiles (1 − c/100)/2 and (1 + c/100)/2
 * of what they come to.
 *
 * <p>Draw i, from 0, of resample r, from 1, is row ⌊u·m⌋ of the m rows, where u is {@link
 * Randomness#unit} of r and i for the purpose {@code bootstrap}. The quantile q of k sorted numbers
 * lies at place (k − 1)·q, from 0, with what is between two of them in proportion.
 */
public final class Bootstrap {

  /**
   * Where a metric lies.
   *
   * @param low NaN if it is undefined in every resample
   * @param undefined in how many resamples it has no value; these are left out
   */
  public record Interval(Metric metric, double low, double high, int undefined) {}

  /**
   * What is drawn from.
   *
   * @param losses of each row
   * @param meanCost whether the cost is their mean, and else their sum
   */
  public record Rows(
      double[] targets,
      double[] outputs,
      double[] losses,
      boolean meanCost,
      Optional<Classes> classes,
      Optional<Number> threshold) {}

  private Bootstrap() {}

  /**
   * Returns the interval of each metric.
   *
   * @param confidence in percent, more than 0 and less than 100
   * @param asked before every 256 rows that are drawn or gone through, and every 65,536 that are
   *     sorted; it may throw, to end it
   */
  public static List<Interval> intervals(
      Rows rows, List<Metric> metrics, double confidence, int samples, long seed, Runnable asked) {
    Randomness random = new Randomness(seed, "bootstrap");
    Map<Metric, double[]> values = new EnumMap<>(Metric.class);
    Map<Metric, Integer> defined = new EnumMap<>(Metric.class);
    metrics.forEach(metric -> values.put(metric, new double[samples]));
    int[] draws = new int[rows.targets().length];
    for (int sample = 1; sample <= samples; sample++) {
      asked.run();
      random.draw(draws, sample, asked);
      Map<Metric, Figure> figures = measure(rows, draws, asked);
      for (Metric metric : metrics) {
        figures
            .get(metric)
            .value()
            .ifPresent(
                value ->
                    values.get(metric)[defined.merge(metric, 1, Integer::sum) - 1] =
                        value.doubleValue());
      }
    }
    List<Interval> intervals = new ArrayList<>();
    for (Metric metric : metrics) {
      int known = defined.getOrDefault(metric, 0);
      double[] sorted = Arrays.copyOf(values.get(metric), known);
      Arrays.sort(sorted);
      double tail = (1 - confidence / 100) / 2;
      intervals.add(
          new Interval(
              metric, quantile(sorted, tail), quantile(sorted, 1 - tail), samples - known));
    }
    return intervals;
  }

  private static Map<Metric, Figure> measure(Rows rows, int[] draws, Runnable asked) {
    double[] targets = new double[draws.length];
    double[] outputs = new double[draws.length];
    RowSum losses = new RowSum(1, asked);
    for (int i = 0; i < draws.length; i++) {
      targets[i] = rows.targets()[draws[i]];
      outputs[i] = rows.outputs()[draws[i]];
      losses.add(0, rows.losses()[draws[i]]);
      losses.endRow();
    }
    double sum = losses.total()[0];
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    figures.putAll(
        Judgement.of(
                NumberSystem.doubles(),
                Vector.of(targets),
                Vector.of(outputs),
                rows.classes(),
                rows.threshold(),
                asked)
            .figures());
    figures.put(Metric.COST, Figure.of(rows.meanCost() ? sum / draws.length : sum));
    return figures;
  }

  /** Returns the quantile q, from 0 to 1, of sorted numbers; NaN of none. */
  static double quantile(double[] sorted, double q) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = (sorted.length - 1) * q;
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
