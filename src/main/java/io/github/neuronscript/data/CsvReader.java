package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads a CSV file (RFC 4180): a line that names the columns, then rows. Unless the {@link Dialect}
 * says otherwise, cells are separated by commas, semicolons or tabs, whichever stands most often in
 * the first line, the comma if as often. Quoted cells may hold separators, line ends, and quotes
 * written twice. The text is UTF-8, with or without a byte order mark; lines end in LF, CRLF or CR;
 * empty lines are skipped.
 *
 * <p>Every problem is a {@link ScriptException} that shows the line of the file. A reader holds
 * nothing of the file between two calls, and may be shared between threads if its opener may.
 */
public final class CsvReader implements TableReader {
  private static final String UNIT = "line";

  private final String name;
  private final TextFile file;
  private final Dialect dialect;
  private final Limits limits;

  /**
   * Opens nothing yet.
   *
   * @param displayName the name of the file in messages
   */
  public CsvReader(String displayName, Opener opener, Dialect dialect, Limits limits) {
    this.name = Objects.requireNonNull(displayName, "displayName");
    this.file = new TextFile(displayName, opener, limits);
    this.dialect = Objects.requireNonNull(dialect, "dialect");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * The first line of the file, and where the rows begin.
   *
   * @param linesRead none if the first line is a row itself
   */
  private record Header(RawRow row, char separator, List<String> names, int linesRead) {
    Excerpt excerpt(String name) {
      return new Excerpt(name, new TreeMap<>(Map.of(row.line(), row)));
    }
  }

  @Override
  public List<String> header() {
    return file.reading(in -> readHeader(in).names());
  }

  /**
   * Numbers are read as by {@link io.github.neuronscript.formula.NumberReader#parseCell(String)},
   * from quoted cells too. Texts are normalised to NFC, without spaces around them unless they are
   * quoted.
   */
  @Override
  public Table read(List<Wanted> wanted) {
    if (dialect.header()) {
      return file.reading(in -> readRows(in, readHeader(in), wanted));
    }
    Header first = file.reading(this::readHeader);
    return file.reading(in -> readRows(in, first, wanted));
  }

  @Override
  public Table.LeftOut stream(List<Wanted> wanted, boolean copied, RowTaker taker) {
    if (dialect.header()) {
      return file.reading(in -> streamRows(in, readHeader(in), wanted, copied, taker));
    }
    Header first = file.reading(this::readHeader);
    return file.reading(in -> streamRows(in, first, wanted, copied, taker));
  }

  private Table.LeftOut streamRows(
      Utf8Reader in, Header header, List<Wanted> wanted, boolean copied, RowTaker taker)
      throws IOException {
    Table.ColumnSet all = new Table.ColumnSet();
    Column[][] columns = columns(header, wanted, all);
    CsvText written = new CsvText(header.separator());
    if (dialect.header()) {
      written.cells(header.row().text());
      written.endRow();
    }
    taker.begin(header.names(), written);
    Portions portions = new Portions(all, UNIT, header.separator(), copied, taker);
    readRows(in, header, wanted, columns, all, Optional.of(portions));
    return all.leftOut();
  }

  private Header readHeader(Utf8Reader in) throws IOException {
    int line = 1;
    while (in.skipLineEnd()) {
      if (line++ > limits.rows()) {
        throw new ScriptException(CsvDiagnostics.tooManyEmptyLines(name, limits));
      }
    }
    if (in.peek() < 0) {
      throw new ScriptException(CsvDiagnostics.empty(name));
    }
    RawRow undecided = RawRow.read(in, line, dialect.candidates(), limits);
    char separator = mostFrequent(undecided);
    RawRow row = undecided.separatedBy(separator);
    List<String> names = new ArrayList<>();
    for (int column = 0; column < row.cellCount(); column++) {
      String named = Normalizer.normalize(row.value(column).strip(), Normalizer.Form.NFC);
      names.add(dialect.header() ? named : "c" + (column + 1));
    }
    int linesRead = dialect.header() ? line - 1 + row.lineCount() : 0;
    Header header = new Header(row, separator, List.copyOf(names), linesRead);
    check(header);
    in.skipLineEnd();
    return header;
  }

  private char mostFrequent(RawRow row) {
    String candidates = dialect.candidates();
    char best = candidates.charAt(0);
    for (int i = 1; i < candidates.length(); i++) {
      char separator = candidates.charAt(i);
      if (row.separatedBy(separator).cellCount() > row.separatedBy(best).cellCount()) {
        best = separator;
      }
    }
    return best;
  }

  private void check(Header header) {
    RawRow row = header.row();
    Excerpt excerpt = header.excerpt(name);
    malformed(row, excerpt)
        .ifPresent(
            problem -> {
              throw new ScriptException(problem);
            });
    if (row.cellCount() > limits.columns()) {
      throw new ScriptException(CsvDiagnostics.tooManyColumns(row, limits, excerpt));
    }
    Map<String, Integer> places = new HashMap<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (int column = 0; column < header.names().size(); column++) {
      String columnName = header.names().get(column);
      Integer first = columnName.isEmpty() ? null : places.putIfAbsent(columnName, column);
      if (first != null) {
        problems.add(
            CsvDiagnostics.duplicateColumn(columnName, excerpt, row.line(), first, column));
      } else if (row.hasSpaceBeforeQuote(column)) {
        problems.add(CsvDiagnostics.spaceBeforeQuote(row.line(), column, excerpt));
      }
    }
    throwIfAny(problems);
  }

  /** Returns what is wrong with the quotes or the length of a row. */
  private Optional<Diagnostic> malformed(RawRow row, Excerpt excerpt) {
    int tooLong = row.firstCell(cell -> row.length(cell) > limits.cellLength());
    if (tooLong >= 0) {
      return Optional.of(CsvDiagnostics.cellTooLong(row, tooLong, limits, excerpt));
    }
    if (row.text().length() >= limits.rowLength()) {
      return Optional.of(CsvDiagnostics.rowTooLong(row, limits, excerpt));
    }
    if (row.afterQuote() >= 0) {
      return Optional.of(CsvDiagnostics.afterQuote(row, excerpt));
    }
    if (row.openQuote() >= 0) {
      return Optional.of(CsvDiagnostics.openQuote(row, excerpt));
    }
    return Optional.empty();
  }

  private Table readRows(Utf8Reader in, Header header, List<Wanted> wanted) throws IOException {
    Table.ColumnSet all = new Table.ColumnSet();
    Column[][] columns = columns(header, wanted, all);
    CsvRows rows = readRows(in, header, wanted, columns, all, Optional.empty());
    return new Table(all, rows.lines(), UNIT);
  }

  private CsvRows readRows(
      Utf8Reader in,
      Header header,
      List<Wanted> wanted,
      Column[][] columns,
      Table.ColumnSet all,
      Optional<Portions> portions)
      throws IOException {
    CsvRows rows = new CsvRows(columns, header.names(), all, header.linesRead(), limits, portions);
    Optional<CsvRows.Stop> stop = rows.read(in, header.separator());
    List<Diagnostic> problems = problems(rows, header, wanted);
    stop.ifPresent(row -> problems.add(explain(row, header)));
    throwIfAny(problems);
    // No rows are none to learn from, but may well be all that there are to predict.
    if (rows.rowsRead() == 0 && portions.filter(Portions::copied).isEmpty()) {
      throw new ScriptException(
          CsvDiagnostics.noRows(name, header.names(), header.excerpt(name), header.row().line()));
    }
    return rows;
  }

  /** Adds a column for each that is wanted, and returns them by their places in the file. */
  private Column[][] columns(Header header, List<Wanted> wanted, Table.ColumnSet all) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < header.names().size(); i++) {
      places.putIfAbsent(header.names().get(i), i);
    }
    Column[][] columns = new Column[header.names().size()][0];
    List<Diagnostic> unknown = new ArrayList<>();
    for (Wanted one : new LinkedHashSet<>(wanted)) {
      Integer place = places.get(one.name());
      if (place == null) {
        unknown.add(unknown(one.name(), header));
        continue;
      }
      Column[] others = columns[place];
      columns[place] = Arrays.copyOf(others, others.length + 1);
      columns[place][others.length] = all.add(one, dialect.point());
    }
    throwIfAny(unknown);
    return columns;
  }

  private Diagnostic unknown(String wanted, Header header) {
    Excerpt excerpt = header.excerpt(name);
    return CsvDiagnostics.unknownColumn(
        wanted, name, header.names(), dialect.header(), excerpt.row(header.row().line(), 0));
  }

  private List<Diagnostic> problems(CsvRows rows, Header header, List<Wanted> wanted) {
    List<Diagnostic> problems = new ArrayList<>();
    if (rows.raggedCount() > 0) {
      Excerpt excerpt = excerpt(header, rows.ragged().stream().map(CsvRows.Ragged::line).toList());
      problems.add(
          CsvDiagnostics.ragged(
              rows.ragged(), rows.raggedCount(), header.names(), header.row().line(), excerpt));
    }
    BadCells notNumbers = rows.notNumbers();
    if (notNumbers.count() > 0) {
      int column = notNumbers.shown().get(0).column();
      Excerpt excerpt = excerpt(header, lines(notNumbers));
      Diagnostic error =
          CsvDiagnostics.notNumbers(
              notNumbers,
              header.names(),
              excerpt,
              rows.isAllBad(column),
              dialect,
              Wanted.useOf(header.names().get(column), wanted));
      boolean gaps = wanted.stream().anyMatch(one -> one.gap() != Gap.FAIL);
      problems.add(gaps && !rows.isAllBad(column) ? error.note(Gap.MARKS) : error);
    }
    BadCells missing = rows.missing();
    if (missing.count() > 0) {
      Excerpt excerpt = excerpt(header, lines(missing));
      problems.add(CsvDiagnostics.missing(missing, header.names(), excerpt));
    }
    return problems;
  }

  private static List<Integer> lines(BadCells cells) {
    return cells.shown().stream().map(BadCells.BadCell::line).toList();
  }

  private Diagnostic explain(CsvRows.Stop stop, Header header) {
    int line = stop.line();
    Excerpt excerpt = excerpt(header, List.of(line));
    if (stop instanceof CsvRows.TooManyEmptyLines) {
      return CsvDiagnostics.tooManyEmptyLines(name, limits);
    }
    if (stop instanceof CsvRows.TooManyRows) {
      return CsvDiagnostics.tooManyRows(line, limits, excerpt);
    }
    if (stop instanceof CsvRows.CellTooLong tooLong && excerpt.raw(line).isPresent()) {
      RawRow row = excerpt.raw(line).get();
      if (tooLong.column() < row.cellCount()) {
        return CsvDiagnostics.cellTooLong(row, tooLong.column(), limits, excerpt);
      }
    }
    if (stop instanceof CsvRows.SpaceBeforeQuote space) {
      return CsvDiagnostics.spaceBeforeQuote(line, space.column(), excerpt);
    }
    return excerpt
        .raw(line)
        .flatMap(row -> malformed(row, excerpt))
        .orElseGet(() -> CsvDiagnostics.changed(line, name));
  }

  /** Reads the file again for the rows that begin on some lines; the header is among them. */
  private Excerpt excerpt(Header header, Collection<Integer> lines) {
    SortedMap<Integer, RawRow> rows = new TreeMap<>();
    rows.put(header.row().line(), header.row());
    file.again(
        in -> {
          int line = 1;
          for (int wanted : new TreeSet<>(lines)) {
            if (wanted < line || !in.skipLines(wanted - line)) {
              break;
            }
            RawRow row = RawRow.read(in, wanted, String.valueOf(header.separator()), limits);
            rows.put(wanted, row);
            line = wanted + row.lineCount() - 1;
          }
        });
    return new Excerpt(name, rows);
  }

  private static void throwIfAny(List<Diagnostic> problems) {
    if (!problems.isEmpty()) {
      throw new ScriptException(problems);
    }
  }
}
