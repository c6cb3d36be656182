package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cost of all examples: figures by hand, in numbers that doubles hold exactly. */
class FullBatchTest {

  private static final double STEP = Math.scalb(1.0, -17);

  private static FullBatch batch(
      String activation, String loss, boolean mean, int width, double[] inputs, double... targets) {
    Examples examples = new Examples(Inputs.of(targets.length, width, inputs), targets);
    return new FullBatch(
        NumberSystem.doubles(),
        Neurons.neuron(activation, loss),
        examples,
        mean,
        Optional.empty(),
        () -> {});
  }

  /** z = w·x + b and L = (p − y)²/2 over three rows of two inputs. */
  private static FullBatch squares(boolean mean) {
    return batch("z", "(p - y)^2 / 2", mean, 2, new double[] {1, -4, 2, 0, 0, 1}, 1, 0, -2);
  }

  /** With w = (1, 2) and b = 1: z is −6, 3, 3; p − y is −7, 3, 5. */
  @Test
  void sumsTheGradientsOfTheRows() {
    List<Integer> rows = new ArrayList<>();
    List<Number> errors = new ArrayList<>();
    FullBatch.Gradient sum =
        squares(false)
            .gradient(
                Vector.of(1, 2),
                1.0,
                (row, forward, backward) -> {
                  rows.add(row);
                  errors.add(backward.lossByZ());
                });
    assertEquals(List.of(0, 1, 2), rows);
    assertEquals(List.of(-7.0, 3.0, 5.0), errors);
    assertEquals(Vector.of(-1, 33, 1), sum.sums());
    assertEquals(Vector.of(-1, 33, 1), sum.gradient());
  }

  @Test
  void theMeanIsDividedByTheRows() {
    FullBatch.Gradient mean = squares(true).gradient(Vector.of(1, 2), 1.0, (row, f, b) -> {});
    assertEquals(Vector.of(-1, 33, 1), mean.sums());
    assertEquals(Vector.of(-1 / 3.0, 11, 1 / 3.0), mean.gradient());
    FullBatch one = batch("z", "(p - y)^2 / 2", true, 1, new double[] {3}, 1);
    FullBatch.Gradient alone = one.gradient(Vector.of(1), 0.0, (row, f, b) -> {});
    assertEquals(Vector.of(6, 2), alone.gradient());
  }

  @Test
  void computesInFractions() {
    Examples examples =
        Examples.of(
            1,
            List.of(
                Vector.ofNumbers(List.of(Neurons.fraction(1, 3))),
                Vector.ofNumbers(List.of(Neurons.fraction(1, 7)))),
            Vector.ofNumbers(List.of(Neurons.fraction(1, 1), Neurons.fraction(0, 1))));
    FullBatch batch =
        new FullBatch(
            NumberSystem.fractions(),
            Neurons.neuron("z", "(p - y)^2 / 2"),
            examples,
            true,
            Optional.empty(),
            () -> {});
    FullBatch.Gradient gradient =
        batch.gradient(
            Vector.ofNumbers(List.of(Neurons.fraction(1, 1))),
            Neurons.fraction(0, 1),
            (row, f, b) -> {});
    // Errors −2/3 and 1/7; (−2/3·1/3 + 1/7·1/7)/2 and (−2/3 + 1/7)/2.
    assertEquals(
        List.of(Neurons.fraction(-89, 882), Neurons.fraction(-11, 42)),
        gradient.gradient().toNumbers());
  }

