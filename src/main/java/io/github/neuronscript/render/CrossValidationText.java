package io.github.neuronscript.render;

import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Spread;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.CrossValidated;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a cross-validation came to: a line for each fold, and what they have in common. */
public final class CrossValidationText {

  /** What the table has room for. */
  private static final List<Metric> SHOWN =
      List.of(
          Metric.COST, Metric.ACCURACY, Metric.F1, Metric.AUC, Metric.RMSE, Metric.MAE, Metric.R2);

  /** As many lines are shown at least. */
  private static final int LINES = 20;

  private final int digits;
  private final int longest;

  public CrossValidationText(TraceEvent.Configured settings) {
    this.digits = settings.digits();
    this.longest = Math.max(settings.terms(), LINES);
  }

  /** Returns what was divided, and how. */
  public static String heading(CrossValidated e) {
    int count = e.folds().size();
    String parts =
        e.percent().isPresent()
            ? " " + e.percent().getAsInt() + " / " + (100 - e.percent().getAsInt())
            : "";
    return Numbers.count(count, what(e))
        + parts
        + " of "
        + EvaluationText.rows(e.rows(), e.part(), "")
        + (e.stratified() ? ", stratified" : "")
        + (isOfSplits(e)
            ? ", by the seeds "
                + e.seed()
                + (count == 2 ? " and " : " to ")
                + (e.seed() + count - 1)
            : ", by seed " + e.seed());
  }

  private static boolean isOfSplits(CrossValidated e) {
    return e.percent().isPresent();
  }

  private static String what(CrossValidated e) {
    return isOfSplits(e) ? "split" : "fold";
  }

  /** Returns a row for each fold or split, and below them what they come to. */
  public TextTable table(CrossValidated e) {
    List<Metric> metrics = SHOWN.stream().filter(e.metrics()::contains).toList();
    TextTable table = new TextTable();
    table.row(row(isOfSplits(e) ? "seed" : "fold", "examples", "epochs", metrics, Metric::symbol));
    int count = e.folds().size();
    long first = isOfSplits(e) ? e.seed() : 1;
    for (int i : new Shortened(count, longest).indices()) {
      if (i == Shortened.LEFT_OUT) {
        table.row(row("…", "", "", metrics, metric -> "…"));
        continue;
      }
      CrossValidated.Fold fold = e.folds().get(i);
      table.row(
          row(
              Long.toString(first + i),
              Integer.toString(fold.rows()),
              Long.toString(fold.epochs()),
              metrics,
              metric -> text(fold.figures().get(metric))));
    }
    table.row(row("mean", "", "", metrics, metric -> text(e.spread(metric), Spread::mean)));
    table.row(
        row(
            "deviation",
            "",
            "",
            metrics,
            metric ->
                e.spread(metric)
                    .flatMap(Spread::deviation)
                    .map(d -> Numbers.text(d, digits))
                    .orElse(EvaluationText.NONE)));
    table.row(row("lowest", "", "", metrics, metric -> text(e.spread(metric), Spread::lowest)));
    table.row(row("highest", "", "", metrics, metric -> text(e.spread(metric), Spread::highest)));
    table.row(row("baseline", "", "", metrics, metric -> text(e.baseline(metric), Spread::mean)));
    return table;
  }

  /** Says what the numbers are, and of which metrics there are not all. */
  public List<String> sentences(CrossValidated e) {
    List<String> sentences = new ArrayList<>();
    int count = e.folds().size();
    long shown = new Shortened(count, longest).indices().stream().filter(i -> i >= 0).count();
    if (shown < count) {
      sentences.add(
          Numbers.count(count - shown, what(e))
              + " left out of the table, not of the numbers below it; `set terms all` shows every one");
    }
    for (Metric metric : SHOWN) {
      List<Figure> none =
          e.folds().stream()
              .filter(fold -> e.metrics().contains(metric))
              .map(fold -> fold.figures().get(metric))
              .filter(figure -> figure.why().isPresent())
              .toList();
      if (!none.isEmpty()) {
        sentences.add(
            metric.symbol()
                + " is undefined in "
                + Numbers.count(none.size(), what(e))
                + " and left out: "
                + none.get(0).why().orElseThrow().text());
      }
    }
    if (isOfSplits(e)) {
      int percent = e.percent().getAsInt();
      sentences.add(
          "each test part is judged by a neuron that began anew and learnt from the other rows; the"
              + " first line is `split "
              + percent
              + " / "
              + (100 - percent)
              + " seed "
              + e.seed()
              + (e.stratified() ? " stratified" : "")
              + "`");
    } else {
      sentences.add("each fold is judged by a neuron that began anew and learnt from the others");
    }
    thresholds(e).ifPresent(sentences::add);
    return sentences;
  }

  /** Says which threshold judged, where there are classes. */
  private Optional<String> thresholds(CrossValidated e) {
    List<Number> all = e.folds().stream().flatMap(fold -> fold.threshold().stream()).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    if (e.criterion().isEmpty()) {
      return Optional.of("class 1 is predicted where ŷ ≥ " + Numbers.text(all.get(0), digits));
    }
    DoubleSummaryStatistics range =
        all.stream().mapToDouble(Number::doubleValue).summaryStatistics();
    return Optional.of(
        "class 1 is predicted from the threshold on that has the best "
            + EvaluationText.name(e.criterion().get())
            + " of the rows learnt from, chosen anew in each "
            + what(e)
            + ": from "
            + Numbers.text(range.getMin(), digits)
            + " to "
            + Numbers.text(range.getMax(), digits));
  }

  private String text(Figure figure) {
    return figure.value().map(v -> Numbers.text(v, digits)).orElse(EvaluationText.NONE);
  }

  private String text(Optional<Spread> spread, Function<Spread, Double> part) {
    return spread.map(part).map(v -> Numbers.text(v, digits)).orElse(EvaluationText.NONE);
  }

  private static List<String> row(
      String first,
      String second,
      String third,
      List<Metric> metrics,
      Function<Metric, String> text) {
    List<String> row = new ArrayList<>(List.of(first, second, third));
    metrics.forEach(metric -> row.add(text.apply(metric)));
    return row;
  }
}
