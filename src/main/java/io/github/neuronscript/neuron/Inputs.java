package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The inputs of all rows of the data, row after row. A large table stands in blocks of whole rows,
 * which are made as they are filled, so that it is never copied. Immutable once it is built.
 */
public final class Inputs {

  /** About how many numbers stand in a block of a large table: a megabyte of them. */
  private static final int BLOCK = 1 << 17;

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

  /** Fills a table of a known size. */
  public static final class Builder {
    private Inputs made;

    /** Begins with zeros everywhere; a block takes memory once it is written to. */
    public Builder(int rows, int width) {
      int most = Math.max(1, BLOCK / Math.max(1, width));
      int shift = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(most);
      int count = rows == 0 ? 0 : ((rows - 1) >> shift) + 1;
      made = new Inputs(rows, width, shift, new double[count][], Optional.empty());
    }

    /** Sets one number; both count from 0. */
    public void set(int row, int column, double value) {
      block(row)[made.offset(row) + column] = value;
    }

    /**
     * Sets one number in each row from one up to, not including, another.
     *
     * @param places where the number of each row of the table stands, counted from {@code from} on
     */
    public void set(int first, int last, int column, double[] values, int[] places, int from) {
      int row = first;
      while (row < last) {
        double[] block = block(row);
        int at = made.offset(row) + column;
        for (int end = Math.min(last, (row >> made.shift) + 1 << made.shift); row < end; row++) {
          block[at] = values[places[row] - from];
          at += made.width;
        }
      }
    }

    private double[] block(int row) {
      int block = row >> made.shift;
      if (made.blocks[block] == null) {
        int rows = Math.min(1 << made.shift, made.rows - (block << made.shift));
        made.blocks[block] = new double[rows * made.width];
      }
      return made.blocks[block];
    }

    /** Returns the table; the builder is of no use after it. */
    public Inputs build() {
      Inputs built = made;
      made = null;
      return built;
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
