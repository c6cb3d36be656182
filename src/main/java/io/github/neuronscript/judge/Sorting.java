package io.github.neuronscript.judge;

import java.util.Arrays;

/** Sorts as {@link Arrays#sort(double[])} does, and asks on the way. */
final class Sorting {

  /** Most numbers that are sorted, or joined, between two questions. */
  static final int BLOCK = 1 << 16;

  private Sorting() {}

  /**
   * Returns the numbers in their order: sorted block by block, and the blocks joined in pairs.
   *
   * @param numbers are sorted too, or are not afterwards what they were
   * @param asked before each block; it may throw, to end it
   */
  static double[] sorted(double[] numbers, Runnable asked) {
    int n = numbers.length;
    for (long start = 0; start < n; start += BLOCK) {
      asked.run();
      Arrays.sort(numbers, (int) start, (int) Math.min(n, start + BLOCK));
    }
    double[] from = numbers;
    double[] to = n > BLOCK ? new double[n] : numbers;
    for (long size = BLOCK; size < n; size *= 2) {
      for (long start = 0; start < n; start += 2 * size) {
        int middle = (int) Math.min(n, start + size);
        join(from, to, (int) start, middle, (int) Math.min(n, start + 2 * size), asked);
      }
      double[] joined = to;
      to = from;
      from = joined;
    }
    return from;
  }

  private static void join(
      double[] from, double[] to, int start, int middle, int end, Runnable asked) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      if (i % BLOCK == 0) {
        asked.run();
      }
      boolean fromLeft =
          right == end || left < middle && Double.compare(from[left], from[right]) <= 0;
      to[i] = fromLeft ? from[left++] : from[right++];
    }
  }
}
