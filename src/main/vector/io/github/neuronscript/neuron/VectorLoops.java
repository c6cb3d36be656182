package io.github.neuronscript.neuron;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops by the Vector API, in vectors of 256 bits: the eight lanes of a dot product are two of
 * them. Compiled by itself, and loaded where the module is there; see {@link LoopChoice}.
 */
final class VectorLoops implements RowLoops {

  // One width in a process: with two of them the calls are not compiled into one.
  private static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

  private final int width;

  /** How many inputs the eight lanes take. */
  private final int inLanes;

  /** How many inputs stand in whole vectors. */
  private final int inVectors;

  /** Lanes of four dot products, of which Java 17 does not always make one instruction each. */
  private final double[] pairs = new double[16];

  private double[] w;

  VectorLoops(int width) {
    this.width = width;
    this.inLanes = width & -Summation.LANES;
    this.inVectors = width & ~3;
  }

  private static DoubleVector four(double[] x, int from) {
    return DoubleVector.fromArray(FOUR, x, from);
  }

  /** Joins lanes 0 + 4, 1 + 5, 2 + 6 and 3 + 7. */
  private static double join(DoubleVector pairs) {
    return (pairs.lane(0) + pairs.lane(2)) + (pairs.lane(1) + pairs.lane(3)) + 0.0;
  }

  /** Joins the same that stand in an array from some place on. */
  private static double join(double[] pairs, int at) {
    return (pairs[at] + pairs[at + 2]) + (pairs[at + 1] + pairs[at + 3]) + 0.0;
  }

