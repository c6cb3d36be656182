package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds passes over columns to the bits of passes over rows. */
class ColumnsTest {

  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_NORMAL, 1e300, -1e300, 1e-200
  };

  private static double[] numbers(SplittableRandom random, int count, int special) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          random.nextInt(100) < special
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : random.nextDouble() * 2 - 1;
    }
    return numbers;
  }

  private static Examples examples(int rows, int width, int special) {
    SplittableRandom random = new SplittableRandom(31L * rows + width);
    double[] inputs = numbers(random, rows * width, special);
    double[] targets = new double[rows];
    Arrays.setAll(targets, i -> random.nextInt(2));
    return new Examples(Inputs.of(rows, width, inputs), targets);
  }

  private static long[] bits(double... numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 23, 24, 31, 32, 39, 40, 41, 47,
        48, 55, 56, 63, 64, 65, 72, 80, 100, 784
      })
  void haveTheBitsOfRows(int width) {
    SplittableRandom random = new SplittableRandom(width);
    ColumnLoops byColumns = new ColumnLoops(width);
    RowLoops byRows = new PlainLoops(width);
    for (int rows : new int[] {48, 64, 100, 256}) {
      Examples examples = examples(rows, width, 30);
      Columns columns = Columns.of(examples, () -> false).orElseThrow();
      double[] weights = numbers(random, width, 30);
      double[] sums = new double[width + 1];
      double[] losses = numbers(random, rows, 10);
      double[] loss = {0.0};
      RowSum expected = new RowSum(width + 1);
      RowSum expectedLoss = new RowSum(1);
      for (int from = 0; from < rows; from += columns.rowsOfBlock()) {
        int count = Math.min(columns.rowsOfBlock(), rows - from);
        double[][] blocks = new double[count][];
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
          blocks[i] = examples.block(from + i);
          offsets[i] = examples.offset(from + i);
        }
        double[] z = new double[256];
        double[] zByColumns = new double[256];
        byRows.forward(weights, -0.0, blocks, offsets, count, z);
        byColumns.forward(weights, -0.0, columns.block(from), count, zByColumns);
        assertArrayEquals(bits(z), bits(zByColumns));

        double[] slopes = numbers(random, count, 30);
        double[] ofBlock = Arrays.copyOfRange(losses, from, from + count);
        expected.addScaled(byRows, slopes, blocks, offsets, count);
        expectedLoss.addAll(ofBlock, count);
        byColumns.add(columns.block(from), slopes, ofBlock, count, sums, loss);
      }
      assertArrayEquals(bits(expected.total()), bits(sums));
      assertArrayEquals(bits(expectedLoss.total()), bits(loss));
    }
  }

  private static EpochKernel kernel(
      Examples examples, String activation, String loss, int threads) {
    return new EpochKernel(
        new EpochKernel.Plan(
            Neurons.neuron(activation, loss),
            Neurons.rule("m <- 0.9 * m + gradient", "w <- w - rate * m"),
            examples,
            Integer.MAX_VALUE,
            true,
            OptionalLong.empty(),
            Optional.empty(),
            new Machine(threads, false)));
  }

  private static boolean never() {
    return false;
  }

  private static Parameters parameters(int width) {
    return new Parameters(
        numbers(new SplittableRandom(7), width, 0), 0.25, true, new double[1][width + 1], 0);
  }

  /** A kernel of its own for each epoch never takes columns. */
  private static void holdsToRows(
      Examples examples, String activation, String loss, int threads, int epochs) {
    Parameters byColumns = parameters(examples.width());
    Parameters byRows = parameters(examples.width());
    EpochKernel kernel = kernel(examples, activation, loss, threads);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      EpochKernel.Result expected =
          kernel(examples, activation, loss, 1).run(byRows, epoch, 0.3, ColumnsTest::never);
      EpochKernel.Result result = kernel.run(byColumns, epoch, 0.3, ColumnsTest::never);
      assertEquals(expected, result, "epoch " + epoch);
      assertArrayEquals(
          bits(byRows.together().toArray()), bits(byColumns.together().toArray()), "" + epoch);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 8, 10, 13, 21, 48, 70})
  void areTakenInTheMiddleOfATraining(int width) {
    for (int rows : new int[] {47, 48, 150, 256, 1000, 2049}) {
      holdsToRows(examples(rows, width, 0), "sigmoid(z)", "cross_entropy(y, p)", 1, 12);
      holdsToRows(examples(rows, width, 0), "tanh(z)", "(y - p)^2", 1, 12);
    }
  }

  @Test
  void areSharedByThreads() {
    for (int rows : new int[] {64 * 256, 100 * 256 + 77}) {
      holdsToRows(examples(rows, 9, 0), "sigmoid(z)", "cross_entropy(y, p)", 3, 12);
    }
  }

  /** The first row that is broken is found by columns too. */
  @Test
  void findTheFirstNumberThatIsNotFinite() {
    for (int threads : new int[] {1, 2}) {
      Examples examples = examples(30_000, 8, 0);
      Parameters parameters = parameters(8);
      EpochKernel kernel = kernel(examples, "z", "(y - p)^2", threads);
      EpochKernel rows = kernel(examples, "z", "(y - p)^2", 1);
      for (int epoch = 1; epoch <= 10; epoch++) {
        assertTrue(kernel.run(parameters, epoch, 0.01, ColumnsTest::never).broken().isEmpty());
      }
      parameters.weights[0] = 1e308;
      Parameters same = new Parameters(parameters.weights.clone(), 0, true, new double[1][9], 0);
      parameters.bias = 0;
      EpochKernel.Result result = kernel.run(parameters, 11, 0.01, ColumnsTest::never);
      assertEquals(rows.run(same, 1, 0.01, ColumnsTest::never).broken(), result.broken());
      assertTrue(result.broken().isPresent());
    }
  }

  /** Whenever the epoch is ended, nothing has changed. */
  @Test
  void canBeEndedWhileTheyAreMade() {
    Examples examples = examples(20 * 256, 6, 0);
    for (int most = 0; most < 60; most += 7) {
      EpochKernel kernel = kernel(examples, "sigmoid(z)", "(y - p)^2", 1);
      Parameters parameters = parameters(6);
      Parameters expected = parameters(6);
      for (int epoch = 1; epoch <= 7; epoch++) {
        kernel.run(parameters, epoch, 0.3, ColumnsTest::never);
        kernel(examples, "sigmoid(z)", "(y - p)^2", 1).run(expected, epoch, 0.3, () -> false);
      }
      int last = most;
      int[] asked = {0};
      BooleanSupplier ended = () -> ++asked[0] > last;
      EpochKernel.Result result = kernel.run(parameters, 8, 0.3, ended);
      assertEquals(asked[0] > last, result.cancelledAt().isPresent());
      assertTrue(most >= 20 || result.cancelledAt().equals(OptionalInt.of(0)));
      if (asked[0] <= last) {
        kernel(examples, "sigmoid(z)", "(y - p)^2", 1).run(expected, 8, 0.3, ColumnsTest::never);
      }
      assertArrayEquals(bits(expected.together().toArray()), bits(parameters.together().toArray()));
    }
  }

  @Test
  void areNotMadeOfFewRows() {
    assertTrue(Columns.of(examples(4, 2, 0), () -> false).isEmpty());
    assertTrue(Columns.of(examples(100, 2, 0), () -> true).isEmpty());
    assertTrue(Columns.of(examples(8192, 300, 0), () -> false).isEmpty());
    assertTrue(Columns.of(examples(5000, 300, 0), () -> false).isPresent());
  }
}
