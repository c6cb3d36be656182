package io.github.neuronscript.data;

/** A column that grows cell by cell while a file is read. */
sealed interface Column permits NumberColumn, TextColumn {

  /**
   * Adds a cell: the characters {@code from} up to, not including, {@code to}, without its quotes.
   *
   * @return whether the cell is what the column holds; if not, a placeholder was added
   */
  boolean add(char[] buffer, int from, int to, boolean quoted);
}
