package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.NumberWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns rows whose cells have types into a table. Bad cells are counted and do not stop it. */
final class CursorTable {
  private static final int SHOWN = 5;

  private final String name;
  private final String unit;
  private final Limits limits;
  private final Map<Wanted, Column> columns = new LinkedHashMap<>();
  private final Table.ColumnSet all = new Table.ColumnSet();
  private final Found gaps = new Found();
  private final Found bad = new Found();
  private final Map<String, Integer> badOfColumn = new HashMap<>();
  private final Lines lines = new Lines();

  /** A cell that is not as wanted. */
  record BadCell(int line, String column, Object value, boolean number, Optional<Span> place) {}

  /** Cells with the same problem; the first few are shown. */
  static final class Found {
    private final List<BadCell> shown = new ArrayList<>();
    private long count;

    long count() {
      return count;
    }

    List<BadCell> shown() {
      return shown;
    }
  }

  /**
   * Prepares to read once.
   *
   * @param unit what a message calls them, as in "row 7"
   * @param wanted columns that the rows have
   */
  CursorTable(String name, String unit, List<Wanted> wanted, Limits limits) {
    this.name = name;
    this.unit = unit;
    this.limits = limits;
    wanted.forEach(one -> columns.put(one, all.add(one, '.')));
  }

  Table read(Cursor cursor) throws IOException {
    read(cursor, Optional.empty(), List.of());
    return new Table(all, lines, unit);
  }

  private void read(Cursor cursor, Optional<Portions> portions, List<String> names)
      throws IOException {
    int rowsRead = 0;
    while (cursor.next()) {
      if (rowsRead++ == limits.rows()) {
        throw new ScriptException(RowDiagnostics.tooManyRows(name, limits));
      }
      if (addRow(cursor)) {
        lines.add(cursor.line());
        if (portions.isPresent()) {
          if (portions.get().copied()) {
            copy(cursor, names, portions.get());
          } else {
            countTexts(cursor, portions.get());
          }
          if (portions.get().isFull(lines.size())) {
            handOn(portions.get());
          }
        }
      } else {
        all.leaveOut();
      }
    }
    portions.ifPresent(this::handOn);
    if (rowsRead == 0) {
      throw new ScriptException(RowDiagnostics.noRows(name));
    }
    List<Diagnostic> problems = new ArrayList<>();
    if (bad.count() > 0) {
      problems.add(bad(rowsRead));
    }
    if (gaps.count() > 0) {
      problems.add(RowDiagnostics.gaps(gaps, name, unit));
    }
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
  }

  private Diagnostic bad(int rowsRead) {
    Diagnostic error = RowDiagnostics.bad(bad, name, unit);
    BadCell first = bad.shown().get(0);
    boolean texts = first.number() && first.value() instanceof CharSequence;
    return texts && badOfColumn.get(first.column()) == rowsRead
        ? FileDiagnostics.columnOfTexts(
            error,
            first.column(),
            first.value().toString().strip(),
            Wanted.useOf(first.column(), List.copyOf(columns.keySet())))
        : error;
  }

  /**
   * Hands the rows on while they are read.
   *
   * @param names of all columns, whose cells are wanted as text if {@code copied}
   */
  Table.LeftOut stream(Cursor cursor, List<String> names, boolean copied, RowTaker taker)
      throws IOException {
    CsvText header = new CsvText(',');
    names.forEach(header::cell);
    header.endRow();
    taker.begin(names, header);
    Portions portions = new Portions(all, unit, ',', copied, taker);
    read(cursor, Optional.of(portions), names);
    return all.leftOut();
  }

  private void handOn(Portions to) {
    if (bad.count() == 0 && gaps.count() == 0) {
      to.handOn(lines);
    } else {
      to.forget();
    }
    lines.clear();
  }

  private static void copy(Cursor cursor, List<String> names, Portions to) throws IOException {
    for (String name : names) {
      String cell = written(cursor, name);
      to.count(cell.length());
      if (cursor.value(name) == null) {
        to.cells().empty();
      } else {
        to.cells().cell(cell);
      }
    }
    to.endRow();
  }

