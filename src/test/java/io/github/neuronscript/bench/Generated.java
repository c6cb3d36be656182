package io.github.neuronscript.bench;

import io.github.neuronscript.DataRows;
import java.util.ArrayList;
import java.util.List;

/**
 * The data that every contestant trains on, made anew in each of their languages: numbers from −1
 * to 1 by SplitMix64, and a target that the first two say but for some noise.
 */
final class Generated {

  private Generated() {}

  /** Returns one of the numbers, from −1 up to, not including, 1. */
  static double number(long index) {
    long z = (index + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    z ^= z >>> 31;
    return (z >>> 11) * 0x1p-53 * 2 - 1;
  }

  /** Returns the inputs of a row. */
  static double[] inputs(long row, int width) {
    double[] x = new double[width];
    for (int j = 0; j < width; j++) {
      x[j] = number(row * (width + 1) + j);
    }
    return x;
  }

  /** Returns the target of a row, 0 or 1. */
  static int target(long row, int width) {
    long first = row * (width + 1);
    double second = number(first + 1 % width);
    return number(first) + 0.5 * second + 0.5 * number(first + width) > 0 ? 1 : 0;
  }

  /** Returns the inputs of rows, row after row. */
  static double[][] inputRows(int rows, int width) {
    double[][] x = new double[rows][];
    for (int row = 0; row < rows; row++) {
      x[row] = inputs(row, width);
    }
    return x;
  }

  static int[] targets(int rows, int width) {
    int[] y = new int[rows];
    for (int row = 0; row < rows; row++) {
      y[row] = target(row, width);
    }
    return y;
  }

  /** Returns the names of the columns x1, x2 … and y. */
  static List<String> columns(int width) {
    List<String> names = new ArrayList<>();
    for (int j = 1; j <= width; j++) {
      names.add("x" + j);
    }
    names.add("y");
    return names;
  }

  /** Returns rows that are made as they are read, with the columns x1, x2 … and y. */
  static DataRows rows(int rows, int width) {
    return () ->
        new DataRows.Rows() {
          private int row = -1;

          @Override
          public List<String> columns() {
            return Generated.columns(width);
          }

          @Override
          public boolean next() {
            return ++row < rows;
          }

          @Override
          public Object value(int column) {
            return column == width
                ? (Object) (double) target(row, width)
                : (Object) number((long) row * (width + 1) + column);
          }
        };
  }
}
