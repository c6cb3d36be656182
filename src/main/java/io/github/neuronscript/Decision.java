package io.github.neuronscript;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a {@link Model} says of one example, and why.
 *
 * @param output ŷ
 * @param z the weighted sum and the bias
 * @param answer of the first rule that answers; empty if none does
 * @param fired the rules that answered, in their order; the first of them gave the answer
 * @param contributions of the inputs to z, in the order of the inputs
 * @param bias what is added to them
 */
public record Decision(
    double output,
    double z,
    Optional<String> answer,
    List<Fired> fired,
    List<Contribution> contributions,
    double bias) {

  /**
   * A rule that answered.
   *
   * @param rule its name, or its condition as written
   * @param condition as written
   * @param values of the names in the condition
   * @param held whether the condition holds, so that {@code then} answered, and else {@code
   *     otherwise}
   * @param answer what it answered
   */
  public record Fired(
      String rule, String condition, Map<String, Double> values, boolean held, String answer) {
    public Fired {
      values = Map.copyOf(values);
    }
  }

  /**
   * What one input adds to z.
   *
   * @param input its name
   * @param value as given, in the units of the data
   * @param scaled as the neuron sees it
   * @param weight of the input
   * @param product weight · scaled
   */
  public record Contribution(
      String input, double value, double scaled, double weight, double product) {}

  public Decision {
    fired = List.copyOf(fired);
    contributions = List.copyOf(contributions);
  }
}
