package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.program.Prelude;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The penalty of the weights, by hand. */
class PenaltyTest {

  private final Expression minus = new Expression.Negation(Penalty.W);
  private final Expression size = Elementary.of(Function.ABS, Penalty.W);
  private final NumberSystem doubles = NumberSystem.doubles();

  private static Penalty penalty(String name, double lambda) {
    Expression call =
        new Apply(Prelude.builtIn(name), List.of(Penalty.W, Literal.of(Math.abs(lambda))));
    return Penalty.of(call, Prelude.simplifier());
  }

  private static Penalty of(Expression call) {
    return Penalty.of(call, Prelude.simplifier());
  }

  @Test
  void squares() {
    Penalty l2 = penalty("l2", 0.5);
    Vector weights = Vector.of(3, -2);
    assertEquals("l2(w, 0.5)", FormulaWriter.symbols(l2.call()));
    assertEquals("0.5·w²", FormulaWriter.symbols(l2.formula()));
    assertEquals(6.5, l2.cost(doubles, weights));
    assertEquals(Vector.of(3, -2, 0), l2.slopes(doubles, weights));
    assertEquals(OptionalDouble.of(1), l2.curvature());
    assertTrue(l2.branches().isEmpty());
  }

  @Test
  void sizes() {
    Penalty l1 = penalty("l1", 0.25);
    Vector weights = Vector.of(3, 0, -2);
    assertEquals(1.25, l1.cost(doubles, weights));
    assertEquals(Vector.of(0.25, 0, -0.25, 0), l1.slopes(doubles, weights));
    assertEquals(OptionalDouble.of(0), l1.curvature());
    assertFalse(l1.branches().isEmpty());
  }

  @Test
  void addsToTheGradientButNotThatOfTheBias() {
    Vector gradient = Vector.of(1, 2, 3);
    assertEquals(Vector.of(1.5, 1.5, 3), Penalty.added(doubles, gradient, Vector.of(0.5, -0.5, 0)));
  }

  /** Of five rows a batch of two has two fifths of the mean; a sum has each batch whole. */
  @Test
  void weighsByItsRows() {
    assertEquals(4.0, Penalty.weighed(doubles, 10.0, true, 2, 5));
    assertEquals(10.0, Penalty.weighed(doubles, 10.0, false, 2, 5));
  }

  @Test
  void holdsTheWeightsBackWhereItRises() {
    assertTrue(penalty("l1", 0.001).holdsBack());
    assertTrue(penalty("l2", 0.001).holdsBack());
    assertFalse(penalty("l2", 0).holdsBack());
    assertFalse(of(Penalty.W).holdsBack());
    assertFalse(of(Elementary.of(Function.TANH, Penalty.W)).holdsBack());
    // To one side only, and up to a million only.
    Expression zero = Algebra.number(0);
    assertFalse(of(Elementary.of(Function.MAX, zero, Penalty.W)).holdsBack());
    assertFalse(of(Elementary.of(Function.MIN, zero, Penalty.W)).holdsBack());
    assertFalse(of(Elementary.of(Function.MAX, zero, minus)).holdsBack());
    assertFalse(of(Elementary.of(Function.MIN, size, Algebra.number(1_000_000))).holdsBack());
  }

  @Test
  void isBentWhereItsDerivativeFalls() {
    assertFalse(penalty("l1", 0.5).isBent());
    assertFalse(penalty("l2", 0.5).isBent());
    Expression square = Expression.Product.of(Penalty.W, Penalty.W);
    assertTrue(of(new Expression.Negation(square)).isBent());
    Expression dented = Elementary.of(Function.LN, Expression.Sum.of(Algebra.number(1), square));
    assertTrue(of(dented).isBent());
    // As far out as 700, and as near as 1/2.
    assertTrue(of(Elementary.of(Function.MIN, size, Algebra.number(700))).isBent());
    assertTrue(of(Elementary.of(Function.MIN, Penalty.W, Algebra.number(700))).isBent());
    Expression inside = Expression.Sum.of(Algebra.number(1), new Expression.Negation(size));
    assertTrue(of(Elementary.of(Function.MAX, size, inside)).isBent());
  }

  @Test
  void theStepsLeadToTheDerivative() {
    for (String name : List.of("l1", "l2")) {
      Penalty penalty = penalty(name, 0.125);
      var steps = penalty.derivation(Prelude.simplifier());
      assertEquals(penalty.slope(), steps.get(steps.size() - 1).formula());
      assertNotEquals(List.of("as it is stated"), steps.get(steps.size() - 1).rules());
    }
  }

  /** The kernel goes through the weights a block at a time. */
  @Test
  void manyWeightsInTheKernel() {
    Penalty l2 = penalty("l2", 0.25);
    double[] weights = new double[600];
    double[] gradient = new double[601];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = 0.1 * i - 7;
      gradient[i] = i;
    }
    gradient[600] = 0.5;
    Vector expected =
        Penalty.added(doubles, Vector.of(gradient), l2.slopes(doubles, Vector.of(weights)));
    double cost = l2.newApplier().apply(weights, gradient);
    assertEquals(l2.cost(doubles, Vector.of(weights)), cost);
    assertEquals(expected, Vector.of(gradient));
  }
}
