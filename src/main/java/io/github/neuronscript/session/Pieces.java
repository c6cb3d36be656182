package io.github.neuronscript.session;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;

/** How much there is to show of an event: its numbers, and the characters of its own texts. */
final class Pieces {

  /** What any event has. */
  private static final long FEW = 10;

  private Pieces() {}

  static long of(TraceEvent event) {
    if (event instanceof TraceEvent.Printed printed) {
      long pieces = 0;
      for (Fitted.Piece piece : printed.pieces()) {
        pieces += piece.text().length() + 1L + piece.width();
        pieces += piece.value().isPresent() ? Definition.writtenOutSize(piece.value().get()) : 0;
      }
      return pieces;
    }
    if (event instanceof TraceEvent.Answered answered) {
      return FEW + of(answered.answer());
    }
    if (event instanceof TraceEvent.PredictedFile predicted) {
      return FEW
          + predicted.first().stream()
              .mapToLong(
                  row -> 3L + row.inputs().size() + row.answer().map(String::length).orElse(0))
              .sum();
    }
    if (event instanceof TraceEvent.Ledger ledger) {
      return FEW + ledger.shares().size() * (3L + 2L * ledger.gradient().size());
    }
    if (event instanceof TraceEvent.Evaluated evaluated) {
      return FEW + evaluated.losses().size() * (3L + evaluated.applied().weights().size());
    }
    if (event instanceof TraceEvent.Plotted plotted) {
      long numbers = 2L * TraceEvent.Plotted.SAMPLES;
      for (Vector column : plotted.columns()) {
        numbers += column.size();
      }
      return FEW + numbers;
    }
    if (event instanceof TraceEvent.Forward forward) {
      return FEW + 2L * forward.weights().size();
    }
    if (event instanceof TraceEvent.Backward backward) {
      return FEW + backward.gradient().size();
    }
    if (event instanceof TraceEvent.Gathered gathered) {
      return FEW + gathered.gradient().size() * (1L + gathered.parts().size());
    }
    if (event instanceof TraceEvent.Update update) {
      return FEW + update.before().size() * (2L + update.memoryBefore().size());
    }
    if (event instanceof TraceEvent.Epoch epoch) {
      return FEW + epoch.weights().size();
    }
    if (event instanceof TraceEvent.GradientChecked checked) {
      return FEW + 3L * checked.partials().size();
    }
    if (event instanceof TraceEvent.CrossValidated judged) {
      return FEW + 20L * judged.folds().size();
    }
    if (event instanceof TraceEvent.Shown shown) {
      return FEW + Definition.writtenOutSize(shown.formula());
    }
    if (event instanceof TraceEvent.Expected expected) {
      return FEW + Definition.writtenOutSize(expected.condition());
    }
    if (event instanceof TraceEvent.Fired fired) {
      return FEW + Definition.writtenOutSize(fired.condition());
    }
    if (event instanceof TraceEvent.Derived derived) {
      return FEW + of(derived.steps());
    }
    if (event instanceof TraceEvent.NeuronDerived derived) {
      return FEW
          + of(derived.penalty())
          + derived.factors().stream()
              .mapToLong(factor -> of(factor.forms()) + of(factor.steps()))
              .sum();
    }
    if (event instanceof TraceEvent.Listed listed) {
      return FEW
          + listed.entries().stream()
              .mapToLong(entry -> entry.name().length() + entry.text().length() + 1L)
              .sum();
    }
    return FEW;
  }

  private static long of(List<DerivationStep> steps) {
    return steps.stream().mapToLong(step -> Definition.writtenOutSize(step.formula())).sum();
  }
}
