package io.github.neuronscript.repl;

import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.Pace;
import java.util.ArrayList;
import java.util.List;

/** Formulas that are shown after each step. */
final class Watches {

  private final Journey journey;
  private final List<String> formulas = new ArrayList<>();

  Watches(Journey journey) {
    this.journey = journey;
  }

  List<String> all() {
    return formulas;
  }

  void add(String formula) {
    formulas.remove(formula);
    formulas.add(formula);
  }

  /** Takes one formula out, or all if none is named; false if it is not there. */
  boolean remove(String formula) {
    if (formula.isBlank()) {
      formulas.clear();
      return true;
    }
    return formulas.remove(formula);
  }

  void show() {
    formulas.forEach(this::show);
  }

  /** Shows a formula; false if it has no value now. */
  boolean show(String formula) {
    List<Session.Text> text = journey.read(Source.of("watch", "show " + formula));
    return text.size() == 1
        && text.get(0).isQuestion()
        && journey.session().run(text.get(0), Pace.THROUGH).status() == Result.Status.FINISHED;
  }
}
