package io.github.neuronscript.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;

/** Measures what one time of many takes, in a process of its own, after it is warm. */
final class Stopwatch {

  private static final int STRETCHES = 5;

  /** A long run beside a short one; what a call costs by itself is in both. */
  private static final int LONGER = 5;

  /** Nanoseconds until Java has compiled what it will; more than it takes for any row. */
  private static final double WARM = 1e9;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final double seconds;
  private final boolean wall;

  /**
   * Measures by the processor time of the thread.
   *
   * @param seconds about how long it may measure; warming up takes a second before
   */
  Stopwatch(double seconds) {
    this(seconds, false);
  }

  /** Measures by the wall if more than one thread works. */
  Stopwatch(double seconds, boolean wall) {
    this.seconds = seconds;
    this.wall = wall;
  }

  private long now() {
    return wall ? System.nanoTime() : threads.getCurrentThreadCpuTime();
  }

  private double took(LongConsumer run, long times) {
    long start = now();
    run.accept(times);
    return now() - start;
  }

  /**
   * Returns the nanoseconds of one time: the median of five differences of a run that is five times
   * as long as another.
   *
   * @param run does it as often as it is told
   */
  double measure(LongConsumer run) {
    double stretch = seconds * 1e9 / STRETCHES / (LONGER + 1);
    long times = 1;
    double warm = 0;
    double last = took(run, times);
    while (last < stretch) {
      times *= 2;
      last = took(run, times);
      warm += last;
    }
    while (warm < WARM) {
      warm += took(run, times);
    }
    last = took(run, times);
    times = Math.max(1, Math.round(times * Math.min(1e4, stretch / last)));
    double[] each = new double[STRETCHES];
    for (int i = 0; i < STRETCHES; i++) {
      double shorter = took(run, times);
      each[i] = (took(run, LONGER * times) - shorter) / ((LONGER - 1) * times);
    }
    Arrays.sort(each);
    return each[STRETCHES / 2];
  }

  /** Returns the least nanoseconds of several times, of which the first ones are not compiled. */
  static double best(int times, Callable<?> work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      long start = threads.getCurrentThreadCpuTime();
      if (call(work) == null) {
        throw new IllegalStateException("no result");
      }
      best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
    }
    return best;
  }

  private static Object call(Callable<?> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
