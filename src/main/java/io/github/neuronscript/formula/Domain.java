package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;

/** What is known of the values of a formula, whatever real numbers its variables are. */
final class Domain {

  private Domain() {}

  /**
   * Whether a formula has a value everywhere, so that a term in which it is multiplied by 0 may go.
   * May say no where nobody sees why.
   */
  static boolean isTotal(Expression e) {
    if (e instanceof Expression.Constant c) {
      return c != Expression.Constant.NAN;
    }
    if (e instanceof Expression.Hosted) {
      return false;
    }
    if (e instanceof Expression.Apply apply && !apply.definition().isTotal()) {
      return false;
    }
    boolean here =
        e instanceof Quotient q
            ? isPositive(q.divisor()) || isNumber(q.divisor())
            : e instanceof Power p
                ? isWhole(p.exponent()) || isPositive(p.base())
                : !(e instanceof Elementary f) || hasValue(f);
    return here
        && !(e instanceof Expression.Remainder)
        && e.children().stream().allMatch(Domain::isTotal);
  }

  private static boolean hasValue(Elementary e) {
    Expression u = e.arguments().get(0);
    return switch (e.function()) {
      case LN, LOG10 -> isPositive(u);
      case LN1P, SQRT -> isNonNegative(u);
      case XLOGY -> isPositive(e.arguments().get(1));
      case TAN -> false;
      default -> true;
    };
  }

  private static boolean isNumber(Expression e) {
    return e instanceof Literal literal && literal.value() != 0;
  }

  private static boolean isWhole(Expression e) {
    return e instanceof Literal n && n.value() >= 0 && n.value() == Math.rint(n.value());
  }

  static boolean isPositive(Expression e) {
    if (e instanceof Literal literal) {
      return literal.value() > 0;
    }
    if (e instanceof Sum sum) {
      return sum.terms().stream().allMatch(Domain::isNonNegative)
          && sum.terms().stream().anyMatch(Domain::isPositive);
    }
    if (e instanceof Product || e instanceof Quotient) {
      return e.children().stream().allMatch(Domain::isPositive);
    }
    if (e instanceof Power power) {
      return isPositive(power.base());
    }
    if (e instanceof Conditional c) {
      return isPositive(c.then()) && isPositive(c.otherwise());
    }
    return e == Expression.Constant.PI
        || e instanceof Elementary f
            && (f.function() == Function.EXP
                || f.function() == Function.SQRT && isPositive(f.arguments().get(0)));
  }

  static boolean isNonNegative(Expression e) {
    if (e instanceof Literal literal) {
      return literal.value() >= 0;
    }
    if (e instanceof Sum || e instanceof Product || e instanceof Quotient) {
      return e.children().stream().allMatch(Domain::isNonNegative);
    }
    if (e instanceof Power power) {
      boolean even = power.exponent() instanceof Literal n && n.value() % 2 == 0;
      return even || isNonNegative(power.base());
    }
    if (e instanceof Elementary f) {
      boolean always = f.function() == Function.ABS || f.function() == Function.SQRT;
      boolean largest =
          f.function() == Function.MAX && f.arguments().stream().anyMatch(Domain::isNonNegative);
      return always || largest || isPositive(e);
    }
    return isPositive(e);
  }
}
