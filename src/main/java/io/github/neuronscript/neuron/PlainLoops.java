package io.github.neuronscript.neuron;

/** The loops that any Java has. */
final class PlainLoops implements RowLoops {

  /**
   * From so many columns on a row is copied to an array of its own: compilers make vector
   * instructions of loops over whole arrays, not of those that begin somewhere.
   */
  static final int COPIED = 64;

  private final int width;

  /** Of four rows. */
  private final double[][] copies = new double[4][];

  private final double[] products;

  /** The weights, or where rows are copied a copy of them, beside what they are computed with. */
  private double[] weights;

  PlainLoops(int width) {
    this.width = width;
    int length = width < COPIED ? 0 : inWholeLines(width);
    for (int k = 0; k < copies.length; k++) {
      copies[k] = new double[length];
    }
    this.products = new double[length];
    this.weights = new double[length];
  }

  /**
   * Returns a length with which an array, its header of two numbers included, fills lines of a
   * cache. Arrays one behind the other then begin at the same place of a line, and a loop over some
   * of them can go over whole lines of all.
   */
  private static int inWholeLines(int width) {
    return (width + 2 + 7 & ~7) - 2;
  }

  @Override
  public void forward(
      double[] w, double bias, double[][] blocks, int[] offsets, int rows, double[] z) {
    for (int i = 0; i < rows; i++) {
      z[i] = Summation.dot(w, 0, blocks[i], offsets[i], width) + bias;
    }
  }

  /** Four rows at a time. */
  @Override
  public void addScaled(
      double[] sums, double[] factors, double[][] blocks, int[] offsets, int rows) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      if (width >= COPIED) {
        addCopies(sums, factors, blocks, offsets, i);
      } else {
        addFour(sums, factors, blocks, offsets, i);
      }
    }
    for (; i < rows; i++) {
      double factor = factors[i];
      double[] row = blocks[i];
      int from = offsets[i];
      for (int j = 0; j < width; j++) {
        sums[j] += factor * row[from + j];
      }
    }
  }

  private void addFour(double[] sums, double[] factors, double[][] blocks, int[] offsets, int i) {
    double f0 = factors[i];
    double f1 = factors[i + 1];
    double f2 = factors[i + 2];
    double f3 = factors[i + 3];
    double[] r0 = blocks[i];
    double[] r1 = blocks[i + 1];
    double[] r2 = blocks[i + 2];
    double[] r3 = blocks[i + 3];
    int o0 = offsets[i];
    int o1 = offsets[i + 1];
    int o2 = offsets[i + 2];
    int o3 = offsets[i + 3];
    for (int j = 0; j < width; j++) {
      sums[j] =
          (((sums[j] + f0 * r0[o0 + j]) + f1 * r1[o1 + j]) + f2 * r2[o2 + j]) + f3 * r3[o3 + j];
    }
  }

  private void addCopies(double[] sums, double[] factors, double[][] blocks, int[] offsets, int i) {
    for (int k = 0; k < 4; k++) {
      System.arraycopy(blocks[i + k], offsets[i + k], copies[k], 0, width);
    }
    double f0 = factors[i];
    double f1 = factors[i + 1];
    double f2 = factors[i + 2];
    double f3 = factors[i + 3];
    double[] r0 = copies[0];
    double[] r1 = copies[1];
    double[] r2 = copies[2];
    double[] r3 = copies[3];
    for (int j = 0; j < width; j++) {
      sums[j] = (((sums[j] + f0 * r0[j]) + f1 * r1[j]) + f2 * r2[j]) + f3 * r3[j];
    }
  }

  @Override
  public double begin(double[] w, double[] x, int from) {
    if (width < COPIED) {
      weights = w;
      return Summation.dot(w, 0, x, from, width);
    }
    System.arraycopy(w, 0, weights, 0, width);
    double[] row = copies[0];
    System.arraycopy(x, from, row, 0, width);
    for (int j = 0; j < width; j++) {
      products[j] = weights[j] * row[j];
    }
    return Summation.sum(products, width);
  }

  @Override
  public double step(double[] x, int from, double slope, double rate, double[] next, int nextFrom) {
    if (width < COPIED) {
      return Summation.stepAndDot(weights, x, from, slope, rate, next, nextFrom);
    }
    double[] w = weights;
    double[] row = copies[0];
    double[] following = copies[1];
    System.arraycopy(next, nextFrom, following, 0, width);
    for (int j = 0; j < width; j++) {
      double learnt = w[j] - rate * (slope * row[j]);
      w[j] = learnt;
      products[j] = learnt * following[j];
    }
    copies[0] = following;
    copies[1] = row;
    return Summation.sum(products, width);
  }

  @Override
  public void end(double[] w) {
    if (width >= COPIED) {
      System.arraycopy(weights, 0, w, 0, width);
    }
  }
}
