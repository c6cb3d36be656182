package io.github.neuronscript.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A row as it stands in the file, quotes and all, with the places of its cells: the header, and the
 * rows that a message shows. All other rows are never held as text.
 */
final class RawRow {
  private final int line;
  private final String text;
  private final List<Integer> separators;
  private final int openQuote;
  private final int afterQuote;

  private RawRow(int line, String text, List<Integer> separators, int openQuote, int afterQuote) {
    this.line = line;
    this.text = text;
    this.separators = separators;
    this.openQuote = openQuote;
    this.afterQuote = afterQuote;
  }

  /**
   * Reads a row up to, not including, the end of its last line; rows beyond the limits are cut.
   *
   * @param line on which the reader stands
   * @param separators each of these characters ends a cell
   */
  static RawRow read(Utf8Reader in, int line, String separators, Limits limits) throws IOException {
    long mostCells = (long) separators.length() * limits.columns();
    StringBuilder text = new StringBuilder();
    List<Integer> found = new ArrayList<>();
    boolean quoted = false;
    boolean closed = false;
    int cellStart = 0;
    int openQuote = -1;
    int afterQuote = -1;
    while (text.length() < limits.rowLength() && found.size() <= mostCells) {
      int c = in.peek();
      if (c < 0 || (!quoted && (c == '\r' || c == '\n'))) {
        break;
      }
      int at = text.length();
      text.append((char) in.read());
      if (quoted) {
        if (c == '"' && in.peek() == '"') {
          text.append((char) in.read());
        } else if (c == '"') {
          quoted = false;
          closed = true;
          openQuote = -1;
        }
      } else if (separators.indexOf(c) >= 0) {
        found.add(at);
        cellStart = at + 1;
        closed = false;
      } else if (c == '"' && at == cellStart) {
        quoted = true;
        openQuote = at;
      } else if (closed && afterQuote < 0) {
        afterQuote = at;
      }
    }
    return new RawRow(line, text.toString(), found, openQuote, afterQuote);
  }

  /** Returns the row with only one of the separators that it was read with. */
  RawRow separatedBy(char separator) {
    List<Integer> kept = separators.stream().filter(at -> text.charAt(at) == separator).toList();
    return new RawRow(line, text, kept, openQuote, afterQuote);
  }

  int line() {
    return line;
  }

  String text() {
    return text;
  }

  int cellCount() {
    return separators.size() + 1;
  }

  int start(int cell) {
    return cell == 0 ? 0 : separators.get(cell - 1) + 1;
  }

  int end(int cell) {
    return cell < separators.size() ? separators.get(cell) : text.length();
  }

  /** Returns how long a cell is, without the quotes around it. */
  int length(int cell) {
    int length = end(cell) - start(cell);
    return text.startsWith("\"", start(cell)) ? Math.max(0, length - 2) : length;
  }

  /** Returns a cell without its quotes, or, unquoted, without spaces around it. */
  String value(int cell) {
    String raw = text.substring(start(cell), end(cell));
    if (raw.length() < 2 || raw.charAt(0) != '"') {
      return raw.strip();
    }
    return raw.substring(1, raw.length() - 1).replace("\"\"", "\"");
  }

  /** Returns the first cell that holds for its number, or -1. */
  int firstCell(IntPredicate holds) {
    for (int cell = 0; cell < cellCount(); cell++) {
      if (holds.test(cell)) {
        return cell;
      }
    }
    return -1;
  }

  /**
   * Returns whether a cell begins with a space and then a quote, which does not quote it: its
   * separators count.
   */
  boolean hasSpaceBeforeQuote(int cell) {
    String raw = text.substring(start(cell), end(cell));
    return !raw.startsWith("\"") && raw.stripLeading().startsWith("\"");
  }

  /** Returns where the quote stands that is never closed, or -1. */
  int openQuote() {
    return openQuote;
  }

  /** Returns where text follows a closing quote, or -1. */
  int afterQuote() {
    return afterQuote;
  }

  /** Returns how many lines of the file the row takes. */
  int lineCount() {
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1))) {
        count++;
      }
    }
    return count;
  }
}
