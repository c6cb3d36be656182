package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Computes a formula, one node after the other, from left to right. This is the plain statement of
 * what a formula means; in doubles {@link BlockEvaluator} has the same bits.
 */
public final class Evaluator implements Expression.Visitor<Number> {

  private final NumberSystem numbers;
  private final Function<Expression, ? extends Number> values;

  private Evaluator(NumberSystem numbers, Function<Expression, ? extends Number> values) {
    this.numbers = numbers;
    this.values = values;
  }

  /**
   * Returns the value of a formula in a number system.
   *
   * @param values gives the value of each variable and partial derivative in it
   * @throws NumberSystem.NotExact if it has no value there
   * @throws NumberSystem.TooLong if a number on the way is too long
   */
  public static Number value(
      Expression formula, NumberSystem numbers, Function<Expression, ? extends Number> values) {
    return formula.accept(new Evaluator(numbers, values));
  }

  /** Returns the value of a formula whose variables all stand in a map. */
  static Number value(
      Expression formula,
      NumberSystem numbers,
      Map<? extends Expression, ? extends Number> values) {
    return value(
        formula,
        numbers,
        e -> Optional.ofNullable(values.get(e)).orElseThrow(() -> new UnboundVariable(e)));
  }

  /**
   * Returns the value of a formula in doubles.
   *
   * @param values gives the value of each variable and partial derivative in it
   */
  public static double value(Expression formula, ToDoubleFunction<Expression> values) {
    return value(formula, NumberSystem.doubles(), values::applyAsDouble).doubleValue();
  }

  /** Returns the value of a formula whose variables all stand in a map. */
  public static double value(
      Expression formula, Map<? extends Expression, ? extends Number> values) {
    return value(formula, NumberSystem.doubles(), values).doubleValue();
  }

  /** A variable was read that has no value: a bug of the caller, not of a script. */
  static final class UnboundVariable extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnboundVariable(Expression variable) {
      super("no value for " + variable);
    }
  }

  private Number of(Expression e) {
    return e.accept(this);
  }

  private Number truth(boolean value) {
    return numbers.of(Arithmetic.truth(value));
  }

  private boolean isNear(Number value, Number target, Number tolerance) {
    if (numbers.isDouble()) {
      return Arithmetic.near(value.doubleValue(), target.doubleValue(), tolerance.doubleValue());
    }
    Number apart = numbers.subtract(value, target);
    Number size = NumberSystem.signum(apart) < 0 ? numbers.negate(apart) : apart;
    return numbers.isEqual(value, target) || numbers.compare(Relation.AT_MOST, size, tolerance);
  }

  private boolean holds(Expression e) {
    return NumberSystem.holds(of(e));
  }

  @Override
  public Number literal(Expression.Literal e) {
    return numbers.literal(e);
  }

  @Override
  public Number constant(Expression.Constant e) {
    return numbers.constant(e);
  }

  @Override
  public Number text(Expression.Text e) {
    throw new IllegalArgumentException("a text is no number");
  }

  @Override
  public Number variable(Variable e) {
    return numbers.of(values.apply(e));
  }

  @Override
  public Number prime(Expression.Prime e) {
    throw new IllegalArgumentException("not differentiated yet: " + e);
  }

  @Override
  public Number partial(Expression.Partial e) {
    return numbers.of(values.apply(e));
  }

  @Override
  public Number negation(Expression.Negation e) {
    return numbers.negate(of(e.operand()));
  }

  @Override
  public Number sum(Expression.Sum e) {
    Number total = of(e.terms().get(0));
    for (Expression term : e.terms().subList(1, e.terms().size())) {
      total = numbers.add(total, of(term));
    }
    return total;
  }

  @Override
  public Number product(Expression.Product e) {
    Number total = of(e.factors().get(0));
    for (Expression factor : e.factors().subList(1, e.factors().size())) {
      total = numbers.multiply(total, of(factor));
    }
    return total;
  }

  @Override
  public Number quotient(Expression.Quotient e) {
    return numbers.divide(of(e.dividend()), of(e.divisor()));
  }

  @Override
  public Number remainder(Expression.Remainder e) {
    return numbers.remainder(of(e.dividend()), of(e.divisor()));
  }

  @Override
  public Number power(Expression.Power e) {
    return numbers.power(of(e.base()), of(e.exponent()), e);
  }

  @Override
  public Number comparison(Expression.Comparison e) {
    return truth(numbers.compare(e.relation(), of(e.left()), of(e.right())));
  }

  @Override
  public Number near(Expression.Near e) {
    return truth(isNear(of(e.value()), of(e.target()), of(e.tolerance())));
  }

  @Override
  public Number isNan(Expression.IsNan e) {
    return truth(NumberSystem.isNan(of(e.operand())));
  }

  @Override
  public Number not(Expression.Not e) {
    return truth(!holds(e.operand()));
  }

  @Override
  public Number logical(Expression.Logical e) {
    boolean all = e.and();
    for (Expression operand : e.operands()) {
      if (holds(operand) != all) {
        return truth(!all);
      }
    }
    return truth(all);
  }

  @Override
  public Number conditional(Expression.Conditional e) {
    return holds(e.condition()) ? of(e.then()) : of(e.otherwise());
  }

  @Override
  public Number elementary(Expression.Elementary e) {
    List<Expression> u = e.arguments();
    Number first = of(u.get(0));
    Number second = u.size() > 1 ? of(u.get(1)) : first;
    Number third = u.size() > 2 ? of(u.get(2)) : first;
    return numbers.function(e, first, second, third);
  }

  @Override
  public Number apply(Apply e) {
    Map<Expression, Number> arguments = new HashMap<>();
    List<String> parameters = e.definition().parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (Definition.hostCost(e.arguments().get(i)) == 0) {
        arguments.put(Variable.parameter(parameters.get(i)), of(e.arguments().get(i)));
      }
    }
    return arguments.size() == parameters.size()
        ? value(e.definition().body(), numbers, arguments)
        : value(e.definition().body(), numbers, parameter -> whenRead(parameter, e, arguments));
  }

  /** A function of the host is called only where its value is read, as it may throw. */
  private Number whenRead(Expression parameter, Apply call, Map<Expression, Number> known) {
    Number value = known.get(parameter);
    if (value == null) {
      int i = call.definition().parameters().indexOf(((Variable) parameter).name());
      value = of(call.arguments().get(i));
      known.put(parameter, value);
    }
    return value;
  }

  @Override
  public Number hosted(Expression.Hosted e) {
    double[] arguments = new double[e.arguments().size()];
    for (int i = 0; i < arguments.length; i++) {
      Number argument = of(e.arguments().get(i));
      if (!numbers.isDouble()) {
        throw new NumberSystem.NotExact(e);
      }
      arguments[i] = argument.doubleValue();
    }
    return e.function().at(arguments);
  }

  @Override
  public Number invocation(Expression.Invocation e) {
    throw new IllegalArgumentException("not resolved: " + e.name());
  }
}
