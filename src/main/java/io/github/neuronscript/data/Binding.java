package io.github.neuronscript.data;

/** What a name stands for in {@code data from name}. */
public sealed interface Binding {

  /**
   * A file.
   *
   * @param files opens it, whatever a script may read by itself
   */
  record OfFile(String path, FileOpener files) implements Binding {}

  record OfRows(RowSource rows) implements Binding {}
}
