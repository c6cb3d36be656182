package io.github.neuronscript.receipt;

import java.nio.charset.StandardCharsets;

/** Random choices as the page of the language has them: FNV-1a of a word, mixed by SplitMix64. */
final class Randoms {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final long base;

  Randoms(long seed, String purpose) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    this.base = mixed(seed + GOLDEN) ^ hash;
  }

  private static long mixed(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a number from 0 to 1, exclusive, for the numbers a and b. */
  double unit(long a, long b) {
    long bits = mixed(mixed(base + GOLDEN * (a + 1)) + GOLDEN * (b + 1));
    return (bits >>> 11) * 0x1p-53;
  }
}
