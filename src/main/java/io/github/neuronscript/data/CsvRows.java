package io.github.neuronscript.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows below a header: hands each cell of a wanted column from the buffer of {@link
 * CsvCells} to its {@link Column}, and stops at the first row that is no row. Bad cells, and rows
 * with more or fewer cells than the header, are counted and do not stop it.
 */
final class CsvRows {

  /** A row with which the file cannot be read on. */
  sealed interface Stop {
    /** Returns the line on which the row starts. */
    int line();
  }

  record TooManyRows(int line) implements Stop {}

  record TooManyEmptyLines(int line) implements Stop {}

  record CellTooLong(int line, int column) implements Stop {}

  record SpaceBeforeQuote(int line, int column) implements Stop {}

  /** The quotes do not match. */
  record Unreadable(int line) implements Stop {}

  /** A row with more or fewer cells than the header. */
  record Ragged(int line, int cells) {}

  private static final int SHOWN = 5;

  private final Column[][] columns;

  /** The columns of numbers that alone take the cells of their place; null for all others. */
  private final NumberColumn[] plain;

  private final List<String> names;
  private final Table.ColumnSet all;
  private final int linesBefore;
  private final Optional<Portions> portions;
  private final Limits limits;
  private final BadCells missing = new BadCells();
  private final BadCells notNumbers = new BadCells();
  private final long[] badOfColumn;
  private final List<Ragged> ragged = new ArrayList<>();
  private long raggedCount;

  /** What there was before the row that is read: it is undone if the row is none. */
  private long missingBefore;

  private long notNumbersBefore;
  private final int[] badInRow;
  private int badInRowCount;

  private final Lines lines = new Lines();
  private int rowsRead;
  private int emptyLines;
  private boolean gap;
  private int line;
  private Stop stop;

  /**
   * Prepares to read once.
   *
   * @param columns for each column of the file those that its cells are added to, often none
   * @param names of the columns of the file
   * @param all the columns that cells are added to
   * @param linesBefore how many lines of the file the reader has behind it
   * @param portions where the rows go; empty if they stay
   */
  CsvRows(
      Column[][] columns,
      List<String> names,
      Table.ColumnSet all,
      int linesBefore,
      Limits limits,
      Optional<Portions> portions) {
    this.portions = portions;
    this.columns = columns;
    this.names = names;
    this.all = all;
    this.linesBefore = linesBefore;
    this.limits = limits;
    this.plain = new NumberColumn[columns.length];
    this.badOfColumn = new long[columns.length];
    this.badInRow = new int[Arrays.stream(columns).mapToInt(some -> some.length).sum()];
  }

  /** Reads to the end of the file or to a row that stops it, which is returned. */
  Optional<Stop> read(Reader in, char separator) throws IOException {
    Optional<Stop> stopped = readRows(in, separator);
    if (stopped.isPresent()) {
      undoRow(0);
    } else {
      portions.ifPresent(this::handOn);
    }
    return stopped;
  }

  private Optional<Stop> readRows(Reader in, char separator) throws IOException {
    boolean copied = portions.filter(Portions::copied).isPresent();
    boolean anyPlain = !copied && limits.cellLength() >= NumberColumn.LONGEST_PLAIN;
    for (int i = 0; i < columns.length; i++) {
      if (anyPlain
          && columns[i].length == 1
          && columns[i][0] instanceof NumberColumn numbers
          && numbers.endsAt(separator)) {
        plain[i] = numbers;
      }
    }
    CsvCells cells = new CsvCells(in, separator, linesBefore, limits.cellLength());
    while (stop == null && cells.beginRow()) {
      line = cells.line();
      if (cells.skipEmptyRow()) {
        if (emptyLines++ == limits.rows()) {
          stop(new TooManyEmptyLines(line));
        }
      } else {
        beginRow();
        readRow(cells);
      }
    }
    return Optional.ofNullable(stop);
  }

  private void readRow(CsvCells cells) throws IOException {
    int count = 0;
    do {
      int behind = cells.readNumbers(plain, count);
      if (behind == count) {
        read(cells, behind++);
      }
      count = behind;
    } while (stop == null && cells.endCell());
    if (stop == null) {
      endRow(count);
    }
  }

