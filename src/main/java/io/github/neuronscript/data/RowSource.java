package io.github.neuronscript.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Rows that no file of text holds: a query of a database, or what a host has in memory. It is
 * opened several times, and gives the same rows each time.
 */
@FunctionalInterface
public interface RowSource {

  /**
   * Begins before the first row; the caller closes it.
   *
   * @throws IOException with the reason, if the rows cannot be had
   * @throws io.github.neuronscript.diagnostic.ScriptException to say more than a reason
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
    void close() throws IOException;
  }
}
