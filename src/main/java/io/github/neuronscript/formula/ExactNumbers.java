package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Literal;
import java.math.BigDecimal;
import java.util.function.LongConsumer;

/**
 * Numbers T of which every finite result is one, with the doubles' infinities and nan around them:
 * an operation on one of those, and a division by 0, gives what it gives in doubles.
 */
abstract sealed class ExactNumbers<T extends Number & Comparable<T>> extends NumberSystem
    permits FractionNumbers, DecimalNumbers {

  /** What any operation takes. */
  static final long LEAST_EFFORT = 50;

  static final LongConsumer NOBODY = steps -> {};

  /** Is told how much work each operation is. */
  private final LongConsumer effort;

  ExactNumbers(LongConsumer effort) {
    this.effort = effort;
  }

  /** Tells of an operation before it is done. */
  final void count(long steps) {
    effort.accept(LEAST_EFFORT + steps);
  }

  /** Returns a decimal number as one of this system. */
  abstract T of(BigDecimal value);

  /** Returns a number of this system, which {@code value} may be already. */
  abstract T own(Number value);

  abstract T sum(T a, T b);

  abstract T product(T a, T b);

  /** Returns a / b for b other than 0. */
  abstract T quotient(T a, T b);

  abstract T negation(T a);

  abstract T floor(T a);

  abstract T rounded(T a);

  /** Returns below 0, 0 or above 0 as a is below, at or above b. */
  abstract int comparison(T a, T b);

  /** Returns the value of a function that is not made of comparisons, for finite arguments. */
  abstract Number smooth(Expression.Elementary e, T x, T y);

  /** Returns a power of finite numbers with an exponent other than 0. */
  abstract Number finitePower(T base, T exponent, Expression e);

  @Override
  final Number power(Number base, Number exponent, Expression e) {
    if (!isFinite(base) || !isFinite(exponent)) {
      return of((Number) Arithmetic.power(base.doubleValue(), exponent.doubleValue()));
    }
    return signum(exponent) == 0 ? own(1) : finitePower(own(base), own(exponent), e);
  }

  @Override
  public final Number of(Number value) {
    return isFinite(value) ? own(value) : value;
  }

  @Override
  public final Number literal(Literal literal) {
    return of(decimal(literal.text()));
  }

  /** Returns the value of a number's text, unless its size alone is more than can be computed. */
  static BigDecimal decimal(String text) {
    checkLength(text.length());
    BigDecimal value;
    try {
      value = new BigDecimal(text.replace("_", ""));
    } catch (NumberFormatException e) {
      // The exponent has more than nine digits: `1e99999999999`.
      throw new TooLong(text);
    }
    if (Math.abs((long) value.scale()) > LONGEST_TEXT) {
      throw new TooLong(text);
    }
    return value;
  }

  /** Returns what is read for a double: the shortest decimal that is the same double. */
  static BigDecimal decimal(double value) {
    return new BigDecimal(NumberWriter.shortest(value));
  }

  @Override
  Number constant(Constant constant) {
    return constant == Constant.NAN ? (Number) Double.NaN : own(constant.value());
  }

  @Override
  public final Number add(Number a, Number b) {
    return isFinite(a) && isFinite(b) ? sum(own(a), own(b)) : of((Number) (sign(a) + sign(b)));
  }

  @Override
  public final Number multiply(Number a, Number b) {
    return isFinite(a) && isFinite(b) ? product(own(a), own(b)) : of((Number) (sign(a) * sign(b)));
  }

  @Override
  public final Number divide(Number a, Number b) {
    return isFinite(a) && isFinite(b) && signum(b) != 0
        ? quotient(own(a), own(b))
        : of((Number) (sign(a) / sign(b)));
  }

  @Override
  public final Number negate(Number a) {
    return isFinite(a) ? negation(own(a)) : (Number) (-a.doubleValue());
  }

  @Override
  final Number remainder(Number a, Number b) {
    if (!isFinite(a) || !isFinite(b) || signum(b) == 0) {
      // Below an infinite divisor of its own sign a number is its own remainder.
      boolean isItself = isFinite(a) && sign(a) * sign(b) > 0;
      return of(isItself ? a : (Number) Arithmetic.remainder(sign(a), sign(b)));
    }
    T dividend = own(a);
    T divisor = own(b);
    return sum(dividend, negation(product(divisor, floor(quotient(dividend, divisor)))));
  }

  /** Returns the lesser of two as it is, also beside an infinity; nan if one of them is. */
  private Number lesser(Number a, Number b) {
    return isNan(a) || compare(Relation.AT_MOST, a, b) ? of(a) : of(b);
  }

  private Number greater(Number a, Number b) {
    return isNan(a) || compare(Relation.AT_LEAST, a, b) ? of(a) : of(b);
  }

  @Override
  final int order(Number a, Number b) {
    return comparison(own(a), own(b));
  }

  @Override
  final Number function(Expression.Elementary e, Number x, Number y, Number t) {
    return switch (e.function()) {
      case MIN -> lesser(x, y);
      case MAX -> greater(x, y);
      case CLAMP -> lesser(greater(x, y), t);
      default ->
          isFinite(x) && isFinite(y)
              ? finite(e, own(x), own(y))
              : of((Number) e.function().value(x.doubleValue(), y.doubleValue(), t.doubleValue()));
    };
  }

  private Number finite(Expression.Elementary e, T x, T y) {
    return switch (e.function()) {
      case ABS -> signum(x) < 0 ? negation(x) : x;
      case SIGN -> own(signum(x));
      case FLOOR -> floor(x);
      case ROUND -> rounded(x);
      case XLOGY -> signum(x) == 0 ? x : smooth(e, x, y);
      default -> smooth(e, x, y);
    };
  }
}
