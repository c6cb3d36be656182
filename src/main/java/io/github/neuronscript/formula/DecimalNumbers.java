package io.github.neuronscript.formula;

import ch.obermuhlner.math.big.BigDecimalMath;
import io.github.neuronscript.formula.Expression.Constant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Decimals of some digits: results are rounded half to even, functions computed with more. */
final class DecimalNumbers extends ExactNumbers<BigDecimal> {

  /** Digits that functions are computed with beyond those that are kept. */
  private static final int GUARD = 10;

  /** Numbers beyond 10^±this are refused. */
  private static final int LARGEST_EXPONENT = 1_000_000;

  /** The sine of a number above 10^this is refused: it would need as many digits of π. */
  private static final int LARGEST_ANGLE = 100;

  /** A little more than the logarithm of the largest number. */
  private static final BigDecimal LARGEST_LOGARITHM = BigDecimal.valueOf(2.5 * LARGEST_EXPONENT);

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal THREE = BigDecimal.valueOf(3);

  private final int digits;
  private final MathContext places;
  private final MathContext guarded;

  DecimalNumbers(int digits) {
    this(digits, NOBODY);
  }

  private DecimalNumbers(int digits, LongConsumer effort) {
    super(effort);
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException(digits + " digits");
    }
    this.digits = digits;
    this.places = new MathContext(digits, RoundingMode.HALF_EVEN);
    this.guarded = new MathContext(digits + GUARD, RoundingMode.HALF_EVEN);
  }

  @Override
  public NumberSystem counted(LongConsumer effort) {
    return new DecimalNumbers(digits, effort);
  }

  @Override
  public NumberSystem uncounted() {
    return NumberSystem.decimals(digits);
  }

  @Override
  public long mostEffort() {
    return LEAST_EFFORT
        + Math.max(
            4 * ofFunction(2 * guarded.getPrecision() + LARGEST_ANGLE),
            ofErrorFunction(BigDecimal.valueOf(furthest())));
  }

  /** Returns what a function takes that is computed with some digits. */
  private static long ofFunction(long places) {
    return 5_000 + 2 * places * places;
  }

  private long ofRoot() {
    return 1_000 + (long) digits * digits / 10;
  }

  /** Returns what the terms of the series of erf take, of which a large x needs many. */
  private long ofErrorFunction(BigDecimal x) {
    long places = guarded.getPrecision();
    double square = x.doubleValue() * x.doubleValue();
    long terms = (long) Math.max(6 * square, 4.0 * places);
    return ofFunction(places) + terms * (50 + places + places * places / 500);
  }

  /** Tells of a product or a quotient. */
  private void countProduct() {
    count((long) digits * digits / 500);
  }

  @Override
  public String name() {
    return "decimal " + digits;
  }

  @Override
  public Optional<Integer> digits() {
    return Optional.of(digits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DecimalNumbers decimals && digits == decimals.digits;
  }

  @Override
  public int hashCode() {
    return digits;
  }

  /** Returns the exponent of the first digit; of 0 it is 0. */
  private static long magnitude(BigDecimal value) {
    return value.signum() == 0 ? 0 : (long) value.precision() - value.scale() - 1;
  }

  private BigDecimal kept(BigDecimal value) {
    BigDecimal rounded = value.round(places);
    if (Math.abs(magnitude(rounded)) > LARGEST_EXPONENT) {
      throw beyond();
    }
    return rounded;
  }

  private static TooLong beyond() {
    return new TooLong("a number beyond 10^±" + LARGEST_EXPONENT);
  }

  @Override
  BigDecimal of(BigDecimal value) {
    return kept(value);
  }

  @Override
  BigDecimal own(Number value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.precision() <= digits ? decimal : kept(decimal);
    }
    return kept(
        value instanceof Fraction fraction
            ? fraction.rounded(digits)
            : decimal(value.doubleValue()));
  }

  @Override
  Number constant(Constant constant) {
    return constant == Constant.PI
        ? BigDecimalMath.pi(guarded).round(places)
        : super.constant(constant);
  }

  @Override
  BigDecimal sum(BigDecimal a, BigDecimal b) {
    count(digits / 10);
    return kept(a.add(b, places));
  }

  @Override
  BigDecimal product(BigDecimal a, BigDecimal b) {
    countProduct();
    return kept(a.multiply(b, places));
  }

  @Override
  BigDecimal quotient(BigDecimal a, BigDecimal b) {
    countProduct();
    return kept(a.divide(b, places));
  }

  @Override
  BigDecimal negation(BigDecimal a) {
    return a.negate();
  }

  @Override
  BigDecimal floor(BigDecimal a) {
    return whole(a, RoundingMode.FLOOR);
  }

  @Override
  BigDecimal rounded(BigDecimal a) {
    return whole(a, RoundingMode.HALF_EVEN);
  }

  @Override
  int comparison(BigDecimal a, BigDecimal b) {
    count(0);
    return a.compareTo(b);
  }

  private BigDecimal whole(BigDecimal a, RoundingMode mode) {
    count(digits / 10);
    if (magnitude(a) < -1) {
      // Written to the last of its places it would be as long as its exponent is large.
      return BigDecimal.valueOf(mode == RoundingMode.FLOOR && a.signum() < 0 ? -1 : 0);
    }
    return a.scale() <= 0 ? a : kept(a.setScale(0, mode));
  }

  @Override
  public Number root(Number a) {
    count(ofRoot());
    return isFinite(a) ? squareRoot(own(a)) : (Number) Math.sqrt(a.doubleValue());
  }

  private Number squareRoot(BigDecimal a) {
    return a.signum() < 0 ? (Number) Double.NaN : kept(a.sqrt(guarded));
  }

  @Override
  Number finitePower(BigDecimal b, BigDecimal power, Expression e) {
    if (b.signum() == 0) {
      return power.signum() > 0 ? b : (Number) Double.POSITIVE_INFINITY;
    }
    count(2 * ofFunction(guarded.getPrecision()));
    BigDecimal shortest = power.stripTrailingZeros();
    boolean whole = shortest.scale() <= 0;
    if (b.signum() < 0) {
      if (!whole) {
        return Double.NaN;
      }
      boolean odd = shortest.scale() == 0 && shortest.unscaledValue().testBit(0);
      BigDecimal size = raised(b.negate(), power);
      return odd ? size.negate() : size;
    }
    return raised(b, power);
  }

  /** Returns e^(power·ln b) with as many digits more as the size of that exponent takes away. */
  private BigDecimal raised(BigDecimal b, BigDecimal power) {
    boolean small = power.abs().compareTo(BigDecimal.valueOf(100)) <= 0;
    if (small && power.stripTrailingZeros().scale() <= 0) {
      BigDecimal raised = b.pow(power.abs().intValueExact(), guarded);
      return kept(power.signum() < 0 ? ONE.divide(raised, guarded) : raised);
    }
    BigDecimal about = power.multiply(logarithm(b, MathContext.DECIMAL32));
    if (about.abs().compareTo(LARGEST_LOGARITHM) > 0) {
      throw beyond();
    }
    int lost = (int) Math.max(0, magnitude(about));
    MathContext more = new MathContext(digits + GUARD + lost + 1);
    return kept(exp(power.multiply(logarithm(b, more), more), more));
  }

  private static BigDecimal exp(BigDecimal x, MathContext places) {
    if (x.signum() == 0) {
      return ONE;
    }
    // e^x is 1 to all places.
    if (magnitude(x) < -places.getPrecision() - 1) {
      return ONE.add(x, places);
    }
    if (x.abs().compareTo(LARGEST_LOGARITHM) > 0) {
      throw beyond();
    }
    return BigDecimalMath.exp(x, places);
  }

  /** Returns ln x for x above 0, right in all places also near 1, where ln x is near 0. */
  private static BigDecimal logarithm(BigDecimal x, MathContext places) {
    long power = magnitude(x);
    if (power < -1 || power > 0) {
      return logarithm(x, (int) power, places);
    }
    BigDecimal above = x.subtract(ONE);
    if (above.signum() == 0) {
      return BigDecimal.ZERO;
    }
    return magnitude(above) < -1 ? nearOne(above, places) : BigDecimalMath.log(x, places);
  }

  /**
   * Returns ln x = ln(x/10ⁿ) + n·ln 10, whose first part is between −1.2 and 1.2, so that no digits
   * are lost. The library takes seconds for small numbers.
   */
  private static BigDecimal logarithm(BigDecimal x, int power, MathContext places) {
    BigDecimal rest = x.scaleByPowerOfTen(-power);
    boolean large = rest.compareTo(THREE) > 0;
    int n = large ? power + 1 : power;
    MathContext more = new MathContext(places.getPrecision() + 5, RoundingMode.HALF_EVEN);
    BigDecimal ofRest = logarithm(large ? rest.scaleByPowerOfTen(-1) : rest, more);
    BigDecimal ofPower = BigDecimalMath.log(BigDecimal.TEN, more).multiply(BigDecimal.valueOf(n));
    return ofRest.add(ofPower, places);
  }

  /** Returns ln(1 + u) = 2·artanh(u/(2 + u)) for |u| below 0.1, by the series of artanh. */
  private static BigDecimal nearOne(BigDecimal u, MathContext places) {
    MathContext more = new MathContext(places.getPrecision() + 5, RoundingMode.HALF_EVEN);
    BigDecimal t = u.divide(TWO.add(u, more), more);
    BigDecimal square = t.multiply(t, more);
    BigDecimal power = t;
    BigDecimal sum = t;
    for (int n = 3; ; n += 2) {
      power = power.multiply(square, more);
      BigDecimal term = power.divide(BigDecimal.valueOf(n), more);
      sum = sum.add(term, more);
      if (magnitude(term) < magnitude(sum) - more.getPrecision()) {
        return sum.multiply(TWO, places);
      }
    }
  }

  @Override
  Number smooth(Expression.Elementary e, BigDecimal x, BigDecimal y) {
    count(effort(e.function(), x));
    return switch (e.function()) {
      case EXP -> kept(exp(x, guarded));
      case LN -> ln(x);
      case LN1P -> {
        if (x.compareTo(ONE.negate()) <= 0) {
          yield ln(BigDecimal.valueOf(x.compareTo(ONE.negate())));
        }
        yield kept(
            magnitude(x) < -1 ? nearOne(x, guarded) : logarithm(x.add(ONE, guarded), guarded));
      }
      case LOG10 -> {
        Number ln = logarithmOf(x);
        yield ln instanceof BigDecimal value
            ? kept(value.divide(BigDecimalMath.log(BigDecimal.TEN, guarded), guarded))
            : ln;
      }
      case XLOGY -> {
        Number ln = logarithmOf(y);
        yield ln instanceof BigDecimal value ? kept(value.multiply(x, guarded)) : multiply(x, ln);
      }
      case SQRT -> squareRoot(x);
      case SIN -> kept(sine(x));
      case COS -> kept(cosine(x));
      case TAN -> kept(sine(x).divide(cosine(x), guarded));
      case TANH -> kept(tanh(x));
      case ERF -> kept(erf(x));
      default -> throw new IllegalStateException(e.function().word());
    };
  }

  private long effort(Function function, BigDecimal x) {
    int places = guarded.getPrecision();
    return switch (function) {
      case SIN, COS -> 2 * ofFunction(ofAngle(x));
      case TAN -> 4 * ofFunction(ofAngle(x));
      case TANH -> ofFunction(2L * places);
      case SQRT -> ofRoot();
      case LOG10 -> 2 * ofFunction(places);
      case ERF -> x.abs().doubleValue() > furthest() ? 0 : ofErrorFunction(x);
      default -> ofFunction(places);
    };
  }

  /** Returns the digits in which an angle is reduced, at most. */
  private long ofAngle(BigDecimal x) {
    return 2L * guarded.getPrecision() + Math.max(0, Math.min(LARGEST_ANGLE, magnitude(x)));
  }

  /** Returns the number beyond which erf is 1 to all places: 1 − erf x is below e^−x². */
  private double furthest() {
    return Math.sqrt((digits + GUARD) * StrictMath.log(10)) + 1;
  }

  private Number ln(BigDecimal x) {
    Number ln = logarithmOf(x);
    return ln instanceof BigDecimal value ? kept(value) : ln;
  }

  private Number logarithmOf(BigDecimal x) {
    return x.signum() > 0
        ? logarithm(x, guarded)
        : (Number) (x.signum() == 0 ? Double.NEGATIVE_INFINITY : Double.NaN);
  }

  /** Returns the places in which an angle is reduced. */
  private MathContext angle(BigDecimal x) {
    if (magnitude(x) > LARGEST_ANGLE) {
      throw new TooLong("an angle above 10^" + LARGEST_ANGLE);
    }
    // Near a multiple of π as many digits vanish as x has places.
    return new MathContext(2 * digits + GUARD + (int) Math.max(0, magnitude(x)));
  }

  private BigDecimal sine(BigDecimal x) {
    // Of a small x, sin x = x to all places.
    return magnitude(x) < -digits - GUARD ? x : BigDecimalMath.sin(x, angle(x));
  }

  private BigDecimal cosine(BigDecimal x) {
    return magnitude(x) < -digits - GUARD ? ONE : BigDecimalMath.cos(x, angle(x));
  }

  /** Returns 1 − 2/(e^2x + 1), and of a small x the quotient of the two series' sums. */
  private BigDecimal tanh(BigDecimal x) {
    if (magnitude(x) < -digits - GUARD) {
      return x;
    }
    if (x.abs().compareTo(BigDecimal.valueOf(2L * digits + 2 * GUARD)) > 0) {
      return x.signum() < 0 ? ONE.negate() : ONE;
    }
    int lost = (int) Math.max(0, -magnitude(x));
    MathContext more = new MathContext(guarded.getPrecision() + lost + 2);
    BigDecimal square = exp(x.multiply(TWO), more);
    return square.subtract(ONE).divide(square.add(ONE), more);
  }

  /**
   * Returns erf x = 2/√π e^−x² Σ 2ⁿ x^(2n+1)/(1·3·…·(2n+1)), whose terms all have the sign of x
   * (Abramowitz and Stegun 7.1.6).
   */
  private BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(furthest())) > 0) {
      return x.signum() < 0 ? ONE.negate() : ONE;
    }
    if (x.signum() == 0) {
      return x;
    }
    BigDecimal twice = x.multiply(x, guarded).multiply(TWO);
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 3; magnitude(term) >= magnitude(sum) - guarded.getPrecision(); n += 2) {
      term = term.multiply(twice, guarded).divide(BigDecimal.valueOf(n), guarded);
      sum = sum.add(term, guarded);
    }
    BigDecimal scale = TWO.divide(BigDecimalMath.pi(guarded).sqrt(guarded), guarded);
    BigDecimal bell = exp(x.multiply(x, guarded).negate(), guarded);
    return sum.multiply(scale, guarded).multiply(bell, guarded);
  }
}
