package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the activation and the loss of a neuron have no derivative, and what is taken for it. */
public final class NeuronKinks {

  /**
   * A kink or jump.
   *
   * @param function that turns: activation, loss or penalty, as it was declared
   * @param quantity what the function gives: ŷ, L or P
   * @param derivative ∂ŷ/∂z, ∂L/∂ŷ or ∂P/∂w
   */
  public record Kink(
      Expression function, Variable quantity, Partial derivative, Kinks.Kink found) {}

  private NeuronKinks() {}

  /** Returns all that the two functions have. */
  public static List<Kink> all(NeuronView neuron) {
    List<Kink> kinks = new ArrayList<>();
    neuron
        .formulas()
        .outputKinks()
        .ifPresent(
            of -> of.all(Optional.empty()).forEach(kink -> kinks.add(ofActivation(neuron, kink))));
    neuron
        .formulas()
        .lossKinks()
        .ifPresent(of -> of.all(Optional.empty()).forEach(kink -> kinks.add(ofLoss(neuron, kink))));
    return kinks;
  }

  /** Returns those on which an example stands with its z, ŷ and y. */
  static List<Kink> at(NeuronView neuron, Map<Expression, Number> values) {
    List<Kink> kinks = new ArrayList<>();
    neuron
        .formulas()
        .outputKinks()
        .ifPresent(
            of ->
                of.at(neuron.numbers(), values)
                    .forEach(kink -> kinks.add(ofActivation(neuron, kink))));
    neuron
        .formulas()
        .lossKinks()
        .ifPresent(
            of -> of.at(neuron.numbers(), values).forEach(kink -> kinks.add(ofLoss(neuron, kink))));
    return kinks;
  }

  /** Returns those of a penalty, over one weight w. */
  public static List<Kink> penalty(NeuronView.Penalty penalty) {
    return penalty.kinks().all(Optional.empty()).stream()
        .map(kink -> ofPenalty(penalty, Penalty.W, kink))
        .toList();
  }

  /** Returns those of the penalty on which a weight stands. */
  static List<Kink> at(NeuronView neuron, Variable weight, Number value) {
    NeuronView.Penalty penalty = neuron.penalty().orElseThrow();
    return penalty.kinks().at(neuron.numbers(), Map.of(Penalty.W, value)).stream()
        .map(kink -> ofPenalty(penalty, weight, kink))
        .toList();
  }

  private static Kink ofPenalty(NeuronView.Penalty penalty, Variable weight, Kinks.Kink found) {
    return new Kink(
        penalty.call(),
        Penalty.SUM,
        new Partial(Penalty.SUM, weight),
        new Kinks.Kink(
            found.place().replace(Penalty.W, weight),
            found.jump(),
            found.value(),
            found.derivative()));
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
