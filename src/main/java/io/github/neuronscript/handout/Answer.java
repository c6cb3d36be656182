package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Expression;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as somebody wrote it.
 *
 * @param text as it was written
 * @param unit the place value of its last digit; 0 for a fraction, which is exact
 * @param digits how many significant digits it has; many for a fraction
 * @param goesOn whether dots stand behind its digits: the last one may not be rounded
 */
record Answer(String text, double value, double unit, int digits, boolean goesOn) {

  /** A fraction is as good as so many digits. */
  private static final int EXACT = 17;

  /** Of so many digits a fraction is a decimal number as well. */
  private static final MathContext DECIMAL_DIGITS = new MathContext(6);

  private static final Pattern DECIMAL =
      Pattern.compile(
          "([+-]?)([0-9]*)(?:[.,]([0-9]*))?(?:(?:e|E|[*x]10\\^)\\(?([+-]?[0-9]{1,4})\\)?)?(%?)");

  private static final Pattern FRACTION =
      Pattern.compile(
          "([+-]?)\\(?([+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?)\\)?/\\(?([0-9]{1,15}(?:[.,][0-9]{1,15})?)\\)?");

  /** What people write before a number that is not exact. */
  private static final Pattern ABOUT =
      Pattern.compile("^(?:[~∼≃≅]|(?:ca|about|approx)(?:\\.|\\b))\\s*", Pattern.CASE_INSENSITIVE);

  /** A word in brackets, a unit, or the end of a sentence, behind a number. */
  private static final Pattern BEHIND =
      Pattern.compile(
          "(?:\\s*\\(\\p{L}[^()]*\\)|(?<=[0-9%…])(?:\\s+\\p{L}{1,20}){1,2})?\\s*[.,;!]?$");

  private static final Pattern PERCENT =
      Pattern.compile("(?<=[0-9])\\s*per\\s?cent\\b", Pattern.CASE_INSENSITIVE);

  /** Dots that say that more digits follow. */
  private static final Pattern DOTS = Pattern.compile("\\.{2,}(?=\\s*(?:[=≈(]|$))");

  /**
   * Reads a number; empty if it is none. Of a calculation it is the one behind the last = or ≈;
   * {@code 0.25 = 1/4} is one if both are the same.
   */
  static Optional<Answer> read(String text) {
    String plain =
        BEHIND
            .matcher(DOTS.matcher(PERCENT.matcher(text.strip()).replaceAll("%")).replaceAll("…"))
            .replaceFirst("")
            .replaceFirst("(?i)^minus\\s+(?=[0-9.,])", "-")
            .replace('−', '-')
            .replace('–', '-')
            .replace('·', '*')
            .replace('×', '*')
            .replace("≈", "=")
            .replaceAll("[\\s\u00a0\u202f'_]+", " ");
    Optional<Answer> best = Optional.empty();
    Optional<Answer> last = Optional.empty();
    boolean numbersOnly = true;
    for (String side : plain.split("=", -1)) {
      String one = ABOUT.matcher(side.strip()).replaceFirst("").replace(" ", "");
      if (one.isEmpty() && best.isEmpty() && plain.startsWith("=")) {
        continue;
      }
      last = number(one, text);
      numbersOnly &= last.isPresent();
      if (numbersOnly) {
        if (best.isPresent() && !agree(best.get(), last.get())) {
          return Optional.empty();
        }
        if (best.isEmpty() || last.get().digits > best.get().digits) {
          best = last;
        }
      }
    }
    return numbersOnly ? best : last;
  }

  /**
   * Reads a number that stands for a quantity: {@code 0.458 = w1} is one for w1. What is said to be
   * another quantity is no number.
   */
  static Optional<Answer> read(String text, Expression symbol) {
    int last = text.lastIndexOf('=');
    boolean named =
        last >= 0 && QuantityName.of(text.substring(last + 1)).equals(QuantityName.of(symbol));
    return read(named ? text.substring(0, last) : text);
  }

  private static boolean agree(Answer a, Answer b) {
    return Math.abs(a.value - b.value) <= Math.max(a.unit, b.unit) + 1e-9 * Math.abs(a.value);
  }

  private static Optional<Answer> number(String side, String text) {
    String shown = Escapes.visible(text.strip());
    boolean goesOn = side.endsWith("…");
    String plain = goesOn ? side.substring(0, side.length() - 1) : side;
    Matcher fraction = FRACTION.matcher(plain);
    if (fraction.matches()) {
      double top = Double.parseDouble(fraction.group(2).replace(',', '.'));
      double bottom = Double.parseDouble(fraction.group(3).replace(',', '.'));
      double value = (fraction.group(1).equals("-") ? -top : top) / bottom;
      return bottom == 0
          ? Optional.empty()
          : Optional.of(new Answer(shown, value, 0, EXACT, false));
    }
    Matcher decimal = DECIMAL.matcher(plain);
    String whole = decimal.matches() ? decimal.group(2) : "";
    String behind = decimal.matches() && decimal.group(3) != null ? decimal.group(3) : "";
    if (!decimal.matches()
        || whole.isEmpty() && behind.isEmpty()
        || whole.length() + behind.length() > 60) {
      return Optional.empty();
    }
    int power = decimal.group(4) == null ? 0 : Integer.parseInt(decimal.group(4).replace("+", ""));
    int percent = decimal.group(5).isEmpty() ? 0 : 2;
    BigDecimal number =
        new BigDecimal((whole.isEmpty() ? "0" : whole) + (behind.isEmpty() ? "" : "." + behind))
            .scaleByPowerOfTen(power - percent);
    double size = number.doubleValue();
    double value = decimal.group(1).equals("-") ? -size : size;
    double unit = StrictMath.pow(10, -number.scale());
    int digits = number.signum() == 0 ? 1 : number.precision();
    return Double.isFinite(value)
        ? Optional.of(new Answer(shown, value, unit, digits, goesOn))
        : Optional.empty();
  }

  /**
   * Returns a fraction as a decimal number of its digits, as 0.25 for 1/4; empty if it has many.
   */
  Optional<Answer> asDecimal() {
    BigDecimal decimal =
        new BigDecimal(value, MathContext.DECIMAL64).stripTrailingZeros().round(DECIMAL_DIGITS);
    return unit == 0 && value != 0 && decimal.doubleValue() == value
        ? Optional.of(
            new Answer(
                text, value, StrictMath.pow(10, -decimal.scale()), decimal.precision(), false))
        : Optional.empty();
  }

  /** Whether it is a value rounded to its last digit, or cut off behind it with dots. */
  boolean is(double other) {
    double more = Math.abs(other) - Math.abs(value);
    boolean cut = goesOn && other * value > 0 && more >= 0 && more <= unit;
    return cut || Math.abs(value - other) <= 0.5 * unit * (1 + 1e-9) + 1e-12 * Math.abs(other);
  }

  /** Whether it differs from a value by no more than a number. */
  boolean isWithin(double other, double tolerance) {
    return Math.abs(value - other) <= tolerance * (1 + 1e-9);
  }
}
