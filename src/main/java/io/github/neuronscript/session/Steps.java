package io.github.neuronscript.session;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.RowTotal;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Optional;

/** The events of one step, from the numbers of the neuron room. */
final class Steps {

  private Steps() {}

  static TraceEvent.Backward event(
      NeuronView view,
      TraceEvent.Example example,
      Vector inputs,
      Number target,
      Stepwise.Forward forward,
      Stepwise.Backward backward) {
    return new TraceEvent.Backward(
        view,
        example,
        inputs,
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
   * Returns ∂C/∂w of a batch: the mean or the sum of its ∂L/∂w, and what a penalty adds.
   *
   * @param of the example of a batch of one; else its epoch
   * @param examples rows of the batch
   * @param sums Σ ∂L/∂w for each weight, then Σ ∂L/∂b
   * @param weights as they are in this batch
   */
  static TraceEvent.Gathered gather(
      NeuronView view,
      TraceEvent.Example of,
      int examples,
      List<TraceEvent.Gathered.Part> parts,
      Vector sums,
      Vector weights) {
    NumberSystem numbers = view.numbers();
    boolean divided = view.meanCost() && examples > 1;
    Vector ofLosses = divided ? RowTotal.over(numbers, sums, examples) : sums;
    Optional<Vector> slopes = view.penalty().map(p -> p.slopes(numbers, weights));
    Vector gradient = slopes.map(s -> Penalty.added(numbers, ofLosses, s)).orElse(ofLosses);
    return new TraceEvent.Gathered(view, of, examples, parts, sums, weights, slopes, gradient);
  }

  /** Whether a gradient is worth telling: of one example it is that of its loss, or not read. */
  static boolean isTold(TraceEvent.Gathered e) {
    boolean penalized = e.penalty().isPresent() && e.neuron().rule().readsGradient();
    return e.examples() > 1 || penalized;
  }

  /**
   * Applies the learning rule to the parameters, in place, and returns what it did.
   *
   * @param examples rows of the batch
   * @param x the inputs of its one example; not read by rules that go by the gradient
   */
  static TraceEvent.Update update(
      NeuronView view,
      Learner parameters,
      Vector gradient,
      Vector x,
      Number target,
      Stepwise.Forward forward,
      Number rate,
      TraceEvent.Example example,
      int examples) {
    Vector before = parameters.together();
    List<Vector> memory = parameters.memory();
    boolean made =
        !(view.rule().isOnlyOnMistakes() && view.numbers().isEqual(forward.output(), target));
    if (made) {
      parameters.learn(view.rule(), gradient, x, target, forward.output(), forward.z(), rate);
    }
    return new TraceEvent.Update(
        view,
        example,
        examples,
        x,
        target,
        forward.output(),
        forward.z(),
        rate,
        parameters.updates(),
        gradient,
        before,
        parameters.together(),
        memory,
        parameters.memory(),
        made);
  }
}
