package io.github.neuronscript.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private static Numbers counted(int size) {
    Numbers numbers = new Numbers();
    IntStream.range(0, size).forEach(numbers::add);
    return numbers;
  }

  @Test
  void growsByWhatIsAdded() {
    for (int size : new int[] {0, 1, 255, 256, 257, 4095, 4096, 4097, 20_000}) {
      Numbers numbers = counted(size);
      assertEquals(size, numbers.size());
      assertArrayEquals(
          IntStream.range(0, size).asDoubleStream().toArray(), numbers.toArray(), "" + size);
    }
  }

  @Test
  void takesTheLastAway() {
    for (int size : new int[] {1, 256, 257, 4096, 4097, 8193}) {
      Numbers numbers = counted(size);
      numbers.removeLast();
      assertEquals(size - 1, numbers.size());
      numbers.add(-1);
      numbers.add(-2);
      assertEquals(-2, numbers.get(numbers.size() - 1));
      assertEquals(-1, numbers.get(numbers.size() - 2));
    }
  }

  @Test
  void copiesAcrossSegments() {
    double[] some = new double[256];
    counted(9000).copy(4000, 200, some);
    assertEquals(4000, some[0]);
    assertEquals(4199, some[199]);
    assertEquals(0, some[200]);
  }

  @Test
  void forgetsWhatWasRead() {
    Numbers numbers = counted(9000);
    numbers.forget(5000);
    assertEquals(9000, numbers.size());
    assertEquals(4096, numbers.get(4096));
    assertThrows(IndexOutOfBoundsException.class, () -> numbers.get(4095));
    numbers.forget(9000);
    assertThrows(IndexOutOfBoundsException.class, () -> numbers.get(8191));
    assertEquals(8999, numbers.get(8999));
  }
}
