package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlgebraTest {

  private static final Expression X = Formulas.x("x");
  private static final Expression Y = Formulas.x("y");

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "-3, −3"})
  void writesWholeNumbers(int n, String written) {
    assertEquals(written, FormulaWriter.symbols(Algebra.number(n)));
  }

  /** The minus stands outside, so that −2 squared is (−2)². */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, −0",
    "0.1, 0.1",
    "-2.5, −2.5",
    "1e300, 1e300",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, −inf",
  })
  void writesDoubles(double value, String written) {
    Expression number = Algebra.number((Number) value);
    assertEquals(written, FormulaWriter.symbols(number));
    assertEquals(written.startsWith("−"), number instanceof Negation);
    assertEquals(value, Evaluator.value(number, leaf -> 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.5, 1/2", "-0.75, −3/4", "-2, −2"})
  void writesFractions(BigDecimal value, String written) {
    Expression number = Algebra.number(Fraction.of(value));
    assertEquals(written, FormulaWriter.symbols(number));
    assertEquals(written.startsWith("−"), number instanceof Negation);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.50, 0.50", "-0.1234567890123456789, −0.1234567890123456789"})
  void writesDecimals(BigDecimal value, String written) {
    Expression number = Algebra.number(value);
    assertEquals(written, FormulaWriter.symbols(number));
    assertEquals(written.startsWith("−"), number instanceof Negation);
    Expression size = number instanceof Negation negation ? negation.operand() : number;
    assertEquals(Math.abs(value.doubleValue()), ((Literal) size).value());
  }

  @Test
  void leavesOutTheZerosAndOnesThatNobodyWouldWrite() {
    Expression zero = Algebra.ZERO;
    Expression one = Algebra.ONE;
    assertEquals(zero, Algebra.sum());
    assertEquals(X, Algebra.sum(zero, X, zero));
    assertEquals(Expression.Sum.of(X, one), Algebra.sum(X, one));
    assertEquals(one, Algebra.product(List.of()));
    assertEquals(X, Algebra.product(one, X));
    assertEquals(zero, Algebra.product(X, zero, Y));
    assertEquals(Expression.Product.of(X, Y), Algebra.product(X, one, Y));
    assertEquals(X, Algebra.quotient(X, one));
    assertEquals(zero, Algebra.quotient(zero, X));
    assertEquals(new Expression.Quotient(X, Y), Algebra.quotient(X, Y));
    assertEquals(one, Algebra.power(X, 0));
    assertEquals(X, Algebra.power(X, 1));
    assertEquals("x^−1", FormulaWriter.symbols(Algebra.power(X, -1)));
    assertEquals(zero, Algebra.negation(zero));
    assertSame(X, Algebra.negation(Algebra.negation(X)));
    assertSame(X, Algebra.conditional(Y, X, X));
    assertEquals("if y then x else 1", FormulaWriter.symbols(Algebra.conditional(Y, X, one)));
  }

  @ParameterizedTest
  @CsvSource({
    "x - y, −x + y, y − x",
    "x + y, −(x + y), −(x + y)",
    "-x - y, x + y, −(−x − y)",
    "x - y - 1, −x + y + 1, −(x − y − 1)",
    "x, −x, −x",
    "-x, x, x",
    "0, 0, 0",
  })
  void turnsADifferenceRound(String typed, String value, String written) {
    Expression opposite = Algebra.opposite(Formulas.of(typed));
    assertEquals(written, FormulaWriter.symbols(opposite));
    assertEquals(
        Evaluator.value(Formulas.of(value.replace('−', '-')), AlgebraTest::leaf),
        Evaluator.value(opposite, AlgebraTest::leaf));
  }

  private static double leaf(Expression leaf) {
    return leaf.equals(X) ? 0.75 : 3;
  }

  /** And keeps a zero, since 0·x is 0 only where x is a number. */
  @ParameterizedTest
  @CsvSource({
    "1 * (x - y), x − y",
    "x * 1 * y, x·y",
    "1 * 1, 1",
    "1 * 0 * x, 0·x",
    "1 + 2 * (1 * x), 1 + 2·x",
    "x^1, x^1",
    "x + y, x + y",
  })
  void leavesOutFactorsOfOne(String typed, String written) {
    assertEquals(written, FormulaWriter.symbols(Algebra.withoutOnes(Formulas.of(typed))));
  }
}
