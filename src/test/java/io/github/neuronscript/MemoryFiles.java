package io.github.neuronscript;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files that lie nowhere: what is written can be read again. */
public final class MemoryFiles implements FileAccess {

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Returns the same files with one more. */
  public MemoryFiles with(String path, String text) {
    return with(path, text.getBytes(UTF_8));
  }

  /** Returns the same files with one more. */
  public MemoryFiles with(String path, byte[] file) {
    files.put(path, file);
    return this;
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    byte[] file = files.get(path);
    if (file == null) {
      throw new NoSuchFileException(path);
    }
    return new ByteArrayInputStream(file);
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    text.writeTo(out);
    files.put(path, out.toByteArray());
  }
}
