package io.github.neuronscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files that a script may read and write; an application that gives none keeps them all closed.
 */
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

  /** What a script writes into a file. */
  @FunctionalInterface
  interface Text {
    /**
     * Writes it; does not close the stream.
     *
     * @throws IOException if the stream does
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file as a whole: whatever {@code text} throws, nothing of it is left, and a file of
   * that name is as it was. Refuses every file unless it is overridden.
   *
   * @param script the name of the source that asks, for a path relative to it
   * @param path the path as the script wrote it
   * @throws AccessDeniedException if the script may not write it; its reason is shown
   * @throws IOException if it cannot be written
   */
  default void write(String script, String path, Text text) throws IOException {
    throw new AccessDeniedException(path);
  }

  /**
   * Returns where a file that is read really lies, so that no statement writes what it reads;
   * empty, as by default, if it is no file of a file system or nobody knows.
   *
   * @throws IOException as {@link #open}
   */
  default Optional<Path> readable(String script, String path) throws IOException {
    return Optional.empty();
  }

  /**
   * Returns where a file will lie that is to be written, so that a script is told before it runs if
   * it may not; empty, as by default, if nobody knows. Writes nothing.
   *
   * @throws IOException as {@link #write}
   */
  default Optional<Path> writable(String script, String path) throws IOException {
    return Optional.empty();
  }

  /** Returns the access that refuses every file. */
  static FileAccess none() {
    return new FileAccess() {
      @Override
      public InputStream open(String script, String path) throws IOException {
        throw new AccessDeniedException(path);
      }

      @Override
      public Optional<Path> writable(String script, String path) throws IOException {
        throw new AccessDeniedException(path);
      }
    };
  }
}
