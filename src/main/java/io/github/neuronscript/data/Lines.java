package io.github.neuronscript.data;

import java.util.Arrays;

/**
 * The line of its file on which each row starts. Most rows start on the line behind that of the row
 * before; only the others take memory.
 */
public final class Lines {
  private int[] rows = new int[4];
  private int[] lines = new int[4];

  /** How many rows do not follow the one before. */
  private int jumps;

  private int size;

  /** Adds the line of the next row, a greater one than those before. */
  public void add(int line) {
    if (jumps == 0 || line - lines[jumps - 1] != size - rows[jumps - 1]) {
      if (jumps == rows.length) {
        rows = Arrays.copyOf(rows, 2 * jumps);
        lines = Arrays.copyOf(lines, 2 * jumps);
      }
      rows[jumps] = size;
      lines[jumps++] = line;
    }
    size++;
  }

  /** Returns the line of a row, counted from 0. */
  public int get(int row) {
    int found = Arrays.binarySearch(rows, 0, jumps, row);
    int jump = found >= 0 ? found : -found - 2;
    return lines[jump] + (row - rows[jump]);
  }

  /** Returns how many rows there are. */
  public int size() {
    return size;
  }

  /** Returns how many numbers they take. */
  public int numbers() {
    return 2 * jumps;
  }

  void clear() {
    jumps = 0;
    size = 0;
  }
}
