package io.github.neuronscript.formula;

import java.math.BigInteger;

/**
 * Finds the shortest decimal number that reads back to a double, and of the shortest the nearest to
 * it. The JDK's own printing is not used: before JDK 19 it is not always the shortest (2e23 came
 * out as 1.9999999999999998E23).
 *
 * <p>The algorithm is Schubfach: Raffaello Giulietti, "The Schubfach way to render doubles", 2020,
 * whose names are kept. Write the double as v = c·2^q. Every decimal between its two rounding
 * boundaries, the middles to its neighbours, reads back to v; the boundaries themselves do when c
 * is even (ties to even). With k = ⌊log₁₀ 2^q⌋ the multiples of 10^k lie closer than the
 * boundaries, those of 10^(k+1) do not: so one of the four multiples next to v, two of each kind,
 * is the answer, and the coarser kind holds at most one candidate. The comparisons are exact: v,
 * its boundaries and the candidates are scaled by 10^-k and held in quarters, with a sticky last
 * bit for what is below.
 *
 * <p>The same question was answered before, more slowly or with larger tables, by Steele and White
 * (1990), Gay (1990) and Adams (Ryū, 2018).
 */
final class ShortestDecimal {
  private static final int PRECISION = 53;
  private static final int MIN_Q = Double.MIN_EXPONENT - (PRECISION - 1);
  private static final long MIN_NORMAL_C = 1L << (PRECISION - 1);
  private static final long MASK_63 = Long.MAX_VALUE;
  private static final int MIN_K = floorLog10Pow2(MIN_Q);
  private static final int MAX_K = floorLog10Pow2(Double.MAX_EXPONENT - (PRECISION - 1));

  /** The powers of ten by k, each made when it is first needed: all would delay every start. */
  private static final Power[] POWERS = new Power[MAX_K - MIN_K + 1];

  /** The upper and lower 63 bits of {@code ⌊10^-k · 2^r⌋ + 1}, which has 126 bits. */
  private record Power(long g1, long g0) {

    /** Two threads may each make the same one; which of them stays makes no difference. */
    static Power of(int k) {
      Power power = POWERS[k - MIN_K];
      if (power == null) {
        power = make(k);
        POWERS[k - MIN_K] = power;
      }
      return power;
    }

    private static Power make(int k) {
      int shift = 125 - floorLog2Pow10(-k);
      BigInteger power = BigInteger.TEN.pow(Math.abs(k));
      BigInteger scaled =
          k > 0 ? BigInteger.ONE.shiftLeft(shift).divide(power) : power.shiftLeft(shift);
      BigInteger g = scaled.add(BigInteger.ONE);
      return new Power(g.shiftRight(63).longValue(), g.longValue() & MASK_63);
    }
  }

  private ShortestDecimal() {}

  /**
   * Returns the shortest decimal of a double.
   *
   * @param value positive and finite
   */
  static Decimal of(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long fraction = bits & (MIN_NORMAL_C - 1);
    int biased = (int) (bits >>> (PRECISION - 1));
    if (biased == 0) {
      return of(MIN_Q, fraction);
    }
    return of(MIN_Q + biased - 1, MIN_NORMAL_C | fraction);
  }

  private static Decimal of(int q, long c) {
    long out = c & 1;
    long cb = c << 2;
    long cbr = cb + 2;
    long cbl;
    int k;
    // Below a power of two the doubles lie twice as dense, so the lower boundary is half as far.
    if (c != MIN_NORMAL_C || q == MIN_Q) {
      cbl = cb - 2;
      k = floorLog10Pow2(q);
    } else {
      cbl = cb - 1;
      k = floorLog10ThreeQuartersPow2(q);
    }
    int h = q + floorLog2Pow10(-k) + 2;
    Power g = Power.of(k);
    long vb = roundToOdd(g.g1, g.g0, cb << h);
    long vbl = roundToOdd(g.g1, g.g0, cbl << h);
    long vbr = roundToOdd(g.g1, g.g0, cbr << h);
    long s = vb >> 2;

    long lowTen = s / 10 * 10;
    long highTen = lowTen + 10;
    boolean lowTenReadsBack = vbl + out <= lowTen << 2;
    boolean highTenReadsBack = (highTen << 2) + out <= vbr;
    if (lowTenReadsBack != highTenReadsBack) {
      return Decimal.of(lowTenReadsBack ? lowTen : highTen, k);
    }

    long t = s + 1;
    boolean lowReadsBack = vbl + out <= s << 2;
    boolean highReadsBack = (t << 2) + out <= vbr;
    if (lowReadsBack != highReadsBack) {
      return Decimal.of(lowReadsBack ? s : t, k);
    }
    long beyondMiddle = vb - ((s + t) << 1);
    boolean low = beyondMiddle < 0 || (beyondMiddle == 0 && (s & 1) == 0);
    return Decimal.of(low ? s : t, k);
  }

  /** Returns {@code cp · g / 2^127} with its last bit set when anything was cut off. */
  private static long roundToOdd(long g1, long g0, long cp) {
    long x1 = Math.multiplyHigh(g0, cp);
    long y0 = g1 * cp;
    long y1 = Math.multiplyHigh(g1, cp);
    long z = (y0 >>> 1) + x1;
    long w = y1 + (z >>> 63);
    return w | (((z & MASK_63) + MASK_63) >>> 63);
  }

  // Giulietti's fixed-point logarithms; the tests compare them with exact ones for every e in use.

  /** Returns ⌊log₁₀ 2^e⌋ for |e| up to 1700. */
  static int floorLog10Pow2(int e) {
    return (int) ((e * 661_971_961_083L) >> 41);
  }

  /** Returns ⌊log₁₀ (¾ · 2^e)⌋ for |e| up to 1700. */
  static int floorLog10ThreeQuartersPow2(int e) {
    return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  /** Returns ⌊log₂ 10^e⌋ for |e| up to 400. */
  static int floorLog2Pow10(int e) {
    return (int) ((e * 913_124_641_741L) >> 38);
  }
}
