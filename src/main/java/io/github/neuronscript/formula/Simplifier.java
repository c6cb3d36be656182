package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Not;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Quotient;
import io.github.neuronscript.formula.Expression.Sum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Brings a formula into the form that a person would write. Numbers are gathered exactly, equal
 * terms and factors are collected, zeros and ones go, the logistic function and its logarithm are
 * recognised ({@code 1/(1 + e^−u)}, {@code ln(1 + e^u)}, {@code ln σ(u)}, {@code ln(1 − σ(u))}), so
 * that they are computed without overflow. No rule cancels what may be 0 and none multiplies out,
 * except {@link #expand}.
 */
public final class Simplifier {

  /** Longest result of multiplying one product out; a longer one stays a product. */
  private static final int LARGEST_EXPANSION = 5_000;

  /** Longest formula that is still multiplied out. */
  private static final int LARGEST_EXPANDED = 20_000;

  private final Optional<Definition> sigmoid;
  private final Optional<Definition> softplus;
  private final LongConsumer counter;

  private Simplifier(
      Optional<Definition> sigmoid, Optional<Definition> softplus, LongConsumer counter) {
    this.sigmoid = sigmoid;
    this.softplus = softplus;
    this.counter = counter;
  }

  /** Returns a simplifier that recognises no defined function. */
  public static Simplifier plain() {
    return new Simplifier(Optional.empty(), Optional.empty(), parts -> {});
  }

  /** Returns one that recognises the logistic function and ln(1 + e^z) under these names. */
  public static Simplifier recognising(Definition sigmoid, Definition softplus) {
    return new Simplifier(Optional.of(sigmoid), Optional.of(softplus), parts -> {});
  }

  /**
   * Returns the same, whose work is counted.
   *
   * @param other is told how many parts of formulas are gone through; it may throw, to end that
   */
  public Simplifier counted(LongConsumer other) {
    return new Simplifier(sigmoid, softplus, other);
  }

  /** Counts parts of formulas that are gone through. */
  void count(long parts) {
    counter.accept(parts);
  }

  public Expression simplify(Expression e) {
    return e.rewrite(this::node);
  }

  /** Simplifies with products of sums multiplied out and ln σ(−u) written by softplus(u). */
  public Expression expand(Expression e) {
    Expression flat = simplify(e).rewrite(this::turned);
    for (int round = 0; round < 8; round++) {
      Expression distributed = flat.rewrite(Simplifier::distributed);
      if (Definition.writtenOutSize(distributed) > LARGEST_EXPANDED) {
        break;
      }
      Expression next = simplify(distributed);
      if (next.equals(flat)) {
        break;
      }
      flat = next;
    }
    return flat;
  }

  /** Whether a formula calls softplus, the sign that a logarithm of σ was recognised. */
  public boolean usesSoftplus(Expression e) {
    return e.contains(
        node ->
            node instanceof Apply apply && softplus.filter(apply.definition()::equals).isPresent());
  }

  private Expression node(Expression e) {
    count(1 + e.children().size());
    if (e instanceof Sum sum) {
      return sum(sum.terms());
    }
    if (e instanceof Negation || e instanceof Product || e instanceof Quotient) {
      return product(e);
    }
    if (e instanceof Power power) {
      return power(power);
    }
    if (e instanceof Elementary elementary) {
      return elementary(elementary);
    }
    if (e instanceof Conditional conditional) {
      return conditional(conditional);
    }
    if (e instanceof Comparison comparison) {
      return turnedToTheVariable(comparison);
    }
    return e;
  }

  private Expression sum(List<Expression> terms) {
    Map<List<Map<Expression, Integer>>, Monomial> collected = new LinkedHashMap<>();
    List<Expression> apart = new ArrayList<>();
    for (Expression term : flattened(terms)) {
      Monomial monomial = Monomial.of(term);
      Monomial alike = collected.get(monomial.alike());
      if (alike == null) {
        collected.put(monomial.alike(), monomial);
        continue;
      }
      Rational total = alike.coefficient().plus(monomial.coefficient());
      if (total.isZero() && monomial.isTotal()) {
        collected.remove(monomial.alike());
      } else if (total.isTooLong()) {
        apart.add(monomial.toExpression());
      } else {
        alike.setCoefficient(total);
      }
    }
    List<Expression> kept = new ArrayList<>();
    boolean allNegative = apart.isEmpty();
    for (Monomial monomial : collected.values()) {
      if (!monomial.coefficient().isZero() || !monomial.isTotal()) {
        allNegative &= monomial.coefficient().isNegative();
        kept.add(monomial.toExpression());
      }
    }
    kept.addAll(apart);
    if (allNegative && kept.size() > 1) {
      kept.replaceAll(Algebra::negation);
      return new Negation(Algebra.sum(kept));
    }
    return Algebra.sum(positiveFirst(kept));
  }

  /** Writes −y + σ(z) as σ(z) − y. */
  private static List<Expression> positiveFirst(List<Expression> terms) {
    for (int i = 0; i < terms.size() && terms.get(0) instanceof Negation; i++) {
      if (!(terms.get(i) instanceof Negation)) {
        terms.add(0, terms.remove(i));
      }
    }
    return terms;
  }

  private static List<Expression> flattened(List<Expression> terms) {
    List<Expression> flat = new ArrayList<>();
    for (Expression term : terms) {
      if (term instanceof Sum inner) {
        flat.addAll(flattened(inner.terms()));
      } else if (term instanceof Negation n && n.operand() instanceof Sum inner) {
        flattened(inner.terms()).forEach(part -> flat.add(Algebra.negation(part)));
      } else {
        flat.add(term);
      }
    }
    return flat;
  }

  private Expression product(Expression e) {
    Monomial monomial = Monomial.of(e);
    for (Expression factor : List.copyOf(monomial.below().keySet())) {
      Optional<Expression> u = onePlusExp(factor);
      if (sigmoid.isPresent() && u.isPresent() && monomial.below().get(factor) == 1) {
        monomial.below().remove(factor);
        Expression exp = Elementary.of(Function.EXP, u.get());
        if (monomial.above().containsKey(exp)) {
          monomial.take(exp);
          monomial.gather(call(sigmoid, u.get()), 1);
        } else {
          monomial.gather(call(sigmoid, simplify(Algebra.negation(u.get()))), 1);
        }
      }
    }
    if (monomial.coefficient().isZero() && !monomial.isTotal()) {
      return new Product(List.of(Algebra.ZERO, product(monomial.factors())));
    }
    return divisorSimplified(intoBranches(monomial));
  }

  /** Below the line a product is written as it would be alone. */
  private Expression divisorSimplified(Expression e) {
    if (e instanceof Negation negation) {
      return new Negation(divisorSimplified(negation.operand()));
    }
    if (e instanceof Quotient quotient
        && (quotient.divisor() instanceof Product || quotient.divisor() instanceof Quotient)) {
      return new Quotient(quotient.dividend(), product(quotient.divisor()));
    }
    return e;
  }

  /** Returns the first factor that chooses between numbers, or null. */
  private static Conditional choiceOfNumbers(Monomial monomial) {
    for (Map.Entry<Expression, Integer> factor : monomial.above().entrySet()) {
      if (factor.getValue() == 1 && isChoiceOfNumbers(factor.getKey())) {
        return (Conditional) factor.getKey();
      }
    }
    return null;
  }

  /**
   * Writes (if c then 1 else 0)·u/v as (if c then u else 0)/v, so that the branches say what is
   * multiplied.
   */
  private Expression intoBranches(Monomial monomial) {
    Conditional c = choiceOfNumbers(monomial);
    if (c == null || monomial.above().size() == 1 || monomial.coefficient().isZero()) {
      return monomial.toExpression();
    }
    Expression rest = monomial.aboveWithout(c);
    if (!Domain.isTotal(rest)) {
      return monomial.toExpression();
    }
    Expression branches =
        new Conditional(c.condition(), times(c.then(), rest), times(c.otherwise(), rest));
    return monomial.overBelow(branches);
  }

  private static boolean isChoiceOfNumbers(Expression e) {
    return e instanceof Conditional c
        && Monomial.of(c.then()).isNumber()
        && Monomial.of(c.otherwise()).isNumber();
  }

  private Expression times(Expression number, Expression rest) {
    return product(new Product(List.of(number, rest)));
  }

  private static Expression power(Power power) {
    Expression base = power.base();
    if (power.exponent() instanceof Literal n) {
      if (n.value() == 1) {
        return base;
      }
      if (n.value() == 0) {
        return Algebra.ONE;
      }
      boolean even = n.value() % 2 == 0;
      if (even && base instanceof Negation negation) {
        return power(new Power(negation.operand(), n));
      }
    }
    Monomial number = Monomial.of(power);
    return number.isNumber() ? number.toExpression() : power;
  }

  private Expression elementary(Elementary e) {
    Expression u = e.arguments().get(0);
    switch (e.function()) {
      case LN -> {
        Optional<Expression> log = logarithm(u);
        return log.orElse(Algebra.isOne(u) ? Algebra.ZERO : e);
      }
      case LN1P -> {
        if (softplus.isPresent() && u instanceof Elementary v && v.function() == Function.EXP) {
          // The body of softplus itself is ln1p(e^−|z|), which stays as it is.
          return v.arguments().get(0) instanceof Negation n && isAbs(n.operand())
              ? e
              : call(softplus, v.arguments().get(0));
        }
        return e;
      }
      case XLOGY -> {
        Optional<Expression> log = logarithm(e.arguments().get(1));
        return log.map(l -> node(Algebra.product(u, l))).orElse(e);
      }
      case EXP -> {
        return Algebra.isZero(u) ? Algebra.ONE : e;
      }
      default -> {
        return e;
      }
    }
  }

  private static boolean isAbs(Expression e) {
    return e instanceof Elementary v && v.function() == Function.ABS;
  }

  /** Returns ln u where u is one of the forms whose logarithm is written by softplus. */
  private Optional<Expression> logarithm(Expression u) {
    if (softplus.isEmpty()) {
      return Optional.empty();
    }
    Optional<Expression> exponent = onePlusExp(u);
    if (exponent.isPresent()) {
      return Optional.of(call(softplus, exponent.get()));
    }
    Optional<Expression> argument = sigmoidOf(u);
    if (argument.isPresent()) {
      return Optional.of(new Negation(call(softplus, simplify(Algebra.negation(argument.get())))));
    }
    if (u instanceof Sum sum && sum.terms().size() == 2) {
      for (int i = 0; i < 2; i++) {
        if (Algebra.isOne(sum.terms().get(i))
            && sum.terms().get(1 - i) instanceof Negation n
            && sigmoidOf(n.operand()).isPresent()) {
          return Optional.of(new Negation(call(softplus, sigmoidOf(n.operand()).get())));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Expression> sigmoidOf(Expression e) {
    return e instanceof Apply apply && sigmoid.filter(apply.definition()::equals).isPresent()
        ? Optional.of(apply.arguments().get(0))
        : Optional.empty();
  }

  private static Expression call(Optional<Definition> function, Expression argument) {
    return new Apply(function.orElseThrow(), List.of(argument));
  }

  /** Returns u where e is 1 + e^u or e^u + 1. */
  private static Optional<Expression> onePlusExp(Expression e) {
    if (e instanceof Sum sum && sum.terms().size() == 2) {
      for (int i = 0; i < 2; i++) {
        if (Algebra.isOne(sum.terms().get(i))
            && sum.terms().get(1 - i) instanceof Elementary v
            && v.function() == Function.EXP) {
          return Optional.of(v.arguments().get(0));
        }
      }
    }
    return Optional.empty();
  }

  private static Expression conditional(Conditional e) {
    if (e.then().equals(e.otherwise())) {
      return e.then();
    }
    if (e.condition() instanceof Not not) {
      return conditional(new Conditional(not.operand(), e.otherwise(), e.then()));
    }
    boolean upsideDown =
        Algebra.isZero(e.then())
            && e.condition() instanceof Comparison c
            && (c.relation() == Comparison.Relation.EQUAL
                || c.relation() == Comparison.Relation.UNEQUAL);
    if (upsideDown && e.condition() instanceof Comparison c) {
      Comparison.Relation opposite =
          c.relation() == Comparison.Relation.EQUAL
              ? Comparison.Relation.UNEQUAL
              : Comparison.Relation.EQUAL;
      return new Conditional(
          new Comparison(opposite, c.left(), c.right()), e.otherwise(), e.then());
    }
    return e;
  }

  /** Writes 0 ≥ z as z ≤ 0. */
  private static Expression turnedToTheVariable(Comparison e) {
    boolean turn = Monomial.of(e.left()).isNumber() && !Monomial.of(e.right()).isNumber();
    return turn ? new Comparison(e.relation().turned(), e.right(), e.left()) : e;
  }

  /** softplus(−u) = softplus(u) − u. */
  private Expression turned(Expression e) {
    if (e instanceof Apply apply
        && softplus.filter(apply.definition()::equals).isPresent()
        && apply.arguments().get(0) instanceof Negation negation) {
      Expression u = negation.operand();
      return Sum.of(call(softplus, u), new Negation(u));
    }
    return e;
  }

  private static Expression distributed(Expression e) {
    if (e instanceof Negation negation && negation.operand() instanceof Sum sum) {
      return Algebra.sum(sum.terms().stream().map(Algebra::negation).toList());
    }
    if (e instanceof Product product) {
      for (int i = 0; i < product.factors().size(); i++) {
        if (product.factors().get(i) instanceof Sum sum
            && Definition.writtenOutSize(product) * sum.terms().size() <= LARGEST_EXPANSION) {
          return overTerms(product.factors(), i, sum);
        }
      }
    }
    return e;
  }

  private static Expression overTerms(List<Expression> factors, int i, Sum sum) {
    List<Expression> terms = new ArrayList<>();
    for (Expression term : sum.terms()) {
      List<Expression> parts = new ArrayList<>(factors);
      parts.set(i, term);
      terms.add(Algebra.product(parts));
    }
    return Algebra.sum(terms);
  }
}
