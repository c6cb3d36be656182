package io.github.neuronscript.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Writes doubles as text, the same on every machine and JDK: no locale, and none of the JDK's own
 * printing.
 *
 * <p>Numbers from 0.00001 up to, not including, 1e16 are written plainly ({@code 0.1}, {@code -3},
 * {@code 1000000}), others with an exponent ({@code 1.5e-8}, {@code 1e21}). An integer has no
 * {@code .0}, minus zero is {@code -0}, and the three others are {@code nan}, {@code inf} and
 * {@code -inf}. The minus is always ASCII.
 */
public final class NumberWriter {
  /** The most significant digits that two decimals with the same double never share. */
  private static final int SAFE_DIGITS = 15;

  private static final int MOST_DIGITS = 17;

  /** A fraction of more signs than this is rounded. */
  private static final int LONGEST_FRACTION = 30;

  /** A number of more bits has more signs than that; to write them all takes long. */
  private static final int LONGEST_BITS = 100;

  private static final int LEAST_PLAIN = -5;
  private static final int LEAST_EXPONENT_ABOVE = 16;

  private NumberWriter() {}

  /**
   * Returns the shortest text that {@link NumberReader#parse} reads back to the same double, and of
   * the shortest the one nearest to its value: 0.1 is {@code 0.1}, 0.1 + 0.2 is {@code
   * 0.30000000000000004}.
   */
  public static String shortest(double value) {
    if (!hasDigits(value)) {
      return withoutDigits(value);
    }
    return layOut(value < 0, ShortestDecimal.of(Math.abs(value)));
  }

