package io.github.neuronscript.data;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named columns of numbers or of texts, all of the same length, and where they stood. */
public final class Table {
  private final Map<String, Numbers> numbers;
  private final Map<String, Map<Integer, BigDecimal>> decimals;
  private final Map<String, List<String>> texts;
  private final Lines lines;
  private final LeftOut leftOut;
  private final String unit;

  /**
   * The rows that were left out for their gaps.
   *
   * @param rows how many
   * @param gaps how many cells of them were without a value, by column
   */
  public record LeftOut(int rows, Map<String, Integer> gaps) {}

  /**
   * Takes over its arguments without copying them.
   *
   * @param columns of the same length as {@code lines}
   * @param lines for each row the line, from 1, on which it starts
   * @param unit what a message calls them, as in "row 7"
   */
  Table(ColumnSet columns, Lines lines, String unit) {
    this.numbers = columns.numbers();
    this.decimals = columns.decimals();
    this.texts = columns.texts();
    this.lines = lines;
    this.leftOut = columns.leftOut();
    this.unit = unit;
  }

  public int rowCount() {
    return lines.size();
  }

  /** Returns the rows that were left out. */
  public LeftOut leftOut() {
    return leftOut;
  }

  /**
   * Returns a column of numbers: the table's own, as large tables are not copied.
   *
   * @throws IllegalArgumentException if the column was not read as numbers
   */
  public Numbers numbers(String name) {
    Numbers column = numbers.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column of numbers: " + name);
    }
    return column;
  }

  /** Returns the decimal that stands in a cell, if it was wanted and no double holds it. */
  public Optional<BigDecimal> decimal(String name, int row) {
    return Optional.ofNullable(decimals.getOrDefault(name, Map.of()).get(row));
  }

  /** Forgets the numbers of the rows before this one; they must not be read again. */
  public void forget(int row) {
    numbers.values().forEach(column -> column.forget(row));
  }

  /**
   * Returns a column of texts as an unmodifiable list; equal texts share one String.
   *
   * @throws IllegalArgumentException if the column was not read as texts
   */
  public List<String> texts(String name) {
    List<String> column = texts.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column of texts: " + name);
    }
    return column;
  }

  /** Returns the line of the file, from 1, on which a row, from 0, starts. */
  public int line(int row) {
    return lines.get(row);
  }

  /** Returns the lines of some rows, in their order; the table's own, if they are all of them. */
  public Lines lines(int[] rows) {
    if (rows.length == lines.size()) {
      return lines;
    }
    Lines some = new Lines();
    for (int row : rows) {
      some.add(lines.get(row));
    }
    return some;
  }

  /** Returns what the lines are called: {@code line}, or {@code row} where there are none. */
  public String unit() {
    return unit;
  }

  /** The columns of a table while it is read. */
  static final class ColumnSet {
    private final Map<String, NumberColumn> numbers = new HashMap<>();
    private final Map<String, TextColumn> texts = new HashMap<>();
    private final Map<String, Integer> gaps = new HashMap<>();
    private int rowsLeftOut;

    /** Adds an empty column. */
    Column add(Wanted wanted, char point) {
      if (wanted.kind() == Wanted.Kind.TEXT) {
        return texts.computeIfAbsent(wanted.name(), name -> new TextColumn(wanted.gap()));
      }
      return numbers.computeIfAbsent(
          wanted.name(), name -> new NumberColumn(wanted.gap(), point, wanted.exact()));
    }

    int size() {
      return numbers.size() + texts.size();
    }

    /** Takes all rows away; those that were left out stay counted. */
    void clear() {
      numbers.values().forEach(NumberColumn::clear);
      texts.values().forEach(TextColumn::clear);
    }

    /** Notes a gap for which its row is left out. */
    void gap(String column) {
      gaps.merge(column, 1, Integer::sum);
    }

    /** Takes the last row away. */
    void leaveOut() {
      numbers.values().forEach(NumberColumn::removeLast);
      texts.values().forEach(TextColumn::removeLast);
      rowsLeftOut++;
    }

    LeftOut leftOut() {
      return new LeftOut(rowsLeftOut, Map.copyOf(gaps));
    }

    private Map<String, Numbers> numbers() {
      Map<String, Numbers> all = new HashMap<>();
      numbers.forEach((name, column) -> all.put(name, column.values()));
      return all;
    }

    private Map<String, Map<Integer, BigDecimal>> decimals() {
      Map<String, Map<Integer, BigDecimal>> all = new HashMap<>();
      numbers.forEach((name, column) -> all.put(name, column.decimals()));
      return all;
    }

    private Map<String, List<String>> texts() {
      Map<String, List<String>> all = new HashMap<>();
      texts.forEach((name, column) -> all.put(name, column.values()));
      return all;
    }
  }
}