  /** Counts the texts that are held; so many numbers are held at most. */
  private void countTexts(Cursor cursor, Portions to) throws IOException {
    for (Map.Entry<Wanted, Column> entry : columns.entrySet()) {
      if (entry.getValue() instanceof TextColumn) {
        to.count(written(cursor, entry.getKey().name()).length());
      }
    }
  }

  /** Returns a value as a CSV file has it; numbers as they read back. */
  private static String written(Cursor cursor, String name) throws IOException {
    Object value = cursor.value(name);
    if (value instanceof Boolean truth) {
      return truth ? "1" : "0";
    }
    if (value instanceof Number number && (value instanceof Float || value instanceof Double)) {
      // As it is written: 0.1f is 0.1.
      return NumberWriter.shortest(Double.parseDouble(number.toString()));
    }
    if (value instanceof Cursor.Nested) {
      return cursor.place(name).map(Span::text).orElse("");
    }
    return value instanceof Cursor.Numeral numeral ? numeral.text() : text(value);
  }

  /** Adds a row, and returns whether it can stay. */
  private boolean addRow(Cursor cursor) throws IOException {
    boolean stays = true;
    for (Map.Entry<Wanted, Column> entry : columns.entrySet()) {
      String column = entry.getKey().name();
      Object value = cursor.value(column);
      Column.Cell cell =
          entry.getValue() instanceof NumberColumn numbers
              ? number(numbers, value)
              : text((TextColumn) entry.getValue(), value);
      boolean number = entry.getValue() instanceof NumberColumn;
      if (cell == Column.Cell.BAD) {
        note(bad, cursor, column, value, number);
        badOfColumn.merge(column, 1, Integer::sum);
      } else if (cell == Column.Cell.GAP && entry.getValue().gap() == Gap.FAIL) {
        note(gaps, cursor, column, value, number);
      } else if (cell == Column.Cell.GAP && entry.getValue().gap() == Gap.SKIP) {
        all.gap(column);
        stays = false;
      }
    }
    return stays;
  }

  private static void note(
      Found found, Cursor cursor, String column, Object value, boolean number) {
    found.count++;
    if (found.shown.size() < SHOWN) {
      found.shown.add(new BadCell(cursor.line(), column, value, number, cursor.place(column)));
    }
  }

  private static Column.Cell number(NumberColumn column, Object value) {
    if (value instanceof Cursor.Numeral numeral) {
      char[] text = numeral.text().toCharArray();
      return column.add(text, 0, text.length, false);
    }
    if (value instanceof Boolean truth) {
      column.add(truth ? 1 : 0);
      return Column.Cell.GOOD;
    }
    if (value instanceof Number number) {
      return number(column, number);
    }
    column.add(Double.NaN);
    return value == null || Gap.isNoNumber(value.toString().strip())
        ? Column.Cell.GAP
        : Column.Cell.BAD;
  }

  private static Column.Cell number(NumberColumn column, Number number) {
    if (number instanceof BigDecimal decimal) {
      column.add(decimal);
    } else if (number instanceof BigInteger || number instanceof Long) {
      column.add(new BigDecimal(number.toString()));
    } else if (number instanceof Float) {
      // As it is written: 0.1f is 0.1.
      column.add(Double.parseDouble(number.toString()));
    } else {
      column.add(number.doubleValue());
    }
    double value = number.doubleValue();
    return Double.isNaN(value)
        ? Column.Cell.GAP
        : Double.isInfinite(value) ? Column.Cell.BAD : Column.Cell.GOOD;
  }

  private static Column.Cell text(TextColumn column, Object value) {
    String text = value instanceof Cursor.Numeral numeral ? numeral.text() : text(value);
    column.add(text);
    if (value instanceof Cursor.Nested) {
      return Column.Cell.BAD;
    }
    return text.isEmpty() ? Column.Cell.GAP : Column.Cell.GOOD;
  }

  private static String text(Object value) {
    return value == null || value instanceof Cursor.Nested ? "" : value.toString();
  }
}
