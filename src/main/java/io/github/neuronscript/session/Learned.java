package io.github.neuronscript.session;

import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ExactParameters;
import io.github.neuronscript.neuron.Learner;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Randomness;
import io.github.neuronscript.program.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

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

  /** Returns which weight has a name, from 0, or −1 if none has; makes no list of all names. */
  static int indexOfWeight(State state, String name) {
    if (state.weightsDeclared instanceof State.Weights.Given given) {
      return given.names().indexOf(name);
    }
    int i = Scope.numberOfWeight(name);
    return i <= state.inputs.size() ? i - 1 : -1;
  }

  /** Returns one of the {@link #weights}, from 0. */
  static Number weight(State state, int i) {
    return state
        .weights
        .map(weights -> weights.number(i))
        .orElseGet(() -> initials(state).apply(i));
  }

  private static Vector initial(State state) {
    if (state.weightsDeclared instanceof State.Weights.Given given) {
      return given.values().in(state.numbers);
    }
    IntFunction<Number> initials = initials(state);
    Number[] weights = new Number[state.inputs.size()];
    Arrays.setAll(weights, initials);
    return Vector.ofNumbers(Arrays.asList(weights));
  }

  /** Returns how each weight begins. */
  private static IntFunction<Number> initials(State state) {
    State.Weights declared = state.weightsDeclared;
    if (declared instanceof State.Weights.Given given) {
      return i -> state.numbers.of(given.values().number(i));
    }
    IntFunction<Number> numbers = i -> null;
    if (declared instanceof State.Weights.Filled filled) {
      numbers = i -> filled.value();
    } else if (declared instanceof State.Weights.Uniform uniform) {
      Randomness random = new Randomness(uniform.seed().orElse(state.seed), "weights");
      numbers = i -> random.uniform(i, uniform.low(), uniform.high());
    } else if (declared instanceof State.Weights.Normal normal) {
      Randomness random = new Randomness(normal.seed().orElse(state.seed), "weights");
      numbers = i -> random.normal(i, normal.mean(), normal.deviation());
    }
    IntFunction<Number> undeclared = numbers;
    return i -> state.numbers.of(state.given("w" + (i + 1), undeclared.apply(i)));
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
