package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Vector;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Epochs of a neuron by hand, in numbers that doubles hold exactly. */
class EpochKernelTest {

  /** z = w x + b and L = (p − y)²/2, so that ∂L/∂z is p − y. */
  private final ChainRule squares = Neurons.neuron("z", "(p - y)^2 / 2");

  private static Examples column(double[] inputs, double... targets) {
    return new Examples(Inputs.of(targets.length, 1, inputs), targets);
  }

  private static EpochKernel kernel(
      ChainRule formulas, LearningRule rule, Examples examples, int batch, boolean mean) {
    return new EpochKernel(
        new EpochKernel.Plan(
            formulas,
            rule,
            examples,
            batch,
            mean,
            OptionalLong.empty(),
            Optional.empty(),
            new Machine(1, false)));
  }

  private static Parameters parameters(double weight, double bias, boolean biasLearns) {
    return new Parameters(new double[] {weight}, bias, biasLearns, new double[0][], 0);
  }

  private static final Examples TWO = column(new double[] {1, 2}, 4, 0);

  /** Outputs 0 and 0, errors −4 and 0: the gradient is (−4, −4), or half of it as a mean. */
  @Test
  void oneBatch() {
    Parameters parameters = parameters(0, 0, true);
    EpochKernel.Result sum =
        kernel(squares, Neurons.descent(), TWO, 2, false).run(parameters, 1, 0.25, () -> false);
    assertEquals(Vector.of(1, 1), parameters.together());
    assertEquals(8.0, sum.cost());
    assertEquals(1, sum.updates());
    assertEquals(Math.sqrt(32), sum.gradientNorm());
    assertEquals(Optional.empty(), sum.undefined());
    assertEquals(Optional.empty(), sum.broken());
    assertEquals(OptionalInt.empty(), sum.cancelledAt());

    Parameters half = parameters(0, 0, true);
    EpochKernel.Result mean =
        kernel(squares, Neurons.descent(), TWO, 2, true).run(half, 1, 0.25, () -> false);
    assertEquals(Vector.of(0.5, 0.5), half.together());
    assertEquals(4.0, mean.cost());
    assertEquals(Math.sqrt(8), mean.gradientNorm());
  }

  /** After the first row w = b = 1, so that the second has output 3 and the gradient (6, 3). */
  @Test
  void oneRowAfterTheOther() {
    for (boolean mean : new boolean[] {true, false}) {
      Parameters parameters = parameters(0, 0, true);
      EpochKernel.Result result =
          kernel(squares, Neurons.descent(), TWO, 1, mean).run(parameters, 1, 0.25, () -> false);
      assertEquals(Vector.of(-0.5, 0.25), parameters.together());
      assertEquals(mean ? 6.25 : 12.5, result.cost());
      assertEquals(2, result.updates());
      assertEquals(Math.sqrt(45), result.gradientNorm());
    }
  }

  @Test
  void aFixedBiasDoesNotCount() {
    Parameters parameters = parameters(0, 0, false);
    EpochKernel.Result result =
        kernel(squares, Neurons.descent(), TWO, 2, false).run(parameters, 1, 0.25, () -> false);
    assertEquals(Vector.of(1, 0), parameters.together());
    assertEquals(4.0, result.gradientNorm());
    assertEquals(5, EpochKernel.norm(new double[] {3, 4, 12}, false));
    assertEquals(13, EpochKernel.norm(new double[] {3, 4, 12}, true));
  }

  /** Batches of 300 of 700 rows: 300, 300 and 100, each in blocks of up to 256. */
  @Test
  void manyRowsInBatchesAndBlocks() {
    int rows = 700;
    double[] inputs = new double[rows];
    double[] targets = new double[rows];
    Arrays.fill(inputs, 1);
    Arrays.fill(targets, 8);
    Examples examples = column(inputs, targets);
    AtomicInteger asked = new AtomicInteger();
    Parameters parameters = parameters(0, 0, false);
    EpochKernel.Result result =
        kernel(squares, Neurons.descent(), examples, 300, true)
            .run(
                parameters,
                1,
                0.5,
                () -> {
                  asked.incrementAndGet();
                  return false;
                });
    // w goes from 0 to 4, 6 and 7, half of what is left each time; the losses are 32, 8 and 2.
    assertEquals(Vector.of(7), parameters.weights());
    assertEquals((300 * 32 + 300 * 8 + 100 * 2) / 700.0, result.cost());
    assertEquals(3, result.updates());
    assertEquals(2.0, result.gradientNorm());
    assertEquals(5, asked.get());
  }

