package io.github.neuronscript.formula;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** An exact fraction in lowest terms. Immutable. */
public final class Fraction extends Number implements Comparable<Fraction> {

  private static final long serialVersionUID = 1L;

  static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
  static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

  private final BigInteger numerator;

  /** Above 0. */
  private final BigInteger denominator;

  private Fraction(BigInteger numerator, BigInteger denominator) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /**
   * Returns numerator / denominator in lowest terms.
   *
   * @throws ArithmeticException if the denominator is 0
   */
  public static Fraction of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() == 0) {
      throw new ArithmeticException("denominator 0");
    }
    BigInteger divisor = numerator.gcd(denominator);
    if (denominator.signum() < 0) {
      divisor = divisor.negate();
    }
    return new Fraction(numerator.divide(divisor), denominator.divide(divisor));
  }

  /** Returns a whole number. */
  public static Fraction of(BigInteger whole) {
    return new Fraction(whole, BigInteger.ONE);
  }

  /** Returns the value of a decimal number: 0.1 is 1/10. */
  public static Fraction of(BigDecimal decimal) {
    return decimal.scale() <= 0
        ? of(decimal.toBigIntegerExact())
        : of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
  }

  public BigInteger numerator() {
    return numerator;
  }

  public BigInteger denominator() {
    return denominator;
  }

  Fraction plus(Fraction other) {
    return of(
        numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
        denominator.multiply(other.denominator));
  }

  Fraction times(Fraction other) {
    return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  Fraction negated() {
    return new Fraction(numerator.negate(), denominator);
  }

  /** Returns 1 / this; an error for 0. */
  Fraction inverse() {
    return of(denominator, numerator);
  }

  Fraction power(int exponent) {
    Fraction base = exponent < 0 ? inverse() : this;
    int times = Math.abs(exponent);
    return new Fraction(base.numerator.pow(times), base.denominator.pow(times));
  }

  /** Returns the largest whole number that is not above this one. */
  BigInteger floor() {
    BigInteger[] parts = numerator.divideAndRemainder(denominator);
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  int signum() {
    return numerator.signum();
  }

  boolean isWhole() {
    return denominator.equals(BigInteger.ONE);
  }

  /** Returns the bits of the longer of numerator and denominator. */
  int bits() {
    return Math.max(numerator.bitLength(), denominator.bitLength());
  }

  /** Returns this rounded to a number of significant digits, halves to the even one. */
  public BigDecimal rounded(int digits) {
    MathContext places = new MathContext(digits, RoundingMode.HALF_EVEN);
    return new BigDecimal(numerator).divide(new BigDecimal(denominator), places);
  }

  @Override
  public int compareTo(Fraction other) {
    return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
  }

  /** Returns the nearest double. */
  @Override
  public double doubleValue() {
    if (bits() <= 53) {
      return numerator.doubleValue() / denominator.doubleValue();
    }
    // Rounding twice goes wrong only in the middle of two doubles, 800 digits away at most.
    return rounded(800).doubleValue();
  }

  @Override
  public float floatValue() {
    return (float) doubleValue();
  }

  @Override
  public long longValue() {
    return numerator.divide(denominator).longValue();
  }

  @Override
  public int intValue() {
    return (int) longValue();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fraction f
        && numerator.equals(f.numerator)
        && denominator.equals(f.denominator);
  }

  @Override
  public int hashCode() {
    return 31 * numerator.hashCode() + denominator.hashCode();
  }

  /** Returns {@code -3/10}; a whole number without a denominator. */
  @Override
  public String toString() {
    return isWhole() ? numerator.toString() : numerator + "/" + denominator;
  }
}
