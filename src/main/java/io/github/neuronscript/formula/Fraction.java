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

  private static final double LOG10_OF_2 = 0.3010299956639812;

  /** More than those of a double, and fewer than those of a long. */
  private static final int QUOTIENT_BITS = 60;

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

  /**
   * Returns this + other. What both denominators share is all that can be left to divide by (Knuth,
   * The Art of Computer Programming, volume 2, 4.5.1).
   */
  Fraction plus(Fraction other) {
    BigInteger shared = shared(denominator, other.denominator);
    BigInteger own = divided(denominator, shared);
    BigInteger sum =
        numerator.multiply(divided(other.denominator, shared)).add(other.numerator.multiply(own));
    BigInteger divisor = shared(sum, shared);
    return new Fraction(divided(sum, divisor), own.multiply(divided(other.denominator, divisor)));
  }

  /** Returns this · other: only a numerator and the denominator of the other one share anything. */
  Fraction times(Fraction other) {
    BigInteger first = shared(numerator, other.denominator);
    BigInteger second = shared(other.numerator, denominator);
    return new Fraction(
        divided(numerator, first).multiply(divided(other.numerator, second)),
        divided(denominator, second).multiply(divided(other.denominator, first)));
  }

  /** Returns the greatest common divisor of two numbers, of which one is not 0. */
  private static BigInteger shared(BigInteger a, BigInteger b) {
    return a.equals(BigInteger.ONE) || b.equals(BigInteger.ONE) ? BigInteger.ONE : a.gcd(b);
  }

  private static BigInteger divided(BigInteger a, BigInteger divisor) {
    return divisor.equals(BigInteger.ONE) ? a : a.divide(divisor);
  }

  Fraction negated() {
    return new Fraction(numerator.negate(), denominator);
  }

  /** Returns 1 / this; an error for 0. */
  Fraction inverse() {
    if (numerator.signum() == 0) {
      throw new ArithmeticException("denominator 0");
    }
    return numerator.signum() < 0
        ? new Fraction(denominator.negate(), numerator.negate())
        : new Fraction(denominator, numerator);
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
    // The size of the quotient, in bits and then in digits, is known but for one of either.
    long size = (long) numerator.bitLength() - denominator.bitLength();
    int power = digits + 2 - (int) Math.floor(size * LOG10_OF_2);
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    BigInteger[] parts =
        (power > 0 ? numerator.multiply(ten) : numerator)
            .divideAndRemainder(power > 0 ? denominator : denominator.multiply(ten));
    if (parts[1].signum() == 0) {
      return new BigDecimal(numerator).divide(new BigDecimal(denominator), places);
    }
    // A digit that is not 0 stands for all that follow.
    BigInteger more = parts[0].multiply(BigInteger.TEN).add(BigInteger.valueOf(numerator.signum()));
    return new BigDecimal(more, power + 1).round(places);
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
    int size = numerator.bitLength() - denominator.bitLength();
    if (size < Double.MIN_EXPONENT + 2) {
      // Rounding twice goes wrong only in the middle of two doubles, 800 digits away at most.
      return rounded(800).doubleValue();
    }
    int shift = QUOTIENT_BITS - size;
    BigInteger above = numerator.abs();
    BigInteger[] parts =
        (shift > 0 ? above.shiftLeft(shift) : above)
            .divideAndRemainder(shift > 0 ? denominator : denominator.shiftLeft(-shift));
    // A bit behind those of a double stands for all that follow.
    long quotient = parts[0].longValue() | parts[1].signum();
    return numerator.signum() * Math.scalb((double) quotient, -shift);
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
