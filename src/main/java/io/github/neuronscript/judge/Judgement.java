package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well outputs fit targets.
 *
 * @param classes what the targets are; empty for numbers
 * @param threshold from which output on the class 1 is predicted; only for classes
 * @param confusion only for classes
 * @param pairs only for classes, and where no output is NaN
 * @param logLoss its sum is NaN where it has no figure
 * @param figures every metric but the cost, which depends on the loss
 */
public record Judgement(
    int rows,
    Optional<Classes> classes,
    Optional<Number> threshold,
    Optional<Confusion> confusion,
    Optional<Pairs> pairs,
    Sums sums,
    LogLoss logLoss,
    Map<Metric, Figure> figures) {

  public Judgement {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /**
   * Judges outputs. Which class is predicted, the order of the outputs and logarithms go by the
   * doubles nearest to them; ratios of counts, and sums of differences, are in {@code numbers}.
   *
   * @param targets at least one
   * @param outputs as many
   * @param classes what the targets are taken for, as part of them may all be 1
   * @param threshold in place of the middle between the classes
   * @param asked now and then; it may throw, to end it
   */
  public static Judgement of(
      NumberSystem numbers,
      Vector targets,
      Vector outputs,
      Optional<Classes> classes,
      Optional<Number> threshold,
      Runnable asked) {
    double[] y = targets.toArray();
    asked.run();
    double[] p = outputs.toArray();
    asked.run();
    Optional<Number> from = classes.map(c -> threshold.orElseGet(() -> numbers.of(c.threshold())));
    Optional<Confusion> confusion = from.map(t -> Confusion.of(y, p, t.doubleValue()));
    asked.run();
    boolean ranked = !hasNan(p);
    Optional<Pairs> pairs =
        classes.isPresent() && ranked ? Optional.of(Pairs.of(y, p, asked)) : Optional.empty();
    Sums sums = Sums.of(numbers, targets, outputs, asked);
    LogLoss logLoss = logLoss(classes, y, p, asked);
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    for (Metric metric : List.of(Metric.values())) {
      if (metric != Metric.COST) {
        figures.put(metric, figure(metric, numbers, confusion, pairs, sums, logLoss));
      }
    }
    return new Judgement(y.length, classes, from, confusion, pairs, sums, logLoss, figures);
  }

  private static LogLoss logLoss(
      Optional<Classes> classes, double[] targets, double[] outputs, Runnable asked) {
    if (classes.isEmpty()) {
      return LogLoss.none(Why.NO_CLASSES);
    }
    if (classes.get() != Classes.ZERO_ONE) {
      return LogLoss.none(Why.TARGETS_NOT_0_OR_1);
    }
    return LogLoss.areProbabilities(outputs)
        ? LogLoss.of(targets, outputs, asked)
        : LogLoss.none(Why.NO_PROBABILITIES);
  }

  private static Figure figure(
      Metric metric,
      NumberSystem numbers,
      Optional<Confusion> confusion,
      Optional<Pairs> pairs,
      Sums sums,
      LogLoss logLoss) {
    return switch (metric) {
      case COST -> throw new IllegalArgumentException("the cost depends on the loss");
      case ACCURACY -> classes(confusion.map(c -> c.accuracy(numbers)));
      case PRECISION -> classes(confusion.map(c -> c.precision(numbers)));
      case RECALL -> classes(confusion.map(c -> c.recall(numbers)));
      case SPECIFICITY -> classes(confusion.map(c -> c.specificity(numbers)));
      case F1 -> classes(confusion.map(c -> c.f1(numbers)));
      case AUC ->
          pairs
              .map(p -> p.auc(numbers))
              .orElseGet(
                  () -> Figure.none(confusion.isPresent() ? Why.NOT_FINITE : Why.NO_CLASSES));
      case LOG_LOSS -> logLoss.figure();
      // Exists where the outputs are probabilities, also if one of them is certain and wrong.
      case BRIER ->
          logLoss
              .figure()
              .why()
              .filter(why -> why != Why.CERTAIN_AND_WRONG)
              .map(Figure::none)
              .orElseGet(() -> sums.meanSquare(numbers));
      case RMSE -> sums.rmse(numbers);
      case MAE -> sums.mae(numbers);
      case R2 -> sums.r2(numbers);
    };
  }

  private static Figure classes(Optional<Figure> figure) {
    return figure.orElseGet(() -> Figure.none(Why.NO_CLASSES));
  }

  /** Returns the metrics that fit the targets. */
  public List<Metric> metrics() {
    return classes.isPresent() ? Metric.OF_CLASSES : Metric.OF_NUMBERS;
  }

  /** Returns a metric; the cost is none of them. */
  public Figure figure(Metric metric) {
    return figures.get(metric);
  }

  private static boolean hasNan(double[] numbers) {
    for (double number : numbers) {
      if (Double.isNaN(number)) {
        return true;
      }
    }
    return false;
  }
}
