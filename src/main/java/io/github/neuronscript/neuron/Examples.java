package io.github.neuronscript.neuron;

import java.util.Arrays;

/**
 * The rows a neuron learns from.
 *
 * @param inputs row-major, {@code rows · width} long; never modified
 * @param targets one for each row, or empty when the rows have none; never modified
 */
public record Examples(int rows, int width, double[] inputs, double[] targets) {

  public Examples {
    if (inputs.length != (long) rows * width) {
      throw new IllegalArgumentException(inputs.length + " numbers for " + rows + " × " + width);
    }
    if (targets.length != 0 && targets.length != rows) {
      throw new IllegalArgumentException(targets.length + " targets for " + rows + " rows");
    }
  }

  public boolean hasTargets() {
    return targets.length > 0;
  }

  /** Returns a copy of one row, counted from 0. */
  public double[] row(int row) {
    return Arrays.copyOfRange(inputs, row * width, (row + 1) * width);
  }
}
