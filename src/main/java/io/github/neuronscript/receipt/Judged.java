package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Re-derives what is counted and averaged when a neuron is judged. */
final class Judged {

  private static final List<String> OF_CLASSES =
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

  private static final List<String> OF_NUMBERS = List.of("cost", "rmse", "mae", "r2");

  /** What may be computed anew for one line, in parts of formulas; beyond, it stays given. */
  private static final long MOST_PARTS = 4_000_000;

  private final Known known;
  private final Training training;

  Judged(Known known, Training training) {
    this.known = known;
    this.training = training;
  }

  /** How many of each class are predicted to be of each. */
  private record Counts(long tp, long fp, long fn, long tn) {

    static Counts of(Fields confusion) {
      return new Counts(
          confusion.integer("tp"),
          confusion.integer("fp"),
          confusion.integer("fn"),
          confusion.integer("tn"));
    }

    long all() {
      return tp + fp + fn + tn;
    }
  }

  void evaluated(Fields line) {
    NumberSystem numbers = known.numbers;
    List<Number> losses = line.list("losses");
    if (!losses.isEmpty()) {
      Sums sum = new Sums(numbers, 1);
      losses.forEach(sum::add);
      line.deriveCount("rows", losses.size(), "`losses`");
      line.derive("loss_sum", Known.computed(line, () -> sum.total().get(0)), "`losses`");
    }
    Number sum = line.number("loss_sum");
    Number rows = numbers.of((double) line.integer("rows"));
    Number cost =
        line.text("cost_is").equals("mean")
            ? Known.computed(line, () -> numbers.divide(sum, rows))
            : sum;
    line.derive("cost", cost, "`loss_sum` and `rows`");
    outputs(line, losses).ifPresent(own -> own.hold(line, known));
    tell(line);
    Fields metrics = line.object("metrics");
    if (numbers.isDouble() && !metrics.isNull("brier") && !metrics.isNull("rmse")) {
      double brier = metrics.number("brier").doubleValue();
      metrics.derive("rmse", (Number) Math.sqrt(brier), "`brier`");
    }
    if (line.isNull("confusion")) {
      return;
    }
    Counts c = Counts.of(line.object("confusion"));
    line.deriveCount("rows", c.all(), "`confusion`");
    line.deriveCount("correct", c.tp + c.tn, "`confusion`");
    line.derive("accuracy", ratio(line, c.tp + c.tn, c.all()), "`confusion`");
    ratio(metrics, "accuracy", c.tp + c.tn, c.all());
    ratio(metrics, "precision", c.tp, c.tp + c.fp);
    ratio(metrics, "recall", c.tp, c.tp + c.fn);
    ratio(metrics, "specificity", c.tn, c.fp + c.tn);
    ratio(metrics, "f1", 2 * c.tp, 2 * c.tp + c.fp + c.fn);
  }

  /** What formulas may read of it from now on. */
  private void tell(Fields line) {
    known.names.put("cost", line.number("cost"));
    line.numberIfAny("threshold").ifPresent(t -> known.names.put("threshold", t));
    Fields metrics = line.object("metrics");
    for (String metric : metrics.keys()) {
      metrics.numberIfAny(metric).ifPresent(value -> known.names.put(metric, value));
    }
  }

  /**
   * Returns the outputs that were judged, where they are those of the rows of the training before
   * and of the neuron told last. No line tells of other data, so that it is their losses that do,
   * and the mean of their targets. A loss of 0 would tell nothing: many rows may have it.
   */
  private Optional<Outputs> outputs(Fields line, List<Number> losses) {
    List<Vector> rows = training.rows();
    int n = rows.size();
    int width = n == 0 ? 0 : rows.get(0).size() - 1;
    if (n == 0
        || Set.of("test", "file").contains(line.text("part"))
        || losses.size() != n
        || !known.numbers.isDouble()
        || !known.isTold(width)
        || !rows.stream().allMatch(row -> row.isDoubles() && row.size() == width + 1)) {
      return Optional.empty();
    }
    Neuron neuron = known.neuron(line);
    Expression loss = neuron.formulas().loss();
    Expression output = neuron.formulas().computedOutput();
    long parts = Definition.writtenOutSize(loss) + Definition.writtenOutSize(output) + width + 1;
    if (parts > MOST_PARTS / n) {
      return Optional.empty();
    }
    double[] targets = new double[n];
    double[] outputs = new double[n];
    for (int i = 0; i < n; i++) {
      List<Number> row = rows.get(i).toNumbers();
      List<Number> inputs = row.subList(0, width);
      Number z = known.z(line, neuron.isScaled() ? neuron.scaled(inputs) : inputs);
      Number p = Steps.output(line, known, z);
      Number own =
          known.value(
              line,
              loss,
              Map.of(ChainRule.Z, z, ChainRule.OUTPUT, p, ChainRule.TARGET, row.get(width)));
      if (!own.equals(losses.get(i)) || own.doubleValue() == 0) {
        return Optional.empty();
      }
      targets[i] = row.get(width).doubleValue();
      outputs[i] = p.doubleValue();
    }
    Fields baseline = line.object("baseline");
    Number mean = sum(Arrays.stream(targets).<Number>mapToObj(y -> y).toList()) / n;
    if (!mean.equals(baseline.number("output"))) {
      return Optional.empty();
    }
    baseline.derive("output", mean, "the rows of the training");
    line.derive("losses", losses, "the rows of the training and the weights");
    return Optional.of(new Outputs(targets, outputs));
  }

  private Optional<Number> ratio(Fields line, long part, long whole) {
    NumberSystem numbers = known.numbers;
    return whole == 0
        ? Optional.empty()
        : Optional.of(
            Known.computed(
                line, () -> numbers.divide(numbers.of((double) part), numbers.of((double) whole))));
  }

  private void ratio(Fields metrics, String key, long part, long whole) {
    if (metrics.has(key)) {
      metrics.derive(key, ratio(metrics, part, whole), "`confusion`");
    }
  }

  void thresholdChosen(Fields line) {
    for (String key : List.of("confusion", "usual_confusion")) {
      line.deriveCount("rows", Counts.of(line.object(key)).all(), "`" + key + "`");
    }
    double below = line.number("below").doubleValue();
    double above = line.number("above").doubleValue();
    double usual = line.number("usual").doubleValue();
    double middle = below / 2 + above / 2;
    double between = middle > below && middle <= above ? middle : above;
    Counts chosen = Counts.of(line.object("confusion"));
    // Beyond the outermost outputs the usual threshold stands for all that say the same.
    boolean lowest = chosen.fn + chosen.tn == 0;
    boolean highest = chosen.tp + chosen.fp == 0;
    boolean isUsual = (lowest || below < usual) && (highest || usual <= above);
    if (isUsual && !chosen.equals(Counts.of(line.object("usual_confusion")))) {
      throw line.broken("`confusion` and `usual_confusion` are of one threshold, and differ");
    }
    line.derive("threshold", (Number) (isUsual ? usual : between), "`below`, `above` and `usual`");
    known.names.put("threshold", line.number("threshold"));
  }

  void crossValidated(Fields line) {
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
    List<String> metrics = classes ? OF_CLASSES : OF_NUMBERS;
    for (String key : List.of("mean", "deviation", "lowest", "highest", "baseline")) {
      if (!line.object(key).keys().equals(metrics)) {
        throw line.broken("`" + key + "` has other metrics than " + String.join(", ", metrics));
      }
    }
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
