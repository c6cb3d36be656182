package io.github.neuronscript.data;

import java.io.IOException;
import java.io.InputStream;

/** The files that a script may read. */
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
}
