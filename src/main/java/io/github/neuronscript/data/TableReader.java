package io.github.neuronscript.data;

import java.util.List;

/**
 * Reads one table: a file of some kind, or rows that a host gives. {@link Readers} chooses it. It
 * holds nothing of the table between two calls.
 */
public interface TableReader {

  /**
   * Returns the names of the columns in their order, normalised to NFC. A column without a name is
   * called {@code ""}; all others differ.
   *
   * @throws io.github.neuronscript.diagnostic.ScriptException if they cannot be read
   */
  List<String> header();

  /**
   * Reads the columns that are wanted; the others are not kept. Numbers are finite, or NaN for a
   * gap that is kept.
   *
   * @throws io.github.neuronscript.diagnostic.ScriptException if the table cannot be read to its
   *     end, has no rows or not the columns, or holds a cell that is not as wanted
   */
  Table read(List<Wanted> wanted);

  /**
   * Reads the same, and hands the rows on while it reads, so that they are not held. Nothing is
   * handed on behind a row that is wrong.
   *
   * @param copied whether all cells are wanted as text, too
   * @return the rows that were left out
   * @throws io.github.neuronscript.diagnostic.ScriptException as {@link #read}
   */
  Table.LeftOut stream(List<Wanted> wanted, boolean copied, RowTaker taker);
}
