package io.github.neuronscript;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Files that lie nowhere: what is written can be read again. */
public final class MemoryFiles implements FileAccess {

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final FileAccess others;

  public MemoryFiles() {
    this(
        (script, path) -> {
          throw new NoSuchFileException(path);
        });
  }

  /** Makes files beside others, which can be read only. */
  public MemoryFiles(FileAccess others) {
    this.others = others;
  }

  /** Returns the same files with one more. */
  public MemoryFiles with(String path, String text) {
    return with(path, text.getBytes(UTF_8));
  }

  /** Returns the same files with one more. */
  public MemoryFiles with(String path, byte[] file) {
    files.put(path, file);
    return this;
  }

  /** Returns what was written last, or given. */
  public byte[] read(String path) {
    return Objects.requireNonNull(files.get(path), path).clone();
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    byte[] file = files.get(path);
    return file == null ? others.open(script, path) : new ByteArrayInputStream(file);
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.writeTo(out);
    files.put(path, out.toByteArray());
  }
}
