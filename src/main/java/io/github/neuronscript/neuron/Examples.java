package io.github.neuronscript.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows a neuron learns from.
 *
 * @param inputs row-major, {@code rows · width} long; never modified
 * @param targets one for each row, or empty when the rows have none; never modified
 * @param exact the same numbers where they are no doubles
 */
public record Examples(
    int rows, int width, double[] inputs, double[] targets, Optional<Exact> exact) {

  /** Numbers of another system than doubles. */
  public record Exact(List<Vector> inputs, Vector targets) {
    public Exact {
      inputs = List.copyOf(inputs);
    }
  }

  public Examples {
    if (inputs.length != (long) rows * width) {
      throw new IllegalArgumentException(inputs.length + " numbers for " + rows + " × " + width);
    }
    if (targets.length != 0 && targets.length != rows) {
      throw new IllegalArgumentException(targets.length + " targets for " + rows + " rows");
    }
  }

  /** Makes examples of doubles. */
  public Examples(int rows, int width, double[] inputs, double[] targets) {
    this(rows, width, inputs, targets, Optional.empty());
  }

  /** Returns examples of numbers of any system. */
  public static Examples of(int width, Exact exact) {
    double[] inputs = new double[exact.inputs().size() * width];
    int row = 0;
    for (Vector numbers : exact.inputs()) {
      System.arraycopy(numbers.numbers, 0, inputs, width * row++, width);
    }
    return new Examples(row, width, inputs, exact.targets().toArray(), Optional.of(exact));
  }

  public boolean hasTargets() {
    return targets.length > 0;
  }

  /** Returns one row, counted from 0, in doubles. */
  public double[] row(int row) {
    return Arrays.copyOfRange(inputs, row * width, (row + 1) * width);
  }

  /** Returns one row, counted from 0. */
  public Vector vector(int row) {
    return exact.isPresent() ? exact.get().inputs().get(row) : Vector.of(row(row));
  }

  /** Returns the target of one row, counted from 0. */
  public Number target(int row) {
    return exact.isPresent() ? exact.get().targets().number(row) : (Number) targets[row];
  }

  /** Returns all rows. */
  List<Vector> vectors() {
    List<Vector> vectors = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      vectors.add(vector(row));
    }
    return vectors;
  }
}
