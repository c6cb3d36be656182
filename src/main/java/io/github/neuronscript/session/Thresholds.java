package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.BestThreshold;
import io.github.neuronscript.judge.BestThreshold.Criterion;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Confusion;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Part;
import io.github.neuronscript.trace.TraceLevel;
import java.util.Optional;

/** The threshold from which output on the class 1 is predicted: as it is typed, or the best. */
final class Thresholds {

  private final Work work;
  private final State next;

  Thresholds(Work work) {
    this.work = work;
    this.next = work.next;
  }

  void threshold(Statement.Threshold s) {
    if (s.value().isPresent()) {
      Number value = work.value(s.value().get(), s.span());
      next.forgetMeasures();
      next.threshold = Optional.of(new State.Threshold(value, Optional.empty()));
      return;
    }
    Criterion criterion = Criterion.named(s.best().orElseThrow().text()).orElseThrow();
    Neuron neuron = work.ready(s.span(), Work.BACKWARD);
    Bound bound = work.boundWithTargets(neuron, s.span());
    Evaluating evaluating = new Evaluating(work);
    Evaluating.Measured measured = evaluating.measure(neuron, bound.examples());
    Vector test = bound.test().map(part -> Evaluating.targets(part.examples())).orElse(Vector.of());
    Classes classes =
        evaluating
            .classes(measured.targets(), test)
            .orElseThrow(() -> new ScriptException(RunErrors.noClasses(s.span(), "threshold")));
    work.meter.charge(
        Effort.times(measured.outputs().size(), Evaluating.DRAW), "candidates of the threshold");
    BestThreshold best = choose(criterion, measured, classes, s.span());
    if (next.level != TraceLevel.NONE) {
      work.tell(
          TraceEvent.ThresholdChosen.class,
          () ->
              new TraceEvent.ThresholdChosen(
                  bound.test().isPresent() ? Part.TRAINING : Part.ALL,
                  work.applied(neuron, bound.examples()),
                  criterion,
                  best,
                  classes.threshold(),
                  Confusion.of(
                      measured.targets().toArray(),
                      measured.outputs().toArray(),
                      classes.threshold())));
    }
  }

  /** Chooses the best by what the neuron makes of some rows, and predicts by it from now on. */
  BestThreshold choose(
      Criterion criterion, Evaluating.Measured measured, Classes classes, Span place) {
    BestThreshold.Choice choice =
        BestThreshold.of(
            criterion,
            measured.targets().toArray(),
            measured.outputs().toArray(),
            classes.threshold(),
            work.meter::ask);
    if (choice.why().isPresent()) {
      throw new ScriptException(RunErrors.noBestThreshold(place, choice.why().get()));
    }
    BestThreshold best = choice.best().orElseThrow();
    next.forgetMeasures();
    State.Threshold.Chosen chosen =
        new State.Threshold.Chosen(criterion, next.weights.orElseThrow(), next.biasValue);
    next.threshold =
        Optional.of(new State.Threshold(next.numbers.of(best.threshold()), Optional.of(chosen)));
    return best;
  }
}
