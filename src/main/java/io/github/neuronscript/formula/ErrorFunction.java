package io.github.neuronscript.formula;

/**
 * The error function erf(x) = 2/√π ∫₀ˣ e^−t² dt, within 4 units in the last place.
 *
 * <p>Below 2 by the series erf(x) = 2/√π · x e^−x² · Σ (2x²)ⁿ / (1·3·5⋯(2n + 1)), whose terms are
 * all positive, so that nothing cancels (Abramowitz and Stegun 7.1.6); from 2 on by Laplace's
 * continued fraction for 1 − erf (7.1.14); from 6 on it is 1 in doubles.
 */
final class ErrorFunction {

  private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
  private static final double ROOT_PI = 1.772453850905516;

  private ErrorFunction() {}

  static double erf(double x) {
    double size = Math.abs(x);
    if (!(size < 6)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    double value = size < 2 ? series(size) : 1 - complement(size);
    return Math.copySign(value, x);
  }

  private static double series(double x) {
    double square = x * x;
    double term = 1;
    double sum = 1;
    for (int n = 1; term > sum * 0x1p-60; n++) {
      term *= 2 * square / (2 * n + 1);
      sum += term;
    }
    return TWO_OVER_ROOT_PI * x * StrictMath.exp(-square) * sum;
  }

  /** 80 levels are enough at 2, where the fraction converges slowest. */
  private static double complement(double x) {
    double fraction = x;
    for (int k = 80; k >= 1; k--) {
      fraction = x + 0.5 * k / fraction;
    }
    return StrictMath.exp(-x * x) / (ROOT_PI * fraction);
  }
}
