package io.github.neuronscript.render;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Vector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Writes one JSON object (RFC 8259) on one line. Keys come in the order of the calls; a number that
 * JSON has no text for becomes the string {@code "NaN"}, {@code "Infinity"} or {@code "-Infinity"},
 * as in JSON mappings elsewhere. A fraction is the string {@code "1/5"}, and a decimal of many
 * digits a string too, which no reader rounds.
 */
public final class Json {

  private final StringBuilder out = new StringBuilder("{");
  private boolean first = true;

  public Json text(String key, String value) {
    key(key);
    quote(value);
    return this;
  }

  public Json texts(String key, List<String> values) {
    open(key, '[');
    for (String value : values) {
      separate();
      quote(value);
    }
    return close(']');
  }

  public Json number(String key, Number value) {
    key(key);
    number(value);
    return this;
  }

  /** A number, or null. */
  public Json number(String key, Optional<Number> value) {
    return value.isPresent() ? number(key, value.get()) : nothing(key);
  }

  /** The first {@code count} numbers of a list. */
  public Json numbers(String key, Vector values, int count) {
    open(key, '[');
    for (int i = 0; i < count; i++) {
      separate();
      number(values.number(i));
    }
    return close(']');
  }

  public Json numbers(String key, Vector values) {
    return numbers(key, values, values.size());
  }

  public Json integer(String key, long value) {
    key(key);
    out.append(value);
    return this;
  }

  public Json truth(String key, boolean value) {
    key(key);
    out.append(value);
    return this;
  }

  public Json nothing(String key) {
    key(key);
    out.append("null");
    return this;
  }

  /** Begins an object as a value, which {@link #end} closes. */
  public Json object(String key) {
    return open(key, '{');
  }

  /** Begins a list of objects, which {@link #endList} closes. */
  public Json list(String key) {
    return open(key, '[');
  }

  /** Begins an object of a list, which {@link #end} closes. */
  public Json element() {
    separate();
    out.append('{');
    first = true;
    return this;
  }

  public Json end() {
    return close('}');
  }

  public Json endList() {
    return close(']');
  }

  /** Returns the whole object and a line end. */
  public String line() {
    return out + "}\n";
  }

  private Json open(String key, char bracket) {
    key(key);
    out.append(bracket);
    first = true;
    return this;
  }

  private Json close(char bracket) {
    out.append(bracket);
    first = false;
    return this;
  }

  private void key(String key) {
    separate();
    quote(key);
    out.append(':');
  }

  private void separate() {
    if (!first) {
      out.append(',');
    }
    first = false;
  }

  private void number(Number number) {
    if (number instanceof Fraction || number instanceof BigDecimal) {
      out.append('"').append(number).append('"');
      return;
    }
    double value = number.doubleValue();
    if (Double.isNaN(value)) {
      out.append("\"NaN\"");
    } else if (Double.isInfinite(value)) {
      out.append(value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
    } else if (value == 0 && 1 / value < 0) {
      out.append("-0.0"); // Many readers take -0 for the integer 0.
    } else {
      out.append(NumberWriter.shortest(value));
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int units = Character.charCount(c);
      if (c == '"' || c == '\\') {
        out.append('\\').append((char) c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (isHidden(c)) {
        for (int k = 0; k < units; k++) {
          escape(text.charAt(i + k));
        }
      } else {
        out.appendCodePoint(c);
      }
      i += units;
    }
    out.append('"');
  }

  /** Control characters, line separators, lone surrogates, and marks that reorder text. */
  private static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private void escape(char unit) {
    String hex = Integer.toHexString(unit);
    out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
  }
}
