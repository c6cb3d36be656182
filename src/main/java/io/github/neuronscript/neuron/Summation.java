package io.github.neuronscript.neuron;

/**
 * The order of sums, part of the arithmetic: whoever adds in another order gets other bits.
 *
 * <p>A dot product has eight lanes: lane j sums the products whose index is j modulo 8, up to the
 * last multiple of eight; the lanes are joined as ((s0+s4)+(s2+s6))+((s1+s5)+(s3+s7)); what is left
 * is added after, in order. Multiply, then add; never fused. Sums over rows are those of {@link
 * RowSum}.
 */
public final class Summation {

  static final int LANES = 8;

  private Summation() {}

  /**
   * Returns Σ w[i]·(x[from + i] − offset[i])/divisor[i] with the bits of {@link #dot} over scaled
   * inputs.
   */
  public static double dotScaled(
      double[] w, double[] x, int from, double[] offset, double[] divisor) {
    int n = w.length;
    int whole = n & -LANES;
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
        int q = from + i;
        s0 += w[i] * ((x[q] - offset[i]) / divisor[i]);
        s1 += w[i + 1] * ((x[q + 1] - offset[i + 1]) / divisor[i + 1]);
        s2 += w[i + 2] * ((x[q + 2] - offset[i + 2]) / divisor[i + 2]);
        s3 += w[i + 3] * ((x[q + 3] - offset[i + 3]) / divisor[i + 3]);
        s4 += w[i + 4] * ((x[q + 4] - offset[i + 4]) / divisor[i + 4]);
        s5 += w[i + 5] * ((x[q + 5] - offset[i + 5]) / divisor[i + 5]);
        s6 += w[i + 6] * ((x[q + 6] - offset[i + 6]) / divisor[i + 6]);
        s7 += w[i + 7] * ((x[q + 7] - offset[i + 7]) / divisor[i + 7]);
      }
      total = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
    for (int i = whole; i < n; i++) {
      total += w[i] * ((x[from + i] - offset[i]) / divisor[i]);
    }
    return total;
  }

  /** Returns Σ a[aFrom + i]·b[bFrom + i] for i below n. */
  public static double dot(double[] a, int aFrom, double[] b, int bFrom, int n) {
    int whole = n & -LANES;
    double total = 0;
    if (whole > 0) {
      // The first of each lane stands without the 0 that it is added to.
      double s0 = a[aFrom] * b[bFrom];
      double s1 = a[aFrom + 1] * b[bFrom + 1];
      double s2 = a[aFrom + 2] * b[bFrom + 2];
      double s3 = a[aFrom + 3] * b[bFrom + 3];
      double s4 = a[aFrom + 4] * b[bFrom + 4];
      double s5 = a[aFrom + 5] * b[bFrom + 5];
      double s6 = a[aFrom + 6] * b[bFrom + 6];
      double s7 = a[aFrom + 7] * b[bFrom + 7];
      for (int i = 8; i < whole; i += 8) {
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
      // That 0 matters to the sign of a zero alone.
      total = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)) + 0.0;
    }
    int p = aFrom + whole;
    int q = bFrom + whole;
    // Written out: a loop that is so short takes longer than what it does.
    return switch (n - whole) {
      case 0 -> total;
      case 1 -> total + a[p] * b[q];
      case 2 -> total + a[p] * b[q] + a[p + 1] * b[q + 1];
      case 3 -> total + a[p] * b[q] + a[p + 1] * b[q + 1] + a[p + 2] * b[q + 2];
      default -> rest(total, a, p, b, q, n - whole);
    };
  }

  /**
   * Makes every w into w − rate·(slope·x), and returns w·next with the bits of {@link #dot}. A
   * product is taken of a weight before it is stored, so that it need not wait for that.
   */
  static double stepAndDot(
      double[] w, double[] x, int from, double slope, double rate, double[] next, int nextFrom) {
    int n = w.length;
    int whole = n & -LANES;
    double total = 0;
    if (whole > 0) {
      double w0 = w[0] - rate * (slope * x[from]);
      double w1 = w[1] - rate * (slope * x[from + 1]);
      double w2 = w[2] - rate * (slope * x[from + 2]);
      double w3 = w[3] - rate * (slope * x[from + 3]);
      double w4 = w[4] - rate * (slope * x[from + 4]);
      double w5 = w[5] - rate * (slope * x[from + 5]);
      double w6 = w[6] - rate * (slope * x[from + 6]);
      double w7 = w[7] - rate * (slope * x[from + 7]);
      double s0 = w0 * next[nextFrom];
      double s1 = w1 * next[nextFrom + 1];
      double s2 = w2 * next[nextFrom + 2];
      double s3 = w3 * next[nextFrom + 3];
      double s4 = w4 * next[nextFrom + 4];
      double s5 = w5 * next[nextFrom + 5];
      double s6 = w6 * next[nextFrom + 6];
      double s7 = w7 * next[nextFrom + 7];
      w[0] = w0;
      w[1] = w1;
      w[2] = w2;
      w[3] = w3;
      w[4] = w4;
      w[5] = w5;
      w[6] = w6;
      w[7] = w7;
      for (int i = 8; i < whole; i += 8) {
        int p = from + i;
        int q = nextFrom + i;
        w0 = w[i] - rate * (slope * x[p]);
        w1 = w[i + 1] - rate * (slope * x[p + 1]);
        w2 = w[i + 2] - rate * (slope * x[p + 2]);
        w3 = w[i + 3] - rate * (slope * x[p + 3]);
        w4 = w[i + 4] - rate * (slope * x[p + 4]);
        w5 = w[i + 5] - rate * (slope * x[p + 5]);
        w6 = w[i + 6] - rate * (slope * x[p + 6]);
        w7 = w[i + 7] - rate * (slope * x[p + 7]);
        s0 += w0 * next[q];
        s1 += w1 * next[q + 1];
        s2 += w2 * next[q + 2];
        s3 += w3 * next[q + 3];
        s4 += w4 * next[q + 4];
        s5 += w5 * next[q + 5];
        s6 += w6 * next[q + 6];
        s7 += w7 * next[q + 7];
        w[i] = w0;
        w[i + 1] = w1;
        w[i + 2] = w2;
        w[i + 3] = w3;
        w[i + 4] = w4;
        w[i + 5] = w5;
        w[i + 6] = w6;
        w[i + 7] = w7;
      }
      total = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
      // A branch that is never taken costs no time, other than the addition of a 0.
      if (total == 0) {
        total = 0.0;
      }
    }
    int rest = n - whole;
    if (rest > 3) {
      return restOfStep(total, whole, w, x, from, slope, rate, next, nextFrom);
    }
    // Written out: a loop that is so short takes longer than what it does.
    int p = from + whole;
    int q = nextFrom + whole;
    if (rest > 0) {
      double learnt = w[whole] - rate * (slope * x[p]);
      w[whole] = learnt;
      total += learnt * next[q];
    }
    if (rest > 1) {
      double learnt = w[whole + 1] - rate * (slope * x[p + 1]);
      w[whole + 1] = learnt;
      total += learnt * next[q + 1];
    }
    if (rest > 2) {
      double learnt = w[whole + 2] - rate * (slope * x[p + 2]);
      w[whole + 2] = learnt;
      total += learnt * next[q + 2];
    }
    return total;
  }

  private static double restOfStep(
      double sum,
      int whole,
      double[] w,
      double[] x,
      int from,
      double slope,
      double rate,
      double[] next,
      int nextFrom) {
    double total = sum;
    for (int i = whole; i < w.length; i++) {
      double learnt = w[i] - rate * (slope * x[from + i]);
      w[i] = learnt;
      total += learnt * next[nextFrom + i];
    }
    return total;
  }

  /** Returns the sum of the first {@code n} products with the bits of {@link #dot}. */
  static double sum(double[] products, int n) {
    int whole = n & -LANES;
    double total = 0;
    if (whole > 0) {
      double s0 = products[0];
      double s1 = products[1];
      double s2 = products[2];
      double s3 = products[3];
      double s4 = products[4];
      double s5 = products[5];
      double s6 = products[6];
      double s7 = products[7];
      for (int i = 8; i < whole; i += 8) {
        s0 += products[i];
        s1 += products[i + 1];
        s2 += products[i + 2];
        s3 += products[i + 3];
        s4 += products[i + 4];
        s5 += products[i + 5];
        s6 += products[i + 6];
        s7 += products[i + 7];
      }
      total = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)) + 0.0;
    }
    for (int i = whole; i < n; i++) {
      total += products[i];
    }
    return total;
  }

  private static double rest(double sum, double[] a, int p, double[] b, int q, int n) {
    double total = sum;
    for (int i = 0; i < n; i++) {
      total += a[p + i] * b[q + i];
    }
    return total;
  }
}
