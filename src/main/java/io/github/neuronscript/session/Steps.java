package io.github.neuronscript.session;

import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.Arrays;
import java.util.List;

/** The events of one step, from the numbers of the neuron room. */
final class Steps {

  private Steps() {}

  static TraceEvent.Backward event(
      NeuronView view,
      TraceEvent.Example example,
      Vector inputs,
      double target,
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
        Vector.of(backward.gradient()));
  }

  /**
   * Applies the learning rule to the parameters, in place, and returns what it did.
   *
   * @param examples rows of the batch
   * @param x the inputs of its one example; not read by rules that go by the gradient
   */
  static TraceEvent.Update update(
      NeuronView view,
      LearningRule.Applier applier,
      Parameters parameters,
      double[] gradient,
      double[] x,
      double target,
      Stepwise.Forward forward,
      double rate,
      TraceEvent.Example example,
      int examples) {
    Vector before = together(parameters);
    List<Vector> memory = memory(parameters);
    boolean made = !(view.rule().isOnlyOnMistakes() && forward.output() == target);
    if (made) {
      applier.apply(parameters, gradient, x, 0, target, forward.output(), forward.z(), rate);
    }
    return new TraceEvent.Update(
        view,
        example,
        examples,
        Vector.of(x),
        target,
        forward.output(),
        forward.z(),
        rate,
        parameters.updates(),
        Vector.of(gradient),
        before,
        together(parameters),
        memory,
        memory(parameters),
        made);
  }

  /** Returns the weights, the bias last. */
  private static Vector together(Parameters parameters) {
    double[] weights = parameters.weights();
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = parameters.bias();
    return Vector.of(all);
  }

  private static List<Vector> memory(Parameters parameters) {
    return Arrays.stream(parameters.memory()).map(Vector::of).toList();
  }
}
