package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Quotient;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An exact fraction in lowest terms, the coefficient of a simplified product.
 *
 * @param denominator above 0
 * @param decimal whether it came from a number with a decimal point, and is written as one again
 */
record Rational(BigInteger numerator, BigInteger denominator, boolean decimal) {

  static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE, false);

  /** Longest number that is calculated with, in bits; a longer one stays as it is written. */
  private static final int LONGEST = 100;

  Rational {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("denominator " + denominator);
    }
  }

  static Rational of(BigInteger numerator, BigInteger denominator, boolean decimal) {
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return new Rational(numerator.divide(divisor), denominator.divide(divisor), decimal);
  }

  /** Returns the number that a literal's text denotes, unless it is too long to calculate with. */
  static Optional<Rational> of(Literal literal) {
    String text = literal.text();
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (text.length() > 30 || exponent >= 0 && text.length() - exponent > 5) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text.replace("_", ""));
    if (Math.abs((long) value.scale()) > 40) {
      return Optional.empty();
    }
    boolean decimal = value.scale() > 0;
    BigInteger scale = BigInteger.TEN.pow(Math.abs(value.scale()));
    return Optional.of(
        decimal
            ? of(value.unscaledValue(), scale, true)
            : of(value.unscaledValue().multiply(scale), BigInteger.ONE, false));
  }

  Rational times(Rational other) {
    return of(
        numerator.multiply(other.numerator),
        denominator.multiply(other.denominator),
        decimal || other.decimal);
  }

  Rational plus(Rational other) {
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator),
        decimal || other.decimal);
  }

  Rational inverse() {
    return of(denominator, numerator, decimal);
  }

  Rational negated() {
    return new Rational(numerator.negate(), denominator, decimal);
  }

  boolean isZero() {
    return numerator.signum() == 0;
  }

  boolean isNegative() {
    return numerator.signum() < 0;
  }

  boolean isTooLong() {
    return numerator.bitLength() > LONGEST || denominator.bitLength() > LONGEST;
  }

  /** Whether it is written as one number: a whole one, or a short decimal fraction. */
  boolean isOneNumber() {
    return denominator.equals(BigInteger.ONE) || decimal && decimalText().isPresent();
  }

  /** Returns the size of this fraction, without its sign, as a formula. */
  Expression size() {
    if (isOneNumber()) {
      String text =
          denominator.equals(BigInteger.ONE)
              ? numerator.abs().toString()
              : decimalText().orElseThrow();
      return new Literal(text, Double.parseDouble(text));
    }
    return new Quotient(whole(numerator.abs()), whole(denominator));
  }

  static Expression whole(BigInteger n) {
    return new Literal(n.toString(), n.doubleValue());
  }

  private Optional<String> decimalText() {
    int twos = denominator.getLowestSetBit();
    BigInteger rest = denominator.shiftRight(twos);
    int fives = 0;
    BigInteger five = BigInteger.valueOf(5);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
      fives++;
    }
    if (!rest.equals(BigInteger.ONE) || Math.max(twos, fives) > 17) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(numerator.abs()).divide(new BigDecimal(denominator));
    return Optional.of(value.stripTrailingZeros().toPlainString());
  }
}
