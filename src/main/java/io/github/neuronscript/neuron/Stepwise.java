package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One example with every step: the path that is shown. Its numbers have the bits of {@link
 * EpochKernel}.
 */
public final class Stepwise {

  private Stepwise() {}

  /** z and ŷ of one example. */
  public record Forward(double z, double output) {}

  /**
   * The loss of one example and its derivatives.
   *
   * @param lossByOutput ∂L/∂ŷ, if the chain rule has that factor
   * @param outputByZ ∂ŷ/∂z, if the chain rule has that factor
   * @param gradient ∂L/∂w for each weight, then ∂L/∂b
   */
  public record Backward(
      double loss,
      OptionalDouble lossByOutput,
      OptionalDouble outputByZ,
      double lossByZ,
      double[] gradient) {}

  /** Returns z = w·x + b and ŷ = f(z). */
  public static Forward forward(ChainRule rule, double[] weights, double bias, double[] x) {
    double z = Summation.dot(weights, 0, x, 0, x.length) + bias;
    return new Forward(z, Evaluator.value(rule.computedOutput(), Map.of(ChainRule.Z, z)));
  }

  /** Returns L and its derivatives for an example whose forward pass is given. */
  public static Backward backward(ChainRule rule, Forward forward, double target, double[] x) {
    Map<Expression, Double> values = new HashMap<>();
    values.put(ChainRule.Z, forward.z());
    values.put(ChainRule.OUTPUT, forward.output());
    values.put(ChainRule.TARGET, target);
    double loss = Evaluator.value(rule.loss(), values);
    OptionalDouble byOutput = OptionalDouble.empty();
    OptionalDouble byZ = OptionalDouble.empty();
    double delta;
    if (rule.lossByOutput().isPresent() && rule.outputByZ().isPresent()) {
      double first = Evaluator.value(rule.lossByOutput().get(), values);
      double second = Evaluator.value(rule.outputByZ().get(), values);
      byOutput = OptionalDouble.of(first);
      byZ = OptionalDouble.of(second);
      delta = first * second;
    } else {
      delta = Evaluator.value(rule.lossByZ(), values);
    }
    double[] gradient = new double[x.length + 1];
    for (int i = 0; i < x.length; i++) {
      gradient[i] = delta * x[i];
    }
    gradient[x.length] = delta;
    return new Backward(loss, byOutput, byZ, delta, gradient);
  }
}
