package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.Scaling;
import java.util.List;
import java.util.Optional;

/**
 * What a neuron is: the part of an event that stays the same from step to step.
 *
 * @param inputs names, in order; {@code weights} has as many
 * @param bias its name; empty where there is none
 * @param activation the call as declared, f(z)
 * @param loss the call as declared, over y and ŷ
 * @param meanCost whether cost and gradient are means over the rows, else sums
 * @param penalty what the cost of a batch adds for the weights
 * @param numbers what it computes in
 * @param scaling from the units of the data to the inputs of the neuron, if they are scaled
 */
public record NeuronView(
    List<String> inputs,
    List<String> weights,
    Optional<String> bias,
    boolean biasLearns,
    Expression activation,
    Expression loss,
    ChainRule formulas,
    LearningRule rule,
    boolean meanCost,
    Optional<Penalty> penalty,
    Optional<Scaling> scaling,
    NumberSystem numbers) {

  public NeuronView {
    inputs = List.copyOf(inputs);
    weights = List.copyOf(weights);
  }

  /** Returns how the number of an update is written: t, where nothing else is called that. */
  public Variable updates() {
    Variable t = Variable.parameter("t");
    boolean taken =
        rule.memory().contains(t)
            || inputs.contains(t.name())
            || weights.contains(t.name())
            || bias.filter(t.name()::equals).isPresent();
    return taken ? LearningRule.UPDATES : t;
  }
}
