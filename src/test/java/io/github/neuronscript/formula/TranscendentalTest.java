package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds exp, ln, ln1p and tanh of arithmetic 2 to numbers of 106 bits, and their blocks to them.
 */
class TranscendentalTest {

  private interface Block {
    void compute(double[] x, double[] to, int n, Transcendental.Scratch scratch);
  }

  /** Draws a number of a range that matters for a function. */
  private interface Draw {
    double next(SplittableRandom random);
  }

  private static Draw from(double least, double most) {
    return random -> least + (most - least) * random.nextDouble();
  }

  /** ± 2^a for a in a range. */
  private static Draw powers(double sign, double least, double most) {
    Draw exponent = from(least, most);
    return random -> sign * StrictMath.pow(2, exponent.next(random));
  }

  @SuppressWarnings("ImmutableEnumChecker")
  private enum Of {
    EXP(
        Transcendental::exp,
        Transcendental::exp,
        StrictMath::exp,
        x -> DoubleDouble.of(x).exp(),
        0.55,
        from(-650, 709),
        from(-1, 1),
        from(-30, 30),
        powers(-1, -60, 5)),
    LN(
        Transcendental::ln,
        Transcendental::ln,
        StrictMath::log,
        x -> DoubleDouble.of(x).ln(),
        0.85,
        from(0, 4),
        from(0.6, 1.6),
        powers(1, -960, 960)),
    LN1P(
        Transcendental::ln1p,
        Transcendental::ln1p,
        StrictMath::log1p,
        DoubleDouble::ln1p,
        0.85,
        from(-1, 2),
        powers(1, -80, 80),
        powers(-1, -80, 0)),
    TANH(
        Transcendental::tanh,
        Transcendental::tanh,
        StrictMath::tanh,
        DoubleDouble::tanh,
        0.6,
        from(-2, 2),
        from(-22, 22),
        from(-0.3, 0.3),
        powers(1, -80, 4));

    private final DoubleUnaryOperator function;
    private final Block block;
    private final DoubleUnaryOperator strict;
    private final DoubleFunction<DoubleDouble> exact;

    /** In units in the last place, as grammar/README.md states it or less. */
    private final double bound;

    private final Draw[] draws;

    Of(
        DoubleUnaryOperator function,
        Block block,
        DoubleUnaryOperator strict,
        DoubleFunction<DoubleDouble> exact,
        double bound,
        Draw... draws) {
      this.function = function;
      this.block = block;
      this.strict = strict;
      this.exact = exact;
      this.bound = bound;
      this.draws = draws;
    }

    double[] ofBlock(double[] x) {
      double[] to = new double[x.length];
      Transcendental.Scratch scratch = new Transcendental.Scratch();
      for (int from = 0; from < x.length; from += BlockEvaluator.ROWS) {
        int n = Math.min(BlockEvaluator.ROWS, x.length - from);
        double[] values = new double[n];
        block.compute(Arrays.copyOfRange(x, from, from + n), values, n, scratch);
        System.arraycopy(values, 0, to, from, n);
      }
      return to;
    }
  }

