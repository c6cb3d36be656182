package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows a neuron learns from: all of the data or some, which share the inputs of all.
 *
 * @param inputs of all rows of the data
 * @param targets one for each of these rows, or empty when they have none; never modified
 * @param exactTargets the same where they are no doubles
 * @param places for each of these rows its number in the data, from 1; empty for all of them
 */
public record Examples(
    int rows, Inputs inputs, double[] targets, Optional<Vector> exactTargets, int[] places) {

  public Examples {
    if (places.length == 0 ? rows != inputs.rows() : rows != places.length) {
      throw new IllegalArgumentException(rows + " rows at " + places.length + " places");
    }
    if (targets.length != 0 && targets.length != rows) {
      throw new IllegalArgumentException(targets.length + " targets for " + rows + " rows");
    }
  }

  /** Makes examples of all rows, in doubles. */
  public Examples(Inputs inputs, double[] targets) {
    this(inputs.rows(), inputs, targets, Optional.empty(), new int[0]);
  }

  /** Returns examples of numbers of any system. */
  public static Examples of(int width, List<Vector> inputs, Vector targets) {
    return new Examples(
        inputs.size(),
        Inputs.of(width, inputs),
        targets.toArray(),
        Optional.of(targets),
        new int[0]);
  }

  /** Returns how many inputs each row has. */
  public int width() {
    return inputs.width();
  }

  /** Returns other inputs for the same rows. */
  public Examples withInputs(Inputs others) {
    return new Examples(rows, others, targets, exactTargets, places);
  }

  /**
   * Returns some of the rows, counted from 0; they keep their numbers.
   *
   * @param asked before every 256 of them; it may throw, to end it
   */
  public Examples part(int[] some, Runnable asked) {
    int[] numbers = new int[some.length];
    double[] ofThem = hasTargets() ? new double[some.length] : targets;
    for (int i = 0; i < some.length; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      numbers[i] = number(some[i]);
      if (hasTargets()) {
        ofThem[i] = targets[some[i]];
      }
    }
    Optional<Vector> exactly =
        hasTargets()
            ? exactTargets.map(
                all -> Vector.ofNumbers(Arrays.stream(some).mapToObj(all::number).toList()))
            : exactTargets;
    return new Examples(some.length, inputs, ofThem, exactly, numbers);
  }

  /**
   * Returns these rows and others of the same data, in its order, in which each part is already.
   *
   * @param asked before every 256 of them; it may throw, to end it
   */
  public Examples with(Examples others, Runnable asked) {
    int all = rows + others.rows;
    int[] numbers = new int[all];
    int[] order = new int[all];
    int taken = 0;
    for (int i = 0; i < all; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      numbers[i] = i < rows ? number(i) : others.number(i - rows);
      int other = i - taken;
      boolean next = other == others.rows || taken < rows && number(taken) <= others.number(other);
      order[i] = next ? taken++ : rows + other;
    }
    double[] together = Arrays.copyOf(targets, targets.length + others.targets.length);
    System.arraycopy(others.targets, 0, together, targets.length, others.targets.length);
    Optional<Vector> exactly =
        exactTargets.map(
            own -> {
              List<Number> both = new ArrayList<>(own.toNumbers());
              both.addAll(others.exactTargets.orElseThrow().toNumbers());
              return Vector.ofNumbers(both);
            });
    // Rows count from 0 in a part, wherever they stand in the data.
    Examples joined = new Examples(all, inputs, together, exactly, numbers);
    return joined.part(order, asked);
  }

  /** Returns the number that a row, counted from 0, has in the data, from 1. */
  public int number(int row) {
    return places.length == 0 ? row + 1 : places[row];
  }

  private int place(int row) {
    return places.length == 0 ? row : places[row] - 1;
  }

  public boolean hasTargets() {
    return targets.length > 0;
  }

  /** Returns the array that the inputs of a row stand in, from {@link #offset} on. */
  public double[] block(int row) {
    return inputs.block(place(row));
  }

  /** Returns where the inputs of a row, counted from 0, begin in {@link #block}. */
  public int offset(int row) {
    return inputs.offset(place(row));
  }

  /** Finds some rows of an order: the block and the offset of the inputs, and the target. */
  void locate(int[] order, int from, int rows, double[][] blocks, int[] offsets, double[] targets) {
    for (int i = 0; i < rows; i++) {
      int row = order[from + i];
      int place = place(row);
      double[] block = inputs.block(place);
      // Mostly it is there from rows before, and to write it costs the collector's mark.
      if (blocks[i] != block) {
        blocks[i] = block;
      }
      offsets[i] = inputs.offset(place);
      targets[i] = this.targets[row];
    }
  }

  /** Returns one input of a row, both counted from 0, as a double. */
  public double input(int row, int column) {
    return block(row)[offset(row) + column];
  }

  /** Returns the inputs of one row, counted from 0, in doubles. */
  public double[] row(int row) {
    return inputs.row(place(row));
  }

  /** Returns the inputs of one row, counted from 0. */
  public Vector vector(int row) {
    return inputs.vector(place(row));
  }

  /** Returns the target of one row, counted from 0. */
  public Number target(int row) {
    return exactTargets.isPresent() ? exactTargets.get().number(row) : (Number) targets[row];
  }

  /** Returns the inputs of all of these rows. */
  List<Vector> vectors() {
    return IntStream.range(0, rows).mapToObj(this::vector).toList();
  }
}
