package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Vector;
import java.util.Arrays;
import java.util.List;

/** Parameters in doubles, as the kernels change them. */
public final class Parameters implements Learner {

  final double[] weights;
  double bias;
  final boolean biasLearns;

  /** One array for each remembered name of the rule, as long as the weights and the bias. */
  final double[][] memory;

  long updates;

  /** For updates one by one; the kernels have their own. */
  private LearningRule.Applier applier;

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

  /** Copies the numbers. */
  public Parameters(
      Vector weights, double bias, boolean biasLearns, List<Vector> memory, long updates) {
    this.weights = weights.toArray();
    this.bias = bias;
    this.biasLearns = biasLearns;
    this.memory = new double[memory.size()][];
    for (int k = 0; k < this.memory.length; k++) {
      this.memory[k] = memory.get(k).toArray();
    }
    this.updates = updates;
  }

  @Override
  public Vector weights() {
    return Vector.of(weights);
  }

  @Override
  public Number bias() {
    return bias;
  }

  @Override
  public Vector together() {
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = bias;
    return Vector.of(all);
  }

  @Override
  public List<Vector> memory() {
    if (memory.length == 0) {
      return List.of();
    }
    return Arrays.stream(memory).map(Vector::of).toList();
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public void learn(
      LearningRule rule,
      Vector gradient,
      Vector x,
      Number target,
      Number output,
      Number z,
      Number rate) {
    if (applier == null || applier.rule() != rule) {
      applier = rule.newApplier();
    }
    applier.apply(
        this,
        gradient.toArray(),
        x.toArray(),
        0,
        target.doubleValue(),
        output.doubleValue(),
        z.doubleValue(),
        rate.doubleValue());
  }

  @Override
  public boolean isFinite() {
    for (double weight : weights) {
      if (!Double.isFinite(weight)) {
        return false;
      }
    }
    return Double.isFinite(bias);
  }

  /** Whether a weight or the bias is 0 with the sign of a negative number. */
  boolean hasNegativeZero() {
    for (double weight : weights) {
      if (isNegativeZero(weight)) {
        return true;
      }
    }
    return isNegativeZero(bias);
  }

  private static boolean isNegativeZero(double x) {
    return x == 0 && 1 / x < 0;
  }
}
