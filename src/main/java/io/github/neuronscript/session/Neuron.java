package io.github.neuronscript.session;

import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.trace.NeuronView;

/** The neuron as declared, compiled: formulas with their derivatives, and its rule. */
record Neuron(NeuronView view) {

  ChainRule formulas() {
    return view.formulas();
  }

  LearningRule rule() {
    return view.rule();
  }
}
