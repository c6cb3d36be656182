package io.github.neuronscript.data;

import static io.github.neuronscript.data.FileDiagnostics.error;
import static io.github.neuronscript.data.FileDiagnostics.quoted;
import static io.github.neuronscript.data.FileDiagnostics.shortened;

import io.github.neuronscript.data.CursorTable.BadCell;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.NumberReader;
import java.util.Optional;

/** Every message about tables whose cells have types: JSON lines, and rows of a host. */
final class RowDiagnostics {

  private RowDiagnostics() {}

  static Diagnostic noRows(String table) {
    return Diagnostic.error(Code.CSV_NO_ROWS, quoted(table) + " has no rows");
  }

  static Diagnostic tooManyRows(String table, Limits limits) {
    return Diagnostic.error(
            Code.CSV_TOO_LARGE, quoted(table) + " has more than " + limits.rows() + " rows")
        .reached(limits.tooManyRows(table));
  }

  static Diagnostic tooManyColumns(String table, Limits limits, Optional<Span> place) {
    return error(
            Code.CSV_TOO_LARGE,
            quoted(table) + " has more than " + limits.columns() + " columns",
            place)
        .reached(limits.tooManyColumns(table));
  }

  static Diagnostic sameColumn(String column, String table) {
    return Diagnostic.error(
            Code.CSV_DUPLICATE_COLUMN,
            "two columns of " + quoted(table) + " are called " + quoted(column))
        .help("give one of them another name, in the query with `as`");
  }

  static Diagnostic bad(CursorTable.Found cells, String table, String unit) {
    BadCell first = cells.shown().get(0);
    boolean nested = first.value() instanceof Cursor.Nested;
    String column = quoted(first.column());
    String text =
        first.value() instanceof Cursor.Numeral numeral
            ? numeral.text()
            : String.valueOf(first.value()).strip();
    boolean inQuotes =
        first.number()
            && first.value() instanceof CharSequence
            && NumberReader.parseCell(text).isPresent();
    Diagnostic bad =
        found(
            Code.CSV_CELL_NOT_A_NUMBER,
            nested
                ? "column " + column + " holds a list or an object, not a value"
                : shortened(inQuotes ? "\"" + text + "\"" : text)
                    + " in column "
                    + column
                    + " is no number"
                    + (inQuotes ? " but a text" : ""),
            "nor is this",
            cells,
            table,
            unit);
    return inQuotes && first.place().isPresent()
        ? bad.help("write it without quotes: " + shortened(text))
        : bad;
  }

  static Diagnostic gaps(CursorTable.Found cells, String table, String unit) {
    BadCell first = cells.shown().get(0);
    return found(
            Code.CSV_MISSING_CELL,
            "there is no value in column " + quoted(first.column()),
            "nor is there one here",
            cells,
            table,
            unit)
        .help(CsvDiagnostics.GAPS);
  }

  private static Diagnostic found(
      Code code,
      String message,
      String others,
      CursorTable.Found cells,
      String table,
      String unit) {
    BadCell first = cells.shown().get(0);
    Diagnostic found = error(code, message, first.place());
    if (first.place().isEmpty()) {
      found = found.note("in " + unit + " " + first.line() + " of " + quoted(table));
    }
    int shown = 1;
    for (BadCell more : cells.shown().subList(1, cells.shown().size())) {
      if (more.place().isPresent()) {
        found = found.related(more.place().get(), others);
        shown++;
      }
    }
    long unseen = cells.count() - shown;
    return unseen > 0 ? found.note("and " + unseen + " more") : found;
  }
}
