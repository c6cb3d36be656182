package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The derivatives of the elementary functions, as tables of derivatives have them. */
class FunctionTest {

  private static final List<Expression> U =
      List.of(Variable.parameter("x"), Variable.parameter("y"), Variable.parameter("t"));

  private static Expression partial(Function function, int i) {
    return function.partial(i, U.subList(0, function.arity()));
  }

  private static double at(Expression formula, double x, double y, double t) {
    return Evaluator.value(formula, Map.of(U.get(0), x, U.get(1), y, U.get(2), t));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exp   | 0 | exp(x)",
        "ln    | 0 | 1 / x",
        "ln1p  | 0 | 1 / (1 + x)",
        "log10 | 0 | 0.4342944819032518 / x",
        "xlogy | 0 | ln(y)",
        "xlogy | 1 | x / y",
        "sqrt  | 0 | 0.5 * x^-0.5",
        "abs   | 0 | x / abs(x)",
        "sin   | 0 | cos(x)",
        "cos   | 0 | -sin(x)",
        "tan   | 0 | 1 / cos(x)^2",
        "tanh  | 0 | 4 / (exp(x) + exp(-x))^2",
        "erf   | 0 | 1.1283791670955126 * exp(-x * x)",
        "floor | 0 | 0",
        "round | 0 | 0",
        "sign  | 0 | 0",
      })
  void hasTheDerivative(String word, int i, String formula) {
    Expression partial = partial(Function.named(word).orElseThrow(), i);
    for (double x : new double[] {0.25, 0.75, 1.5}) {
      double expected = at(Formulas.of(formula), x, 2.5, 0);
      assertEquals(expected, at(partial, x, 2.5, 0), 1e-14 * Math.abs(expected));
    }
  }

  /** Also where two arguments are equal, as the comments on the functions say. */
  @ParameterizedTest
  @CsvSource({
    // The function, x, y and t, and the derivative by each.
    "min, 1, 2, 0, 1, 0, 0",
    "min, 2, 1, 0, 0, 1, 0",
    "min, 2, 2, 0, 1, 0, 0",
    "max, 1, 2, 0, 0, 1, 0",
    "max, 2, 1, 0, 1, 0, 0",
    "max, 2, 2, 0, 1, 0, 0",
    "clamp, 2, 1, 3, 1, 0, 0",
    "clamp, 0, 1, 3, 0, 1, 0",
    "clamp, 4, 1, 3, 0, 0, 1",
    "clamp, 1, 1, 3, 0, 1, 0",
    "clamp, 3, 1, 3, 0, 0, 1",
    // Bounds that are equal or exchanged: the upper one decides.
    "clamp, 0, 1, 1, 0, 0, 1",
    "clamp, 1, 1, 1, 0, 0, 1",
    "clamp, 2, 1, 1, 0, 0, 1",
    "clamp, 2, 3, 1, 0, 0, 1",
    "abs, 0, 0, 0, 0, 0, 0",
    "abs, -2, 0, 0, -1, 0, 0",
  })
  void hasTheDerivativeAtItsKinks(
      String word, double x, double y, double t, double byX, double byY, double byT) {
    Function function = Function.named(word).orElseThrow();
    double[] expected = {byX, byY, byT};
    for (int i = 0; i < function.arity(); i++) {
      assertEquals(expected[i], at(partial(function, i), x, y, t), "by argument " + i);
    }
  }

  @Test
  void isFoundByItsName() {
    for (Function function : Function.values()) {
      assertSame(function, Function.named(function.word()).orElseThrow());
      assertEquals(function.arity(), function.parameters().size());
    }
    assertEquals(Optional.empty(), Function.named("sinh"));
    assertEquals(List.of("x"), Function.SIN.parameters());
    assertEquals(List.of("x", "y"), Function.XLOGY.parameters());
    assertEquals(List.of("x", "low", "high"), Function.CLAMP.parameters());
  }

  @Test
  void takesItsArgumentsInOrder() {
    assertEquals(Math.E, Function.EXP.at(1), 1e-15);
    assertEquals(0.5, Function.SIN.at(Math.PI / 6), 1e-15);
    assertEquals(3 * Math.log(2), Function.XLOGY.at(3, 2), 1e-15);
    assertEquals(2, Function.CLAMP.at(1, 2, 3));
    assertTrue(Double.isNaN(Function.LN.at(-1)));
    assertEquals("exp(y)", FormulaWriter.source(Function.EXP.call(List.of(U.get(1)))));
  }
}
