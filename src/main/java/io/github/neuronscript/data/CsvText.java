package io.github.neuronscript.data;

import io.github.neuronscript.formula.NumberWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows as they stand in a CSV file, in UTF-8 with a line feed behind each. A cell that was quoted
 * stays so; of the others only those are quoted that would else read differently. For one thread.
 */
public final class CsvText {
  private static final char QUOTE = '"';

  private final char separator;
  private char[] text = new char[1 << 12];
  private int length;

  /** Where each row ends, behind its line feed. */
  private int[] ends = new int[64];

  private int rows;
  private int cells;

  /** Starts without a row. */
  public CsvText(char separator) {
    this.separator = separator;
  }

  public char separator() {
    return separator;
  }

  /** Returns how many rows have ended. */
  public int rows() {
    return rows;
  }

  /** Returns how many characters there are. */
  public int length() {
    return length;
  }

  /** Adds a cell to the row. */
  public void cell(String value) {
    boolean quoted = needsQuotes(value);
    begin(quoted ? 2 * value.length() + 2 : value.length());
    if (!quoted) {
      value.getChars(0, value.length(), text, length);
      length += value.length();
      return;
    }
    text[length++] = QUOTE;
    for (int i = 0; i < value.length(); i++) {
      add(value.charAt(i));
    }
    text[length++] = QUOTE;
  }

  /** Adds a cell of a file with the same separator, quoted if it was quoted there. */
  void cell(char[] buffer, int from, int to, boolean quoted) {
    begin(quoted ? 2 * (to - from) + 2 : to - from);
    if (!quoted) {
      System.arraycopy(buffer, from, text, length, to - from);
      length += to - from;
      return;
    }
    text[length++] = QUOTE;
    for (int i = from; i < to; i++) {
      add(buffer[i]);
    }
    text[length++] = QUOTE;
  }

  /** Adds the cells of a row of another text with the same separator. */
  public void cellsOf(CsvText other, int row) {
    int from = row == 0 ? 0 : other.ends[row - 1];
    int count = other.ends[row] - 1 - from;
    begin(count);
    System.arraycopy(other.text, from, text, length, count);
    length += count;
  }

  /** Adds a cell without a value. */
  public void empty() {
    begin(0);
  }

  /** Adds a number, in the fewest digits that read back to it. */
  public void number(double value, boolean decimalComma) {
    String written = NumberWriter.shortest(value);
    if (decimalComma) {
      cell(written.replace('.', ','));
    } else {
      cells(written);
    }
  }

  /** Adds cells as they are written. */
  void cells(String row) {
    begin(row.length());
    row.getChars(0, row.length(), text, length);
    length += row.length();
  }

  /** Ends the row. */
  public void endRow() {
    room(1);
    text[length++] = '\n';
    if (rows == ends.length) {
      ends = Arrays.copyOf(ends, 2 * rows);
    }
    ends[rows++] = length;
    cells = 0;
  }

  /** Forgets the row that has not ended. */
  void undoRow() {
    length = rows == 0 ? 0 : ends[rows - 1];
    cells = 0;
  }

  /** Forgets all rows. */
  public void clear() {
    length = 0;
    rows = 0;
    cells = 0;
  }

  /** Returns the rows that have ended. */
  public byte[] bytes() {
    int end = rows == 0 ? 0 : ends[rows - 1];
    return new String(text, 0, end).getBytes(StandardCharsets.UTF_8);
  }

  private void begin(int most) {
    room(most + 1);
    if (cells++ > 0) {
      text[length++] = separator;
    }
  }

  private void add(char c) {
    if (c == QUOTE) {
      text[length++] = QUOTE;
    }
    text[length++] = c;
  }

  private void room(int more) {
    if (more > text.length - length) {
      text = Arrays.copyOf(text, Math.max(length + more, text.length + (text.length >> 1)));
    }
  }

  /** Whether a text would read differently without quotes: as two cells, trimmed, or as a gap. */
  private boolean needsQuotes(String value) {
    if (Gap.isNoNumber(value)) {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == separator || c == QUOTE || c == '\n' || c == '\r') {
        return true;
      }
    }
    return Gap.isSpace(value.charAt(0)) || Gap.isSpace(value.charAt(value.length() - 1));
  }
}
