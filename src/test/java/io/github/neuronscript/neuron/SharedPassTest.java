package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds epochs that threads share to those of one thread: the same bits. */
class SharedPassTest {

  private static final int CHUNK = RowSum.CHUNK;

  private static boolean never() {
    return false;
  }

  private static double[] numbers(int count) {
    double[] numbers = new double[count];
    Randomness random = new Randomness(11, "weights");
    for (int i = 0; i < count; i++) {
      numbers[i] = 2 * random.unit(i, 0) - 1;
    }
    return numbers;
  }

  private static Examples examples(int rows, int width, int broken, double cell) {
    double[] inputs = numbers(rows * width);
    double[] targets = new double[rows];
    for (int row = 0; row < rows; row++) {
      targets[row] = inputs[row * width] > 0.1 ? 1 : 0;
    }
    if (broken >= 0) {
      inputs[broken * width] = cell;
    }
    return new Examples(Inputs.of(rows, width, inputs), targets);
  }

  private static EpochKernel kernel(Examples examples, int threads) {
    return new EpochKernel(
        new EpochKernel.Plan(
            Neurons.neuron("sigmoid(z)", "cross_entropy(y, p)"),
            Neurons.descent(),
            examples,
            Integer.MAX_VALUE,
            true,
            OptionalLong.of(3),
            Optional.empty(),
            new Machine(threads, false)));
  }

  private static Parameters parameters(int width) {
    return new Parameters(numbers(width), 0.25, true, new double[0][], 0);
  }

  /** Whole trees, one chunk more, one row less; a last segment that is a whole branch or a part. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        256 * CHUNK,
        256 * CHUNK + 1,
        256 * CHUNK - 1,
        257 * CHUNK,
        300 * CHUNK + 77,
        511 * CHUNK
      })
  void hasTheBitsOfOneThread(int rows) {
    for (int width : new int[] {1, 7, 70}) {
      Examples examples = examples(rows, width, -1, 0);
      Parameters alone = parameters(width);
      EpochKernel one = kernel(examples, 1);
      EpochKernel.Result[] results = new EpochKernel.Result[3];
      for (int epoch = 0; epoch < results.length; epoch++) {
        results[epoch] = one.run(alone, epoch + 1, 0.5, SharedPassTest::never);
      }
      for (int threads : new int[] {2, 3, 8}) {
        Parameters together = parameters(width);
        EpochKernel many = kernel(examples, threads);
        for (int epoch = 0; epoch < results.length; epoch++) {
          assertEquals(results[epoch], many.run(together, epoch + 1, 0.5, SharedPassTest::never));
        }
        assertArrayEquals(alone.together().toArray(), together.together().toArray());
      }
    }
  }

  @Test
  void findsTheFirstNumberThatIsNotFinite() {
    int rows = 256 * CHUNK;
    for (double cell : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Examples examples = examples(rows, 2, rows - 5, cell);
      Parameters alone = parameters(2);
      Parameters together = parameters(2);
      EpochKernel.Result one = kernel(examples, 1).run(alone, 1, 0.5, SharedPassTest::never);
      assertEquals(one, kernel(examples, 2).run(together, 1, 0.5, SharedPassTest::never));
      assertArrayEquals(alone.together().toArray(), together.together().toArray());
      assertEquals(Optional.of(rows - 5), one.broken().or(one::undefined));
    }
  }

  /**
   * Which rows are done then is up to the threads; but all is as before, or as it is at the end.
   */
  @Test
  void endsWhenItIsToldTo() {
    int rows = 256 * CHUNK;
    Examples examples = examples(rows, 2, -1, 0);
    Parameters alone = parameters(2);
    EpochKernel.Result whole = kernel(examples, 1).run(alone, 1, 0.5, SharedPassTest::never);
    EpochKernel kernel = kernel(examples, 2);
    Thread caller = Thread.currentThread();
    AtomicInteger ofShuffling = new AtomicInteger();
    assertTrue(kernel.order(1, () -> ofShuffling.incrementAndGet() < 0).isPresent());
    int first = ofShuffling.get();
    for (int most = first; most < first + 256; most += 16) {
      int last = most;
      AtomicInteger asked = new AtomicInteger();
      Parameters parameters = parameters(2);
      EpochKernel.Result result =
          kernel.run(
              parameters,
              1,
              0.5,
              () -> {
                assertSame(caller, Thread.currentThread());
                return asked.incrementAndGet() > last;
              });
      OptionalInt done = result.cancelledAt();
      assertTrue(last > first || done.equals(OptionalInt.of(0)), result.toString());
      assertTrue(done.orElse(0) <= rows, result.toString());
      assertEquals(done.isPresent(), asked.get() > last);
      double[] expected = (done.isPresent() ? parameters(2) : alone).together().toArray();
      assertArrayEquals(expected, parameters.together().toArray());
    }
    // What was begun is not in the next epoch.
    Parameters parameters = parameters(2);
    assertEquals(whole, kernel.run(parameters, 1, 0.5, SharedPassTest::never));
    assertArrayEquals(alone.together().toArray(), parameters.together().toArray());
  }
}
