package io.github.neuronscript.neuron;

import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Rows for training and rows for a test, both counted from 0 and in the order of the data.
 *
 * <p>Which rows they are is a function of a seed: the rows are shuffled (Fisher and Yates, the word
 * {@code split}), and the first of them train. A stratified partition does that with the rows of
 * each class by themselves, so that both parts have the classes in the same shares.
 */
public record Partition(int[] training, int[] test) {

  /**
   * Divides rows in two parts.
   *
   * @param classes rows that are divided by themselves, each in shuffled order
   * @param percent how many of 100 rows train, rounded to the nearest whole number of rows, halves
   *     up; but at least one row of each class with more than one goes into each part
   * @param asked now and then; it may throw, to end it
   */
  public static Partition split(List<int[]> classes, int percent, Runnable asked) {
    BitSet trains = new BitSet();
    int count = 0;
    int training = 0;
    for (int[] rows : classes) {
      int train = trained(rows, percent);
      for (int i = 0; i < train; i++) {
        ask(i, asked);
        trains.set(rows[i]);
      }
      count += rows.length;
      training += train;
    }
    return of(count, training, trains::get, asked);
  }

  /** Parts rows of which {@code count} train. */
  private static Partition of(int rows, int count, IntPredicate trains, Runnable asked) {
    int[] training = new int[count];
    int[] test = new int[rows - count];
    int trained = 0;
    for (int row = 0; row < rows; row++) {
      ask(row, asked);
      if (trains.test(row)) {
        training[trained++] = row;
      } else {
        test[row - trained] = row;
      }
    }
    return new Partition(training, test);
  }

  private static void ask(int i, Runnable asked) {
    if (i % RowSum.CHUNK == 0) {
      asked.run();
    }
  }

  /** Returns how many rows of a class train. */
  private static int trained(int[] rows, int percent) {
    int count = (int) (((long) rows.length * percent + 50) / 100);
    return rows.length == 1 ? 1 : Math.max(1, Math.min(rows.length - 1, count));
  }

  /**
   * Divides rows in folds, each the test of one partition and trained on by the others. The i-th of
   * the shuffled rows, from 0, is tested in the fold with the number i modulo the number of folds;
   * stratified, i goes on counting from class to class.
   *
   * @param classes rows that are divided by themselves, each in shuffled order
   * @param folds from 2 to the number of rows; each is made when it is wanted
   * @param asked now and then, also when a fold is made; it may throw, to end it
   */
  public static List<Partition> folds(List<int[]> classes, int folds, Runnable asked) {
    int count = classes.stream().mapToInt(rows -> rows.length).sum();
    int[] foldOf = new int[count];
    int i = 0;
    for (int[] rows : classes) {
      for (int row : rows) {
        ask(i, asked);
        foldOf[row] = i++ % folds;
      }
    }
    // Made one at a time: all together they are as many numbers as rows times folds.
    return new AbstractList<>() {
      @Override
      public Partition get(int fold) {
        int test = count / folds + (fold < count % folds ? 1 : 0);
        return of(count, count - test, row -> foldOf[row] != fold, asked);
      }

      @Override
      public int size() {
        return folds;
      }
    };
  }

  /**
   * Returns all rows, shuffled, as one class.
   *
   * @param asked now and then; it may throw, to end it
   */
  public static List<int[]> shuffled(int rows, long seed, Runnable asked) {
    int[] order = new int[rows];
    new Randomness(seed, "split")
        .shuffle(
            order,
            0,
            () -> {
              asked.run();
              return false;
            });
    return List.of(order);
  }

  /**
   * Returns the rows of each class, in the order of {@link #shuffled}; the class of the least
   * target comes first.
   *
   * @param asked now and then; it may throw, to end it
   */
  public static List<int[]> classes(double[] targets, long seed, Runnable asked) {
    Map<Double, IntStream.Builder> classes = new TreeMap<>();
    int i = 0;
    for (int row : shuffled(targets.length, seed, asked).get(0)) {
      ask(i++, asked);
      // 0.0 stands for −0.0 too.
      classes.computeIfAbsent(targets[row] + 0.0, target -> IntStream.builder()).add(row);
    }
    return classes.values().stream().map(rows -> rows.build().toArray()).toList();
  }
}
