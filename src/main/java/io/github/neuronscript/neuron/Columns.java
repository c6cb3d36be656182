package io.github.neuronscript.neuron;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A copy of the inputs of all examples for passes over all of them, column by column within blocks
 * of rows: compilers make vector instructions of the loops of {@link ColumnLoops}. Immutable.
 */
final class Columns {

  /** Of fewer rows a copy is not worth it. */
  private static final int LEAST_ROWS = 48;

  /**
   * Up to so many numbers, sixteen megabytes, columns are faster than rows however long these are.
   * Beyond, memory is the limit, and long rows are read as fast as it can.
   */
  private static final int NEAR = 1 << 21;

  /** Up to so many inputs columns are faster wherever they stand. */
  private static final int NARROW = 32;

  /** Of the memory that is left, a copy may take one part of so many. */
  private static final int SHARE = 4;

  /** Numbers of a block that stay in a cache: half a megabyte. */
  private static final int BLOCK = 1 << 16;

  private static final int LEAST_ROWS_OF_BLOCK = 64;

  /** For each block and each column, the inputs of the rows. */
  private final double[][][] blocks;

  private final int rowsOfBlock;

  private Columns(double[][][] blocks, int rowsOfBlock) {
    this.blocks = blocks;
    this.rowsOfBlock = rowsOfBlock;
  }

  /**
   * Copies the inputs.
   *
   * @param cancelled asked before each block; true gives it up
   * @return empty if it was given up, is not worth it, or would take too much memory
   */
  static Optional<Columns> of(Examples examples, BooleanSupplier cancelled) {
    int width = examples.width();
    int rows = examples.rows();
    long numbers = (long) rows * width;
    boolean isWorthIt = rows >= LEAST_ROWS && (width <= NARROW || numbers <= NEAR);
    if (!isWorthIt || numbers == 0 || !hasRoomFor(numbers)) {
      return Optional.empty();
    }
    int rowsOfBlock = BatchPass.rowsOfBlock(BLOCK, width, LEAST_ROWS_OF_BLOCK);
    double[][][] blocks = new double[(rows + rowsOfBlock - 1) / rowsOfBlock][][];
    for (int b = 0; b < blocks.length; b++) {
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      int from = b * rowsOfBlock;
      blocks[b] = new double[width][Math.min(rowsOfBlock, rows - from)];
      copy(examples, from, blocks[b]);
    }
    return Optional.of(new Columns(blocks, rowsOfBlock));
  }

  private static boolean hasRoomFor(long numbers) {
    Runtime runtime = Runtime.getRuntime();
    long left = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    return numbers * Double.BYTES <= left / SHARE;
  }

  private static void copy(Examples examples, int from, double[][] columns) {
    int j = 0;
    for (; j + 8 <= columns.length; j += 8) {
      copyEight(examples, from, columns, j);
    }
    for (; j < columns.length; j++) {
      for (int i = 0; i < columns[j].length; i++) {
        columns[j][i] = examples.input(from + i, j);
      }
    }
  }

  /** So many inputs of a row stand in a line of a cache. */
  private static void copyEight(Examples examples, int from, double[][] columns, int j) {
    double[] c0 = columns[j];
    double[] c1 = columns[j + 1];
    double[] c2 = columns[j + 2];
    double[] c3 = columns[j + 3];
    double[] c4 = columns[j + 4];
    double[] c5 = columns[j + 5];
    double[] c6 = columns[j + 6];
    double[] c7 = columns[j + 7];
    for (int i = 0; i < c0.length; i++) {
      double[] row = examples.block(from + i);
      int at = examples.offset(from + i) + j;
      c0[i] = row[at];
      c1[i] = row[at + 1];
      c2[i] = row[at + 2];
      c3[i] = row[at + 3];
      c4[i] = row[at + 4];
      c5[i] = row[at + 5];
      c6[i] = row[at + 6];
      c7[i] = row[at + 7];
    }
  }

  /** Returns how many rows a block has; the last may have fewer. */
  int rowsOfBlock() {
    return rowsOfBlock;
  }

  /** Returns the columns of the block that begins with a row, counted from 0. */
  double[][] block(int row) {
    return blocks[row / rowsOfBlock];
  }
}
