package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds descent by single examples to the general way, which a rule of two lines takes: the same
 * weights, costs and norms, to the bit.
 */
class OnlineDescentTest {

  private static final LearningRule IN_TWO_LINES =
      Neurons.rule("s <- rate * gradient", "w <- w - s");

  private static double[] numbers(long seed, int count) {
    Randomness random = new Randomness(seed, "weights");
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = 2 * random.unit(i, 0) - 1;
    }
    return numbers;
  }

  private static Object[] train(
      LearningRule rule, ChainRule formulas, int width, double first, boolean biasLearns) {
    int rows = 600;
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i += 3) {
      targets[i] = 1;
    }
    Examples examples = new Examples(Inputs.of(rows, width, numbers(width, rows * width)), targets);
    double[] weights = numbers(7, width);
    if (width > 0) {
      weights[0] = first;
    }
    Parameters parameters =
        new Parameters(weights, 0.25, biasLearns, new double[rule.memory().size()][width + 1], 5);
    EpochKernel kernel =
        new EpochKernel(
            new EpochKernel.Plan(
                formulas,
                rule,
                examples,
                1,
                true,
                OptionalLong.of(3),
                Optional.empty(),
                new Machine(1, false)));
    EpochKernel.Result last = null;
    for (int epoch = 1; epoch <= 3; epoch++) {
      last = kernel.run(parameters, epoch, 0.05, () -> false);
    }
    return new Object[] {parameters.together().toArray(), parameters.updates(), last};
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sigmoid(z); cross_entropy(y, p)",
        "sigmoid(z); (y - p)^2",
        "z; (y - p)^2",
        "tanh(z); (y - p)^2",
        "max(0, z); abs(y - p)",
        "z^3 / (1 + abs(z)) + z % 2; huber(y, p, 0.5)",
      })
  void hasTheBitsOfTheGeneralWay(String activation, String loss) {
    ChainRule formulas = Neurons.neuron(activation, loss);
    for (int width : List.of(0, 1, 8, 10, 63, 64, 70)) {
      for (double first : new double[] {0.5, 0.0, -0.0}) {
        for (boolean biasLearns : new boolean[] {true, false}) {
          Object[] general = train(IN_TWO_LINES, formulas, width, first, biasLearns);
          Object[] online = train(Neurons.descent(), formulas, width, first, biasLearns);
          assertArrayEquals((double[]) general[0], (double[]) online[0], activation + width);
          assertEquals(general[1], online[1]);
          assertEquals(general[2], online[2]);
        }
      }
    }
  }

  /**
   * The commonest neuron of all, however it is written; else it would be slow, and nothing else.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sigmoid(z); cross_entropy(y, p); true",
        "1/(1 + exp(-z)); -y*ln(p) - (1 - y)*ln(1 - p); true",
        "sigmoid(z); (y - p)^2; false",
      })
  void isByHandWithTheLogLoss(String activation, String loss, boolean isByHand) {
    ChainRule formulas = Neurons.neuron(activation, loss);
    Examples one = new Examples(Inputs.of(1, 2, new double[2]), new double[1]);
    assertEquals(
        isByHand,
        new OnlineDescent(one, new Machine(1, false), formulas.slopeBlock(), formulas.lossBlock())
            .isByHand());
  }
}
