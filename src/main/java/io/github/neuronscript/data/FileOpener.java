package io.github.neuronscript.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The files that a script may read and write, and the data that have a name. */
@FunctionalInterface
public interface FileOpener {

  /**
   * Opens a file for reading; the caller closes it.
   *
   * @param script the name of the source that asks, for a path relative to it
   * @param path the path as the script wrote it
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws java.nio.file.AccessDeniedException if the script may not read it
   * @throws IOException if it cannot be read
   */
  InputStream open(String script, String path) throws IOException;

  /**
   * Returns the rows of a file that is no text, such as Parquet, if somebody here understands it.
   * It is subject to the same rules as {@link #open}.
   */
  default Optional<RowSource> table(String script, String path) throws IOException {
    return Optional.empty();
  }

  /** What is written into a file. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes it; does not close the stream.
     *
     * @throws IOException if that fails; whatever is thrown, the file stays as it was
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file as a whole, or leaves it as it was. None may be written unless somebody says so.
   *
   * @param script the name of the source that asks, for a path relative to it
   * @param path the path as the script wrote it
   * @throws AccessDeniedException if the script may not write it
   * @throws IOException if it cannot be written
   */
  default void save(String script, String path, Content content) throws IOException {
    throw new AccessDeniedException(path);
  }

  /**
   * Returns where a file that is read really lies, so that it is not written at the same time;
   * empty if nobody knows.
   *
   * @throws IOException as {@link #open}
   */
  default Optional<Path> readable(String script, String path) throws IOException {
    return Optional.empty();
  }

  /**
   * Returns where a file that is to be written will really lie; empty if nobody knows. Writes
   * nothing.
   *
   * @throws IOException as {@link #save}
   */
  default Optional<Path> writable(String script, String path) throws IOException {
    return Optional.empty();
  }

  /**
   * Says whether a model can be written for another tool under this name. Writes nothing.
   *
   * @param single whether in single precision
   * @throws IOException if it cannot
   */
  default void exportable(String path, boolean single) throws IOException {}

  /**
   * Reads a model of another tool.
   *
   * @return the statements that declare it
   * @throws IOException as {@link #open}, and if nobody here understands it
   */
  default String declared(String script, String path) throws IOException {
    throw new IOException("this host imports no models: it has to give `Options.formats`");
  }

  /** Returns how much may be read. */
  default Limits limits() {
    return Limits.DEFAULT;
  }

  /** Returns what a script may read by name. */
  default Map<String, Binding> bindings() {
    return Map.of();
  }
}
