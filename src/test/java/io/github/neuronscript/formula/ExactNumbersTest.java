package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Comparison.Relation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fractions and decimals share: infinities, nan, and the limits of what is computed. */
class ExactNumbersTest {

  private static final Map<Expression, Number> VALUES =
      Map.of(
          Formulas.x("inf"), Double.POSITIVE_INFINITY,
          Formulas.x("undefined"), Double.NaN,
          Formulas.x("third"), Fraction.of(BigInteger.ONE, BigInteger.valueOf(3)));

  private static Number value(NumberSystem numbers, String formula) {
    return numbers.value(Formulas.of(formula), VALUES);
  }

  /** In every system; 10^400 and 1e-400 are finite and not 0, though no doubles. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "inf + 1              | Infinity",
        "1 - inf              | -Infinity",
        "inf - inf            | NaN",
        "10^400 - inf          | -Infinity",
        "-(10^400) + inf         | Infinity",
        "undefined + 1        | NaN",
        "-inf                 | -Infinity",
        "-undefined           | NaN",
        "2 * inf              | Infinity",
        "inf * -1e-400        | -Infinity",
        "-(10^400) * inf         | -Infinity",
        "0 * inf              | NaN",
        "inf * inf            | Infinity",
        "2 * undefined        | NaN",
        "inf / 2              | Infinity",
        "inf / -1e-400        | -Infinity",
        "10^400 / inf          | 0",
        "inf / inf            | NaN",
        "1 / 0                | Infinity",
        "-1e-400 / 0          | -Infinity",
        "0 / 0                | NaN",
        "inf / 0              | Infinity",
        "undefined / 2        | NaN",
        "5 % inf              | 5",
        "-5 % inf             | Infinity",
        "5 % -inf             | -Infinity",
        "inf % 2              | NaN",
        "5 % 0                | NaN",
        "5 % undefined        | NaN",
        "inf^2                | Infinity",
        "inf^-2               | 0",
        "inf^0                | 1",
        "2^inf                | Infinity",
        "2^-inf               | 0",
        "undefined^2          | NaN",
        "2^undefined          | NaN",
        "exp(inf)             | Infinity",
        "exp(-inf)            | 0",
        "tanh(-inf)           | -1",
        "sqrt(inf)            | Infinity",
        "xlogy(0, inf)        | 0",
        "xlogy(inf, 2)        | Infinity",
        "abs(-inf)            | Infinity",
        "floor(inf)           | Infinity",
        "sign(-inf)           | -1",
        "sign(undefined)      | NaN",
        "min(1, inf)          | 1",
        "min(-inf, 1)         | -Infinity",
        "max(1, -inf)         | 1",
        "max(1, inf)          | Infinity",
        "max(10^400, inf)      | Infinity",
        "min(1, undefined)    | NaN",
        "max(undefined, 1)    | NaN",
        "-(10^400) % inf | Infinity",
        "10^400 % -inf | -Infinity",
        "0 % inf | 0",
        "clamp(5, 0, inf)     | 5",
        "clamp(-5, 0, inf)    | 0",
        "clamp(5, -inf, 3)    | 3",
        "clamp(inf, 0, 3)     | 3",
        "clamp(5, undefined, 9) | NaN",
        "clamp(5, 0, undefined) | NaN",
        "1 < inf              | 1",
        "inf < 1              | 0",
        "10^400 < inf          | 1",
        "10^400 == inf         | 0",
        "-(10^400) > -inf        | 1",
        "inf == inf           | 1",
        "inf <= inf           | 1",
        "-inf == inf          | 0",
        "undefined == undefined | 0",
        "undefined != 1       | 1",
        "inf is inf within 0  | 1",
        "1 is inf within inf  | 1",
        "1 is 2 within 1      | 1",
        "2 is 1 within 1      | 1",
        "1 is 2.1 within 1    | 0",
        "2.1 is 1 within 1    | 0",
        "1 is 1 within -1     | 1",
        "undefined is nan     | 1",
        "1 is nan             | 0",
        "not undefined        | 1",
        "not 1e-400           | 0",
        "-7 % 3               | 2",
        "7.5 % -2             | -0.5",
        "xlogy(0, 0)          | 0",
        "xlogy(0, -1)         | 0",
        "min(2, 3)            | 2",
        "min(3, 2)            | 2",
        "max(2, 3)            | 3",
        "max(3, 2)            | 3",
        "clamp(1, 2, 3)       | 2",
        "clamp(4, 2, 3)       | 3",
        "clamp(2.5, 2, 3)     | 2.5",
        "clamp(2.5, 3, 2)     | 2",
        "abs(-2.5)            | 2.5",
        "abs(2.5)             | 2.5",
        "abs(0)               | 0",
        "true + false         | 1",
        "nan                  | NaN",
      })
  void hasTheInfinitiesAndNanOfDoubles(String formula, double value) {
    for (NumberSystem numbers : List.of(NumberSystem.fractions(), NumberSystem.decimals(20))) {
      Number found = value(numbers, formula);
      assertEquals(value, found.doubleValue(), 0.0, () -> numbers.name() + ": " + formula);
      if (Double.isFinite(value)) {
        assertSame(numbers.isExact() ? Fraction.class : BigDecimal.class, found.getClass());
      }
    }
  }

  /** Beside an infinity a fraction stays what it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "min(third, inf)",
        "min(inf, third)",
        "max(third, -inf)",
        "max(-inf, third)",
        "clamp(third, -inf, inf)",
        "clamp(-inf, third, inf)",
        "clamp(inf, 0, third)",
        "third % inf",
      })
  void staysExactBesideInfinities(String formula) {
    assertEquals("1/3", value(NumberSystem.fractions(), formula).toString());
  }

  @Test
  void holdsNumbersUpToItsLimit() {
    NumberSystem exact = NumberSystem.fractions();
    assertEquals(BigInteger.TWO.pow(19_999).toString(), value(exact, "2^19999").toString());
    assertEquals("1/" + BigInteger.TWO.pow(19_999), value(exact, "2^-19999").toString());
    for (String formula :
        List.of("2^20000", "2^19999 * 2", "2^-20000", "3^100000", "(3^10000)^1000000")) {
      assertThrows(NumberSystem.TooLong.class, () -> value(exact, formula), formula);
    }
    assertEquals("1", value(exact, "1^1e300").toString());
    assertEquals("1", value(exact, "(-1)^1e300").toString());
    assertEquals("0", value(exact, "0^1e300").toString());
    assertEquals("Infinity", value(exact, "0^-1e300").toString());
  }

  @Test
  void readsNumbersUpToALength() {
    String ones = "1".repeat(10_000);
    assertEquals(ones, ExactNumbers.decimal(ones).toString());
    assertEquals(new BigDecimal("1e10000"), ExactNumbers.decimal("1e10000"));
    assertEquals(new BigDecimal("1e-10000"), ExactNumbers.decimal("1e-10000"));
    assertEquals(new BigDecimal("1000.5"), ExactNumbers.decimal("1_000.5"));
    for (String text : List.of(ones + "1", "1e10001", "1e-10001", "1e99999999999")) {
      assertThrows(NumberSystem.TooLong.class, () -> ExactNumbers.decimal(text));
    }
  }

  @Test
  void knowsWhatItIs() {
    NumberSystem doubles = NumberSystem.doubles();
    NumberSystem exact = NumberSystem.fractions();
    NumberSystem decimals = NumberSystem.decimals(7);
    assertEquals("double", doubles.name());
    assertEquals("exact", exact.name());
    assertTrue(doubles.isDouble() && !exact.isDouble() && !decimals.isDouble());
    assertTrue(exact.isExact() && !doubles.isExact() && !decimals.isExact());
    assertEquals(Optional.empty(), doubles.digits());
    assertEquals(Optional.empty(), exact.digits());
  }

  @Test
  void readsNumbersOfOtherSystems() {
    Fraction third = Fraction.of(BigInteger.ONE, BigInteger.valueOf(3));
    assertEquals(1.0 / 3, NumberSystem.doubles().of(third));
    assertEquals(0.1, NumberSystem.doubles().of(new BigDecimal("0.1")));
    assertEquals(third, NumberSystem.fractions().of(third));
    assertEquals("1/10", NumberSystem.fractions().of(0.1).toString());
    assertEquals("1/8", NumberSystem.fractions().of(new BigDecimal("0.125")).toString());
  }

  @Test
  void doublesHaveRootsAndFractionsNone() {
    assertEquals(Math.sqrt(2), NumberSystem.doubles().root(2.0));
    NumberSystem.NotExact none =
        assertThrows(
            NumberSystem.NotExact.class, () -> NumberSystem.fractions().root(Fraction.ONE));
    assertEquals("√1", none.getMessage());
    assertEquals("√1", FormulaWriter.symbols(none.formula()));
  }

  @Test
  void comparesAcrossRelations() {
    for (NumberSystem numbers :
        List.of(NumberSystem.doubles(), NumberSystem.fractions(), NumberSystem.decimals(9))) {
      for (int a = -1; a <= 1; a++) {
        for (int b = -1; b <= 1; b++) {
          Number left = numbers.of((double) a);
          Number right = numbers.of((double) b);
          assertEquals(a < b, numbers.compare(Relation.LESS, left, right));
          assertEquals(a <= b, numbers.compare(Relation.AT_MOST, left, right));
          assertEquals(a > b, numbers.compare(Relation.GREATER, left, right));
          assertEquals(a >= b, numbers.compare(Relation.AT_LEAST, left, right));
          assertEquals(a == b, numbers.compare(Relation.EQUAL, left, right));
          assertEquals(a != b, numbers.compare(Relation.UNEQUAL, left, right));
          assertEquals(a == b, numbers.isEqual(left, right));
          assertEquals(a - b, numbers.subtract(left, right).intValue());
        }
      }
    }
  }

  private static long effort(NumberSystem numbers, String formula) {
    long[] steps = new long[1];
    value(numbers.counted(count -> steps[0] += count), formula);
    return steps[0];
  }

  /** What takes longer counts more, and none more than is promised. */
  @Test
  void tellsOfItsWork() {
    NumberSystem fractions = NumberSystem.fractions();
    long small = effort(fractions, "third + 1/7");
    assertTrue(small < 500, small + " steps");
    assertTrue(effort(fractions, "third^5000 + 1/7^2000") > 100_000);
    assertTrue(effort(fractions, "2^9000 + 3^5000") < 100_000);
    NumberSystem decimals = NumberSystem.decimals(1000);
    assertTrue(effort(decimals, "exp(third)") > 100 * effort(decimals, "third * third"));
    assertTrue(effort(decimals, "erf(40)") > 2 * effort(decimals, "erf(third)"));
    for (NumberSystem numbers : List.of(fractions, decimals, NumberSystem.decimals(1))) {
      long[] most = new long[1];
      NumberSystem counted = numbers.counted(count -> most[0] = Math.max(most[0], count));
      value(counted, "third * 1e-5000");
      value(counted, "2^9000 / 3^5000 + floor(7^99)");
      if (!numbers.isExact()) {
        value(counted, "erf(40) + tan(10^99 + third) + tanh(third) + third^third");
      }
      assertTrue(most[0] <= numbers.mostEffort());
      assertEquals(numbers, counted);
      assertEquals(numbers.hashCode(), counted.hashCode());
      most[0] = 0;
      value(counted.uncounted(), "third + third");
      assertEquals(0, most[0]);
    }
    assertEquals(0, effort(NumberSystem.doubles(), "third + third"));
  }

  @Test
  void holdsWhatIsNeitherZeroNorNan() {
    for (Number number :
        List.of(1.0, -0.5, Double.POSITIVE_INFINITY, new BigDecimal("-1e-400"), Fraction.ONE)) {
      assertTrue(NumberSystem.holds(number), number::toString);
    }
    for (Number number : List.of(0.0, -0.0, Double.NaN, BigDecimal.ZERO, Fraction.ZERO)) {
      assertFalse(NumberSystem.holds(number), number::toString);
    }
  }
}
