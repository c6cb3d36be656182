package io.github.neuronscript.data;

import java.util.Objects;

/**
 * A column to be read, and as what.
 *
 * @param name as {@link CsvReader#header} gives it
 */
public record Wanted(String name, Kind kind) {

  /** What the cells of a column are read as. */
  public enum Kind {
    NUMBER,
    TEXT
  }

  public Wanted {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
  }

  public static Wanted number(String name) {
    return new Wanted(name, Kind.NUMBER);
  }

  public static Wanted text(String name) {
    return new Wanted(name, Kind.TEXT);
  }
}