  /** Four rows at a time, so that each weight is read once for them. */
  @Override
  public void forward(
      double[] w, double bias, double[][] blocks, int[] offsets, int rows, double[] z) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      double[] x0 = blocks[i];
      double[] x1 = blocks[i + 1];
      double[] x2 = blocks[i + 2];
      double[] x3 = blocks[i + 3];
      int o0 = offsets[i];
      int o1 = offsets[i + 1];
      int o2 = offsets[i + 2];
      int o3 = offsets[i + 3];
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      if (inLanes > 0) {
        DoubleVector low = four(w, 0);
        DoubleVector high = four(w, 4);
        DoubleVector low0 = four(x0, o0).mul(low);
        DoubleVector low1 = four(x1, o1).mul(low);
        DoubleVector low2 = four(x2, o2).mul(low);
        DoubleVector low3 = four(x3, o3).mul(low);
        DoubleVector high0 = four(x0, o0 + 4).mul(high);
        DoubleVector high1 = four(x1, o1 + 4).mul(high);
        DoubleVector high2 = four(x2, o2 + 4).mul(high);
        DoubleVector high3 = four(x3, o3 + 4).mul(high);
        for (int j = 8; j < inLanes; j += 8) {
          low = four(w, j);
          high = four(w, j + 4);
          low0 = low0.add(four(x0, o0 + j).mul(low));
          low1 = low1.add(four(x1, o1 + j).mul(low));
          low2 = low2.add(four(x2, o2 + j).mul(low));
          low3 = low3.add(four(x3, o3 + j).mul(low));
          high0 = high0.add(four(x0, o0 + j + 4).mul(high));
          high1 = high1.add(four(x1, o1 + j + 4).mul(high));
          high2 = high2.add(four(x2, o2 + j + 4).mul(high));
          high3 = high3.add(four(x3, o3 + j + 4).mul(high));
        }
        low0.add(high0).intoArray(pairs, 0);
        low1.add(high1).intoArray(pairs, 4);
        low2.add(high2).intoArray(pairs, 8);
        low3.add(high3).intoArray(pairs, 12);
        s0 = join(pairs, 0);
        s1 = join(pairs, 4);
        s2 = join(pairs, 8);
        s3 = join(pairs, 12);
      }
      for (int j = inLanes; j < width; j++) {
        double weight = w[j];
        s0 += weight * x0[o0 + j];
        s1 += weight * x1[o1 + j];
        s2 += weight * x2[o2 + j];
        s3 += weight * x3[o3 + j];
      }
      z[i] = s0 + bias;
      z[i + 1] = s1 + bias;
      z[i + 2] = s2 + bias;
      z[i + 3] = s3 + bias;
    }
    for (; i < rows; i++) {
      z[i] = dot(w, blocks[i], offsets[i]) + bias;
    }
  }

  @Override
  public void addScaled(
      double[] sums, double[] factors, double[][] blocks, int[] offsets, int rows) {
    int i = 0;
    for (; i + 4 <= rows; i += 4) {
      double[] x0 = blocks[i];
      double[] x1 = blocks[i + 1];
      double[] x2 = blocks[i + 2];
      double[] x3 = blocks[i + 3];
      int o0 = offsets[i];
      int o1 = offsets[i + 1];
      int o2 = offsets[i + 2];
      int o3 = offsets[i + 3];
      double f0 = factors[i];
      double f1 = factors[i + 1];
      double f2 = factors[i + 2];
      double f3 = factors[i + 3];
      DoubleVector all0 = DoubleVector.broadcast(FOUR, f0);
      DoubleVector all1 = DoubleVector.broadcast(FOUR, f1);
      DoubleVector all2 = DoubleVector.broadcast(FOUR, f2);
      DoubleVector all3 = DoubleVector.broadcast(FOUR, f3);
      for (int j = 0; j < inVectors; j += 4) {
        four(sums, j)
            .add(four(x0, o0 + j).mul(all0))
            .add(four(x1, o1 + j).mul(all1))
            .add(four(x2, o2 + j).mul(all2))
            .add(four(x3, o3 + j).mul(all3))
            .intoArray(sums, j);
      }
      for (int j = inVectors; j < width; j++) {
        sums[j] =
            (((sums[j] + f0 * x0[o0 + j]) + f1 * x1[o1 + j]) + f2 * x2[o2 + j]) + f3 * x3[o3 + j];
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

  @Override
  public double begin(double[] weights, double[] x, int from) {
    this.w = weights;
    return dot(weights, x, from);
  }

  private double dot(double[] w, double[] x, int from) {
    double sum = 0;
    if (inLanes > 0) {
      DoubleVector low = four(x, from).mul(four(w, 0));
      DoubleVector high = four(x, from + 4).mul(four(w, 4));
      for (int j = 8; j < inLanes; j += 8) {
        low = low.add(four(x, from + j).mul(four(w, j)));
        high = high.add(four(x, from + j + 4).mul(four(w, j + 4)));
      }
      sum = join(low.add(high));
    }
    for (int j = inLanes; j < width; j++) {
      sum += w[j] * x[from + j];
    }
    return sum;
  }

  @Override
  public double step(
      double[] x, int from, double slope, double rate, double[] next, int nextFrom) {
    DoubleVector slopes = DoubleVector.broadcast(FOUR, slope);
    DoubleVector rates = DoubleVector.broadcast(FOUR, rate);
    double sum = 0;
    if (inLanes > 0) {
      DoubleVector low = four(w, 0).sub(four(x, from).mul(slopes).mul(rates));
      DoubleVector high = four(w, 4).sub(four(x, from + 4).mul(slopes).mul(rates));
      low.intoArray(w, 0);
      high.intoArray(w, 4);
      low = low.mul(four(next, nextFrom));
      high = high.mul(four(next, nextFrom + 4));
      for (int j = 8; j < inLanes; j += 8) {
        DoubleVector lowOfW = four(w, j).sub(four(x, from + j).mul(slopes).mul(rates));
        DoubleVector highOfW = four(w, j + 4).sub(four(x, from + j + 4).mul(slopes).mul(rates));
        lowOfW.intoArray(w, j);
        highOfW.intoArray(w, j + 4);
        low = low.add(lowOfW.mul(four(next, nextFrom + j)));
        high = high.add(highOfW.mul(four(next, nextFrom + j + 4)));
      }
      sum = join(low.add(high));
    }
    for (int j = inLanes; j < width; j++) {
      double learnt = w[j] - rate * (slope * x[from + j]);
      w[j] = learnt;
      sum += learnt * next[nextFrom + j];
    }
    return sum;
  }

  /** They were changed where they stand. */
  @Override
  public void end(double[] weights) {}
}