  @ParameterizedTest
  @EnumSource
  void isWithinItsBound(Of of) {
    measure(of, 2_000);
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource
  void isWithinItsBoundAtMillionPoints(Of of) {
    measure(of, 1_000_000);
  }

  private static void measure(Of of, int points) {
    for (int d = 0; d < of.draws.length; d++) {
      SplittableRandom random = new SplittableRandom(d);
      double worst = 0;
      double at = 0;
      for (int i = 0; i < points; i++) {
        double x = of.draws[d].next(random);
        double missed = of.exact.apply(x).missedBy(of.function.applyAsDouble(x));
        // What is no number is no match.
        if (!(missed <= worst)) {
          worst = missed;
          at = x;
        }
      }
      String found = worst + " ulp at " + at;
      assertTrue(worst <= of.bound, found);
      assertTrue(worst > 0.4, () -> "so good that something is amiss: " + found);
    }
  }

  @ParameterizedTest
  @EnumSource
  void blocksHaveTheBitsOfSingleNumbers(Of of) {
    SplittableRandom random = new SplittableRandom(1);
    double[] x = new double[20_000];
    for (int i = 0; i < x.length; i++) {
      // Any bits at all, and numbers of every range.
      x[i] =
          i % 5 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : of.draws[i % of.draws.length].next(random);
    }
    System.arraycopy(SPECIAL, 0, x, 300, SPECIAL.length);
    double[] block = of.ofBlock(x);
    for (int i = 0; i < x.length; i++) {
      double alone = of.function.applyAsDouble(x[i]);
      double at = x[i];
      assertEquals(
          Double.doubleToRawLongBits(alone),
          Double.doubleToRawLongBits(block[i]),
          () -> "at " + at);
    }
  }

  /** One number that goes another way is noticed among many that do not. */
  @ParameterizedTest
  @EnumSource
  void blocksNoticeTheirOnlySpecialNumber(Of of) {
    for (double special : SPECIAL) {
      double[] x = new double[16];
      Arrays.fill(x, 0.75);
      x[11] = special;
      double[] block = of.ofBlock(x);
      assertEquals(
          Double.doubleToRawLongBits(of.function.applyAsDouble(special)),
          Double.doubleToRawLongBits(block[11]),
          () -> "at " + special);
      assertEquals(of.function.applyAsDouble(0.75), block[12]);
    }
  }

  @Test
  void partsHaveTheBitsOfLn1p() {
    SplittableRandom random = new SplittableRandom(2);
    Transcendental.Scratch scratch = new Transcendental.Scratch();
    double turn = Math.sqrt(2) - 1;
    double[] x = new double[BlockEvaluator.ROWS];
    double[] to = new double[x.length];
    for (int block = 0; block < 200; block++) {
      Arrays.setAll(
          x,
          i ->
              switch (i % 3) {
                case 0 -> random.nextDouble();
                case 1 -> Transcendental.exp(-800 * random.nextDouble());
                // Where the logarithm turns to that of the half.
                default -> turn + (random.nextInt(64) - 32) * Math.ulp(turn);
              });
      x[0] = 0;
      x[1] = 1;
      x[2] = Double.MIN_VALUE;
      x[3] = Double.NaN;
      Transcendental.ln1pOfPart(x, to, x.length, scratch);
      for (int i = 0; i < x.length; i++) {
        double at = x[i];
        assertEquals(
            Double.doubleToLongBits(Transcendental.ln1p(at)),
            Double.doubleToLongBits(to[i]),
            () -> "at " + at);
      }
    }
  }

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.25,
    -0.25,
    17,
    -17,
    19.5,
    -19.5,
    354.9,
    355,
    -355,
    708,
    -708,
    709.782712893384,
    709.7827128933841,
    710,
    -708.4,
    -745.1332191019411,
    -745.1332191019412,
    -746,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Math.nextDown(Double.MIN_NORMAL),
    Math.nextUp(-1.0),
    Math.nextDown(1.0),
    Math.nextUp(1.0),
  };

  /** Where StrictMath has no rounding to do, or says what is no number, its answer is the only. */
  @ParameterizedTest
  @EnumSource
  void whatIsSpecialIsAsElsewhere(Of of) {
    for (double x : SPECIAL) {
      double strict = of.strict.applyAsDouble(x);
      double found = of.function.applyAsDouble(x);
      boolean isExact =
          strict == 0 || strict == x || Double.isNaN(strict) || Double.isInfinite(strict);
      if (isExact) {
        assertEquals(Double.doubleToLongBits(strict), Double.doubleToLongBits(found), "at " + x);
      } else {
        assertTrue(Math.abs(found - strict) <= 2 * Math.ulp(strict), "at " + x + ": " + found);
      }
    }
  }

  /** Results so small that digits are lost, against a hundred digits. */
  @Test
  void subnormalResultsAreWithinOneUnit() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      double x = -708 - 37.2 * random.nextDouble();
      BigDecimal exact = Precise.exp(new BigDecimal(x / 4)).pow(4, Precise.DIGITS);
      BigDecimal missed = new BigDecimal(Transcendental.exp(x)).subtract(exact).abs();
      assertTrue(missed.compareTo(new BigDecimal(Double.MIN_VALUE)) <= 0, () -> "at " + x);
    }
  }
}
