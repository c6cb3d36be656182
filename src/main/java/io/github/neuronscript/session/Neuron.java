package io.github.neuronscript.session;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.trace.NeuronView;
import java.util.List;
import java.util.Optional;

/**
 * A neuron that is ready to compute: what events say of it, and the same as the numbers need it.
 * Immutable.
 */
record Neuron(
    NeuronView view,
    ChainRule formulas,
    LearningRule rule,
    Optional<Penalty> penalty,
    Optional<Scaling> scaling) {

  static NeuronView.Formulas view(ChainRule rule) {
    return new NeuronView.Formulas(
        rule.output(),
        rule.loss(),
        rule.lossByOutput(),
        rule.outputByZ(),
        rule.lossByZ(),
        rule.outputKinks(),
        rule.lossKinks());
  }

  static NeuronView.Rule view(LearningRule rule) {
    return new NeuronView.Rule(
        rule.name(),
        rule.lines().stream()
            .map(line -> new NeuronView.Line(line.name(), line.formula()))
            .toList(),
        rule.memory(),
        rule.isExampleByExample(),
        rule.isOnlyOnMistakes(),
        rule.readsGradient());
  }

  static NeuronView.Penalty view(Penalty penalty) {
    return new NeuronView.Penalty(
        penalty.call(), penalty.formula(), penalty.slope(), penalty.kinks());
  }

  static NeuronView.Scaling view(Scaling scaling) {
    return new NeuronView.Scaling(scaling.offset(), scaling.divisor());
  }

  List<String> inputs() {
    return view.inputs();
  }

  List<String> weights() {
    return view.weights();
  }

  Optional<String> bias() {
    return view.bias();
  }

  boolean biasLearns() {
    return view.biasLearns();
  }

  Expression activation() {
    return view.activation();
  }

  Expression loss() {
    return view.loss();
  }

  boolean meanCost() {
    return view.meanCost();
  }

  NumberSystem numbers() {
    return view.numbers();
  }
}
