package io.github.neuronscript;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.util.List;

/** The files that a script may read; an application that gives none keeps them all closed. */
@FunctionalInterface
public interface FileAccess {

  /**
   * Opens a file for reading; the caller closes it.
   *
   * @param script the name of the source that asks, for a path relative to it
   * @param path the path as the script wrote it
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws AccessDeniedException if the script may not read it
   * @throws IOException if it cannot be read
   */
  InputStream open(String script, String path) throws IOException;

  /**
   * Returns what lies in a folder, for somebody who types a path: files and, with a slash behind
   * them, folders, in the order of the alphabet and without what is hidden. Empty where nothing is
   * told.
   *
   * @param folder as a script would write it, with a slash at its end; empty for where paths start
   */
  default List<String> list(String folder) {
    return List.of();
  }

  /** Returns the access that refuses every file. */
  static FileAccess none() {
    return (script, path) -> {
      throw new AccessDeniedException(path);
    };
  }
}
