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
  private double[] chunk;

  /** What {@link #total} gave last, if it was one chunk: it is used again. */
  private double[] spare = new double[0];

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
   * Adds rows, each multiplied by its factor, which also goes to the last column by itself.
   *
   * @param rows as many as the chunk has left, at most
   * @return whether the sum of the factors is finite, and so each of them
   */
  boolean addScaled(RowLoops loops, double[] factors, double[][] blocks, int[] offsets, int rows) {
    loops.addScaled(chunk, factors, blocks, offsets, rows);
    double sum = sum(chunk[width - 1], factors, 0, rows);
    chunk[width - 1] = sum;
    endRows(rows);
    return Double.isFinite(sum);
  }

  /**
   * Adds the gradients of rows, and their losses to another sum, which stands at the same row of a
   * chunk.
   *
   * @param rows as many as the chunk has left, at most
   * @return whether the sums of slopes and losses are finite, and so each of them
   */
  boolean addColumns(
      ColumnLoops loops,
      double[][] x,
      double[] slopes,
      double[] losses,
      int rows,
      RowSum ofLosses) {
    loops.add(x, slopes, losses, rows, chunk, ofLosses.chunk);
    boolean isFinite = Double.isFinite(chunk[width - 1]) && Double.isFinite(ofLosses.chunk[0]);
    endRows(rows);
    ofLosses.endRows(rows);
    return isFinite;
  }

  /** Adds a number to one column. */
  public void add(int column, double value) {
    chunk[column] += value;
  }

  /**
   * Adds numbers to a sum of one column, one row each.
   *
   * @return whether all sums on the way are finite, and so each of the numbers
   */
  boolean addAll(double[] values, int rows) {
    boolean isFinite = true;
    for (int from = 0; from < rows; ) {
      int to = Math.min(rows, from + CHUNK - rowsInChunk);
      double sum = sum(chunk[0], values, from, to);
      isFinite &= Double.isFinite(sum);
      chunk[0] = sum;
      endRows(to - from);
      from = to;
    }
    return isFinite;
  }

  /**
   * Adds to a sum of one column what a chunk, or the last rows, add up to in their order.
   *
   * @return whether it is finite, and so each of the numbers
   */
  boolean addChunk(double sum, int rows) {
    chunk[0] = sum;
    endRows(rows);
    return Double.isFinite(sum);
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
