package io.github.neuronscript.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A positive decimal number, {@code digits · 10^exponent}, without trailing zeros in its digits.
 *
 * @param digits from 1 up to 17 decimal digits, no multiple of ten
 */
record Decimal(long digits, int exponent) {

  /** Drops trailing zeros. */
  static Decimal of(long digits, int exponent) {
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
    return new Decimal(digits, exponent);
  }

  /** Returns the exact value of a positive finite double, rounded half to even. */
  static Decimal exactlyRounded(double value, int count) {
    BigDecimal exact = new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
    BigInteger unscaled = exact.unscaledValue();
    // A double with an integer value has more digits than asked for only before it is rounded.
    return of(unscaled.longValueExact(), -exact.scale());
  }

  /** Returns how many digits there are. */
  int count() {
    int count = 1;
    for (long rest = digits; rest >= 10; rest /= 10) {
      count++;
    }
    return count;
  }
}
