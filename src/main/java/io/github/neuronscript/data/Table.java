package io.github.neuronscript.data;

import java.util.List;
import java.util.Map;

/**
 * Named columns of numbers or of texts, all of the same length. Immutable as long as nobody writes
 * into the arrays it hands out, and then safe to share between threads.
 */
public final class Table {
  private final Map<String, double[]> numbers;
  private final Map<String, List<String>> texts;
  private final int[] lines;

  /**
   * Takes over its arguments without copying them.
   *
   * @param numbers columns by name, each as long as {@code lines}
   * @param texts likewise
   * @param lines for each row the line, from 1, on which it starts in its file
   */
  Table(Map<String, double[]> numbers, Map<String, List<String>> texts, int[] lines) {
    this.numbers = Map.copyOf(numbers);
    this.texts = Map.copyOf(texts);
    this.lines = lines;
  }

  public int rowCount() {
    return lines.length;
  }

  /**
   * Returns a column of finite numbers: the table's own array, as large tables are not copied. It
   * is not to be modified.
   *
   * @throws IllegalArgumentException if the column was not read as numbers
   */
  public double[] numbers(String name) {
    double[] column = numbers.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column of numbers: " + name);
    }
    return column;
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
    return lines[row];
  }
}
