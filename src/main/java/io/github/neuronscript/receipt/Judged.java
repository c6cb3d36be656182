package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Optional;

/** Re-derives what is counted and averaged when a neuron is judged. */
final class Judged {

  private static final int BINS = 10;

  private static final String ROWS = "the rows and the weights";

  private final Known known;
  private final Chosen chosen;
  private final Resamples resamples;
  private final Baselines baselines;

  Judged(Known known, Chosen chosen) {
    this.known = known;
    this.chosen = chosen;
    this.resamples = new Resamples(known);
    this.baselines = new Baselines(known);
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
    if (losses.isEmpty() && line.integer("rows") <= TraceEvent.Gathered.MOST_PARTS) {
      throw line.broken("`losses` is empty, and so few rows are told");
    }
    line.derive(
        "cost_is", known.neuron(line).view().meanCost() ? "mean" : "sum", "the conventions");
    Number sum = line.number("loss_sum");
    Number rows = numbers.of((double) line.integer("rows"));
    Number cost =
        line.text("cost_is").equals("mean")
            ? Known.computed(line, () -> numbers.divide(sum, rows))
            : sum;
    line.derive("cost", cost, "`loss_sum` and `rows`");
    threshold(line);
    Applied.of(line, known).ifPresent(own -> hold(line, own));
    known.parts.judged(line);
    tell(line);
    possible(line);
  }

  /** Holds what a line says to what else it says, where no rows are told. */
  private void possible(Fields line) {
    Fields metrics = line.object("metrics");
    boolean classes = !line.isNull("confusion");
    Metrics.possible(metrics, line.object("undefined"), classes);
    beside(line, metrics);
    baselines.possible(line);
    if (!line.isNull("confidence")) {
      resamples.possible(line);
    }
    if (!line.text("part").equals("file")) {
      line.deriveNothing("file", "`part`");
    } else if (line.isNull("file")) {
      throw line.broken("`part` is `file`, and `file` is null");
    }
    if (!known.parts.mayBeLearnt(line.text("part"))) {
      line.derive("learnt", false, "`part` and the lines before");
    }
    if (!classes) {
      for (String key : List.of("correct", "accuracy", "threshold")) {
        line.deriveNothing(key, "`confusion`");
      }
      line.derive("stale", false, "`threshold`");
      return;
    }
    chosen.stale(line);
    Counts c = Counts.of(line.object("confusion"));
    line.deriveCount("rows", c.all(), "`confusion`");
    line.deriveCount("correct", c.tp() + c.tn(), "`confusion`");
    line.derive(
        "accuracy",
        Known.computed(line, () -> Counts.ratio(known.numbers, c.tp() + c.tn(), c.all())),
        "`confusion`");
    c.holdRatios(metrics);
    bins(line, c);
  }

  /** Some losses are metrics, added up in another order; near 0 and 1 with other roundings. */
  private void beside(Fields line, Fields metrics) {
    if (!(known.neuron(line).view().loss() instanceof Expression.Apply loss)) {
      return;
    }
    double mean = line.number("loss_sum").doubleValue() / line.integer("rows");
    switch (loss.definition().name()) {
      case "mse" -> near(metrics, "rmse", Math.sqrt(mean), 1e-9);
      case "half_mse" -> near(metrics, "rmse", Math.sqrt(2 * mean), 1e-9);
      case "mae" -> near(metrics, "mae", mean, 1e-9);
      case "cross_entropy" -> near(metrics, "log_loss", mean, 0.01);
      default -> {
        // Of others no metric follows.
      }
    }
  }

  private static void near(Fields metrics, String metric, double expected, double part) {
    if (!metrics.isNull(metric)
        && !Metrics.isNear(metrics.number(metric).doubleValue(), expected, part)) {
      throw metrics.broken(
          "`"
              + metric
              + "` is not what the losses are together, about "
              + Fields.written(expected));
    }
  }

  /** Holds bins to the counts. */
  private static void bins(Fields line, Counts c) {
    double end = 0;
    long rows = 0;
    long ones = 0;
    for (Fields bin : line.objects("calibration")) {
      double from = bin.number("from").doubleValue();
      double to = bin.number("to").doubleValue();
      double output = bin.number("output").doubleValue();
      long k = Math.round(from * BINS);
      bin.derive("from", (Number) (k / (double) BINS), "its place");
      bin.derive("to", (Number) ((k + 1) / (double) BINS), "`from`");
      if (from < end || k >= BINS || !(output >= from - 1e-9 && output <= to + 1e-9)) {
        throw line.broken("`calibration` has a bin at another place, or an output outside it");
      }
      if (bin.integer("rows") < 1
          || bin.integer("ones") < 0
          || bin.integer("ones") > bin.integer("rows")) {
        throw line.broken("`calibration.ones` is no part of `calibration.rows`");
      }
      end = to;
      rows += bin.integer("rows");
      ones += bin.integer("ones");
    }
    if (rows > c.all()
        || ones > c.ones()
        || rows > 0 && isOfProbabilities(line) && (rows != c.all() || ones != c.ones())) {
      throw line.broken("`calibration` has other rows than `confusion`");
    }
  }

