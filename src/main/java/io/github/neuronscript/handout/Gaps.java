package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which numbers are left out of a page: those of some lines, and wherever else such a value would
 * stand, the number of its gap stands. Immutable.
 */
final class Gaps {

  /** Nothing is left out. */
  static final Gaps NONE = new Gaps();

  /** Around the number of a gap; no text of a script holds these. */
  private static final char OPEN = '\u0001';

  private static final char CLOSE = '\u0002';

  private static final Pattern REFERENCE =
      Pattern.compile("(?:<mn>)?\u0001([0-9]+)\u0002(?:</mn>)?");

  /** A number that is left out of its line. */
  private record Gap(int number, CalculatedLines.Candidate place) {
    boolean isOf(Expression symbol) {
      return place.line().symbol().equals(symbol);
    }
  }

  private final Map<Number, List<Gap>> byValue = new HashMap<>();
  private final Map<Integer, Integer> byLine = new HashMap<>();

  private Gaps() {}

  /**
   * Leaves out some numbers. Of those that are equal the first one of the page has to be there.
   *
   * @param places in the order of their gaps
   * @param first the number of the first gap
   */
  Gaps(List<CalculatedLines.Candidate> places, int first) {
    int number = first;
    for (CalculatedLines.Candidate place : places) {
      byValue
          .computeIfAbsent(place.value(), value -> new ArrayList<>())
          .add(new Gap(number, place));
      byLine.put(place.index(), number);
      number++;
    }
  }

  /** Returns the gap of a line of the steps. */
  OptionalInt at(int line) {
    Integer number = byLine.get(line);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whether a value is left out. */
  boolean has(Number value) {
    return byValue.containsKey(value);
  }

  /**
   * Returns the gap where somebody has found a value: the last one that asks for a quantity, or
   * else the first one.
   *
   * @param lines how many lines of the steps stand before
   */
  OptionalInt before(int lines, Number value, Optional<Expression> quantity) {
    List<Gap> found =
        byValue.getOrDefault(value, List.of()).stream()
            .filter(gap -> gap.place().index() < lines)
            .toList();
    return found.stream()
        .filter(gap -> quantity.map(Calculation::calculatedAs).filter(gap::isOf).isPresent())
        .reduce((one, other) -> other)
        .or(() -> found.stream().findFirst())
        .map(gap -> OptionalInt.of(gap.number()))
        .orElse(OptionalInt.empty());
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
