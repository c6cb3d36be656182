package io.github.neuronscript.formula;

import static io.github.neuronscript.formula.Algebra.ONE;
import static io.github.neuronscript.formula.Algebra.ZERO;

import io.github.neuronscript.formula.Expression.Conditional;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Differentiates a formula symbolically. Where a function has no derivative (the kink of abs, a
 * jump of step) the result is the value stated at {@link Function}; conditions are not
 * differentiated: {@code if c then a else b} gives {@code if c then a′ else b′}.
 */
public final class Derivative implements Expression.Visitor<Expression> {

  /** Most nodes that a derivative may have before it is simplified, written out. */
  public static final int LARGEST = 60_000;

  /** Most of these one below the other: what walks a formula may recurse. */
  private static final int DEEPEST = 300;

  /** Most nodes that are copied on the way. */
  private static final int MOST_COPIED = 1_000_000;

  /** The derivative of this formula is too long to be of use. */
  public static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("derivative of more than " + LARGEST + " nodes", null, false, false);
    }
  }

  /** What one derivative shares with those of the functions that the formula calls. */
  private static final class Run {
    final Simplifier simplifier;
    final IdentityHashMap<Definition, Map<Integer, Expression>> partials = new IdentityHashMap<>();
    private long copied;

    Run(Simplifier simplifier) {
      this.simplifier = simplifier;
    }

    /** Counts what is copied, for that is what takes time. */
    void count(long nodes) {
      copied += nodes;
      if (copied > MOST_COPIED) {
        throw new TooLarge();
      }
    }
  }

  private final Variable by;
  private final Run run;
  private final IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();

  private Derivative(Variable by, Run run) {
    this.by = by;
    this.run = run;
  }

  /**
   * Returns ∂formula/∂by, simplified.
   *
   * @throws TooLarge if it has more than {@link #LARGEST} nodes on the way
   */
  public static Expression of(Expression formula, Variable by, Simplifier simplifier) {
    return of(formula, by, new Run(simplifier));
  }

  private static Expression of(Expression formula, Variable by, Run run) {
    return run.simplifier.simplify(new Derivative(by, run).d(formula));
  }

  /**
   * Returns the derivative of a defined function by its {@code i}-th parameter, from 0, over its
   * parameters: the stated one where there is one.
   */
  public static Expression of(Definition definition, int i, Simplifier simplifier) {
    return of(definition, i, new Run(simplifier));
  }

  private static Expression of(Definition definition, int i, Run run) {
    String parameter = definition.parameters().get(i);
    if (definition.stated().isPresent() && definition.stated().get().by().equals(parameter)) {
      return definition.stated().get().formula();
    }
    Map<Integer, Expression> partials =
        run.partials.computeIfAbsent(definition, d -> new HashMap<>());
    Expression partial = partials.get(i);
    if (partial == null) {
      partial = of(definition.body(), Variable.parameter(parameter), run);
      partials.put(i, partial);
    }
    return partial;
  }

  private Expression d(Expression e) {
    Expression derivative = known.get(e);
    if (derivative == null) {
      derivative = e.accept(this);
      if (Definition.writtenOutSize(derivative) > LARGEST
          || Definition.writtenOutDepth(derivative) > DEEPEST) {
        throw new TooLarge();
      }
      known.put(e, derivative);
    }
    return derivative;
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
        run.count(e.factors().size());
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
    if (e.function() == Function.MAX || e.function() == Function.MIN) {
      return chosen(e, d(e.arguments().get(0)), d(e.arguments().get(1)));
    }
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        terms.add(Algebra.product(e.function().partial(i, e.arguments()), inner));
      }
    }
    return Algebra.sum(terms);
  }

  /** The derivative of the larger or smaller of two is that of the one which it is. */
  private static Expression chosen(Elementary e, Expression first, Expression second) {
    if (Algebra.isZero(first)) {
      return Algebra.product(e.function().partial(1, e.arguments()), second);
    }
    return e.function().partial(0, e.arguments()) instanceof Conditional c
        ? Algebra.conditional(c.condition(), first, second)
        : first;
  }

  @Override
  public Expression apply(Expression.Apply e) {
    List<Expression> terms = new ArrayList<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      Expression inner = d(e.arguments().get(i));
      if (!Algebra.isZero(inner)) {
        Expression outer = of(e.definition(), i, run);
        run.count(Definition.writtenOutSize(outer));
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
