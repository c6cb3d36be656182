package io.github.neuronscript.handout;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.RowSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a script that is run for a page, or to mark one: it reads them, and no file changes.
 * What it writes it can read again as long as it runs.
 */
final class UnwrittenFiles implements FileAccess, FileOpener {

  /** Of what is written, so much is kept to be read again. */
  private static final int MOST_BYTES = 16_000_000;

  private final FileAccess files;
  private final Map<String, Optional<byte[]>> written = new LinkedHashMap<>();
  private int left = MOST_BYTES;

  UnwrittenFiles(FileAccess files) {
    this.files = files;
  }

  /** Returns the paths that were to be written, as the script wrote them. */
  List<String> written() {
    return new ArrayList<>(written.keySet());
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    Optional<byte[]> own = written.getOrDefault(path, Optional.empty());
    return own.isPresent() ? new ByteArrayInputStream(own.get()) : files.open(script, path);
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean[] whole = {true};
    text.writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            whole[0] &= kept.size() + length <= left;
            if (whole[0]) {
              kept.write(bytes, from, length);
            }
          }
        });
    left -= whole[0] ? kept.size() : 0;
    written.put(path, whole[0] ? Optional.of(kept.toByteArray()) : Optional.empty());
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return written.containsKey(path) ? Optional.empty() : files.readable(script, path);
  }

  /** Nobody is refused what does not happen. */
  @Override
  public Optional<Path> writable(String script, String path) {
    return Optional.empty();
  }

  @Override
  public List<String> list(String folder) {
    return files.list(folder);
  }

  @Override
  public Optional<RowSource> table(String script, String path) throws IOException {
    return files instanceof FileOpener opener && !written.containsKey(path)
        ? opener.table(script, path)
        : Optional.empty();
  }

  @Override
  public Map<String, Binding> bindings() {
    return files instanceof FileOpener opener ? opener.bindings() : Map.of();
  }
}
