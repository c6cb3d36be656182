package io.github.neuronscript.handout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which numbers are left out of a page, by their value: wherever one of them would stand, the
 * number of its gap stands. Immutable.
 */
final class Gaps {

  /** Nothing is left out. */
  static final Gaps NONE = new Gaps(List.of());

  /** Around the number of a gap; no text of a script holds these. */
  private static final char OPEN = '\u0001';

  private static final char CLOSE = '\u0002';

  private static final Pattern REFERENCE =
      Pattern.compile("(?:<mn>)?\u0001([0-9]+)\u0002(?:</mn>)?");

  private final Map<Number, Integer> numbers = new HashMap<>();

  /**
   * Leaves out some numbers.
   *
   * @param values in the order of their gaps
   */
  Gaps(List<Number> values) {
    for (Number value : values) {
      numbers.put(value, numbers.size() + 1);
    }
  }

  /** Returns the gap of a value, from 1. */
  OptionalInt of(Number value) {
    Integer number = numbers.get(value);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Returns what stands in a formula for the number of a gap, until it is written. */
  static String reference(int number) {
    return OPEN + Integer.toString(number) + CLOSE;
  }

  /** Writes the references in a formula. */
  static String written(String formula, Formula.Look look) {
    if (formula.indexOf(OPEN) < 0) {
      return formula;
    }
    return REFERENCE
        .matcher(formula)
        .replaceAll(m -> Matcher.quoteReplacement(look.reference(Integer.parseInt(m.group(1)))));
  }
}
