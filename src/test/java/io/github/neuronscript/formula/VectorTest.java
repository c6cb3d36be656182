package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors, examples made of them, and their sums. */
class VectorTest {

  private static final Fraction THIRD = fraction(1, 3);

  private static Fraction fraction(long numerator, long denominator) {
    return Fraction.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }

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
        List.of(THIRD, fraction(2, 1), fraction(1, 10)),
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
            Vector.ofNumbers(List.of(1.0, fraction(2, 1))),
            List.of(1.0, 2.0))) {
      assertNotEquals(Vector.of(1, 2), other);
    }
    assertEquals("[1, 0.1]", Vector.of(1, 0.1).toString());
    assertEquals("[1/3]", Vector.ofNumbers(List.of(THIRD)).toString());
    assertEquals("[0, 0, 0, 0, 0, 0, 0, 0, … of 9]", Vector.of(new double[9]).toString());
  }

  @Test
  void mayBeEmpty() {
    assertTrue(Vector.of().isEmpty());
    assertTrue(Vector.ofNumbers(List.of()).isEmpty());
    assertEquals(Vector.of(), Vector.ofNumbers(List.of()));
    assertFalse(Vector.of(0).isEmpty());
  }
}
