package io.github.neuronscript.neuron;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What of the machine the trainings of a session may use, and what they found out about it. It
 * changes how long they take, and no bit of a result.
 */
public final class Machine {

  private final int threads;
  private final boolean hasVectors;

  /** How many numbers of rows were gone over by a session that may try vectors. */
  final AtomicLong done = new AtomicLong();

  /** Whether vectors were faster than plain loops, for each {@link LoopChoice#work}. */
  final Map<Integer, Boolean> faster = new ConcurrentHashMap<>();

  /**
   * A machine on which nothing was tried yet.
   *
   * @param threads how many may share a pass over all rows; the calling one is one of them
   * @param hasVectors whether loops by vectors may be tried, where this Java has them
   */
  public Machine(int threads, boolean hasVectors) {
    this.threads = threads;
    this.hasVectors = hasVectors;
  }

  int threads() {
    return threads;
  }

  boolean hasVectors() {
    return hasVectors;
  }
}
