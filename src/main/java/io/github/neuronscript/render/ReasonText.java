package io.github.neuronscript.render;

import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.trace.TraceEvent.Reason;

/** Why a training ended, in one sentence with the numbers. */
public final class ReasonText {

  private ReasonText() {}

  public static String of(Reason reason, int digits, Notation notation) {
    if (reason instanceof Reason.Until until) {
      String numbers = Equation.substituted(until.condition(), until.values(), 1, digits, notation);
      return "stopped: " + Equation.words(until.condition(), notation) + " holds (" + numbers + ")";
    }
    if (reason instanceof Reason.Stopped stopped) {
      String numbers =
          Equation.substituted(stopped.condition(), stopped.values(), 1, digits, notation);
      return "stopped by the rule " + stopped.rule() + " (" + numbers + ")";
    }
    if (reason instanceof Reason.Converged converged) {
      return "converged: cost changed by "
          + Numbers.text(converged.change(), digits)
          + " in the last epoch, less than "
          + Numbers.exact(converged.threshold());
    }
    if (reason instanceof Reason.Bound bound) {
      String epochs = Numbers.count(bound.epochs(), "epoch");
      String done = bound.epochs() == 1 ? " is done" : " are done";
      return bound.byDefault()
          ? "stopped: " + epochs + done + ", the bound when none is given"
          : "stopped: the " + epochs + " asked for" + done;
    }
    return "stopped: an epoch without an update, for every example is classified right";
  }
}
