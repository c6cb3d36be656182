package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Variable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Fractions, which sums, products and quotients of fractions are, and most functions are not. */
final class FractionNumbers extends ExactNumbers<Fraction> {

  /** Of a radicand that is too long to be told as a fraction. */
  private static final int DIGITS_TOLD = 6;

  /** Bits of two numbers, multiplied, that a greatest common divisor takes a step for. */
  private static final long BITS_OF_DIVISOR = 250;

  /** The same for a product or a quotient. */
  private static final long BITS_OF_PRODUCT = 10_000;

  FractionNumbers() {
    this(NOBODY);
  }

  private FractionNumbers(LongConsumer effort) {
    super(effort);
  }

  @Override
  public NumberSystem counted(LongConsumer effort) {
    return new FractionNumbers(effort);
  }

  @Override
  public NumberSystem uncounted() {
    return NumberSystem.fractions();
  }

  @Override
  public long mostEffort() {
    // No number that is shorter makes a longer one than a decimal that is read.
    return LEAST_EFFORT + effort(2L * MOST_BITS, 2L * MOST_BITS);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FractionNumbers;
  }

  @Override
  public int hashCode() {
    return FractionNumbers.class.hashCode();
  }

  @Override
  public String name() {
    return "exact";
  }

  private static long effort(long bits, long others) {
    return bits * others / BITS_OF_PRODUCT + bits * others / BITS_OF_DIVISOR;
  }

  /** Tells of an operation that multiplies numbers and finds a greatest common divisor. */
  private void count(Fraction a, Fraction b) {
    boolean whole = a.isWhole() && b.isWhole();
    long bits = a.bits();
    count(whole ? bits * b.bits() / BITS_OF_PRODUCT : effort(bits, b.bits()));
  }

  @Override
  public Optional<Integer> digits() {
    return Optional.empty();
  }

  private static Fraction checked(Fraction value) {
    if (value.bits() > MOST_BITS) {
      throw new TooLong("a fraction of " + value.bits() + " bits");
    }
    return value;
  }

  @Override
  Fraction of(BigDecimal value) {
    int bits = value.unscaledValue().bitLength();
    checkLength(Math.max(bits / 4, Math.abs(value.scale())));
    count(effort(bits, 4L * Math.max(0, value.scale())));
    return checked(Fraction.of(value));
  }

  @Override
  Fraction own(Number value) {
    if (value instanceof Fraction fraction) {
      return fraction;
    }
    return of(value instanceof BigDecimal decimal ? decimal : decimal(value.doubleValue()));
  }

  @Override
  Number constant(Constant constant) {
    if (constant == Constant.PI) {
      throw new NotExact(constant);
    }
    return super.constant(constant);
  }

  @Override
  Fraction sum(Fraction a, Fraction b) {
    count(a, b);
    return checked(a.plus(b));
  }

  @Override
  Fraction product(Fraction a, Fraction b) {
    count(a, b);
    return checked(a.times(b));
  }

  @Override
  Fraction quotient(Fraction a, Fraction b) {
    count(a, b);
    return checked(a.times(b.inverse()));
  }

  @Override
  int comparison(Fraction a, Fraction b) {
    count((long) a.bits() * b.bits() / BITS_OF_PRODUCT);
    return a.compareTo(b);
  }

  @Override
  Fraction negation(Fraction a) {
    return a.negated();
  }

  @Override
  Fraction floor(Fraction a) {
    count(a.bits());
    return Fraction.of(a.floor());
  }

  @Override
  Fraction rounded(Fraction a) {
    count(2L * a.bits());
    Fraction half = Fraction.of(BigInteger.ONE, BigInteger.TWO);
    BigInteger up = a.plus(half).floor();
    boolean middle = a.plus(half).isWhole();
    return Fraction.of(middle && up.testBit(0) ? up.subtract(BigInteger.ONE) : up);
  }

  @Override
  Number finitePower(Fraction b, Fraction power, Expression e) {
    if (!power.isWhole()) {
      throw new NotExact(e);
    }
    if (b.signum() == 0 || b.equals(Fraction.ONE) || b.equals(Fraction.ONE.negated())) {
      boolean odd = power.numerator().testBit(0);
      return b.signum() == 0 && power.signum() < 0
          ? (Number) Double.POSITIVE_INFINITY
          : odd ? b : b.times(b);
    }
    if (power.bits() > 20
        || (long) b.bits() * power.numerator().abs().intValue() > 2L * MOST_BITS) {
      throw new TooLong("a fraction of more than " + MOST_BITS + " bits");
    }
    long bits = (long) b.bits() * power.numerator().abs().intValue();
    count(bits * bits / BITS_OF_PRODUCT);
    return checked(b.power(power.numerator().intValue()));
  }

  @Override
  Number smooth(Expression.Elementary e, Fraction x, Fraction y) {
    throw new NotExact(e);
  }

  @Override
  public Number root(Number a) {
    Variable radicand = Variable.quantity(NumberWriter.written(a, DIGITS_TOLD));
    throw new NotExact(Expression.Elementary.of(Function.SQRT, radicand));
  }
}