  /** Whatever the formulas, also where a slope is 0 or nan, and with an unfinished block. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z | (p - y)^2",
        "sigmoid(z) | mse(y, p)",
        "sigmoid(z) | cross_entropy(y, p)",
        "tanh(z) | cross_entropy(y, p)",
        "relu(z) | mae(y, p)",
        "step(z) | huber(y, p, 0.5)",
        "sqrt(z) | mse(y, p)",
        "1 | mse(y, p)",
        "bipolar_step(z) | perceptron(y, p)",
        "softplus(z) | cross_entropy(y, p)",
      })
  void aGlanceHasTheBitsOfALook(String activation, String loss) {
    int rows = 2 * RowSum.CHUNK + 77;
    SplitMix random = new SplitMix(7);
    double[] inputs = new double[9 * rows];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = random.below(9) == 0 ? 0 : 4 * random.unit() - 2;
    }
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i++) {
      targets[i] = random.below(2);
    }
    FullBatch batch = batch(activation, loss, true, 9, inputs, targets);
    double[] w = new double[9];
    for (int i = 0; i < 9; i++) {
      w[i] = random.unit() - 0.5;
    }
    List<String> looked = new ArrayList<>();
    FullBatch.Gradient gradient =
        batch.gradient(
            Vector.of(w),
            0.25,
            (row, forward, backward) ->
                looked.add(
                    seen(
                        row,
                        forward.z().doubleValue(),
                        backward.loss().doubleValue(),
                        backward
                            .outputByZ()
                            .filter(slope -> NumberSystem.signum(slope) == 0)
                            .isPresent())));
    List<String> glanced = new ArrayList<>();
    FullBatch.Gradient again =
        batch.gradientAtAGlance(
            Vector.of(w), 0.25, (row, z, l, flat) -> glanced.add(seen(row, z, l, flat)));
    assertEquals(looked, glanced);
    assertEquals(gradient, again);
  }

  private static String seen(int row, double z, double loss, boolean flat) {
    return row + " " + Double.toHexString(z) + " " + Double.toHexString(loss) + " " + flat;
  }

  @Test
  void aGlanceIsAskedForBlockByBlock() {
    int[] asked = new int[1];
    int rows = 1000;
    FullBatch batch =
        new FullBatch(
            NumberSystem.doubles(),
            Neurons.neuron("z", "(p - y)^2"),
            new Examples(Inputs.of(rows, 1, new double[rows]), new double[rows]),
            true,
            Optional.empty(),
            () -> asked[0]++);
    batch.gradientAtAGlance(Vector.of(1), 0.0, (row, z, loss, flat) -> {});
    assertEquals(4, asked[0]);
  }

  @Test
  void aGlanceAtFractionsIsALook() {
    FullBatch fractions =
        new FullBatch(
            NumberSystem.fractions(),
            Neurons.neuron("z", "(p - y)^2 / 2"),
            Examples.of(1, List.of(Vector.of(3)), Vector.of(1)),
            true,
            Optional.empty(),
            () -> {});
    List<String> glanced = new ArrayList<>();
    Vector third = Vector.ofNumbers(List.of(Neurons.fraction(1, 3)));
    FullBatch.Gradient gradient =
        fractions.gradientAtAGlance(
            third,
            Neurons.fraction(0, 1),
            (row, z, loss, flat) -> glanced.add(seen(row, z, loss, flat)));
    assertEquals(List.of(seen(0, 1, 0, false)), glanced);
    assertEquals(2, gradient.gradient().size());
  }

  @Test
  void theCostIsASumOrAMean() {
    double[] parameters = {1, 2, 1};
    assertEquals((49 + 9 + 25) / 2.0, squares(false).cost(parameters));
    assertEquals((49 + 9 + 25) / 6.0, squares(true).cost(parameters));
  }

  /** z moves by 2⁻¹⁷ of its size, and by 2⁻¹⁷ where that is below 1. */
  @ParameterizedTest
  @CsvSource({
    // The parameters, which of them, and its step in units of 2^-17. The largest |x| are 2 and 4.
    "0, 0, 0, 0, 0.5",
    "0, 0, 0, 1, 0.25",
    "0, 0, 0, 2, 1",
    "0.5, 0, 0, 0, 0.5",
    "8, 0, 0, 0, 8",
    "-8, 0, 0, 0, 8",
    "0, 16, 0, 1, 16",
    "0, -16, 0, 1, 16",
    "0, 0, 32, 2, 32",
    "0, 0, -32, 2, 32",
    "0, 0, 0.25, 2, 1",
  })
  void theStepFitsTheSizeOfZ(double w1, double w2, double b, int i, double units) {
    FullBatch.Difference difference = squares(false).difference(new double[] {w1, w2, b}, i);
    assertEquals(units * STEP, difference.step());
  }

