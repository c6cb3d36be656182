package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InputsTest {

  /** Row r holds 10·r, 10·r + 1 …; large enough for several blocks, the last of them short. */
  private static Inputs counted(int rows, int width) {
    Inputs.Builder builder = new Inputs.Builder(width);
    builder.add(rows);
    for (int column = 0; column < width; column++) {
      for (int row = 0; row < rows; row++) {
        builder.set(row, column, 10.0 * row + column);
      }
    }
    return builder.build();
  }

  @Test
  void standInBlocksOfWholeRows() {
    for (int width : new int[] {1, 3, 50, 1000, 200_000}) {
      int rows = width > 1000 ? 3 : 100_000 / width + 140_000 / width + 7;
      Inputs inputs = counted(rows, width);
      assertEquals(rows, inputs.rows());
      for (int row : new int[] {0, 1, rows / 2, rows - 1}) {
        assertEquals(10.0 * row, inputs.row(row)[0]);
        assertEquals(10.0 * row + width - 1, inputs.row(row)[width - 1]);
        assertEquals(width, inputs.row(row).length);
      }
    }
  }

  @Test
  void areScaledBlockByBlock() {
    Inputs inputs = counted(70_000, 3);
    Inputs scaled = inputs.scaled(new double[] {0, 1, 2}, new double[] {10, 5, 1}, () -> {});
    assertArrayEquals(new double[] {65_536, 131_072, 655_360}, scaled.row(65_536));
    assertArrayEquals(new double[] {655_360, 655_361, 655_362}, inputs.row(65_536));
  }

  @Test
  void areSharedByPartsThatKeepTheirNumbers() {
    Inputs inputs = counted(5, 2);
    Examples all = new Examples(inputs, new double[] {0, 1, 2, 3, 4});
    Examples some = all.part(new int[] {1, 3, 4}, () -> {});
    assertSame(inputs, some.inputs());
    assertArrayEquals(new double[] {30, 31}, some.row(1));
    assertEquals(4, some.number(1));
    assertEquals(3.0, some.target(1));
    Examples fewer = some.part(new int[] {2, 0}, () -> {});
    assertArrayEquals(new double[] {40, 41}, fewer.row(0));
    assertEquals(2, fewer.number(1));
    Examples rest = all.part(new int[] {0, 2}, () -> {});
    Examples again = some.with(rest, () -> {});
    assertEquals(all.vectors(), again.vectors());
    assertArrayEquals(all.targets(), again.targets());
    assertEquals(List.of(1, 2, 3, 4, 5), IntStream.range(0, 5).map(again::number).boxed().toList());
  }
}
