package io.github.neuronscript.diagnostic;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * A text with the name under which messages speak of it. Offsets count UTF-16 units from 0; lines
 * and columns count from 1, columns in code points. An excerpt holds only some lines of a file too
 * large to keep, and counts its lines as the file does.
 */
public final class Source {

  /** A line and a column, both from 1. */
  public record Position(int line, int column) {}

  private final String name;
  private final String text;
  private final int[] lineStarts;

  /** The number of each line, ascending. */
  private final int[] lineNumbers;

  private Source(String name, String text, int[] lineStarts, int[] lineNumbers) {
    this.name = Objects.requireNonNull(name, "name");
    this.text = text;
    this.lineStarts = lineStarts;
    this.lineNumbers = lineNumbers;
  }

  /** Returns a source of that name; the name is only shown, never opened. */
  public static Source of(String name, String text) {
    int[] starts = lineStarts(text);
    return new Source(name, text, starts, numbers(starts.length, 1));
  }

  /**
   * Returns a source that holds pieces of a file: each a line, or several that follow each other,
   * by the number of its first line. Its text is the pieces joined by line feeds, so that a piece
   * begins at {@code lineStart(number)}.
   *
   * @throws IllegalArgumentException if two pieces overlap
   */
  public static Source excerpt(String name, SortedMap<Integer, String> pieces) {
    String text = String.join("\n", pieces.values());
    int[] starts = lineStarts(text);
    int[] numbers = new int[0];
    for (Map.Entry<Integer, String> piece : pieces.entrySet()) {
      int first = piece.getKey();
      int held = numbers.length;
      if (held > 0 && numbers[held - 1] >= first) {
        throw new IllegalArgumentException("line " + first + " of " + name + " stands twice");
      }
      int[] more = numbers(lineStarts(piece.getValue()).length, first);
      numbers = Arrays.copyOf(numbers, held + more.length);
      System.arraycopy(more, 0, numbers, held, more.length);
    }
    return new Source(name, text, starts, pieces.isEmpty() ? numbers(1, 1) : numbers);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** Returns how many lines are held. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** Returns the line and column of an offset between 0 and the length of the text. */
  public Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int index = found >= 0 ? found : -found - 2;
    return new Position(lineNumbers[index], text.codePointCount(lineStarts[index], offset) + 1);
  }

  /** Returns the offset at which the line of that number begins. */
  public int lineStart(int line) {
    return lineStarts[index(line)];
  }

  /** Returns the line of that number without its line end. */
  public String line(int line) {
    int index = index(line);
    int start = lineStarts[index];
    int end = index + 1 < lineStarts.length ? lineStarts[index + 1] : text.length();
    while (end > start && isLineEnd(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private int index(int line) {
    int index = Arrays.binarySearch(lineNumbers, line);
    if (index < 0) {
      throw new IndexOutOfBoundsException("line " + line + " of " + name + " is not held");
    }
    return index;
  }

  private static int[] numbers(int count, int first) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> first + i);
    return numbers;
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  @Override
  public String toString() {
    return name;
  }
}
