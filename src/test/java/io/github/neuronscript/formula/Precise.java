package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Variable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An oracle: computes a formula to a hundred digits by textbook series, sharing nothing with the
 * evaluators but the tree. Literals are the decimal numbers that they are written as.
 */
final class Precise implements Expression.Visitor<BigDecimal> {

  /** The value does not exist, or is too large for the series here. */
  static final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Undefined() {
      super(null, null, false, false);
    }
  }

  static final MathContext DIGITS = new MathContext(100, RoundingMode.HALF_EVEN);

  private static final MathContext GUARDED = new MathContext(130, RoundingMode.HALF_EVEN);
  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal TINY = new BigDecimal("1e-135");
  private static final BigDecimal DOUBTFUL = new BigDecimal("1e-50");
  private static final BigDecimal LARGE = BigDecimal.valueOf(200);
  private static final BigDecimal PI = pi();

  private final Map<Expression, BigDecimal> values;

  /** The largest size of any value on the way, to which errors are compared. */
  private final BigDecimal[] largest;

  private Precise(Map<Expression, BigDecimal> values, BigDecimal[] largest) {
    this.values = values;
    this.largest = largest;
  }

  /** A value and the largest value on the way to it. */
  record Result(BigDecimal value, BigDecimal largest) {}

  static Result result(Expression formula, Map<Expression, BigDecimal> values) {
    BigDecimal[] largest = {ZERO};
    BigDecimal value = new Precise(values, largest).of(formula);
    return new Result(value, largest[0]);
  }

  static BigDecimal value(Expression formula, Map<Expression, BigDecimal> values) {
    return result(formula, values).value();
  }

  private BigDecimal of(Expression e) {
    BigDecimal value = e.accept(this).round(DIGITS);
    largest[0] = largest[0].max(value.abs());
    return value;
  }

  private boolean holds(Expression e) {
    return sign(of(e)) != 0;
  }

  /** The sign of a value, unless it may come from rounding alone. */
  private static int sign(BigDecimal x) {
    if (x.signum() != 0 && x.abs().compareTo(DOUBTFUL) < 0) {
      throw new Undefined();
    }
    return x.signum();
  }

  private static BigDecimal floor(BigDecimal x) {
    sign(x.subtract(x.setScale(0, RoundingMode.HALF_EVEN)));
    return x.setScale(0, RoundingMode.FLOOR);
  }

  private static BigDecimal truth(boolean value) {
    return value ? ONE : ZERO;
  }

  @Override
  public BigDecimal literal(Expression.Literal e) {
    return new BigDecimal(e.text());
  }

  @Override
  public BigDecimal constant(Expression.Constant e) {
    return switch (e) {
      case PI -> PI;
      case TRUE -> ONE;
      case FALSE -> ZERO;
      case NAN -> throw new Undefined();
    };
  }

  @Override
  public BigDecimal text(Expression.Text e) {
    throw new Undefined();
  }

  @Override
  public BigDecimal variable(Variable e) {
    return Optional.ofNullable(values.get(e)).orElseThrow();
  }

  @Override
  public BigDecimal prime(Expression.Prime e) {
    throw new IllegalArgumentException(e.toString());
  }

  @Override
  public BigDecimal partial(Expression.Partial e) {
    return Optional.ofNullable(values.get(e)).orElseThrow();
  }

  @Override
  public BigDecimal negation(Expression.Negation e) {
    return of(e.operand()).negate();
  }

  @Override
  public BigDecimal sum(Expression.Sum e) {
    BigDecimal total = ZERO;
    for (Expression term : e.terms()) {
      total = total.add(of(term));
    }
    return total;
  }

  @Override
  public BigDecimal product(Expression.Product e) {
    BigDecimal total = ONE;
    for (Expression factor : e.factors()) {
      total = total.multiply(of(factor), DIGITS);
    }
    return total;
  }

  @Override
  public BigDecimal quotient(Expression.Quotient e) {
    return divide(of(e.dividend()), of(e.divisor()));
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (sign(b) == 0) {
      throw new Undefined();
    }
    return a.divide(b, GUARDED);
  }

  @Override
  public BigDecimal remainder(Expression.Remainder e) {
    BigDecimal a = of(e.dividend());
    BigDecimal b = of(e.divisor());
    return a.subtract(b.multiply(floor(divide(a, b))));
  }

  @Override
  public BigDecimal power(Expression.Power e) {
    BigDecimal base = of(e.base());
    BigDecimal exponent = of(e.exponent());
    if (exponent.stripTrailingZeros().scale() <= 0 && exponent.abs().compareTo(LARGE) < 0) {
      int n = exponent.intValueExact();
      BigDecimal power = base.pow(Math.abs(n), DIGITS);
      return n < 0 ? divide(ONE, power) : power;
    }
    if (sign(base) <= 0) {
      throw new Undefined();
    }
    return exp(ln(base).multiply(exponent, GUARDED));
  }

  @Override
  public BigDecimal comparison(Expression.Comparison e) {
    int order = sign(of(e.left()).subtract(of(e.right())));
    return truth(
        switch (e.relation()) {
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case GREATER -> order > 0;
          case AT_LEAST -> order >= 0;
          case EQUAL -> order == 0;
          case UNEQUAL -> order != 0;
        });
  }

  @Override
  public BigDecimal near(Expression.Near e) {
    BigDecimal distance = of(e.value()).subtract(of(e.target())).abs();
    return truth(sign(distance) == 0 || sign(distance.subtract(of(e.tolerance()))) <= 0);
  }

  @Override
  public BigDecimal isNan(Expression.IsNan e) {
    of(e.operand());
    return ZERO;
  }

  @Override
  public BigDecimal not(Expression.Not e) {
    return truth(!holds(e.operand()));
  }

  @Override
  public BigDecimal logical(Expression.Logical e) {
    boolean all = e.and();
    for (Expression operand : e.operands()) {
      if (holds(operand) != all) {
        return truth(!all);
      }
    }
    return truth(all);
  }

  @Override
  public BigDecimal conditional(Expression.Conditional e) {
    return holds(e.condition()) ? of(e.then()) : of(e.otherwise());
  }

  @Override
  public BigDecimal elementary(Expression.Elementary e) {
    List<BigDecimal> u = e.arguments().stream().map(this::of).toList();
    BigDecimal x = u.get(0);
    return switch (e.function()) {
      case EXP -> exp(x);
      case LN -> ln(x);
      case LN1P -> ln(ONE.add(x));
      case LOG10 -> ln(x).divide(ln(BigDecimal.TEN), GUARDED);
      case XLOGY -> sign(x) == 0 ? ZERO : x.multiply(ln(u.get(1)));
      case SQRT -> {
        if (x.signum() < 0) {
          throw new Undefined();
        }
        yield x.sqrt(DIGITS);
      }
      case ABS -> x.abs();
      case SIN -> sin(x);
      case COS -> cos(x);
      case TAN -> divide(sin(x), cos(x));
      case TANH -> {
        BigDecimal square = exp(x.multiply(TWO));
        yield divide(square.subtract(ONE), square.add(ONE));
      }
      case ERF -> erf(x);
      case MIN -> x.min(u.get(1));
      case MAX -> x.max(u.get(1));
      case CLAMP -> x.max(u.get(1)).min(u.get(2));
      case FLOOR -> floor(x);
      case ROUND -> {
        floor(x.add(new BigDecimal("0.5")));
        yield x.setScale(0, RoundingMode.HALF_EVEN);
      }
      case SIGN -> BigDecimal.valueOf(sign(x));
    };
  }

  @Override
  public BigDecimal hosted(Expression.Hosted e) {
    throw new IllegalArgumentException("in doubles alone: " + e);
  }

  @Override
  public BigDecimal apply(Expression.Apply e) {
    Map<Expression, BigDecimal> arguments = new HashMap<>();
    for (int i = 0; i < e.arguments().size(); i++) {
      arguments.put(
          Variable.parameter(e.definition().parameters().get(i)), of(e.arguments().get(i)));
    }
    return new Precise(arguments, largest).of(e.definition().body());
  }

  @Override
  public BigDecimal invocation(Expression.Invocation e) {
    throw new IllegalArgumentException(e.name());
  }

  /** The power series at x/2^32, squared 32 times. */
  static BigDecimal exp(BigDecimal x) {
    if (x.abs().compareTo(LARGE) > 0) {
      throw new Undefined();
    }
    BigDecimal small = x.divide(new BigDecimal(BigInteger.ONE.shiftLeft(32)), GUARDED);
    BigDecimal term = ONE;
    BigDecimal sum = ONE;
    for (int n = 1; term.abs().compareTo(TINY) > 0; n++) {
      term = term.multiply(small).divide(BigDecimal.valueOf(n), GUARDED);
      sum = sum.add(term, GUARDED);
    }
    for (int i = 0; i < 32; i++) {
      sum = sum.multiply(sum, GUARDED);
    }
    return sum;
  }

  /** Newton's method on exp, from the double nearest to the answer: 15, 30, 60, 120 digits. */
  static BigDecimal ln(BigDecimal x) {
    if (x.signum() <= 0 || x.precision() - x.scale() > 80 || x.precision() - x.scale() < -80) {
      throw new Undefined();
    }
    BigDecimal y = new BigDecimal(StrictMath.log(x.doubleValue()));
    for (int i = 0; i < 4; i++) {
      y = y.add(x.divide(exp(y), GUARDED).subtract(ONE), GUARDED);
    }
    return y;
  }

  private static BigDecimal sin(BigDecimal x) {
    return alternating(x, x, 1);
  }

  private static BigDecimal cos(BigDecimal x) {
    return alternating(x, ONE, 0);
  }

  private static BigDecimal alternating(BigDecimal x, BigDecimal first, int power) {
    if (x.abs().compareTo(BigDecimal.valueOf(20)) > 0) {
      throw new Undefined();
    }
    BigDecimal minusSquare = x.multiply(x).negate();
    BigDecimal term = first;
    BigDecimal sum = first;
    for (int n = power + 1; term.abs().compareTo(TINY) > 0; n += 2) {
      BigDecimal below = BigDecimal.valueOf((long) n * (n + 1));
      term = term.multiply(minusSquare).divide(below, GUARDED);
      sum = sum.add(term, GUARDED);
    }
    return sum;
  }

  /** 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n + 1)); up to 6 it loses at most 16 digits. */
  static BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(6)) > 0) {
      throw new Undefined();
    }
    BigDecimal minusSquare = x.multiply(x).negate();
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 1; power.abs().compareTo(TINY) > 0; n++) {
      power = power.multiply(minusSquare).divide(BigDecimal.valueOf(n), GUARDED);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), GUARDED), GUARDED);
    }
    return sum.multiply(TWO).divide(PI.sqrt(GUARDED), GUARDED);
  }

  /** Machin (1706): π = 16 arctan 1/5 − 4 arctan 1/239. */
  private static BigDecimal pi() {
    return BigDecimal.valueOf(16)
        .multiply(arctanOfInverse(5))
        .subtract(BigDecimal.valueOf(4).multiply(arctanOfInverse(239)));
  }

  private static BigDecimal arctanOfInverse(int n) {
    MathContext context = new MathContext(150, RoundingMode.HALF_EVEN);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), context);
    BigDecimal minusSquare = BigDecimal.valueOf(-(long) n * n);
    BigDecimal sum = power;
    for (int k = 3; power.abs().compareTo(new BigDecimal("1e-150")) > 0; k += 2) {
      power = power.divide(minusSquare, context);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), context), context);
    }
    return sum;
  }
}