  /**
   * Returns the value rounded to a number of significant digits, without trailing zeros. What is
   * rounded is the exact binary value, with ties to even: 2.675, which is a little less as a
   * double, is {@code 2.67} in three digits, and 0.125 is {@code 0.12} in two.
   *
   * @param digits from 1 to 17
   * @throws IllegalArgumentException for any other number of digits
   */
  public static String rounded(double value, int digits) {
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException(digits + " significant digits, not 1 to " + MOST_DIGITS);
    }
    if (!hasDigits(value)) {
      return withoutDigits(value);
    }
    return layOut(value < 0, round(Math.abs(value), digits));
  }

  /**
   * Returns whether a text written by this class denotes the value itself, so that {@code =} may
   * stand before it: whether it reads back to the same double. It does for {@code 0.1}, although no
   * double is exactly a tenth. {@code 0} and {@code -0} are different; every NaN is {@code nan}.
   */
  public static boolean readsBack(double value, String text) {
    if (!hasDigits(value)) {
      return withoutDigits(value).equals(text);
    }
    boolean negative = text.startsWith("-");
    try {
      double read = NumberReader.parse(negative ? text.substring(1) : text);
      return value == (negative ? -read : read);
    } catch (NumberFormatException notOurs) {
      return false;
    }
  }

  /**
   * Returns every bit of the value: {@code 0x1.999999999999ap-4}, as {@link Double#toHexString}.
   */
  public static String hex(double value) {
    return Double.toHexString(value);
  }

  private static boolean hasDigits(double value) {
    return value != 0 && Double.isFinite(value);
  }

  private static String withoutDigits(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return value < 0 ? "-inf" : "inf";
  }

  /**
   * Rounds the shortest decimal instead of the exact one where that gives the same, which is nearly
   * always: a decimal halfway between two roundings that lay strictly between the value and its
   * shortest decimal would itself be a shorter or a nearer one. Where the shortest decimal is such
   * a middle, or the digits asked for show how it differs from the value, the exact value decides.
   */
  private static Decimal round(double value, int digits) {
    if (value < Double.MIN_NORMAL) {
      return Decimal.exactlyRounded(value, digits);
    }
    Decimal shortest = ShortestDecimal.of(value);
    int surplus = shortest.count() - digits;
    if (surplus <= 0) {
      return digits <= SAFE_DIGITS ? shortest : Decimal.exactlyRounded(value, digits);
    }
    long unit = 1;
    for (int i = 0; i < surplus; i++) {
      unit *= 10;
    }
    long down = shortest.digits() / unit;
    long rest = shortest.digits() % unit;
    if (rest == unit / 2) {
      return Decimal.exactlyRounded(value, digits);
    }
    return Decimal.of(rest > unit / 2 ? down + 1 : down, shortest.exponent() + surplus);
  }

  /**
   * Returns a number of any system as a person reads it: a short fraction as it is, everything else
   * in at most that many significant digits, and in no more than tell it from its neighbours. A
   * double is written in full where rounding would save no sign: 123456 is not 123000.
   *
   * @param digits from 1
   */
  public static String written(Number number, int digits) {
    if (number instanceof Fraction fraction) {
      String text = fraction.bits() <= LONGEST_BITS ? fraction.toString() : "";
      return text.isEmpty() || text.length() > LONGEST_FRACTION
          ? rounded(fraction.rounded(digits), digits)
          : text;
    }
    if (number instanceof BigDecimal decimal) {
      boolean zeros = decimal.precision() - decimal.scale() > digits;
      BigDecimal kept = decimal.abs().round(new MathContext(digits, RoundingMode.HALF_EVEN));
      return zeros && kept.compareTo(decimal.abs()) != 0
          ? rounded(decimal, digits, 0)
          : rounded(decimal, digits);
    }
    double value = number.doubleValue();
    if (value == 0) {
      return "0"; // Minus zero is no number of mathematics.
    }
    Decimal kept =
        Double.isFinite(value) ? round(Math.abs(value), Math.min(digits, MOST_DIGITS)) : null;
    String shortest = shortest(value);
    if (kept == null) {
      return shortest;
    }
    String rounded = layOut(value < 0, kept);
    if (kept.count() + kept.exponent() > digits && !readsBack(value, rounded)) {
      // The zeros of 7407400 would not say how many of them were counted.
      rounded = layOut(value < 0, Long.toString(kept.digits()), kept.exponent(), 0);
    }
    // 0.1 in 17 digits is 0.10000000000000001, which nobody wants to see.
    return rounded.length() < shortest.length() ? rounded : shortest;
  }

  /**
   * Returns the exact value of a finite double rounded to more digits than tell it from others:
   * what a difference of two numbers near to each other may need.
   *
   * @param digits from 1
   */
  public static String expanded(double value, int digits) {
    return rounded(new BigDecimal(value), digits);
  }

  /**
   * Returns a decimal rounded to a number of significant digits, without trailing zeros. It is
   * written plainly up to 1e16, or as far as its digits reach.
   *
   * @param digits from 1
   */
  public static String rounded(BigDecimal value, int digits) {
    return rounded(value, digits, Math.max(LEAST_EXPONENT_ABOVE, digits));
  }

  private static String rounded(BigDecimal value, int digits, int leastAbove) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal kept =
        value.abs().round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    return layOut(value.signum() < 0, kept.unscaledValue().toString(), -kept.scale(), leastAbove);
  }

  private static String layOut(boolean negative, Decimal decimal) {
    String digits = Long.toString(decimal.digits());
    return layOut(negative, digits, decimal.exponent(), LEAST_EXPONENT_ABOVE);
  }

  private static String layOut(boolean negative, String digits, int exponent, int leastAbove) {
    int count = digits.length();
    // The value is d.ddd · 10^magnitude.
    int magnitude = exponent + count - 1;
    StringBuilder out = new StringBuilder(26);
    if (negative) {
      out.append('-');
    }
    if (magnitude < LEAST_PLAIN || magnitude >= leastAbove) {
      out.append(digits.charAt(0));
      if (count > 1) {
        out.append('.').append(digits, 1, count);
      }
      return out.append('e').append(magnitude).toString();
    }
    if (magnitude < 0) {
      return out.append("0.").append("0".repeat(-magnitude - 1)).append(digits).toString();
    }
    if (exponent >= 0) {
      return out.append(digits).append("0".repeat(exponent)).toString();
    }
    return out.append(digits, 0, magnitude + 1)
        .append('.')
        .append(digits, magnitude + 1, count)
        .toString();
  }
}
