package io.github.neuronscript.judge;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** What is said of a metric over several judgements, in the order in which it is shown. */
public enum Statistic {
  MEAN("mean"),
  DEVIATION("deviation"),
  LOWEST("lowest"),
  HIGHEST("highest");

  private final String word;

  Statistic(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Returns its value; a deviation needs two. */
  public Optional<Double> of(Spread spread) {
    return switch (this) {
      case MEAN -> Optional.of(spread.mean());
      case DEVIATION -> spread.deviation();
      case LOWEST -> Optional.of(spread.lowest());
      case HIGHEST -> Optional.of(spread.highest());
    };
  }

  /** One of a metric, which formulas read as {@code mean_accuracy}. */
  public record Of(Statistic statistic, Metric metric) {

    /** Returns the name by which formulas read it. */
    public String word() {
      return statistic.word + "_" + metric.word();
    }

    /** Returns every one that there is. */
    public static Stream<Of> all() {
      return Arrays.stream(Statistic.values())
          .flatMap(statistic -> Arrays.stream(Metric.values()).map(m -> new Of(statistic, m)));
    }

    /** Returns the one that a formula reads by a name. */
    public static Optional<Of> named(String word) {
      for (Statistic statistic : Statistic.values()) {
        int length = statistic.word.length();
        if (word.startsWith(statistic.word) && word.startsWith("_", length)) {
          for (Metric metric : Metric.values()) {
            if (word.endsWith(metric.word())
                && word.length() == length + 1 + metric.word().length()) {
              return Optional.of(new Of(statistic, metric));
            }
          }
        }
      }
      return Optional.empty();
    }
  }
}
