package io.github.neuronscript.session;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.RowTotal;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Optional;

/** The events of one step, from the numbers of the neuron room. */
final class Steps {

  private Steps() {}

  static TraceEvent.Backward event(
      Neuron view,
      TraceEvent.Example example,
      Vector inputs,
      Vector weights,
      Number bias,
      Number target,
      Stepwise.Forward forward,
      Stepwise.Backward backward) {
    return new TraceEvent.Backward(
        view.view(),
        example,
        inputs,
        weights,
        bias,
        forward.z(),
        forward.output(),
        target,
        backward.loss(),
        backward.lossByOutput(),
        backward.outputByZ(),
        backward.lossByZ(),
        backward.gradient());
  }

  /**
   * ∂C/∂w of a batch.
   *
   * @param sums Σ ∂L/∂w for each weight, then Σ ∂L/∂b
   * @param penalty ∂P/∂w for each weight, then the 0 of the bias; empty without a penalty
   * @param whole what the learning rule reads
   */
  record Gradient(Vector sums, Optional<Vector> penalty, Vector whole) {

    /**
     * Returns the event that tells it.
     *
     * @param of the example of a batch of one; else its epoch
     * @param examples rows of the batch
     */
    TraceEvent.Gathered event(
        Neuron view,
        TraceEvent.Example of,
        int examples,
        List<TraceEvent.Gathered.Part> parts,
        Vector weights) {
      return new TraceEvent.Gathered(
          view.view(), of, examples, parts, sums, weights, penalty, whole);
    }
  }

  /**
   * Returns ∂C/∂w of a batch: the mean or the sum of its ∂L/∂w, and what a penalty adds.
   *
   * @param numbers what it is computed in
   * @param examples rows of the batch
   * @param sums Σ ∂L/∂w for each weight, then Σ ∂L/∂b
   * @param weights as they are in this batch
   */
  static Gradient gather(
      Neuron view, NumberSystem numbers, int examples, Vector sums, Vector weights) {
    boolean divided = view.meanCost() && examples > 1;
    Vector ofLosses = divided ? RowTotal.over(numbers, sums, examples) : sums;
    Optional<Vector> slopes = view.penalty().map(p -> p.slopes(numbers, weights));
    Vector whole = slopes.map(s -> Penalty.added(numbers, ofLosses, s)).orElse(ofLosses);
    return new Gradient(sums, slopes, whole);
  }

  /** Whether a gradient is worth telling: of one example it is that of its loss, or not read. */
  static boolean isTold(Neuron view, int examples) {
    return examples > 1 || view.penalty().isPresent() && view.rule().readsGradient();
  }

  /**
   * What an update reads beside the parameters.
   *
   * @param x the inputs of the one example of a batch; not read by rules that go by the gradient
   */
  record Rest(Vector gradient, Vector x, Number target, Stepwise.Forward forward, Number rate) {}

  /** Applies the learning rule to the parameters, in place, and returns whether it did. */
  static boolean update(Neuron view, Learner parameters, Rest rest) {
    Stepwise.Forward forward = rest.forward();
    boolean made =
        !(view.rule().isOnlyOnMistakes()
            && view.numbers().isEqual(forward.output(), rest.target()));
    if (made) {
      parameters.learn(
          view.rule(),
          rest.gradient(),
          rest.x(),
          rest.target(),
          forward.output(),
          forward.z(),
          rest.rate());
    }
    return made;
  }

  /** The parameters before an update that is told. */
  record Before(Vector parameters, List<Vector> memory) {

    static Before of(Learner parameters) {
      return new Before(parameters.together(), parameters.memory());
    }

    /**
     * Returns the event that tells the update.
     *
     * @param examples rows of the batch
     * @param after the parameters now
     */
    TraceEvent.Update event(
        Neuron view,
        TraceEvent.Example example,
        int examples,
        Rest rest,
        Learner after,
        boolean made) {
      return new TraceEvent.Update(
          view.view(),
          example,
          examples,
          rest.x(),
          rest.target(),
          rest.forward().output(),
          rest.forward().z(),
          rest.rate(),
          after.updates(),
          rest.gradient(),
          parameters,
          after.together(),
          memory,
          after.memory(),
          made);
    }
  }
}
