/**
 * A neuron that NeuronScript 0.1.0 has written. Computes in arithmetic 2:
 * the same bits as there. Safe to share between threads.
 */
public final class Model {

  private static final double[] WEIGHTS = {2d};
  private static final double BIAS = -1d;

  private Model() {}

  /** Returns the names of the inputs, in their order. */
  public static String[] inputs() {
    return new String[] {"x"};
  }

  /** Returns the output for one example, in the units of the data. */
  public static double predict(double x) {
    return predict(new double[] {x});
  }

  /** Returns the output for one example, of inputs in the units of the data. */
  public static double predict(double[] inputs) {
    return output(weightedSum(inputs));
  }

  /** Returns what the first rule answers that has an answer, or null. */
  public static String decide(double[] inputs) {
    double z = weightedSum(inputs);
    double out = output(z);
    if ((out >= 0.5d)) {
      return "yes";
    } else {
      return "no";
    }
  }

  private static double weightedSum(double[] inputs) {
    int n = WEIGHTS.length;
    if (inputs.length != n) {
      throw new IllegalArgumentException(n + " inputs, and not " + inputs.length);
    }
    int whole = n - n % 8;
    double total = 0;
    if (whole > 0) {
      double[] s = new double[8];
      for (int i = 0; i < whole; i += 8) {
        for (int j = 0; j < 8; j++) {
          s[j] += WEIGHTS[i + j] * inputs[i + j];
        }
      }
      total = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }
    for (int i = whole; i < n; i++) {
      total += WEIGHTS[i] * inputs[i];
    }
    return total + BIAS;
  }

  private static double output(double z) {
    return sigmoid(z);
  }

  private static double sigmoid(double z) {
    return (1d / (1d + exponential((-z))));
  }

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
}
