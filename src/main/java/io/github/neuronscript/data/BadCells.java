package io.github.neuronscript.data;

import java.util.ArrayList;
import java.util.List;

/** Counts the cells with the same problem, and keeps the first few to be shown. */
final class BadCells {
  private static final int SHOWN = 5;

  private final List<BadCell> shown = new ArrayList<>();
  private long count;

  /**
   * One of them.
   *
   * @param line on which its row starts
   * @param column from 0, in the file
   * @param text at most {@link #TEXT_LENGTH} characters of it
   */
  record BadCell(int line, int column, String text) {
    static final int TEXT_LENGTH = 80;
  }

  void add(int line, int column, char[] buffer, int from, int to) {
    count++;
    if (shown.size() < SHOWN) {
      int length = Math.min(to - from, BadCell.TEXT_LENGTH);
      shown.add(new BadCell(line, column, new String(buffer, from, length)));
    }
  }

  /** Returns how many there are now, for {@link #reset}. */
  long mark() {
    return count;
  }

  /** Forgets those that were added since a mark. */
  void reset(long mark) {
    count = mark;
    while (shown.size() > count) {
      shown.remove(shown.size() - 1);
    }
  }

  long count() {
    return count;
  }

  /** Returns the first of them, in the order of the file. */
  List<BadCell> shown() {
    return shown;
  }
}
