package io.github.neuronscript.data;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Cuts the text of a CSV file (RFC 4180) into rows, and these into cells, one after another. A
 * plain number goes from the text into its column in one pass; the end of any other cell is looked
 * for first. For one thread.
 */
final class CsvCells {
  private static final char QUOTE = '"';

  /** Stands behind the characters of the buffer, and in no text. */
  private static final char BEHIND = 0;

  private final Reader in;
  private final char separator;
  private final int longest;

  private char[] buffer = new char[1 << 15];

  /** Characters of the buffer that have been read, and those that there are. */
  private int next;

  private int end;

  /** The cell that was read last; what stands before it in the buffer is of no use any more. */
  private int from;

  private int to;
  private boolean quoted;

  /** The line on which the next character stands, and that on which the row begins. */
  private long line;

  private long firstLine;

  /**
   * Begins behind the lines that have been read.
   *
   * @param in not closed
   * @param longest units of a cell; one that has more is given up somewhere behind these
   */
  CsvCells(Reader in, char separator, int linesBefore, int longest) {
    this.in = in;
    this.separator = separator;
    this.longest = longest;
    this.line = linesBefore + 1L;
  }

  /** Begins the next row, and returns whether there is one. */
  boolean beginRow() throws IOException {
    firstLine = line;
    return isMore(next);
  }

  /** Reads the row if it is empty, and returns whether it was. */
  boolean skipEmptyRow() throws IOException {
    return isLineEnd(buffer[next]) && !endCell();
  }

  /** Returns the line on which the row begins. */
  int line() {
    return (int) Math.min(firstLine, Integer.MAX_VALUE);
  }

  /**
   * Reads the next cells into their columns, as long as they are plain numbers, with a space before
   * them or none.
   *
   * @param columns by the places of their cells; null where they take something else
   * @param first the place of the next cell
   * @return the place behind the last number; {@code first} if nothing was read
   */
  int readNumbers(NumberColumn[] columns, int first) {
    int place = first;
    int at = next;
    while (place < columns.length && columns[place] != null) {
      int behind = columns[place].addPlain(buffer, at, separator);
      if (behind < 0 && buffer[at] == ' ' && separator != ' ') {
        behind = columns[place].addPlain(buffer, at + 1, separator);
      }
      if (behind < 0) {
        break;
      }
      place++;
      next = behind;
      at = behind + 1;
      if (buffer[behind] != separator) {
        break;
      }
    }
    return place;
  }

  /**
   * Reads the next cell.
   *
   * @return whether its quotes match
   */
  boolean read() throws IOException {
    from = next;
    quoted = isMore(from) && buffer[next] == QUOTE;
    if (quoted) {
      return readQuoted();
    }
    boolean ended = false;
    while (!ended && next - from <= longest && isMore(from)) {
      int at = next;
      while (at < end && !isEnd(buffer[at])) {
        at++;
      }
      ended = at < end;
      next = at;
    }
    to = next;
    return true;
  }

  /** Moves the characters of the cell together where a quote is written twice. */
  private boolean readQuoted() throws IOException {
    next++;
    from = next;
    to = next;
    char before = QUOTE;
    while (to - from <= longest) {
      if (!isMore(from)) {
        return false;
      }
      char c = buffer[next++];
      if (c == QUOTE) {
        if (!isMore(from) || isEnd(buffer[next])) {
          return true;
        }
        if (buffer[next++] != QUOTE) {
          return false;
        }
      } else if (isLineEnd(c) && !(c == '\n' && before == '\r')) {
        line++;
      }
      before = c;
      buffer[to++] = c;
    }
    return true;
  }

  /** Reads what ends a cell, and returns whether there is another one in the row. */
  boolean endCell() throws IOException {
    if (!isMore(next)) {
      return false;
    }
    char c = buffer[next++];
    if (c == separator) {
      return true;
    }
    line++;
    if (c == '\r' && isMore(next) && buffer[next] == '\n') {
      next++;
    }
    return false;
  }

  char[] buffer() {
    return buffer;
  }

  /** Returns where the cell begins in the buffer, without its quote. */
  int from() {
    return from;
  }

  int to() {
    return to;
  }

  boolean isQuoted() {
    return quoted;
  }

  private boolean isEnd(char c) {
    return c == separator || isLineEnd(c);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** Returns whether there is another character, with all from a place on kept. */
  private boolean isMore(int kept) throws IOException {
    return next < end || fill(kept);
  }

  private boolean fill(int kept) throws IOException {
    if (kept > 0) {
      System.arraycopy(buffer, kept, buffer, 0, end - kept);
      from = 0;
      to -= kept;
      next -= kept;
      end -= kept;
    }
    if (end == buffer.length - 1) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - 1 - end);
    end += Math.max(0, read);
    buffer[end] = BEHIND;
    return read > 0;
  }
}
