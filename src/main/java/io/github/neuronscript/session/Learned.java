package io.github.neuronscript.session;

import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Randomness;
import io.github.neuronscript.neuron.Vector;
import java.util.ArrayList;
import java.util.Arrays;
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
    double[] weights = new double[n];
    State.Weights declared = state.weightsDeclared;
    if (declared instanceof State.Weights.Given given) {
      return given.values();
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
      weights[i] = state.given(names.get(i), weights[i]);
    }
    return Vector.of(weights);
  }

  /** Returns a working copy of the parameters. */
  static Parameters parameters(State state, LearningRule rule) {
    int size = state.inputs.size() + 1;
    double[][] memory = new double[rule.memory().size()][];
    for (int k = 0; k < memory.length; k++) {
      memory[k] =
          state.memory.size() == memory.length ? state.memory.get(k).toArray() : new double[size];
    }
    return new Parameters(
        weights(state).toArray(), state.biasValue, state.biasLearns(), memory, state.updates);
  }

  /** Takes over what was learnt. */
  static void keep(State state, Parameters parameters) {
    state.weights = Optional.of(Vector.of(parameters.weights()));
    state.biasValue = parameters.bias();
    state.memory = Arrays.stream(parameters.memory()).map(Vector::of).toList();
    state.updates = parameters.updates();
  }
}
