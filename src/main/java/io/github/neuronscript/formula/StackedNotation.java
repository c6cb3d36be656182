package io.github.neuronscript.formula;

import io.github.neuronscript.diagnostic.Escapes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mathematics in two dimensions: quotients are stacked and exponents raised, without ( ). */
abstract class StackedNotation extends Notation {

  @Override
  final String number(String text) {
    boolean negative = text.startsWith("−") || text.startsWith("-");
    String size = (negative ? text.substring(1) : text).replace("_", "");
    return negative ? minus() + size(size) : size(size);
  }

  private String size(String size) {
    int power = size.indexOf('e');
    int line = size.indexOf('/');
    if (line > 0) {
      return fraction(digits(size.substring(0, line)), digits(size.substring(line + 1)));
    }
    if (power > 0) {
      String exponent = number(size.substring(power + 1).replace("+", ""));
      return digits(size.substring(0, power)) + times() + power(digits("10"), exponent);
    }
    return switch (size) {
      case "∞", "inf" -> infinity();
      case "nan" -> words("nan");
      default -> digits(size);
    };
  }

  /** Writes a number without a sign, exponent or denominator. */
  abstract String digits(String digits);

  /** The cross before a power of ten. */
  abstract String times();

  abstract String infinity();

  abstract String fraction(String top, String bottom);

  /**
   * Writes what holds in which case.
   *
   * @param conditions one fewer than the values
   */
  abstract String cases(List<String> conditions, List<String> values);

  /**
   * A name as mathematics writes it: w1 is w with index 1.
   *
   * @param base the letters, or the whole where a name is anything but letters and digits
   * @param index the digits at the end, or nothing
   * @param marks ′ and ° at the end, or nothing
   */
  record Name(String base, String index, String marks) {

    private static final Pattern INDEXED = Pattern.compile("(\\p{L}+)(\\p{Nd}*)([′°]*)");

    static Name of(String name) {
      Matcher matcher = INDEXED.matcher(name);
      return matcher.matches()
          ? new Name(matcher.group(1), matcher.group(2), matcher.group(3))
          : new Name(Escapes.visible(name), "", "");
    }

    boolean isLetter() {
      return base.codePointCount(0, base.length()) == 1 && Character.isLetter(base.codePointAt(0));
    }
  }
}
