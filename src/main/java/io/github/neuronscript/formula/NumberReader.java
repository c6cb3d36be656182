package io.github.neuronscript.formula;

import java.util.OptionalDouble;

/**
 * Reads doubles from text: numbers of the language, and cells of data files, which are freer in
 * signs and spaces and stricter in digits. A decimal becomes the double nearest to it, ties to
 * even.
 */
public final class NumberReader {
  /** Powers of ten that are exact as doubles. */
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long LARGEST_EXACT_INTEGER = 1L << 53;

  /** Below it a number has room for one more digit. */
  private static final long LARGEST_OF_DIGITS = 100_000_000_000_000_000L;

  private static final char MINUS_SIGN = '\u2212';

  private NumberReader() {}

  /**
   * Reads a number of the language: {@code 1}, {@code 0.5}, {@code .5}, {@code 1e-3}, {@code
   * 1_000_000}. There is no sign, since minus is an operator, and no point without a digit after
   * it.
   *
   * @throws NumberFormatException if the text is anything else, or the number is too large for a
   *     double
   */
  public static double parse(String text) {
    int end = text.length();
    int i = groupedDigits(text, 0);
    if (i < end && text.charAt(i) == '.') {
      int point = i;
      i = groupedDigits(text, point + 1);
      require(i > point + 1, text);
    }
    require(i > 0, text);
    if (i < end && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      int first = i + 1;
      if (first < end && (text.charAt(first) == '-' || text.charAt(first) == '+')) {
        first++;
      }
      i = first;
      while (i < end && isDigit(text.charAt(i))) {
        i++;
      }
      require(i > first, text);
    }
    require(i == end, text);
    double value = Double.parseDouble(text.replace("_", ""));
    if (value == Double.POSITIVE_INFINITY) {
      throw new NumberFormatException("too large for a double: " + text);
    }
    return value;
  }

  /**
   * Returns the end of digits with single underscores between them; the start if there are none.
   */
  private static int groupedDigits(String text, int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean between =
          c == '_' && i > start && i + 1 < text.length() && isDigit(text.charAt(i + 1));
      if (!isDigit(c) && !(between && text.charAt(i - 1) != '_')) {
        break;
      }
      i++;
    }
    return i;
  }

  private static void require(boolean holds, String text) {
    if (!holds) {
      throw new NumberFormatException("not a number of the language: " + text);
    }
  }

  /**
   * Reads a cell of a data file: a decimal number with spaces around it, a sign ({@code +}, {@code
   * -} or U+2212), at least one digit, at most one point anywhere among the digits ({@code 5.} and
   * {@code .5} are numbers) and an exponent. Empty for all else: words, {@code nan}, {@code inf},
   * hexadecimal numbers, {@code 1_000}, {@code 1,5}, and numbers too large for a double.
   */
  public static OptionalDouble parseCell(String text) {
    char[] chars = text.toCharArray();
    double value = parseCell(chars, 0, chars.length);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Reads a cell as {@link #parseCell(String)} does, from the characters {@code from} up to, not
   * including, {@code to} of an array, which is not modified.
   *
   * @return the number, always finite, or NaN where there is none
   */
  public static double parseCell(char[] text, int from, int to) {
    return parseCell(text, from, to, '.');
  }

  /**
   * Reads a cell as {@link #parseCell(char[], int, int)} does, with another sign in the place of
   * the decimal point.
   */
  public static double parseCell(char[] text, int from, int to, char decimalPoint) {
    while (from < to && isSpace(text[from])) {
      from++;
    }
    while (to > from && isSpace(text[to - 1])) {
      to--;
    }
    boolean negative = false;
    int i = from;
    if (i < to && (text[i] == '-' || text[i] == '+' || text[i] == MINUS_SIGN)) {
      negative = text[i] != '+';
      i++;
    }
    int unsigned = i;
    long digits = 0;
    boolean exact = true;
    int point = -1;
    for (; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        if (digits < LARGEST_OF_DIGITS) {
          digits = 10 * digits + digit;
        } else {
          exact = false;
        }
      } else if (text[i] == decimalPoint && point < 0) {
        point = i;
      } else {
        break;
      }
    }
    int count = i - unsigned - (point < 0 ? 0 : 1);
    if (count == 0) {
      return Double.NaN;
    }
    int fraction = point < 0 ? 0 : i - point - 1;
    int exponent = 0;
    if (i < to && (text[i] == 'e' || text[i] == 'E')) {
      i++;
      boolean smaller = i < to && text[i] == '-';
      if (i < to && (text[i] == '-' || text[i] == '+')) {
        i++;
      }
      int first = i;
      while (i < to && isDigit(text[i])) {
        exponent = Math.min(10 * exponent + (text[i] - '0'), 10_000);
        i++;
      }
      if (i == first) {
        return Double.NaN;
      }
      exponent = smaller ? -exponent : exponent;
    }
    if (i != to) {
      return Double.NaN;
    }
    double value = exact ? decimal(digits, exponent - fraction) : Double.NaN;
    if (Double.isNaN(value)) {
      value =
          Double.parseDouble(new String(text, unsigned, to - unsigned).replace(decimalPoint, '.'));
    }
    if (value == Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    return negative ? -value : value;
  }

  /**
   * Returns digits · 10^scale, rounded to the nearest double, or NaN where that takes longer to
   * find out.
   *
   * @param digits at least 0
   */
  public static double decimal(long digits, int scale) {
    if (scale < -22 || scale > 22) {
      return Double.NaN;
    }
    if (digits > LARGEST_EXACT_INTEGER) {
      return inTwoParts(digits, scale);
    }
    // Both numbers are exact, so the one operation rounds once, and rightly (Clinger 1990).
    return scale < 0 ? digits / POWERS_OF_TEN[-scale] : digits * POWERS_OF_TEN[scale];
  }

  /**
   * Returns digits · 10^scale, from −22 to 22, rounded to the nearest double, or NaN if that is too
   * near to the middle between two of them. The number is computed in two parts (Dekker 1971), the
   * second of which errs by less than 2⁻⁵⁰ units in the last place of the first.
   */
  private static double inTwoParts(long digits, int scale) {
    double power = POWERS_OF_TEN[Math.abs(scale)];
    double first = digits;
    double rest = digits - (long) first;
    double high;
    double low;
    if (scale < 0) {
      high = first / power;
      double product = high * power;
      double left = (first - product) - Transcendental.lostOfProduct(high, power, product);
      low = (left + rest) / power;
    } else {
      high = first * power;
      low = Transcendental.lostOfProduct(first, power, high) + rest * power;
    }
    double doubt = Math.ulp(high) * 0x1p-48;
    double value = high + (low - doubt);
    return value == high + (low + doubt) ? value : Double.NaN;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