  private void read(CsvCells cells, int place) throws IOException {
    if (!cells.read()) {
      stop(new Unreadable(line));
    } else if (cells.to() - cells.from() > limits.cellLength()) {
      stop(new CellTooLong(line, place));
    } else if (place < columns.length) {
      add(place, cells);
    }
  }

  private void add(int place, CsvCells cells) {
    portions.ifPresent(to -> copy(to, cells));
    char[] buffer = cells.buffer();
    int from = cells.from();
    int to = cells.to();
    for (Column column : columns[place]) {
      switch (column.add(buffer, from, to, cells.isQuoted())) {
        case GOOD -> {}
        case GAP -> gap(column, place, buffer, from, to);
        case BAD -> bad(place, buffer, from, to);
      }
    }
  }

  private static void copy(Portions to, CsvCells cells) {
    to.count(cells.to() - cells.from());
    if (to.copied()) {
      to.cells().cell(cells.buffer(), cells.from(), cells.to(), cells.isQuoted());
    }
  }

  private void endRow(int cells) {
    if (rowsRead + raggedCount == limits.rows()) {
      stop(new TooManyRows(line));
    } else if (cells != columns.length) {
      undoRow(cells);
      raggedCount++;
      if (ragged.size() < SHOWN) {
        ragged.add(new Ragged(line, cells));
      }
    } else {
      keepRow();
    }
  }

  private void keepRow() {
    rowsRead++;
    if (gap) {
      all.leaveOut();
      portions.ifPresent(rows -> rows.cells().undoRow());
      gap = false;
      return;
    }
    lines.add(line);
    if (portions.isPresent()) {
      portions.get().endRow();
      if (portions.get().isFull(lines.size())) {
        handOn(portions.get());
      }
    }
  }

  /** Returns how many rows were read, also those that were left out. */
  int rowsRead() {
    return rowsRead;
  }

  /** Returns the line on which each row starts. */
  Lines lines() {
    return lines;
  }

  /** Returns the empty cells of columns of numbers. */
  BadCells missing() {
    return missing;
  }

  /** Returns the other cells of columns of numbers that are no numbers. */
  BadCells notNumbers() {
    return notNumbers;
  }

  /** Returns the first rows with more or fewer cells than the header. */
  List<Ragged> ragged() {
    return ragged;
  }

  long raggedCount() {
    return raggedCount;
  }

  /** Returns whether no cell of a column of numbers was one. */
  boolean isAllBad(int column) {
    return badOfColumn[column] == rowsRead;
  }

  private void stop(Stop reason) {
    if (stop == null) {
      stop = reason;
    }
  }

  private void gap(Column column, int place, char[] buffer, int from, int to) {
    switch (column.gap()) {
      case FAIL -> {
        countBad(place);
        missing.add(line, place, buffer, from, to);
      }
      case SKIP -> {
        gap = true;
        all.gap(names.get(place));
      }
      case KEEP -> {}
    }
  }

  private void bad(int column, char[] buffer, int from, int to) {
    int first = from;
    while (first < to && (buffer[first] == ' ' || buffer[first] == '\t')) {
      first++;
    }
    if (first < to && first > from && buffer[first] == '"') {
      stop(new SpaceBeforeQuote(line, column));
    } else {
      countBad(column);
      notNumbers.add(line, column, buffer, from, to);
    }
  }

  private void countBad(int column) {
    badOfColumn[column]++;
    badInRow[badInRowCount++] = column;
  }

  private void beginRow() {
    badInRowCount = 0;
    missingBefore = missing.mark();
    notNumbersBefore = notNumbers.mark();
  }

  /** Forgets what the cells of a row without the right number of cells seemed to be. */
  private void undoRow(int cells) {
    missing.reset(missingBefore);
    notNumbers.reset(notNumbersBefore);
    while (badInRowCount > 0) {
      badOfColumn[badInRow[--badInRowCount]]--;
    }
    for (int i = 0; i < Math.min(cells, columns.length); i++) {
      for (Column column : columns[i]) {
        column.removeLast();
      }
    }
    portions.ifPresent(rows -> rows.cells().undoRow());
    gap = false;
  }

  /** Hands the rows on, unless something is wrong with them or those before. */
  private void handOn(Portions to) {
    if (raggedCount == 0 && missing.count() == 0 && notNumbers.count() == 0) {
      to.handOn(lines);
    } else {
      to.forget();
    }
    lines.clear();
  }
}
