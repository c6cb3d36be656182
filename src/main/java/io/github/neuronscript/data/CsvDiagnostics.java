package io.github.neuronscript.data;

import static io.github.neuronscript.data.FileDiagnostics.counted;
import static io.github.neuronscript.data.FileDiagnostics.error;
import static io.github.neuronscript.data.FileDiagnostics.listed;
import static io.github.neuronscript.data.FileDiagnostics.quoted;
import static io.github.neuronscript.data.FileDiagnostics.shortened;

import io.github.neuronscript.data.BadCells.BadCell;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.diagnostic.Suggestions;
import io.github.neuronscript.formula.NumberReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Every message about a CSV file. */
public final class CsvDiagnostics {
  private static final String SPACE_BEFORE_QUOTE =
      "a space before a quote makes the quote part of the text";
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[-+\u2212]?\\d+,\\d+");
  private static final Pattern THOUSANDS =
      Pattern.compile("[-+\u2212]?\\d{1,3}(([.']\\d{3})+,\\d+|([,']\\d{3})+[.]\\d+)");
  private static final Pattern DECIMAL_POINT = Pattern.compile("[-+\u2212]?\\d+[.]\\d+");

  /** What to do about a cell without a value. */
  static final String GAPS =
      "fill it in; or, behind the name of the file, `missing skip` leaves its row out and `missing"
          + " mean` puts the mean in";

  private CsvDiagnostics() {}

  /**
   * Says that a file has no column of some name, with its nearest name or its columns.
   *
   * @param file the name of the file as it is shown
   * @param columns the names in its header
   * @param named whether the file names them, so that they are not c1, c2 and on
   * @param span where the column was asked for, in the script or in the header
   */
  public static Diagnostic unknownColumn(
      String wanted, String file, List<String> columns, boolean named, Optional<Span> span) {
    Diagnostic unknown =
        error(Code.CSV_UNKNOWN_COLUMN, quoted(file) + " has no column " + quoted(wanted), span)
            .note(
                (columns.size() == 1 ? "its only column is " : "its columns are ")
                    + listed(columns));
    Optional<String> nearest = Suggestions.nearest(wanted, columns);
    if (nearest.isPresent()) {
      return unknown.help("did you mean " + quoted(nearest.get()) + "?");
    }
    Optional<String> separator = Dialect.separatorOf(wanted, columns);
    if (separator.isPresent()) {
      return unknown.help("write `separator " + separator.get() + "` behind the name of the file");
    }
    return named
        ? withHeaderHelp(unknown, columns)
        : unknown.help("put a line above the rows that names the columns");
  }

  static Diagnostic empty(String file) {
    return Diagnostic.error(Code.CSV_EMPTY, quoted(file) + " is empty")
        .help("begin it with a line that names its columns, as in `length,width,species`");
  }

  static Diagnostic noRows(String file, List<String> columns, Excerpt header, int line) {
    Diagnostic noRows =
        error(
                Code.CSV_NO_ROWS,
                quoted(file) + " has no rows after the names of its columns",
                header.row(line, 0))
            .label(counted(columns.size(), "column") + " named here");
    return withHeaderHelp(noRows, columns);
  }

  static Diagnostic duplicateColumn(String name, Excerpt header, int line, int first, int second) {
    Diagnostic duplicate =
        error(
                Code.CSV_DUPLICATE_COLUMN,
                "two columns of " + quoted(header.name()) + " are called " + quoted(name),
                header.cell(line, second))
            .label("again here");
    return header
        .cell(line, first)
        .map(place -> duplicate.related(place, "first here"))
        .orElse(duplicate);
  }

