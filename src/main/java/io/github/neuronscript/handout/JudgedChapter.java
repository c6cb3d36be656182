package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.render.CrossValidationText;
import io.github.neuronscript.render.EvaluationText;
import io.github.neuronscript.trace.JudgementLines;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the neuron is good for: metrics, thresholds and cross-validations. */
final class JudgedChapter {

  /** Numbers that differ by no more, relative to their size, are one number. */
  private static final double SAME = 1e-12;

  private final Draft draft;
  private final CalculatedLines lines;

  JudgedChapter(Draft draft, CalculatedLines lines) {
    this.draft = draft;
    this.lines = lines;
  }

  private void begin(String title) {
    draft.chapter(Draft.Chapter.EVALUATION);
    draft.add(new Block.Heading(3, title));
  }

  void evaluated(TraceEvent.Evaluated e) {
    begin("Judged by " + EvaluationText.rows(e.rows(), e.part(), e.file().orElse("")));
    EvaluationText text = new EvaluationText(draft.settings(), Notations.TEXT);
    List<Equation> rows = new ArrayList<>();
    List<Metric> shown = new ArrayList<>(EvaluationText.shown(e));
    boolean costIsLogLoss = costIsLogLoss(e, shown);
    List<Metric> told = new ArrayList<>(e.metrics());
    if (costIsLogLoss) {
      shown.remove(Metric.LOG_LOSS);
      told.remove(Metric.LOG_LOSS);
    }
    for (Metric metric : shown) {
      Figure figure = e.figure(metric);
      String baseline = "baseline " + text.text(e.baseline().figure(metric));
      if (figure.why().isEmpty()) {
        rows.add(
            lines.equation(
                JudgementLines.of(metric, e, draft.settings().terms()),
                baseline,
                Optional.empty()));
      }
    }
    draft.add(new Block.Equations(rows));
    List<Phrase> words =
        Stream.concat(
                costIsLogLoss ? Stream.of(MetricWords.COST_IS_LOG_LOSS) : Stream.empty(),
                MetricWords.of(EvaluationText.shown(e), e).stream())
            .filter(draft::isNew)
            .map(Phrase::plain)
            .toList();
    if (!words.isEmpty()) {
      draft.add(new Block.Items(words));
    }
    for (EvaluationText.Block block : text.blocks(e, told)) {
      block.sentences().forEach(draft::say);
      block
          .table()
          .ifPresent(
              t ->
                  draft.table(block.sentences().isEmpty() ? "Which classes are predicted" : "", t));
    }
  }

  /** Whether the same number would stand there twice, as where the loss is the cross entropy. */
  private static boolean costIsLogLoss(TraceEvent.Evaluated e, List<Metric> shown) {
    if (!shown.containsAll(List.of(Metric.COST, Metric.LOG_LOSS))) {
      return false;
    }
    Optional<Number> cost = e.figure(Metric.COST).value();
    Optional<Number> logLoss = e.figure(Metric.LOG_LOSS).value();
    // The loss may be computed from z, and then rounded otherwise.
    return cost.isPresent()
        && logLoss.isPresent()
        && Math.abs(cost.get().doubleValue() - logLoss.get().doubleValue())
            <= SAME * Math.abs(cost.get().doubleValue());
  }

  void thresholdChosen(TraceEvent.ThresholdChosen e) {
    begin("Threshold");
    EvaluationText text = new EvaluationText(draft.settings(), Notations.TEXT);
    draft.say("the " + EvaluationText.heading(e));
    lines.equations(text.lines(e));
    text.sentences(e).forEach(draft::say);
  }

  void crossValidated(TraceEvent.CrossValidated e) {
    begin("Cross-validation");
    CrossValidationText text = new CrossValidationText(draft.settings());
    draft.table(CrossValidationText.heading(e), text.table(e));
    text.sentences(e).forEach(draft::say);
  }
}
