package io.github.neuronscript.formula;

/**
 * The error function erf(x) = 2/√π ∫₀ˣ e^−t² dt, within 2 units in the last place.
 *
 * <p>By Taylor's series around the nearest quarter c, whose erf is tabulated; below 1/4 around 0.
 * The coefficients gₙ of the derivative 2/√π e^−x² around c follow from its differential equation
 * g′ = −2x g: (n + 1) gₙ₊₁ = −2 (c gₙ + gₙ₋₁). The step is small, so that 20 terms are more than
 * enough, and from 1/4 on most of the value comes from the table, without an error. From 6 on erf
 * is 1 in doubles.
 */
final class ErrorFunction {

  private static final double TWO_OVER_ROOT_PI_LESS_ONE = 0.12837916709551256;
  private static final int TERMS = 20;

  /** erf(0), erf(1/4), erf(1/2) … erf(6). */
  private static final double[] AT_QUARTERS = {
    0.0, 0.27632639016823696, 0.5204998778130465, 0.7111556336535151,
    0.8427007929497149, 0.9229001282564583, 0.9661051464753108, 0.9866716712191824,
    0.9953222650189527, 0.9985372834133188, 0.999593047982555, 0.9998993780778803,
    0.9999779095030014, 0.9999956972205363, 0.9999992569016276, 0.9999998862727434,
    0.9999999845827421, 0.9999999981494259, 0.9999999998033839, 0.9999999999815149,
    0.9999999999984626, 0.9999999999998869, 0.9999999999999927, 0.9999999999999996,
    1.0,
  };

  private ErrorFunction() {}

  static double erf(double x) {
    double size = Math.abs(x);
    if (!(size < 6)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    int quarters = size < 0.25 ? 0 : (int) Math.rint(4 * size);
    double center = quarters / 4.0;
    return Math.copySign(AT_QUARTERS[quarters] + from(center, size - center), x);
  }

  /** Returns erf(c + h) − erf(c); the two parts of 2/√π keep what one double would lose. */
  private static double from(double c, double h) {
    double bell = Transcendental.exp(-c * c);
    double g = (1 + TWO_OVER_ROOT_PI_LESS_ONE) * bell;
    double before = 0;
    double power = h;
    double sum = TWO_OVER_ROOT_PI_LESS_ONE * bell * h;
    for (int n = 1; n < TERMS; n++) {
      double next = -2 * (c * g + before) / n;
      before = g;
      g = next;
      power *= h;
      sum += g * power / (n + 1);
    }
    return bell * h + sum;
  }
}
