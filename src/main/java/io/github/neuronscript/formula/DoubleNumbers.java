package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Literal;
import java.util.Optional;

/** Arithmetic 1, as {@link Arithmetic} and {@link Function} have it. */
final class DoubleNumbers extends NumberSystem {

  @Override
  public String name() {
    return "double";
  }

  @Override
  public Optional<Integer> digits() {
    return Optional.empty();
  }

  @Override
  public Number of(Number value) {
    return value instanceof Double ? value : (Number) value.doubleValue();
  }

  @Override
  public Number literal(Literal literal) {
    return literal.value();
  }

  @Override
  Number constant(Constant constant) {
    return constant.value();
  }

  @Override
  public Number add(Number a, Number b) {
    return a.doubleValue() + b.doubleValue();
  }

  @Override
  public Number multiply(Number a, Number b) {
    return a.doubleValue() * b.doubleValue();
  }

  @Override
  public Number divide(Number a, Number b) {
    return a.doubleValue() / b.doubleValue();
  }

  @Override
  public Number negate(Number a) {
    return -a.doubleValue();
  }

  @Override
  Number remainder(Number a, Number b) {
    return Arithmetic.remainder(a.doubleValue(), b.doubleValue());
  }

  @Override
  Number power(Number base, Number exponent, Expression e) {
    return Arithmetic.power(base.doubleValue(), exponent.doubleValue());
  }

  @Override
  Number function(Expression.Elementary e, Number x, Number y, Number t) {
    return e.function().value(x.doubleValue(), y.doubleValue(), t.doubleValue());
  }

  @Override
  public Number root(Number a) {
    return Math.sqrt(a.doubleValue());
  }

  @Override
  int order(Number a, Number b) {
    double left = a.doubleValue();
    double right = b.doubleValue();
    return left < right ? -1 : left > right ? 1 : 0;
  }
}
