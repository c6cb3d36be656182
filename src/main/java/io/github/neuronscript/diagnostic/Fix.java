package io.github.neuronscript.diagnostic;

import java.util.Objects;

/** A change to the source that mends a problem: the text of {@code span} becomes {@code text}. */
public record Fix(Span span, String text) {
  public Fix {
    Objects.requireNonNull(span, "span");
    Objects.requireNonNull(text, "text");
  }
}
