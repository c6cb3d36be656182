package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.render.DifferenceText;
import io.github.neuronscript.render.InspectionText;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a script predicts, shows, prints and looks into. */
final class ShownChapter {

  private final Draft draft;
  private final CalculatedLines lines;

  ShownChapter(Draft draft, CalculatedLines lines) {
    this.draft = draft;
    this.lines = lines;
  }

  private InspectionText inspection() {
    return new InspectionText(draft.settings());
  }

  void predicted(TraceEvent.Predicted e) {
    begin(e);
    lines.equations(draft.derivation().forward(e));
  }

  void explained(TraceEvent.Explained e) {
    begin(e.prediction());
    boolean alone = e.order().size() == 1;
    lines.equations(
        draft.derivation().explained(e).stream().filter(line -> !alone || !isShare(line)).toList());
    String contributes =
        "Each wᵢ·xᵢ is what an input adds to z; its share is of their sizes, whatever their signs, without the bias";
    if (!alone && draft.isNew(contributes)) {
      draft.say(contributes);
    }
  }

  /** Whether a line says what share of all an input contributes, which of one input is 1. */
  private static boolean isShare(Line line) {
    return line.symbol() instanceof Variable v
        && (v.name().equals("Σ") || v.name().startsWith("share of "));
  }

  private void begin(TraceEvent.Predicted e) {
    draft.chapter(Draft.Chapter.PREDICTIONS);
    draft.add(new Block.Heading(3, "For " + String.join(", ", draft.values(e.neuron(), e.raw()))));
  }

  void answered(TraceEvent.Answered e) {
    draft.chapter(Draft.Chapter.PREDICTIONS);
    String answer = Numbers.plain(e.answer(), draft.settings().digits());
    List<Phrase.Part> parts = new ArrayList<>();
    parts.add(new Phrase.Words("Answer: " + answer + ", "));
    if (e.rule().startsWith("\"")) {
      parts.add(new Phrase.Words("by the rule " + e.rule() + ", "));
    }
    parts.add(new Phrase.Words("for "));
    condition(parts, e.condition(), e.values(), e.held(), e.held() ? "" : " does not hold");
    draft.add(new Block.Paragraph(new Phrase(parts)));
  }

  /** A condition, what is to be said of it, and in brackets the numbers in it. */
  private void condition(
      List<Phrase.Part> parts,
      Expression condition,
      Map<Expression, Number> values,
      boolean holds,
      String says) {
    parts.add(new Phrase.Maths(Formula.of(condition)));
    parts.add(new Phrase.Words(says));
    if (!values.isEmpty()) {
      parts.add(new Phrase.Words(" ("));
      parts.add(new Phrase.Maths(lines.substituted(condition, values, holds ? 1 : 0)));
      parts.add(new Phrase.Words(")"));
    }
    parts.add(new Phrase.Words("."));
  }

  void fired(TraceEvent.Fired e) {
    if (e.moment() == TraceEvent.Moment.PREDICT) {
      return;
    }
    String epoch = e.epoch().isEmpty() ? "" : ", epoch " + e.epoch().getAsLong();
    String row = e.row().isPresent() ? ", example " + e.row().getAsInt() : "";
    List<Phrase.Part> parts = new ArrayList<>();
    parts.add(new Phrase.Words("Rule " + e.rule() + epoch + row + ": "));
    condition(parts, e.condition(), e.values(), e.held(), e.held() ? "" : " does not hold");
    draft.add(new Block.Paragraph(new Phrase(parts)));
  }

  void predictedFile(TraceEvent.PredictedFile e) {
    draft.chapter(Draft.Chapter.PREDICTIONS);
    InspectionText text = inspection();
    String heading = "Predicted for " + text.heading(e);
    text.table(e).ifPresentOrElse(table -> draft.table(heading, table), () -> draft.say(heading));
    text.rest(e).ifPresent(draft::say);
  }

