package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** Reads the rows of a {@link RowSource}; a row is known by its number. */
final class RowReader implements TableReader {
  private final String name;
  private final RowSource source;
  private final Limits limits;

  RowReader(String name, RowSource source, Limits limits) {
    this.name = name;
    this.source = source;
    this.limits = limits;
  }

  @Override
  public List<String> header() {
    return reading(rows -> names(rows));
  }

  @Override
  public Table read(List<Wanted> wanted) {
    return reading(
        rows ->
            new CursorTable(name, "row", wanted, limits).read(numbered(rows, names(rows), wanted)));
  }

  @Override
  public Table.LeftOut stream(List<Wanted> wanted, boolean copied, RowTaker taker) {
    return reading(
        rows -> {
          List<String> names = names(rows);
          return new CursorTable(name, "row", wanted, limits)
              .stream(numbered(rows, names, wanted), names, copied, taker);
        });
  }

  private Numbered numbered(RowSource.Rows rows, List<String> names, List<Wanted> wanted) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.putIfAbsent(names.get(i), i);
    }
    requireColumns(wanted, names, name);
    return new Numbered(rows, places, limits.watch());
  }

  /** Throws if a column that is wanted is not there. */
  static void requireColumns(List<Wanted> wanted, List<String> names, String file) {
    Set<String> known = new HashSet<>(names);
    List<Diagnostic> unknown = new ArrayList<>();
    for (Wanted one : wanted) {
      if (!known.contains(one.name())) {
        unknown.add(CsvDiagnostics.unknownColumn(one.name(), file, names, true, Optional.empty()));
      }
    }
    if (!unknown.isEmpty()) {
      throw new ScriptException(unknown);
    }
  }

  private List<String> names(RowSource.Rows rows) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String column : rows.columns()) {
      String named = Normalizer.normalize(column, Normalizer.Form.NFC).strip();
      if (!named.isEmpty() && !seen.add(named)) {
        throw new ScriptException(RowDiagnostics.sameColumn(named, name));
      }
      names.add(named);
    }
    if (names.size() > limits.columns()) {
      throw new ScriptException(RowDiagnostics.tooManyColumns(name, limits, Optional.empty()));
    }
    return names;
  }

  private record Numbered(
      RowSource.Rows rows, Map<String, Integer> places, LongConsumer watch, int[] number)
      implements Cursor {
    Numbered(RowSource.Rows rows, Map<String, Integer> places, LongConsumer watch) {
      this(rows, places, watch, new int[1]);
    }

    @Override
    public boolean next() throws IOException {
      number[0]++;
      watch.accept(places.size());
      return rows.next();
    }

    @Override
    public int line() {
      return number[0];
    }

    @Override
    public Object value(String column) throws IOException {
      return rows.value(places.get(column));
    }

    @Override
    public Optional<Span> place(String column) {
      return Optional.empty();
    }
  }

  private interface Reading<T> {
    T from(RowSource.Rows rows) throws IOException;
  }

  private <T> T reading(Reading<T> reading) {
    try (RowSource.Rows rows = source.open()) {
      return reading.from(rows);
    } catch (IOException e) {
      throw new ScriptException(FileDiagnostics.unreadable(name, e));
    }
  }
}
