package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.RowTotal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the metrics are without a neuron: for classes, where always the most frequent class of the
 * training part is predicted; for the outputs, where each is the mean of the training targets,
 * which for 0 and 1 is the share of class 1.
 *
 * @param rows of the training part
 * @param sum Σ y of the training part; for targets of 0 and 1, how many are of class 1
 * @param output its mean
 * @param answer the target of the most frequent class, 1 where both are as frequent; empty for
 *     numbers
 * @param answered how many rows of the training part are of that class; 0 for numbers
 * @param figures the cost included
 */
public record Baseline(
    int rows,
    Number sum,
    Number output,
    Optional<Integer> answer,
    long answered,
    Map<Metric, Figure> figures) {

  public Baseline {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
  }

  /**
   * Judges the same output for every row.
   *
   * @param training the targets of the training part, at least one
   * @param targets those to be judged, at least one
   * @param cost the cost of the rows judged for a constant output
   * @param asked now and then; it may throw, to end it
   */
  public static Baseline of(
      NumberSystem numbers,
      Vector training,
      Vector targets,
      Optional<Classes> classes,
      Function<Number, Figure> cost,
      Runnable asked) {
    Number sum = sum(numbers, training, asked);
    Number mean = numbers.divide(sum, numbers.of((double) training.size()));
    long ones = 0;
    for (int i = 0; i < training.size(); i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      ones += training.get(i) == 1 ? 1 : 0;
    }
    boolean one = 2 * ones >= training.size();
    Vector constant = Vector.repeated(mean, targets.size());
    asked.run();
    Map<Metric, Figure> figures = new EnumMap<>(Metric.class);
    figures.putAll(
        Judgement.of(numbers, targets, constant, classes, Optional.empty(), asked).figures());
    if (classes.isPresent()) {
      // A threshold below or above every output.
      double always = one ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      asked.run();
      Confusion confusion = Confusion.of(targets.toArray(), constant.toArray(), always);
      figures.put(Metric.ACCURACY, confusion.accuracy(numbers));
      figures.put(Metric.PRECISION, confusion.precision(numbers));
      figures.put(Metric.RECALL, confusion.recall(numbers));
      figures.put(Metric.SPECIFICITY, confusion.specificity(numbers));
      figures.put(Metric.F1, confusion.f1(numbers));
    }
    figures.put(Metric.COST, cost.apply(mean));
    return new Baseline(
        training.size(),
        sum,
        mean,
        classes.map(c -> one ? 1 : c.lower()),
        classes.isEmpty() ? 0 : one ? ones : training.size() - ones,
        figures);
  }

  private static Number sum(NumberSystem numbers, Vector training, Runnable asked) {
    if (!numbers.isDouble()) {
      RowTotal total = new RowTotal(numbers, 1);
      for (Number target : training.toNumbers()) {
        asked.run();
        total.add(target);
      }
      return total.total().number(0);
    }
    RowSum sum = new RowSum(1, asked);
    for (int i = 0; i < training.size(); i++) {
      sum.add(0, training.get(i));
      sum.endRow();
    }
    return sum.total()[0];
  }

  /** Returns the metrics whose baseline is that of the constant output. */
  public static List<Metric> ofTheOutput() {
    return List.of(Metric.COST, Metric.LOG_LOSS, Metric.BRIER, Metric.RMSE, Metric.MAE, Metric.R2);
  }

  public Figure figure(Metric metric) {
    return figures.get(metric);
  }
}
