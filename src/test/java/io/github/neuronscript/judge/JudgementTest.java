package io.github.neuronscript.judge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.BestThreshold.Criterion;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Metrics beside figures that something else has computed: fractions by hand, or Python 3 where it
 * says so, with {@code fractions} for counts and squares and {@code decimal} for logarithms.
 */
class JudgementTest {

  /** Lets everything go on. */
  private static void goOn() {}

  private static final NumberSystem DOUBLES = NumberSystem.doubles();
  private static final double[] CLASSES = {1, 0, 1, 1, 0, 0, 1, 0, 1, 0};
  private static final double[] OUTPUTS = {.9, .3, .6, .4, .4, .1, .8, .7, .55, .2};

  private static Judgement judge(double[] targets, double... outputs) {
    return Judgement.of(
        DOUBLES,
        Vector.of(targets),
        Vector.of(outputs),
        Classes.of(targets),
        Optional.empty(),
        JudgementTest::goOn);
  }

  private static double value(Judgement judgement, Metric metric) {
    return judgement.figure(metric).value().orElseThrow().doubleValue();
  }

  private static Why why(Judgement judgement, Metric metric) {
    return judgement.figure(metric).why().orElseThrow();
  }

  private static void near(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 * Math.abs(expected));
  }

  @Test
  void classesByHand() {
    Judgement judgement = judge(CLASSES, OUTPUTS);
    assertEquals(Optional.of(new Confusion(4, 1, 1, 4)), judgement.confusion());
    for (Metric metric :
        List.of(Metric.ACCURACY, Metric.PRECISION, Metric.RECALL, Metric.SPECIFICITY, Metric.F1)) {
      assertEquals(4.0 / 5, value(judgement, metric), metric.word());
    }
    assertEquals(Optional.of(new Pairs(21, 1, 25)), judgement.pairs());
    assertEquals(43.0 / 50, value(judgement, Metric.AUC));
    near(5.0 / 32, value(judgement, Metric.BRIER));
  }

  /** Computed with Python's decimal: sum(-(p if y else 1 - p).ln()) / 10 at 40 digits. */
  @Test
  void logLossBesideDecimals() {
    near(0.47534348623704975, value(judge(CLASSES, OUTPUTS), Metric.LOG_LOSS));
  }

  @Test
  void thresholdMovesThePrediction() {
    Judgement judgement =
        Judgement.of(
            DOUBLES,
            Vector.of(CLASSES),
            Vector.of(OUTPUTS),
            Optional.of(Classes.ZERO_ONE),
            Optional.of(0.4),
            JudgementTest::goOn);
    assertEquals(Optional.of(new Confusion(5, 2, 0, 3)), judgement.confusion());
    assertEquals(5.0 / 7, value(judgement, Metric.PRECISION));
    assertEquals(1, value(judgement, Metric.RECALL));
    assertEquals(10.0 / 12, value(judgement, Metric.F1));
    assertEquals(43.0 / 50, value(judgement, Metric.AUC), "the threshold does not matter");
  }

  /** The example of the documentation of scikit-learn's r2_score, mean_absolute_error and so on. */
  @Test
  void numbersByHand() {
    Judgement judgement = judge(new double[] {3, -0.5, 2, 7}, 2.5, 0, 2, 8);
    near(443.0 / 467, value(judgement, Metric.R2));
    near(0.5, value(judgement, Metric.MAE));
    // Computed with Python's decimal: (Decimal(3) / 8).sqrt()
    near(0.6123724356957945, value(judgement, Metric.RMSE));
    assertEquals(Why.NO_CLASSES, why(judgement, Metric.AUC));
    assertEquals(Why.NO_CLASSES, why(judgement, Metric.F1));
    assertEquals(Why.NO_CLASSES, why(judgement, Metric.LOG_LOSS));
    assertEquals(Why.NO_CLASSES, why(judgement, Metric.BRIER));
  }

  @Test
  void fractionsStayExact() {
    NumberSystem exact = NumberSystem.fractions();
    Judgement judgement =
        Judgement.of(
            exact,
            Vector.of(3, -0.5, 2, 7).in(exact),
            Vector.of(2.5, 0, 2, 8).in(exact),
            Optional.empty(),
            Optional.empty(),
            JudgementTest::goOn);
    assertEquals("443/467", judgement.figure(Metric.R2).value().orElseThrow().toString());
    assertEquals("1/2", judgement.figure(Metric.MAE).value().orElseThrow().toString());
    near(0.6123724356957945, value(judgement, Metric.RMSE));
  }

  @Test
  void bipolarClassesAreToldApartAtZero() {
    Judgement judgement = judge(new double[] {-1, 1, 1, -1}, -0.5, 0, -0.1, 0.2);
    assertEquals(Optional.of(new Confusion(1, 1, 1, 1)), judgement.confusion());
    assertEquals(Why.TARGETS_NOT_0_OR_1, why(judgement, Metric.LOG_LOSS));
    assertEquals(Why.TARGETS_NOT_0_OR_1, why(judgement, Metric.BRIER));
  }

  @Test
  void whatIsUndefinedSaysWhy() {
    Judgement none = judge(new double[] {1, 0}, 0.2, 0.1);
    assertEquals(Why.NONE_PREDICTED, why(none, Metric.PRECISION));
    assertEquals(0, value(none, Metric.F1));
    Judgement zeros = judge(new double[] {0, 0}, 0.2, 0.1);
    assertEquals(Why.NO_POSITIVE, why(zeros, Metric.RECALL));
    assertEquals(Why.NOTHING_OF_CLASS_1, why(zeros, Metric.F1));
    assertEquals(Why.ONE_CLASS, why(zeros, Metric.AUC));
    assertEquals(Why.CONSTANT_TARGETS, why(zeros, Metric.R2));
    Judgement ones = judge(new double[] {1, 1}, 0.2, 0.1);
    assertEquals(Why.NO_NEGATIVE, why(ones, Metric.SPECIFICITY));
    Judgement certain = judge(new double[] {1, 0}, 0, 0.1);
    assertEquals(Why.CERTAIN_AND_WRONG, why(certain, Metric.LOG_LOSS));
    near(1.01 / 2, value(certain, Metric.BRIER));
    Judgement outside = judge(new double[] {1, 0}, 1.5, 0.1);
    assertEquals(Why.NO_PROBABILITIES, why(outside, Metric.LOG_LOSS));
    assertEquals(Why.NO_PROBABILITIES, why(outside, Metric.BRIER));
    Judgement nan = judge(new double[] {1, 0}, Double.NaN, 0.1);
    assertEquals(Why.NOT_FINITE, why(nan, Metric.AUC));
    assertEquals(Why.NOT_FINITE, why(nan, Metric.RMSE));
    Judgement huge = judge(new double[] {1e300, -1e300}, -1e300, 1e300);
    assertEquals(Why.NOT_FINITE, why(huge, Metric.RMSE));
  }

  /** The mean of three times 0.1 is not 0.1 in doubles, yet the targets are constant. */
  @Test
  void equalTargetsAreConstantWhateverTheirMean() {
    assertEquals(Why.CONSTANT_TARGETS, why(judge(new double[] {.1, .1, .1}, 1, 2, 3), Metric.R2));
  }

  @Test
  void certainAndRightCostsNothing() {
    assertEquals(0, value(judge(new double[] {1, 0}, 1, 0), Metric.LOG_LOSS));
  }

  @Test
  void pairsBesideAllPairs() {
    SplitMix random = new SplitMix(5);
    for (int trial = 0; trial < 200; trial++) {
      int n = 1 + random.below(30);
      double[] targets = new double[n];
      double[] outputs = new double[n];
      for (int i = 0; i < n; i++) {
        targets[i] = random.below(2);
        outputs[i] = (random.below(9) - 4) * -0.25;
      }
      long ordered = 0;
      long tied = 0;
      long all = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (targets[i] == 1 && targets[j] == 0) {
            all++;
            ordered += outputs[i] > outputs[j] ? 1 : 0;
            tied += outputs[i] == outputs[j] ? 1 : 0;
          }
        }
      }
      assertEquals(new Pairs(ordered, tied, all), Pairs.of(targets, outputs, JudgementTest::goOn));
    }
  }

  @Test
  void pairsOfManyRowsAreCountedInFull() {
    int n = 200_000;
    double[] targets = new double[n];
    double[] outputs = new double[n];
    for (int i = 0; i < n; i++) {
      targets[i] = i % 2;
      outputs[i] = i;
    }
    // Of class 1 at 1, 3, 5 …, with 1, 2, 3 … of the other class below.
    long half = n / 2;
    assertEquals(
        new Pairs(half * (half + 1) / 2, 0, half * half),
        Pairs.of(targets, outputs, JudgementTest::goOn));
  }

  /** The best of all thresholds, each judged for itself. */
  @Test
  void bestThresholdBesideAllOfThem() {
    SplitMix random = new SplitMix(6);
    for (int trial = 0; trial < 300; trial++) {
      int n = 2 + random.below(12);
      double[] targets = new double[n];
      double[] outputs = new double[n];
      for (int i = 0; i < n; i++) {
        targets[i] = random.below(2);
        outputs[i] = random.below(9) / 8.0;
      }
      for (Criterion criterion : Criterion.values()) {
        BestThreshold.Choice choice =
            BestThreshold.of(criterion, targets, outputs, 0.5, JudgementTest::goOn);
        if (choice.best().isPresent()) {
          double best = Double.NEGATIVE_INFINITY;
          for (int k = -1; k <= 8; k++) {
            double threshold = (k + 0.5) / 8;
            best = Math.max(best, score(criterion, Confusion.of(targets, outputs, threshold)));
          }
          Confusion chosen = Confusion.of(targets, outputs, choice.best().get().threshold());
          assertEquals(chosen, choice.best().get().confusion());
          assertEquals(best, score(criterion, chosen), 1e-12, criterion.word());
        }
      }
    }
  }

  private static double score(Criterion criterion, Confusion c) {
    double recall = (double) c.truePositive() / c.positive();
    double specificity = (double) c.trueNegative() / c.negative();
    return switch (criterion) {
      case ACCURACY -> c.right();
      case F1 -> 2.0 * c.truePositive() / (2 * c.truePositive() + c.wrong());
      case YOUDEN -> recall + specificity;
    };
  }

  @Test
  void bestThresholdByHand() {
    BestThreshold best =
        BestThreshold.of(Criterion.ACCURACY, CLASSES, OUTPUTS, 0.5, JudgementTest::goOn)
            .best()
            .orElseThrow();
    // 0.35 gives 8 of 10 as well as all from 0.4 to 0.55: the middle is one of these.
    assertEquals(0.5, best.threshold());
    assertEquals(0.4, best.below());
    assertEquals(0.55, best.above());
    assertEquals(8, best.confusion().right());
    assertEquals(10, best.candidates());
    BestThreshold near =
        BestThreshold.of(Criterion.ACCURACY, CLASSES, OUTPUTS, 0.56, JudgementTest::goOn)
            .best()
            .orElseThrow();
    assertEquals((0.4 + 0.55) / 2, near.threshold(), "0.56 itself gives 7 of 10");
    BestThreshold f1 =
        BestThreshold.of(Criterion.F1, CLASSES, OUTPUTS, 0.5, JudgementTest::goOn)
            .best()
            .orElseThrow();
    // At 0.35: TP 5, FP 2, FN 0 gives 10/12, more than 8/10.
    assertEquals((0.3 + 0.4) / 2, f1.threshold());
    assertEquals(
        Optional.of(Why.NO_POSITIVE),
        BestThreshold.of(
                Criterion.F1, new double[] {0, 0}, new double[] {1, 2}, 0, JudgementTest::goOn)
            .why());
    assertEquals(
        Optional.of(Why.EQUAL_OUTPUTS),
        BestThreshold.of(
                Criterion.YOUDEN, new double[] {0, 1}, new double[] {1, 1}, 0, JudgementTest::goOn)
            .why());
  }

  /** Where one class has most examples, on the wrong side of the others. */
  @Test
  void bestThresholdMayLieBeyondAllOutputs() {
    double[] outputs = {0.7, 0.8, 0.95, 0.75};
    BestThreshold always =
        BestThreshold.of(
                Criterion.ACCURACY, new double[] {1, 1, 0, 1}, outputs, 0.76, JudgementTest::goOn)
            .best()
            .orElseThrow();
    assertEquals(0.675, always.threshold(), 1e-15);
    assertEquals(new Confusion(3, 1, 0, 0), always.confusion());
    BestThreshold never =
        BestThreshold.of(
                Criterion.ACCURACY, new double[] {1, 0, 0, 0}, outputs, 0.76, JudgementTest::goOn)
            .best()
            .orElseThrow();
    assertEquals(1.025, never.threshold(), 1e-15);
    assertEquals(new Confusion(0, 0, 1, 3), never.confusion());
    double most = Double.MAX_VALUE;
    BestThreshold largest =
        BestThreshold.of(
                Criterion.ACCURACY,
                new double[] {1, 0, 0},
                new double[] {-most, 0, most},
                0.5,
                JudgementTest::goOn)
            .best()
            .orElseThrow();
    assertEquals(0.5, largest.threshold(), "no number is above the largest");
    assertEquals(3, largest.candidates());
  }

  @Test
  void neighbouringDoublesHaveTheUpperOneAsThreshold() {
    double[] outputs = {0.5, Math.nextUp(0.5)};
    BestThreshold best =
        BestThreshold.of(Criterion.ACCURACY, new double[] {0, 1}, outputs, 0.5, JudgementTest::goOn)
            .best()
            .orElseThrow();
    assertEquals(Math.nextUp(0.5), best.threshold());
  }

  @Test
  void boundOfTheAccuracyWhereAllAreRight() {
    // 0.05^(1/10) in 40 digits by Python's decimal.
    AccuracyBound ten = AccuracyBound.of(new Confusion(4, 0, 0, 6), 95).orElseThrow();
    assertEquals(0.7411344491069477, ten.low(), 1e-15);
    assertEquals(1, ten.high());
    // 59 samples without a fault are the fewest for 95 % at 95 % (Wilks 1941).
    assertTrue(AccuracyBound.of(new Confusion(59, 0, 0, 0), 95).orElseThrow().low() >= 0.95);
    assertTrue(AccuracyBound.of(new Confusion(58, 0, 0, 0), 95).orElseThrow().low() < 0.95);
    assertEquals(
        0.9772372209558107,
        AccuracyBound.of(new Confusion(100, 0, 0, 100), 99).orElseThrow().low(),
        1e-15);
    AccuracyBound wrong = AccuracyBound.of(new Confusion(0, 6, 4, 0), 95).orElseThrow();
    assertEquals(0, wrong.low());
    assertEquals(1 - 0.7411344491069477, wrong.high(), 1e-15);
    assertEquals(Optional.empty(), AccuracyBound.of(new Confusion(9, 0, 1, 0), 95));
  }

  @Test
  void noThresholdIsTheBestOfOneClass() {
    double[] outputs = {0.2, 0.4, 0.6};
    for (double constant : new double[] {0, 1}) {
      double[] targets = {constant, constant, constant};
      assertEquals(
          Optional.of(Why.ONE_CLASS),
          BestThreshold.of(Criterion.ACCURACY, targets, outputs, 0.5, JudgementTest::goOn).why());
      assertEquals(
          Optional.of(Why.ONE_CLASS),
          BestThreshold.of(Criterion.YOUDEN, targets, outputs, 0.5, JudgementTest::goOn).why());
    }
    assertEquals(
        Optional.of(Why.NO_NEGATIVE),
        BestThreshold.of(Criterion.F1, new double[] {1, 1, 1}, outputs, 0.5, JudgementTest::goOn)
            .why());
  }

  @Test
  void baselineOfClassesByHand() {
    Baseline baseline =
        Baseline.of(
            DOUBLES,
            Vector.of(1, 1, 1, 0, 0),
            Vector.of(1, 1, 0),
            Optional.of(Classes.ZERO_ONE),
            output -> Figure.of(output),
            JudgementTest::goOn);
    assertEquals(Optional.of(1), baseline.answer());
    assertEquals(3, baseline.answered());
    assertEquals(3.0 / 5, baseline.output());
    assertEquals(2.0 / 3, baseline.figure(Metric.ACCURACY).value().orElseThrow());
    assertEquals(Optional.of(Why.NO_NEGATIVE), judgeOne().figure(Metric.SPECIFICITY).why());
    assertEquals(0.5, baseline.figure(Metric.AUC).value().orElseThrow());
    // Computed with Python's decimal: -(2 * Decimal("0.6").ln() + Decimal("0.4").ln()) / 3
    near(0.6459806598020456, baseline.figure(Metric.LOG_LOSS).value().orElseThrow().doubleValue());
    near(0.68 / 3, baseline.figure(Metric.BRIER).value().orElseThrow().doubleValue());
  }

  private static Baseline judgeOne() {
    return Baseline.of(
        DOUBLES,
        Vector.of(1, 0),
        Vector.of(1),
        Optional.of(Classes.ZERO_ONE),
        output -> Figure.of(output),
        JudgementTest::goOn);
  }

  @Test
  void baselineOfNumbersHasR2OfZero() {
    Vector targets = Vector.of(1, 2, 6);
    Baseline baseline =
        Baseline.of(
            DOUBLES,
            targets,
            targets,
            Optional.empty(),
            output -> Figure.of(output),
            JudgementTest::goOn);
    assertEquals(3.0, baseline.output());
    assertEquals(0.0, baseline.figure(Metric.R2).value().orElseThrow());
    assertEquals(2.0, baseline.figure(Metric.MAE).value().orElseThrow());
  }

  @Test
  void calibrationByHand() {
    List<Calibration.Bin> bins =
        Calibration.of(
            new double[] {0, 1, 1, 1, 0},
            new double[] {0, 0.1, 0.15, 1, 0.95},
            JudgementTest::goOn);
    assertEquals(
        List.of(
            new Calibration.Bin(0, 0.1, 1, 0, 0),
            new Calibration.Bin(0.1, 0.2, 2, 0.25, 2),
            new Calibration.Bin(0.9, 1, 2, 1.95, 1)),
        bins);
    assertEquals(0.5, bins.get(2).share());
    assertEquals(0.975, bins.get(2).output());
  }

  /** Computed with Python 3 from the description alone: SplitMix64, FNV-1a, quantiles. */
  @Test
  void bootstrapBesideAnotherImplementation() {
    double[] losses = new double[10];
    Bootstrap.Rows rows =
        new Bootstrap.Rows(
            CLASSES, OUTPUTS, losses, true, Optional.of(Classes.ZERO_ONE), Optional.empty());
    List<Bootstrap.Interval> intervals =
        Bootstrap.intervals(
            rows,
            List.of(Metric.ACCURACY, Metric.AUC, Metric.PRECISION),
            90,
            200,
            3,
            JudgementTest::goOn);
    near(0.6, intervals.get(0).low());
    near(1.0, intervals.get(0).high());
    near(0.6235119047619047, intervals.get(1).low());
    near(1.0, intervals.get(1).high());
    near(0.5, intervals.get(2).low());
    near(1.0, intervals.get(2).high());
    assertEquals(0, intervals.get(1).undefined());
  }

  @Test
  void resamplesWithoutAFigureAreCounted() {
    Bootstrap.Rows rows =
        new Bootstrap.Rows(
            new double[] {1, 0},
            new double[] {.9, .1},
            new double[2],
            true,
            Optional.of(Classes.ZERO_ONE),
            Optional.empty());
    Bootstrap.Interval auc =
        Bootstrap.intervals(rows, List.of(Metric.AUC), 95, 1000, 1, JudgementTest::goOn).get(0);
    // One half of all draws of two from two have one class only.
    assertEquals(500, auc.undefined(), 60);
    assertEquals(1, auc.low());
  }

  /** The deviation of 2, 4, 4, 5 divides by 3: (3.0625 + 2 · 0.0625 + 1.5625)/3 = 19/12. */
  @Test
  void spreadOfFoldsByHand() {
    List<Figure> figures =
        List.of(
            Figure.of(2.0),
            Figure.of(4.0),
            Figure.none(Why.ONE_CLASS),
            Figure.of(4.0),
            Figure.of(5.0));
    Spread spread = Spread.of(figures).orElseThrow();
    assertEquals(4, spread.count());
    assertEquals(3.75, spread.mean());
    near(Math.sqrt(19.0 / 12), spread.deviation().orElseThrow());
    assertEquals(2, spread.lowest());
    assertEquals(5, spread.highest());
    assertTrue(Spread.of(List.of(Figure.none(Why.ONE_CLASS))).isEmpty());
    assertTrue(Spread.of(List.of(Figure.of(1.0))).orElseThrow().deviation().isEmpty());
  }

  /** Whoever is asked for the n-th time ends it. */
  private static final class Patience implements Runnable {
    private int left;

    Patience(int most) {
      left = most;
    }

    @Override
    public void run() {
      if (left-- == 0) {
        throw new IllegalStateException("enough");
      }
    }

    int asked(int most) {
      return most - left;
    }
  }

  /** With 262,144 rows: before every 256 of a pass, and every 65,536 that are sorted or joined. */
  @Test
  void isAskedOften() {
    int rows = 1 << 18;
    SplitMix random = new SplitMix(72);
    double[] targets = new double[rows];
    double[] outputs = new double[rows];
    for (int i = 0; i < rows; i++) {
      targets[i] = random.below(2);
      outputs[i] = random.unit();
    }
    int pass = rows / 256;
    int most = 1_000_000;
    Vector y = Vector.of(targets);
    Vector p = Vector.of(outputs);
    Optional<Classes> classes = Optional.of(Classes.ZERO_ONE);
    Map<Integer, Consumer<Runnable>> least = new LinkedHashMap<>();
    // Both classes gathered, the pairs counted, two passes of sums, and one of logarithms.
    least.put(5 * pass + 8, asked -> Judgement.of(DOUBLES, y, p, classes, Optional.empty(), asked));
    // Each of the ten bins, of which the last 256 may be few, is gone through and added up.
    least.put(11 * pass - Calibration.BINS, asked -> Calibration.of(targets, outputs, asked));
    least.put(
        4 * pass + 8, asked -> BestThreshold.of(Criterion.ACCURACY, targets, outputs, 0.5, asked));
    least.put(
        7 * pass + 8,
        asked -> Baseline.of(DOUBLES, y, y, classes, output -> Figure.of(output), asked));
    Bootstrap.Rows drawn =
        new Bootstrap.Rows(targets, outputs, outputs, true, classes, Optional.empty());
    least.put(
        3 * (7 * pass + 8),
        asked -> Bootstrap.intervals(drawn, List.of(Metric.AUC), 95, 3, 1, asked));
    least.forEach(
        (count, work) -> {
          Patience patience = new Patience(most);
          work.accept(patience);
          int asked = patience.asked(most);
          assertTrue(asked >= count, asked + " of " + count);
          // And it ends wherever it is asked.
          for (int n = 0; n < asked; n += asked / 6) {
            Patience less = new Patience(n);
            assertThrows(IllegalStateException.class, () -> work.accept(less));
          }
        });
  }

  /** Around and beyond the size of a block, with numbers that are equal, or zeros of both signs. */
  @Test
  void sortsAsJavaDoes() {
    SplitMix random = new SplitMix(73);
    int block = Sorting.BLOCK;
    for (int n : new int[] {0, 1, 2, block - 1, block, block + 1, 2 * block, 5 * block + 3}) {
      double[] numbers = new double[n];
      for (int i = 0; i < n; i++) {
        numbers[i] =
            switch (random.below(8)) {
              case 0 -> 0.0;
              case 1 -> -0.0;
              case 2 -> random.below(5) - 2;
              case 3 -> Double.NEGATIVE_INFINITY;
              default -> random.unit() - 0.5;
            };
      }
      double[] expected = numbers.clone();
      Arrays.sort(expected);
      int[] asked = new int[1];
      assertArrayEquals(expected, Sorting.sorted(numbers, () -> asked[0]++));
      assertTrue(asked[0] >= n / block, asked[0] + " times for " + n);
    }
  }
}
