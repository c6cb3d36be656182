/**
 * Reads data files into tables.
 *
 * <p>Open {@link io.github.neuronscript.data.CsvReader} first: it gives the names of a file's
 * columns, and a {@link io.github.neuronscript.data.Table} of the columns that are {@link
 * io.github.neuronscript.data.Wanted}. Which files may be opened is decided elsewhere, by whoever
 * supplies the {@link io.github.neuronscript.data.Opener}. Every message is written by {@link
 * io.github.neuronscript.data.CsvDiagnostics}.
 *
 * <p>A file is read once, in one stream, by {@code CsvRows}, the only class that knows the FastCSV
 * library; it keeps numbers and no rows. Only when there is something to complain of is the file
 * read again, up to the lines concerned, so that a message can show them ({@code RawRow}, {@code
 * Excerpt}).
 *
 * <p>A reader of another format is a class beside {@code CsvReader} with the same two methods.
 */
package io.github.neuronscript.data;
