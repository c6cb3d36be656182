package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Reached;
import java.util.function.LongConsumer;

/**
 * What a data file may hold at most, against files that are wrong or hostile.
 *
 * @param rows from 1; 10 million by default
 * @param columns from 1; 10,000 by default
 * @param cellLength UTF-16 units in one cell, from 1 to 2^28; 2^20 by default
 * @param unpackedBytes of a file, counted behind the unpacking if it is packed; 2^31 by default
 * @param watch is told of each piece that is read, how many bytes or cells it has; it may throw, to
 *     end the reading
 */
public record Limits(
    int rows, int columns, int cellLength, long unpackedBytes, LongConsumer watch) {
  public static final Limits DEFAULT = new Limits(10_000_000, 10_000, 1 << 20, 1L << 31);

  private static final int LONGEST_CELL = 1 << 28;

  public Limits {
    if (rows < 1
        || columns < 1
        || cellLength < 1
        || cellLength > LONGEST_CELL
        || unpackedBytes < 1) {
      throw new IllegalArgumentException(
          "limits out of range: "
              + rows
              + " rows, "
              + columns
              + " columns, cells of "
              + cellLength
              + ", "
              + unpackedBytes
              + " bytes");
    }
  }

  /** Limits that nobody watches. */
  public Limits(int rows, int columns, int cellLength, long unpackedBytes) {
    this(rows, columns, cellLength, unpackedBytes, read -> {});
  }

  /** Limits of rows and cells alone. */
  public Limits(int rows, int columns, int cellLength) {
    this(rows, columns, cellLength, 1L << 31);
  }

  Reached tooManyRows(String table) {
    return new Reached(Reached.Which.ROWS, rows + 1L, rows, table);
  }

  Reached tooManyColumns(String table) {
    return new Reached(Reached.Which.COLUMNS, columns + 1L, columns, table);
  }

  /** Returns these, with somebody who is told of what is read. */
  public Limits watch(LongConsumer watcher) {
    return new Limits(rows, columns, cellLength, unpackedBytes, watcher);
  }

  /** Returns how long a header or a row shown in a message may be, whatever its cells. */
  int rowLength() {
    return (int) Math.min(16L * cellLength, Integer.MAX_VALUE / 4);
  }
}
