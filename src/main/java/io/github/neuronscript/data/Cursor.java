package io.github.neuronscript.data;

import io.github.neuronscript.diagnostic.Span;
import java.io.IOException;
import java.util.Optional;

/** The rows of a table whose cells have types, one after the other. */
interface Cursor {

  /** A number as its text. */
  record Numeral(String text) {}

  /** A value that is no cell: a list or an object. */
  record Nested() {}

  /** Moves on to the next row, and returns whether there is one. */
  boolean next() throws IOException;

  /** Returns the line of the row, or its number where it has none, from 1. */
  int line();

  /** Returns a cell: as {@link RowSource.Rows#value}, or one of the records here. */
  Object value(String column) throws IOException;

  /** Returns the place of a cell, or of the row, where there is a text to show. */
  Optional<Span> place(String column);
}
