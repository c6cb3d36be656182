package io.github.neuronscript.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
   */
  public static Partition split(List<int[]> classes, int percent) {
    List<Integer> training = new ArrayList<>();
    List<Integer> test = new ArrayList<>();
    for (int[] rows : classes) {
      int count = (int) (((long) rows.length * percent + 50) / 100);
      int train = rows.length == 1 ? 1 : Math.max(1, Math.min(rows.length - 1, count));
      for (int i = 0; i < rows.length; i++) {
        (i < train ? training : test).add(rows[i]);
      }
    }
    return new Partition(sorted(training), sorted(test));
  }

  /**
   * Divides rows in folds, each the test of one partition and trained on by the others. The i-th of
   * the shuffled rows, from 0, is tested in the fold with the number i modulo the number of folds;
   * stratified, i goes on counting from class to class.
   *
   * @param classes rows that are divided by themselves, each in shuffled order
   * @param folds from 2 to the number of rows
   */
  public static List<Partition> folds(List<int[]> classes, int folds) {
    List<List<Integer>> tests = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      tests.add(new ArrayList<>());
    }
    int i = 0;
    for (int[] rows : classes) {
      for (int row : rows) {
        tests.get(i++ % folds).add(row);
      }
    }
    List<Partition> partitions = new ArrayList<>();
    for (List<Integer> test : tests) {
      List<Integer> training = new ArrayList<>();
      tests.stream().filter(other -> other != test).forEach(training::addAll);
      partitions.add(new Partition(sorted(training), sorted(test)));
    }
    return partitions;
  }

  /** Returns all rows, shuffled, as one class. */
  public static List<int[]> shuffled(int rows, long seed) {
    int[] order = new int[rows];
    new Randomness(seed, "split").shuffle(order, 0);
    return List.of(order);
  }

  /**
   * Returns the rows of each class, in the order of {@link #shuffled}; the class of the least
   * target comes first.
   */
  public static List<int[]> classes(double[] targets, long seed) {
    Map<Double, List<Integer>> classes = new TreeMap<>();
    for (int row : shuffled(targets.length, seed).get(0)) {
      // 0.0 stands for −0.0 too.
      classes.computeIfAbsent(targets[row] + 0.0, target -> new ArrayList<>()).add(row);
    }
    return classes.values().stream().map(Partition::array).toList();
  }

  private static int[] sorted(Collection<Integer> rows) {
    int[] sorted = array(rows);
    Arrays.sort(sorted);
    return sorted;
  }

  private static int[] array(Collection<Integer> rows) {
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }
}
