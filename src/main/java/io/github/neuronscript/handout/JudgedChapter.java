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

/** What the neuron is good for: metrics, thresholds and cross-validations. */
final class JudgedChapter {

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
    for (Metric metric : EvaluationText.shown(e)) {
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
        MetricWords.of(EvaluationText.shown(e), e).stream()
            .filter(draft::isNew)
            .map(Phrase::plain)
            .toList();
    if (!words.isEmpty()) {
      draft.add(new Block.Items(words));
    }
    for (EvaluationText.Block block : text.blocks(e)) {
      block.sentences().forEach(draft::say);
      block
          .table()
          .ifPresent(
              t ->
                  draft.table(block.sentences().isEmpty() ? "Which classes are predicted" : "", t));
    }
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
