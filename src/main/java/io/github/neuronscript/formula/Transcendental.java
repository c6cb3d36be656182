package io.github.neuronscript.formula;

/**
 * e^x, ln x, ln(1 + x) and tanh x of arithmetic 2: from additions, multiplications, divisions and
 * moves of bits alone, so that every machine has the same bits, and one value has those of a block.
 *
 * <p>A block is computed in passes over arrays: what moves bits or looks into the table is apart
 * from the arithmetic, which compilers turn into vector instructions. A value with a different way,
 * such as an infinity, is computed alone.
 *
 * <p>Each is within 1 unit in the last place; at millions of numbers e^x was within 0.55, ln x and
 * ln(1 + x) within 0.85, and tanh x within 0.6. What is not finite goes as in {@link StrictMath}.
 */
public final class Transcendental {

  private Transcendental() {}

  /** 1.5 · 2⁵²: what is added to it is rounded to a whole number, in its lowest bits. */
  private static final double SHIFT = 0x1.8p52;

  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  // e^x = 2^(m/16) · e^r with a whole m and |r| ≤ ln 2/32. 2^(j/16) is a table, and e^r − 1 a
  // polynomial that is the best of its degree for such r (by Remez's algorithm).

  private static final double SIXTEENTHS = 0x1.71547652b82fep4;
  private static final double STEP_HIGH = LN2_HIGH / 16;
  private static final double STEP_LOW = LN2_LOW / 16;

  /** 2^(j/16) rounded to 46 binary places, so that ± 1 is exact in {@link #tanh}. */
  private static final double[] ROOTS = {
    0x1.0p0, 0x1.0b5586cf989p0, 0x1.172b83c7d518p0, 0x1.2387a6e75624p0,
    0x1.306fe0a31b7p0, 0x1.3dea64c12344p0, 0x1.4bfdad5362a4p0, 0x1.5ab07dd48544p0,
    0x1.6a09e667f3bcp0, 0x1.7a11473eb018p0, 0x1.8ace5422aa0cp0, 0x1.9c49182a3f08p0,
    0x1.ae89f995ad3cp0, 0x1.c199bdd85528p0, 0x1.d5818dcfba48p0, 0x1.ea4afa2a490cp0,
  };

  /** By which part of itself each root is larger than that. */
  private static final double[] REST = {
    0,
    0x1.d7739db6663c2p-49,
    -0x1.2d7e839727369p-50,
    -0x1.ab0abff4ac808p-50,
    0x1.1cf43a73efc55p-48,
    -0x1.7fd09d92b5ccap-48,
    -0x1.330824cf5d2e5p-48,
    -0x1.0ba372bc877b7p-48,
    0x1.1c4e1354c6f8fp-49,
    0x1.288db6eba1315p-50,
    0x1.1bd4f0369957ap-48,
    0x1.40206446957cbp-49,
    -0x1.627e3cdcfdc8cp-49,
    0x1.004d9ced7650ep-48,
    0x1.f2dde970d36dcp-51,
    0x1.aa6d366d63087p-49,
  };

  /** As far from 0 the result is an ordinary number, of which no digit is lost. */
  private static final double ORDINARY = 708;

  /** Returns e^x: ∞ from 709.78… on, 0 below −745.13…. */
  public static double exp(double x) {
    double shifted = x * SIXTEENTHS + SHIFT;
    double m = shifted - SHIFT;
    double r = (x - m * STEP_HIGH) - m * STEP_LOW;
    double tail = tailOfExp(r);
    return Math.abs(x) < ORDINARY ? expOf(shifted, r, tail) : extremeExp(x, shifted, r, tail);
  }

  /** Returns e^r − 1 − r. Java 17 makes vectors of it because the highest powers come first. */
  private static double tailOfExp(double r) {
    double z = r * r;
    return z
        * ((z * z) * (0x1.6c184163b1137p-10 + 0x1.a01b9e7416ef5p-13 * r)
            + ((0x1.0000000000004p-1 + 0x1.5555555555559p-3 * r)
                + z * (0x1.555555547f816p-5 + 0x1.111111107d9ffp-7 * r)));
  }

