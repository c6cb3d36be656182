package io.github.neuronscript;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Rows that a host gives a name, for {@code data from name}: a lambda that opens them, or one of
 * the ways here.
 */
@FunctionalInterface
public interface DataRows {

  /**
   * Begins before the first row. It is called several times, and gives the same rows each time.
   *
   * @throws IOException with the reason, if the rows cannot be had
   */
  Rows open() throws IOException;

  /** The rows, one after the other. */
  interface Rows extends Closeable {

    /** Returns the names of the columns, in their order. */
    List<String> columns();

    /** Moves on to the next row, and returns whether there is one. */
    boolean next() throws IOException;

    /**
     * Returns a cell of the row: a {@link Number}, a {@link Boolean}, which counts as 1 or 0, null
     * where there is no value, or anything else for its text.
     *
     * @param column from 0
     */
    Object value(int column) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /**
   * Returns rows of columns that are held in memory.
   *
   * @param columns by name, in the order of the map: each a {@code double[]}, in which NaN is no
   *     value, or a list of {@link Number}s, {@link Boolean}s, texts and nulls; not copied
   * @throws IllegalArgumentException if there is none, one is something else, or they differ in
   *     length
   */
  static DataRows columns(Map<String, ?> columns) {
    Objects.requireNonNull(columns, "columns");
    Map<String, Object> held = new LinkedHashMap<>(columns);
    TreeSet<Integer> lengths = new TreeSet<>();
    held.values().forEach(column -> lengths.add(length(column)));
    if (lengths.size() != 1) {
      throw new IllegalArgumentException("columns of lengths " + lengths);
    }
    int rows = lengths.first();
    return () ->
        new Held(List.copyOf(held.keySet())) {
          private final List<Object> cells = new ArrayList<>(held.values());

          @Override
          boolean has(int row) {
            return row < rows;
          }

          @Override
          Object cell(int row, int column) {
            return cells.get(column) instanceof double[] numbers
                ? (Object) numbers[row]
                : ((List<?>) cells.get(column)).get(row);
          }
        };
  }

  private static int length(Object column) {
    if (column instanceof double[] numbers) {
      return numbers.length;
    }
    if (column instanceof List<?> values) {
      return values.size();
    }
    throw new IllegalArgumentException("a column is a double[] or a List");
  }

  /**
   * Returns rows by the names of their cells; a name that a row lacks is no value there.
   *
   * @param columns which cells are read, in this order
   * @param rows gone through each time the data are read
   */
  static DataRows maps(List<String> columns, Iterable<? extends Map<String, ?>> rows) {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(rows, "rows");
    return () -> {
      Iterator<? extends Map<String, ?>> iterator = rows.iterator();
      return new Held(List.copyOf(columns)) {
        private Map<String, ?> row = Map.of();

        @Override
        boolean has(int number) {
          boolean more = iterator.hasNext();
          row = more ? iterator.next() : Map.of();
          return more;
        }

        @Override
        Object cell(int number, int column) {
          return row.get(columns().get(column));
        }
      };
    };
  }

  /** Rows that need no closing. */
  abstract class Held implements Rows {
    private final List<String> columns;
    private int row = -1;

    private Held(List<String> columns) {
      this.columns = columns;
    }

    abstract boolean has(int row);

    abstract Object cell(int row, int column);

    @Override
    public final List<String> columns() {
      return columns;
    }

    @Override
    public final boolean next() {
      return has(++row);
    }

    @Override
    public final Object value(int column) {
      return cell(row, column);
    }
  }
}