  private static boolean isOfProbabilities(Fields line) {
    return !line.object("metrics").isNull("brier");
  }

  /** The threshold is the one told last, or the middle between the classes. */
  private void threshold(Fields line) {
    if (line.isNull("threshold")) {
      if (!line.isNull("confusion")) {
        throw line.broken("`threshold` is null, and `confusion` counts by one");
      }
      return;
    }
    Optional<Number> told = known.names.value("threshold");
    if (told.isPresent()) {
      line.derive("threshold", told.get(), "the lines before");
      return;
    }
    double usual = line.number("threshold").doubleValue();
    if (usual != 0 && usual != 0.5) {
      throw line.broken("no line before tells `threshold`");
    }
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

  /** Holds all that follows from the rows, which are told, to them. */
  private void hold(Fields line, Applied rows) {
    NumberSystem numbers = known.numbers;
    List<Number> losses = rows.losses();
    if (!line.items("losses").isEmpty()) {
      line.derive("losses", losses, ROWS);
    }
    Sums sum = new Sums(numbers, 1);
    losses.forEach(sum::add);
    line.derive("loss_sum", sum.total().get(0), ROWS);
    Figures.Classes classes = classes(line, rows);
    if ((classes == Figures.Classes.NONE) != line.isNull("confusion")) {
      throw line.broken("`confusion` is there, or missing, against what the targets are");
    }
    if (classes != Figures.Classes.NONE && !known.names.isTold("threshold")) {
      line.derive("threshold", known.numbers.of(classes.threshold()), "the targets");
    }
    double threshold = classes == Figures.Classes.NONE ? 0 : line.number("threshold").doubleValue();
    Figures figures = figures(line, rows.targets(), rows.outputs(), classes, threshold);
    if (classes != Figures.Classes.NONE) {
      Counts.of(rows.targetsAsDoubles(), Figures.doubles(rows.outputs()), threshold)
          .hold(line.object("confusion"), ROWS);
    }
    figures.hold(line.object("metrics"), line.object("undefined"), ROWS);
    baselines.hold(line, rows, classes);
    calibration(line, rows);
    if (!line.isNull("confidence")) {
      resamples.confidence(line, rows, classes, threshold);
    }
  }

  private Figures figures(
      Fields line,
      List<Number> targets,
      List<Number> outputs,
      Figures.Classes classes,
      double threshold) {
    return Known.computed(
        line, () -> new Figures(known.numbers, targets, outputs, classes, threshold));
  }

  /** Returns what the targets are; where all are 1, those of the training tell. */
  private static Figures.Classes classes(Fields line, Applied rows) {
    Figures.Classes own = Figures.Classes.of(rows.targetsAsDoubles());
    if (Baselines.isOfTraining(line)) {
      return own;
    }
    // Those that are learnt from may be numbers, or the class −1, where these are not.
    Fields baseline = line.object("baseline");
    boolean bipolar =
        line.object("undefined").keys().contains("log_loss")
            && line.object("undefined").text("log_loss").equals("targets-not-0-or-1");
    return baseline.isNull("class") || own == Figures.Classes.NONE
        ? Figures.Classes.NONE
        : rows.targets().stream().allMatch(y -> y.doubleValue() == 1) && bipolar
            ? Figures.Classes.BIPOLAR
            : own;
  }

  /** Ten bins of equal width, those without a row left out. */
  private static void calibration(Fields line, Applied rows) {
    List<Fields> bins = line.objects("calibration");
    if (bins.isEmpty()) {
      return;
    }
    double[] outputs = Figures.doubles(rows.outputs());
    double[] targets = rows.targetsAsDoubles();
    int next = 0;
    for (int k = 0; k < BINS; k++) {
      double from = k / (double) BINS;
      double to = (k + 1) / (double) BINS;
      Sums sum = new Sums(NumberSystem.doubles(), 1);
      long ones = 0;
      for (int i = 0; i < outputs.length; i++) {
        if (outputs[i] >= from && (outputs[i] < to || k == BINS - 1)) {
          sum.add(outputs[i]);
          ones += targets[i] == 1 ? 1 : 0;
        }
      }
      if (sum.rows() > 0 && next < bins.size()) {
        Fields bin = bins.get(next);
        bin.derive("from", (Number) from, "its place");
        bin.derive("to", (Number) to, "its place");
        bin.deriveCount("rows", sum.rows(), ROWS);
        bin.derive("output", (Number) (sum.total().get(0).doubleValue() / sum.rows()), ROWS);
        bin.deriveCount("ones", ones, ROWS);
      }
      next += sum.rows() > 0 ? 1 : 0;
    }
    if (next != bins.size()) {
      throw line.broken("`calibration` has " + bins.size() + " bins, and not " + next);
    }
  }
}
