package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.render.ReasonText;
import io.github.neuronscript.trace.Derivation;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** What a training came to: some of its epochs, and why it ended. */
final class TrainingChapter {

  /** So many weights have a column in the table of epochs. */
  private static final int MOST_COLUMNS = 5;

  private final Draft draft;
  private final CalculatedLines lines;
  private final List<TraceEvent.Epoch> epochs = new ArrayList<>();

  TrainingChapter(Draft draft, CalculatedLines lines) {
    this.draft = draft;
    this.lines = lines;
  }

  void epoch(TraceEvent.Epoch e) {
    epochs.add(e);
  }

  void trained(TraceEvent.Trained e) {
    draft.chapter(Draft.Chapter.TRAINING);
    draft.say(
        Numbers.count(e.epochs(), "epoch")
            + " of "
            + Numbers.count(e.rows(), "example")
            + ", "
            + (e.batch() >= e.rows() ? "all in one batch" : "batches of " + e.batch())
            + ", "
            + Numbers.count(e.updates(), "update"));
    table(e);
    draft.say(ReasonText.of(e.reason(), draft.settings().digits(), Notations.TEXT));
    for (TraceEvent.Firings rule : e.rules()) {
      String times =
          rule.times() == 0
              ? " never acted"
              : rule.times() == 1 ? " acted once" : " acted " + rule.times() + " times";
      draft.say("the rule " + rule.rule() + times);
    }
  }

  private void table(TraceEvent.Trained e) {
    List<String> names = new ArrayList<>(e.neuron().weights());
    e.neuron().bias().ifPresent(names::add);
    boolean weights = names.size() <= MOST_COLUMNS;
    List<Phrase> head =
        new ArrayList<>(
            List.of(Phrase.plain("epoch"), Phrase.of(Formula.of(Variable.quantity("cost")))));
    if (weights) {
      names.forEach(
          name -> head.add(Phrase.of(Formula.of(new Variable(name, Variable.Role.WEIGHT)))));
    }
    List<List<Phrase>> rows = new ArrayList<>();
    for (TraceEvent.Epoch epoch : epochs) {
      List<Phrase> row =
          new ArrayList<>(
              List.of(Phrase.plain(Long.toString(epoch.epoch())), lines.cell(epoch.cost())));
      if (weights) {
        vector(epoch.weights()).forEach(w -> row.add(lines.cell(w)));
        epoch.bias().ifPresent(b -> row.add(lines.cell(b)));
      }
      rows.add(row);
    }
    epochs.clear();
    if (!rows.isEmpty()) {
      draft.add(
          new Block.Table(
              "The cost of some of the epochs" + (weights ? ", and the weights after them" : ""),
              head,
              rows));
      draft.say(
          "C is the cost seen during an epoch, before its last update"
              + (weights ? "; the weights are those after it" : "")
              + ". So the cost judged after the training may differ a little");
    }
    if (!weights) {
      List<Equation> last = new ArrayList<>();
      for (int i = 0; i < Math.min(e.weights().size(), draft.settings().terms()); i++) {
        last.add(value(e.neuron().weights().get(i), e.weights().number(i)));
      }
      if (e.weights().size() > draft.settings().terms()) {
        last.add(Equation.of(Formula.of(Derivation.ELLIPSIS), List.of()));
      }
      e.neuron().bias().ifPresent(b -> last.add(value(b, e.bias())));
      draft.add(new Block.Equations(last));
    }
  }

  private static List<Number> vector(Vector vector) {
    List<Number> numbers = new ArrayList<>();
    for (int i = 0; i < vector.size(); i++) {
      numbers.add(vector.number(i));
    }
    return numbers;
  }

  private Equation value(String name, Number value) {
    return new Equation(
        List.of(Formula.of(new Variable(name, Variable.Role.WEIGHT))),
        List.of(lines.result(value, draft.settings().digits())),
        "");
  }
}
