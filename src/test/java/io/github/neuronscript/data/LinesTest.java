package io.github.neuronscript.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void everyRowHasItsLine() {
    SplittableRandom random = new SplittableRandom(4);
    for (int size : new int[] {1, 2, 5, 1000}) {
      Lines lines = new Lines();
      int[] expected = new int[size];
      int line = 1 + random.nextInt(3);
      for (int row = 0; row < size; row++) {
        expected[row] = line;
        lines.add(line);
        line += random.nextInt(5) == 0 ? 1 + random.nextInt(4) : 1;
      }
      assertEquals(size, lines.size());
      for (int row = size - 1; row >= 0; row--) {
        assertEquals(expected[row], lines.get(row));
      }
    }
  }

  @Test
  void rowsOnLinesInARowTakeNoMemory() {
    Lines lines = new Lines();
    for (int row = 0; row < 1_000_000; row++) {
      lines.add(row + 2);
    }
    assertEquals(2, lines.numbers());
    lines.add(2_000_000);
    assertEquals(4, lines.numbers());
    assertEquals(1_000_001, lines.get(999_999));
    assertEquals(2_000_000, lines.get(1_000_000));
  }
}
