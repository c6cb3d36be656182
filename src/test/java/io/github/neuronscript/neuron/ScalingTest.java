package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingTest {

  /** Lets everything go on. */
  private static void goOn() {}

  private static final NumberSystem DOUBLES = NumberSystem.doubles();
  private static final NumberSystem DECIMALS = NumberSystem.decimals(20);

  /**
   * Three columns: 2, 4, 4, 4, 5, 5, 7, 9 with mean 5 and deviation 2; a constant; its negative.
   */
  private static final Examples EXAMPLES =
      new Examples(
          Inputs.of(
              8,
              3,
              new double[] {
                2, 6, -2, 4, 6, -4, 4, 6, -4, 4, 6, -4, 5, 6, -5, 5, 6, -5, 7, 6, -7, 9, 6, -9
              }),
          new double[] {1, 2, 3, 4, 5, 6, 7, 8});

  private static Examples scaled(Scaling scaling, Examples examples) {
    return examples.withInputs(scaling.apply(examples.inputs(), ScalingTest::goOn));
  }

  private static Examples in(NumberSystem numbers) {
    List<Vector> rows = new ArrayList<>();
    for (int row = 0; row < EXAMPLES.rows(); row++) {
      rows.add(EXAMPLES.vector(row).in(numbers));
    }
    return Examples.of(3, rows, Vector.of(EXAMPLES.targets()).in(numbers));
  }

  @Test
  void standardHasMeanZeroAndDeviationOne() {
    Scaling scaling = Scaling.standard(DOUBLES, EXAMPLES, ScalingTest::goOn);
    assertEquals(Vector.of(5, 6, -5), scaling.offset());
    assertEquals(Vector.of(2, 1, 2), scaling.divisor());
    assertEquals(Vector.of(-1.5, 0, 2), scaling.apply(Vector.of(2, 6, -1)));
    Examples scaled = scaled(scaling, EXAMPLES);
    assertEquals(8, scaled.rows());
    assertEquals(Vector.of(-1.5, 0, 1.5), scaled.vector(0));
    assertEquals(Vector.of(2, 0, -2), scaled.vector(7));
    assertArrayEquals(EXAMPLES.targets(), scaled.targets());
  }

  @Test
  void minmaxGoesFromZeroToOne() {
    Scaling scaling = Scaling.minmax(DOUBLES, EXAMPLES, ScalingTest::goOn);
    assertEquals(Vector.of(2, 6, -9), scaling.offset());
    assertEquals(Vector.of(7, 1, 7), scaling.divisor());
    assertEquals(Vector.of(0, 0, 1), scaled(scaling, EXAMPLES).vector(0));
    assertEquals(Vector.of(1, 0, 0), scaled(scaling, EXAMPLES).vector(7));
  }

  @Test
  void isTheSameInFractionsAndDecimals() {
    for (NumberSystem numbers : List.of(NumberSystem.fractions(), DECIMALS)) {
      Scaling minmax = Scaling.minmax(numbers, in(numbers), ScalingTest::goOn);
      assertEquals(Vector.of(2, 6, -9).in(numbers), minmax.offset());
      assertEquals(Vector.of(7, 1, 7).in(numbers), minmax.divisor());
      Examples scaled = scaled(minmax, in(numbers));
      assertEquals(8, scaled.rows());
      assertEquals(Vector.of(0, 0, 1).in(numbers), scaled.vector(0));
      assertEquals(numbers.of(8.0), scaled.target(7));
    }
    Scaling standard = Scaling.standard(DECIMALS, in(DECIMALS), ScalingTest::goOn);
    assertEquals(List.of(5.0, 6.0, -5.0), doubles(standard.offset()));
    assertEquals(List.of(2.0, 1.0, 2.0), doubles(standard.divisor()));
    assertEquals(List.of(-1.5, 0.0, 1.5), doubles(scaled(standard, in(DECIMALS)).vector(0)));
  }

  private static List<Double> doubles(Vector vector) {
    return vector.toNumbers().stream().map(Number::doubleValue).toList();
  }

  /** The mean of 301 times 0.1 is not 0.1 in doubles, nor that of 301 times ⅔ in 20 digits. */
  @Test
  void takesTheValueOfAConstantColumnForItsMean() {
    double[] tenths = new double[301];
    Arrays.fill(tenths, 0.1);
    Examples constant = new Examples(Inputs.of(301, 1, tenths), new double[0]);
    assertEquals(Vector.of(0.1), Scaling.standard(DOUBLES, constant, ScalingTest::goOn).offset());
    assertEquals(Vector.of(1), Scaling.standard(DOUBLES, constant, ScalingTest::goOn).divisor());
    BigDecimal third = new BigDecimal("0.66666666666666666667");
    Examples decimals =
        Examples.of(1, Collections.nCopies(301, Vector.ofNumbers(List.of(third))), Vector.of());
    assertEquals(third, Scaling.standard(DECIMALS, decimals, ScalingTest::goOn).offset().number(0));
    assertEquals(1, Scaling.standard(DECIMALS, decimals, ScalingTest::goOn).divisor().get(0));
  }

  /** Of 1, 2, 3 the deviation is √(2/3). */
  @Test
  void hasTheDeviationOfThePopulation() {
    Examples three = new Examples(Inputs.of(3, 1, new double[] {1, 2, 3}), new double[0]);
    assertEquals(
        0.816496580927726, Scaling.standard(DOUBLES, three, ScalingTest::goOn).divisor().get(0));
    List<Vector> rows = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      rows.add(Vector.ofNumbers(List.of(new BigDecimal(i))));
    }
    Examples decimals = Examples.of(1, rows, Vector.of());
    assertEquals(
        new BigDecimal("0.81649658092772603273"),
        Scaling.standard(DECIMALS, decimals, ScalingTest::goOn).divisor().number(0));
  }

  /** A range that no double holds is left as it is. */
  @Test
  void doesNotDivideByAnInfiniteRange() {
    double most = Double.MAX_VALUE;
    Examples wide = new Examples(Inputs.of(2, 1, new double[] {most, -most}), new double[0]);
    assertEquals(Vector.of(1), Scaling.minmax(DOUBLES, wide, ScalingTest::goOn).divisor());
    assertEquals(Vector.of(-most), Scaling.minmax(DOUBLES, wide, ScalingTest::goOn).offset());
  }

  /** The means of whole numbers over several chunks of rows, and over a part of one. */
  @Test
  void sumsManyRows() {
    int rows = 999;
    double[] inputs = new double[rows];
    for (int i = 0; i < rows; i++) {
      inputs[i] = i + 1;
    }
    Scaling scaling =
        Scaling.standard(
            DOUBLES, new Examples(Inputs.of(rows, 1, inputs), new double[0]), ScalingTest::goOn);
    assertEquals(500, scaling.offset().get(0));
    // (n² − 1)/12 is the variance of 1 … n.
    assertEquals(Math.sqrt((999 * 999 - 1) / 12.0), scaling.divisor().get(0));
  }

  /** The order of the arithmetic, in which a sum over chunks has other bits than one long sum. */
  @Test
  void sumsInChunks() {
    int rows = 700;
    double[] inputs = new double[rows];
    RowSum sum = new RowSum(1);
    for (int i = 0; i < rows; i++) {
      inputs[i] = 1.0 / (i + 1);
      sum.add(0, inputs[i]);
      sum.endRow();
    }
    double mean = sum.total()[0] / rows;
    for (double input : inputs) {
      sum.add(0, (input - mean) * (input - mean));
      sum.endRow();
    }
    Scaling scaling =
        Scaling.standard(
            DOUBLES, new Examples(Inputs.of(rows, 1, inputs), new double[0]), ScalingTest::goOn);
    assertEquals(mean, scaling.offset().get(0));
    assertEquals(Math.sqrt(sum.total()[0] / rows), scaling.divisor().get(0));
  }
}
