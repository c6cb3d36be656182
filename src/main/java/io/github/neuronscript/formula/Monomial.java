package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product in order: a coefficient, the factors above the line and those below, equal factors
 * gathered into powers. Nothing is cancelled between above and below except e^u, where u has a
 * value everywhere, and the roots of positive numbers, which are never 0, so that a formula keeps
 * its domain.
 */
final class Monomial {

  /** Largest power that nested powers are gathered into; what is larger stays as it is. */
  private static final int LARGEST_POWER = 99 * 99;

  private Rational coefficient = Rational.ONE;
  private final Map<Expression, Integer> above = new LinkedHashMap<>();
  private final Map<Expression, Integer> below = new LinkedHashMap<>();

  static Monomial of(Expression e) {
    Monomial monomial = new Monomial();
    monomial.multiply(e, 1);
    return monomial;
  }

  Rational coefficient() {
    return coefficient;
  }

  Map<Expression, Integer> above() {
    return above;
  }

  Map<Expression, Integer> below() {
    return below;
  }

  /** Returns what makes two terms alike: the factors without the coefficient. */
  List<Map<Expression, Integer>> alike() {
    return List.of(above, below);
  }

  void setCoefficient(Rational value) {
    coefficient = value;
  }

  private void multiply(Expression e, int times) {
    if (e instanceof Literal literal) {
      Optional<Rational> number = Rational.of(literal);
      if (number.isPresent() && !(number.get().isZero() && times < 0)) {
        Rational value = times < 0 ? number.get().inverse() : number.get();
        Rational scaled = coefficient;
        for (int i = 0; i < Math.abs(times) && !scaled.isTooLong(); i++) {
          scaled = scaled.times(value);
        }
        if (!scaled.isTooLong()) {
          coefficient = scaled;
          return;
        }
      }
      // 0 below the line stays there, but once is enough.
      gather(e, number.isPresent() && number.get().isZero() ? -1 : times);
    } else if (e instanceof Negation negation) {
      coefficient = times % 2 == 0 ? coefficient : coefficient.negated();
      multiply(negation.operand(), times);
    } else if (e instanceof Product product) {
      product.factors().forEach(factor -> multiply(factor, times));
    } else if (e instanceof Quotient quotient
        && (times > 0 || of(quotient.divisor()).isNeverZero())) {
      multiply(quotient.dividend(), times);
      multiply(quotient.divisor(), -times);
    } else if (e instanceof Power power
        && wholeExponent(power).isPresent()
        && Math.abs(times) <= LARGEST_POWER / wholeExponent(power).get()) {
      multiply(power.base(), times * wholeExponent(power).get());
    } else {
      gather(e, times);
    }
  }

  /**
   * Whole exponents from 1 to 99 are gathered; x^−2 stays a power, for it has a domain of its own.
   */
  private static Optional<Integer> wholeExponent(Power power) {
    if (power.exponent() instanceof Literal n
        && n.value() >= 1
        && n.value() <= 99
        && n.value() == Math.rint(n.value())) {
      return Optional.of((int) n.value());
    }
    return Optional.empty();
  }

  void gather(Expression factor, int times) {
    Map<Expression, Integer> side = times < 0 ? below : above;
    Map<Expression, Integer> other = times < 0 ? above : below;
    int rest = Math.abs(times);
    if (isNeverZero(factor) && other.containsKey(factor)) {
      int common = Math.min(rest, other.get(factor));
      other.merge(factor, -common, Integer::sum);
      other.remove(factor, 0);
      rest -= common;
    }
    if (rest == 0) {
      return;
    }
    int power = side.merge(factor, rest, Algebra.isZero(factor) ? Math::max : Integer::sum);
    if (power > 1 && isPositiveRoot(factor)) {
      side.remove(factor);
      if (power % 2 == 1) {
        side.put(factor, 1);
      }
      multiply(((Elementary) factor).arguments().get(0), Integer.signum(times) * (power / 2));
    }
  }

  /** Takes a factor that stands above the line away once. */
  void take(Expression factor) {
    above.merge(factor, -1, Integer::sum);
    above.remove(factor, 0);
  }

