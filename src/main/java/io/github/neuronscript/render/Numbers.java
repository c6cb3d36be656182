package io.github.neuronscript.render;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.trace.TraceEvent;
import java.math.BigDecimal;

/** Numbers as they stand in a formula: rounded, with the minus sign of mathematics. */
public final class Numbers {

  /** Enough to tell every double from every other. */
  static final int MOST_DIGITS = 17;

  private static final char MINUS = '−';
  private static final String INFINITY = "∞";

  private Numbers() {}

  /** Returns the value in at most that many significant digits; a short fraction as it is. */
  public static String text(Number value, int digits) {
    return plain(value, digits).replace('-', MINUS).replace("inf", INFINITY);
  }

  /** As {@link #text}, but with the further digits of a double's exact value where asked for. */
  static String operand(Number value, int digits) {
    return digits > MOST_DIGITS && value instanceof Double d && Double.isFinite(d)
        ? NumberWriter.expanded(d, digits).replace('-', MINUS)
        : text(value, digits);
  }

  /** Returns the value in as many digits as tell it from every other double. */
  static String exact(Number value) {
    return text(value, MOST_DIGITS);
  }

  /**
   * As {@link #text}, but with the minus of the keyboard: what {@code print} writes may be read by
   * other programs.
   */
  static String plain(Number number, int digits) {
    return NumberWriter.written(number, digits);
  }

  /** Returns what is printed, as one line. */
  public static String plain(TraceEvent.Printed printed, int digits) {
    return printed.text(number -> plain(number, digits));
  }

  /** Returns what stands between a quantity and its text: {@code =} if nothing was rounded away. */
  public static String relation(Number number, String text) {
    String plain = text.replace(MINUS, '-').replace(INFINITY, "inf");
    if (number instanceof Fraction fraction) {
      boolean same =
          plain.indexOf('/') >= 0
              ? plain.equals(fraction.toString())
              : Fraction.of(new BigDecimal(plain)).equals(fraction);
      return same ? "=" : "≈";
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.compareTo(new BigDecimal(plain)) == 0 ? "=" : "≈";
    }
    double value = number.doubleValue();
    return value == 0 || NumberWriter.readsBack(value, plain) ? "=" : "≈";
  }

  /** Returns how many significant digits tell a number from every other. */
  public static int mostDigits(Number number) {
    return number instanceof BigDecimal decimal ? decimal.precision() : MOST_DIGITS;
  }

  /** Returns the number that a text of this class denotes. */
  static double read(String text) {
    int line = text.indexOf('/');
    if (line >= 0) {
      return read(text.substring(0, line)) / read(text.substring(line + 1));
    }
    boolean negative = !text.isEmpty() && text.charAt(0) == MINUS;
    String size = (negative ? text.substring(1) : text).replace(MINUS, '-');
    double value =
        switch (size) {
          case "nan" -> Double.NaN;
          case INFINITY -> Double.POSITIVE_INFINITY;
          default -> NumberReader.parse(size);
        };
    return negative ? -value : value;
  }

  /** Returns "1 epoch", "2 epochs". */
  public static String count(long n, String one) {
    return n + " " + one + (n == 1 ? "" : "s");
  }
}
