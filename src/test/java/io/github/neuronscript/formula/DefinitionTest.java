package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {

  private static long nodes(Expression e) {
    long[] count = new long[1];
    e.each(node -> count[0]++);
    return count[0];
  }

  @Test
  void countsAsWritingOutWould() {
    RandomFormula formulas =
        RandomFormula.over(new SplitMix(81), List.of(Formulas.x("a"), Formulas.x("b")));
    for (int i = 0; i < 2_000; i++) {
      Expression formula = formulas.formula(4);
      long written = nodes(Definition.writtenOut(formula));
      long counted = Definition.writtenOutSize(formula);
      // A body that begins with a sum is one sum with the sum around it; the count has both.
      assertTrue(
          written <= counted && counted <= written * 1.2,
          () -> counted + " for " + written + ": " + FormulaWriter.source(formula));
    }
  }

  private static int depth(Expression e) {
    return 1 + e.children().stream().mapToInt(DefinitionTest::depth).max().orElse(0);
  }

  /** A formula without calls is as deep as it looks. */
  @Test
  void countsTheNodesOneBelowTheOther() {
    RandomFormula formulas =
        RandomFormula.over(new SplitMix(82), List.of(Formulas.x("a"), Formulas.x("b")));
    for (int i = 0; i < 500; i++) {
      Expression formula = formulas.formula(4);
      Expression written = Definition.writtenOut(formula);
      assertEquals(depth(written), Definition.writtenOutDepth(written));
      int counted = Definition.writtenOutDepth(formula);
      assertTrue(
          depth(written) <= counted,
          () -> counted + " is not " + depth(written) + ": " + FormulaWriter.source(formula));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        // A call is one node more than what it stands for.
        "x                     ¦ 1",
        "x + y                 ¦ 2",
        "linear(x)             ¦ 2",
        "linear(x + y)         ¦ 3",
        "sin(linear(x))        ¦ 3",
        "linear(linear(x))     ¦ 3",
        "step(x)               ¦ 4",
        "mse(x, y)             ¦ 5",
        "mse(x, sin(y))        ¦ 6",
        "mse(sin(sin(x)), y)   ¦ 6",
        // 1/(1 + e^(−z)) with z five below the call; then swish, with the product above that.
        "sigmoid(x)            ¦ 6",
        "swish(x)              ¦ 8",
        "sigmoid(sigmoid(x))   ¦ 11",
      })
  void countsWhatACallWouldAdd(String typed, int depth) {
    assertEquals(depth, Definition.writtenOutDepth(Formulas.of(typed)));
  }

  /** Also where the deepest node is none of the arguments. */
  @Test
  void countsTheDepthOfABody() {
    Expression x = Formulas.x("x");
    Definition f = Definition.of("f", List.of("x"), Formulas.of("x + sin(sin(sin(1)))"));
    Expression call = new Expression.Apply(f, List.of(x));
    assertEquals(6, Definition.writtenOutDepth(call));
    Definition g = Definition.of("g", List.of("x"), Expression.Elementary.of(Function.COS, call));
    assertEquals(8, Definition.writtenOutDepth(new Expression.Apply(g, List.of(x))));
    // Now x itself is the deepest: below g, cos, f and the sum.
    Expression deep = Formulas.of("sin(sin(sin(sin(sin(x)))))");
    assertEquals(10, Definition.writtenOutDepth(new Expression.Apply(g, List.of(deep))));
  }

  /** Each function uses the one before twice: 2⁹⁹ copies of the first are not made. */
  @Test
  void countsAChainThatDoublesWithoutWritingItOut() {
    Expression x = Formulas.x("x");
    Definition last = Definition.of("f0", List.of("x"), Expression.Sum.of(x, Algebra.ONE));
    for (int i = 1; i < 100; i++) {
      Expression twice = new Expression.Apply(last, List.of(x));
      last = Definition.of("f" + i, List.of("x"), Expression.Product.of(twice, twice));
      if (i == 10 || i == 24 || i == 37) {
        // 2^i copies of three nodes, and 2^i − 1 products.
        long copies = 1L << i;
        assertEquals(
            3 * copies + copies - 1,
            Definition.writtenOutSize(new Expression.Apply(last, List.of(x))));
      }
    }
    assertEquals(
        Definition.HUGE, Definition.writtenOutSize(new Expression.Apply(last, List.of(x))));
  }

  /** The arguments double instead of the bodies. */
  @Test
  void countsNestedArguments() {
    Expression x = Formulas.x("x");
    Definition square = Definition.of("square", List.of("x"), Expression.Product.of(x, x));
    Expression nested = x;
    for (int i = 0; i < 100; i++) {
      nested = new Expression.Apply(square, List.of(nested));
    }
    assertEquals(Definition.HUGE, Definition.writtenOutSize(nested));
  }

  @Test
  void leavesOutWhatAFunctionDoesNotUse() {
    Definition seven = Definition.of("seven", List.of("x"), Algebra.number(7));
    Expression call = new Expression.Apply(seven, List.of(Formulas.of("a + b + c")));
    assertEquals(1, Definition.writtenOutSize(call));
  }

  @Test
  void writesEveryFunctionOut() {
    Definition twice = Definition.of("twice", List.of("a"), Formulas.of("a + a"));
    Definition area =
        Definition.of(
            "area",
            List.of("a", "b"),
            Expression.Product.of(
                new Expression.Apply(twice, List.of(Formulas.x("b"))), Formulas.x("a")));
    Expression call = new Expression.Apply(area, List.of(Formulas.x("x"), Formulas.of("a + 1")));
    assertEquals("(a + 1 + (a + 1)) * x", FormulaWriter.source(Definition.writtenOut(call)));
    assertEquals("twice(a + 1) * x", FormulaWriter.source(area.bodyWith(call.children())));
    Definition seven = Definition.of("seven", List.of(), Algebra.number(7));
    assertEquals(Algebra.number(7), Definition.writtenOut(new Expression.Apply(seven, List.of())));
    Expression plain = Formulas.of("sin(x) + 1");
    assertSame(plain, Definition.writtenOut(plain));
  }

  @Test
  void takesAsManyArgumentsAsItHasParameters() {
    Definition square = Definition.of("square", List.of("x"), Formulas.of("x^2"));
    Expression x = Formulas.x("x");
    assertThrows(IllegalArgumentException.class, () -> new Expression.Apply(square, List.of(x, x)));
    assertThrows(IllegalArgumentException.class, () -> new Expression.Apply(square, List.of()));
  }

  /** By name, parameters and body; what is stated about it does not count. */
  @Test
  void isEqualWhenItSaysTheSame() {
    Expression body = Formulas.of("x^2");
    Definition square = Definition.of("square", List.of("x"), body);
    Definition stated =
        new Definition(
            "square",
            List.of("x"),
            Formulas.of("x^2"),
            Optional.of(new Definition.StatedDerivative("x", Formulas.of("2 * x"))),
            Optional.of(Formulas.of("x > 0")));
    assertEquals(square, stated);
    assertEquals(square.hashCode(), stated.hashCode());
    assertEquals("square", stated.toString());
    assertEquals("x > 0", stated.requirement().orElseThrow().toString());
    assertNotEquals(square, Definition.of("quad", List.of("x"), body));
    assertNotEquals(square, Definition.of("square", List.of("y"), body));
    assertNotEquals(square, Definition.of("square", List.of("x"), Formulas.of("x * x")));
    assertNotEquals(square, body);
    assertNotEquals(body, square);
    // As different as their names, so that a table of them is quick.
    assertNotEquals(square.hashCode(), Definition.of("quad", List.of("x"), body).hashCode());
  }
}
