package io.github.neuronscript.data;

import java.util.Set;

/** Cells without a value, and what becomes of them. */
public enum Gap {
  /** An error, which shows the place. */
  FAIL,
  /** Its row is left out. */
  SKIP,
  /** A number is NaN, a text what stands there. */
  KEEP;

  private static final Set<String> WORDS =
      Set.of("", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "null", "NULL", "?");

  /** Texts that can be categories; among numbers they say that there is none. */
  private static final Set<String> AMONG_NUMBERS = Set.of("None", "-");

  private static final int LONGEST = 4;

  /** What all that is in words. */
  static final String MARKS =
      "missing is an empty cell, `NA`, `N/A`, `n/a`, `#N/A`, `NaN`, `nan`, `null`, `NULL`, `None`,"
          + " `-` and `?`";

  /** Whether a text, without the spaces around it, says that there is no value. */
  static boolean isGap(String text) {
    return WORDS.contains(text);
  }

  /** Whether a text in a column of numbers, without the spaces around it, says the same. */
  static boolean isNoNumber(String text) {
    return isGap(text) || AMONG_NUMBERS.contains(text);
  }

  /** Whether some characters say so, with spaces and tabs around them. */
  static boolean isNoNumber(char[] buffer, int from, int to) {
    while (from < to && isSpace(buffer[from])) {
      from++;
    }
    while (to > from && isSpace(buffer[to - 1])) {
      to--;
    }
    return to - from <= LONGEST && isNoNumber(new String(buffer, from, to - from));
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
