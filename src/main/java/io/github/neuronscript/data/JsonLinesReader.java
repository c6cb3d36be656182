package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import java.io.IOException;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads JSON lines: one object on each line. The columns are the names of the first object; one
 * that a later object lacks is a gap in its row, and names that come later are not read. Numbers
 * and texts are what they are, true and false are 1 and 0, null is a gap.
 */
final class JsonLinesReader implements TableReader {
  private final String name;
  private final TextFile file;
  private final Limits limits;

  JsonLinesReader(String displayName, Opener opener, Limits limits) {
    this.name = displayName;
    this.file = new TextFile(displayName, opener, limits);
    this.limits = limits;
  }

  @Override
  public List<String> header() {
    return file.reading(in -> names(new Objects(in)));
  }

  @Override
  public Table read(List<Wanted> wanted) {
    List<String> names = header();
    RowReader.requireColumns(wanted, names, name);
    return file.reading(in -> new CursorTable(name, "line", wanted, limits).read(new Objects(in)));
  }

  @Override
  public Table.LeftOut stream(List<Wanted> wanted, boolean copied, RowTaker taker) {
    List<String> names = header();
    RowReader.requireColumns(wanted, names, name);
    return file.reading(
        in ->
            new CursorTable(name, "line", wanted, limits)
                .stream(new Objects(in), names, copied, taker));
  }

  private List<String> names(Objects objects) throws IOException {
    if (!objects.next()) {
      throw new ScriptException(JsonDiagnostics.empty(name));
    }
    List<String> names = List.copyOf(objects.fields.keySet());
    if (names.size() > limits.columns()) {
      throw new ScriptException(
          RowDiagnostics.tooManyColumns(name, limits, Optional.of(objects.span(0, 1))));
    }
    return names;
  }

  /** The objects of the file, one after the other. */
  private final class Objects implements Cursor {
    private final Utf8Reader in;
    private String text = "";
    private int line;
    private int linesRead;
    private int emptyLines;
    private Map<String, JsonLine.Field> fields = Map.of();

    Objects(Utf8Reader in) {
      this.in = in;
    }

    @Override
    public boolean next() throws IOException {
      do {
        if (in.peek() < 0) {
          return false;
        }
        text = readLine();
        if (text.isBlank() && emptyLines++ == limits.rows()) {
          throw new ScriptException(CsvDiagnostics.tooManyEmptyLines(name, limits));
        }
      } while (text.isBlank());
      try {
        fields = named(JsonLine.read(text));
        return true;
      } catch (JsonLine.Problem e) {
        throw new ScriptException(
            JsonDiagnostics.malformed(e, span(e.start(), e.end()), text.strip().startsWith("[")));
      }
    }

    private String readLine() throws IOException {
      StringBuilder read = new StringBuilder();
      line = ++linesRead;
      while (in.peek() >= 0 && !in.skipLineEnd()) {
        read.append((char) in.read());
        if (read.length() > limits.rowLength()) {
          throw new ScriptException(JsonDiagnostics.tooLong(name, line, limits));
        }
      }
      return read.toString();
    }

    /** Normalises the names as those in scripts are. */
    private Map<String, JsonLine.Field> named(Map<String, JsonLine.Field> written)
        throws JsonLine.Problem {
      Map<String, JsonLine.Field> named = new LinkedHashMap<>();
      for (Map.Entry<String, JsonLine.Field> field : written.entrySet()) {
        String key = Normalizer.normalize(field.getKey(), Normalizer.Form.NFC).strip();
        JsonLine.Field value = field.getValue();
        if (named.put(key, value) != null) {
          throw new JsonLine.Problem(
              "the name stands in this object twice", value.start(), value.end());
        }
      }
      return named;
    }

    private Span span(int start, int end) {
      Source source = Source.excerpt(name, new TreeMap<>(Map.of(line, text)));
      int from = source.lineStart(line);
      return new Span(source, from + start, from + end);
    }

    @Override
    public int line() {
      return line;
    }

    @Override
    public Object value(String column) {
      JsonLine.Field field = fields.get(column);
      return field == null ? null : field.value();
    }

    @Override
    public Optional<Span> place(String column) {
      JsonLine.Field field = fields.get(column);
      return Optional.of(field == null ? span(0, text.length()) : span(field.start(), field.end()));
    }
  }
}
