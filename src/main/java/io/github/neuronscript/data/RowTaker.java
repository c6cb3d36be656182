package io.github.neuronscript.data;

import java.util.List;

/** Takes the rows of a table while it is read, so that it is never held as a whole. */
public interface RowTaker {

  /**
   * Is told once, before the rows.
   *
   * @param names of the columns, as {@link TableReader#header} gives them
   * @param header one row with the same as they are written; no row where the file has no names
   */
  void begin(List<String> names, CsvText header);

  /**
   * Takes the next rows. Both arguments are good until it returns; how many there are at a time is
   * not said.
   *
   * @param rows at least one, and the rows that were left out so far
   * @param cells all cells of the same rows, also of columns that are not wanted, as they are
   *     written; no rows where they are not asked for
   */
  void rows(Table rows, CsvText cells);
}
