package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Kinks;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
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
 * @param scaling from the units of the data to the inputs of the neuron, if they are scaled
 * @param numbers what it computes in
 */
public record NeuronView(
    List<String> inputs,
    List<String> weights,
    Optional<String> bias,
    boolean biasLearns,
    Expression activation,
    Expression loss,
    Formulas formulas,
    Rule rule,
    boolean meanCost,
    Optional<Penalty> penalty,
    Optional<Scaling> scaling,
    NumberSystem numbers) {

  /**
   * The formulas behind the weighted sum z, and their derivatives.
   *
   * @param output f(z) as declared
   * @param loss L, over y and ŷ, or over y and z where it collapsed with the activation
   * @param lossByOutput ∂L/∂ŷ, over y and ŷ; empty where loss and activation collapsed into one
   * @param outputByZ ∂ŷ/∂z, over z and ŷ; empty where they collapsed
   * @param lossByZ ∂L/∂z, over z, y and ŷ
   * @param outputKinks where f(z) has no derivative; empty where they collapsed
   * @param lossKinks where the loss has no derivative by ŷ; empty where they collapsed
   */
  public record Formulas(
      Expression output,
      Expression loss,
      Optional<Expression> lossByOutput,
      Optional<Expression> outputByZ,
      Expression lossByZ,
      Optional<Kinks> outputKinks,
      Optional<Kinks> lossKinks) {}

  /**
   * How the weights are updated.
   *
   * @param name empty if it is written out where it is chosen
   * @param lines one assigns to w
   * @param memory the names that are remembered for each weight, in their order
   * @param isExampleByExample whether it reads a value of the example, so that a batch has one
   * @param isOnlyOnMistakes whether an example whose output is its target makes no update
   * @param readsGradient whether it goes by the gradient of the cost
   */
  public record Rule(
      Optional<String> name,
      List<Line> lines,
      List<Variable> memory,
      boolean isExampleByExample,
      boolean isOnlyOnMistakes,
      boolean readsGradient) {

    public Rule {
      lines = List.copyOf(lines);
      memory = List.copyOf(memory);
    }
  }

  /** One line of a learning rule: name ← formula. */
  public record Line(Variable name, Expression formula) {}

  /**
   * What a weight costs.
   *
   * @param call as declared, over a weight w
   * @param formula the same written out
   * @param slope its derivative by w
   * @param kinks where it has none
   */
  public record Penalty(Expression call, Expression formula, Expression slope, Kinks kinks) {}

  /**
   * x′ = (x − offset)/divisor, for each input.
   *
   * @param offset the mean, or the least value
   * @param divisor the population deviation, or the range; 1 for a constant column
   */
  public record Scaling(Vector offset, Vector divisor) {}

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
    return taken ? Variable.quantity("updates") : t;
  }
}
