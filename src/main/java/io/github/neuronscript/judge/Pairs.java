package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.RowSum;
import java.util.Arrays;

/**
 * The pairs of an example of class 1 with one of the other class.
 *
 * @param ordered in how many the one of class 1 has the larger output
 * @param tied in how many both outputs are equal
 * @param all how many there are
 */
public record Pairs(long ordered, long tied, long all) {

  /**
   * Counts pairs in O(n log n): each class is sorted by its outputs, and the two are merged.
   *
   * @param targets 1, or the other class
   * @param outputs as many; none is NaN
   * @param asked now and then; it may throw, to end it
   */
  static Pairs of(double[] targets, double[] outputs, Runnable asked) {
    double[] upper = outputsOf(targets, outputs, true, asked);
    double[] lower = outputsOf(targets, outputs, false, asked);
    long ordered = 0;
    long tied = 0;
    int below = 0;
    int upTo = 0;
    for (int i = 0; i < upper.length; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      double output = upper[i];
      while (below < lower.length && lower[below] < output) {
        below++;
      }
      upTo = Math.max(upTo, below);
      while (upTo < lower.length && lower[upTo] == output) {
        upTo++;
      }
      ordered += below;
      tied += upTo - below;
    }
    return new Pairs(ordered, tied, (long) upper.length * lower.length);
  }

  /** Returns the outputs of one class, the smallest first. */
  static double[] outputsOf(double[] targets, double[] outputs, boolean upper, Runnable asked) {
    double[] of = new double[targets.length];
    int n = 0;
    for (int i = 0; i < targets.length; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      if (targets[i] == 1 == upper) {
        of[n++] = outputs[i];
      }
    }
    return Sorting.sorted(Arrays.copyOf(of, n), asked);
  }

  /** Returns how many are in the right order, a tie counted as one half. */
  public double inOrder() {
    return ordered + tied / 2.0;
  }

  /** Returns the area under the curve of recall over 1 − specificity (Mann and Whitney's U). */
  Figure auc(NumberSystem numbers) {
    return Confusion.ratio(numbers, 2 * ordered + tied, 2 * all, Why.ONE_CLASS);
  }
}
