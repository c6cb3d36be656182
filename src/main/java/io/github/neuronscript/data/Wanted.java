package io.github.neuronscript.data;

import java.util.List;
import java.util.Objects;

/**
 * A column to be read, and as what.
 *
 * @param name as {@link TableReader#header} gives it
 * @param gap what becomes of cells without a value
 * @param exact whether the decimals of numbers that no double holds are wanted as well
 * @param use what it is read for, so that a message can say what to write instead
 */
public record Wanted(String name, Kind kind, Gap gap, boolean exact, Use use) {

  /** What reads a column; where several do, the one that asks most of it. */
  public enum Use {
    INPUT,
    TARGET,
    CONDITION
  }

  /** What the cells of a column are read as. */
  public enum Kind {
    NUMBER,
    TEXT
  }

  public Wanted {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(gap, "gap");
    Objects.requireNonNull(use, "use");
  }

  // By hand, since what Java makes for records takes long to link.
  @Override
  public boolean equals(Object other) {
    return other instanceof Wanted wanted
        && name.equals(wanted.name)
        && kind == wanted.kind
        && gap == wanted.gap
        && exact == wanted.exact
        && use == wanted.use;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Numbers, one in each row. */
  public static Wanted number(String name) {
    return new Wanted(name, Kind.NUMBER, Gap.FAIL, false, Use.INPUT);
  }

  /** Texts, which may be empty. */
  public static Wanted text(String name) {
    return new Wanted(name, Kind.TEXT, Gap.KEEP, false, Use.INPUT);
  }

  /** Returns what a column of numbers is read for. */
  static Use useOf(String column, List<Wanted> wanted) {
    return wanted.stream()
        .filter(one -> one.kind() == Kind.NUMBER && one.name().equals(column))
        .map(Wanted::use)
        .findFirst()
        .orElse(Use.INPUT);
  }

  public Wanted gap(Gap other) {
    return new Wanted(name, kind, other, exact, use);
  }

  public Wanted exact(boolean other) {
    return new Wanted(name, kind, gap, other, use);
  }

  public Wanted use(Use other) {
    return new Wanted(name, kind, gap, exact, other);
  }
}
