package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Literal;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What numbers are, and what the operators of a formula do with them: doubles, fractions, or
 * decimals of some digits. All of them have the doubles' infinities and nan: where a result does
 * not exist or is not finite, it is a {@link Double}. Immutable.
 *
 * <p>A number of another system is read as the decimal that is written for it: the double 0.1 as
 * 1/10.
 */
public abstract sealed class NumberSystem permits DoubleNumbers, ExactNumbers {

  /** Made when first asked for, as classes of this one's own family cannot be made with it. */
  private static final class Known {
    static final NumberSystem DOUBLES = new DoubleNumbers();
    static final NumberSystem FRACTIONS = new FractionNumbers();
  }

  /** Bits of the longest numerator or denominator. */
  public static final int MOST_BITS = 20_000;

  /** Signs of the longest text that is read as another number than a double. */
  public static final int LONGEST_TEXT = 10_000;

  /** Most digits of {@link #decimals}. */
  public static final int MOST_DIGITS = 1000;

  /** Returns IEEE 754 doubles, which everything fast computes in. */
  public static NumberSystem doubles() {
    return Known.DOUBLES;
  }

  /** Returns fractions of whole numbers without a limit but {@link #MOST_BITS}. */
  public static NumberSystem fractions() {
    return Known.FRACTIONS;
  }

  /**
   * Returns decimals with that many significant digits: each operation is rounded half to even,
   * each function errs by less than one unit in the last digit.
   *
   * @param digits from 1 to {@link #MOST_DIGITS}
   */
  public static NumberSystem decimals(int digits) {
    return new DecimalNumbers(digits);
  }

  /** A number grew beyond what this system holds. */
  public static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong(String what) {
      super(what, null, false, false);
    }
  }

  /** A formula has no value in this system: a root is no fraction. */
  public static final class NotExact extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Expression formula;

    NotExact(Expression formula) {
      super(FormulaWriter.symbols(formula), null, false, false);
      this.formula = formula;
    }

    /** Returns the part that has no value. */
    public Expression formula() {
      return formula;
    }
  }

  /**
   * Returns these numbers, which tell how much work each operation is before they do it, where that
   * depends on how long the numbers are; doubles tell nothing.
   *
   * @param effort takes about as many steps as additions of doubles would take the time; it may
   *     throw
   */
  public NumberSystem counted(LongConsumer effort) {
    return this;
  }

  /** Returns these numbers, which tell nobody how much work they are. */
  public NumberSystem uncounted() {
    return this;
  }

  /** Returns the most that one operation can tell of its work. */
  public long mostEffort() {
    return 0;
  }

  /**
   * Refuses the text of a number that is too long for other numbers than doubles.
   *
   * @throws TooLong if it has more signs than {@link #LONGEST_TEXT}
   */
  public static void checkLength(int signs) {
    if (signs > LONGEST_TEXT) {
      throw new TooLong("a number of " + signs + " digits");
    }
  }

  /** Returns how it is named in {@code set numbers}: {@code decimal 30}. */
  public abstract String name();

  public boolean isDouble() {
    return this instanceof DoubleNumbers;
  }

  /** Whether every result is the true one. */
  public boolean isExact() {
    return this instanceof FractionNumbers;
  }

  /** Returns the significant digits of a result; empty where the system sets none. */
  public abstract Optional<Integer> digits();

  /** Returns a number of any system as one of this. */
  public abstract Number of(Number value);

  public abstract Number literal(Literal literal);

  abstract Number constant(Constant constant);

  public abstract Number add(Number a, Number b);

  public abstract Number multiply(Number a, Number b);

  public abstract Number divide(Number a, Number b);

  public abstract Number negate(Number a);

  abstract Number remainder(Number a, Number b);

  /**
   * Returns base^exponent.
   *
   * @throws NotExact with {@code e} if this has no value here
   */
  abstract Number power(Number base, Number exponent, Expression e);

  /** Returns the value of an elementary function; arguments beyond its arity are not looked at. */
  abstract Number function(Expression.Elementary e, Number x, Number y, Number t);

  /** Returns √(a), for the length of a gradient. */
  public abstract Number root(Number a);

  abstract int order(Number a, Number b);

  public final Number subtract(Number a, Number b) {
    return add(a, negate(b));
  }

  /** Whether two numbers stand in a relation; nan only is unequal to everything. */
  public final boolean compare(Relation relation, Number a, Number b) {
    if (isFinite(a) && isFinite(b)) {
      return Arithmetic.compare(relation, order(a, b), 0);
    }
    return Arithmetic.compare(relation, sign(a), sign(b));
  }

  /** A finite number by its sign alone, so that it does not become infinite as a double. */
  static double sign(Number a) {
    return isFinite(a) ? signum(a) : a.doubleValue();
  }

  public final boolean isEqual(Number a, Number b) {
    return compare(Relation.EQUAL, a, b);
  }

  /** Returns the value of a formula whose variables all stand in a map. */
  public final Number value(
      Expression formula, Map<? extends Expression, ? extends Number> values) {
    return Evaluator.value(formula, this, values);
  }

  /** Whether a number is neither infinite nor nan. */
  public static boolean isFinite(Number value) {
    return !(value instanceof Double d) || Double.isFinite(d);
  }

  public static boolean isNan(Number value) {
    return value instanceof Double d && Double.isNaN(d);
  }

  /** Whether a number counts as true: every number but 0 and nan does. */
  public static boolean holds(Number value) {
    return signum(value) != 0;
  }

  /** Returns −1, 0 or 1; 0 for nan. */
  public static int signum(Number value) {
    if (value instanceof Fraction f) {
      return f.signum();
    }
    if (value instanceof java.math.BigDecimal decimal) {
      return decimal.signum();
    }
    double d = value.doubleValue();
    return d > 0 ? 1 : d < 0 ? -1 : 0;
  }
}
