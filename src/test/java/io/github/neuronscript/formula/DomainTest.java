package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simplifier believes about where a formula has a value and which sign it has. */
class DomainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "pi",
        "x / 2",
        "sqrt(max(x, 1))",
        "x / exp(x)",
        "x / (1 + exp(x))",
        "x / (1 + x^2)",
        "x^3",
        "2^x",
        "exp(x)^y",
        "ln(1 + exp(x))",
        "ln(2)",
        "log10(exp(x) * pi)",
        "sqrt(x^2)",
        "sqrt(abs(x))",
        "ln1p(x^2)",
        "xlogy(x, exp(y))",
        "sin(x)",
        "sigmoid(x)",
        "x / sqrt(1 + x^2)",
        "x / (if x > 0 then 1 else exp(x))",
        "1 / (2 / exp(x))",
        "x^0",
        "1 / exp(x)^2",
        "sqrt(0)",
        "sqrt(pi)",
        "sqrt(if x > 0 then 1 else exp(x))",
        "sqrt(max(sin(x), 0))",
        "sqrt(sqrt(abs(x)))",
      })
  void hasAValueEverywhere(String typed) {
    assertTrue(Domain.isTotal(Formulas.of(typed)), typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / x",
        "x / 0",
        "x / x^2",
        "x / (exp(x) - 1)",
        "x / (x^2 + abs(x))",
        "x / (if x > 0 then 1 else x)",
        "x^-1",
        "x^0.5",
        "x^y",
        "ln(x)",
        "ln(x^2)",
        "log10(-exp(x))",
        "sqrt(x)",
        "sqrt(-exp(x))",
        "ln1p(x)",
        "xlogy(exp(x), y)",
        "tan(x)",
        "x % 2",
        "sin(1 / x)",
        "1 / sqrt(x^2)",
        "sqrt(x^3)",
        "sqrt(x * exp(x))",
        "1 / (x * exp(x))",
        "exp(x)^(1 / y)",
        "nan",
        "sqrt(nan)",
        "cross_entropy(x, y)",
        "sqrt(sin(x))",
        "sqrt(max(x, y))",
      })
  void mayHaveNoValueSomewhere(String typed) {
    assertFalse(Domain.isTotal(Formulas.of(typed)), typed);
  }

  /** No parser makes a literal below 0, but a calculation may. */
  @Test
  void aLiteralHasTheSignOfItsValue() {
    assertFalse(Domain.isNonNegative(Expression.Literal.of(-0.5)));
    assertTrue(Domain.isNonNegative(Expression.Literal.of(0)));
    assertFalse(Domain.isPositive(Expression.Literal.of(0)));
    assertTrue(Domain.isPositive(Expression.Literal.of(0.5)));
  }
}
