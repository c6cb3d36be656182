package io.github.neuronscript.judge;

import io.github.neuronscript.neuron.Randomness;
import java.util.Optional;

/**
 * Cuts rows into folds of equal size, or one more. The rows are shuffled ({@link Randomness} for
 * the purpose {@code folds}, epoch 0) and dealt in turn: the row at place p, from 0, goes to fold p
 * modulo their number. Stratified, the rows of the lower class are dealt first and then those of
 * class 1, each in shuffled order, so that each fold has its share of both.
 */
public final class Folds {

  private Folds() {}

  /**
   * Returns for each row its fold, from 0.
   *
   * @param targets of the rows to be stratified, 1 or the other class; empty for no such order
   */
  public static int[] of(int rows, int folds, long seed, Optional<double[]> targets) {
    int[] order = new int[rows];
    new Randomness(seed, "folds").shuffle(order, 0);
    int[] fold = new int[rows];
    int place = 0;
    if (targets.isEmpty()) {
      for (int row : order) {
        fold[row] = place++ % folds;
      }
      return fold;
    }
    for (int upper = 0; upper <= 1; upper++) {
      for (int row : order) {
        if (targets.get()[row] == 1 == (upper == 1)) {
          fold[row] = place++ % folds;
        }
      }
    }
    return fold;
  }
}
