package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FractionTest {

  private static Fraction of(long numerator, long denominator) {
    return Fraction.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

  @ParameterizedTest
  @CsvSource({
    "6, 4, 3/2",
    "6, -4, -3/2",
    "-6, -4, 3/2",
    "-6, 4, -3/2",
    "0, -7, 0",
    "8, 2, 4",
    "1, 3, 1/3",
  })
  void isInLowestTerms(long numerator, long denominator, String text) {
    Fraction fraction = of(numerator, denominator);
    assertEquals(text, fraction.toString());
    assertEquals(text.contains("/"), !fraction.isWhole());
    assertTrue(fraction.denominator().signum() > 0);
    assertEquals(Long.signum(numerator) * Long.signum(denominator), fraction.signum());
  }

  @Test
  void hasNoDenominatorZero() {
    assertThrows(ArithmeticException.class, () -> of(1, 0));
    assertThrows(ArithmeticException.class, Fraction.ZERO::inverse);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1/2", "-0.125, -1/8", "2.50, 5/2", "1e3, 1000", "7, 7", "0.0, 0"})
  void readsDecimals(BigDecimal decimal, String text) {
    assertEquals(text, Fraction.of(decimal).toString());
  }

  @Test
  void obeysTheLawsOfAField() {
    SplitMix random = new SplitMix(61);
    for (int i = 0; i < 500; i++) {
      Fraction a = of(random.below(200) - 100, 1 + random.below(60));
      Fraction b = of(random.below(200) - 100, 1 + random.below(60));
      Fraction c = of(random.below(200) - 100, 1 + random.below(60));
      assertEquals(a.plus(b), b.plus(a));
      assertEquals(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
      assertEquals(Fraction.ZERO, a.plus(a.negated()));
      assertEquals(a, a.plus(b).plus(b.negated()));
      if (b.signum() != 0) {
        assertEquals(a, a.times(b).times(b.inverse()));
        assertEquals(Fraction.ONE, b.power(5).times(b.power(-5)));
        assertEquals(b.times(b).times(b), b.power(3));
      }
    }
  }

  @Test
  void everyPowerWithExponentZeroIsOne() {
    assertEquals(Fraction.ONE, Fraction.ZERO.power(0));
    assertEquals(Fraction.ONE, of(-2, 3).power(0));
  }

  @ParameterizedTest
  @CsvSource({"7, 2, 3", "-7, 2, -4", "6, 2, 3", "-6, 2, -3", "1, 3, 0", "-1, 3, -1", "0, 1, 0"})
  void hasAFloor(long numerator, long denominator, long floor) {
    assertEquals(BigInteger.valueOf(floor), of(numerator, denominator).floor());
  }

  @Test
  void isOrderedLikeTheNumbersItStandsFor() {
    List<Fraction> sorted = new ArrayList<>(List.of(of(1, 2), of(-1, 3), of(2, 5), of(-1, 2)));
    sorted.sort(null);
    assertEquals("[-1/2, -1/3, 2/5, 1/2]", sorted.toString());
    assertEquals(0, of(2, 4).compareTo(of(1, 2)));
  }

  @Test
  void isEqualWhereBothPartsAre() {
    assertEquals(of(1, 2), of(2, 4));
    assertEquals(of(1, 2).hashCode(), of(2, 4).hashCode());
    for (Object other : List.of(of(1, 3), of(3, 2), of(2, 1), of(-1, 2), 0.5)) {
      assertNotEquals(of(1, 2), other);
    }
    // A fraction, its inverse and its neighbours do not all fall together.
    assertEquals(
        5,
        List.of(of(1, 2), of(2, 1), of(1, 3), of(3, 1), of(2, 3)).stream()
            .map(Fraction::hashCode)
            .distinct()
            .count());
  }

  @Test
  void isANumberOfEveryKind() {
    Fraction fraction = of(-22, 7);
    assertEquals(-3.142857142857143, fraction.doubleValue());
    assertEquals(-3.142857f, fraction.floatValue());
    assertEquals(-3, fraction.longValue());
    assertEquals(-3, fraction.intValue());
    assertEquals(9_000_000_000L, of(27_000_000_001L, 3).longValue());
  }

  /** With numerator and denominator of up to 53 bits a quotient of doubles; beyond by rounding. */
  @Test
  void hasTheNearestDouble() {
    long large = (1L << 53) - 1;
    assertEquals(1.0 / large, of(1, large).doubleValue());
    assertEquals(large / 3.0, of(large, 3).doubleValue());
    // 2^53 + 1 and 2^53 + 3 are halfway between two doubles; the even one is taken.
    assertEquals(9007199254740992.0, of(9007199254740993L, 1).doubleValue());
    assertEquals(9007199254740996.0, of(9007199254740995L, 1).doubleValue());
    // Rounding 2^53 + 1 to a double first would give 3002399751580330.5.
    assertEquals(3002399751580331.0, of(9007199254740993L, 3).doubleValue());
    assertEquals(Double.POSITIVE_INFINITY, Fraction.of(BigInteger.TEN.pow(400)).doubleValue());
    assertEquals(0.0, Fraction.of(new BigDecimal("1e-400")).doubleValue());
    // Both parts are infinite as doubles.
    BigInteger huge = BigInteger.TEN.pow(400);
    assertEquals(
        1.5,
        Fraction.of(huge.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE), huge.shiftLeft(1))
            .doubleValue());
  }

  @Test
  void isRoundedHalfToEven() {
    assertEquals(new BigDecimal("0.3333"), of(1, 3).rounded(4));
    assertEquals(new BigDecimal("0.12"), of(1, 8).rounded(2));
    assertEquals(new BigDecimal("0.38"), of(3, 8).rounded(2));
    assertEquals(new BigDecimal("-0.67"), of(-2, 3).rounded(2));
  }

  private static BigInteger random(SplitMix random, int words) {
    BigInteger number = BigInteger.valueOf(random.next());
    for (int i = 1; i < words; i++) {
      number = number.shiftLeft(64).add(BigInteger.valueOf(random.next()));
    }
    return number.signum() == 0 ? BigInteger.ONE : number;
  }

  /** Sums and products divide by less than they could, and are in lowest terms all the same. */
  @Test
  void computesInLowestTerms() {
    SplitMix random = new SplitMix(5);
    for (int i = 0; i < 300; i++) {
      BigInteger shared = random(random, 1 + i % 3);
      BigInteger a = random(random, 1 + i % 2);
      BigInteger b = random(random, 1).multiply(shared);
      BigInteger c = i % 7 == 0 ? BigInteger.ZERO : random(random, 1).multiply(shared);
      BigInteger d = random(random, 2).multiply(shared);
      Fraction first = Fraction.of(a, b);
      Fraction second = Fraction.of(c, d);
      assertEquals(
          Fraction.of(a.multiply(d).add(c.multiply(b)), b.multiply(d)), first.plus(second));
      assertEquals(Fraction.of(a.multiply(c), b.multiply(d)), first.times(second));
      assertEquals(Fraction.of(b, a), first.inverse());
      assertEquals(Fraction.ZERO, first.plus(first.negated()));
    }
    assertThrows(ArithmeticException.class, () -> Fraction.ZERO.inverse());
  }

  /** Long fractions are rounded by their first digits and whether others follow. */
  @Test
  void roundsLongFractions() {
    SplitMix random = new SplitMix(6);
    for (int i = 0; i < 300; i++) {
      Fraction fraction = Fraction.of(random(random, 1 + i % 9), random(random, 1 + i % 17));
      BigDecimal divided =
          new BigDecimal(fraction.numerator())
              .divide(new BigDecimal(fraction.denominator()), new MathContext(1_000));
      assertEquals(divided.doubleValue(), fraction.doubleValue());
      for (int digits : new int[] {1, 6, 40}) {
        MathContext places = new MathContext(digits, RoundingMode.HALF_EVEN);
        assertEquals(
            new BigDecimal(fraction.numerator())
                .divide(new BigDecimal(fraction.denominator()), places),
            fraction.rounded(digits));
      }
    }
    // Just above and just below the middle of two doubles.
    BigInteger middle = BigInteger.ONE.shiftLeft(54).add(BigInteger.ONE);
    BigInteger long1 = BigInteger.ONE.shiftLeft(3_000);
    Fraction above = Fraction.of(middle.multiply(long1).add(BigInteger.ONE), long1);
    Fraction below = Fraction.of(middle.multiply(long1).subtract(BigInteger.ONE), long1);
    assertEquals(0x1p54, below.doubleValue());
    assertEquals(0x1p54, -below.negated().doubleValue());
    assertEquals(0x1p54 + 4, Fraction.of(BigInteger.TWO, BigInteger.ONE).plus(above).doubleValue());
    assertEquals(0x1p54, above.doubleValue());
  }

  @Test
  void knowsItsBits() {
    assertEquals(3, of(5, 3).bits());
    assertEquals(4, of(5, 8).bits());
    assertEquals(1, Fraction.ONE.bits());
    assertFalse(of(5, 8).isWhole());
  }
}
