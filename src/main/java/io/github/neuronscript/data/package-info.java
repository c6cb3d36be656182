/**
 * Reads data into tables.
 *
 * <p>Open {@link io.github.neuronscript.data.Readers} first: it chooses the {@link
 * io.github.neuronscript.data.TableReader} of a file, which gives the names of its columns, and a
 * {@link io.github.neuronscript.data.Table} of the columns that are {@link
 * io.github.neuronscript.data.Wanted}. Which files may be opened is decided elsewhere, by whoever
 * supplies the {@link io.github.neuronscript.data.FileOpener}; rows that are in no file of text are
 * a {@link io.github.neuronscript.data.RowSource}.
 *
 * <p>A table is read once, in one stream, and only numbers and the codes of texts are kept of it.
 * CSV goes through {@code CsvCells} and {@code CsvRows}; JSON lines and rows go through {@code
 * CursorTable}. Only when there is something to complain of is a CSV file read again, up to the
 * lines concerned, so that a message can show them ({@code RawRow}, {@code Excerpt}).
 *
 * <p>A reader of another format is a {@code TableReader}, and how {@code Readers} recognises it.
 * Its messages stand in one class.
 */
package io.github.neuronscript.data;
