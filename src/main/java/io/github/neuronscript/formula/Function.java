package io.github.neuronscript.formula;

import static io.github.neuronscript.formula.Algebra.conditional;
import static io.github.neuronscript.formula.Algebra.number;
import static io.github.neuronscript.formula.Algebra.power;
import static io.github.neuronscript.formula.Algebra.product;
import static io.github.neuronscript.formula.Algebra.quotient;
import static io.github.neuronscript.formula.Algebra.sum;

import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Logical;
import io.github.neuronscript.formula.Expression.Negation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The elementary functions; javac asks for the value and the derivative of each. Values are those
 * of {@link Transcendental} or of StrictMath, so that they are the same bits everywhere. Where a
 * function has a kink, the comment says which derivative is used there.
 */
public enum Function {
  EXP("exp", 1),
  LN("ln", 1),
  /** ln(1 + x), right for the smallest x too. */
  LN1P("ln1p", 1),
  LOG10("log10", 1),
  /** x·ln y, and 0 where x is 0, whatever y: the convention 0 ln 0 = 0 of information theory. */
  XLOGY("xlogy", 2),
  SQRT("sqrt", 1),
  /** |x|; the derivative at 0 is 0. */
  ABS("abs", 1),
  SIN("sin", 1),
  COS("cos", 1),
  TAN("tan", 1),
  TANH("tanh", 1),
  /** The error function 2/√π ∫₀ˣ e^−t² dt. */
  ERF("erf", 1),
  /** The smaller of two; where they are equal the derivative is that of the first. */
  MIN("min", 2),
  /** The larger of two; where they are equal the derivative is that of the first. */
  MAX("max", 2),
  /**
   * x kept between two bounds; the derivative by x at a bound is 0, that by the bound is 1 there.
   */
  CLAMP("clamp", 3),
  /** The largest whole number not above x; the derivative is 0, at the jumps too. */
  FLOOR("floor", 1),
  /** The nearest whole number, halves to the even one; the derivative is 0, at the jumps too. */
  ROUND("round", 1),
  /** −1, 0 or 1; the derivative is 0, at 0 too. */
  SIGN("sign", 1);

  private static final Map<String, Function> BY_WORD = new HashMap<>();

  static {
    for (Function function : values()) {
      BY_WORD.put(function.word, function);
    }
  }

  private final String word;
  private final int arity;

  Function(String word, int arity) {
    this.word = word;
    this.arity = arity;
  }

  /** Returns the name as it is written in a script. */
  public String word() {
    return word;
  }

  /** Returns the number of arguments, 1 to 3. */
  public int arity() {
    return arity;
  }

  /** Returns the names by which its arguments are called in texts. */
  public List<String> parameters() {
    return List.of(List.of("x"), List.of("x", "y"), List.of("x", "low", "high")).get(arity - 1);
  }

  /** Returns the function with that name, if there is one. */
  public static Optional<Function> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** Returns the value; arguments beyond the arity are not looked at. */
  double value(double x, double y, double t) {
    return switch (this) {
      case EXP -> Transcendental.exp(x);
      case LN -> Transcendental.ln(x);
      case LN1P -> Transcendental.ln1p(x);
      case LOG10 -> StrictMath.log10(x);
      case XLOGY -> x == 0 && !Double.isNaN(y) ? 0 : x * Transcendental.ln(y);
      case SQRT -> Math.sqrt(x);
      case ABS -> Math.abs(x);
      case SIN -> StrictMath.sin(x);
      case COS -> StrictMath.cos(x);
      case TAN -> StrictMath.tan(x);
      case TANH -> Transcendental.tanh(x);
      case ERF -> ErrorFunction.erf(x);
      case MIN -> Math.min(x, y);
      case MAX -> Math.max(x, y);
      case CLAMP -> Math.min(Math.max(x, y), t);
      case FLOOR -> Math.floor(x);
      case ROUND -> Math.rint(x);
      case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
    };
  }

  /**
   * Computes the values of a block, with the bits of {@link #value}, where that is faster than one
   * by one.
   *
   * @param y the second argument, if there is one
   * @param to another array than {@code x} and {@code y}
   * @return whether it is, and they are computed
   */
  boolean ofBlock(double[] x, double[] y, double[] to, int rows, Transcendental.Scratch scratch) {
    switch (this) {
      case EXP -> Transcendental.exp(x, to, rows, scratch);
      case LN -> Transcendental.ln(x, to, rows, scratch);
      case LN1P -> Transcendental.ln1p(x, to, rows, scratch);
      case TANH -> Transcendental.tanh(x, to, rows, scratch);
      case ABS -> {
        for (int i = 0; i < rows; i++) {
          to[i] = Math.abs(x[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < rows; i++) {
          to[i] = Math.max(x[i], y[i]);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Returns the derivative by argument {@code i}, from 0, at the arguments {@code u}. */
  Expression partial(int i, List<Expression> u) {
    return switch (this) {
      case EXP -> call(u);
      case LN -> quotient(number(1), u.get(0));
      case LN1P -> quotient(number(1), sum(number(1), u.get(0)));
      case LOG10 -> quotient(number(1), product(u.get(0), Elementary.of(LN, number(10))));
      case XLOGY -> i == 0 ? Elementary.of(LN, u.get(1)) : quotient(u.get(0), u.get(1));
      case SQRT -> quotient(number(1), product(number(2), call(u)));
      case ABS -> Elementary.of(SIGN, u.get(0));
      case SIN -> Elementary.of(COS, u.get(0));
      case COS -> new Negation(Elementary.of(SIN, u.get(0)));
      case TAN -> sum(number(1), power(call(u), 2));
      case TANH -> sum(number(1), new Negation(power(call(u), 2)));
      case ERF ->
          product(
              quotient(number(2), Elementary.of(SQRT, Expression.Constant.PI)),
              Elementary.of(EXP, new Negation(power(u.get(0), 2))));
      case MIN -> chosen(i, u, Relation.AT_MOST, Relation.LESS);
      case MAX -> chosen(i, u, Relation.AT_LEAST, Relation.GREATER);
      case CLAMP -> bounded(i, u);
      case FLOOR -> number(0);
      case ROUND -> number(0);
      case SIGN -> number(0);
    };
  }

  Expression call(List<Expression> u) {
    return new Elementary(this, u);
  }

  /** Returns the values of arguments that are all given. */
  public double at(double... arguments) {
    double[] three = Arrays.copyOf(arguments, 3);
    return value(three[0], three[1], three[2]);
  }

  private static Expression chosen(int i, List<Expression> u, Relation first, Relation second) {
    Comparison chosen = new Comparison(i == 0 ? first : second, u.get(i), u.get(1 - i));
    return conditional(chosen, number(1), number(0));
  }

  /** The derivative of {@link #CLAMP}. */
  private static Expression bounded(int i, List<Expression> u) {
    Expression above = new Comparison(Relation.AT_LEAST, u.get(0), u.get(2));
    Expression below = new Comparison(Relation.AT_MOST, u.get(0), u.get(1));
    return switch (i) {
      case 0 -> conditional(new Logical(false, List.of(below, above)), number(0), number(1));
      case 1 ->
          conditional(
              new Logical(true, List.of(below, new Comparison(Relation.LESS, u.get(1), u.get(2)))),
              number(1),
              number(0));
      default ->
          conditional(
              new Logical(
                  false, List.of(above, new Comparison(Relation.AT_LEAST, u.get(1), u.get(2)))),
              number(1),
              number(0));
    };
  }
}
