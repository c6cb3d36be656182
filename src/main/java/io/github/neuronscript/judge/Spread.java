package io.github.neuronscript.judge;

import io.github.neuronscript.neuron.RowSum;
import java.util.List;
import java.util.Optional;

/**
 * What a metric comes to in several judgements, of which those without a value are left out.
 *
 * @param count how many have a value, at least one
 * @param deviation the standard deviation, dividing by count − 1; empty for one value
 */
public record Spread(
    int count, double mean, Optional<Double> deviation, double lowest, double highest) {

  /** Gathers figures; empty if none of them has a value. */
  public static Optional<Spread> of(List<Figure> figures) {
    double[] values =
        figures.stream()
            .flatMap(figure -> figure.value().stream())
            .mapToDouble(Number::doubleValue)
            .toArray();
    if (values.length == 0) {
      return Optional.empty();
    }
    RowSum sums = new RowSum(1);
    double lowest = values[0];
    double highest = values[0];
    for (double value : values) {
      sums.add(0, value);
      sums.endRow();
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    double mean = sums.total()[0] / values.length;
    for (double value : values) {
      sums.add(0, (value - mean) * (value - mean));
      sums.endRow();
    }
    double squares = sums.total()[0];
    Optional<Double> deviation =
        values.length == 1
            ? Optional.empty()
            : Optional.of(Math.sqrt(squares / (values.length - 1)));
    return Optional.of(new Spread(values.length, mean, deviation, lowest, highest));
  }
}
