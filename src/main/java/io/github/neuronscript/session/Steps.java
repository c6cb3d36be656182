package io.github.neuronscript.session;

import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;

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
