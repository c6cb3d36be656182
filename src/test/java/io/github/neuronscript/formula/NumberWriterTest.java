package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberWriterTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "12, 12",
    "-3, -3",
    "1000000, 1000000",
    "1e15, 1000000000000000",
    "9999999999999998, 9999999999999998",
    "1e16, 1e16",
    "1.2345e16, 1.2345e16",
    "1e21, 1e21",
    "123.456, 123.456",
    "-0.00001234, -0.00001234",
    "0.00001, 0.00001",
    "0.000009999999999999999, 9.999999999999999e-6",
    "9.5e-6, 9.5e-6",
    "1.5e-8, 1.5e-8",
    "0, 0",
    "-0.0, -0",
    "NaN, nan",
    "Infinity, inf",
    "-Infinity, -inf",
  })
  void writesPlainlyOrWithAnExponent(double value, String text) {
    assertEquals(text, NumberWriter.shortest(value));
  }

  /** The right-hand sides are the digits that ECMAScript's Number::toString prescribes. */
  @ParameterizedTest
  @CsvSource({
    "4.9e-324, 5e-324",
    "1e-323, 1e-323",
    "2.2250738585072014e-308, 2.2250738585072014e-308",
    "2.225073858507201e-308, 2.225073858507201e-308",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "2e-3, 0.002",
    "1e23, 1e23",
    "2e23, 2e23",
    "8.41e21, 8.41e21",
    "2.2e-322, 2.2e-322",
    "9007199254740993, 9007199254740992",
    "9007199254740991, 9007199254740991",
    "5e-324, 5e-324",
    "9.5367431640625e-7, 9.5367431640625e-7",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "2.98023223876953125e-8, 2.9802322387695312e-8",
    "9.8607613152626476e-32, 9.860761315262648e-32",
  })
  void knownHardCases(double value, String text) {
    assertEquals(text, NumberWriter.shortest(value));
  }

  @Test
  void isShortestAndNearestOnRandomBits() {
    SplitMix random = new SplitMix(1);
    for (int i = 0; i < 100_000; i++) {
      checkShortest(Double.longBitsToDouble(random.next()));
    }
  }

  @Test
  void isShortestAndNearestOnShortDecimals() {
    SplitMix random = new SplitMix(2);
    for (int i = 0; i < 20_000; i++) {
      long digits = Math.floorMod(random.next(), 1L << (1 + Math.floorMod(random.next(), 50)));
      checkShortest(digits / 1000.0);
      checkShortest(Double.parseDouble(digits + "e" + Math.floorMod(random.next(), 300)));
    }
  }

  @Test
  void isShortestAndNearestAtPowersAndTheirNeighbours() {
    boundaries(NumberWriterTest::checkShortest);
  }

  @Test
  void isShortestAndNearestForSubnormals() {
    for (long bits = 1; bits < 3_000; bits++) {
      checkShortest(Double.longBitsToDouble(bits));
    }
    SplitMix random = new SplitMix(3);
    for (int i = 0; i < 10_000; i++) {
      checkShortest(Double.longBitsToDouble(random.next() & ((1L << 52) - 1)));
    }
  }

  @Test
  void logarithmsInFixedPointAreExact() {
    for (int e = -1100; e <= 1100; e++) {
      assertEquals(floorLog10(power(2, e)), ShortestDecimal.floorLog10Pow2(e));
      BigDecimal threeQuarters = power(2, e).multiply(new BigDecimal("0.75"));
      assertEquals(floorLog10(threeQuarters), ShortestDecimal.floorLog10ThreeQuartersPow2(e));
    }
    for (int e = 0; e <= 400; e++) {
      int log = BigInteger.TEN.pow(e).bitLength() - 1;
      assertEquals(log, ShortestDecimal.floorLog2Pow10(e));
      assertEquals(e == 0 ? 0 : -log - 1, ShortestDecimal.floorLog2Pow10(-e));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 4, 0.5",
    "0.1, 17, 0.10000000000000001",
    "0.1, 16, 0.1",
    "2.675, 3, 2.67",
    "0.125, 2, 0.12",
    "0.375, 2, 0.38",
    "2.5, 1, 2",
    "3.5, 1, 4",
    "-3.5, 1, -4",
    "0.99999, 3, 1",
    "1234567, 3, 1230000",
    "9.9999e15, 3, 1e16",
    "0.0000099999, 3, 0.00001",
    "0.000012345, 3, 0.0000123",
    "123456.789, 6, 123457",
    "5e-324, 4, 4.941e-324",
    "1.7976931348623157e308, 3, 1.8e308",
    "-0.0, 3, -0",
    "NaN, 3, nan",
    "-Infinity, 3, -inf",
  })
  void roundsTheExactValueHalfToEven(double value, int digits, String text) {
    assertEquals(text, NumberWriter.rounded(value, digits));
  }

  @Test
  void roundsAsExactArithmeticDoes() {
    SplitMix random = new SplitMix(4);
    for (int i = 0; i < 50_000; i++) {
      checkRounded(
          Double.longBitsToDouble(random.next()), 1 + (int) Math.floorMod(random.next(), 17L));
    }
    for (int i = 0; i < 50_000; i++) {
      // Few bits, so that exact ties are common.
      double value = Math.scalb((double) Math.floorMod(random.next(), 4096), -(i % 24));
      checkRounded(value, 1 + (int) Math.floorMod(random.next(), 8L));
      checkRounded(Math.nextUp(value), 1 + (int) Math.floorMod(random.next(), 8L));
    }
    boundaries(
        value -> {
          for (int digits = 1; digits <= 17; digits += 4) {
            checkRounded(value, digits);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 17, 0.1",
    "0.1, 3, 0.1",
    "0.3333333333333333, 6, 0.333333",
    "0.3333333333333333, 16, 0.3333333333333333",
    "0.3333333333333333, 1000, 0.3333333333333333",
    "-2.675, 3, -2.67",
    "-0.0, 3, 0",
    "0, 3, 0",
    "NaN, 3, nan",
    "-Infinity, 3, -inf",
    // The zeros of 123000 would not say that only three digits count.
    "123456.7, 3, 1.23e5",
    "199.99999999999997, 3, 200",
    "199.99999999999997, 2, 2e2",
    "123000, 3, 123000",
    // Rounding that would save no sign is not done.
    "123456, 3, 123456",
    "123.4, 3, 123",
  })
  void writesDoublesForPeople(double value, int digits, String text) {
    assertEquals(text, NumberWriter.written(value, digits));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 0",
    "0.000, 3, 0",
    "0.10, 3, 0.1",
    "-0.125, 2, -0.12",
    "0.375, 2, 0.38",
    "123000, 3, 123000",
    "123.4, 3, 123",
    "0.00001234, 2, 0.000012",
    "0.00000999, 2, 0.00001",
    "0.00000123, 2, 1.2e-6",
    "1e15, 3, 1000000000000000",
    "9.99e15, 3, 9990000000000000",
    "1e16, 3, 1e16",
    "-1.25e16, 3, -1.25e16",
    // As far as the digits reach.
    "1e19, 20, 10000000000000000000",
    "1e20, 20, 1e20",
    "1e400, 3, 1e400",
    "12345678901234567890.5, 30, 12345678901234567890.5",
    "3.14159265358979323846264338328, 25, 3.141592653589793238462643",
  })
  void writesDecimalsForPeople(BigDecimal value, int digits, String text) {
    assertEquals(text, NumberWriter.written(value, digits));
    assertEquals(text, NumberWriter.rounded(value, digits));
  }

  /** Not 123000, whose zeros would not say which of them were counted. */
  @Test
  void aRoundedWholeDecimalHasAnExponent() {
    assertEquals("1.23e5", NumberWriter.written(new BigDecimal("123456"), 3));
    assertEquals("-1.2e9", NumberWriter.written(new BigDecimal("-1234567890.5"), 2));
  }

  @Test
  void writesShortFractionsAsTheyAre() {
    BigInteger ten27 = BigInteger.TEN.pow(27);
    assertEquals(
        "1/3", NumberWriter.written(Fraction.of(BigInteger.ONE, BigInteger.valueOf(3)), 2));
    // Thirty signs, and one more.
    assertEquals("1/" + ten27, NumberWriter.written(Fraction.of(BigInteger.ONE, ten27), 3));
    assertEquals(
        "1e-28",
        NumberWriter.written(Fraction.of(BigInteger.ONE, ten27.multiply(BigInteger.TEN)), 3));
    BigInteger nines = ten27.multiply(BigInteger.valueOf(1000)).subtract(BigInteger.ONE);
    assertEquals("9".repeat(30), NumberWriter.written(Fraction.of(nines), 3));
    assertEquals("1e30", NumberWriter.written(Fraction.of(nines.add(BigInteger.ONE)), 3));
    assertEquals(
        "0.333",
        NumberWriter.written(
            Fraction.of(ten27, ten27.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE)), 3));
  }

  /** The double nearest to 0.1 is 0.1000000000000000055511151231257827…. */
  @Test
  void showsMoreThanTellsADoubleFromOthers() {
    assertEquals("0.10000000000000000555", NumberWriter.expanded(0.1, 20));
    assertEquals("-0.1", NumberWriter.expanded(-0.1, 16));
  }

  @Test
  void refusesOtherCountsOfDigits() {
    assertThrows(IllegalArgumentException.class, () -> NumberWriter.rounded(1, 0));
    assertThrows(IllegalArgumentException.class, () -> NumberWriter.rounded(1, 18));
  }

  @Test
  void tellsWhetherATextReadsBack() {
    assertTrue(NumberWriter.readsBack(0.1, "0.1"));
    assertTrue(NumberWriter.readsBack(-0.1, "-0.1"));
    assertTrue(NumberWriter.readsBack(0.1, "0.10000000000000001"));
    assertFalse(NumberWriter.readsBack(0.1 + 0.2, "0.3"));
    assertFalse(NumberWriter.readsBack(0.1, "-0.1"));
    assertFalse(NumberWriter.readsBack(0.0, "-0"));
    assertTrue(NumberWriter.readsBack(-0.0, "-0"));
    assertTrue(NumberWriter.readsBack(Double.NaN, "nan"));
    assertTrue(NumberWriter.readsBack(Double.NEGATIVE_INFINITY, "-inf"));
    assertFalse(NumberWriter.readsBack(Double.MAX_VALUE, "1.8e308"));
    assertFalse(NumberWriter.readsBack(1, "one"));
  }

  @Test
  void writesEveryBitInHex() {
    assertEquals("0x1.999999999999ap-4", NumberWriter.hex(0.1));
  }

  /** Calls with powers of two and ten, whole and half boundaries, each with its two neighbours. */
  private static void boundaries(DoubleConsumer check) {
    for (int e = -1074; e <= 1023; e++) {
      neighbours(Math.scalb(1.0, e), check);
    }
    for (int e = -323; e <= 308; e++) {
      neighbours(Double.parseDouble("1e" + e), check);
      neighbours(Double.parseDouble("5e" + e), check);
    }
    neighbours(Double.MAX_VALUE, check);
    neighbours(Double.MIN_NORMAL, check);
  }

  private static void neighbours(double value, DoubleConsumer check) {
    check.accept(Math.nextDown(value));
    check.accept(value);
    check.accept(Math.nextUp(value));
  }

  /**
   * Checks by trying every shorter text, and every other text of the same length, near the value.
   */
  private static void checkShortest(double value) {
    if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
      return;
    }
    String text = NumberWriter.shortest(value);
    assertEquals(value, Double.parseDouble(text), text);
    BigDecimal exact = new BigDecimal(value);
    BigDecimal written = new BigDecimal(text).stripTrailingZeros();
    int digits = written.precision();
    BigDecimal error = written.subtract(exact).abs();
    for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
      BigDecimal other = exact.round(new MathContext(digits, mode));
      boolean nearer = other.subtract(exact).abs().compareTo(error) < 0;
      assertFalse(nearer && other.doubleValue() == value, text + " is farther than " + other);
      if (digits > 1) {
        BigDecimal shorter = exact.round(new MathContext(digits - 1, mode));
        assertFalse(shorter.doubleValue() == value, text + " is longer than " + shorter);
      }
    }
  }

  private static void checkRounded(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return;
    }
    String text = NumberWriter.rounded(value, digits);
    MathContext halfEven = new MathContext(digits, RoundingMode.HALF_EVEN);
    BigDecimal expected = new BigDecimal(value).round(halfEven);
    assertEquals(0, expected.compareTo(new BigDecimal(text)), text + " for " + expected);
  }

  private static BigDecimal power(int base, int e) {
    BigDecimal power = BigDecimal.valueOf(base).pow(Math.abs(e));
    return e >= 0 ? power : BigDecimal.ONE.divide(power);
  }

  private static int floorLog10(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }
}
