package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rows that one message shows. A place is empty where its row is not held: the file was read a
 * second time for the excerpt, and may have changed.
 */
final class Excerpt {
  private final String name;
  private final Map<Integer, RawRow> rows;
  private final Source source;

  /**
   * Keeps no reference to its arguments.
   *
   * @param rows by line
   */
  Excerpt(String name, SortedMap<Integer, RawRow> rows) {
    SortedMap<Integer, String> texts = new TreeMap<>();
    rows.forEach((line, row) -> texts.put(line, row.text()));
    this.name = name;
    this.rows = Map.copyOf(rows);
    this.source = Source.excerpt(name, texts);
  }

  /** Returns the name of the file. */
  String name() {
    return name;
  }

  /** Returns the row that begins on a line. */
  Optional<RawRow> raw(int line) {
    return Optional.ofNullable(rows.get(line));
  }

  /** Returns the place of a cell; of the whole row where the row has no such cell. */
  Optional<Span> cell(int line, int cell) {
    return raw(line)
        .flatMap(
            row ->
                cell < row.cellCount() ? span(line, row.start(cell), row.end(cell)) : row(line, 0));
  }

  /** Returns the place of a row from a cell on; of the whole row where it has no such cell. */
  Optional<Span> row(int line, int fromCell) {
    return raw(line)
        .flatMap(
            row -> {
              int from = fromCell < row.cellCount() ? row.start(fromCell) : 0;
              return span(line, from, row.text().length());
            });
  }

  /** Returns whether a cell of a row begins with a space and then a quote. */
  boolean hasSpaceBeforeQuote(int line) {
    return raw(line).filter(row -> row.firstCell(row::hasSpaceBeforeQuote) >= 0).isPresent();
  }

  /** Returns the place of part of a row, by offsets into it, held within it. */
  Optional<Span> span(int line, int from, int to) {
    return raw(line)
        .map(
            row -> {
              int length = row.text().length();
              int start = source.lineStart(line);
              int end = Math.min(to, length);
              return new Span(source, start + Math.min(from, end), start + end);
            });
  }
}
