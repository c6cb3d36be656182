package io.github.neuronscript.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/** The files that a script may read, and the data that have a name. */
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

  /** Returns how much may be read. */
  default Limits limits() {
    return Limits.DEFAULT;
  }

  /** Returns what a script may read by name. */
  default Map<String, Binding> bindings() {
    return Map.of();
  }
}
