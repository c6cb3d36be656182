package io.github.neuronscript.receipt;

import java.util.List;
import java.util.Map;

/** What stands in a line of JSON. */
sealed interface Value {

  /** An object, in the order of its names. */
  record Members(Map<String, Value> values) implements Value {}

  /** A list. */
  record Items(List<Value> values) implements Value {}

  /** {@code true}, {@code false} or {@code null}. */
  enum Word implements Value {
    TRUE,
    FALSE,
    NULL
  }

  /** A number or a text; of a number it is noted whether it was re-derived. */
  final class Scalar implements Value {
    private final String text;
    private final boolean quoted;
    private final int start;
    private boolean derived;

    Scalar(String text, boolean quoted, int start) {
      this.text = text;
      this.quoted = quoted;
      this.start = start;
    }

    /** Returns the digits of a number, or a text without its quotes. */
    String text() {
      return text;
    }

    boolean quoted() {
      return quoted;
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
}
