package io.github.neuronscript.data;

import java.util.Objects;

/**
 * A column to be read, and as what.
 *
 * @param name as {@link TableReader#header} gives it
 * @param gap what becomes of cells without a value
 * @param exact whether the decimals of numbers that no double holds are wanted as well
 */
public record Wanted(String name, Kind kind, Gap gap, boolean exact) {

  /** What the cells of a column are read as. */
  public enum Kind {
    NUMBER,
    TEXT
  }

  public Wanted {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(gap, "gap");
  }

  /** Numbers, one in each row. */
  public static Wanted number(String name) {
    return new Wanted(name, Kind.NUMBER, Gap.FAIL, false);
  }

  /** Texts, which may be empty. */
  public static Wanted text(String name) {
    return new Wanted(name, Kind.TEXT, Gap.KEEP, false);
  }

  public Wanted gap(Gap other) {
    return new Wanted(name, kind, other, exact);
  }

  public Wanted exact(boolean other) {
    return new Wanted(name, kind, gap, other);
  }
}
