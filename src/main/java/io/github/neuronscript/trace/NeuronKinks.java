package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.neuron.ChainRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the activation and the loss of a neuron have no derivative, and what is taken for it. */
public final class NeuronKinks {

  /**
   * A kink or jump.
   *
   * @param function that turns: the activation or the loss, as it was declared
   * @param quantity what the function gives: ŷ or L
   * @param derivative ∂ŷ/∂z or ∂L/∂ŷ
   */
  public record Kink(
      Expression function, Variable quantity, Partial derivative, Kinks.Kink found) {}

  private NeuronKinks() {}

  /** Returns all that the two functions have. */
  public static List<Kink> all(NeuronView neuron) {
    List<Kink> kinks = new ArrayList<>();
    activation(neuron)
        .ifPresent(
            of -> of.all(Optional.empty()).forEach(kink -> kinks.add(ofActivation(neuron, kink))));
    loss(neuron)
        .ifPresent(of -> of.all(Optional.empty()).forEach(kink -> kinks.add(ofLoss(neuron, kink))));
    return kinks;
  }

  /** Returns those on which an example stands with its z, ŷ and y. */
  static List<Kink> at(NeuronView neuron, Map<Expression, Number> values) {
    List<Kink> kinks = new ArrayList<>();
    activation(neuron)
        .ifPresent(
            of ->
                of.at(neuron.numbers(), values)
                    .forEach(kink -> kinks.add(ofActivation(neuron, kink))));
    loss(neuron)
        .ifPresent(
            of -> of.at(neuron.numbers(), values).forEach(kink -> kinks.add(ofLoss(neuron, kink))));
    return kinks;
  }

  private static Optional<Kinks> activation(NeuronView neuron) {
    ChainRule formulas = neuron.formulas();
    // ŷ is a number of its own in the derivative, which follows z.
    return formulas
        .outputByZ()
        .map(d -> d.replace(ChainRule.OUTPUT, formulas.output()))
        .map(d -> new Kinks(formulas.output(), d, ChainRule.Z));
  }

  private static Optional<Kinks> loss(NeuronView neuron) {
    ChainRule formulas = neuron.formulas();
    return formulas.lossByOutput().map(d -> new Kinks(formulas.loss(), d, ChainRule.OUTPUT));
  }

  private static Kink ofActivation(NeuronView neuron, Kinks.Kink kink) {
    return new Kink(
        neuron.activation(), ChainRule.OUTPUT, new Partial(ChainRule.OUTPUT, ChainRule.Z), kink);
  }

  private static Kink ofLoss(NeuronView neuron, Kinks.Kink kink) {
    return new Kink(
        neuron.loss(), ChainRule.LOSS, new Partial(ChainRule.LOSS, ChainRule.OUTPUT), kink);
  }
}
