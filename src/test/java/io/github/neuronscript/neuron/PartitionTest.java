package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionTest {

  /** Lets everything go on. */
  private static void goOn() {}

  /** Computed with a SplitMix64, FNV-1a and Fisher-Yates written anew in Python. */
  @Test
  void rowsOfASeed() {
    Partition parts =
        Partition.split(Partition.shuffled(10, 3, PartitionTest::goOn), 70, PartitionTest::goOn);
    assertArrayEquals(new int[] {1, 2, 3, 4, 6, 7, 9}, parts.training());
    assertArrayEquals(new int[] {0, 5, 8}, parts.test());
    assertArrayEquals(
        new int[] {5, 8, 3, 4, 9, 0, 7, 1, 2, 6},
        Partition.shuffled(10, 5, PartitionTest::goOn).get(0));
  }

  @ParameterizedTest
  @CsvSource({"150,80,120", "10,75,8", "10,74,7", "3,50,2", "2,99,1", "2,1,1", "569,80,455"})
  void roundsHalvesUpAndKeepsARowForEachPart(int rows, int percent, int training) {
    Partition parts =
        Partition.split(
            Partition.shuffled(rows, 1, PartitionTest::goOn), percent, PartitionTest::goOn);
    assertEquals(training, parts.training().length);
    assertHoldsEachOnce(rows, List.of(parts.training(), parts.test()));
  }

  @Test
  void dividesEachClass() {
    double[] targets = new double[100];
    for (int row = 0; row < 100; row++) {
      targets[row] = row % 10 == 0 ? 1 : row % 10 == 1 ? -0.0 : 0;
    }
    for (int seed = 0; seed < 20; seed++) {
      List<int[]> classes = Partition.classes(targets, seed, PartitionTest::goOn);
      assertEquals(2, classes.size());
      Partition parts = Partition.split(classes, 80, PartitionTest::goOn);
      assertHoldsEachOnce(100, List.of(parts.training(), parts.test()));
      assertEquals(2, IntStream.of(parts.test()).filter(row -> targets[row] == 1).count());
      assertEquals(18, IntStream.of(parts.test()).filter(row -> targets[row] == 0).count());
    }
  }

  @ParameterizedTest
  @CsvSource({"10,2", "10,3", "7,7", "150,5"})
  void foldsTestEachRowOnceAndDifferByOneRow(int rows, int folds) {
    List<Partition> partitions =
        Partition.folds(
            Partition.shuffled(rows, 4, PartitionTest::goOn), folds, PartitionTest::goOn);
    assertHoldsEachOnce(rows, partitions.stream().map(Partition::test).toList());
    for (Partition partition : partitions) {
      assertHoldsEachOnce(rows, List.of(partition.training(), partition.test()));
      assertTrue(Math.abs(partition.test().length - rows / (double) folds) < 1);
    }
  }

  @Test
  void stratifiedFoldsHaveTheClassesInTheSameShares() {
    double[] targets = new double[47];
    for (int row = 0; row < 12; row++) {
      targets[row * 3] = 1;
    }
    for (Partition fold :
        Partition.folds(
            Partition.classes(targets, 6, PartitionTest::goOn), 5, PartitionTest::goOn)) {
      long ones = IntStream.of(fold.test()).filter(row -> targets[row] == 1).count();
      assertTrue(ones == 2 || ones == 3, () -> ones + " of class 1");
      assertTrue(fold.test().length == 9 || fold.test().length == 10);
    }
  }

  private static void assertHoldsEachOnce(int rows, List<int[]> parts) {
    int[] all = parts.stream().flatMapToInt(IntStream::of).sorted().toArray();
    assertArrayEquals(IntStream.range(0, rows).toArray(), all);
    for (int[] part : parts) {
      assertArrayEquals(IntStream.of(part).sorted().toArray(), part);
    }
  }
}