  @Test
  void anInputThatIsAlwaysZeroHasAStepToo() {
    FullBatch zeros = batch("z", "(p - y)^2 / 2", false, 1, new double[] {0, 0}, 1, 2);
    assertEquals(STEP, zeros.difference(new double[] {0, 0}, 0).step());
    assertEquals(3 * STEP, zeros.difference(new double[] {3, 0}, 0).step());
  }

  /** The difference of the costs is that of the two parameters, whatever rounding made of them. */
  @Test
  void theStepIsTheOneThatWasMade() {
    FullBatch line = batch("z", "p", false, 1, new double[] {0.3}, 0);
    double w = 1000.1;
    FullBatch.Difference difference = line.difference(new double[] {w, 0}, 0);
    assertEquals(STEP * w, difference.step(), Math.ulp(w));
    assertEquals(difference.step(), w + difference.step() - w);
    assertEquals(0.3 * (w + difference.step()), difference.up());
    assertEquals(0.3 * (w - difference.step()), difference.down());
  }

  /** Of a square the quotient is the derivative, and all of this is exact in doubles. */
  @Test
  void theQuotientOfASquareIsItsDerivative() {
    FullBatch square = batch("z", "p^2", false, 1, new double[] {1}, 0);
    FullBatch.Difference difference = square.difference(new double[] {1, 0}, 0);
    assertEquals((1 + STEP) * (1 + STEP), difference.up());
    assertEquals((1 - STEP) * (1 - STEP), difference.down());
    assertEquals(2.0, difference.quotient());
    assertEquals(-6.0, square.difference(new double[] {0, -3}, 1).quotient());
    // −1, 33 and 1, as above; the mean is a third of it.
    double[] parameters = {1, 2, 1};
    double[] gradient = {-1, 33, 1};
    for (int i = 0; i < 3; i++) {
      FullBatch.Difference sum = squares(false).difference(parameters, i);
      assertEquals(gradient[i], sum.quotient(), sum.noise());
      FullBatch.Difference mean = squares(true).difference(parameters, i);
      assertEquals(gradient[i] / 3, mean.quotient(), mean.noise());
    }
  }

  /** Four units in the last place of the larger cost, over the step. */
  @Test
  void theNoiseIsThatOfTheCosts() {
    double noise = Math.scalb(1.0, -45);
    assertEquals(noise, new FullBatch.Difference(0.5, 8, -16, false).noise());
    assertEquals(noise, new FullBatch.Difference(0.5, -16, 8, false).noise());
    assertEquals(noise / 4, new FullBatch.Difference(2, 8, 16, false).noise());
  }

  /** One row of x = 1, and a bias that puts z on, beside and away from the kink of max(0, z). */
  @ParameterizedTest
  @CsvSource({
    "0, true",
    "0.5, true",
    "-0.5, true",
    "1, true",
    "-1, true",
    "1.5, false",
    "-1.5, false",
    "131072, false",
  })
  void findsAKinkWithinTheStep(double units, boolean kink) {
    FullBatch relu = batch("max(0, z)", "(p - y)^2", false, 1, new double[] {1}, 9);
    assertEquals(kink, relu.difference(new double[] {0, units * STEP}, 0).kink());
    assertEquals(kink, relu.difference(new double[] {units * STEP, 0}, 0).kink());
    // The same beside a row that is far from the kink.
    FullBatch two = batch("max(0, z)", "(p - y)^2", false, 1, new double[] {0.5, 1}, 9, 9);
    assertEquals(false, two.difference(new double[] {5, 5}, 1).kink());
    FullBatch last = batch("max(0, z)", "p", false, 1, new double[] {-1, 1}, 9, 9);
    assertEquals(kink, last.difference(new double[] {1, -1 + units * STEP}, 1).kink());
  }

  @Test
  void theLossMayHaveTheKink() {
    FullBatch distance = batch("z", "abs(p - y)", false, 1, new double[] {1}, 3);
    assertEquals(true, distance.difference(new double[] {1, 2}, 1).kink());
    assertEquals(false, distance.difference(new double[] {1, 1}, 1).kink());
    FullBatch smooth = batch("tanh(z)", "(p - y)^2", false, 1, new double[] {1}, 3);
    assertEquals(false, smooth.difference(new double[] {0, 0}, 1).kink());
  }
}
