package io.github.neuronscript.neuron;

/**
 * The numbers that learning changes: a working copy, changed in place by one thread. {@link #copy}
 * before handing it on.
 */
public final class Parameters {

  final double[] weights;
  double bias;
  final boolean biasLearns;

  /** One array for each remembered name of the rule, as long as the weights and the bias. */
  final double[][] memory;

  long updates;

  /** Copies the arrays. */
  public Parameters(
      double[] weights, double bias, boolean biasLearns, double[][] memory, long updates) {
    this.weights = weights.clone();
    this.bias = bias;
    this.biasLearns = biasLearns;
    this.memory = new double[memory.length][];
    for (int k = 0; k < memory.length; k++) {
      this.memory[k] = memory[k].clone();
    }
    this.updates = updates;
  }

  public Parameters copy() {
    return new Parameters(weights, bias, biasLearns, memory, updates);
  }

  /** Returns a copy of the weights. */
  public double[] weights() {
    return weights.clone();
  }

  public double bias() {
    return bias;
  }

  /** Returns a copy of what the learning rule remembers. */
  public double[][] memory() {
    double[][] copy = new double[memory.length][];
    for (int k = 0; k < memory.length; k++) {
      copy[k] = memory[k].clone();
    }
    return copy;
  }

  public long updates() {
    return updates;
  }

  /** Whether every number is finite. */
  public boolean isFinite() {
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        return false;
      }
    }
    return Double.isFinite(bias);
  }

  double z(double[] inputs, int from) {
    return Summation.dot(weights, 0, inputs, from, weights.length) + bias;
  }
}