  static Diagnostic notNumbers(
      BadCells cells,
      List<String> columns,
      Excerpt rows,
      boolean all,
      Dialect dialect,
      Wanted.Use use) {
    BadCell first = cells.shown().get(0);
    String column = columns.get(first.column());
    String text = first.text().strip();
    Diagnostic notNumbers =
        badCells(
            Code.CSV_CELL_NOT_A_NUMBER,
            shortened(text) + " in column " + quoted(column) + " is no number",
            "nor is this",
            cells,
            rows);
    if (THOUSANDS.matcher(text).matches()) {
      return notNumbers.help(withoutThousands(text, dialect));
    }
    if (!dialect.decimalComma() && DECIMAL_COMMA.matcher(text).matches()) {
      return notNumbers.help(
          "write `"
              + text.replace(',', '.')
              + "`, with a decimal point, or `decimal comma` behind the name of the file");
    }
    if (dialect.decimalComma() && DECIMAL_POINT.matcher(text).matches()) {
      return notNumbers.help(
          "the file is read by `decimal comma`: write `" + text.replace('.', ',') + "`");
    }
    return all ? FileDiagnostics.columnOfTexts(notNumbers, column, text, use) : notNumbers;
  }

  /** Says how `1.234,5` or `1,234.5` can be read: thousands have no sign between them. */
  private static String withoutThousands(String text, Dialect dialect) {
    int sign = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
    String whole = text.substring(0, sign).replaceAll("[.,']", "");
    boolean comma = text.charAt(sign) == ',' || dialect.decimalComma();
    String number = whole + (comma ? "," : ".") + text.substring(sign + 1);
    return "write `"
        + number
        + "` in the file, without a sign between thousands"
        + (comma && !dialect.decimalComma()
            ? ", and `decimal comma` behind the name of the file"
            : "");
  }

  static Diagnostic missing(BadCells cells, List<String> columns, Excerpt rows) {
    BadCell first = cells.shown().get(0);
    return badCells(
            Code.CSV_MISSING_CELL,
            first.text().isBlank()
                ? "a cell in column " + quoted(columns.get(first.column())) + " is empty"
                : shortened(first.text().strip())
                    + " in column "
                    + quoted(columns.get(first.column()))
                    + " is no value",
            "nor is there one here",
            cells,
            rows)
        .help(GAPS);
  }

  private static Diagnostic badCells(
      Code code, String message, String others, BadCells cells, Excerpt rows) {
    BadCell first = cells.shown().get(0);
    Diagnostic bad = error(code, message, rows.cell(first.line(), first.column()));
    if (bad.span().isEmpty()) {
      bad = bad.note("on line " + first.line() + " of " + quoted(rows.name()));
    }
    for (BadCell more : cells.shown().subList(1, cells.shown().size())) {
      Optional<Span> place = rows.cell(more.line(), more.column());
      bad = place.isPresent() ? bad.related(place.get(), others) : bad;
    }
    long unseen = cells.count() - cells.shown().size();
    return unseen > 0 ? bad.note("and " + unseen + " more") : bad;
  }

  /**
   * For rows with more or fewer cells than there are columns.
   *
   * @param some the first of them
   * @param count how many there are
   * @param header on which line the columns are named
   */
  static Diagnostic ragged(
      List<CsvRows.Ragged> some, long count, List<String> columns, int header, Excerpt rows) {
    CsvRows.Ragged first = some.get(0);
    int line = first.line();
    int excess = first.cells() - columns.size();
    Optional<Span> row = rows.row(line, excess > 0 ? columns.size() : 0);
    Diagnostic ragged =
        error(
                Code.CSV_RAGGED_ROW,
                "line "
                    + line
                    + " has "
                    + counted(first.cells(), "cell")
                    + ", but "
                    + quoted(rows.name())
                    + " has "
                    + counted(columns.size(), "column"),
                row)
            .label(
                excess > 0
                    ? excess + " too many"
                    : "none for " + quoted(columns.get(first.cells())));
    Optional<Span> names = rows.row(header, 0);
    if (names.isPresent()) {
      ragged = ragged.related(names.get(), counted(columns.size(), "column") + " named here");
    }
    for (CsvRows.Ragged more : some.subList(1, some.size())) {
      Optional<Span> place = rows.row(more.line(), 0);
      ragged =
          place.isPresent()
              ? ragged.related(place.get(), "here " + counted(more.cells(), "cell"))
              : ragged;
    }
    if (count > some.size()) {
      ragged = ragged.note("and " + (count - some.size()) + " more rows of the wrong length");
    }
    return rows.hasSpaceBeforeQuote(line)
        ? ragged.note(SPACE_BEFORE_QUOTE).help("remove the space")
        : ragged;
  }

