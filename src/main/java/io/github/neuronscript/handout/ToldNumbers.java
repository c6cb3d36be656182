package io.github.neuronscript.handout;

import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.render.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that texts tell, however people write them, to find out whether one is among them.
 */
final class ToldNumbers {

  /** A number in any way that people write one. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "((?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)(?:[eE][−+-]?[0-9]+)?)"
              + "(?:\\s?[·×*]\\s?10\\^\\(?[−-]?[0-9]+\\)?|\\s?%)?");

  private static final Pattern FRACTION = Pattern.compile("[0-9]+/[0-9]+");

  /** Of so many digits a number that is rounded would be marked as right. */
  private static final int TELLING_DIGITS = 3;

  /** Only numbers that are so near can be the same. */
  private static final double NEAR = 0.1;

  /**
   * A number of a text.
   *
   * @param text as it is written
   * @param number what stands before a percent sign or a power of ten
   * @param of the value whose number it is, if that is known
   */
  private record Told(String text, double number, Optional<Number> of) {
    boolean isPercent() {
      return text.endsWith("%");
    }
  }

  /** Plain numbers, by their size. */
  private final TreeMap<Double, List<Told>> plain = new TreeMap<>();

  /** Those with a percent sign or a power of ten, and fractions. */
  private final List<Told> others = new ArrayList<>();

  /** What their texts are as answers, as far as that was asked. */
  private final Map<String, Optional<Answer>> read = new HashMap<>();

  /** Adds the numbers of a text. */
  void add(String text) {
    add(text, Optional.empty());
  }

  /** Adds the text of a value, which tells nothing where that value is left out. */
  void add(String text, Number value) {
    add(text, Optional.of(value));
  }

  private void add(String text, Optional<Number> of) {
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      String written = numbers.group(1).replace('−', '-').replace(',', '.').replace('E', 'e');
      double number = NumberReader.parse(written.startsWith(".") ? "0" + written : written);
      Told told = new Told(numbers.group(), number, of);
      plain.computeIfAbsent(number, n -> new ArrayList<>()).add(told);
      if (numbers.group().length() > numbers.group(1).length()) {
        others.add(told);
      }
    }
    Matcher fractions = FRACTION.matcher(text);
    while (fractions.find()) {
      others.add(new Told(fractions.group(), Double.NaN, of));
    }
  }

  /**
   * Whether one of them is a value, whatever its sign: as the page would show it, or so near that
   * it would be marked as right. The value's own texts do not count.
   *
   * @param digits of the page
   */
  boolean tell(Number value, int digits) {
    double size = Math.abs(value.doubleValue());
    String rounded = NumberWriter.rounded(size, digits);
    String fraction = Numbers.text(value, digits).replace("−", "");
    return plain.subMap(size * (1 - NEAR), true, size * (1 + NEAR), true).values().stream()
            .flatMap(List::stream)
            .filter(told -> told.of().filter(value::equals).isEmpty())
            .anyMatch(
                told ->
                    NumberWriter.rounded(told.number(), digits).equals(rounded)
                        || isRight(told, size, digits))
        || others.stream()
            .filter(told -> told.of().filter(value::equals).isEmpty())
            .filter(told -> !told.isPercent() || isNear(told.number() / 100, size))
            .anyMatch(told -> told.text().equals(fraction) || isRight(told, size, digits));
  }

  private static boolean isNear(double number, double size) {
    return Math.abs(number - size) <= NEAR * size;
  }

  /** Whether a number would be marked as right. */
  private boolean isRight(Told told, double size, int digits) {
    double unit = size == 0 ? 0 : StrictMath.pow(10, Math.floor(StrictMath.log10(size)) - digits);
    boolean fraction = Double.isNaN(told.number());
    return read.computeIfAbsent(told.text(), Answer::read)
        .filter(a -> a.is(size))
        .filter(a -> fraction || a.digits() >= TELLING_DIGITS || a.isWithin(size, 5 * unit))
        .isPresent();
  }
}
