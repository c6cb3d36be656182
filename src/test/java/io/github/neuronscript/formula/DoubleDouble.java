package io.github.neuronscript.formula;

/**
 * A number of about 106 bits, as the sum of two doubles (Dekker 1971; Hida, Li and Bailey 2001):
 * what functions of doubles are measured against, faster than with decimals.
 */
record DoubleDouble(double high, double low) {

  private static final DoubleDouble ONE = of(1);

  /** To 106 bits (OEIS A002162). */
  private static final DoubleDouble LN2 =
      new DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);

  static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  /** Returns the exact sum of two doubles. */
  static DoubleDouble sum(double a, double b) {
    double sum = a + b;
    double added = sum - a;
    return new DoubleDouble(sum, (a - (sum - added)) + (b - added));
  }

  private static DoubleDouble ordered(double large, double small) {
    double sum = large + small;
    return new DoubleDouble(sum, small - (sum - large));
  }

  DoubleDouble plus(DoubleDouble other) {
    DoubleDouble highs = sum(high, other.high);
    DoubleDouble lows = sum(low, other.low);
    DoubleDouble both = ordered(highs.high, highs.low + lows.high);
    return ordered(both.high, both.low + lows.low);
  }

  DoubleDouble negated() {
    return new DoubleDouble(-high, -low);
  }

  DoubleDouble times(DoubleDouble other) {
    double product = high * other.high;
    double rest = Math.fma(high, other.high, -product);
    return ordered(product, rest + (high * other.low + low * other.high));
  }

  DoubleDouble over(DoubleDouble divisor) {
    double first = high / divisor.high;
    DoubleDouble left = plus(divisor.times(of(-first)));
    double second = left.high / divisor.high;
    left = left.plus(divisor.times(of(-second)));
    return ordered(first, second).plus(of(left.high / divisor.high));
  }

  /** Returns e^x − 1 for |x| below ½, by its Taylor series. */
  private DoubleDouble smallExpLessOne() {
    DoubleDouble term = this;
    DoubleDouble sum = this;
    for (int n = 2; n < 30; n++) {
      term = term.times(this).over(of(n));
      sum = sum.plus(term);
    }
    return sum;
  }

  /** Returns e^x where it and its second part are ordinary numbers. */
  DoubleDouble exp() {
    double k = Math.rint(high / LN2.high);
    DoubleDouble mantissa = plus(LN2.times(of(-k))).smallExpLessOne().plus(ONE);
    return new DoubleDouble(Math.scalb(mantissa.high, (int) k), Math.scalb(mantissa.low, (int) k));
  }

  /** Returns ln x by Newton's method, whose last step has the next terms of the series. */
  DoubleDouble ln() {
    DoubleDouble y = of(StrictMath.log(high));
    for (int i = 0; i < 2; i++) {
      DoubleDouble u = times(y.negated().exp()).plus(of(-1));
      DoubleDouble third = ONE.over(of(3));
      y = y.plus(u.plus(u.times(u).times(of(-0.5).plus(u.times(third)))));
    }
    return y;
  }

  /** Returns ln(1 + x) by the series of 2 artanh(x/(2 + x)), or further out as a logarithm. */
  static DoubleDouble ln1p(double x) {
    if (Math.abs(x) > 0.3) {
      return sum(1, x).ln();
    }
    DoubleDouble s = of(x).over(sum(2, x));
    DoubleDouble square = s.times(s);
    DoubleDouble power = s;
    DoubleDouble sum = s;
    for (int n = 3; n < 90; n += 2) {
      power = power.times(square);
      sum = sum.plus(power.over(of(n)));
    }
    return sum.plus(sum);
  }

  static DoubleDouble tanh(double x) {
    DoubleDouble twice = of(2 * Math.abs(x));
    DoubleDouble less = twice.high < 0.35 ? twice.smallExpLessOne() : twice.exp().plus(of(-1));
    DoubleDouble tanh = less.over(less.plus(of(2)));
    return x < 0 ? tanh.negated() : tanh;
  }

  /** Returns by how many units in the last place of the exact number a double misses it. */
  double missedBy(double found) {
    double size = Math.abs(high);
    boolean isBelowPower = size == Math.scalb(1.0, Math.getExponent(size)) && high > 0 == low < 0;
    double unit = isBelowPower && low != 0 ? Math.ulp(size) / 2 : Math.ulp(size);
    return Math.abs((found - high) - low) / unit;
  }
}
