package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {

  private static final Map<Variable, Double> VALUES =
      Map.of(
          Formulas.x("x"), 3.0,
          Formulas.x("y"), -2.0,
          Formulas.x("zero"), 0.0,
          Formulas.x("inf"), Double.POSITIVE_INFINITY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 + 2 * 3                | 7",
        "0.1 + 0.2                | 0.30000000000000004",
        "1 - 2 - 3                | -4",
        "1e308 * 10 / 10          | Infinity",
        "2 / 3 / 4                | 0.16666666666666666",
        "-2^2                     | -4",
        "(-2)^2                   | 4",
        "2^-1                     | 0.5",
        "2^3^2                    | 512",
        "0^0                      | 1",
        "nan^0                    | 1",
        "0^-1                     | Infinity",
        "(-8)^(1 / 3)             | NaN",
        "1.1^2                    | 1.2100000000000002",
        "1.1^3                    | 1.3310000000000004",
        "-0.0                     | -0.0",
        "0 * y                    | -0.0",
        "1 / zero                 | Infinity",
        "1 / -zero                | -Infinity",
        "zero / zero              | NaN",
        // The remainder has the sign of the divisor.
        "7 % 3                    | 1",
        "-7 % 3                   | 2",
        "7 % -3                   | -2",
        "-7 % -3                  | -1",
        "6 % 3                    | 0",
        "5.5 % 2                  | 1.5",
        "x % 0                    | NaN",
        "inf % 2                  | NaN",
        "1 % inf                  | 1",
        // Halves go to the even whole number.
        "round(0.5)               | 0",
        "round(1.5)               | 2",
        "round(2.5)               | 2",
        "round(-0.5)              | -0.0",
        "round(-1.5)              | -2",
        "round(2.6)               | 3",
        "floor(-0.5)              | -1",
        "floor(2.999)             | 2",
        // NaN is in no order with anything, and unequal to all.
        "nan == nan               | 0",
        "nan != nan               | 1",
        "nan < 1                  | 0",
        "nan >= 1                 | 0",
        "1 <= nan                 | 0",
        "nan is nan               | 1",
        "zero / zero is nan       | 1",
        "x is nan                 | 0",
        "not nan                  | 1",
        "nan and true             | 0",
        "nan or true              | 1",
        "if nan then 1 else 2     | 2",
        "nan is (nan) within 1    | 0",
        "x is nan + 1 within inf  | 0",
        "max(nan, 1)              | NaN",
        "min(1, nan)              | NaN",
        "clamp(nan, 0, 1)         | NaN",
        "sign(nan)                | NaN",
        // Comparisons and truth are numbers.
        "1 < 2                    | 1",
        "2 < 2                    | 0",
        "2 <= 2                   | 1",
        "3 > 2                    | 1",
        "2 >= 3                   | 0",
        "2 == 2                   | 1",
        "2 != 2                   | 0",
        "0 == -0.0                | 1",
        "true + true              | 2",
        "false                    | 0",
        "not 0                    | 1",
        "not 5                    | 0",
        "2 and 3                  | 1",
        "2 and 0                  | 0",
        "0 or 0.5                 | 1",
        "0 or 0                   | 0",
        "1 and 1 and 0            | 0",
        "if x > 0 then x else y   | 3",
        "if y > 0 then x else y   | -2",
        "x is 3                   | 1",
        "x is 3.1 within 0.2      | 1",
        "x is 3.1 within 0.05     | 0",
        "x is 3.5 within 0.5      | 1",
        "inf is inf within 0      | 1",
        "inf is 1 within inf      | 1",
        "x is 4 within -1         | 0",
        "x is 3 within -1         | 1",
        // Functions.
        "exp(0)                   | 1",
        "exp(1)                   | 2.718281828459045",
        "exp(1000)                | Infinity",
        "exp(-1000)               | 0",
        "ln(1)                    | 0",
        "ln(0)                    | -Infinity",
        "ln(-1)                   | NaN",
        "ln1p(1e-20)              | 1e-20",
        "log10(1000)              | 3",
        "xlogy(0, 0)              | 0",
        "xlogy(0, -1)             | 0",
        "xlogy(0, inf)            | 0",
        "xlogy(0, nan)            | NaN",
        "xlogy(2, 1)              | 0",
        "xlogy(2, 0)              | -Infinity",
        "sqrt(2)                  | 1.4142135623730951",
        "sqrt(-1)                 | NaN",
        "abs(-3)                  | 3",
        "sin(0)                   | 0",
        "cos(0)                   | 1",
        "tan(0)                   | 0",
        "tanh(0.5)                | 0.46211715726000973",
        "tanh(100)                | 1",
        "erf(0)                   | 0",
        "erf(1)                   | 0.8427007929497149",
        "erf(-1)                  | -0.8427007929497149",
        "min(2, -3)               | -3",
        "max(2, -3)               | 2",
        "max(0, -0.0)             | 0",
        "clamp(5, 0, 1)           | 1",
        "clamp(-5, 0, 1)          | 0",
        "clamp(0.5, 0, 1)         | 0.5",
        "clamp(0.5, 2, 1)         | 1",
        "sign(-3)                 | -1",
        "sign(0)                  | 0",
        "sign(-0.0)               | -0.0",
        "sign(7)                  | 1",
        "pi                       | 3.141592653589793",
        // Definitions.
        "sigmoid(0)               | 0.5",
        "sigmoid(-1000)           | 0",
        "sigmoid(1000)            | 1",
        "relu(y)                  | 0",
        "leaky_relu(y, 0.5)       | -1",
        "softplus(1000)           | 1000",
        "softplus(-1000)          | 0",
        "step(0)                  | 1",
        "step_above(0)            | 0",
        "bipolar_step(-1)         | -1",
        "cross_entropy(1, 1)      | -0.0",
        "cross_entropy(0, 0)      | -0.0",
        "cross_entropy(1, 0)      | Infinity",
        "cross_entropy(0, 0.5)    | 0.6931471805599453",
        "huber(3, 1, 1)           | 1.5",
        "hinge(-1, 0.5)           | 1.5",
        "sigmoid(x - 3) + relu(x) | 3.5",
      })
  void computes(String formula, double value) {
    assertEquals(value, Evaluator.value(Formulas.of(formula), VALUES), 0.0);
    assertEquals(
        Double.doubleToLongBits(value),
        Double.doubleToLongBits(Evaluator.value(Formulas.of(formula), VALUES)),
        "the sign of zero");
  }

  @Test
  void readsPartialDerivativesAsLeaves() {
    Partial slope = new Partial(Variable.quantity("cost"), Variable.quantity("output"));
    Expression doubled = Expression.Product.of(Algebra.number(2), slope);
    assertEquals(3.0, Evaluator.value(doubled, Map.of(slope, 1.5)));
  }

  @Test
  void readsVariablesByAFunction() {
    assertEquals(7.0, Evaluator.value(Formulas.of("2 * x + 1"), variable -> 3.0));
  }

  /** A function sees its arguments and nothing else. */
  @Test
  void keepsTheNamesOfFunctionsApart() {
    Expression formula = Formulas.of("leaky_relu(y, x) + leaky_relu(x, y)");
    assertEquals(-3.0, Evaluator.value(formula, VALUES));
  }

  @Test
  void refusesWhatHasNoValue() {
    assertThrows(IllegalArgumentException.class, () -> Evaluator.value(Formulas.of("q"), VALUES));
    assertThrows(
        IllegalArgumentException.class, () -> Evaluator.value(Formulas.of("\"text\""), VALUES));
    assertThrows(
        IllegalArgumentException.class, () -> Evaluator.value(Formulas.parsed("f(1)"), VALUES));
  }
}
