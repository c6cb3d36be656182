package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Known answers, from the program in Python below each; and what every choice must obey. */
class RandomnessTest {

  /**
   * The same in Python, on whole numbers modulo 2^64.
   *
   * <pre>
   * G = 0x9E3779B97F4A7C15; M = 2**64 - 1
   * def mix(z):
   *     z = (z ^ (z &gt;&gt; 30)) * 0xBF58476D1CE4E5B9 &amp; M
   *     z = (z ^ (z &gt;&gt; 27)) * 0x94D049BB133111EB &amp; M
   *     return z ^ (z &gt;&gt; 31)
   * def bits(seed, word, a, b):
   *     h = 0xCBF29CE484222325
   *     for c in word.encode(): h = (h ^ c) * 0x100000001B3 &amp; M
   *     base = mix(seed + G &amp; M) ^ h
   *     return mix(mix(base + G * (a + 1) &amp; M) + G * (b + 1) &amp; M)
   * </pre>
   */
  @Test
  void bits() {
    assertEquals(0x123BF07F1100ADA6L, new Randomness(0L, "weights").bits(0L, 0));
    assertEquals(0x2A8A86CA74C7D8D4L, new Randomness(0L, "weights").bits(1L, 0));
    assertEquals(0xFC960E6C451F59D8L, new Randomness(1L, "weights").bits(0L, 1));
    assertEquals(0x5F6F4773913ACC55L, new Randomness(7L, "shuffle").bits(1L, 1));
    assertEquals(0x9DE4EF4C7A5B911AL, new Randomness(-3L, "shuffle").bits(1000000L, 299));
    assertEquals(0x5C9388AD4311E270L, new Randomness(9007199254740992L, "split").bits(0L, 41));
  }

  @Test
  void unitIsTheUpper53Bits() {
    Randomness random = new Randomness(5, "weights");
    for (int i = 0; i < 10000; i++) {
      double unit = random.unit(i, 3);
      assertTrue(unit >= 0 && unit < 1);
      assertEquals((random.bits(i, 3) >>> 11) / 9007199254740992.0, unit);
    }
  }

  @Test
  void uniformStaysWithin() {
    Randomness random = new Randomness(0, "weights");
    double sum = 0;
    for (int i = 0; i < 10000; i++) {
      double x = random.uniform(i, -1, 1);
      assertTrue(x >= -1 && x < 1);
      sum += x;
    }
    assertEquals(0, sum / 10000, 0.02);
  }

  @Test
  void normalHasItsMeanAndDeviation() {
    Randomness random = new Randomness(0, "weights");
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 10000; i++) {
      double x = random.normal(i, 3, 0.5);
      sum += x;
      squares += (x - 3) * (x - 3);
    }
    assertEquals(3, sum / 10000, 0.02);
    assertEquals(0.5, Math.sqrt(squares / 10000), 0.02);
  }

  /** From the same program: 2 + 2u, and 3 + 0.5 √(−2 ln(1 − u)) cos 2πv, to 40 digits. */
  @Test
  void uniformAndNormal() {
    Randomness random = new Randomness(5, "weights");
    double[] uniform = {3.3978027496681924, 3.939957070523427, 2.5567344063540083};
    double[] normal = {3.251937457956492, 2.590722656101685, 2.626274607470484};
    for (int i = 0; i < 3; i++) {
      assertEquals(uniform[i], random.uniform(i, 2, 4), 1e-15);
      assertEquals(normal[i], random.normal(i, 3, 0.5), 1e-15);
    }
  }

  private static int[] shuffled(long seed, int n, long epoch) {
    int[] order = new int[n];
    new Randomness(seed, "shuffle").shuffle(order, epoch);
    return order;
  }

  @Test
  void shuffleIsAPermutation() {
    for (int n : new int[] {0, 1, 2, 3, 10, 257, 1000}) {
      int[] order = shuffled(7, n, 3);
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, n).toArray(), order);
    }
  }

  /** From the same program: swap i, from the last down, with one of 0 … i. */
  @Test
  void shuffle() {
    assertArrayEquals(new int[] {2, 6, 9, 3, 4, 5, 0, 7, 1, 8}, shuffled(7, 10, 1));
    assertArrayEquals(new int[] {6, 5, 3, 8, 9, 7, 2, 4, 0, 1}, shuffled(7, 10, 2));
  }

  /** Fisher and Yates: every order of three is equally likely. */
  @Test
  void everyOrderIsAsLikely() {
    int[] counts = new int[222];
    for (long epoch = 1; epoch <= 6000; epoch++) {
      int[] order = shuffled(1, 3, epoch);
      counts[100 * order[0] + 10 * order[1] + order[2]]++;
    }
    for (int order : new int[] {12, 21, 102, 120, 201, 210}) {
      assertEquals(1000, counts[order], 120, "order " + order);
    }
  }

  /** The order of an epoch is a function of the epoch, whatever was asked before. */
  @Test
  void anEpochHasItsOrder() {
    Randomness random = new Randomness(7, "shuffle");
    int[] later = new int[50];
    random.shuffle(later, 12);
    int[] again = new int[50];
    for (long epoch = 1; epoch <= 12; epoch++) {
      random.shuffle(again, epoch);
    }
    assertArrayEquals(later, again);
  }

  @Test
  void seedPurposeAndEpochMatter() {
    assertNotEquals(Arrays.toString(shuffled(1, 9, 1)), Arrays.toString(shuffled(2, 9, 1)));
    assertNotEquals(Arrays.toString(shuffled(1, 9, 1)), Arrays.toString(shuffled(1, 9, 2)));
    assertNotEquals(
        new Randomness(1, "weights").bits(0, 0), new Randomness(1, "shuffle").bits(0, 0));
  }
}
