package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private static final Fraction THIRD = Neurons.fraction(1, 3);
  private static final Fraction HALF = Neurons.fraction(1, 2);

  @Test
  void areRowsOfVectors() {
    Examples examples =
        new Examples(Inputs.of(2, 2, new double[] {1, 2, 3, 4}), new double[] {5, 6});
    assertTrue(examples.hasTargets());
    assertArrayEquals(new double[] {3, 4}, examples.row(1));
    assertEquals(Vector.of(3, 4), examples.vector(1));
    assertEquals(6.0, examples.target(1));
    assertEquals(List.of(Vector.of(1, 2), Vector.of(3, 4)), examples.vectors());
    assertFalse(new Examples(Inputs.of(2, 1, new double[2]), new double[0]).hasTargets());
    assertEquals(List.of(), new Examples(Inputs.of(0, 3, new double[0]), new double[0]).vectors());
  }

  @Test
  void keepExactNumbers() {
    List<Vector> rows =
        List.of(Vector.ofNumbers(List.of(THIRD, HALF)), Vector.ofNumbers(List.of(HALF, THIRD)));
    Vector targets = Vector.ofNumbers(List.of(THIRD, HALF));
    Examples examples = Examples.of(2, rows, targets);
    assertEquals(2, examples.rows());
    assertEquals(2, examples.width());
    assertArrayEquals(new double[] {0.5, 1.0 / 3}, examples.row(1));
    assertEquals(1.0 / 3, examples.input(1, 1));
    assertArrayEquals(new double[] {1.0 / 3, 0.5}, examples.targets());
    assertEquals(rows, examples.vectors());
    assertEquals(rows.get(1), examples.vector(1));
    assertEquals(HALF, examples.target(1));
    assertEquals(Optional.of(targets), examples.exactTargets());
  }

  @Test
  void areAsManyAsTheySay() {
    double[] four = {1, 2, 3, 4};
    assertThrows(
        IllegalArgumentException.class, () -> new Examples(Inputs.of(2, 3, four), new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new Examples(Inputs.of(3, 2, four), new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new Examples(Inputs.of(2, 2, four), new double[1]));
  }

  @Test
  void sumsOverRowsInAnySystem() {
    RowTotal exact = new RowTotal(NumberSystem.fractions(), 2);
    exact.add(Vector.ofNumbers(List.of(THIRD, HALF)));
    exact.add(Vector.ofNumbers(List.of(HALF, HALF)));
    Vector sums = exact.total();
    assertEquals(List.of(Neurons.fraction(5, 6), Neurons.fraction(1, 1)), sums.toNumbers());
    assertEquals(
        List.of(Neurons.fraction(5, 12), HALF),
        RowTotal.over(NumberSystem.fractions(), sums, 2).toNumbers());

    RowTotal doubles = new RowTotal(NumberSystem.doubles(), 1);
    for (int i = 1; i <= 1000; i++) {
      doubles.add((double) i);
    }
    Vector total = doubles.total();
    assertEquals(Vector.of(500_500), total);
    assertEquals(Vector.of(500.5), RowTotal.over(NumberSystem.doubles(), total, 1000));

    RowTotal numbers = new RowTotal(NumberSystem.fractions(), 1);
    numbers.add(THIRD);
    numbers.add(THIRD);
    assertEquals(List.of(Neurons.fraction(2, 3)), numbers.total().toNumbers());
  }
}
