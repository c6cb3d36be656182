package io.github.neuronscript.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The smallest step of learning from an example: one quantity that is computed.
 *
 * @param number from 1 in its phase
 * @param total how many there are in the phase
 * @param line what is computed; empty where a learning rule makes no update
 */
public record MicroStep(Phase phase, int number, int total, Optional<Line> line) {

  /** The parts of a step, in their order. */
  public enum Phase {
    /** Each product wᵢ·xᵢ, their sum z, the activation ŷ, and the loss L if there is a target. */
    FORWARD,
    /** Each local derivative, the chain ∂L/∂z, and the gradient of each weight and of the bias. */
    BACKWARD,
    /** The gradients of a batch or of a penalty gathered. */
    GRADIENT,
    /** The learning rule for each weight and the bias, from the old values all at once. */
    UPDATE
  }

  /**
   * Returns the micro-steps of which a step consists; those of what is no step are none.
   *
   * @param event of a full trace
   * @param before the step before it in the trace
   * @param after the step after it; the loss of a forward pass is that of the backward pass after
   *     it
   * @param terms the longest sum that is shown in full
   */
  public static List<MicroStep> of(
      TraceEvent event, Optional<TraceEvent> before, Optional<TraceEvent> after, int terms) {
    Derivation shortened = new Derivation(terms);
    Derivation whole = new Derivation(Integer.MAX_VALUE);
    if (event instanceof TraceEvent.Forward e) {
      List<Line> lines = new ArrayList<>(shortened.forwardInParts(e));
      after
          .filter(next -> isPair(e, next))
          .ifPresent(next -> lines.add(shortened.loss((TraceEvent.Backward) next)));
      return numbered(Phase.FORWARD, lines);
    }
    if (event instanceof TraceEvent.Backward e) {
      List<Line> lines = new ArrayList<>();
      if (before.filter(last -> last instanceof TraceEvent.Forward f && isPair(f, e)).isEmpty()) {
        lines.add(shortened.loss(e));
      }
      lines.addAll(shortened.backwardInParts(e));
      return numbered(Phase.BACKWARD, lines);
    }
    if (event instanceof TraceEvent.Gathered e) {
      return numbered(
          Phase.GRADIENT, e.parts().size() > terms ? shortened.gathered(e) : whole.gathered(e));
    }
    if (event instanceof TraceEvent.Update e) {
      return e.made()
          ? numbered(Phase.UPDATE, whole.update(e))
          : List.of(new MicroStep(Phase.UPDATE, 1, 1, Optional.empty()));
    }
    return List.of();
  }

  private static boolean isPair(TraceEvent.Forward forward, TraceEvent next) {
    return next instanceof TraceEvent.Backward backward
        && backward.example().equals(forward.example());
  }

  private static List<MicroStep> numbered(Phase phase, List<Line> lines) {
    List<MicroStep> steps = new ArrayList<>();
    for (Line line : lines) {
      steps.add(new MicroStep(phase, steps.size() + 1, lines.size(), Optional.of(line)));
    }
    return List.copyOf(steps);
  }
}
