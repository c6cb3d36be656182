package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Re-derives what trainings on parts of the rows come to together. */
final class Folds {

  private static final double CONVERGED = 1e-9;

  private final Known known;

  Folds(Known known) {
    this.known = known;
  }

  void crossValidated(Fields line) {
    if (!Baselines.isOfTraining(line)) {
      throw line.broken(
          "`part` is `" + line.text("part") + "`, and folds are cut from what trains");
    }
    known.parts.judged(line);
    List<Fields> folds = line.objects("folds");
    long rows = line.integer("rows");
    if (line.isNull("percent")) {
      long judged = 0;
      for (Fields fold : folds) {
        judged += fold.integer("rows");
      }
      line.deriveCount("rows", judged, "`folds.rows`");
    }
    for (Fields fold : folds) {
      fold.deriveCount("training", rows - fold.integer("rows"), "`rows` and `folds.rows`");
    }
    boolean classes = folds.stream().anyMatch(fold -> !fold.isNull("threshold"));
    List<String> metrics = classes ? Metrics.OF_CLASSES : Metrics.OF_NUMBERS;
    for (String key : List.of("mean", "deviation", "lowest", "highest", "baseline")) {
      if (!line.object(key).keys().equals(metrics)) {
        throw line.broken("`" + key + "` has other metrics than " + String.join(", ", metrics));
      }
    }
    possible(line, folds, classes);
    for (String metric : metrics) {
      List<Number> values = new ArrayList<>();
      for (Fields fold : folds) {
        Fields own = fold.object("metrics");
        own.numberIfAny(metric).ifPresent(v -> values.add(v.doubleValue()));
      }
      spread(values)
          .forEach(
              (word, value) -> {
                line.object(word).derive(metric, value, "`folds.metrics`");
                value.ifPresent(v -> known.names.put(word + "_" + metric, v));
              });
    }
  }

  /** Holds folds to what they can be, since their trainings are not told. */
  private void possible(Fields line, List<Fields> folds, boolean classes) {
    Metrics.possible(line.object("baseline"));
    if (folds.size() < 2 && line.isNull("percent") || folds.isEmpty()) {
      throw line.broken("`folds` has too few entries");
    }
    Optional<Long> bound = Optional.empty();
    for (Fields fold : folds) {
      long rows = fold.integer("rows");
      if (rows < 1 || fold.integer("training") < 1) {
        throw line.broken("`folds.rows` is " + rows + " of " + line.integer("rows"));
      }
      if (!classes) {
        fold.deriveNothing("threshold", "the other folds");
      } else if (fold.isNull("threshold")) {
        throw line.broken("`folds.threshold` is there in other folds, and missing here");
      }
      Metrics.possible(fold.object("metrics"), fold.object("undefined"), classes);
      if (classes) {
        known.work.count(rows * Work.PART);
        Metrics.counted(fold.object("metrics"), rows);
      }
      bound = epochs(fold, bound);
    }
  }

  /**
   * Holds the epochs of a fold to the reason why they ended.
   *
   * @param bound how many are most, if a fold before tells
   * @return the same, if this fold tells
   */
  private Optional<Long> epochs(Fields fold, Optional<Long> bound) {
    long epochs = fold.integer("epochs");
    Fields reason = fold.object("reason");
    if (epochs < 1) {
      throw fold.broken("`folds.epochs` is " + epochs);
    }
    switch (reason.text("kind")) {
      case "bound" -> {
        bound.ifPresent(most -> fold.deriveCount("epochs", most, "the other folds"));
        reason.deriveCount("epochs", epochs, "`folds.epochs`");
        return Optional.of(epochs);
      }
      case "converged" -> {
        double change = reason.number("change").doubleValue();
        reason.derive("threshold", (Number) CONVERGED, "the language");
        if (!(change >= 0 && change < CONVERGED)) {
          throw fold.broken("the cost still changes");
        }
      }
      case "until", "rule" -> {
        Fields values = reason.object("values");
        if (values.has("epoch")) {
          values.deriveCount("epoch", epochs, "`folds.epochs`");
        }
        holds(reason, values);
      }
      default -> {
        // Nothing is told of the updates that were none.
      }
    }
    bound
        .filter(most -> epochs > most)
        .ifPresent(
            most -> {
              throw fold.broken("`folds.epochs` is more than in other folds");
            });
    return bound;
  }

  /** Holds a condition by the values beside it, which no line tells. */
  private void holds(Fields reason, Fields values) {
    Expression condition = known.formulas.parsed(reason, reason.text("condition"));
    Map<Expression, Number> own = new HashMap<>();
    boolean[] isSimple = {true};
    condition.each(
        e -> {
          if (e instanceof Expression.Variable v && values.has(v.name())) {
            own.put(e, values.number(v.name()));
          }
          isSimple[0] &= !(e instanceof Expression.Invocation);
          isSimple[0] &= !(e instanceof Expression.Variable v) || values.has(v.name());
        });
    if (isSimple[0] && !NumberSystem.holds(known.value(reason, condition, own))) {
      throw reason.broken("`condition` does not hold for these values");
    }
  }

  private static Map<String, Optional<Number>> spread(List<Number> values) {
    if (values.isEmpty()) {
      Optional<Number> none = Optional.empty();
      return Map.of("mean", none, "deviation", none, "lowest", none, "highest", none);
    }
    int n = values.size();
    double mean = sum(values) / n;
    double lowest = values.get(0).doubleValue();
    double highest = lowest;
    List<Number> squares = new ArrayList<>();
    for (Number value : values) {
      double v = value.doubleValue();
      lowest = Math.min(lowest, v);
      highest = Math.max(highest, v);
      squares.add((v - mean) * (v - mean));
    }
    Optional<Number> deviation =
        n == 1 ? Optional.empty() : Optional.of(Math.sqrt(sum(squares) / (n - 1)));
    return Map.of(
        "mean",
        Optional.of(mean),
        "deviation",
        deviation,
        "lowest",
        Optional.of(lowest),
        "highest",
        Optional.of(highest));
  }

  private static double sum(List<Number> values) {
    Sums sum = new Sums(NumberSystem.doubles(), 1);
    values.forEach(sum::add);
    return sum.total().get(0).doubleValue();
  }
}
