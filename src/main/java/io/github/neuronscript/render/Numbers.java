package io.github.neuronscript.render;

import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.formula.NumberWriter;

/** Numbers as they stand in a formula: rounded, with the minus sign of mathematics. */
final class Numbers {

  /** Enough to tell every double from every other. */
  static final int MOST_DIGITS = 17;

  private static final char MINUS = '−';
  private static final String INFINITY = "∞";

  private Numbers() {}

  /** Returns the value in at most that many significant digits. */
  static String text(double value, int digits) {
    return plain(value, digits).replace('-', MINUS).replace("inf", INFINITY);
  }

  /** Returns the value in as many digits as tell it from every other double. */
  static String exact(double value) {
    return text(value, MOST_DIGITS);
  }

  /**
   * As {@link #text}, but with the minus of the keyboard: what {@code print} writes may be read by
   * other programs.
   */
  static String plain(double value, int digits) {
    if (value == 0) {
      return "0"; // Minus zero is no number of mathematics.
    }
    String rounded = NumberWriter.rounded(value, digits);
    String shortest = NumberWriter.shortest(value);
    // 0.1 in 17 digits is 0.10000000000000001, which nobody wants to see.
    return rounded.length() < shortest.length() ? rounded : shortest;
  }

  /** Returns what stands between a quantity and its text: {@code =} if nothing was rounded away. */
  static String relation(double value, String text) {
    String plain = text.replace(MINUS, '-').replace(INFINITY, "inf");
    return value == 0 || NumberWriter.readsBack(value, plain) ? "=" : "≈";
  }

  /** Returns the number that a text of this class denotes. */
  static double read(String text) {
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
  static String count(long n, String one) {
    return n + " " + one + (n == 1 ? "" : "s");
  }
}
