package io.github.neuronscript.session;

import io.github.neuronscript.formula.Vector;
import java.util.List;

/**
 * The cost of each epoch since the weights began, or of every second, fourth, … where they are
 * many. Immutable; what comes later shares what was before, so that an epoch adds little.
 */
final class Costs {

  /** Fewer than this are kept. */
  static final int MOST = 1024;

  static final Costs NONE = new Costs(1, 0, null);

  /** The epochs 1, 1 + stride, 1 + 2·stride, … are kept. */
  private final long stride;

  private final int size;
  private final Entry last;

  private record Entry(long epoch, double cost, Entry before) {}

  private Costs(long stride, int size, Entry last) {
    this.stride = stride;
    this.size = size;
    this.last = last;
  }

  /**
   * Returns these and the cost of the next epoch.
   *
   * @param epoch from 1
   */
  Costs with(long epoch, Number cost) {
    if ((epoch - 1) % stride != 0) {
      return this;
    }
    Costs more = new Costs(stride, size + 1, new Entry(epoch, cost.doubleValue(), last));
    return more.size < MOST ? more : more.thinned();
  }

  private Costs thinned() {
    double[][] all = arrays();
    Costs fewer = new Costs(2 * stride, 0, null);
    for (int i = 0; i < size; i++) {
      fewer = fewer.with((long) all[0][i], all[1][i]);
    }
    return fewer;
  }

  private double[][] arrays() {
    double[][] all = new double[2][size];
    int i = size;
    for (Entry entry = last; entry != null; entry = entry.before()) {
      i--;
      all[0][i] = entry.epoch();
      all[1][i] = entry.cost();
    }
    return all;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Returns the epochs that are kept, and their costs; the last epoch is always among them.
   *
   * @param epoch the last one
   */
  List<Vector> until(long epoch, Number cost) {
    Costs all =
        last.epoch() == epoch
            ? this
            : new Costs(stride, size + 1, new Entry(epoch, cost.doubleValue(), last));
    double[][] arrays = all.arrays();
    return List.of(Vector.of(arrays[0]), Vector.of(arrays[1]));
  }
}
