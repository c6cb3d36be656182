package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Literal;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RationalTest {

  private static Optional<Rational> read(String text) {
    return Rational.of(new Literal(text, Double.parseDouble(text.replace("_", ""))));
  }

  private static Rational of(long numerator, long denominator, boolean decimal) {
    return new Rational(
        Fraction.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)), decimal);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5, false",
    "0.5, 1/2, true",
    "2.50, 5/2, true",
    "1_000, 1000, false",
    "1e3, 1000, false",
    "1E3, 1000, false",
    "1e-3, 1/1000, true",
    "1.5e1, 15, false",
    "2e0012, 2000000000000, false",
    // Thirty signs.
    "0.1000000000000000000000000000, 1/10, true",
    "100000000000000000000000000000, 100000000000000000000000000000, false",
    // As far as 10^±40.
    "1e40, 10000000000000000000000000000000000000000, false",
    "1e-40, 1/10000000000000000000000000000000000000000, true",
  })
  void readsShortNumbers(String text, String value, boolean decimal) {
    Rational rational = read(text).orElseThrow();
    assertEquals(value, rational.value().toString());
    assertEquals(decimal, rational.decimal());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e41",
        "1e-41",
        "1E300",
        "1e00012",
        "1E00012",
        "0.10000000000000000000000000000",
        "1000000000000000000000000000000",
      })
  void leavesLongNumbersAsTheyAre(String text) {
    assertEquals(Optional.empty(), read(text));
  }

  @Test
  void isADecimalNumberWhereOneOfTwoIs() {
    Rational half = of(1, 2, true);
    Rational third = of(1, 3, false);
    assertEquals(of(1, 6, true), half.times(third));
    assertEquals(of(1, 6, true), third.times(half));
    assertEquals(of(1, 9, false), third.times(third));
    assertEquals(of(5, 6, true), half.plus(third));
    assertEquals(of(5, 6, true), third.plus(half));
    assertEquals(of(2, 3, false), third.plus(third));
    assertEquals(of(2, 1, true), half.inverse());
    assertEquals(of(-1, 3, false), third.negated());
  }

  @Test
  void knowsItsSignAndParts() {
    assertTrue(of(0, 1, false).isZero() && !of(0, 1, false).isNegative());
    assertTrue(of(-1, 2, false).isNegative() && !of(-1, 2, false).isZero());
    assertFalse(of(1, 2, false).isNegative());
    assertEquals(BigInteger.valueOf(-3), of(-3, 4, false).numerator());
    assertEquals(BigInteger.valueOf(4), of(-3, 4, false).denominator());
  }

  @Test
  void isTooLongFrom101BitsOn() {
    assertFalse(new Rational(Fraction.of(BigInteger.TWO.pow(99)), false).isTooLong());
    assertTrue(new Rational(Fraction.of(BigInteger.TWO.pow(100)), false).isTooLong());
    assertTrue(
        new Rational(Fraction.of(BigInteger.ONE, BigInteger.TWO.pow(100)), false).isTooLong());
  }

  /** A decimal fraction again where it came from one and ends within 17 places. */
  @ParameterizedTest
  @CsvSource({
    "5, 1, false, 5",
    "-5, 1, true, 5",
    "1, 8, true, 0.125",
    "1, 8, false, 1 / 8",
    "-3, 40, true, 0.075",
    "1, 3, true, 1 / 3",
    "1, 6, true, 1 / 6",
    "1, 131072, true, 0.00000762939453125",
    "1, 262144, true, 1 / 262144",
    "1, 762939453125, true, 0.00000000000131072",
    "1, 3814697265625, true, 1 / 3814697265625",
    "7, 100000000000000000, true, 0.00000000000000007",
  })
  void isWrittenAsItCame(long numerator, long denominator, boolean decimal, String text) {
    Rational rational = of(numerator, denominator, decimal);
    assertEquals(text, FormulaWriter.source(rational.size()));
    assertEquals(!text.contains("/"), rational.isOneNumber());
    double value = Math.abs((double) numerator / denominator);
    assertEquals(value, Evaluator.value(rational.size(), e -> Double.NaN));
  }
}
