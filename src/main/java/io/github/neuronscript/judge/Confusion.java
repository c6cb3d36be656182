package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;

/**
 * How many examples of each class are predicted to be of each class.
 *
 * @param truePositive of class 1 and predicted so
 * @param falsePositive of the other class, predicted to be of class 1
 * @param falseNegative of class 1, predicted to be of the other
 * @param trueNegative of the other class and predicted so
 */
public record Confusion(
    long truePositive, long falsePositive, long falseNegative, long trueNegative) {

  /**
   * Counts.
   *
   * @param targets 1, or the other class
   * @param outputs as many; the class 1 is predicted from {@code threshold} on, and not for NaN
   */
  public static Confusion of(double[] targets, double[] outputs, double threshold) {
    long[] counts = new long[4];
    for (int i = 0; i < targets.length; i++) {
      int predicted = outputs[i] >= threshold ? 1 : 0;
      counts[2 * (targets[i] == 1 ? 1 : 0) + predicted]++;
    }
    return new Confusion(counts[3], counts[1], counts[2], counts[0]);
  }

  public long all() {
    return truePositive + falsePositive + falseNegative + trueNegative;
  }

  public long right() {
    return truePositive + trueNegative;
  }

  public long wrong() {
    return falsePositive + falseNegative;
  }

  /** Returns how many are of class 1. */
  public long positive() {
    return truePositive + falseNegative;
  }

  /** Returns how many are of the other class. */
  public long negative() {
    return falsePositive + trueNegative;
  }

  Figure accuracy(NumberSystem numbers) {
    return ratio(numbers, right(), all(), Why.NOT_FINITE);
  }

  Figure precision(NumberSystem numbers) {
    return ratio(numbers, truePositive, truePositive + falsePositive, Why.NONE_PREDICTED);
  }

  Figure recall(NumberSystem numbers) {
    return ratio(numbers, truePositive, positive(), Why.NO_POSITIVE);
  }

  Figure specificity(NumberSystem numbers) {
    return ratio(numbers, trueNegative, negative(), Why.NO_NEGATIVE);
  }

  /** 2·TP/(2·TP + FP + FN), the harmonic mean of precision and recall where both exist. */
  Figure f1(NumberSystem numbers) {
    return ratio(numbers, 2 * truePositive, 2 * truePositive + wrong(), Why.NOTHING_OF_CLASS_1);
  }

  static Figure ratio(NumberSystem numbers, long part, long whole, Why none) {
    return whole == 0
        ? Figure.none(none)
        : Figure.of(numbers.divide(numbers.of((double) part), numbers.of((double) whole)));
  }
}
