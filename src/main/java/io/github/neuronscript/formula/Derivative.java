package io.github.neuronscript.formula;

import static io.github.neuronscript.formula.Algebra.ONE;
import static io.github.neuronscript.formula.Algebra.ZERO;

import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * Differentiates a formula symbolically. Where a function has no derivative (the kink of abs, a
 * jump of step) the result is the value stated at {@link Function}; conditions are not
 * differentiated: {@code if c then a else b} gives {@code if c then a′ else b′}.
 */
public final class Derivative implements Expression.Visitor<Expression> {

  /** Most nodes that a derivative may have before it is simplified. */
  public static final int LARGEST = 20_000;

  /** The derivative of this formula is too long to be of use. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("derivative of more than " + LARGEST + " nodes", null, false, false);
    }
  }

  private final Variable by;
  private final Simplifier simplifier;
  private final int[] written;

  private Derivative(Variable by, Simplifier simplifier, int[] written) {
    this.by = by;
    this.simplifier = simplifier;
    this.written = written;
  }

  /**
   * Returns ∂formula/∂by, simplified.
   *
   * @throws TooLarge if it has more than {@link #LARGEST} nodes on the way
   */
  public static Expression of(Expression formula, Variable by, Simplifier simplifier) {
    return of(formula, by, simplifier, new int[1]);
  }

  private static Expression of(
      Expression formula, Variable by, Simplifier simplifier, int[] written) {
    Expression derivative = formula.accept(new Derivative(by, simplifier, written));
    // Parts are shared while the rules run; walking them as a tree is what costs.
    if (sizeUpTo(LARGEST, derivative) > LARGEST) {
      throw new TooLarge();
    }
    return simplifier.simplify(derivative);
  }

  private static int sizeUpTo(int limit, Expression e) {
    int size = 1;
    for (Expression part : e.children()) {
      if (size > limit) {
        break;
      }
      size += sizeUpTo(limit - size, part);
    }
    return size;
  }

  /**
   * Returns the derivative of a defined function by its {@code i}-th parameter, from 0, over its
   * parameters: the stated one where there is one.
   */
  public static Expression of(Definition definition, int i, Simplifier simplifier) {
    return of(definition, i, simplifier, new int[1]);
  }

  private static Expression of(Definition definition, int i, Simplifier simplifier, int[] written) {
    String parameter = definition.parameters().get(i);
    if (definition.stated().isPresent() && definition.stated().get().by().equals(parameter)) {
      return definition.stated().get().formula();
    }
    return of(definition.body(), Variable.parameter(parameter), simplifier, written);
  }

  private Expression d(Expression e) {
    return e.accept(this);
  }

  /** Counts what the product rule copies: n terms of n factors each. */
  private void count(int nodes) {
    written[0] += nodes;
    if (written[0] > LARGEST) {
      throw new TooLarge();
    }
  }

  @Override
  public Expression literal(Literal e) {
    return ZERO;
  }

  @Override
  public Expression constant(Expression.Constant e) {
    return ZERO;
  }

  @Override
  public Expression text(Expression.Text e) {
    return ZERO;
  }

  @Override
  public Expression variable(Variable e) {
    return e.equals(by) ? ONE : ZERO;
  }

  @Override
  public Expression partial(Expression.Partial e) {
    return ZERO;
  }

  @Override
  public Expression negation(Expression.Negation e) {
    return Algebra.negation(d(e.operand()));
  }

  @Override
  public Expression sum(Expression.Sum e) {
    List<Expression> terms = new ArrayList<>();
    for (Expression term : e.terms()) {
      terms.add(d(term));
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression product(Expression.Product e) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.factors().size(); i++) {
      Expression inner = d(e.factors().get(i));
      if (!Algebra.isZero(inner)) {
        count(e.factors().size());
        List<Expression> factors = new ArrayList<>(e.factors());
        factors.set(i, inner);
        terms.add(Algebra.product(factors));
      }
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression quotient(Expression.Quotient e) {
    Expression top = d(e.dividend());
    Expression bottom = d(e.divisor());
    if (Algebra.isZero(bottom)) {
      return Algebra.quotient(top, e.divisor());
    }
    Expression square = new Power(e.divisor(), Algebra.number(2));
    if (Algebra.isZero(top)) {
      return Algebra.negation(Algebra.quotient(Algebra.product(e.dividend(), bottom), square));
    }
    return Algebra.quotient(
        Algebra.sum(
            Algebra.product(top, e.divisor()),
            Algebra.negation(Algebra.product(e.dividend(), bottom))),
        square);
  }

  /** a − b·⌊a/b⌋ changes with a as a does, and with b as −⌊a/b⌋. */
  @Override
  public Expression remainder(Expression.Remainder e) {
    Expression whole =
        Elementary.of(Function.FLOOR, new Expression.Quotient(e.dividend(), e.divisor()));
    return Algebra.sum(d(e.dividend()), Algebra.negation(Algebra.product(whole, d(e.divisor()))));
  }

  @Override
  public Expression power(Power e) {
    Expression base = d(e.base());
    Expression exponent = d(e.exponent());
    List<Expression> terms = new ArrayList<>();
    if (!Algebra.isZero(base)) {
      terms.add(Algebra.product(e.exponent(), oneLess(e), base));
    }
    if (!Algebra.isZero(exponent)) {
      terms.add(Algebra.product(e, Elementary.of(Function.LN, e.base()), exponent));
    }
    return Algebra.sum(terms);
  }

  private static Expression oneLess(Power e) {
    if (e.exponent() instanceof Literal n
        && n.value() == Math.rint(n.value())
        && n.value() < 1_000_000) {
      return Algebra.power(e.base(), (int) n.value() - 1);
    }
    return new Power(e.base(), Algebra.sum(e.exponent(), Algebra.number(-1)));
  }

  @Override
  public Expression comparison(Expression.Comparison e) {
    return ZERO;
  }

  @Override
  public Expression near(Expression.Near e) {
    return ZERO;
  }

  @Override
  public Expression isNan(Expression.IsNan e) {
    return ZERO;
  }

  @Override
  public Expression not(Expression.Not e) {
    return ZERO;
  }

  @Override
  public Expression logical(Expression.Logical e) {
    return ZERO;
  }

  @Override
  public Expression conditional(Expression.Conditional e) {
    return Algebra.conditional(e.condition(), d(e.then()), d(e.otherwise()));
  }

  @Override
  public Expression elementary(Elementary e) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        terms.add(Algebra.product(e.function().partial(i, e.arguments()), inner));
      }
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression apply(Expression.Apply e) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        Expression outer = of(e.definition(), i, simplifier, written);
        terms.add(Algebra.product(e.definition().substitute(outer, e.arguments()), inner));
      }
    }
    return Algebra.sum(terms);
  }

  @Override
  public Expression invocation(Expression.Invocation e) {
    throw new IllegalArgumentException("not resolved: " + e.name());
  }
}