  private boolean isNeverZero() {
    return !coefficient.isZero()
        && below.isEmpty()
        && above.keySet().stream().allMatch(Monomial::isNeverZero);
  }

  private static boolean isNeverZero(Expression factor) {
    return factor instanceof Elementary e && e.function() == Function.EXP && Domain.isTotal(e)
        || isPositiveRoot(factor);
  }

  /** Whether this is the root of a positive number, such as √2 or √(2π). */
  private static boolean isPositiveRoot(Expression factor) {
    return factor instanceof Elementary e
        && e.function() == Function.SQRT
        && isPositiveNumber(e.arguments().get(0));
  }

  private static boolean isPositiveNumber(Expression e) {
    return e instanceof Literal literal && literal.value() > 0
        || e == Expression.Constant.PI
        || e instanceof Product product
            && product.factors().stream().allMatch(Monomial::isPositiveNumber);
  }

  /** Returns the product as a person would write it: sign, number, factors, one fraction line. */
  Expression toExpression() {
    if (coefficient.isZero()) {
      return isTotal() ? Algebra.ZERO : new Product(List.of(Algebra.ZERO, factors()));
    }
    List<Expression> top = new ArrayList<>();
    List<Expression> bottom = new ArrayList<>();
    if (coefficient.isOneNumber()) {
      top.add(coefficient.size());
    } else {
      top.add(Rational.whole(coefficient.numerator().abs()));
      bottom.add(Rational.whole(coefficient.denominator()));
    }
    rootsJoined(above).forEach((factor, times) -> top.add(Algebra.power(factor, times)));
    rootsJoined(below).forEach((factor, times) -> bottom.add(Algebra.power(factor, times)));
    Expression divisor = Algebra.product(bottom);
    if (bottom.size() > 1 && bottom.stream().anyMatch(Monomial::isFraction)) {
      // Below the line a product of fractions is one fraction, as it is above.
      divisor = of(divisor).toExpression();
    }
    Expression size = Algebra.quotient(Algebra.product(top), divisor);
    return coefficient.isNegative() ? new Negation(size) : size;
  }

  /** Returns the product without its coefficient. */
  Expression factors() {
    Monomial rest = new Monomial();
    rest.above.putAll(above);
    rest.below.putAll(below);
    return rest.toExpression();
  }

  /** Returns coefficient and factors above the line, but for one of them. */
  Expression aboveWithout(Expression factor) {
    Monomial rest = new Monomial();
    rest.coefficient = coefficient;
    rest.above.putAll(above);
    rest.above.remove(factor);
    return rest.toExpression();
  }

  /** Returns another formula over what is below the line here. */
  Expression overBelow(Expression top) {
    Monomial quotient = new Monomial();
    quotient.above.put(top, 1);
    quotient.below.putAll(below);
    return quotient.toExpression();
  }

  private static boolean isFraction(Expression e) {
    return e instanceof Quotient || e instanceof Power power && power.base() instanceof Quotient;
  }

  /** Writes √2·√π as √(2·π). */
  private static Map<Expression, Integer> rootsJoined(Map<Expression, Integer> factors) {
    List<Expression> roots = factors.keySet().stream().filter(Monomial::isPositiveRoot).toList();
    if (roots.size() < 2) {
      return factors;
    }
    Monomial radicand = new Monomial();
    roots.forEach(root -> radicand.multiply(((Elementary) root).arguments().get(0), 1));
    Map<Expression, Integer> joined = new LinkedHashMap<>();
    factors.forEach(
        (factor, times) -> {
          if (!isPositiveRoot(factor)) {
            joined.put(factor, times);
          } else if (factor.equals(roots.get(0))) {
            joined.put(Elementary.of(Function.SQRT, radicand.toExpression()), 1);
          }
        });
    return joined;
  }

  /** Whether the factors have a value everywhere, so that 0 times them is 0. */
  boolean isTotal() {
    return below.keySet().stream().allMatch(Domain::isPositive)
        && below.keySet().stream().allMatch(Domain::isTotal)
        && above.keySet().stream().allMatch(Domain::isTotal);
  }

  /** Whether this is a number and nothing else. */
  boolean isNumber() {
    return above.isEmpty() && below.isEmpty();
  }
}
