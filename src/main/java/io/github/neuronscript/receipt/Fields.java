package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.receipt.Value.Items;
import io.github.neuronscript.receipt.Value.Leaf;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.receipt.Value.Scalar;
import io.github.neuronscript.receipt.Value.Word;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The members of an object of a line. Methods that begin with {@code derive} hold a value to what
 * follows from others, and note that it was re-derived; the others take it as given.
 */
final class Fields {

  private static final Pattern FRACTION = Pattern.compile("-?[0-9]+(/[0-9]+)?");
  private static final Pattern DECIMAL =
      Pattern.compile("-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,9})?");

  /** Of a fraction of as many bits as there may be, above and below its line. */
  private static final int LONGEST = 20_000;

  private final long line;
  private final String path;
  private final NumberSystem numbers;
  private final Members members;

  /**
   * Makes the fields of an object.
   *
   * @param path how messages name what is before a key: nothing, or {@code reason.}
   * @param numbers what numbers in quotes are
   */
  Fields(long line, String path, NumberSystem numbers, Members members) {
    this.line = line;
    this.path = path;
    this.numbers = numbers;
    this.members = members;
  }

  /** Returns the same object, with the numbers in quotes read as others. */
  Fields in(NumberSystem numbers) {
    return new Fields(line, path, numbers, members);
  }

  long line() {
    return line;
  }

  NumberSystem numbers() {
    return numbers;
  }

  Broken broken(String message) {
    return new Broken(line, message);
  }

  private Broken isNo(String key, String what) {
    return broken("`" + path + key + "` is no " + what);
  }

  boolean has(String key) {
    return members.values().containsKey(key);
  }

  /** Returns the keys, in their order. */
  List<String> keys() {
    return List.copyOf(members.values().keySet());
  }

  Value value(String key) {
    Value value = members.values().get(key);
    if (value == null) {
      throw broken("the key `" + path + key + "` is missing");
    }
    return value;
  }

  boolean isNull(String key) {
    return value(key).isNull();
  }

  boolean truth(String key) {
    if (value(key) instanceof Word word && !word.isNull()) {
      return word.is(true);
    }
    throw isNo(key, "`true` or `false`");
  }

  private Scalar scalar(String key) {
    if (value(key) instanceof Scalar scalar) {
      return scalar;
    }
    throw isNo(key, "number or text");
  }

  String text(String key) {
    Scalar scalar = scalar(key);
    if (!scalar.quoted()) {
      throw isNo(key, "text");
    }
    return scalar.text();
  }

