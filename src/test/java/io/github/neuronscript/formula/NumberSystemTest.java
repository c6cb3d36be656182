package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Variable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fractions and decimals: exact results, and functions right to one unit in the last digit. */
class NumberSystemTest {

  private static final int DIGITS = 30;
  private static final Variable X = Variable.parameter("x");
  private static final Variable Y = Variable.parameter("y");
  private final NumberSystem fractions = NumberSystem.fractions();
  private final NumberSystem decimals = NumberSystem.decimals(DIGITS);

  private String exact(String formula) {
    return fractions.value(Formulas.of(formula), Map.of()).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1 + 0.2, 3/10",
    "1/3 + 1/6, 1/2",
    "-7 % 3, 2",
    "7 % -3, -2",
    "0.5^3, 1/8",
    "(2/3)^-2, 9/4",
    "0^0, 1",
    "(-1)^1000001, -1",
    "floor(-5/2), -3",
    "round(5/2), 2",
    "round(7/2), 4",
    "round(-5/2), -2",
    "abs(-1/3), 1/3",
    "'max(1/3, 0.3333333333333333)', 1/3",
    "'clamp(5, 0, 7/2)', 7/2",
    "sign(-0.001), -1",
    "'xlogy(0, 0)', 0",
    "if 0.1 + 0.2 == 0.3 then 1 else 2, 1",
    "1/3 is 0.3333 within 1/30000, 1",
    "1e-3, 1/1000",
    "1_000, 1000",
    "1/0, Infinity",
    "0/0, NaN",
    "0^-1, Infinity",
  })
  void fractions(String formula, String value) {
    assertEquals(value, exact(formula));
  }

  @Test
  void whatIsNoFractionHasNoValue() {
    for (String formula : List.of("sqrt(4)", "exp(0)", "ln(1)", "pi", "2^0.5", "tanh(0)")) {
      assertThrows(NumberSystem.NotExact.class, () -> exact(formula), formula);
    }
  }

  @Test
  void numbersDoNotGrowForEver() {
    for (String formula : List.of("3^100000", "1.5^1e300", "1e-20000")) {
      assertThrows(NumberSystem.TooLong.class, () -> exact(formula), formula);
    }
    for (String formula : List.of("exp(1e9)", "10^1e7", "exp(-1e9)", "sin(1e200)")) {
      assertThrows(
          NumberSystem.TooLong.class,
          () -> decimals.value(Formulas.of(formula), Map.of()),
          formula);
    }
  }

  @Test
  void aFractionHasTheNearestDouble() {
    SplitMix random = new SplitMix(5);
    for (int i = 0; i < 2000; i++) {
      double value = (2 * random.unit() - 1) * Math.scalb(1.0, random.below(200) - 100);
      Fraction exact = Fraction.of(new BigDecimal(value));
      assertEquals(value, exact.doubleValue());
      Fraction near = exact.plus(Fraction.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(400)));
      assertEquals(value, near.doubleValue());
    }
  }

  @ParameterizedTest
  @EnumSource(Function.class)
  void functionsAreRightToOneUnit(Function function) {
    SplitMix random = new SplitMix(function.word().hashCode());
    Expression formula =
        function.arity() == 1
            ? Expression.Elementary.of(function, X)
            : Expression.Elementary.of(
                function,
                function.arity() == 2
                    ? new Expression[] {X, Y}
                    : new Expression[] {X, Y, Algebra.number(3)});
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      Map<Expression, BigDecimal> values = Map.of(X, argument(random), Y, argument(random));
      compared += compare(formula, values) ? 1 : 0;
    }
    assertTrue(compared > 100, compared + " compared");
  }

  @Test
  void powersAreRightToOneUnit() {
    SplitMix random = new SplitMix(77);
    int compared = 0;
    for (int i = 0; i < 300; i++) {
      BigDecimal exponent = i % 2 == 0 ? argument(random) : BigDecimal.valueOf(random.below(300));
      Map<Expression, BigDecimal> values = Map.of(X, argument(random).abs(), Y, exponent);
      compared += compare(new Expression.Power(X, Y), values) ? 1 : 0;
    }
    assertTrue(compared > 100, compared + " compared");
  }

  private boolean compare(Expression formula, Map<Expression, BigDecimal> values) {
    BigDecimal exact;
    try {
      exact = Precise.value(formula, values);
    } catch (Precise.Undefined e) {
      return false;
    }
    Number value = decimals.value(formula, values);
    BigDecimal decimal = (BigDecimal) value;
    assertTrue(decimal.precision() <= DIGITS, formula + " at " + values + ": " + value);
    if (exact.signum() == 0) {
      assertEquals(0, decimal.signum(), formula + " at " + values);
      return true;
    }
    BigDecimal unit = exact.abs().ulp().movePointRight(exact.precision() - DIGITS);
    BigDecimal error = decimal.subtract(exact).abs();
    assertTrue(
        error.compareTo(unit) < 0, formula + " at " + values + ": " + value + ", not " + exact);
    return true;
  }

  /** Of every size that matters, near 0 and near 1 too. */
  private static BigDecimal argument(SplitMix random) {
    BigDecimal value = new BigDecimal((2 * random.unit() - 1)).round(new MathContext(20));
    return switch (random.below(4)) {
      case 0 -> value.movePointLeft(random.below(12)).round(new MathContext(DIGITS));
      case 1 ->
          BigDecimal.ONE
              .add(value.movePointLeft(1 + random.below(9)))
              .round(new MathContext(DIGITS));
      case 2 -> value.multiply(BigDecimal.valueOf(30));
      default -> value;
    };
  }
}
