package io.github.neuronscript.neuron;

import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/**
 * Every random choice is a stated function of its seed, a word for its purpose, and up to two
 * numbers (the epoch and the row, or the weight): there is no stream that an earlier choice could
 * move. The mixing function is that of SplitMix64 (Steele, Lea and Flood, Fast splittable
 * pseudorandom number generators, 2014); the word is hashed by FNV-1a in 64 bits.
 */
public final class Randomness {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long base;

  /** The choices of a purpose: {@code shuffle}, {@code weights}. */
  public Randomness(long seed, String purpose) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    this.base = mix(seed + GOLDEN) ^ hash;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns 64 random bits for the numbers a and b. */
  long bits(long a, long b) {
    return mix(mix(base + GOLDEN * (a + 1)) + GOLDEN * (b + 1));
  }

  /** Returns a number from 0, inclusive, to 1, exclusive: the upper 53 bits over 2^53. */
  public double unit(long a, long b) {
    return (bits(a, b) >>> 11) * 0x1p-53;
  }

  /** Returns the i-th number, from 0, evenly from low to high. */
  public double uniform(long i, double low, double high) {
    return low + (high - low) * unit(i, 0);
  }

  /** Returns the i-th number, from 0, of a normal distribution, by Box and Muller's method. */
  public double normal(long i, double mean, double deviation) {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - unit(i, 0)));
    return mean + deviation * (radius * StrictMath.cos(2 * StrictMath.PI * unit(i, 1)));
  }

  /**
   * Puts the numbers 0 … length − 1 into {@code order}, shuffled for an epoch (Fisher and Yates).
   */
  public void shuffle(int[] order, long epoch) {
    shuffle(order, epoch, () -> false);
  }

  /**
   * Does the same.
   *
   * @param cancelled asked before every 256 of them; true gives it up half done
   * @return whether it was not given up
   */
  boolean shuffle(int[] order, long epoch, BooleanSupplier cancelled) {
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    for (int i = order.length - 1; i > 0; i--) {
      if (i % RowSum.CHUNK == 0 && cancelled.getAsBoolean()) {
        return false;
      }
      int j = (int) (unit(epoch, i) * (i + 1));
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return true;
  }

  /**
   * Fills {@code draws} with numbers from 0 to its length, exclusive, drawn with replacement.
   *
   * @param sample which drawing it is
   * @param asked before every 256 of them; it may throw, to end it
   */
  public void draw(int[] draws, long sample, Runnable asked) {
    for (int i = 0; i < draws.length; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      draws[i] = (int) (unit(sample, i) * draws.length);
    }
  }
}
