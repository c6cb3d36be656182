package io.github.neuronscript.neuron;

import java.util.Arrays;

/**
 * Sums over rows, several at once, in the order of the arithmetic: rows are added one after the
 * other within a chunk of 256; chunk sums are joined in a pairwise tree: two chunks, two pairs, two
 * fours …, and at the end what is left, the latest first. The tree depends on the number of rows
 * alone. Not for more than one thread.
 */
public final class RowSum {

  /** Rows of a chunk. */
  public static final int CHUNK = 256;

  private final int width;
  private final Runnable asked;
  private final double[] chunk;
  private int rowsInChunk;
  private long chunks;

  /** Level k holds the sum of 2^k chunks, where bit k of {@code chunks} is set. */
  private final double[][] levels = new double[56][];

  /** Makes an empty sum of {@code width} columns. */
  public RowSum(int width) {
    this(width, () -> {});
  }

  /**
   * Makes an empty sum of {@code width} columns.
   *
   * @param asked after each chunk of rows; it may throw, to end the pass
   */
  public RowSum(int width, Runnable asked) {
    this.width = width;
    this.asked = asked;
    this.chunk = new double[width];
  }

  /** Adds {@code factor · row[from …]} to the first {@code n} columns and leaves the others. */
  void addScaled(double factor, double[] row, int from, int n) {
    for (int j = 0; j < n; j++) {
      chunk[j] += factor * row[from + j];
    }
  }

  /** Adds a number to one column. */
  public void add(int column, double value) {
    chunk[column] += value;
  }

  /** Says that the row is complete. */
  public void endRow() {
    if (++rowsInChunk == CHUNK) {
      endChunk();
      asked.run();
    }
  }

  private void endChunk() {
    double[] carry = chunk.clone();
    int level = 0;
    while ((chunks >> level & 1) != 0) {
      join(levels[level], carry);
      carry = levels[level];
      level++;
    }
    levels[level] = carry;
    chunks++;
    Arrays.fill(chunk, 0);
    rowsInChunk = 0;
  }

  private void join(double[] earlier, double[] later) {
    for (int j = 0; j < width; j++) {
      earlier[j] += later[j];
    }
  }

  /** Returns the sums, and empties them. */
  public double[] total() {
    if (rowsInChunk > 0 || chunks == 0) {
      endChunk();
    }
    double[] total = null;
    for (int level = 0; level < levels.length; level++) {
      if ((chunks >> level & 1) != 0) {
        if (total != null) {
          join(levels[level], total);
        }
        total = levels[level];
        levels[level] = null;
      }
    }
    chunks = 0;
    return total;
  }
}
