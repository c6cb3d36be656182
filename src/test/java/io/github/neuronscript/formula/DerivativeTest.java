package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Prelude;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivativeTest {

  private static final List<Variable> LEAVES = List.of(Formulas.x("x"), Formulas.x("y"));

  private static Expression derivative(Expression formula, String by) {
    return Derivative.of(formula, Formulas.x(by), Prelude.simplifier());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "7                       ¦ 0",
        "y                       ¦ 0",
        "x                       ¦ 1",
        "-x                      ¦ −1",
        "x + y                   ¦ 1",
        "3 * x + 2               ¦ 3",
        "x * y                   ¦ y",
        "x * x                   ¦ 2·x",
        "x * sin(x)              ¦ sin(x) + x·cos(x)",
        "x / y                   ¦ 1/y",
        "y / x                   ¦ −y/x²",
        "x / (x + 1)             ¦ 1/(x + 1)²",
        "x^2                     ¦ 2·x",
        "x^3                     ¦ 3·x²",
        "x^0.5                   ¦ 0.5·x^−0.5",
        "x^y                     ¦ y·x^(y − 1)",
        "2^x                     ¦ 2^x·ln(2)",
        "x^x                     ¦ x·x^(x − 1) + x^x·ln(x)",
        "x^-1                    ¦ −x^−2",
        "x % y                   ¦ 1",
        "y % x                   ¦ −floor(y/x)",
        "exp(x)                  ¦ e^x",
        "exp(-x^2)               ¦ −2·e^(−x²)·x",
        "ln(x)                   ¦ 1/x",
        "ln(x^2 + 1)             ¦ 2·x/(x² + 1)",
        "ln1p(x)                 ¦ 1/(1 + x)",
        "log10(x)                ¦ 1/(x·ln(10))",
        "xlogy(x, y)             ¦ ln(y)",
        "xlogy(y, x)             ¦ y/x",
        "sqrt(x)                 ¦ 1/(2·√x)",
        "abs(x)                  ¦ sign(x)",
        "sin(x)                  ¦ cos(x)",
        "cos(x)                  ¦ −sin(x)",
        "tan(x)                  ¦ 1 + tan(x)²",
        "tanh(x)                 ¦ 1 − tanh(x)²",
        "erf(x)                  ¦ 2·e^(−x²)/√π",
        "min(x, y)               ¦ if x ≤ y then 1 else 0",
        "max(x, y)               ¦ if x ≥ y then 1 else 0",
        "max(y, x)               ¦ if x > y then 1 else 0",
        "clamp(x, 0, 1)          ¦ if x ≤ 0 or x ≥ 1 then 0 else 1",
        "clamp(0, x, y)          ¦ if x ≥ 0 and x < y then 1 else 0",
        "clamp(1, 0, x)          ¦ if x ≤ 1 or x ≤ 0 then 1 else 0",
        "floor(x)                ¦ 0",
        "round(x)                ¦ 0",
        "sign(x)                 ¦ 0",
        "x < y                   ¦ 0",
        "x is y within 1         ¦ 0",
        "x is nan                ¦ 0",
        "not x                   ¦ 0",
        "x and y                 ¦ 0",
        "if x > 0 then x^2 else y ¦ if x > 0 then 2·x else 0",
        "if x > 0 then 1 else 2  ¦ 0",
        "sigmoid(x)              ¦ σ(x)·(1 − σ(x))",
        "sigmoid(2 * x)          ¦ 2·σ(2·x)·(1 − σ(2·x))",
        "softplus(x)             ¦ σ(x)",
        "swish(x)                ¦ σ(x) + x·σ(x)·(1 − σ(x))",
        "gelu(x)                 ¦ (1 + erf(x/√2))/2 + x·e^(−x²/2)/√(2·π)",
        "relu(x)                 ¦ if x > 0 then 1 else 0",
        "leaky_relu(x, 0.01)     ¦ if x > 0 then 1 else 0.01",
        "elu(x, y)               ¦ if x > 0 then 1 else y·e^x",
        "mse(y, x)               ¦ −2(y − x)",
        "half_mse(y, x)          ¦ −(y − x)",
        "mae(y, x)               ¦ −sign(y − x)",
        "huber(y, x, 1)          ¦ if |y − x| ≤ 1 then −(y − x) else −sign(y − x)",
        "cross_entropy(y, x)     ¦ −(y/x − (1 − y)/(1 − x))",
        "mse(y, sigmoid(x))      ¦ −2(y − σ(x))·σ(x)·(1 − σ(x))",
      })
  void isWrittenAsInATextbook(String typed, String derived) {
    assertEquals(derived, FormulaWriter.symbols(derivative(Formulas.of(typed), "x")));
  }

  /**
   * Against the central difference with step 10⁻³⁰, both at a hundred digits: it is off by h²/6 f‴,
   * 60 digits down, and by what 100 digits lose, 70 digits down; 40 digits are asked for.
   */
  @Test
  void isTheLimitOfTheDifference() {
    limit(500, 101);
  }

  @Test
  @Tag("full")
  void isTheLimitOfManyDifferences() {
    limit(10_000, 102);
  }

  private static void limit(int times, long seed) {
    SplitMix random = new SplitMix(seed);
    RandomFormula formulas = RandomFormula.over(random, LEAVES);
    BigDecimal step = new BigDecimal("1e-30");
    int compared = 0;
    for (int i = 0; i < times; i++) {
      Expression formula = formulas.formula(1 + i % 4);
      Expression derivative;
      try {
        derivative = derivative(formula, "x");
      } catch (Derivative.TooLarge e) {
        continue;
      }
      Map<Expression, BigDecimal> values = new HashMap<>();
      for (Variable leaf : LEAVES) {
        values.put(leaf, new BigDecimal(4 * random.unit() - 2));
      }
      BigDecimal x = values.get(LEAVES.get(0));
      BigDecimal difference;
      BigDecimal size;
      try {
        values.put(LEAVES.get(0), x.add(step));
        Precise.Result above = Precise.result(formula, values);
        values.put(LEAVES.get(0), x.subtract(step));
        BigDecimal below = Precise.value(formula, values);
        difference = above.value().subtract(below).divide(step.add(step), Precise.DIGITS);
        size = above.largest().max(BigDecimal.ONE);
        values.put(LEAVES.get(0), x);
        Precise.Result found = Precise.result(derivative, values);
        // The third derivative may be large where values on the way are.
        size = size.multiply(found.largest().max(BigDecimal.ONE)).pow(2);
        if (size.compareTo(new BigDecimal("1e15")) > 0) {
          continue;
        }
        compared++;
        BigDecimal distance = found.value().subtract(difference).abs();
        assertTrue(
            distance.compareTo(size.scaleByPowerOfTen(-40)) <= 0,
            () ->
                FormulaWriter.source(formula)
                    + " has the derivative "
                    + FormulaWriter.source(derivative)
                    + " = "
                    + found.value().doubleValue()
                    + ", not "
                    + difference.doubleValue()
                    + " at "
                    + values);
      } catch (Precise.Undefined e) {
        // No value here, or a kink within the step.
      }
    }
    int count = compared;
    assertTrue(count > times / 4, () -> "only " + count + " could be compared");
  }

  /** Line by line one comes to the same as at once, to 60 of a hundred digits. */
  @Test
  void theStepsLeadToTheDerivative() {
    SplitMix random = new SplitMix(105);
    RandomFormula formulas = RandomFormula.over(random, LEAVES);
    int compared = 0;
    for (int i = 0; i < 600; i++) {
      Expression formula = formulas.formula(1 + i % 4);
      Map<Expression, BigDecimal> values = new HashMap<>();
      for (Variable leaf : LEAVES) {
        values.put(leaf, new BigDecimal(4 * random.unit() - 2));
      }
      try {
        Precise.Result atOnce = Precise.result(derivative(formula, "x"), values);
        List<DerivationStep> steps =
            Derivative.steps(formula, Formulas.x("x"), Prelude.simplifier());
        BigDecimal last = Precise.value(steps.get(steps.size() - 1).formula(), values);
        BigDecimal size = atOnce.largest().max(BigDecimal.ONE).pow(2);
        assertTrue(
            last.subtract(atOnce.value()).abs().compareTo(size.scaleByPowerOfTen(-60)) <= 0,
            () -> FormulaWriter.source(formula) + ": " + steps);
        compared++;
      } catch (Precise.Undefined | Derivative.TooLarge e) {
        // No value here.
      }
    }
    int count = compared;
    assertTrue(count > 200, () -> count + " compared");
  }

  /** The derivatives that the prelude states are those that follow from the formulas. */
  @Test
  void statedDerivativesFollow() {
    SplitMix random = new SplitMix(103);
    for (Definition definition : Formulas.prelude()) {
      if (definition.stated().isEmpty()) {
        continue;
      }
      Definition unstated =
          Definition.of(definition.name(), definition.parameters(), definition.body());
      Expression derived = Derivative.of(unstated, 0, Prelude.simplifier());
      for (int i = 0; i < 50; i++) {
        Map<Expression, BigDecimal> values =
            Map.of(Formulas.x("z"), new BigDecimal(20 * random.unit() - 10));
        BigDecimal stated = Precise.value(definition.stated().get().formula(), values);
        BigDecimal distance = stated.subtract(Precise.value(derived, values)).abs();
        assertTrue(distance.compareTo(new BigDecimal("1e-90")) < 0, definition.name());
      }
    }
  }

  /**
   * In doubles, the simplified formula is off by 1e-12 or by 4 units of the largest value on the
   * way, or else no more than the original is.
   */
  @Test
  void simplifyingKeepsTheDoubles() {
    SplitMix random = new SplitMix(104);
    RandomFormula formulas = RandomFormula.over(random, LEAVES);
    for (int i = 0; i < 700; i++) {
      Expression formula = formulas.formula(1 + i % 3);
      Expression simplified = Prelude.simplifier().simplify(formula);
      Map<Expression, BigDecimal> exact = new HashMap<>();
      Map<Expression, Double> values = new HashMap<>();
      for (Variable leaf : LEAVES) {
        double value = 4 * random.unit() - 2;
        values.put(leaf, value);
        exact.put(leaf, new BigDecimal(value));
      }
      Precise.Result precise;
      double largest;
      try {
        precise = Precise.result(formula, exact);
        largest = precise.largest().max(Precise.result(simplified, exact).largest()).doubleValue();
      } catch (Precise.Undefined e) {
        continue;
      }
      double before = Math.abs(Evaluator.value(formula, values) - precise.value().doubleValue());
      double after = Math.abs(Evaluator.value(simplified, values) - precise.value().doubleValue());
      double allowed =
          Math.max(1e-12 * Math.abs(precise.value().doubleValue()), 4 * Math.ulp(largest));
      // Where the original itself is ill conditioned, the simplified may be as far off.
      assertTrue(
          after <= Math.max(allowed, 16 * before) || Double.isNaN(before),
          () ->
              FormulaWriter.source(formula)
                  + " became "
                  + FormulaWriter.source(simplified)
                  + " off by "
                  + after
                  + " instead of "
                  + before
                  + " at "
                  + values);
    }
  }

  @Test
  void refusesWhatWouldBeTooLarge() {
    Expression factor = Formulas.of("sin(x)");
    Expression product = new Expression.Product(Collections.nCopies(10_000, factor));
    assertThrows(Derivative.TooLarge.class, () -> derivative(product, "x"));

    Expression chain = Formulas.of("x * y");
    for (int i = 0; i < 60; i++) {
      chain = Expression.Product.of(Expression.Elementary.of(Function.SIN, chain), chain);
    }
    Expression doubling = chain;
    assertThrows(Derivative.TooLarge.class, () -> derivative(doubling, "x"));
  }

  @Test
  void derivesALongSum() {
    Expression sum = new Expression.Sum(Collections.nCopies(4_000, Formulas.of("x^2")));
    assertEquals("8000·x", FormulaWriter.symbols(derivative(sum, "x")));
  }
}
