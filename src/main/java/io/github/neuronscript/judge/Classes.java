package io.github.neuronscript.judge;

import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.RowSum;
import java.util.List;
import java.util.Optional;

/**
 * The two classes that targets stand for: 0 and 1, or −1 and 1. The class 1 is predicted at an
 * output from the threshold on.
 */
public enum Classes {
  ZERO_ONE(0, 0.5),
  BIPOLAR(-1, 0);

  private final int lower;
  private final double threshold;

  Classes(int lower, double threshold) {
    this.lower = lower;
    this.threshold = threshold;
  }

  /** Returns the target of the other class than 1. */
  public int lower() {
    return lower;
  }

  /** Returns the middle between the two targets. */
  public double threshold() {
    return threshold;
  }

  /** Returns what the targets are; empty for numbers. Targets that are all 1 count as 0 and 1. */
  public static Optional<Classes> of(double[] targets) {
    return of(List.of(Vector.of(targets)), () -> {});
  }

  /**
   * Returns what targets are that stand in several parts.
   *
   * @param asked before every 256 of them; it may throw, to end it
   */
  public static Optional<Classes> of(List<Vector> parts, Runnable asked) {
    boolean zeroOne = true;
    boolean bipolar = true;
    for (Vector targets : parts) {
      for (int i = 0; i < targets.size() && (zeroOne || bipolar); i++) {
        if (i % RowSum.CHUNK == 0) {
          asked.run();
        }
        double target = targets.get(i);
        zeroOne &= target == 0 || target == 1;
        bipolar &= target == -1 || target == 1;
      }
    }
    return zeroOne ? Optional.of(ZERO_ONE) : bipolar ? Optional.of(BIPOLAR) : Optional.empty();
  }
}
