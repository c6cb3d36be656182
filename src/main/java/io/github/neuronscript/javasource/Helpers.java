package io.github.neuronscript.javasource;

import io.github.neuronscript.formula.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Methods for operations that Java lacks, with the bits of the language. */
enum Helpers {
  /** e^x, as {@code formula.Transcendental} computes it one by one. */
  EXP(
      "exponential",
      """
        private static final double[] ROOTS_OF_TWO = {
          0x1.0p0, 0x1.0b5586cf989p0, 0x1.172b83c7d518p0, 0x1.2387a6e75624p0,
          0x1.306fe0a31b7p0, 0x1.3dea64c12344p0, 0x1.4bfdad5362a4p0, 0x1.5ab07dd48544p0,
          0x1.6a09e667f3bcp0, 0x1.7a11473eb018p0, 0x1.8ace5422aa0cp0, 0x1.9c49182a3f08p0,
          0x1.ae89f995ad3cp0, 0x1.c199bdd85528p0, 0x1.d5818dcfba48p0, 0x1.ea4afa2a490cp0,
        };

        private static final double[] RESTS_OF_ROOTS = {
          0, 0x1.d7739db6663c2p-49, -0x1.2d7e839727369p-50, -0x1.ab0abff4ac808p-50,
          0x1.1cf43a73efc55p-48, -0x1.7fd09d92b5ccap-48, -0x1.330824cf5d2e5p-48, -0x1.0ba372bc877b7p-48,
          0x1.1c4e1354c6f8fp-49, 0x1.288db6eba1315p-50, 0x1.1bd4f0369957ap-48, 0x1.40206446957cbp-49,
          -0x1.627e3cdcfdc8cp-49, 0x1.004d9ced7650ep-48, 0x1.f2dde970d36dcp-51, 0x1.aa6d366d63087p-49,
        };

        private static double exponential(double x) {
          if (!(x < 710)) {
            return x + Double.POSITIVE_INFINITY;
          }
          if (x < -746) {
            return 0;
          }
          double shifted = x * 0x1.71547652b82fep4 + 0x1.8p52;
          double m = shifted - 0x1.8p52;
          double r = (x - m * 0x1.62e42feep-5) - m * 0x1.a39ef35793c76p-37;
          int bits = (int) Double.doubleToRawLongBits(shifted);
          double more = moreThanRoot(bits, r);
          if (Math.abs(x) < 708) {
            double root = rootOfTwo(bits);
            return root + root * more;
          }
          double root = ROOTS_OF_TWO[bits & 15];
          double power = root + root * more;
          int exponent = bits >> 4;
          int half = exponent / 2;
          return power
              * Double.longBitsToDouble((long) (half + 1023) << 52)
              * Double.longBitsToDouble((long) (exponent - half + 1023) << 52);
        }

        private static double rootOfTwo(int bits) {
          long root = Double.doubleToRawLongBits(ROOTS_OF_TWO[bits & 15]);
          return Double.longBitsToDouble(root + ((long) (bits >> 4) << 52));
        }

        private static double moreThanRoot(int bits, double r) {
          double z = r * r;
          double tail =
              z
                  * (((0x1.0000000000004p-1 + 0x1.5555555555559p-3 * r)
                          + z * (0x1.555555547f816p-5 + 0x1.111111107d9ffp-7 * r))
                      + (z * z) * (0x1.6c184163b1137p-10 + 0x1.a01b9e7416ef5p-13 * r));
          double rest = RESTS_OF_ROOTS[bits & 15];
          return r + (tail + (rest + rest * r));
        }
      """,
      "rootOfTwo moreThanRoot",
      Optional.empty()),
  /** ln x, likewise. */
  LN(
      "naturalLog",
      """
        private static double naturalLog(double x) {
          double k = -1023;
          if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            if (!(x > 0)) {
              return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
            }
            if (x > 1) {
              return x;
            }
            x *= 0x1p54;
            k = -1077;
          }
          long bits = Double.doubleToRawLongBits(x) + 0x95f619980c433L;
          return logOf((int) (bits >> 52) + k, mantissaOf(bits) - 1, 0);
        }

        private static double mantissaOf(long bits) {
          return Double.longBitsToDouble((bits & 0xfffffffffffffL) + 0x3fe6a09e667f3bcdL);
        }

        private static double logOf(double k, double f, double c) {
          double half = 0.5 * f * f;
          double s = f / (2 + f);
          double z = s * s;
          double w = z * z;
          double series =
              z
                  * (((0.6666666666666735 + 0.3999999999940942 * z)
                          + w * (0.2857142874366239 + 0.22222198432149784 * z))
                      + (w * w)
                          * ((0.1818357216161805 + 0.15313837699209373 * z)
                              + w * 0.14798198605116586));
          return ((s * (half + series) + (k * 0x1.a39ef35793c76p-33 + c)) - half)
              + f
              + k * 0x1.62e42feep-1;
        }
      """,
      "mantissaOf logOf",
      Optional.empty()),
  /** ln(1 + x), likewise. */
  LN1P(
      "logOfOneAnd",
      """
        private static double logOfOneAnd(double x) {
          if (!(x > -1 && x <= Double.MAX_VALUE && x != 0)) {
            return x == -1 ? Double.NEGATIVE_INFINITY : x >= 0 ? x : Double.NaN;
          }
          double u = 1 + x;
          double added = u - 1;
          double lost = (1 - (u - added)) + (x - added);
          long bits = Double.doubleToRawLongBits(u) + 0x95f619980c433L;
          return logOf((int) (bits >> 52) - 1023, mantissaOf(bits) - 1, lost / u);
        }
      """,
      "",
      Optional.of(LN)),
  /** tanh x, likewise. */
  TANH(
      "hyperbolicTangent",
      """
        private static double hyperbolicTangent(double x) {
          double size = Math.abs(x);
          if (!(size > 0.25)) {
            double z = x * x;
            double w = z * z;
            double small =
                x
                    + x
                        * (z
                            * (((-0x1.5555555555555p-2 + 0x1.1111111110e09p-3 * z)
                                    + w * (-0x1.ba1ba1b994cd6p-5 + 0x1.664f48281caf1p-6 * z))
                                + (w * w)
                                    * ((-0x1.226e139e87bebp-7 + 0x1.d6c523bc60d75p-9 * z)
                                        + w
                                            * (-0x1.7bc777186482cp-10
                                                + 0x1.14930c2c20a64p-11 * z))));
            return Math.copySign(small, x);
          }
          if (size > 17) {
            return Math.copySign(1 - 2 / (exponential(2 * size) + 1), x);
          }
          double twice = 2 * size;
          double shifted = twice * 0x1.71547652b82fep4 + 0x1.8p52;
          double m = shifted - 0x1.8p52;
          double r = (twice - m * 0x1.62e42feep-5) - m * 0x1.a39ef35793c76p-37;
          int bits = (int) Double.doubleToRawLongBits(shifted);
          double root = rootOfTwo(bits);
          double more = root * moreThanRoot(bits, r);
          double above = (root - 1) + more;
          double aboveRest = ((root - 1) - above) + more;
          double below = (root + 1) + more;
          double belowRest = ((root + 1) - below) + more;
          double inverse = 1 / below;
          double quotient = above * inverse;
          double a = (0x1p27 + 1) * quotient;
          double quotientHigh = a - (a - quotient);
          double quotientLow = quotient - quotientHigh;
          double b = (0x1p27 + 1) * below;
          double belowHigh = b - (b - below);
          double belowLow = below - belowHigh;
          double product = quotient * below;
          double productRest =
              ((quotientHigh * belowHigh - product)
                      + quotientHigh * belowLow
                      + quotientLow * belowHigh)
                  + quotientLow * belowLow;
          double left = (above - product) - productRest;
          return Math.copySign(
              quotient + (left + (aboveRest - quotient * belowRest)) * inverse, x);
        }
      """,
      "",
      Optional.of(EXP)),
  REMAINDER(
      "remainderOf",
      """
        private static double remainderOf(double a, double b) {
          double r = a % b;
          return r != 0 && r < 0 != b < 0 ? r + b : r;
        }
      """),
  POWER(
      "powerOf",
      """
        private static double powerOf(double base, double exponent) {
          if (exponent == 2) {
            return base * base;
          }
          if (exponent == 3) {
            return base * base * base;
          }
          return StrictMath.pow(base, exponent);
        }
      """),
  NEAR(
      "isNear",
      """
        private static boolean isNear(double value, double target, double tolerance) {
          return value == target || Math.abs(value - target) <= tolerance;
        }
      """),
  HOLDS(
      "holdsAsTrue",
      """
        private static boolean holdsAsTrue(double value) {
          return value != 0 && !Double.isNaN(value);
        }
      """),
  XLOGY(
      "xTimesLogY",
      """
        private static double xTimesLogY(double x, double y) {
          return x == 0 && !Double.isNaN(y) ? 0 : x * naturalLog(y);
        }
      """,
      "",
      Optional.of(LN)),
  CLAMP(
      "clampTo",
      """
        private static double clampTo(double x, double low, double high) {
          return Math.min(Math.max(x, low), high);
        }
      """),
  SIGN(
      "signOf",
      """
        private static double signOf(double x) {
          return x > 0 ? 1 : x < 0 ? -1 : x;
        }
      """),
  ERF(
      "errorFunction",
      """
        /** By Taylor's series around the nearest quarter. */
        private static double errorFunction(double x) {
          double size = Math.abs(x);
          if (!(size < 6)) {
            return Double.isNaN(x) ? x : Math.signum(x);
          }
          double[] atQuarters = {
            TABLE
          };
          int quarters = size < 0.25 ? 0 : (int) Math.rint(4 * size);
          double c = quarters / 4.0;
          double h = size - c;
          double bell = exponential(-c * c);
          double g = (1 + 0.12837916709551256) * bell;
          double before = 0;
          double power = h;
          double sum = 0.12837916709551256 * bell * h;
          for (int n = 1; n < 20; n++) {
            double next = -2 * (c * g + before) / n;
            before = g;
            g = next;
            power *= h;
            sum += g * power / (n + 1);
          }
          return Math.copySign(atQuarters[quarters] + (bell * h + sum), x);
        }
      """,
      "",
      Optional.of(EXP));

  private static final int QUARTERS = 24;

  private final String method;
  private final String text;
  private final String others;
  private final Optional<Helpers> needed;

  Helpers(String method, String text) {
    this(method, text, "", Optional.empty());
  }

  /**
   * Makes one of several methods.
   *
   * @param others what is called beside the first of them, with spaces between
   * @param needed whose methods it calls
   */
  Helpers(String method, String text, String others, Optional<Helpers> needed) {
    this.method = method;
    this.text = text;
    this.others = others;
    this.needed = needed;
  }

  String method() {
    return method;
  }

  /** Returns the names of all its methods. */
  List<String> methods() {
    return List.of((method + " " + others).split(" "));
  }

  Optional<Helpers> needed() {
    return needed;
  }

  String text() {
    List<String> table = new ArrayList<>();
    for (int i = 0; i <= QUARTERS; i++) {
      table.add(Formulas.literal(Function.ERF.at(i / 4.0)));
    }
    return text.replace("TABLE", String.join(", ", table));
  }
}
