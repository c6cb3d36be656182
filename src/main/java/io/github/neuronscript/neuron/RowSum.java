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

  /**
   * From so many columns on a row is copied to an array of its own: compilers make vector
   * instructions of loops over whole arrays, not of those that begin somewhere.
   */
  static final int COPIED = 64;

  private final int width;
  private final Runnable asked;
  private double[] chunk;

  /** What {@link #total} gave last, if it was one chunk: it is used again. */
  private double[] spare = new double[0];

  private final double[][] copies = {spare, spare, spare, spare};
  private int rowsInChunk;
  private long chunks;

  /** What the last of several branches gave. */
  private double[] rest;

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

  /**
   * Adds rows, each multiplied by its factor, which also goes to the last column by itself. Four
   * are added at a time, one after the other in each column.
   *
   * @param rows as many as the chunk has left, at most
   */
  void addScaled(double[] factors, double[][] blocks, int[] offsets, int rows) {
    int n = width - 1;
    boolean isCopied = n >= COPIED;
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      if (isCopied) {
        addCopies(factors, blocks, offsets, i);
      } else {
        addFour(factors, blocks, offsets, i);
      }
    }
    for (; i < rows; i++) {
      double factor = factors[i];
      double[] row = blocks[i];
      int from = offsets[i];
      for (int j = 0; j < n; j++) {
        chunk[j] += factor * row[from + j];
      }
    }
    chunk[n] = sum(chunk[n], factors, 0, rows);
    endRows(rows);
  }

  private void addFour(double[] factors, double[][] blocks, int[] offsets, int i) {
    double[] sums = chunk;
    double f0 = factors[i];
    double f1 = factors[i + 1];
    double f2 = factors[i + 2];
    double f3 = factors[i + 3];
    double[] r0 = blocks[i];
    double[] r1 = blocks[i + 1];
    double[] r2 = blocks[i + 2];
    double[] r3 = blocks[i + 3];
    int o0 = offsets[i];
    int o1 = offsets[i + 1];
    int o2 = offsets[i + 2];
    int o3 = offsets[i + 3];
    for (int j = 0; j < width - 1; j++) {
      sums[j] =
          (((sums[j] + f0 * r0[o0 + j]) + f1 * r1[o1 + j]) + f2 * r2[o2 + j]) + f3 * r3[o3 + j];
    }
  }

  private void addCopies(double[] factors, double[][] blocks, int[] offsets, int i) {
    int n = width - 1;
    for (int k = 0; k < 4; k++) {
      if (copies[k].length == 0) {
        copies[k] = new double[n];
      }
      System.arraycopy(blocks[i + k], offsets[i + k], copies[k], 0, n);
    }
    double[] sums = chunk;
    double f0 = factors[i];
    double f1 = factors[i + 1];
    double f2 = factors[i + 2];
    double f3 = factors[i + 3];
    double[] r0 = copies[0];
    double[] r1 = copies[1];
    double[] r2 = copies[2];
    double[] r3 = copies[3];
    for (int j = 0; j < n; j++) {
      sums[j] = (((sums[j] + f0 * r0[j]) + f1 * r1[j]) + f2 * r2[j]) + f3 * r3[j];
    }
  }

  /** Adds a number to one column. */
  public void add(int column, double value) {
    chunk[column] += value;
  }

  /** Adds numbers to a sum of one column, one row each. */
  void addAll(double[] values, int rows) {
    for (int from = 0; from < rows; ) {
      int to = Math.min(rows, from + CHUNK - rowsInChunk);
      chunk[0] = sum(chunk[0], values, from, to);
      endRows(to - from);
      from = to;
    }
  }

  private static double sum(double first, double[] values, int from, int to) {
    double sum = first;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Says that the row is complete. */
  public void endRow() {
    endRows(1);
  }

  private void endRows(int rows) {
    rowsInChunk += rows;
    if (rowsInChunk == CHUNK) {
      endChunk();
      asked.run();
    }
  }

  private void endChunk() {
    carry(chunk.clone(), 0);
    Arrays.fill(chunk, 0);
    rowsInChunk = 0;
  }

  private void carry(double[] sum, int from) {
    double[] carry = sum;
    int level = from;
    while ((chunks >> level & 1) != 0) {
      join(levels[level], carry);
      carry = levels[level];
      level++;
    }
    levels[level] = carry;
    chunks += 1L << from;
  }

  /**
   * Adds what another sum gave for the next 2^level chunks, or as the last for fewer. Only whole
   * branches of that size may have been added before.
   *
   * @param sum belongs to this one from now on
   */
  void addBranch(double[] sum, int level, boolean isLast) {
    if (isLast) {
      rest = sum;
    } else {
      carry(sum, level);
    }
  }

  private void join(double[] earlier, double[] later) {
    for (int j = 0; j < width; j++) {
      earlier[j] += later[j];
    }
  }

  /** Returns the sums, in an array that the next call may use again, and empties them. */
  public double[] total() {
    if (chunks == 0 && rest == null) {
      double[] sums = chunk;
      chunk = spare.length == width ? spare : new double[width];
      Arrays.fill(chunk, 0);
      spare = sums;
      rowsInChunk = 0;
      return sums;
    }
    if (rowsInChunk > 0) {
      endChunk();
    }
    double[] total = rest;
    rest = null;
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
