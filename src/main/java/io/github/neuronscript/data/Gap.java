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

  private static final Set<String> WORDS = Set.of("", "NA", "N/A", "NaN", "nan", "null", "?");
  private static final int LONGEST = 4;

  /** Whether a text, without the spaces around it, says that there is no value. */
  static boolean isGap(String text) {
    return WORDS.contains(text);
  }

  /** Whether some characters, with spaces and tabs around them, say that there is no value. */
  static boolean isGap(char[] buffer, int from, int to) {
    while (from < to && isSpace(buffer[from])) {
      from++;
    }
    while (to > from && isSpace(buffer[to - 1])) {
      to--;
    }
    return to - from <= LONGEST && isGap(new String(buffer, from, to - from));
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
