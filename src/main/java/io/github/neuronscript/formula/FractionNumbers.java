package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Variable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Fractions, which sums, products and quotients of fractions are, and most functions are not. */
final class FractionNumbers extends ExactNumbers<Fraction> {

  /** Of a radicand that is too long to be told as a fraction. */
  private static final int DIGITS_TOLD = 6;

  @Override
  public String name() {
    return "exact";
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
    return checked(a.plus(b));
  }

  @Override
  Fraction product(Fraction a, Fraction b) {
    return checked(a.times(b));
  }

  @Override
  Fraction quotient(Fraction a, Fraction b) {
    return checked(a.times(b.inverse()));
  }

  @Override
  Fraction negation(Fraction a) {
    return a.negated();
  }

  @Override
  Fraction floor(Fraction a) {
    return Fraction.of(a.floor());
  }

  @Override
  Fraction rounded(Fraction a) {
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