  void shown(TraceEvent.Shown e) {
    draft.chapter(Draft.Chapter.SHOWN);
    if (e.formula().isTruth()) {
      boolean holds = NumberSystem.holds(e.value());
      List<Phrase.Part> parts = new ArrayList<>();
      condition(parts, e.formula(), e.values(), holds, holds ? " is true" : " is false");
      draft.add(new Block.Paragraph(new Phrase(parts)));
      return;
    }
    draft.add(new Block.Equations(List.of(lines.shown(e.formula(), e.values(), e.value()))));
  }

  void listed(TraceEvent.Listed e) {
    draft.chapter(Draft.Chapter.SHOWN);
    if (e.entries().size() == 1) {
      TraceEvent.Listed.Entry only = e.entries().get(0);
      List<Phrase.Part> parts = new ArrayList<>();
      String name = only.name().equals(e.topic()) ? "" : only.name() + " ";
      parts.add(new Phrase.Words(Draft.capital(e.topic()) + ": " + name));
      parts.addAll(value(only).parts());
      draft.add(new Block.Paragraph(new Phrase(parts)));
      return;
    }
    List<List<Phrase>> rows = new ArrayList<>();
    String caption = Draft.capital(e.topic());
    for (TraceEvent.Listed.Entry entry : e.entries()) {
      if (entry.name().equals(e.topic()) && entry.value().isEmpty()) {
        caption += entry.text().equals("from") ? " by given numbers" : ": " + entry.text();
      } else {
        rows.add(List.of(Phrase.plain(entry.name()), value(entry)));
      }
    }
    draft.add(new Block.Table(caption, List.of(Phrase.plain("name"), Phrase.plain("value")), rows));
  }

  private Phrase value(TraceEvent.Listed.Entry entry) {
    return entry.value().map(lines::cell).orElseGet(() -> Phrase.plain(entry.text()));
  }

  void printed(TraceEvent.Printed e) {
    draft.chapter(Draft.Chapter.SHOWN);
    draft.print(Numbers.plain(e, draft.settings().digits()));
  }

  void original(TraceEvent.Original e) {
    draft.chapter(Draft.Chapter.SHOWN);
    draft.say("the weights in the units of the data:");
    lines.equations(draft.derivation().original(e));
  }

  void ledger(TraceEvent.Ledger e) {
    draft.chapter(Draft.Chapter.SHOWN);
    InspectionText text = inspection();
    draft.table("Ledger: " + text.heading(e), text.table(e));
  }

  void gradientChecked(TraceEvent.GradientChecked e) {
    draft.chapter(Draft.Chapter.SHOWN);
    InspectionText text = inspection();
    draft.table("Check of the gradient: " + text.heading(e), text.table(e));
    draft.say(text.verdict(e));
  }

  void diagnosed(TraceEvent.Diagnosed e) {
    draft.chapter(Draft.Chapter.SHOWN);
    InspectionText text = inspection();
    String heading = text.heading(e);
    draft.say(heading.isEmpty() ? "diagnosis:" : "diagnosis: " + heading);
    for (Diagnostic finding : e.findings()) {
      draft.say(finding.message());
      List<Phrase> more =
          Stream.concat(finding.notes().stream(), finding.helps().stream())
              .map(said -> Phrase.of(Draft.sentence(said)))
              .toList();
      if (!more.isEmpty()) {
        draft.add(new Block.Items(more));
      }
    }
    text.largestRate(e).ifPresent(draft::say);
  }

  void differed(TraceEvent.Differed e) {
    draft.chapter(Draft.Chapter.SHOWN);
    TraceEvent.Configured settings = draft.settings();
    draft.table(
        "The training in doubles, and again in " + DifferenceText.name(e.others()),
        DifferenceText.table(e, settings.terms()));
    DifferenceText.sentences(e, settings.digits(), Notations.TEXT).forEach(draft::say);
  }

  void divided(TraceEvent.Divided e) {
    draft.say("the data is split, " + InspectionText.parts(e));
  }

  void undone(TraceEvent.Undone e) {
    for (String statement : e.statements()) {
      String first = statement.lines().findFirst().orElse("");
      String more = first.equals(statement) ? "." : " …";
      draft.add(
          new Block.Paragraph(
              Phrase.of(
                  new Phrase.Words("Undone: "), new Phrase.Code(first), new Phrase.Words(more))));
    }
  }
}
