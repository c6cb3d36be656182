package io.github.neuronscript.neuron;

/**
 * How inputs in the units of the data become those of the neuron: x′ = (x − offset)/divisor, for
 * each input. Immutable.
 *
 * @param offset what is subtracted: the mean, or the least value
 * @param divisor what is divided by: the population deviation, or the range; 1 for a constant
 *     column
 */
public record Scaling(Vector offset, Vector divisor) {

  /** Mean 0 and population deviation 1; the mean and the squares are summed in row order. */
  public static Scaling standard(Examples examples) {
    int n = examples.width();
    double[] mean = new double[n];
    double[] deviation = new double[n];
    RowSum sums = new RowSum(n);
    for (int row = 0; row < examples.rows(); row++) {
      for (int j = 0; j < n; j++) {
        sums.add(j, examples.inputs()[row * n + j]);
      }
      sums.endRow();
    }
    double[] total = sums.total();
    for (int j = 0; j < n; j++) {
      mean[j] = total[j] / examples.rows();
    }
    for (int row = 0; row < examples.rows(); row++) {
      for (int j = 0; j < n; j++) {
        double apart = examples.inputs()[row * n + j] - mean[j];
        sums.add(j, apart * apart);
      }
      sums.endRow();
    }
    double[] squares = sums.total();
    for (int j = 0; j < n; j++) {
      deviation[j] = orOne(Math.sqrt(squares[j] / examples.rows()));
    }
    return new Scaling(Vector.of(mean), Vector.of(deviation));
  }

  /** The least value becomes 0 and the greatest 1. */
  public static Scaling minmax(Examples examples) {
    int n = examples.width();
    double[] least = examples.row(0);
    double[] range = examples.row(0);
    for (int row = 0; row < examples.rows(); row++) {
      for (int j = 0; j < n; j++) {
        least[j] = Math.min(least[j], examples.inputs()[row * n + j]);
        range[j] = Math.max(range[j], examples.inputs()[row * n + j]);
      }
    }
    for (int j = 0; j < n; j++) {
      range[j] = orOne(range[j] - least[j]);
    }
    return new Scaling(Vector.of(least), Vector.of(range));
  }

  /** A constant column only loses its offset. */
  private static double orOne(double divisor) {
    return divisor > 0 && Double.isFinite(divisor) ? divisor : 1;
  }

  /** Returns one row scaled. */
  public Vector apply(Vector row) {
    double[] x = row.toArray();
    for (int j = 0; j < x.length; j++) {
      x[j] = (x[j] - offset.get(j)) / divisor.get(j);
    }
    return Vector.of(x);
  }

  /** Returns all rows scaled. */
  public Examples apply(Examples examples) {
    int n = examples.width();
    double[] inputs = examples.inputs().clone();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (inputs[i] - offset.get(i % n)) / divisor.get(i % n);
    }
    return new Examples(examples.rows(), n, inputs, examples.targets());
  }
}
