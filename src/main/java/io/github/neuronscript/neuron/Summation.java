package io.github.neuronscript.neuron;

/**
 * The order of sums, part of arithmetic 1: whoever adds in another order gets other bits.
 *
 * <p>A dot product has eight lanes: lane j sums the products whose index is j modulo 8, up to the
 * last multiple of eight; the lanes are joined as ((s0+s4)+(s2+s6))+((s1+s5)+(s3+s7)); what is left
 * is added after, in order. Multiply, then add; never fused. Sums over rows are those of {@link
 * RowSum}.
 */
public final class Summation {

  private Summation() {}

  /** Returns Σ a[aFrom + i]·b[bFrom + i] for i below n. */
  public static double dot(double[] a, int aFrom, double[] b, int bFrom, int n) {
    int whole = n & ~7;
    double total = 0;
    if (whole > 0) {
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      double s4 = 0;
      double s5 = 0;
      double s6 = 0;
      double s7 = 0;
      for (int i = 0; i < whole; i += 8) {
        int p = aFrom + i;
        int q = bFrom + i;
        s0 += a[p] * b[q];
        s1 += a[p + 1] * b[q + 1];
        s2 += a[p + 2] * b[q + 2];
        s3 += a[p + 3] * b[q + 3];
        s4 += a[p + 4] * b[q + 4];
        s5 += a[p + 5] * b[q + 5];
        s6 += a[p + 6] * b[q + 6];
        s7 += a[p + 7] * b[q + 7];
      }
      total = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
    for (int i = whole; i < n; i++) {
      total += a[aFrom + i] * b[bFrom + i];
    }
    return total;
  }
}
