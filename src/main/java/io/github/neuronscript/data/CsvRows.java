package io.github.neuronscript.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows below a header: hands each cell of a wanted column from FastCSV's buffer to its
 * {@link Column}, and stops at the first row that is no row. Bad cells, and rows with more or fewer
 * cells than the header, are counted and do not stop it.
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

  /** The quotes do not match, or a quoted cell is too long for FastCSV. */
  record Unreadable(int line) implements Stop {}

  /** A row with more or fewer cells than the header. */
  record Ragged(int line, int cells) {}

  private static final int SHOWN = 5;

  private final Column[][] columns;
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

  private int[] lines = new int[256];
  private int rowCount;
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
    // A quoted cell may be twice as long before its quotes are halved; and room to read ahead.
    int buffer = 2 * limits.cellLength() + (1 << 15);
    var csv =
        de.siegmar.fastcsv.reader.CsvReader.builder()
            .fieldSeparator(separator)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(buffer)
            .build(new Cells(), in);
    try {
      // Cells builds a record, of no content, only when it stops.
      boolean stopped = csv.iterator().hasNext();
      return stopped ? Optional.of(stop) : Optional.empty();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      // FastCSV wraps whatever is thrown below it.
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      return Optional.of(stop != null ? stop : new Unreadable(line));
    }
  }

  /** Returns how many rows were read, also those that were left out. */
  int rowsRead() {
    return rowsRead;
  }

  /** Returns the line on which each row starts. */
  int[] lines() {
    return Arrays.copyOf(lines, rowCount);
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
      to.handOn(lines, rowCount);
    } else {
      to.forget();
    }
    rowCount = 0;
  }

  /** What FastCSV calls for each cell and at the end of each row. */
  private final class Cells extends AbstractBaseCsvCallbackHandler<Boolean> {

    @Override
    protected void handleBegin(long startingLineNumber) {
      line = (int) Math.min(linesBefore + startingLineNumber, Integer.MAX_VALUE);
      beginRow();
    }

    @Override
    protected void handleField(int index, char[] buffer, int from, int length, boolean quoted) {
      if (length > limits.cellLength()) {
        stop(new CellTooLong(line, index));
      } else if (index < columns.length) {
        if (portions.isPresent()) {
          copy(portions.get(), buffer, from, length, quoted);
        }
        for (Column column : columns[index]) {
          switch (column.add(buffer, from, from + length, quoted)) {
            case GOOD -> {}
            case GAP -> gap(column, index, buffer, from, from + length);
            case BAD -> bad(index, buffer, from, from + length);
          }
        }
      }
    }

    private void copy(Portions to, char[] buffer, int from, int length, boolean quoted) {
      to.count(length);
      if (to.copied()) {
        to.cells().cell(buffer, from, from + length, quoted);
      }
    }

    /** Returns null to go on, and anything else to stop. */
    @Override
    protected Boolean buildRecord() {
      if (getRecordType() == RecordType.DATA && stop == null) {
        if (rowsRead + raggedCount == limits.rows()) {
          stop(new TooManyRows(line));
        } else if (getFieldCount() != columns.length) {
          undoRow(getFieldCount());
          raggedCount++;
          if (ragged.size() < SHOWN) {
            ragged.add(new Ragged(line, getFieldCount()));
          }
        } else {
          endRow();
        }
      } else if (emptyLines++ == limits.rows()) {
        stop(new TooManyEmptyLines(line));
      }
      return stop == null ? null : Boolean.TRUE;
    }

    private void endRow() {
      rowsRead++;
      if (gap) {
        all.leaveOut();
        portions.ifPresent(rows -> rows.cells().undoRow());
        gap = false;
        return;
      }
      if (rowCount == lines.length) {
        lines = Arrays.copyOf(lines, rowCount + (rowCount >> 1));
      }
      lines[rowCount++] = line;
      if (portions.isPresent()) {
        portions.get().endRow();
        if (portions.get().isFull(rowCount)) {
          handOn(portions.get());
        }
      }
    }
  }
}