  /** Returns a text, or empty for null. */
  Optional<String> textIfAny(String key) {
    return isNull(key) ? Optional.empty() : Optional.of(text(key));
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Value value : items(key)) {
      if (!(value instanceof Scalar scalar) || !scalar.quoted()) {
        throw isNo(key, "list of texts");
      }
      texts.add(scalar.text());
    }
    return texts;
  }

  List<Value> items(String key) {
    if (value(key) instanceof Items items) {
      return items.values();
    }
    throw isNo(key, "list");
  }

  Fields object(String key) {
    if (value(key) instanceof Members object) {
      return new Fields(line, path + key + ".", numbers, object);
    }
    throw isNo(key, "object");
  }

  List<Fields> objects(String key) {
    List<Fields> objects = new ArrayList<>();
    for (Value value : items(key)) {
      if (!(value instanceof Members object)) {
        throw isNo(key, "list of objects");
      }
      objects.add(new Fields(line, path + key + ".", numbers, object));
    }
    return objects;
  }

  long integer(String key) {
    Scalar scalar = scalar(key);
    if (scalar.text().length() > 18 || !scalar.isWhole()) {
      throw isNo(key, "whole number");
    }
    return Long.parseLong(scalar.text());
  }

  /** Returns a whole number, or empty for null. */
  Optional<Long> integerIfAny(String key) {
    return isNull(key) ? Optional.empty() : Optional.of(integer(key));
  }

  Number number(String key) {
    return number(key, scalar(key));
  }

  /** Returns a number, or empty for null. */
  Optional<Number> numberIfAny(String key) {
    return isNull(key) ? Optional.empty() : Optional.of(number(key));
  }

  List<Number> list(String key) {
    List<Value> items = items(key);
    List<Number> list = new ArrayList<>(items.size());
    for (Value value : items) {
      if (!(value instanceof Scalar scalar)) {
        throw isNo(key, "list of numbers");
      }
      list.add(number(key, scalar));
    }
    return list;
  }

  private Number number(String key, Scalar scalar) {
    String text = scalar.text();
    if (!scalar.quoted()) {
      double value = unquoted(key, text);
      return isPlain(text, value) ? value : requireWritten(key, text, value);
    }
    if (text.equals("NaN")) {
      return Double.NaN;
    }
    if (text.equals("Infinity") || text.equals("-Infinity")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (text.length() <= LONGEST && numbers.isExact() && isFraction(text)) {
      int slash = text.indexOf('/');
      return requireWritten(
          key,
          text,
          slash < 0
              ? Fraction.of(new BigInteger(text))
              : Fraction.of(
                  new BigInteger(text.substring(0, slash)),
                  new BigInteger(text.substring(slash + 1))));
    }
    if (text.length() <= LONGEST
        && numbers.digits().isPresent()
        && DECIMAL.matcher(text).matches()) {
      return requireWritten(key, text, new BigDecimal(text));
    }
    throw isNo(key, "number where numbers are " + numbers.name());
  }

  private double unquoted(String key, String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value) || value == 0 && isWrittenOtherThanZero(text)) {
      throw broken("`" + path + key + "` is " + text + ", which no double is");
    }
    return value;
  }

  /** Numbers are compared as they are written, so that each has one text. */
  private Number requireWritten(String key, String text, Number value) {
    String own = written(value);
    if (!own.equals(text)) {
      throw broken("`" + path + key + "` is " + text + ", which a trace writes " + own);
    }
    return value;
  }

  /** Whether a double is seen to be written in the shortest way without writing it. */
  private static boolean isPlain(String text, double value) {
    return text.length() < 16
        && Math.abs(value) > 1e-4
        && text.indexOf('e') < 0
        && text.indexOf('E') < 0
        && (text.indexOf('.') < 0 || text.charAt(text.length() - 1) != '0');
  }

  private static boolean isWrittenOtherThanZero(String text) {
    return text.length() > "-0.0".length() || text.chars().anyMatch(c -> c >= '1' && c <= '9');
  }

  private static boolean isFraction(String text) {
    int slash = text.indexOf('/');
    return FRACTION.matcher(text).matches()
        && (slash < 0 || new BigInteger(text.substring(slash + 1)).signum() != 0);
  }

  /** Whether a number is what stands there: to the bit, or as a fraction or decimal to the sign. */
  private boolean is(String key, Scalar scalar, Number expected) {
    if (!(expected instanceof Double)) {
      return scalar.quoted() && scalar.text().equals(expected.toString());
    }
    double e = expected.doubleValue();
    // Another number is called so before how it is written.
    if (!scalar.quoted() && !isSame(e, unquoted(key, scalar.text()))) {
      return false;
    }
    return number(key, scalar) instanceof Double there && isSame(e, there);
  }

  private static boolean isSame(double one, double other) {
    return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other)
        || Double.isNaN(one) && Double.isNaN(other);
  }

  /** Returns a number as a trace has it. */
  static String written(Number number) {
    return number instanceof Double d && Double.isFinite(d)
        ? d == 0 && 1 / d < 0 ? "-0.0" : NumberWriter.shortest(d)
        : number.toString();
  }

  private void derive(String key, int i, Value value, Number expected, String from) {
    if (value instanceof Scalar scalar && is(key, scalar, expected)) {
      scalar.markDerived();
      return;
    }
    String name = path + key + (i < 0 ? "" : "[" + i + "]");
    String there = value instanceof Scalar scalar ? scalar.text() : "no number";
    throw broken(
        "`" + name + "` is " + there + ", but " + written(expected) + " follows from " + from);
  }

  /** Holds a number to its value. */
  Number derive(String key, Number expected, String from) {
    derive(key, -1, value(key), expected, from);
    return expected;
  }

  /** Holds a number of a list to its value. */
  void derive(String key, int i, Number expected, String from) {
    derive(key, i, items(key).get(i), expected, from);
  }

  /** Holds a number, or null, to its value. */
  void derive(String key, Optional<? extends Number> expected, String from) {
    if (expected.isPresent()) {
      derive(key, expected.get(), from);
    } else {
      deriveNothing(key, from);
    }
  }

  /** Notes that all of it has been held to others. */
  void holdAll() {
    members.values().values().forEach(Fields::hold);
  }

  private static void hold(Value value) {
    if (value instanceof Members object) {
      object.values().values().forEach(Fields::hold);
    } else if (value instanceof Items items) {
      items.values().forEach(Fields::hold);
    } else if (value instanceof Leaf leaf) {
      leaf.markDerived();
    }
  }

  /** Holds a value to be null. */
  void deriveNothing(String key, String from) {
    if (!isNull(key)) {
      throw broken("`" + path + key + "` is there, but null follows from " + from);
    }
    hold(key);
  }

  /** Notes of a text or a word, or of those in a list, that it has been held to others. */
  void hold(String key) {
    hold(value(key));
  }

  /** Holds a list of numbers to theirs. */
  void derive(String key, List<? extends Number> expected, String from) {
    List<Value> items = items(key);
    if (items.size() != expected.size()) {
      throw broken(
          "`" + path + key + "` has " + items.size() + " numbers, and not " + expected.size());
    }
    for (int i = 0; i < items.size(); i++) {
      derive(key, i, items.get(i), expected.get(i), from);
    }
  }

  /** Holds a whole number to its value. */
  void deriveCount(String key, long expected, String from) {
    Scalar scalar = scalar(key);
    if (integer(key) != expected) {
      throw broken(
          "`"
              + path
              + key
              + "` is "
              + scalar.text()
              + ", but "
              + expected
              + " follows from "
              + from);
    }
    scalar.markDerived();
  }

  /** Holds a text to what it should be. */
  void derive(String key, String expected, String from) {
    if (!text(key).equals(expected)) {
      throw broken(
          "`"
              + path
              + key
              + "` is `"
              + text(key)
              + "`, but `"
              + expected
              + "` follows from "
              + from);
    }
    hold(key);
  }

  /** Holds a list of texts. */
  void deriveTexts(String key, List<String> expected, String from) {
    if (!texts(key).equals(expected)) {
      throw broken("`" + path + key + "` is not what follows from " + from);
    }
    hold(key);
  }

  /** Holds a truth. */
  void derive(String key, boolean expected, String from) {
    if (truth(key) != expected) {
      throw broken(
          "`" + path + key + "` is " + !expected + ", but " + expected + " follows from " + from);
    }
    hold(key);
  }
}
