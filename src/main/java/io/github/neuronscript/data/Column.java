package io.github.neuronscript.data;

/** A column that grows cell by cell while a file is read. */
sealed interface Column permits NumberColumn, TextColumn {

  /** What a cell is. */
  enum Cell {
    GOOD,
    /** There is no value; a placeholder was added. */
    GAP,
    /** Not what the column holds; a placeholder was added. */
    BAD
  }

  /** Adds a cell: the characters {@code from} up to, not including, {@code to}, without quotes. */
  Cell add(char[] buffer, int from, int to, boolean quoted);

  /** Takes the last cell away. */
  void removeLast();

  /** Takes all cells away. */
  void clear();

  /** Returns what becomes of its gaps. */
  Gap gap();
}
