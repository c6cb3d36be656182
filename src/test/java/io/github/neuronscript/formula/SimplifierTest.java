package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Prelude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimplifierTest {

  private static final List<Variable> LEAVES =
      List.of(Formulas.x("a"), Formulas.x("b"), Formulas.x("z"));

  /** What may be lost between two ways of computing one value to a hundred digits. */
  private static final BigDecimal LOST = new BigDecimal("1e-60");

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        // Numbers are gathered exactly.
        "1 + 2                     ¦ 3",
        "0 + 2                     ¦ 2",
        "0 - 2 + x                 ¦ x − 2",
        "0.1 + 0.2                 ¦ 0.3",
        "2 * 3 * x                 ¦ 6·x",
        "x * 2 * 3                 ¦ 6·x",
        "2 / 4                     ¦ 1/2",
        "x / 2 + x / 3             ¦ 5·x/6",
        "0.5 * x                   ¦ 0.5·x",
        "0.5 * 2 * x               ¦ x",
        "2^10                      ¦ 1024",
        "(-3)^4                    ¦ 81",
        "x / 0.5                   ¦ 2·x",
        "1 / 3                     ¦ 1/3",
        "-2 * -3                   ¦ 6",
        "1e-99999999999 * x        ¦ 0",
        // Equal terms and factors are collected, in the order of the first.
        "x + x                     ¦ 2·x",
        "x + y + x                 ¦ 2·x + y",
        "3 * x - 2 * x             ¦ x",
        "x - x                     ¦ 0",
        "x * y + y * x             ¦ 2·x·y",
        "x * x                     ¦ x²",
        "x * y * x^2               ¦ x³·y",
        "x^2 * x^3                 ¦ x^5",
        "(x * y)^2                 ¦ (x·y)²",
        "(x^99)^99 * x             ¦ x^9802",
        "((x^99)^99)^2 * x         ¦ (x^99)^198·x",
        "((-x)^3)^2 * y            ¦ x^6·y",
        "((-x)^3)^3 * y            ¦ −x^9·y",
        "x * 1e20^3                ¦ x·1e20³",
        "x + 0                     ¦ x",
        "1 * x                     ¦ x",
        "x^1                       ¦ x",
        "x^0                       ¦ 1",
        "x / 1                     ¦ x",
        "-(-x)                     ¦ x",
        "x - (-y)                  ¦ x + y",
        "x - (y - z)               ¦ x − y + z",
        "(-x)^2                    ¦ x²",
        "(-x)^3                    ¦ (−x)³",
        "-x * -y                   ¦ x·y",
        "x / -y                    ¦ −x/y",
        "x / y / z                 ¦ x/(y·z)",
        "x * (1 / y)               ¦ x/y",
        // Signs: a sum begins with a positive term, if it has one.
        "-x + y                    ¦ y − x",
        "-x - y + z                ¦ z − x − y",
        "-x - y                    ¦ −(x + y)",
        "-1 + x                    ¦ x − 1",
        "-x + y + z                ¦ y − x + z",
        // Nothing is cancelled that may be 0, and nothing is multiplied out.
        "x / x                     ¦ x/x",
        "x^2 / x                   ¦ x²/x",
        "x * (y + z)               ¦ x(y + z)",
        "sqrt(x)^2                 ¦ (√x)²",
        "x^-1 * x                  ¦ x^−1·x",
        "1 / (1 / x)               ¦ 1/(1/x)",
        "x / (y / 2)               ¦ 2·x/y",
        "x / 0 / 0                 ¦ x/0",
        "x / 0^2                   ¦ x/0",
        "x / (y / z)^2             ¦ x/(y/z)²",
        "x / (y / z) / w           ¦ x/(y·w/z)",
        "exp(x) / exp(x)           ¦ 1",
        "exp(x)^2 / exp(x)         ¦ e^x",
        "exp(ln(x)) / exp(ln(x))   ¦ e^ln(x)/e^ln(x)",
        "x / (y / exp(x))          ¦ x·e^x/y",
        "x / (y / exp(1 / z))      ¦ x/(y/e^(1/z))",
        "exp(1 / x)^2 / (1 + exp(1 / x)) ¦ e^(1/x)·σ(1/x)",
        // Roots of positive numbers.
        "sqrt(2)^2                 ¦ 2",
        "sqrt(2) * sqrt(2) * x     ¦ 2·x",
        "(z / sqrt(2))^2           ¦ (z/√2)²",
        "-(z / sqrt(2))^2          ¦ −z²/2",
        "1 / (sqrt(pi) * sqrt(2))  ¦ 1/√(2·π)",
        "sqrt(2)^3 * x             ¦ 2·√2·x",
        "sqrt(2) / sqrt(2)         ¦ 1",
        "sqrt(2)^4 * x             ¦ 4·x",
        "x / sqrt(3)^5             ¦ x/(9·√3)",
        "sqrt(2 * pi)^2 * x        ¦ 2·π·x",
        "sqrt(2) * x * sqrt(pi)    ¦ √(2·π)·x",
        "1 / (x / y / sqrt(6)) / sqrt(2) / sqrt(3) ¦ 1/(x/y)",
        "1 / (sqrt(2) * x / (y * sqrt(6)))^3 / sqrt(3) ¦ 1/(x³/(3·y³))",
        "1 / (sqrt(2) * x / y) / (sqrt(3) * z / (w * sqrt(6))) ¦ 1/(x·z/(y·w))",
        "sqrt(0) / sqrt(0)         ¦ √0/√0",
        "sqrt(x) / sqrt(x)         ¦ √x/√x",
        "sqrt(x)^2 * y             ¦ (√x)²·y",
        "sqrt(pi * x) / sqrt(pi * x) ¦ √(π·x)/√(π·x)",
        // The logistic function and its logarithm.
        "1 / (1 + exp(-z))         ¦ σ(z)",
        "1 / (exp(-z) + 1)         ¦ σ(z)",
        "exp(z) / (1 + exp(z))     ¦ σ(z)",
        "exp(-z) / (1 + exp(-z))   ¦ σ(−z)",
        "ln(1 + exp(z))            ¦ softplus(z)",
        "ln1p(exp(z))              ¦ softplus(z)",
        "ln(sigmoid(z))            ¦ −softplus(−z)",
        "ln(1 - sigmoid(z))        ¦ −softplus(z)",
        "xlogy(y, sigmoid(z))      ¦ −y·softplus(−z)",
        "xlogy(1 - y, 1 - sigmoid(z)) ¦ −(1 − y)·softplus(z)",
        "ln(1)                     ¦ 0",
        "ln(2 - sigmoid(z))        ¦ ln(2 − σ(z))",
        "ln(1 + sin(z))            ¦ ln(1 + sin(z))",
        "ln(x + 1)                 ¦ ln(x + 1)",
        "ln1p(x)                   ¦ ln(1 + x)",
        "ln1p(exp(-sin(z)))        ¦ softplus(−sin(z))",
        "ln1p(exp(abs(z)))         ¦ softplus(|z|)",
        "ln1p(exp(-abs(z)))        ¦ ln(1 + e^−|z|)",
        "exp(0)                    ¦ 1",
        // Conditions.
        "if x then y else y        ¦ y",
        "if not x then y else z    ¦ if x then z else y",
        "if not not x then 0 else z ¦ if x then 0 else z",
        "if x == 0 then 0 else y   ¦ if x ≠ 0 then y else 0",
        "if x > 0 then 0 else y    ¦ if x > 0 then 0 else y",
        "0 >= x                    ¦ x ≤ 0",
        "1 < x and x < 2           ¦ x > 1 and x < 2",
        "2 - 1 == x                ¦ x = 1",
        "(if x > 0 then 1 else 0) * y ¦ if x > 0 then y else 0",
        "(if x > 0 then 1 else 2)^2 * y ¦ (if x > 0 then 1 else 2)²·y",
        "(if x > 0 then 1 else 2) * (y / z) ¦ (if x > 0 then y else 2·y)/z",
        "-(if x > 0 then 1 else 2) * y / z ¦ (if x > 0 then −y else −2·y)/z",
        "(if x > 0 then 1 else 0) * ln(y) ¦ (if x > 0 then 1 else 0)·ln(y)",
        // 0 times what may have no value stays.
        "0 * x                     ¦ 0",
        "0 * sigmoid(x)            ¦ 0",
        "y + 0 * ln(x)             ¦ y + 0·ln(x)",
        "x / x - x / x             ¦ 0·(x/x)",
        "x / 3 - x / 3             ¦ 0",
      })
  void writesAsAPersonWould(String typed, String simplified) {
    Expression formula = Prelude.simplifier().simplify(Formulas.of(typed));
    assertEquals(simplified, FormulaWriter.symbols(formula));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x * (y + z)          ¦ x·y + x·z",
        "(x + 1) * (x - 1)    ¦ x² − 1",
        "-(x + y) + x         ¦ −y",
        "softplus(-z)         ¦ softplus(z) − z",
        "2 * (x - 1) - 2 * x  ¦ −2",
        "-(x + y)             ¦ −(x + y)",
        "ln(x + 1)            ¦ ln(x + 1)",
      })
  void multipliesOutWhenAsked(String typed, String expanded) {
    assertEquals(expanded, FormulaWriter.symbols(Prelude.simplifier().expand(Formulas.of(typed))));
  }

  /** Every term of one sum times every term of the other, unless these are too many to read. */
  @Test
  void multipliesNoLongSumsOut() {
    assertEquals(20 * 20, ((Expression.Sum) expandedProduct(20)).terms().size());
    assertEquals(2, ((Expression.Product) expandedProduct(80)).factors().size());
  }

  private static Expression expandedProduct(int terms) {
    List<Expression> left = new ArrayList<>();
    List<Expression> right = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      left.add(Formulas.x("a" + i));
      right.add(Formulas.x("b" + i));
    }
    return Prelude.simplifier()
        .expand(Expression.Product.of(new Expression.Sum(left), new Expression.Sum(right)));
  }

  @Test
  void recognisesTheFunctionsItIsGiven() {
    Definition s = Definition.of("s", List.of("z"), Formulas.of("1 / (1 + exp(-z))"));
    Definition l = Definition.of("l", List.of("z"), Formulas.of("ln(1 + exp(z))"));
    Simplifier simplifier = Simplifier.recognising(s, l);
    assertEquals("s(z)", FormulaWriter.symbols(simplifier.simplify(s.body())));
    Expression log = simplifier.simplify(l.body());
    assertEquals("l(z)", FormulaWriter.symbols(log));
    assertTrue(simplifier.usesSoftplus(log));
    assertFalse(simplifier.usesSoftplus(Formulas.of("softplus(z)")));
  }

  /** Cross entropy of a sigmoid, written out: the form that everybody computes with. */
  @Test
  void joinsCrossEntropyAndSigmoid() {
    Simplifier simplifier = Prelude.simplifier();
    for (String written :
        List.of(
            "-(y * ln(sigmoid(z)) + (1 - y) * ln(1 - sigmoid(z)))",
            "-(xlogy(y, sigmoid(z)) + xlogy(1 - y, 1 - sigmoid(z)))",
            "-(y * ln(1 / (1 + exp(-z))) + (1 - y) * ln(1 - 1 / (1 + exp(-z))))",
            "-y * ln(sigmoid(z)) - (1 - y) * ln(1 - sigmoid(z))")) {
      Expression joined = simplifier.expand(Formulas.of(written));
      assertEquals("softplus(z) − y·z", FormulaWriter.symbols(joined), written);
      assertTrue(simplifier.usesSoftplus(joined));
      assertEquals(
          "σ(z) − y", FormulaWriter.symbols(Derivative.of(joined, Formulas.x("z"), simplifier)));
      assertEquals("−z", FormulaWriter.symbols(Derivative.of(joined, Formulas.x("y"), simplifier)));
    }
    assertFalse(simplifier.usesSoftplus(Formulas.of("ln(1 + exp(z))")));
  }

  @Test
  void recognisesNothingWithoutTheFunctions() {
    Expression logistic = Formulas.of("1 / (1 + exp(-z))");
    assertEquals(logistic, Simplifier.plain().simplify(logistic));
    Expression log = Formulas.of("ln(1 + exp(z))");
    assertEquals(log, Simplifier.plain().simplify(log));
  }

  @Test
  void simplifyingTwiceIsSimplifyingOnce() {
    twice(3_000, 91);
  }

  @Test
  @Tag("full")
  void simplifyingManyTwiceIsSimplifyingThemOnce() {
    twice(100_000, 92);
  }

  private static void twice(int times, long seed) {
    RandomFormula formulas = RandomFormula.over(new SplitMix(seed), LEAVES);
    for (int i = 0; i < times; i++) {
      Expression formula = formulas.formula(2 + i % 4);
      Expression once = Prelude.simplifier().simplify(formula);
      Expression twice = Prelude.simplifier().simplify(once);
      assertEquals(
          FormulaWriter.symbols(once),
          FormulaWriter.symbols(twice),
          () -> FormulaWriter.source(formula));
      assertEquals(once, twice, () -> FormulaWriter.source(formula));
      assertEquals(once, Prelude.simplifier().simplify(once), () -> FormulaWriter.source(formula));
    }
  }

  /** Where the original has no value, the simplified has none. */
  @ParameterizedTest
  @CsvSource({
    "z / z, 0",
    "z^2 / z, 0",
    "z^-1 * z, 0",
    "sqrt(z)^2, -1",
    "z / (z * z), 0",
    "exp(ln(z)), -1",
    "exp(ln(z)) / exp(ln(z)), -1",
    "exp(1 / z)^2 / exp(1 / z), 0",
    "exp(ln(z)) / (1 + exp(ln(z))), -1",
    "(1 / z) / (1 / z), 0",
    "1 / sqrt(z)^2, 0",
    "z * (1 / z)^2, 0",
    "z / 0 / 0, 0",
    "2 * z / (2 * z), 0",
    "(z - 1) / (z - 1), 1",
    "0 * ln(z), -1",
    "z / z - z / z, 0",
    "sigmoid(z) + 0 * sqrt(z), -1",
  })
  void keepsTheDomain(String typed, double z) {
    Expression formula = Formulas.of(typed);
    for (Expression e :
        List.of(
            formula,
            Prelude.simplifier().simplify(formula),
            Prelude.simplifier().expand(formula))) {
      assertFalse(
          Double.isFinite(Evaluator.value(e, Map.of(Formulas.x("z"), z))),
          () -> FormulaWriter.symbols(e));
    }
  }

  /** To a hundred digits: the same number, wherever the original has one. */
  @Test
  void meansTheSame() {
    same(300, 93);
  }

  @Test
  @Tag("full")
  void manyMeanTheSame() {
    same(10_000, 94);
  }

  private static void same(int times, long seed) {
    SplitMix random = new SplitMix(seed);
    RandomFormula formulas = RandomFormula.over(random, LEAVES);
    int compared = 0;
    for (int i = 0; i < times; i++) {
      Expression formula = formulas.formula(2 + i % 3);
      Expression simplified = Prelude.simplifier().simplify(formula);
      Expression expanded = Prelude.simplifier().expand(formula);
      for (int k = 0; k < 2; k++) {
        Map<Expression, BigDecimal> values = new HashMap<>();
        for (Variable leaf : LEAVES) {
          values.put(leaf, new BigDecimal(6 * random.unit() - 3));
        }
        compared += compare(formula, simplified, values) ? 1 : 0;
        compare(formula, expanded, values);
      }
    }
    int count = compared;
    assertTrue(count > times, () -> "only " + count + " could be compared");
  }

  private static boolean compare(
      Expression formula, Expression other, Map<Expression, BigDecimal> values) {
    Precise.Result expected;
    try {
      expected = Precise.result(formula, values);
    } catch (Precise.Undefined e) {
      return false;
    }
    try {
      BigDecimal difference = Precise.value(other, values).subtract(expected.value()).abs();
      BigDecimal size = expected.largest().max(BigDecimal.ONE);
      assertTrue(
          difference.compareTo(size.multiply(LOST)) <= 0,
          () -> FormulaWriter.source(formula) + " became " + FormulaWriter.source(other));
    } catch (Precise.Undefined e) {
      throw new AssertionError(
          FormulaWriter.source(formula) + " lost a value as " + FormulaWriter.source(other), e);
    }
    return true;
  }
}
