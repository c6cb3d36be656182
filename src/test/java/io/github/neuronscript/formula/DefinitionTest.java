package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

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

  /** Each function uses the one before twice: 2⁹⁹ copies of the first are not made. */
  @Test
  void countsAChainThatDoublesWithoutWritingItOut() {
    Expression x = Formulas.x("x");
    Definition last = Definition.of("f0", List.of("x"), Expression.Sum.of(x, Algebra.ONE));
    for (int i = 1; i < 100; i++) {
      Expression twice = new Expression.Apply(last, List.of(x));
      last = Definition.of("f" + i, List.of("x"), Expression.Product.of(twice, twice));
      if (i == 10) {
        // 2^10 copies of three nodes, and 2^10 − 1 products.
        assertEquals(
            3 * 1024 + 1023, Definition.writtenOutSize(new Expression.Apply(last, List.of(x))));
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
}
