package io.github.neuronscript.render;

import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Spread;
import io.github.neuronscript.trace.TraceEvent.CrossValidated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a cross-validation came to: a line for each fold, and what they have in common. */
final class CrossValidationText {

  /** What the table has room for. */
  private static final List<Metric> SHOWN =
      List.of(
          Metric.COST, Metric.ACCURACY, Metric.F1, Metric.AUC, Metric.RMSE, Metric.MAE, Metric.R2);

  private final int digits;

  CrossValidationText(int digits) {
    this.digits = digits;
  }

  static String heading(CrossValidated e) {
    return Numbers.count(e.folds().size(), "fold")
        + " of "
        + EvaluationText.rows(e.rows(), e.part(), "")
        + (e.stratified() ? ", stratified" : "")
        + ", by seed "
        + e.seed();
  }

  TextTable table(CrossValidated e) {
    List<Metric> metrics = SHOWN.stream().filter(e.metrics()::contains).toList();
    TextTable table = new TextTable();
    table.row(row("fold", "examples", "epochs", metrics, Metric::symbol));
    int number = 1;
    for (CrossValidated.Fold fold : e.folds()) {
      table.row(
          row(
              Integer.toString(number++),
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
  static List<String> sentences(CrossValidated e) {
    List<String> sentences = new ArrayList<>();
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
                + Numbers.count(none.size(), "fold")
                + " and left out: "
                + none.get(0).why().orElseThrow().text());
      }
    }
    sentences.add("each fold is judged by a neuron that began anew and learnt from the others");
    sentences.add("your neuron is as it was");
    return sentences;
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