  @Test
  void isGivenUpBeforeABlock() {
    Examples examples = column(new double[700], new double[700]);
    AtomicInteger left = new AtomicInteger(3);
    EpochKernel.Result result =
        kernel(squares, Neurons.descent(), examples, 300, true)
            .run(parameters(0, 0, true), 1, 0.5, () -> left.decrementAndGet() < 0);
    // Blocks start at 0, 256, 300 and 556.
    assertEquals(OptionalInt.of(556), result.cancelledAt());
    assertEquals(0, result.updates());
    assertTrue(Double.isNaN(result.cost().doubleValue()));
  }

  /** The derivative of √z is infinite at 0, and 0 times that is none. */
  @Test
  void endsWhereADerivativeIsNone() {
    ChainRule root = Neurons.neuron("sqrt(z)", "p^2");
    EpochKernel.Result result =
        kernel(root, Neurons.descent(), column(new double[] {1, 4, 0, 0}, 1, 1, 1, 1), 4, true)
            .run(parameters(1, 0, true), 1, 0.5, () -> false);
    assertEquals(Optional.of(2), result.undefined());
    assertEquals(Optional.empty(), result.broken());
    assertTrue(Double.isNaN(result.cost().doubleValue()));
    assertEquals(0, result.updates());
  }

  @Test
  void tellsTheFirstRowWhoseLossIsNotFinite() {
    ChainRule logarithm = Neurons.neuron("z", "ln(p)");
    Examples rows = column(new double[] {1, 0, 2, 0}, 0, 0, 0, 0);
    EpochKernel.Result result =
        kernel(logarithm, Neurons.descent(), rows, 4, false)
            .run(parameters(1, 0, true), 1, 0.5, () -> false);
    assertEquals(Optional.of(1), result.broken());
    assertEquals(Optional.empty(), result.undefined());
    assertEquals(Double.NEGATIVE_INFINITY, result.cost());
  }

  @Test
  void aDerivativeIsUndefinedOnlyWhereTheLossIsNot() {
    double nan = Double.NaN;
    assertTrue(EpochKernel.isUndefined(1, 1, nan));
    assertTrue(EpochKernel.isUndefined(1, Double.POSITIVE_INFINITY, nan));
    assertFalse(EpochKernel.isUndefined(1, nan, nan));
    assertFalse(EpochKernel.isUndefined(Double.POSITIVE_INFINITY, 1, nan));
    assertFalse(EpochKernel.isUndefined(1, 1, 1));
    assertFalse(EpochKernel.isUndefined(1, 1, Double.POSITIVE_INFINITY));
  }

  /** Rosenblatt: no update where the output is the target. */
  @Test
  void learnsFromMistakesAlone() {
    ChainRule step = Neurons.neuron("step(z)", "abs(p - y)");
    var lines = Neurons.lines("w <- w + rate * (y - p) * x");
    Examples examples = column(new double[] {1, -1, 2}, 1, 1, 0);
    Parameters parameters = parameters(1, 0, true);
    EpochKernel.Result result =
        kernel(step, new LearningRule(Optional.of("perceptron"), lines, true), examples, 1, true)
            .run(parameters, 1, 1, () -> false);
    // Right; then −1 → 1 is wrong: w = 0, b = 1; then 2 → 0 is wrong: w = −2, b = 0.
    assertEquals(Vector.of(-2, 0), parameters.together());
    assertEquals(2, result.updates());
    assertEquals(2, parameters.updates());
    // The last mistake's gradient: x = 2 times the sign of the error, which a step does not have.
    assertEquals(0.0, result.gradientNorm());
    EpochKernel.Result none =
        kernel(
                step,
                new LearningRule(Optional.of("perceptron"), lines, true),
                column(new double[] {1}, 1),
                1,
                true)
            .run(parameters(1, 0, true), 1, 1, () -> false);
    assertEquals(0, none.updates());
    assertTrue(Double.isNaN(none.gradientNorm().doubleValue()));

    Parameters always = parameters(1, 0, true);
    EpochKernel.Result every =
        kernel(step, new LearningRule(Optional.of("own"), lines, false), examples, 1, true)
            .run(always, 1, 1, () -> false);
    assertEquals(parameters.together(), always.together());
    assertEquals(3, every.updates());
  }