  static Diagnostic spaceBeforeQuote(int line, int column, Excerpt rows) {
    return error(Code.CSV_MALFORMED, SPACE_BEFORE_QUOTE, rows.cell(line, column))
        .help("remove the space");
  }

  static Diagnostic openQuote(RawRow row, Excerpt rows) {
    int quote = row.openQuote();
    return error(
            Code.CSV_MALFORMED,
            "a quote in " + quoted(rows.name()) + " is never closed",
            rows.span(row.line(), quote, quote + 1))
        .label("the cell begins here and runs to the end of the file");
  }

  static Diagnostic afterQuote(RawRow row, Excerpt rows) {
    int at = row.afterQuote();
    return error(
            Code.CSV_MALFORMED,
            "text follows a closing quote in " + quoted(rows.name()),
            rows.span(row.line(), at, at + 1))
        .label("a separator or the end of the line belongs here")
        .help("write a quote inside a quoted cell twice: `\"\"`");
  }

  /** For a row that was no row at first and looks well when read again. */
  static Diagnostic changed(int line, String file) {
    return Diagnostic.error(
        Code.CSV_MALFORMED, "line " + line + " of " + quoted(file) + " cannot be read as cells");
  }

  static Diagnostic tooManyRows(int line, Limits limits, Excerpt rows) {
    return error(
            Code.CSV_TOO_LARGE,
            quoted(rows.name()) + " has more than " + limits.rows() + " rows",
            rows.row(line, 0))
        .reached(limits.tooManyRows(rows.name()));
  }

  static Diagnostic tooManyEmptyLines(String file, Limits limits) {
    return Diagnostic.error(
            Code.CSV_TOO_LARGE, quoted(file) + " has more than " + limits.rows() + " empty lines")
        .reached(limits.tooManyRows(file));
  }

  static Diagnostic tooManyColumns(RawRow header, Limits limits, Excerpt rows) {
    return error(
            Code.CSV_TOO_LARGE,
            quoted(rows.name()) + " has more than " + limits.columns() + " columns",
            rows.cell(header.line(), limits.columns()))
        .reached(limits.tooManyColumns(rows.name()));
  }

  static Diagnostic cellTooLong(RawRow row, int cell, Limits limits, Excerpt rows) {
    int start = row.start(cell);
    boolean quote = row.text().startsWith("\"", start);
    Diagnostic tooLong =
        error(
                Code.CSV_TOO_LARGE,
                "a cell of "
                    + quoted(rows.name())
                    + " is longer than "
                    + limits.cellLength()
                    + " characters",
                rows.span(row.line(), start, start + 1))
            .label("it begins here");
    return quote ? tooLong.help("see whether its closing quote is missing") : tooLong;
  }

  static Diagnostic rowTooLong(RawRow row, Limits limits, Excerpt rows) {
    return error(
            Code.CSV_TOO_LARGE,
            "a row of "
                + quoted(rows.name())
                + " is longer than "
                + limits.rowLength()
                + " characters",
            rows.span(row.line(), 0, 1))
        .label("it begins here");
  }

  /** Adds what to do where the first line of a file looks like data. */
  private static Diagnostic withHeaderHelp(Diagnostic diagnostic, List<String> columns) {
    Optional<String> number =
        columns.stream().filter(name -> NumberReader.parseCell(name).isPresent()).findFirst();
    return number
        .map(
            name ->
                diagnostic.help(
                    "put the names of the columns above "
                        + shortened(name)
                        + ", or write `header none` behind the name of the file"))
        .orElse(diagnostic);
  }
}
