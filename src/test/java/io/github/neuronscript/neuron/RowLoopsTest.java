package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the loops by vectors to the bits of those that any Java has, and their choice to reason.
 */
class RowLoopsTest {

  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, Double.MIN_VALUE, -Double.MIN_NORMAL, 1e300, -1e300, 1e-200
  };

  @BeforeAll
  static void thisJavaHasVectors() {
    assumeTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        "Java was started without --add-modules jdk.incubator.vector");
  }

  private static double[] numbers(SplittableRandom random, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          random.nextInt(5) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : random.nextDouble() * 2 - 1;
    }
    return numbers;
  }

  private static long[] bits(double... numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 15, 16, 17, 24, 63, 64, 65, 100, 784})
  void vectorsHaveTheBitsOfPlainLoops(int width) {
    RowLoops plain = new PlainLoops(width);
    RowLoops vectors = LoopChoice.newVectors(width);
    SplittableRandom random = new SplittableRandom(width);
    for (int rows = 0; rows <= 9; rows++) {
      double[] table = numbers(random, 20 + rows * width);
      double[][] blocks = new double[rows][];
      int[] offsets = new int[rows];
      for (int i = 0; i < rows; i++) {
        blocks[i] = table;
        offsets[i] = random.nextInt(table.length - width);
      }
      double[] factors = numbers(random, rows);
      double[] weights = numbers(random, width);
      double[] z = new double[rows];
      double[] zByVectors = new double[rows];
      plain.forward(weights, 0.5, blocks, offsets, rows, z);
      vectors.forward(weights, 0.5, blocks, offsets, rows, zByVectors);
      assertArrayEquals(bits(z), bits(zByVectors));

      double[] sums = numbers(random, width + 1);
      double[] sumsByVectors = sums.clone();
      plain.addScaled(sums, factors, blocks, offsets, rows);
      vectors.addScaled(sumsByVectors, factors, blocks, offsets, rows);
      assertArrayEquals(bits(sums), bits(sumsByVectors));

      if (rows == 0) {
        continue;
      }
      double[] learnt = weights.clone();
      double[] learntByVectors = weights.clone();
      double[] expected = weights.clone();
      assertArrayEquals(
          bits(plain.begin(learnt, table, offsets[0])),
          bits(vectors.begin(learntByVectors, table, offsets[0])));
      for (int i = 0; i < rows; i++) {
        int next = offsets[(i + 1) % rows];
        double factor = factors[i];
        double step = plain.step(table, offsets[i], factor, 0.3, table, next);
        double byVectors = vectors.step(table, offsets[i], factor, 0.3, table, next);
        assertArrayEquals(bits(step), bits(byVectors));
        for (int j = 0; j < width; j++) {
          expected[j] -= 0.3 * (factor * table[offsets[i] + j]);
        }
        assertArrayEquals(bits(Summation.dot(expected, 0, table, next, width)), bits(step));
      }
      plain.end(learnt);
      vectors.end(learntByVectors);
      assertArrayEquals(bits(expected), bits(learnt));
      assertArrayEquals(bits(expected), bits(learntByVectors));
    }
  }

  private static EpochKernel kernel(Examples examples, int batch, Machine machine) {
    return new EpochKernel(
        new EpochKernel.Plan(
            Neurons.neuron("sigmoid(z)", "cross_entropy(y, p)"),
            Neurons.descent(),
            examples,
            batch,
            true,
            OptionalLong.of(3),
            Optional.empty(),
            machine));
  }

  /** From plain loops through the trials to the verdict, in the middle of a training. */
  @ParameterizedTest
  @ValueSource(ints = {1, 1 << 20})
  void changesLoopsInTheMiddleWithoutAChangeOfBits(int batch) {
    int width = 20;
    int rows = 40_000;
    SplittableRandom random = new SplittableRandom(1);
    double[] targets = new double[rows];
    Arrays.setAll(targets, i -> random.nextInt(2));
    double[] inputs = new double[rows * width];
    Arrays.setAll(inputs, i -> random.nextDouble() - 0.5);
    Examples examples = new Examples(Inputs.of(rows, width, inputs), targets);
    Machine machine = new Machine(1, true);
    int work = LoopChoice.work(width, batch == 1);
    machine.done.set(LoopChoice.TRIED_AFTER - 3L * rows * width / 2);
    EpochKernel fast = kernel(examples, batch, machine);
    EpochKernel plain = kernel(examples, batch, new Machine(1, false));
    Parameters byPlain = new Parameters(new double[width], 0, true, new double[0][], 0);
    Parameters byFast = new Parameters(new double[width], 0, true, new double[0][], 0);
    int epoch = 0;
    while (!machine.faster.containsKey(work)) {
      epoch++;
      assertTrue(epoch < 40, "no verdict");
      EpochKernel.Result expected = plain.run(byPlain, epoch, 0.1, () -> false);
      assertEquals(expected, fast.run(byFast, epoch, 0.1, () -> false));
      assertArrayEquals(
          bits(byPlain.together().toArray()), bits(byFast.together().toArray()), "epoch " + epoch);
    }
    // What was found is known to the next training of the session, and to it alone.
    assertEquals(
        machine.faster.get(work),
        !(new LoopChoice(width, batch == 1, machine).begin(1) instanceof PlainLoops));
    assertTrue(
        new LoopChoice(width, batch == 1, new Machine(1, true)).begin(1) instanceof PlainLoops);
    fast.run(byFast, 1, 0.1, () -> false);
    plain.run(byPlain, 1, 0.1, () -> false);
    assertArrayEquals(bits(byPlain.together().toArray()), bits(byFast.together().toArray()));
  }

  @Test
  void nothingIsTriedUnlessAsked() {
    LoopChoice choice = new LoopChoice(1000, false, new Machine(1, false));
    for (int i = 0; i < 1000; i++) {
      assertTrue(choice.begin(256) instanceof PlainLoops);
      choice.end(256);
    }
  }
}
