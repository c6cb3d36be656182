package io.github.neuronscript.judge;

import io.github.neuronscript.neuron.RowSum;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether outputs are what they look like, probabilities: among the examples with an output near
 * 0.7, seven of ten should be of class 1. Ten bins of equal width; bin k, from 0, holds the outputs
 * from k/10, inclusive, to (k + 1)/10, exclusive, and the last one 1 as well.
 */
public final class Calibration {

  public static final int BINS = 10;

  /**
   * One bin that is not empty.
   *
   * @param from the lower bound
   * @param to the upper bound
   * @param rows how many examples have an output in it
   * @param sum Σ ŷ of these
   * @param ones how many of these are of class 1
   */
  public record Bin(double from, double to, long rows, double sum, long ones) {
    /** Returns the mean of the outputs. */
    public double output() {
      return sum / rows;
    }

    /** Returns the share of the class 1. */
    public double share() {
      return (double) ones / rows;
    }
  }

  private Calibration() {}

  /**
   * Returns the bins that are not empty, in their order.
   *
   * @param targets 0 or 1
   * @param outputs as many, from 0 to 1
   * @param asked now and then; it may throw, to end it
   */
  public static List<Bin> of(double[] targets, double[] outputs, Runnable asked) {
    List<Bin> bins = new ArrayList<>();
    for (int k = 0; k < BINS; k++) {
      double from = k / (double) BINS;
      double to = (k + 1) / (double) BINS;
      double[] in = new double[outputs.length];
      int rows = 0;
      long ones = 0;
      for (int i = 0; i < outputs.length; i++) {
        if (i % RowSum.CHUNK == 0) {
          asked.run();
        }
        if (outputs[i] >= from && (outputs[i] < to || k == BINS - 1)) {
          in[rows++] = outputs[i];
          ones += targets[i] == 1 ? 1 : 0;
        }
      }
      if (rows > 0) {
        bins.add(new Bin(from, to, rows, sum(in, rows, asked), ones));
      }
    }
    return List.copyOf(bins);
  }

  private static double sum(double[] numbers, int n, Runnable asked) {
    RowSum sum = new RowSum(1, asked);
    for (int i = 0; i < n; i++) {
      sum.add(0, numbers[i]);
      sum.endRow();
    }
    return sum.total()[0];
  }
}
