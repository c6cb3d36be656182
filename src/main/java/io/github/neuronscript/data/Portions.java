package io.github.neuronscript.data;

/** Hands the rows of a table on as they are read, some at a time. */
final class Portions {

  /** Most rows to a portion, if they are short. */
  private static final int ROWS = 4096;

  /** About how many numbers a portion has at most; more only in a single row. */
  private static final int NUMBERS = 1 << 18;

  /** About how many characters. */
  private static final int CHARACTERS = 1 << 20;

  private final Table.ColumnSet columns;
  private final String unit;
  private final CsvText cells;
  private final boolean copied;
  private final RowTaker taker;
  private final int most;
  private long characters;

  /**
   * Has no rows yet.
   *
   * @param columns that the rows are added to
   * @param unit what a message calls them, as in "row 7"
   * @param copied whether all cells are wanted as text
   */
  Portions(Table.ColumnSet columns, String unit, char separator, boolean copied, RowTaker taker) {
    this.columns = columns;
    this.unit = unit;
    this.cells = new CsvText(separator);
    this.copied = copied;
    this.taker = taker;
    this.most = Math.max(1, Math.min(ROWS, NUMBERS / Math.max(1, columns.size())));
  }

  boolean copied() {
    return copied;
  }

  /** Returns the text that the cells of a row are added to, if they are wanted. */
  CsvText cells() {
    return cells;
  }

  /** Counts the characters of a cell. */
  void count(int length) {
    characters += length;
  }

  /** Ends a row that stays. */
  void endRow() {
    if (copied) {
      cells.endRow();
    }
  }

  /** Whether it is time to hand the rows on. */
  boolean isFull(int rows) {
    return rows >= most || characters >= CHARACTERS;
  }

  /** Hands the rows on and forgets them. */
  void handOn(Lines lines) {
    if (lines.size() > 0) {
      taker.rows(new Table(columns, lines, unit), cells);
    }
    forget();
  }

  /** Forgets the rows: something is wrong with the table, and they are of no use. */
  void forget() {
    columns.clear();
    cells.clear();
    characters = 0;
  }
}
