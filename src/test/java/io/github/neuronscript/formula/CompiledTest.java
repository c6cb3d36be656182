package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bit by bit what the plain evaluator computes, for numbers of every kind. */
class CompiledTest {

  private static final List<Expression> LEAVES =
      List.of(Formulas.x("z"), Formulas.x("a"), Formulas.x("b"));

  private static void hasTheBits(Expression formula, SplitMix random, int times) {
    Compiled compiled = Compiled.of(LEAVES, formula);
    for (int i = 0; i < times; i++) {
      double[] numbers = new double[LEAVES.size()];
      Map<Expression, Double> values = new HashMap<>();
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = BlockEvaluatorTest.number(random);
        values.put(LEAVES.get(k), numbers[k]);
      }
      double expected = Evaluator.value(formula, values);
      double found = compiled.at(numbers[0], new double[] {numbers[1], numbers[2]});
      assertEquals(
          Double.doubleToLongBits(expected),
          Double.doubleToLongBits(found),
          () -> FormulaWriter.source(formula) + " with " + values + " is " + found);
    }
  }

  @Test
  void hasTheBitsOfTheEvaluator() {
    SplitMix random = new SplitMix(52);
    RandomFormula formulas = RandomFormula.over(random, LEAVES);
    for (int i = 0; i < 2_000; i++) {
      hasTheBits(formulas.formula(4), random, 20);
    }
  }

  /** Shapes that have a node of their own, and those beside them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 / (1 + exp(-z))",
        "sigmoid(z)",
        "sigmoid(a)",
        "sigmoid(2 * z)",
        "3 / (0.5 + exp(-z))",
        "a / (1 + exp(-z))",
        "1 / (a + exp(-z))",
        "1 / (exp(-z) + 1)",
        "1 / (1 + exp(z))",
        "1 / (1 + exp(-a))",
        "1 / (1 + ln(-z))",
        "1 + exp(-z)",
        "exp(-z)",
        "-z",
        "-a",
        "-(-z)",
        "2 - z",
        "2 + z",
        "z + 2",
        "2 * a",
        "a * 2",
        "2 / a",
        "a / 2",
        "0 / z",
        "2 + a + b",
        "2 * a * b",
        "z > 0.5",
        "0.5 > z",
        "z >= a",
        "z == 0",
        "z != 0 and a < 1",
      })
  void hasTheBitsInEachShape(String formula) {
    hasTheBits(Formulas.of(formula), new SplitMix(53), 500);
  }

  @Test
  void refusesWhatItWasNotGiven() {
    assertThrows(Evaluator.UnboundVariable.class, () -> Compiled.of(LEAVES, Formulas.of("z + q")));
  }
}
