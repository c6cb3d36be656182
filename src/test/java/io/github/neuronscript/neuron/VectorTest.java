package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Vectors, examples made of them, and their sums. */
class VectorTest {

  private static final Fraction THIRD = Neurons.fraction(1, 3);
  private static final Fraction HALF = Neurons.fraction(1, 2);

  @Test
  void nobodyCanChangeIt() {
    double[] array = {1, 2};
    Vector vector = Vector.of(array);
    array[0] = 9;
    vector.toArray()[1] = 9;
    assertEquals(Vector.of(1, 2), vector);
    assertThrows(UnsupportedOperationException.class, () -> vector.toNumbers().set(0, 9.0));
  }

  @Test
  void keepsNumbersOfOtherSystemsWithTheirDoubles() {
    Vector mixed = Vector.ofNumbers(List.of(THIRD, 2.0, new BigDecimal("0.1")));
    assertEquals(3, mixed.size());
    assertEquals(1.0 / 3, mixed.get(0));
    assertEquals(THIRD, mixed.number(0));
    assertEquals(2.0, mixed.number(1));
    assertEquals(List.of(THIRD, 2.0, new BigDecimal("0.1")), mixed.toNumbers());
    assertArrayEquals(new double[] {1.0 / 3, 2, 0.1}, mixed.toArray());
    assertEquals(Vector.of(1.0 / 3, 2, 0.1), mixed.in(NumberSystem.doubles()));
    assertEquals(
        List.of(THIRD, Neurons.fraction(2, 1), Neurons.fraction(1, 10)),
        mixed.in(NumberSystem.fractions()).toNumbers());
  }

  @Test
  void isEqualWhereItsNumbersAre() {
    assertEquals(Vector.of(1, 2), Vector.ofNumbers(List.of(1.0, 2.0)));
    assertEquals(Vector.of(1, 2).hashCode(), Vector.ofNumbers(List.of(1.0, 2.0)).hashCode());
    assertNotEquals(Vector.of(1, 2).hashCode(), Vector.of(2, 1).hashCode());
    for (Object other :
        List.of(
            Vector.of(2, 1),
            Vector.of(1),
            Vector.ofNumbers(List.of(1.0, Neurons.fraction(2, 1))),
            List.of(1.0, 2.0))) {
      assertNotEquals(Vector.of(1, 2), other);
    }
    assertEquals("a vector of 2", Vector.of(1, 2).toString());
  }

  @Test
  void mayBeEmpty() {
    assertTrue(Vector.of().isEmpty());
    assertTrue(Vector.ofNumbers(List.of()).isEmpty());
    assertEquals(Vector.of(), Vector.ofNumbers(List.of()));
    assertFalse(Vector.of(0).isEmpty());
  }

  @Test
  void examplesAreRowsOfVectors() {
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
  void examplesKeepExactNumbers() {
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
  void examplesAreAsManyAsTheySay() {
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
