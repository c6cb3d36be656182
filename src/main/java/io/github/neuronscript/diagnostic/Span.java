package io.github.neuronscript.diagnostic;

import java.util.Objects;

/** A place in a source: the text from {@code start} up to, not including, {@code end}. */
public record Span(Source source, int start, int end) {

  public Span {
    Objects.requireNonNull(source, "source");
    if (start < 0 || end < start || end > source.text().length()) {
      throw new IllegalArgumentException(
          "span " + start + ".." + end + " outside " + source.name());
    }
  }

  /** Returns the text of this place. */
  public String text() {
    return source.text().substring(start, end);
  }

  public Source.Position position() {
    return source.position(start);
  }

  /** Returns the smallest span that holds this one and another of the same source. */
  public Span to(Span other) {
    return new Span(source, Math.min(start, other.start), Math.max(end, other.end));
  }
}
