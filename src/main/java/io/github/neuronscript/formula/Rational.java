package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Quotient;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The coefficient of a simplified product.
 *
 * @param decimal whether it came from a number with a decimal point, and is written as one again
 */
record Rational(Fraction value, boolean decimal) {

  static final Rational ONE = new Rational(Fraction.ONE, false);

  /** Longest number that is calculated with, in bits; a longer one stays as it is written. */
  private static final int LONGEST = 100;

  /** Returns the number that a literal's text denotes, unless it is too long to calculate with. */
  static Optional<Rational> of(Literal literal) {
    String text = literal.text();
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (text.length() > 30 || exponent >= 0 && text.length() - exponent > 5) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text.replace("_", ""));
    return Math.abs((long) value.scale()) > 40
        ? Optional.empty()
        : Optional.of(new Rational(Fraction.of(value), value.scale() > 0));
  }

  Rational times(Rational other) {
    return new Rational(value.times(other.value), decimal || other.decimal);
  }

  Rational plus(Rational other) {
    return new Rational(value.plus(other.value), decimal || other.decimal);
  }

  Rational inverse() {
    return new Rational(value.inverse(), decimal);
  }

  Rational negated() {
    return new Rational(value.negated(), decimal);
  }

  BigInteger numerator() {
    return value.numerator();
  }

  BigInteger denominator() {
    return value.denominator();
  }

  boolean isZero() {
    return value.signum() == 0;
  }

  boolean isNegative() {
    return value.signum() < 0;
  }

  boolean isTooLong() {
    return value.bits() > LONGEST;
  }

  /** Whether it is written as one number: a whole one, or a short decimal fraction. */
  boolean isOneNumber() {
    return value.isWhole() || decimal && decimalText().isPresent();
  }

  /** Returns the size of this fraction, without its sign, as a formula. */
  Expression size() {
    if (!value.isWhole() && isOneNumber()) {
      String text = decimalText().orElseThrow();
      return new Literal(text, Double.parseDouble(text));
    }
    return size(value);
  }

  /** Returns the size of a fraction as a whole number or a quotient of two. */
  static Expression size(Fraction value) {
    Expression top = whole(value.numerator().abs());
    return value.isWhole() ? top : new Quotient(top, whole(value.denominator()));
  }

  static Expression whole(BigInteger n) {
    return new Literal(n.toString(), n.doubleValue());
  }

  private Optional<String> decimalText() {
    int twos = denominator().getLowestSetBit();
    BigInteger rest = denominator().shiftRight(twos);
    int fives = 0;
    BigInteger five = BigInteger.valueOf(5);
    while (rest.mod(five).signum() == 0) {
      rest = rest.divide(five);
      fives++;
    }
    if (!rest.equals(BigInteger.ONE) || Math.max(twos, fives) > 17) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(numerator().abs()).divide(new BigDecimal(denominator()));
    return Optional.of(value.stripTrailingZeros().toPlainString());
  }
}
