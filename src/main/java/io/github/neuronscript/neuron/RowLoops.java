package io.github.neuronscript.neuron;

/**
 * The loops over the inputs of rows. There are two ways, {@link PlainLoops} and {@code
 * VectorLoops}, with the same bits: those of {@link Summation} and {@link RowSum}. Belong to one
 * thread, and to rows of one width.
 */
interface RowLoops {

  /** Sets {@code z} to w·x + b of each row, whose inputs begin at its offset in its block. */
  void forward(double[] w, double bias, double[][] blocks, int[] offsets, int rows, double[] z);

  /** Adds rows, each multiplied by its factor, to sums, one after the other in each column. */
  void addScaled(double[] sums, double[] factors, double[][] blocks, int[] offsets, int rows);

  /**
   * Takes weights to learn by one row after the other. They are the loops' own until {@link #end}.
   *
   * @return w·x of the first row
   */
  double begin(double[] w, double[] x, int from);

  /**
   * Makes every w into w − rate·(slope·x) of the row that was taken last, and takes the next. No
   * weight that was just written need be read again.
   *
   * @return w·x of the next row
   */
  double step(double[] x, int from, double slope, double rate, double[] next, int nextFrom);

  /** Gives the weights back. */
  void end(double[] w);
}