  @Test
  void aRuleThatReadsExamplesReadsItsOwn() {
    LearningRule rule = Neurons.rule("w <- w + x + 10 * y + 100 * p + 1000 * z");
    Parameters parameters = parameters(1, 0, false);
    kernel(squares, rule, column(new double[] {2, 3}, 4, 5), 1, true)
        .run(parameters, 1, 1, () -> false);
    // z = p = 2: w = 1 + 2 + 40 + 200 + 2000; then z = p = 3·2243.
    assertEquals(Vector.of(2243 + 3 + 50 + 1100 * 3 * 2243), parameters.weights());
    EpochKernel three = kernel(squares, rule, column(new double[5], new double[5]), 3, true);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> three.run(parameters, 1, 1, () -> false));
    assertEquals("batch of 3 for rule", refused.getMessage());
  }

  @Test
  void takesTheRowsInTheOrderOfTheEpoch() {
    Examples ten = column(new double[10], new double[10]);
    EpochKernel plain = kernel(squares, Neurons.descent(), ten, 1, true);
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, plain.order(2, () -> false).orElseThrow());
    EpochKernel shuffled =
        new EpochKernel(
            new EpochKernel.Plan(
                squares,
                Neurons.descent(),
                ten,
                1,
                true,
                OptionalLong.of(7),
                Optional.empty(),
                new Machine(1, false)));
    // The same as in RandomnessTest.
    assertArrayEquals(
        new int[] {6, 5, 3, 8, 9, 7, 2, 4, 0, 1}, shuffled.order(2, () -> false).orElseThrow());

    // Replacing w by x leaves the last x.
    LearningRule last = Neurons.rule("w <- x");
    double[] inputs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    Parameters parameters = parameters(0, 0, false);
    new EpochKernel(
            new EpochKernel.Plan(
                squares,
                last,
                column(inputs, new double[10]),
                1,
                true,
                OptionalLong.of(7),
                Optional.empty(),
                new Machine(1, false)))
        .run(parameters, 1, 1, () -> false);
    // Epoch 1 ends with row 8.
    assertEquals(Vector.of(8), parameters.weights());
  }

  /** Two inputs, so that a row does not start where it is numbered. */
  @Test
  void rowsMayBeWide() {
    Examples wide =
        new Examples(Inputs.of(3, 2, new double[] {1, 2, 3, 4, 5, 6}), new double[] {0, 1, -40});
    Parameters parameters = new Parameters(new double[] {1, -1}, 0, true, new double[0][], 5);
    EpochKernel.Result result =
        kernel(squares, Neurons.descent(), wide, 3, false).run(parameters, 1, 1, () -> false);
    // z is −1 three times, the errors −1, −2 and 39.
    assertEquals(Vector.of(1 + 1 + 6 - 195, -1 + 2 + 8 - 234, 1 + 2 - 39), parameters.together());
    assertEquals((1 + 4 + 39 * 39) / 2.0, result.cost());
    assertEquals(1, result.updates());
    assertEquals(6, parameters.updates());

    LearningRule sum = Neurons.rule("w <- w + x");
    Parameters summed = new Parameters(new double[] {0, 0}, 0, true, new double[0][], 0);
    EpochKernel.Result last = kernel(squares, sum, wide, 1, true).run(summed, 1, 1, () -> false);
    assertEquals(Vector.of(9, 12, 3), summed.together());
    // Before the third row w = (4, 6) and b = 2: z = 58, and the error is 98.
    assertEquals(98 * Math.sqrt(62), last.gradientNorm().doubleValue(), 1e-12);
  }

  /**
   * The order of the arithmetic: in chunks of 256 rows, which gives other bits than one long sum.
   */
  @Test
  void sumsInChunks() {
    int rows = 700;
    double[] inputs = new double[rows];
    RowSum expected = new RowSum(1);
    double plain = 0;
    for (int i = 0; i < rows; i++) {
      inputs[i] = 1.0 / (i + 1);
      expected.add(0, inputs[i]);
      expected.endRow();
      plain += inputs[i];
    }
    double sum = expected.total()[0];
    assertNotEquals(plain, sum);
    ChainRule output = Neurons.neuron("z", "p");
    Examples examples = column(inputs, new double[rows]);
    Parameters parameters = parameters(1, 0, false);
    EpochKernel.Result result =
        kernel(output, Neurons.descent(), examples, rows, false).run(parameters, 1, 1, () -> false);
    assertEquals(sum, result.cost());
    assertEquals(Vector.of(1 - sum), parameters.weights());
    assertEquals(
        sum, EpochKernel.measure(output, examples, new double[] {1}, 0, new double[0], () -> {}));
  }

  /** The first row of all, and one of a block that is full. */
  @Test
  void findsTheFirstBadRowWhereverItStands() {
    ChainRule logarithm = Neurons.neuron("z", "ln(p)");
    ChainRule root = Neurons.neuron("sqrt(z)", "p^2");
    for (int bad : new int[] {0, 1, 255, 256, 299}) {
      double[] inputs = new double[300];
      Arrays.fill(inputs, 1);
      inputs[bad] = 0;
      inputs[299] = 0;
      Examples examples = column(inputs, new double[300]);
      EpochKernel.Result infinite =
          kernel(logarithm, Neurons.descent(), examples, 300, true)
              .run(parameters(1, 0, true), 1, 0, () -> false);
      assertEquals(Optional.of(bad), infinite.broken());
      EpochKernel.Result none =
          kernel(root, Neurons.descent(), examples, 300, true)
              .run(parameters(1, 0, true), 1, 0, () -> false);
      assertEquals(Optional.of(bad), none.undefined());
    }
  }

  @Test
  void asksOnceForAFullBlock() {
    AtomicInteger asked = new AtomicInteger();
    kernel(squares, Neurons.descent(), column(new double[512], new double[512]), 512, true)
        .run(parameters(1, 0, true), 1, 0, () -> asked.incrementAndGet() < 0);
    assertEquals(2, asked.get());
  }

  @Test
  void measuresEveryRow() {
    int rows = 600;
    double[] inputs = new double[2 * rows];
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i++) {
      inputs[2 * i] = i;
      inputs[2 * i + 1] = 1;
    }
    Examples examples = new Examples(Inputs.of(rows, 2, inputs), targets);
    double[] outputs = new double[rows];
    double sum = EpochKernel.measure(squares, examples, new double[] {2, 1}, 3, outputs, () -> {});
    double expected = 0;
    for (int i = 0; i < rows; i++) {
      assertEquals(2.0 * i + 4, outputs[i]);
      expected += (2.0 * i + 4) * (2.0 * i + 4) / 2;
    }
    assertEquals(expected, sum);
    double[] few = new double[10];
    assertEquals(
        sum, EpochKernel.measure(squares, examples, new double[] {2, 1}, 3, few, () -> {}));
    assertEquals(22, few[9]);
    Examples without = new Examples(Inputs.of(rows, 2, inputs), new double[0]);
    double none = EpochKernel.measure(squares, without, new double[] {2, 1}, 3, few, () -> {});
    assertTrue(Double.isNaN(none));
    assertEquals(22, few[9]);
  }
}
