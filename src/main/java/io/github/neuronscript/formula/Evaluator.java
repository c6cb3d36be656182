package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Computes a formula in doubles, one node after the other, from left to right. This is the plain
 * statement of what a formula means; {@link BlockEvaluator} has the same bits.
 */
public final class Evaluator implements Expression.Visitor<Double> {

  private final ToDoubleFunction<Expression> values;

  private Evaluator(ToDoubleFunction<Expression> values) {
    this.values = values;
  }

  /**
   * Returns the value of a formula.
   *
   * @param values gives the value of each variable and partial derivative in it
   */
  public static double value(Expression formula, ToDoubleFunction<Expression> values) {
    return formula.accept(new Evaluator(values));
  }

  /** Returns the value of a formula whose variables all stand in a map. */
  public static double value(Expression formula, Map<? extends Expression, Double> values) {
    return value(
        formula, e -> Optional.ofNullable(values.get(e)).orElseThrow(() -> new UnboundVariable(e)));
  }

  /** A variable was read that has no value: a bug of the caller, not of a script. */
  static final class UnboundVariable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnboundVariable(Expression variable) {
      super("no value for " + variable);
    }
  }

  private double of(Expression e) {
    return e.accept(this);
  }

  private boolean holds(Expression e) {
    return Arithmetic.holds(of(e));
  }

  @Override
  public Double literal(Expression.Literal e) {
    return e.value();
  }

  @Override
  public Double constant(Expression.Constant e) {
    return e.value();
  }

  @Override
  public Double text(Expression.Text e) {
    throw new IllegalArgumentException("a text is no number");
  }

  @Override
  public Double variable(Variable e) {
    return values.applyAsDouble(e);
  }

  @Override
  public Double prime(Expression.Prime e) {
    throw new IllegalArgumentException("not differentiated yet: " + e);
  }

  @Override
  public Double partial(Expression.Partial e) {
    return values.applyAsDouble(e);
  }

  @Override
  public Double negation(Expression.Negation e) {
    return -of(e.operand());
  }

  @Override
  public Double sum(Expression.Sum e) {
    double total = of(e.terms().get(0));
    for (Expression term : e.terms().subList(1, e.terms().size())) {
      total += of(term);
    }
    return total;
  }

  @Override
  public Double product(Expression.Product e) {
    double total = of(e.factors().get(0));
    for (Expression factor : e.factors().subList(1, e.factors().size())) {
      total *= of(factor);
    }
    return total;
  }

  @Override
  public Double quotient(Expression.Quotient e) {
    return of(e.dividend()) / of(e.divisor());
  }

  @Override
  public Double remainder(Expression.Remainder e) {
    return Arithmetic.remainder(of(e.dividend()), of(e.divisor()));
  }

  @Override
  public Double power(Expression.Power e) {
    return Arithmetic.power(of(e.base()), of(e.exponent()));
  }

  @Override
  public Double comparison(Expression.Comparison e) {
    return Arithmetic.truth(Arithmetic.compare(e.relation(), of(e.left()), of(e.right())));
  }

  @Override
  public Double near(Expression.Near e) {
    return Arithmetic.truth(Arithmetic.near(of(e.value()), of(e.target()), of(e.tolerance())));
  }

  @Override
  public Double isNan(Expression.IsNan e) {
    return Arithmetic.truth(Double.isNaN(of(e.operand())));
  }

  @Override
  public Double not(Expression.Not e) {
    return Arithmetic.truth(!holds(e.operand()));
  }

  @Override
  public Double logical(Expression.Logical e) {
    boolean all = e.and();
    for (Expression operand : e.operands()) {
      if (holds(operand) != all) {
        return Arithmetic.truth(!all);
      }
    }
    return Arithmetic.truth(all);
  }

  @Override
  public Double conditional(Expression.Conditional e) {
    return holds(e.condition()) ? of(e.then()) : of(e.otherwise());
  }

  @Override
  public Double elementary(Expression.Elementary e) {
    List<Expression> u = e.arguments();
    double first = of(u.get(0));
    double second = u.size() > 1 ? of(u.get(1)) : 0;
    double third = u.size() > 2 ? of(u.get(2)) : 0;
    return e.function().value(first, second, third);
  }

  @Override
  public Double apply(Apply e) {
    Map<Expression, Double> arguments = new HashMap<>();
    List<String> parameters = e.definition().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      arguments.put(Variable.parameter(parameters.get(i)), of(e.arguments().get(i)));
    }
    return value(e.definition().body(), arguments);
  }

  @Override
  public Double invocation(Expression.Invocation e) {
    throw new IllegalArgumentException("not resolved: " + e.name());
  }
}
