package io.github.neuronscript.render;

import io.github.neuronscript.render.Halves.Spot;
import java.util.Arrays;

/**
 * A picture of characters: each is two dots wide and four high, as Braille has them, or in ASCII
 * one sign for whatever is in it. A sign put on a character covers its dots.
 */
final class Canvas {

  private static final int ACROSS = 2;
  private static final int DOWN = 4;
  private static final int EMPTY = 0x2800;

  /** The bits of Braille, column by column from above. */
  private static final int[][] BITS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

  private final int columns;
  private final int rows;
  private final boolean ascii;
  private final int[] dots;
  private final char[] signs;

  /** What series of signs or dots a character shows, from 0; −1 for none. */
  private final int[] series;

  Canvas(int columns, int rows, boolean ascii) {
    this.columns = columns;
    this.rows = rows;
    this.ascii = ascii;
    this.dots = new int[columns * rows];
    this.signs = new char[columns * rows];
    this.series = new int[columns * rows];
    Arrays.fill(series, -1);
  }

  /** Returns the column of a place from 0 to 1. */
  int column(double at) {
    return dot(at, ACROSS * columns) / ACROSS;
  }

  /** Returns the row, from above, of a place from 0 to 1 upwards. */
  int row(double at) {
    return dot(1 - at, DOWN * rows) / DOWN;
  }

  private static int dot(double at, int count) {
    return (int) Math.max(0, Math.min(count - 1, Math.rint(at * (count - 1))));
  }

  /** Returns the middle of a column, from 0 to 1. */
  double middleOfColumn(int column) {
    return (ACROSS * column + 0.5 * (ACROSS - 1)) / (ACROSS * columns - 1);
  }

  /** Returns the middle of a row, from 0 to 1 upwards. */
  double middleOfRow(int row) {
    return 1 - (DOWN * row + 0.5 * (DOWN - 1)) / (DOWN * rows - 1);
  }

  /**
   * Draws a line.
   *
   * @param sign in ASCII
   * @param every one of so many dots is drawn; 1 for all
   * @param drawn dots of the same curve before this line
   * @return the same with those of this line
   */
  int line(Spot from, Spot to, char sign, int which, int every, int drawn) {
    int x1 = dot(from.x(), ACROSS * columns);
    int y1 = dot(1 - from.y(), DOWN * rows);
    int x2 = dot(to.x(), ACROSS * columns);
    int y2 = dot(1 - to.y(), DOWN * rows);
    int steps = Math.max(Math.abs(x2 - x1), Math.abs(y2 - y1));
    for (int i = 0; i <= steps; i++) {
      if ((drawn + i) % every == 0) {
        double part = steps == 0 ? 0 : (double) i / steps;
        int x = (int) Math.rint(x1 + (x2 - x1) * part);
        int y = (int) Math.rint(y1 + (y2 - y1) * part);
        dot(x, y, sign, which);
      }
    }
    return drawn + steps;
  }

  private void dot(int x, int y, char sign, int which) {
    int at = y / DOWN * columns + x / ACROSS;
    if (ascii) {
      if (signs[at] == 0) {
        put(at, sign, which);
      }
      return;
    }
    dots[at] |= BITS[x % ACROSS][y % DOWN];
    series[at] = series[at] < 0 ? which : series[at];
  }

  /** Returns the sign at a character; 0 if there is none. */
  char sign(int column, int row) {
    return signs[row * columns + column];
  }

  /** Whether nothing is drawn at a character. */
  boolean isFree(int column, int row) {
    int at = row * columns + column;
    return signs[at] == 0 && dots[at] == 0;
  }

  void put(int column, int row, char sign, int which) {
    put(row * columns + column, sign, which);
  }

  private void put(int at, char sign, int which) {
    signs[at] = sign;
    series[at] = which;
  }

  /** Returns a row as text, each series in its colour. */
  String text(int row, Style style) {
    StringBuilder text = new StringBuilder();
    int start = row * columns;
    int end = start + columns;
    while (end > start && signs[end - 1] == 0 && dots[end - 1] == 0) {
      end--;
    }
    for (int i = start; i < end; ) {
      int run = i;
      StringBuilder part = new StringBuilder();
      while (run < end && series[run] == series[i]) {
        part.append(character(run));
        run++;
      }
      text.append(series[i] < 0 ? part.toString() : style.series(series[i], part.toString()));
      i = run;
    }
    return text.toString();
  }

  private char character(int at) {
    if (signs[at] != 0) {
      return signs[at];
    }
    return dots[at] == 0 ? ' ' : (char) (EMPTY + dots[at]);
  }
}
