package io.github.neuronscript.scripting;

import io.github.neuronscript.DataRows;
import io.github.neuronscript.FileAccess;
import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.HostData;
import io.github.neuronscript.data.Replay;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What scripts of one context may read and write: the files that it opens, its reader by the name
 * of {@code -}, and its data sets by theirs.
 */
final class ContextFiles implements FileAccess, FileOpener {

  private static final String READER = "-";

  private FileAccess files = FileAccess.none();
  private Map<String, Object> attributes = Map.of();
  private Reader reader;

  /** What the reader has given: data is read more than once. */
  private Replay input = new Replay(InputStream.nullInputStream(), 0);

  /** Changes what is read from now on. */
  void use(FileAccess access, Reader in, Map<String, Object> byName) {
    files = access;
    attributes = byName;
    if (reader != in) {
      reader = in;
      input = new Replay(new Utf8Stream(in), Integer.MAX_VALUE - 16);
    }
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    return path.equals(READER) ? input.open() : files.open(script, path);
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    files.write(script, path, text);
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return path.equals(READER) ? Optional.empty() : files.readable(script, path);
  }

  @Override
  public Optional<Path> writable(String script, String path) throws IOException {
    return files.writable(script, path);
  }

  @Override
  public Map<String, Binding> bindings() {
    Map<String, Binding> all = new LinkedHashMap<>();
    attributes.forEach(
        (name, value) ->
            DataSets.of(name, value)
                .ifPresent(rows -> all.put(name, new Binding.OfRows(() -> opened(rows)))));
    return all;
  }

  private static HostData.Rows opened(DataRows given) throws IOException {
    DataRows.Rows rows = HostData.step(given::open);
    return new HostData.Rows(HostData.step(rows::columns), rows::next, rows::value, rows);
  }
}
