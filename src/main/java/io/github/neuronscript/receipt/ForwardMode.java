package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes a formula and its derivative together, by dual numbers: value and slope of each part
 * follow from those of the parts within. No formula is derived, none is simplified, and no stated
 * derivative is read; so it is a second opinion on those who do that.
 */
final class ForwardMode implements Expression.Visitor<ForwardMode.Dual> {

  /** A value, and how much it grows with the variable. NaN where it has none. */
  record Dual(double value, double slope) {
    static final Dual NONE = new Dual(Double.NaN, Double.NaN);

    private Dual times(double factor) {
      return new Dual(value, slope * factor);
    }
  }

  private static final List<Variable> ARGUMENTS =
      List.of(Variable.quantity("a"), Variable.quantity("b"), Variable.quantity("c"));

  private final Map<Variable, Dual> values;

  private ForwardMode(Map<Variable, Dual> values) {
    this.values = values;
  }

  /**
   * Returns the value of a formula and its derivative.
   *
   * @param values of its variables; that by which it is derived has the slope 1, others 0
   */
  static Dual of(Expression formula, Map<Variable, Dual> values) {
    return formula.accept(new ForwardMode(values));
  }

  private Dual of(Expression formula) {
    return formula.accept(this);
  }

  /** A value that jumps, or stays: its slope is 0. */
  private Dual flat(Expression formula) {
    Map<Variable, Double> plain = new HashMap<>();
    values.forEach((variable, dual) -> plain.put(variable, dual.value()));
    return new Dual(Evaluator.value(formula, e -> plain.getOrDefault(e, Double.NaN)), 0);
  }

  @Override
  public Dual literal(Expression.Literal e) {
    return new Dual(e.value(), 0);
  }

  @Override
  public Dual constant(Expression.Constant e) {
    return new Dual(Evaluator.value(e, leaf -> Double.NaN), 0);
  }

  @Override
  public Dual text(Expression.Text e) {
    return Dual.NONE;
  }

  @Override
  public Dual variable(Variable e) {
    return values.getOrDefault(e, Dual.NONE);
  }

  @Override
  public Dual partial(Expression.Partial e) {
    return Dual.NONE;
  }

  @Override
  public Dual prime(Expression.Prime e) {
    return Dual.NONE;
  }

  @Override
  public Dual negation(Expression.Negation e) {
    Dual u = of(e.operand());
    return new Dual(-u.value(), -u.slope());
  }

  @Override
  public Dual sum(Expression.Sum e) {
    double value = 0;
    double slope = 0;
    for (Expression term : e.terms()) {
      Dual u = of(term);
      value += u.value();
      slope += u.slope();
    }
    return new Dual(value, slope);
  }

  @Override
  public Dual product(Expression.Product e) {
    Dual product = new Dual(1, 0);
    for (Expression factor : e.factors()) {
      Dual u = of(factor);
      product =
          new Dual(
              product.value() * u.value(),
              product.slope() * u.value() + product.value() * u.slope());
    }
    return product;
  }

  @Override
  public Dual quotient(Expression.Quotient e) {
    Dual u = of(e.dividend());
    Dual v = of(e.divisor());
    double value = u.value() / v.value();
    return new Dual(value, (u.slope() - value * v.slope()) / v.value());
  }

  /** u mod v = u − v·⌊u/v⌋. */
  @Override
  public Dual remainder(Expression.Remainder e) {
    Dual u = of(e.dividend());
    Dual v = of(e.divisor());
    double times = Math.floor(u.value() / v.value());
    return new Dual(u.value() - v.value() * times, u.slope() - v.slope() * times);
  }

  @Override
  public Dual power(Expression.Power e) {
    Dual u = of(e.base());
    Dual v = of(e.exponent());
    double value = StrictMath.pow(u.value(), v.value());
    double slope = 0;
    if (u.slope() != 0) {
      slope += v.value() * StrictMath.pow(u.value(), v.value() - 1) * u.slope();
    }
    if (v.slope() != 0) {
      slope += value * StrictMath.log(u.value()) * v.slope();
    }
    return new Dual(value, slope);
  }

  @Override
  public Dual comparison(Expression.Comparison e) {
    return flat(e);
  }

  @Override
  public Dual near(Expression.Near e) {
    return flat(e);
  }

  @Override
  public Dual isNan(Expression.IsNan e) {
    return flat(e);
  }

  @Override
  public Dual not(Expression.Not e) {
    return flat(e);
  }

  @Override
  public Dual logical(Expression.Logical e) {
    return flat(e);
  }

  @Override
  public Dual conditional(Expression.Conditional e) {
    return of(flat(e.condition()).value() != 0 ? e.then() : e.otherwise());
  }

  @Override
  public Dual elementary(Expression.Elementary e) {
    List<Dual> arguments = e.arguments().stream().map(this::of).toList();
    Map<Variable, Double> plain = new HashMap<>();
    List<Expression> names = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      plain.put(ARGUMENTS.get(i), arguments.get(i).value());
      names.add(ARGUMENTS.get(i));
    }
    double value = Evaluator.value(new Expression.Elementary(e.function(), names), plain);
    Dual u = arguments.get(0);
    double x = u.value();
    Dual here = new Dual(value, u.slope());
    return switch (e.function()) {
      case EXP -> here.times(value);
      case LN -> here.times(1 / x);
      case LN1P -> here.times(1 / (1 + x));
      case LOG10 -> here.times(1 / (x * StrictMath.log(10)));
      case XLOGY -> {
        Dual y = arguments.get(1);
        yield new Dual(value, u.slope() * StrictMath.log(y.value()) + x / y.value() * y.slope());
      }
      case SQRT -> here.times(1 / (2 * value));
      case ABS -> here.times(Math.signum(x));
      case SIGN, FLOOR, ROUND -> here.times(0);
      case SIN -> here.times(StrictMath.cos(x));
      case COS -> here.times(-StrictMath.sin(x));
      case TAN -> here.times(1 + value * value);
      case TANH -> here.times(1 - value * value);
      case ERF -> here.times(2 / StrictMath.sqrt(Math.PI) * StrictMath.exp(-x * x));
      case MIN, MAX, CLAMP ->
          arguments.stream()
              .filter(argument -> argument.value() == value)
              .findFirst()
              .orElse(Dual.NONE);
    };
  }

  @Override
  public Dual apply(Expression.Apply e) {
    Map<Variable, Dual> arguments = new HashMap<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      String name = e.definition().parameters().get(i);
      arguments.put(Variable.parameter(name), of(e.arguments().get(i)));
    }
    return of(e.definition().body(), arguments);
  }

  @Override
  public Dual hosted(Expression.Hosted e) {
    return Dual.NONE;
  }

  @Override
  public Dual invocation(Expression.Invocation e) {
    return Dual.NONE;
  }
}
