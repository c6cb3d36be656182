package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds erf to its power series at a hundred digits: within 2 units in the last place. */
class ErrorFunctionTest {

  private static final double BOUND = 2;

  /** The distance from the true value in units in the last place. */
  private static double error(double x) {
    BigDecimal exact = Precise.erf(new BigDecimal(x));
    double found = ErrorFunction.erf(x);
    BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
    return new BigDecimal(found).subtract(exact).abs().divide(unit, Precise.DIGITS).doubleValue();
  }

  @Test
  void isWithinItsBound() {
    double worst = 0;
    double at = 0;
    SplitMix random = new SplitMix(71);
    for (int i = 0; i < 4_000; i++) {
      double x =
          switch (i % 4) {
            case 0 -> 6 * random.unit();
            case 1 -> 1.8 + 0.4 * random.unit();
            case 2 -> Math.scalb(1 + random.unit(), -random.below(60));
            default -> i / 700.0;
          };
      double error = error(x);
      if (error > worst) {
        worst = error;
        at = x;
      }
      assertEquals(-ErrorFunction.erf(x), ErrorFunction.erf(-x));
    }
    double found = worst;
    double where = at;
    assertTrue(found <= BOUND, () -> found + " ulp at " + where);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25",
    "0.24999999999999997",
    "0.375",
    "1.875",
    "1.8749999999999998",
    "5.875",
    "5.999999999999999",
    "1",
    "2"
  })
  void isWithinItsBoundAtTheSeams(double x) {
    assertTrue(error(x) <= BOUND, () -> error(x) + " ulp");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0.0",
    "NaN, NaN",
    "6, 1",
    "-6, -1",
    "1e300, 1",
    "Infinity, 1",
    "-Infinity, -1",
    "5.93, 1",
    "4.9E-324, 4.9E-324",
    "1e-320, 1.1284E-320",
    "1e-300, 1.1283791670955126E-300",
  })
  void hasItsSpecialValues(double x, double value) {
    assertEquals(Double.doubleToLongBits(value), Double.doubleToLongBits(ErrorFunction.erf(x)));
  }

  /** Abramowitz and Stegun, table 7.1. */
  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1124629160",
    "0.5, 0.5204998778",
    "1, 0.8427007929",
    "1.5, 0.9661051465",
    "2, 0.9953222650",
  })
  void hasThePublishedValues(double x, double value) {
    assertEquals(value, ErrorFunction.erf(x), 5e-11);
  }

  @Test
  void neverFalls() {
    double before = 0;
    for (int i = 1; i < 70_000; i++) {
      double value = ErrorFunction.erf(i / 10_000.0);
      double x = i / 10_000.0;
      double last = before;
      assertTrue(value >= last, () -> "falls at " + x);
      before = value;
    }
  }
}
