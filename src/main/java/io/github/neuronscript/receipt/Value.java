package io.github.neuronscript.receipt;

import java.util.List;
import java.util.Map;

/** What stands in a line of JSON. */
sealed interface Value {

  /** Whether it is the word {@code null}. */
  default boolean isNull() {
    return false;
  }

  /** An object, in the order of its names. */
  record Members(Map<String, Value> values) implements Value {}

  /** A list. */
  record Items(List<Value> values) implements Value {}

  /** What has no parts; it is noted whether it was re-derived. */
  abstract sealed class Leaf implements Value {
    private final int start;
    private boolean derived;

    Leaf(int start) {
      this.start = start;
    }

    /** Returns where it begins in its line, its quote included. */
    int start() {
      return start;
    }

    boolean derived() {
      return derived;
    }

    void markDerived() {
      derived = true;
    }
  }

  /** {@code true}, {@code false} or {@code null}. */
  final class Word extends Leaf {
    private final String text;

    Word(String text, int start) {
      super(start);
      this.text = text;
    }

    boolean is(boolean truth) {
      return text.equals(truth ? "true" : "false");
    }

    @Override
    public boolean isNull() {
      return text.equals("null");
    }
  }

  /** A number or a text. */
  final class Scalar extends Leaf {
    private final String text;
    private final boolean quoted;
    private boolean number;

    Scalar(String text, boolean quoted, int start) {
      super(start);
      this.text = text;
      this.quoted = quoted;
    }

    /** Returns the digits of a number, or a text without its quotes. */
    String text() {
      return text;
    }

    boolean quoted() {
      return quoted;
    }

    /** Whether it is a whole number, as it is written. */
    boolean isWhole() {
      return !quoted
          && !text.equals("-0")
          && text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether a number stands in this place, in quotes or not. */
    boolean isNumber() {
      return number;
    }

    void markNumber() {
      number = true;
    }
  }
}
