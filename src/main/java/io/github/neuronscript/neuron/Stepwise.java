package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One example with every step, in any number system: the path that is shown. In doubles its numbers
 * have the bits of {@link EpochKernel}.
 */
public final class Stepwise {

  private Stepwise() {}

  /** z and ŷ of one example. */
  public record Forward(Number z, Number output) {}

  /**
   * The loss of one example and its derivatives.
   *
   * @param lossByOutput ∂L/∂ŷ, if the chain rule has that factor
   * @param outputByZ ∂ŷ/∂z, if the chain rule has that factor
   * @param gradient ∂L/∂w for each weight, then ∂L/∂b
   */
  public record Backward(
      Number loss,
      Optional<Number> lossByOutput,
      Optional<Number> outputByZ,
      Number lossByZ,
      Vector gradient) {}

  /** Returns z = w·x + b and ŷ = f(z). */
  public static Forward forward(
      NumberSystem numbers, ChainRule rule, Vector weights, Number bias, Vector x) {
    Number z = numbers.add(dot(numbers, weights, x), bias);
    return new Forward(z, numbers.value(rule.computedOutput(), Map.of(ChainRule.Z, z)));
  }

  /** Returns w·x, in doubles in the order of the arithmetic. */
  public static Number dot(NumberSystem numbers, Vector weights, Vector x) {
    if (numbers.isDouble()) {
      return Summation.dot(weights.toArray(), 0, x.toArray(), 0, x.size());
    }
    Number sum = numbers.of(0.0);
    for (int i = 0; i < x.size(); i++) {
      sum = numbers.add(sum, numbers.multiply(weights.number(i), x.number(i)));
    }
    return sum;
  }

  /**
   * Returns the Euclidean length of a gradient; of fractions, whose root is none, the nearest
   * double.
   *
   * @param withBias whether the last entry counts
   */
  public static Number norm(NumberSystem numbers, Vector gradient, boolean withBias) {
    if (numbers.isDouble() || numbers.isExact()) {
      return EpochKernel.norm(gradient.toArray(), withBias);
    }
    Vector counted =
        withBias
            ? gradient
            : Vector.ofNumbers(gradient.toNumbers().subList(0, gradient.size() - 1));
    return numbers.root(dot(numbers, counted, counted));
  }

  /** Returns L for an example whose forward pass is given. */
  public static Number loss(NumberSystem numbers, ChainRule rule, Forward forward, Number target) {
    return numbers.value(rule.loss(), values(forward, target));
  }

  private static Map<Expression, Number> values(Forward forward, Number target) {
    Map<Expression, Number> values = new HashMap<>();
    values.put(ChainRule.Z, forward.z());
    values.put(ChainRule.OUTPUT, forward.output());
    values.put(ChainRule.TARGET, target);
    return values;
  }

  /** Returns L and its derivatives for an example whose forward pass is given. */
  public static Backward backward(
      NumberSystem numbers, ChainRule rule, Forward forward, Number target, Vector x) {
    Map<Expression, Number> values = values(forward, target);
    Number loss = numbers.value(rule.loss(), values);
    Optional<Number> byOutput = Optional.empty();
    Optional<Number> byZ = Optional.empty();
    Number delta;
    if (rule.lossByOutput().isPresent() && rule.outputByZ().isPresent()) {
      byOutput = Optional.of(numbers.value(rule.lossByOutput().get(), values));
      byZ = Optional.of(numbers.value(rule.outputByZ().get(), values));
      delta = numbers.multiply(byOutput.get(), byZ.get());
    } else {
      delta = numbers.value(rule.lossByZ(), values);
    }
    List<Number> gradient = new ArrayList<>(x.size() + 1);
    for (int i = 0; i < x.size(); i++) {
      gradient.add(numbers.multiply(delta, x.number(i)));
    }
    gradient.add(delta);
    return new Backward(loss, byOutput, byZ, delta, Vector.ofNumbers(gradient));
  }

  /** Whether a derivative is not a number though what it is the derivative of is finite. */
  public static boolean isUndefined(Forward forward, Backward backward) {
    return NumberSystem.isNan(backward.lossByZ())
        && NumberSystem.isFinite(forward.z())
        && !NumberSystem.isNan(backward.loss());
  }
}
