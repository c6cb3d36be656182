package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Builds formulas without the zeros and ones that nobody would write. */
public final class Algebra {

  static final Expression ZERO = new Literal("0", 0);
  static final Expression ONE = new Literal("1", 1);

  private Algebra() {}

  /** Returns a whole number as a formula. */
  public static Expression number(int n) {
    Expression size = new Literal(Integer.toString(Math.abs(n)), Math.abs(n));
    return n < 0 ? new Negation(size) : size;
  }

  /** Returns a number that a calculation brought up as a formula: a minus sign stands outside. */
  public static Expression number(double value) {
    Expression size = Literal.of(Math.abs(value));
    boolean minus = value < 0 || value == 0 && 1 / value < 0;
    return minus ? new Negation(size) : size;
  }

  /** Returns a number of any system as a formula. */
  public static Expression number(Number value) {
    if (value instanceof Fraction fraction) {
      Expression size = Rational.size(fraction);
      return fraction.signum() < 0 ? new Negation(size) : size;
    }
    if (value instanceof BigDecimal decimal) {
      Expression size = new Literal(decimal.abs().toString(), Math.abs(decimal.doubleValue()));
      return decimal.signum() < 0 ? new Negation(size) : size;
    }
    return number(value.doubleValue());
  }

  static boolean isZero(Expression e) {
    return e instanceof Literal literal && literal.value() == 0;
  }

  static boolean isOne(Expression e) {
    return e instanceof Literal literal && literal.value() == 1;
  }

  public static Expression negation(Expression e) {
    if (isZero(e)) {
      return e;
    }
    return e instanceof Negation negation ? negation.operand() : new Negation(e);
  }

  /** Returns −e, and of y − ŷ the difference turned round: ŷ − y. */
  public static Expression opposite(Expression e) {
    if (e instanceof Sum sum
        && sum.terms().size() == 2
        && !(sum.terms().get(0) instanceof Negation)
        && sum.terms().get(1) instanceof Negation subtracted) {
      return Sum.of(subtracted.operand(), new Negation(sum.terms().get(0)));
    }
    return negation(e);
  }

  public static Expression sum(Expression... terms) {
    return sum(List.of(terms));
  }

  public static Expression sum(List<Expression> terms) {
    List<Expression> kept = new ArrayList<>();
    for (Expression term : terms) {
      if (!isZero(term)) {
        kept.add(term);
      }
    }
    return switch (kept.size()) {
      case 0 -> ZERO;
      case 1 -> kept.get(0);
      default -> new Sum(kept);
    };
  }

  public static Expression product(Expression... factors) {
    return product(List.of(factors));
  }

  public static Expression product(List<Expression> factors) {
    List<Expression> kept = new ArrayList<>();
    for (Expression factor : factors) {
      if (isZero(factor)) {
        return ZERO;
      }
      if (!isOne(factor)) {
        kept.add(factor);
      }
    }
    return switch (kept.size()) {
      case 0 -> ONE;
      case 1 -> kept.get(0);
      default -> new Product(kept);
    };
  }

  /** Returns a formula without its factors of 1, as 1·(|y − ŷ| − ½) has one. */
  public static Expression withoutOnes(Expression e) {
    return e.rewrite(part -> part instanceof Product product ? withoutOne(product) : part);
  }

  private static Expression withoutOne(Product product) {
    // Not by product(): 0·z is 0 only where z is a number.
    List<Expression> kept = product.factors().stream().filter(e -> !isOne(e)).toList();
    return switch (kept.size()) {
      case 0 -> ONE;
      case 1 -> kept.get(0);
      default -> new Product(kept);
    };
  }

  public static Expression quotient(Expression dividend, Expression divisor) {
    if (isOne(divisor) || isZero(dividend)) {
      return dividend;
    }
    return new Quotient(dividend, divisor);
  }

  public static Expression power(Expression base, int exponent) {
    return switch (exponent) {
      case 0 -> ONE;
      case 1 -> base;
      default -> new Power(base, number(exponent));
    };
  }

  public static Expression conditional(
      Expression condition, Expression then, Expression otherwise) {
    return then.equals(otherwise) ? then : new Conditional(condition, then, otherwise);
  }
}
