package io.github.neuronscript.session;

import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ExactParameters;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Randomness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The parameters of a state: their names, how they begin, and the way to the kernels and back. */
final class Learned {

  private Learned() {}

  static List<String> weightNames(State state) {
    if (state.weightsDeclared instanceof State.Weights.Given given) {
      return given.names();
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= state.inputs.size(); i++) {
      names.add("w" + i);
    }
    return names;
  }

  /** Returns the weights as they are; before the first action, as they begin. */
  static Vector weights(State state) {
    return state.weights.orElseGet(() -> initial(state));
  }

  private static Vector initial(State state) {
    int n = state.inputs.size();
    Number[] weights = new Number[n];
    State.Weights declared = state.weightsDeclared;
    if (declared instanceof State.Weights.Given given) {
      return given.values().in(state.numbers);
    }
    if (declared instanceof State.Weights.Filled filled) {
      Arrays.fill(weights, filled.value());
    } else if (declared instanceof State.Weights.Uniform uniform) {
      Randomness random = new Randomness(uniform.seed().orElse(state.seed), "weights");
      for (int i = 0; i < n; i++) {
        weights[i] = random.uniform(i, uniform.low(), uniform.high());
      }
    } else if (declared instanceof State.Weights.Normal normal) {
      Randomness random = new Randomness(normal.seed().orElse(state.seed), "weights");
      for (int i = 0; i < n; i++) {
        weights[i] = random.normal(i, normal.mean(), normal.deviation());
      }
    }
    List<String> names = weightNames(state);
    for (int i = 0; i < n; i++) {
      weights[i] = state.numbers.of(state.given(names.get(i), weights[i]));
    }
    return Vector.ofNumbers(Arrays.asList(weights));
  }

  /** Returns a working copy of the parameters. */
  static Learner parameters(State state, LearningRule rule) {
    int size = state.inputs.size() + 1;
    int names = rule.memory().size();
    List<Vector> memory =
        state.memory.size() == names
            ? state.memory
            : Collections.nCopies(names, Vector.of(new double[size]));
    Vector weights = weights(state);
    return state.numbers.isDouble()
        ? new Parameters(
            weights, state.biasValue.doubleValue(), state.biasLearns(), memory, state.updates)
        : new ExactParameters(
            state.numbers, weights, state.biasValue, state.biasLearns(), memory, state.updates);
  }

  /** Takes over what was learnt. */
  static void keep(State state, Learner parameters) {
    state.weights = Optional.of(parameters.weights());
    state.biasValue = parameters.bias();
    state.memory = parameters.memory();
    state.updates = parameters.updates();
  }
}
