package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.neuronscript.formula.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the sums to the arithmetic, written down once more as literally as it can be. */
class SummationTest {

  /** Numbers of very different size, so that another order gives other bits. */
  private static double[] numbers(SplitMix random, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (random.unit() - 0.5) * Math.scalb(1.0, random.below(40) - 20);
    }
    return numbers;
  }

  private static void assertSameBits(double expected, double actual, String message) {
    assertEquals(Double.toHexString(expected), Double.toHexString(actual), message);
  }

  /** Lane j sums the products whose index is j modulo 8, up to the last multiple of eight. */
  private static double dotInEightLanes(double[] a, double[] b) {
    int whole = a.length / 8 * 8;
    double[] s = new double[8];
    for (int j = 0; j < 8; j++) {
      for (int i = j; i < whole; i += 8) {
        double product = a[i] * b[i];
        s[j] = s[j] + product;
      }
    }
    double total = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    for (int i = whole; i < a.length; i++) {
      total = total + a[i] * b[i];
    }
    return total;
  }

  @Test
  void dotProductInEightLanes() {
    SplitMix random = new SplitMix(1);
    for (int n = 0; n <= 100; n++) {
      for (int k = 0; k < 20; k++) {
        double[] a = numbers(random, n);
        double[] b = numbers(random, n);
        double[] shifted = new double[n + 3];
        System.arraycopy(b, 0, shifted, 3, n);
        double expected = dotInEightLanes(a, b);
        assertSameBits(expected, Summation.dot(a, 0, b, 0, n), n + " numbers");
        assertSameBits(expected, Summation.dot(a, 0, shifted, 3, n), n + " numbers, shifted");
      }
    }
  }

  /** A product of 1 + 2^-27 with itself needs 55 bits; a fused operation would keep the last. */
  @Test
  void multiplyThenAdd() {
    double x = 1 + 0x1p-27;
    assertEquals(0, Summation.dot(new double[] {x, -1}, 0, new double[] {x, 1 + 0x1p-26}, 0, 2));
  }

  /** The order matters: plain addition from the left gives other bits. */
  @Test
  void anotherOrderWouldShow() {
    double[] a = numbers(new SplitMix(7), 64);
    double[] ones = new double[64];
    java.util.Arrays.fill(ones, 1);
    double left = 0;
    for (double x : a) {
      left += x;
    }
    assertNotEquals(left, Summation.dot(a, 0, ones, 0, 64));
  }

  /**
   * Rows one after the other within chunks of 256; then, as long as there are two neighbours of the
   * same size, the earlier plus the later; and what is left from the latest to the earliest.
   */
  private static double sumInChunks(double[] rows) {
    List<Double> sums = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    for (int from = 0; from < rows.length || from == 0; from += 256) {
      double chunk = 0;
      for (int i = from; i < Math.min(rows.length, from + 256); i++) {
        chunk = chunk + rows[i];
      }
      sums.add(chunk);
      sizes.add(1);
      int last = sums.size() - 1;
      while (last > 0 && sizes.get(last).equals(sizes.get(last - 1))) {
        double later = sums.remove(last);
        int size = sizes.remove(last);
        last--;
        sums.set(last, sums.get(last) + later);
        sizes.set(last, sizes.get(last) + size);
      }
    }
    double total = sums.remove(sums.size() - 1);
    while (!sums.isEmpty()) {
      total = sums.remove(sums.size() - 1) + total;
    }
    return total;
  }

  @Test
  void rowsInChunksJoinedByPairs() {
    SplitMix random = new SplitMix(2);
    int[] counts = {0, 1, 2, 255, 256, 257, 511, 512, 513, 768, 1000, 1024, 1792, 2048, 3841, 9999};
    RowSum reused = new RowSum(2);
    for (int n : counts) {
      double[] first = numbers(random, n);
      double[] second = numbers(random, n);
      RowSum sum = new RowSum(2);
      for (int i = 0; i < n; i++) {
        sum.add(0, first[i]);
        sum.add(1, second[i]);
        sum.endRow();
        reused.add(0, first[i]);
        reused.add(1, second[i]);
        reused.endRow();
      }
      double[] total = sum.total();
      assertSameBits(sumInChunks(first), total[0], n + " rows");
      assertSameBits(sumInChunks(second), total[1], n + " rows, second column");
      assertSameBits(total[0], reused.total()[0], n + " rows, in a sum used before");
    }
  }

  /** In columns that are few or many, in blocks of rows whose number is no multiple of four. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 63, 64, 100})
  void scaledRowsAreMultipliedThenAdded(int width) {
    SplitMix random = new SplitMix(3);
    int rows = 1027;
    double[] numbers = numbers(random, (rows + 1) * width);
    double[] factors = numbers(random, rows);
    RowSum sum = new RowSum(width + 1);
    RowLoops loops = new PlainLoops(width);
    for (int from = 0; from < rows; from += 64) {
      int count = Math.min(64, rows - from);
      double[][] blocks = new double[count][];
      int[] offsets = new int[count];
      for (int i = 0; i < count; i++) {
        blocks[i] = numbers;
        offsets[i] = (from + i) * width;
      }
      sum.addScaled(loops, Arrays.copyOfRange(factors, from, from + count), blocks, offsets, count);
    }
    double[] total = sum.total();
    for (int j = 0; j < width; j++) {
      double[] products = new double[rows];
      for (int i = 0; i < rows; i++) {
        products[i] = factors[i] * numbers[i * width + j];
      }
      assertSameBits(sumInChunks(products), total[j], "column " + j);
    }
    assertSameBits(sumInChunks(factors), total[width], "the factors alone");
  }
}
