package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
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

  /** As many rows are drawn for the intervals of one line; beyond, they stay given. */
  private static final long MOST_DRAWS = 500_000;

  private static final int BINS = 10;

  private static final String ROWS = "the rows and the weights";

  private final Known known;

  Judged(Known known) {
    this.known = known;
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

  void evaluated(Fields line) {
    NumberSystem numbers = known.numbers;
    List<Number> losses = line.list("losses");
    if (!losses.isEmpty()) {
      Sums sum = new Sums(numbers, 1);
      losses.forEach(sum::add);
      line.deriveCount("rows", losses.size(), "`losses`");
      line.derive("loss_sum", Known.computed(line, () -> sum.total().get(0)), "`losses`");
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
    tell(line);
    Fields metrics = line.object("metrics");
    if (numbers.isDouble() && !metrics.isNull("brier")) {
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

  /** The threshold is the one told last, or the middle between the classes. */
  private void threshold(Fields line) {
    if (line.isNull("threshold")) {
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
      confusion(line.object("confusion"), rows, threshold, ROWS);
    }
    figures.hold(line.object("metrics"), line.object("undefined"), ROWS);
    baseline(line, rows, classes);
    calibration(line, rows);
    if (!line.isNull("confidence")) {
      confidence(line, line.object("confidence"), rows, classes, threshold);
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
    if (isOfTraining(line)) {
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

  /** Whether the rows that are judged are those that are learnt from. */
  private static boolean isOfTraining(Fields line) {
    return Set.of("all", "training").contains(line.text("part"));
  }

  private static void confusion(Fields confusion, Applied rows, double threshold, String from) {
    long[] counts =
        Figures.counts(rows.targetsAsDoubles(), Figures.doubles(rows.outputs()), threshold);
    confusion.deriveCount("tp", counts[3], from);
    confusion.deriveCount("fp", counts[1], from);
    confusion.deriveCount("fn", counts[2], from);
    confusion.deriveCount("tn", counts[0], from);
  }

  /** Holds what a neuron is compared with; by rows that are not learnt from its output is given. */
  private void baseline(Fields line, Applied rows, Figures.Classes classes) {
    NumberSystem numbers = known.numbers;
    Fields baseline = line.object("baseline");
    if (isOfTraining(line)) {
      int n = rows.size();
      Sums sum = new Sums(numbers, 1);
      rows.targets().forEach(sum::add);
      baseline.deriveCount("rows", n, ROWS);
      baseline.derive("output", numbers.divide(sum.total().get(0), numbers.of((double) n)), ROWS);
      if (classes != Figures.Classes.NONE) {
        long ones = rows.targets().stream().filter(y -> y.doubleValue() == 1).count();
        int lower = classes == Figures.Classes.BIPOLAR ? -1 : 0;
        baseline.deriveCount("class", 2 * ones >= n ? 1 : lower, ROWS);
      }
    }
    Number output = baseline.number("output");
    List<Number> constant = Collections.nCopies(rows.size(), output);
    Figures figures = figures(line, rows.targets(), constant, classes, classes.threshold());
    if (classes != Figures.Classes.NONE) {
      figures.always(baseline.integer("class") == 1);
    }
    figures.cost(costOf(line, rows.targets(), output));
    figures.hold(
        baseline.object("metrics"), baseline.object("undefined"), "the targets and this output");
  }

  /** Returns the cost of a constant output; empty where a loss has no value. */
  private Optional<Number> costOf(Fields line, List<Number> targets, Number output) {
    NumberSystem numbers = known.numbers;
    Expression loss = known.neuron(line).view().loss();
    Sums sum = new Sums(numbers, 1);
    try {
      for (Number target : targets) {
        Map<Expression, Number> values = Map.of(ChainRule.TARGET, target, ChainRule.OUTPUT, output);
        sum.add(Evaluator.value(loss, numbers, values::get));
      }
      return Optional.of(mean(line, sum.total().get(0), targets.size()));
    } catch (NumberSystem.NotExact e) {
      return Optional.empty();
    }
  }

  private Number mean(Fields line, Number sum, int rows) {
    NumberSystem numbers = known.numbers;
    return known.neuron(line).view().meanCost()
        ? numbers.divide(sum, numbers.of((double) rows))
        : sum;
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

  /** Draws the resamples again, unless they are too many. */
  private void confidence(
      Fields line, Fields confidence, Applied rows, Figures.Classes classes, double threshold) {
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
    List<String> metrics = classes == Figures.Classes.NONE ? OF_NUMBERS : OF_CLASSES;
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
    if (!intervals.stream().map(interval -> interval.text("metric")).toList().equals(metrics)) {
      throw line.broken("`confidence.intervals` has other metrics than " + metrics);
    }
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
    Applied.of(line, known).ifPresent(rows -> best(line, rows));
    double below = line.number("below").doubleValue();
    double above = line.number("above").doubleValue();
    double usual = line.number("usual").doubleValue();
    Counts chosen = Counts.of(line.object("confusion"));
    // Beyond the outermost outputs the usual threshold stands for all that say the same.
    boolean lowest = chosen.fn + chosen.tn == 0;
    boolean highest = chosen.tp + chosen.fp == 0;
    boolean isUsual = (lowest || below < usual) && (highest || usual <= above);
    if (isUsual && !chosen.equals(Counts.of(line.object("usual_confusion")))) {
      throw line.broken("`confusion` and `usual_confusion` are of one threshold, and differ");
    }
    line.derive(
        "threshold",
        (Number) (isUsual ? usual : between(below, above)),
        "`below`, `above` and `usual`");
    known.names.put("threshold", line.number("threshold"));
  }

  /** Compares all candidates again. */
  private static void best(Fields line, Applied rows) {
    double[] y = rows.targetsAsDoubles();
    double[] p = Figures.doubles(rows.outputs());
    double usual = line.number("usual").doubleValue();
    if (usual != (Arrays.stream(y).anyMatch(target -> target == -1) ? 0 : 0.5)) {
      throw line.broken("`usual` is not the middle between the targets");
    }
    confusion(line.object("usual_confusion"), rows, usual, ROWS);
    double[] outputs = Arrays.stream(p).map(output -> output + 0.0).sorted().distinct().toArray();
    int last = outputs.length - 1;
    Optional<Candidate> best = Optional.empty();
    long candidates = 0;
    for (int i = 0; i <= last + 1 && last > 0; i++) {
      double below = i > 0 ? outputs[i - 1] : beyond(outputs[0], outputs[1]);
      double above = i <= last ? outputs[i] : beyond(outputs[last], outputs[last - 1]);
      if (i > last && above <= below) {
        break;
      }
      candidates++;
      boolean isUsual = (i == 0 || below < usual) && (i > last || usual <= above);
      double threshold = isUsual ? usual : between(below, above);
      long[] c = Figures.counts(y, p, threshold);
      Candidate next = new Candidate(threshold, below, above, new Counts(c[3], c[1], c[2], c[0]));
      if (best.filter(b -> !next.isBetter(b, line.text("criterion"), usual)).isEmpty()) {
        best = Optional.of(next);
      }
    }
    Candidate chosen =
        best.orElseThrow(() -> line.broken("no threshold lies between outputs that are all equal"));
    line.deriveCount("candidates", candidates, ROWS);
    line.derive("below", (Number) chosen.below, ROWS);
    line.derive("above", (Number) chosen.above, ROWS);
    line.derive("threshold", (Number) chosen.threshold, ROWS);
    confusion(line.object("confusion"), rows, chosen.threshold, ROWS);
  }

  /** A threshold that may be chosen, between two outputs. */
  private record Candidate(double threshold, double below, double above, Counts counts) {

    boolean isBetter(Candidate other, String criterion, double usual) {
      int compared = counts.compare(other.counts, criterion);
      return compared > 0
          || compared == 0 && Math.abs(threshold - usual) < Math.abs(other.threshold - usual);
    }
  }

  /** Returns a number as far beyond an outermost output as its neighbour is on this side. */
  private static double beyond(double outermost, double neighbour) {
    boolean up = outermost > neighbour;
    double mirrored = outermost + (outermost - neighbour);
    double further =
        up
            ? Math.max(Math.nextUp(outermost), mirrored)
            : Math.min(Math.nextDown(outermost), mirrored);
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, further));
  }

  private static double between(double below, double above) {
    double middle = below / 2 + above / 2;
    return middle > below && middle <= above ? middle : above;
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
