package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The inputs of all rows of the data, row after row. A large table stands in blocks of whole rows,
 * which are made as they are filled, so that it is never copied. Immutable once it is built.
 */
public final class Inputs {

  /**
   * About how many numbers stand in a block of a large table. Many blocks fit into a region of the
   * garbage collector, so that little of it stays empty.
   */
  private static final int BLOCK = (1 << 14) - 2;

  /** Rows that stand together also where they are long, since memory is read faster in order. */
  private static final int TOGETHER = 64;

  /** From half a megabyte on, the header included, an array has whole megabytes of its own. */
  private static final int LARGEST = (1 << 16) - 4;

  private final int rows;
  private final int width;

  /** Row {@code r} stands in block {@code r >> shift}. */
  private final int shift;

  private final double[][] blocks;
  private final Optional<List<Vector>> exact;

  private Inputs(int rows, int width, int shift, double[][] blocks, Optional<List<Vector>> exact) {
    this.rows = rows;
    this.width = width;
    this.shift = shift;
    this.blocks = blocks;
    this.exact = exact;
  }

  /**
   * Takes numbers over without copying them.
   *
   * @param numbers {@code rows · width} of them, row after row
   * @throws IllegalArgumentException if they are more or fewer
   */
  public static Inputs of(int rows, int width, double[] numbers) {
    if (numbers.length != (long) rows * width) {
      throw new IllegalArgumentException(numbers.length + " numbers for " + rows + " × " + width);
    }
    return new Inputs(rows, width, Integer.SIZE - 1, new double[][] {numbers}, Optional.empty());
  }

  /** Returns inputs in numbers of any system, each row {@code width} long. */
  public static Inputs of(int width, List<Vector> rows) {
    double[] numbers = new double[rows.size() * width];
    int row = 0;
    for (Vector vector : rows) {
      System.arraycopy(vector.toArray(), 0, numbers, width * row++, width);
    }
    return new Inputs(
        row, width, Integer.SIZE - 1, new double[][] {numbers}, Optional.of(List.copyOf(rows)));
  }

  /** Takes the rows one after another; how many there will be need not be known. */
  public static final class Builder {
    private final int width;
    private final int shift;
    private final List<double[]> blocks = new ArrayList<>();
    private int rows;

    /** Begins without rows. */
    public Builder(int width) {
      int of = Math.max(1, width);
      int most = Math.max(1, Math.max(BLOCK / of, Math.min(TOGETHER, LARGEST / of)));
      this.width = width;
      this.shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(most);
    }

    /**
     * Adds rows of zeros.
     *
     * @return the first of them, counted from 0
     */
    public int add(int more) {
      int first = rows;
      rows += more;
      // Only the first block may be shorter than the others.
      if (blocks.size() == 1 && roomOfFirst(blocks.get(0).length) > blocks.get(0).length) {
        blocks.set(0, Arrays.copyOf(blocks.get(0), roomOfFirst(blocks.get(0).length)));
      }
      while ((long) blocks.size() << shift < rows) {
        blocks.add(new double[blocks.isEmpty() ? roomOfFirst(0) : width << shift]);
      }
      return first;
    }

    private int roomOfFirst(int room) {
      int wanted = Math.min(rows, 1 << shift) * width;
      return wanted <= room ? room : Math.min(Math.max(wanted, 2 * room), width << shift);
    }

    /** Sets one number; both count from 0. */
    public void set(int row, int column, double value) {
      blocks.get(row >> shift)[(row & (1 << shift) - 1) * width + column] = value;
    }

    /**
     * Sets one number in each of some rows, one behind the other.
     *
     * @param row the first of them
     * @param values those of the rows of a block
     * @param places the rows to be taken, of which {@code first} up to, not including, {@code last}
     *     are in the block
     * @param from the row with which the block begins
     */
    public void set(
        int row, int column, double[] values, int[] places, int first, int last, int from) {
      int next = first;
      while (next < last) {
        int into = row + next - first;
        double[] block = blocks.get(into >> shift);
        int within = into & (1 << shift) - 1;
        int at = within * width + column;
        for (int end = Math.min(last, next + (1 << shift) - within); next < end; next++) {
          block[at] = values[places[next] - from];
          at += width;
        }
      }
    }

    /** Returns the table; the builder is of no use after it. */
    public Inputs build() {
      int last = blocks.size() - 1;
      if (last >= 0) {
        blocks.set(last, Arrays.copyOf(blocks.get(last), (rows - (last << shift)) * width));
      }
      double[][] all = blocks.toArray(new double[0][]);
      blocks.clear();
      return new Inputs(rows, width, shift, all, Optional.empty());
    }
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return width;
  }

  /** Returns the array that a row stands in, from {@link #offset} on; never to be modified. */
  double[] block(int row) {
    return blocks[row >> shift];
  }

  /** Returns where a row begins in its block. */
  int offset(int row) {
    return (row & (1 << shift) - 1) * width;
  }

  /** Returns one row, counted from 0, in doubles. */
  double[] row(int row) {
    return Arrays.copyOfRange(block(row), offset(row), offset(row) + width);
  }

  /** Returns one row, counted from 0. */
  Vector vector(int row) {
    return exact.isPresent() ? exact.get().get(row) : Vector.of(row(row));
  }

  /** Returns the numbers in the order of the rows. */
  List<Vector> vectors() {
    return IntStream.range(0, rows).mapToObj(this::vector).toList();
  }

  /**
   * Returns (x − offset)/divisor for each input.
   *
   * @param asked before every 256 of them; it may throw, to end it
   */
  Inputs scaled(double[] offset, double[] divisor, Runnable asked) {
    double[][] scaled = new double[blocks.length][];
    for (int b = 0; b < blocks.length; b++) {
      scaled[b] = blocks[b].clone();
      for (int i = 0; i < scaled[b].length; i++) {
        if (i % RowSum.CHUNK == 0) {
          asked.run();
        }
        scaled[b][i] = (scaled[b][i] - offset[i % width]) / divisor[i % width];
      }
    }
    return new Inputs(rows, width, shift, scaled, Optional.empty());
  }
}
