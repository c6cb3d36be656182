package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlockEvaluatorTest {

  private static final int ROWS = BlockEvaluator.ROWS;

  private static final List<Expression> LEAVES =
      List.of(
          Formulas.x("a"),
          Formulas.x("b"),
          Variable.quantity("z"),
          new Partial(Variable.quantity("cost"), Variable.quantity("output")));

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    3,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    1e-300,
    1e300,
    709,
    -745,
    1000,
    0.1,
  };

  /** Bit by bit what the plain evaluator computes, for numbers of every kind. */
  @Test
  void hasTheBitsOfTheEvaluator() {
    SplitMix random = new SplitMix(51);
    RandomFormula formulas = RandomFormula.over(random, LEAVES);
    for (int i = 0; i < 2_000; i++) {
      List<Expression> pair = List.of(formulas.formula(4), formulas.formula(3));
      BlockEvaluator evaluator = BlockEvaluator.of(LEAVES, pair);
      BlockEvaluator.Workspace workspace = evaluator.newWorkspace();
      double[][] inputs = new double[LEAVES.size()][];
      for (int k = 0; k < inputs.length; k++) {
        inputs[k] = workspace.input(k);
        for (int row = 0; row < ROWS; row++) {
          inputs[k][row] = number(random);
        }
      }
      workspace.evaluate(ROWS);
      for (int row = 0; row < ROWS; row += 1 + random.below(16)) {
        Map<Expression, Double> values = new HashMap<>();
        for (int k = 0; k < inputs.length; k++) {
          values.put(LEAVES.get(k), inputs[k][row]);
        }
        for (int k = 0; k < pair.size(); k++) {
          double expected = Evaluator.value(pair.get(k), values);
          double found = workspace.output(k)[row];
          Expression formula = pair.get(k);
          assertEquals(
              Double.doubleToLongBits(expected),
              Double.doubleToLongBits(found),
              () -> FormulaWriter.source(formula) + " with " + values + " is " + found);
        }
      }
    }
  }

  /** Returns a number of any kind. */
  static double number(SplitMix random) {
    return switch (random.below(4)) {
      case 0 -> SPECIAL[random.below(SPECIAL.length)];
      case 1 -> random.below(9) - 4;
      case 2 -> Double.longBitsToDouble(random.next());
      default -> 8 * random.unit() - 4;
    };
  }

  /** What is not asked for is not touched: the rows of the last block may be few. */
  @Test
  void computesOnlyTheRowsAskedFor() {
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(LEAVES, List.of(Formulas.of("a + 1"))).newWorkspace();
    workspace.evaluate(3);
    assertEquals(1, workspace.output(0)[2]);
    assertEquals(0, workspace.output(0)[3]);
  }

  @Test
  void givesALeafItself() {
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(LEAVES, List.of(Formulas.of("b"), Formulas.of("7"))).newWorkspace();
    workspace.input(1)[0] = 5;
    workspace.evaluate(1);
    assertEquals(5, workspace.output(0)[0]);
    assertEquals(7, workspace.output(1)[0]);
  }

  /** 0 and −0 are equal as numbers, but a formula with one is not a formula with the other. */
  @Test
  void tellsTheZerosApart() {
    Expression positive = new Expression.Literal("0", 0.0);
    Expression negative = new Expression.Literal("0", -0.0);
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(LEAVES, List.of(positive, negative)).newWorkspace();
    workspace.evaluate(1);
    assertEquals(0L, Double.doubleToLongBits(workspace.output(0)[0]));
    assertEquals(Long.MIN_VALUE, Double.doubleToLongBits(workspace.output(1)[0]));
  }

  @Test
  void refusesWhatItWasNotGiven() {
    assertThrows(
        IllegalArgumentException.class, () -> BlockEvaluator.of(LEAVES, List.of(Formulas.of("q"))));
    assertThrows(
        IllegalArgumentException.class,
        () -> BlockEvaluator.of(LEAVES, List.of(Formulas.of("\"text\" == a"))));
  }
}
