package io.github.neuronscript.render;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a trace. A new one is a renderer and a line here. */
public enum Format {
  /** For people: the steps in columns. */
  TEXT {
    @Override
    public Renderer renderer(Appendable out, Style style, Head head) {
      return new TextRenderer(out, style);
    }
  },
  /** For programs: one JSON object a line, numbers in full. */
  JSON {
    @Override
    public Renderer renderer(Appendable out, Style style, Head head) {
      return new JsonRenderer(out, head);
    }
  };

  /** Returns the word that chooses it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the words of all formats. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Format::text).toList();
  }

  /** Returns the format chosen by that word. */
  public static Optional<Format> of(String word) {
    for (Format format : values()) {
      if (format.text().equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns a renderer for one run. It writes as it goes and throws {@link
   * java.io.UncheckedIOException} when {@code out} fails.
   */
  public abstract Renderer renderer(Appendable out, Style style, Head head);
}
