package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import java.util.Arrays;

/**
 * The loops over a block of {@link Columns}, with the bits of {@link RowLoops}. C2 makes vector
 * instructions of a loop over rows where each column is an array of its own, and on Java 17 only of
 * some of the orders in which the same sum can be written. Belongs to one thread.
 */
final class ColumnLoops {

  private static final int LANES = Summation.LANES;

  private static final double[] NO_COLUMN = new double[BlockEvaluator.ROWS];

  private final int width;

  /** How many columns the lanes take. */
  private final int inLanes;

  /** The lanes of the dot products of all rows, where a lane has more than one product. */
  private final double[][] lanes = new double[LANES][];

  ColumnLoops(int width) {
    this.width = width;
    this.inLanes = width - width % LANES;
    for (int lane = 0; lane < LANES; lane++) {
      lanes[lane] = new double[inLanes > LANES ? BlockEvaluator.ROWS : 0];
    }
  }

  /** Sets {@code z} to w·x + b of each row. */
  void forward(double[] w, double bias, double[][] x, int rows, double[] z) {
    if (inLanes > LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        fillLane(w, x, lane, rows);
      }
      joinLanes(rows, z);
    } else if (inLanes == LANES) {
      joinProducts(w, x, rows, z);
    } else {
      Arrays.fill(z, 0, rows, 0);
    }
    int j = inLanes;
    if (width - j >= 4) {
      addFour(w, x, j, 1, rows, z);
      j += 4;
    }
    switch (width - j) {
      case 0 -> addBias(bias, rows, z);
      case 1 -> addLast(w[j], x[j], bias, rows, z);
      case 2 -> addLast(w[j], x[j], w[j + 1], x[j + 1], bias, rows, z);
      default -> addLast(w[j], x[j], w[j + 1], x[j + 1], w[j + 2], x[j + 2], bias, rows, z);
    }
  }

  private void fillLane(double[] w, double[][] x, int lane, int rows) {
    double[] sum = lanes[lane];
    int second = lane + LANES;
    start(w[lane], x[lane], w[second], x[second], rows, sum);
    int j = second + LANES;
    for (; j + 3 * LANES < inLanes; j += 4 * LANES) {
      addFour(w, x, j, LANES, rows, sum);
    }
    for (; j < inLanes; j += LANES) {
      addOne(w[j], x[j], rows, sum);
    }
  }

  private static void start(double w0, double[] x0, double w1, double[] x1, int rows, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] = w0 * x0[i] + w1 * x1[i];
    }
  }

  private static void addOne(double w, double[] x, int rows, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] += w * x[i];
    }
  }

  private static void addFour(double[] w, double[][] x, int j, int step, int rows, double[] z) {
    double w0 = w[j];
    double w1 = w[j + step];
    double w2 = w[j + 2 * step];
    double w3 = w[j + 3 * step];
    double[] x0 = x[j];
    double[] x1 = x[j + step];
    double[] x2 = x[j + 2 * step];
    double[] x3 = x[j + 3 * step];
    for (int i = 0; i < rows; i++) {
      z[i] = (((z[i] + w0 * x0[i]) + w1 * x1[i]) + w2 * x2[i]) + w3 * x3[i];
    }
  }

  private void joinLanes(int rows, double[] z) {
    double[] s0 = lanes[0];
    double[] s1 = lanes[1];
    double[] s2 = lanes[2];
    double[] s3 = lanes[3];
    double[] s4 = lanes[4];
    double[] s5 = lanes[5];
    double[] s6 = lanes[6];
    double[] s7 = lanes[7];
    for (int i = 0; i < rows; i++) {
      z[i] = 0.0 + (((s7[i] + s3[i]) + (s5[i] + s1[i])) + ((s6[i] + s2[i]) + (s4[i] + s0[i])));
    }
  }

  /** Joins lanes of one product. */
  private static void joinProducts(double[] w, double[][] x, int rows, double[] z) {
    double w0 = w[0];
    double w1 = w[1];
    double w2 = w[2];
    double w3 = w[3];
    double w4 = w[4];
    double w5 = w[5];
    double w6 = w[6];
    double w7 = w[7];
    double[] x0 = x[0];
    double[] x1 = x[1];
    double[] x2 = x[2];
    double[] x3 = x[3];
    double[] x4 = x[4];
    double[] x5 = x[5];
    double[] x6 = x[6];
    double[] x7 = x[7];
    for (int i = 0; i < rows; i++) {
      z[i] =
          0.0
              + (((x3[i] * w3 + x7[i] * w7) + (x1[i] * w1 + x5[i] * w5))
                  + ((x2[i] * w2 + x6[i] * w6) + (x0[i] * w0 + x4[i] * w4)));
    }
  }

  private static void addBias(double bias, int rows, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] += bias;
    }
  }

  private static void addLast(double w, double[] x, double bias, int rows, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] = (z[i] + w * x[i]) + bias;
    }
  }

  private static void addLast(
      double w0, double[] x0, double w1, double[] x1, double bias, int rows, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] = ((z[i] + w0 * x0[i]) + w1 * x1[i]) + bias;
    }
  }

  private static void addLast(
      double w0,
      double[] x0,
      double w1,
      double[] x1,
      double w2,
      double[] x2,
      double bias,
      int rows,
      double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] = (((z[i] + w0 * x0[i]) + w1 * x1[i]) + w2 * x2[i]) + bias;
    }
  }

  /**
   * Adds the gradient of each row to the sums, ∂L/∂z for the bias behind those for the weights, and
   * its loss to that sum. Each column waits for its last addition, so several go on at a time.
   */
  void add(double[][] x, double[] slopes, double[] losses, int rows, double[] sums, double[] loss) {
    int j = 0;
    for (; j + 8 <= width; j += 8) {
      addEight(x, j, slopes, rows, sums);
    }
    if (width - j > 4) {
      addFour(x, j, slopes, rows, sums);
      j += 4;
    }
    addLast(x, j, slopes, losses, rows, sums, loss);
  }

  private static void addEight(double[][] x, int j, double[] slopes, int rows, double[] sums) {
    double[] x0 = x[j];
    double[] x1 = x[j + 1];
    double[] x2 = x[j + 2];
    double[] x3 = x[j + 3];
    double[] x4 = x[j + 4];
    double[] x5 = x[j + 5];
    double[] x6 = x[j + 6];
    double[] x7 = x[j + 7];
    double s0 = sums[j];
    double s1 = sums[j + 1];
    double s2 = sums[j + 2];
    double s3 = sums[j + 3];
    double s4 = sums[j + 4];
    double s5 = sums[j + 5];
    double s6 = sums[j + 6];
    double s7 = sums[j + 7];
    for (int i = 0; i < rows; i++) {
      double slope = slopes[i];
      s0 += slope * x0[i];
      s1 += slope * x1[i];
      s2 += slope * x2[i];
      s3 += slope * x3[i];
      s4 += slope * x4[i];
      s5 += slope * x5[i];
      s6 += slope * x6[i];
      s7 += slope * x7[i];
    }
    sums[j] = s0;
    sums[j + 1] = s1;
    sums[j + 2] = s2;
    sums[j + 3] = s3;
    sums[j + 4] = s4;
    sums[j + 5] = s5;
    sums[j + 6] = s6;
    sums[j + 7] = s7;
  }

  private static void addFour(double[][] x, int j, double[] slopes, int rows, double[] sums) {
    double[] x0 = x[j];
    double[] x1 = x[j + 1];
    double[] x2 = x[j + 2];
    double[] x3 = x[j + 3];
    double s0 = sums[j];
    double s1 = sums[j + 1];
    double s2 = sums[j + 2];
    double s3 = sums[j + 3];
    for (int i = 0; i < rows; i++) {
      double slope = slopes[i];
      s0 += slope * x0[i];
      s1 += slope * x1[i];
      s2 += slope * x2[i];
      s3 += slope * x3[i];
    }
    sums[j] = s0;
    sums[j + 1] = s1;
    sums[j + 2] = s2;
    sums[j + 3] = s3;
  }

  /** Up to four columns, the bias and the loss. */
  private static void addLast(
      double[][] x,
      int j,
      double[] slopes,
      double[] losses,
      int rows,
      double[] sums,
      double[] loss) {
    int bias = x.length;
    int columns = bias - j;
    double[] x0 = columns > 0 ? x[j] : NO_COLUMN;
    double[] x1 = columns > 1 ? x[j + 1] : NO_COLUMN;
    double[] x2 = columns > 2 ? x[j + 2] : NO_COLUMN;
    double[] x3 = columns > 3 ? x[j + 3] : NO_COLUMN;
    // What is read or written beyond the columns is put right by the bias, which is the last.
    double s0 = sums[j];
    double s1 = sums[Math.min(j + 1, bias)];
    double s2 = sums[Math.min(j + 2, bias)];
    double s3 = sums[Math.min(j + 3, bias)];
    double ofBias = sums[bias];
    double ofLosses = loss[0];
    for (int i = 0; i < rows; i++) {
      double slope = slopes[i];
      s0 += slope * x0[i];
      s1 += slope * x1[i];
      s2 += slope * x2[i];
      s3 += slope * x3[i];
      ofBias += slope;
      ofLosses += losses[i];
    }
    sums[j] = s0;
    sums[Math.min(j + 1, bias)] = s1;
    sums[Math.min(j + 2, bias)] = s2;
    sums[Math.min(j + 3, bias)] = s3;
    sums[bias] = ofBias;
    loss[0] = ofLosses;
  }
}