  private static double expOf(double shifted, double r, double tail) {
    long bits = Double.doubleToRawLongBits(shifted);
    double root = root(bits);
    return root + root * more(REST[(int) bits & 15], r, tail);
  }

  /** Returns e^r times one and the rest of the root, minus 1. */
  private static double more(double rest, double r, double tail) {
    return r + (tail + (rest + rest * r));
  }

  /** Returns 2^(m/16), but for the rest, where a shifted number has m in its lowest bits. */
  private static double root(long bits) {
    long exponent = (bits & ~15L) << 48;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(ROOTS[(int) bits & 15]) + exponent);
  }

  /** The power of 2 in two factors, the second of which may lead out of the ordinary numbers. */
  private static double extremeExp(double x, double shifted, double r, double tail) {
    if (!(x < 710)) {
      return x + Double.POSITIVE_INFINITY;
    }
    if (x < -746) {
      return 0;
    }
    long bits = Double.doubleToRawLongBits(shifted);
    double root = ROOTS[(int) bits & 15];
    double power = root + root * more(REST[(int) bits & 15], r, tail);
    int exponent = (int) bits >> 4;
    int half = exponent / 2;
    return power * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static double powerOfTwo(int exponent) {
    return Double.longBitsToDouble((long) (exponent + 1023) << 52);
  }

  /**
   * How many m are usual, half of them below 0; only beyond these is looked for extreme numbers.
   */
  private static final long USUAL = 1 << 14;

  private static final long LEAST_USUAL = 0x4338000000000000L - USUAL / 2;

  /** Computes e^x of the first {@code n} numbers; none of the arrays may be another one. */
  static void exp(double[] x, double[] to, int n, Scratch scratch) {
    exp(1, x, to, n, scratch);
  }

  /** Computes e^x, or e^−x for a sign of −1, which saves a pass over the numbers. */
  static void exp(int sign, double[] x, double[] to, int n, Scratch scratch) {
    double[] shifted = scratch.first;
    double[] reduced = scratch.second;
    double[] root = scratch.third;
    double factor = sign;
    for (int i = 0; i < n; i++) {
      double power = factor * x[i];
      double sum = power * SIXTEENTHS + SHIFT;
      shifted[i] = sum;
      double m = sum - SHIFT;
      reduced[i] = (power - m * STEP_HIGH) - m * STEP_LOW;
    }
    for (int i = 0; i < n; i++) {
      to[i] = tailOfExp(reduced[i]);
    }
    long beyond = 0;
    for (int i = 0; i < n; i++) {
      long bits = Double.doubleToRawLongBits(shifted[i]);
      beyond |= bits - LEAST_USUAL;
      root[i] = root(bits);
      shifted[i] = REST[(int) bits & 15];
    }
    for (int i = 0; i < n; i++) {
      to[i] = root[i] + root[i] * more(shifted[i], reduced[i], to[i]);
    }
    for (int i = 0; (beyond & -USUAL) != 0 && i < n; i++) {
      if (!(Math.abs(x[i]) < ORDINARY)) {
        to[i] = exp(factor * x[i]);
      }
    }
  }

  // ln x = k ln 2 + ln(1 + f) with √½ ≤ 1 + f < √2, and ln(1 + f) by a series in f/(2 + f): the
  // method and the coefficients are those of fdlibm (Sun Microsystems 1993).

  private static final long ONE = 0x3ff0000000000000L;
  private static final long ROOT_OF_HALF = 0x3fe6a09e667f3bcdL;
  private static final long FRACTION = 0xfffffffffffffL;

  // The bits of positive normal numbers are from one of them to the other.
  private static final long LEAST_NORMAL = 0x0010000000000000L;
  private static final long LARGEST = 0x7fefffffffffffffL;

  /** Returns ln x: −∞ of 0, NaN below. */
  public static double ln(double x) {
    if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
      return extremeLn(x);
    }
    long bits = Double.doubleToRawLongBits(x) + (ONE - ROOT_OF_HALF);
    return lnOf(exponent(bits), mantissa(bits) - 1, 0);
  }

  private static double exponent(long bits) {
    return (int) (bits >> 52) - 1023;
  }

  private static double mantissa(long bits) {
    return Double.longBitsToDouble((bits & FRACTION) + ROOT_OF_HALF);
  }

  /** Returns k ln 2 + ln(1 + f) + c for a small c. */
  private static double lnOf(double k, double f, double c) {
    double half = 0.5 * f * f;
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double series =
        z
            * (((0x1.5555555555593p-1 + 0x1.999999997fa04p-2 * z)
                    + w * (0x1.2492494229359p-2 + 0x1.c71c51d8e78afp-3 * z))
                + (w * w)
                    * ((0x1.7466496cb03dep-3 + 0x1.39a09d078c69fp-3 * z)
                        + w * 0x1.2f112df3e5244p-3));
    return ((s * (half + series) + (k * LN2_LOW + c)) - half) + f + k * LN2_HIGH;
  }

  private static double extremeLn(double x) {
    if (x > 0 && x < Double.MIN_NORMAL) {
      long bits = Double.doubleToRawLongBits(x * 0x1p54) + (ONE - ROOT_OF_HALF);
      return lnOf(exponent(bits) - 54, mantissa(bits) - 1, 0);
    }
    return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
  }

  /** Computes ln x of the first {@code n} numbers; none of the arrays may be another one. */
  static void ln(double[] x, double[] to, int n, Scratch scratch) {
    double[] exponent = scratch.first;
    double[] mantissa = scratch.second;
    long extreme = 0;
    for (int i = 0; i < n; i++) {
      long raw = Double.doubleToRawLongBits(x[i]);
      extreme |= (raw - LEAST_NORMAL) | (LARGEST - raw);
      long bits = raw + (ONE - ROOT_OF_HALF);
      exponent[i] = exponent(bits);
      mantissa[i] = mantissa(bits);
    }
    for (int i = 0; i < n; i++) {
      to[i] = lnOf(exponent[i], mantissa[i] - 1, 0);
    }
    for (int i = 0; extreme < 0 && i < n; i++) {
      if (!(x[i] >= Double.MIN_NORMAL && x[i] <= Double.MAX_VALUE)) {
        to[i] = extremeLn(x[i]);
      }
    }
  }

  /** Returns ln(1 + x), right for the smallest x too: −∞ of −1, NaN below. */
  public static double ln1p(double x) {
    if (isExtremeForLn1p(x)) {
      return extremeLn1p(x);
    }
    double u = 1 + x;
    long bits = Double.doubleToRawLongBits(u) + (ONE - ROOT_OF_HALF);
    return lnOf(exponent(bits), mantissa(bits) - 1, lost(x, u) / u);
  }

  private static boolean isExtremeForLn1p(double x) {
    return !(x > -1 && x <= Double.MAX_VALUE && x != 0);
  }

  /** Of 0 too, whose sign a sum would lose. */
  private static double extremeLn1p(double x) {
    return x == -1 ? Double.NEGATIVE_INFINITY : x >= 0 ? x : Double.NaN;
  }

  /** Returns what rounding took from u = 1 + x (Knuth 1969). */
  private static double lost(double x, double u) {
    double added = u - 1;
    return (1 - (u - added)) + (x - added);
  }

  /** Computes ln(1 + x) of the first {@code n} numbers; none of the arrays may be another one. */
  static void ln1p(double[] x, double[] to, int n, Scratch scratch) {
    double[] exponent = scratch.first;
    double[] mantissa = scratch.second;
    double[] rest = scratch.third;
    long extreme = 0;
    for (int i = 0; i < n; i++) {
      long raw = Double.doubleToRawLongBits(1 + x[i]);
      // Below 0 where 1 + x is not normal, or x is a zero.
      long twice = Double.doubleToRawLongBits(x[i]) << 1;
      extreme |= (raw - LEAST_NORMAL) | (LARGEST - raw) | (twice - 1 & ~twice);
      long bits = raw + (ONE - ROOT_OF_HALF);
      exponent[i] = exponent(bits);
      mantissa[i] = mantissa(bits);
    }
    for (int i = 0; i < n; i++) {
      double u = 1 + x[i];
      rest[i] = lost(x[i], u) / u;
    }
    for (int i = 0; i < n; i++) {
      to[i] = lnOf(exponent[i], mantissa[i] - 1, rest[i]);
    }
    for (int i = 0; extreme < 0 && i < n; i++) {
      if (isExtremeForLn1p(x[i])) {
        to[i] = extremeLn1p(x[i]);
      }
    }
  }

  /** The last number with which ln(1 + f) is not that of its half. */
  private static final double BELOW_ROOT_OF_TWO =
      Math.nextDown(Double.longBitsToDouble(ROOT_OF_HALF + FRACTION + 1));

  /**
   * Computes ln(1 + x) of the first {@code n} numbers from 0 to 1, which may also be NaN, in passes
   * that all become vectors; none of the arrays may be another one.
   */
  static void ln1pOfPart(double[] x, double[] to, int n, Scratch scratch) {
    double[] exponent = scratch.first;
    double[] mantissa = scratch.second;
    double[] rest = scratch.third;
    for (int i = 0; i < n; i++) {
      double u = 1 + x[i];
      // 0 up to that number, and 1 above it: there the difference is 2⁻⁵² at least.
      double k = Math.min(1, Math.max(0, (u - BELOW_ROOT_OF_TWO) * 0x1p60));
      exponent[i] = k;
      mantissa[i] = u * (1 - 0.5 * k);
      rest[i] = lost(x[i], u) / u;
    }
    for (int i = 0; i < n; i++) {
      to[i] = lnOf(exponent[i], mantissa[i] - 1, rest[i]);
    }
  }

  // Up to ¼ tanh x is x and a polynomial in x² times x³. Beyond it is (e^2x − 1)/(e^2x + 1), both
  // in two parts of which the second holds what rounding took from the first, and so the quotient.

  private static final double SMALL = 0.25;

  /** From here on what is less than 1 is so small that it needs no second part. */
  private static final double LARGE = 17;

  /** Splits a double in two halves of its digits (Veltkamp 1968). */
  private static final double SPLIT = 0x1p27 + 1;

  /** Returns tanh x. */
  public static double tanh(double x) {
    double size = Math.abs(x);
    if (!(size > SMALL)) {
      return Math.copySign(smallTanh(x), x);
    }
    if (size > LARGE) {
      return Math.copySign(1 - 2 / (exp(2 * size) + 1), x);
    }
    double twice = 2 * size;
    double shifted = twice * SIXTEENTHS + SHIFT;
    double m = shifted - SHIFT;
    double r = (twice - m * STEP_HIGH) - m * STEP_LOW;
    long bits = Double.doubleToRawLongBits(shifted);
    return Math.copySign(tanhOf(root(bits), more(REST[(int) bits & 15], r, tailOfExp(r))), x);
  }

  private static double smallTanh(double x) {
    double z = x * x;
    double w = z * z;
    return x
        + x
            * (z
                * (((-0x1.5555555555555p-2 + 0x1.1111111110e09p-3 * z)
                        + w * (-0x1.ba1ba1b994cd6p-5 + 0x1.664f48281caf1p-6 * z))
                    + (w * w)
                        * ((-0x1.226e139e87bebp-7 + 0x1.d6c523bc60d75p-9 * z)
                            + w * (-0x1.7bc777186482cp-10 + 0x1.14930c2c20a64p-11 * z))));
  }

  /** Returns what rounding took from a product a · b (Dekker 1971), if that is no tiny number. */
  static double lostOfProduct(double a, double b, double product) {
    double c = SPLIT * a;
    double aHigh = c - (c - a);
    double aLow = a - aHigh;
    double d = SPLIT * b;
    double bHigh = d - (d - b);
    double bLow = b - bHigh;
    return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
  }

  /** Returns (e − 1)/(e + 1) for e = root · (1 + p), where root ± 1 is exact. */
  private static double tanhOf(double root, double p) {
    double more = root * p;
    double above = (root - 1) + more;
    double aboveRest = ((root - 1) - above) + more;
    double below = (root + 1) + more;
    double belowRest = ((root + 1) - below) + more;
    double inverse = 1 / below;
    double quotient = above * inverse;
    double product = quotient * below;
    double left = (above - product) - lostOfProduct(quotient, below, product);
    return quotient + (left + (aboveRest - quotient * belowRest)) * inverse;
  }

  /** Computes tanh x of the first {@code n} numbers; none of the arrays may be another one. */
  static void tanh(double[] x, double[] to, int n, Scratch scratch) {
    double[] shifted = scratch.first;
    double[] part = scratch.second;
    double[] root = scratch.third;
    for (int i = 0; i < n; i++) {
      double twice = 2 * Math.min(Math.abs(x[i]), LARGE);
      shifted[i] = twice * SIXTEENTHS + SHIFT;
      double m = shifted[i] - SHIFT;
      to[i] = (twice - m * STEP_HIGH) - m * STEP_LOW;
    }
    for (int i = 0; i < n; i++) {
      part[i] = tailOfExp(to[i]);
    }
    for (int i = 0; i < n; i++) {
      long bits = Double.doubleToRawLongBits(shifted[i]);
      root[i] = root(bits);
      shifted[i] = REST[(int) bits & 15];
    }
    for (int i = 0; i < n; i++) {
      part[i] = more(shifted[i], to[i], part[i]);
    }
    tanhOf(root, part, to, n, scratch);
    for (int i = 0; i < n; i++) {
      part[i] = smallTanh(x[i]);
    }
    boolean hasLarge = false;
    for (int i = 0; i < n; i++) {
      double size = Math.abs(x[i]);
      to[i] = Math.copySign(size > SMALL ? to[i] : part[i], x[i]);
      hasLarge |= size > LARGE;
    }
    for (int i = 0; hasLarge && i < n; i++) {
      if (Math.abs(x[i]) > LARGE) {
        to[i] = tanh(x[i]);
      }
    }
  }

  /** Computes the quotient of {@link #tanhOf(double, double)} in passes that become vectors. */
  private static void tanhOf(double[] root, double[] p, double[] to, int n, Scratch scratch) {
    double[] quotient = scratch.first;
    double[] below = scratch.fourth;
    double[] product = scratch.fifth;
    double[] quotientHigh = scratch.sixth;
    double[] belowHigh = scratch.seventh;
    for (int i = 0; i < n; i++) {
      double more = root[i] * p[i];
      double above = (root[i] - 1) + more;
      below[i] = (root[i] + 1) + more;
      quotient[i] = above * (1 / below[i]);
      product[i] = quotient[i] * below[i];
    }
    for (int i = 0; i < n; i++) {
      double c = SPLIT * quotient[i];
      quotientHigh[i] = c - (c - quotient[i]);
      double d = SPLIT * below[i];
      belowHigh[i] = d - (d - below[i]);
    }
    for (int i = 0; i < n; i++) {
      double a = quotientHigh[i];
      double aLow = quotient[i] - a;
      double b = belowHigh[i];
      double bLow = below[i] - b;
      to[i] = ((a * b - product[i]) + a * bLow + aLow * b) + aLow * bLow;
    }
    for (int i = 0; i < n; i++) {
      double more = root[i] * p[i];
      double above = (root[i] - 1) + more;
      quotientHigh[i] = (above - product[i]) - to[i];
      product[i] = ((root[i] - 1) - above) + more;
    }
    for (int i = 0; i < n; i++) {
      double belowRest = ((root[i] + 1) - below[i]) + root[i] * p[i];
      double left = quotientHigh[i] + (product[i] - quotient[i] * belowRest);
      to[i] = quotient[i] + left * (1 / below[i]);
    }
  }

  /** What the passes over a block hand on; belongs to one thread. */
  static final class Scratch {
    private final double[] first = new double[BlockEvaluator.ROWS];
    private final double[] second = new double[BlockEvaluator.ROWS];
    private final double[] third = new double[BlockEvaluator.ROWS];
    private final double[] fourth = new double[BlockEvaluator.ROWS];
    private final double[] fifth = new double[BlockEvaluator.ROWS];
    private final double[] sixth = new double[BlockEvaluator.ROWS];
    private final double[] seventh = new double[BlockEvaluator.ROWS];
  }
}
