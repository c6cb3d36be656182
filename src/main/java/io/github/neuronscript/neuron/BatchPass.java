package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;

/**
 * Goes over rows with the same weights, block by block: z, the loss and its derivative of each, and
 * the sum of the gradients. Belongs to one thread.
 */
final class BatchPass {

  /** How many numbers a near cache holds, with room for others: a quarter of a megabyte. */
  private static final int NEAR = 1 << 15;

  private static final int LEAST_ROWS = 16;

  private final Examples examples;
  private final BlockEvaluator.Workspace formulas;
  private final RowSum gradients;
  private final LoopChoice choice;

  /** The inputs once more, or null. */
  private Columns columns;

  private ColumnLoops columnLoops;

  /** Where the inputs of each row of the block stand. */
  private final double[][] blocks = new double[BlockEvaluator.ROWS][];

  private final int[] offsets = new int[BlockEvaluator.ROWS];

  /**
   * Prepares to go over examples.
   *
   * @param formulas from z and y to L, ∂L/∂z and, if somebody asks for it, ŷ
   * @param machine what it may use
   */
  BatchPass(BlockEvaluator formulas, Examples examples, Machine machine) {
    this.choice = new LoopChoice(examples.width(), false, machine);
    this.examples = examples;
    this.formulas = formulas.newWorkspace();
    this.gradients = new RowSum(examples.width() + 1);
  }

  /** Takes the inputs from a copy, whose rows stand in the order of every pass to come. */
  void use(Columns columns) {
    this.columns = columns;
    this.columnLoops = new ColumnLoops(examples.width());
  }

  /** Returns how many rows to look at before they are added up: as many as a near cache holds. */
  int rowsOfBlock() {
    return columns != null
        ? columns.rowsOfBlock()
        : rowsOfBlock(NEAR, examples.width(), LEAST_ROWS);
  }

  /**
   * Returns how many rows have about so many numbers: a power of two, so that their block is within
   * one chunk of a sum over rows.
   */
  static int rowsOfBlock(int numbers, int width, int least) {
    return Math.min(
        BlockEvaluator.ROWS, Math.max(least, Integer.highestOneBit(numbers / Math.max(1, width))));
  }

  /**
   * Goes over the {@code rows} of an order from one on, and adds up their losses and gradients.
   *
   * @return whether all of them are finite
   */
  boolean add(Parameters parameters, int[] order, int from, int rows, RowSum losses) {
    boolean isFinite =
        columns != null
            ? addColumns(parameters, from, rows, losses)
            : addRows(parameters, order, from, rows, losses);
    return isFinite || isFinite(losses(), slopes(), rows);
  }

  private boolean addColumns(Parameters parameters, int from, int rows, RowSum losses) {
    double[][] x = columns.block(from);
    System.arraycopy(examples.targets(), from, targets(), 0, rows);
    columnLoops.forward(parameters.weights, parameters.bias, x, rows, z());
    formulas.evaluate(rows);
    return gradients.addColumns(columnLoops, x, slopes(), losses(), rows, losses);
  }

  private boolean addRows(Parameters parameters, int[] order, int from, int rows, RowSum losses) {
    RowLoops loops = choice.begin(rows);
    examples.locate(order, from, rows, blocks, offsets, formulas.input(1));
    loops.forward(parameters.weights, parameters.bias, blocks, offsets, rows, z());
    formulas.evaluate(rows);
    boolean isFinite = losses.addAll(losses(), rows);
    isFinite &= gradients.addScaled(loops, slopes(), blocks, offsets, rows);
    choice.end(rows);
    return isFinite;
  }

  /** Whether no number of a block is infinite or none; 0 times one that is, is none. */
  static boolean isFinite(double[] loss, double[] slope, int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += 0 * loss[i] + 0 * slope[i];
    }
    return sum == 0;
  }

  /** Returns the sum of the gradients, the bias behind the weights, and begins a new one. */
  double[] gradient() {
    return gradients.total();
  }

  /** The sum itself. */
  RowSum gradients() {
    return gradients;
  }

  // Of the last block, by its rows.

  double[] z() {
    return formulas.input(0);
  }

  double[] targets() {
    return formulas.input(1);
  }

  double[] outputs() {
    return formulas.output(2);
  }

  double[] losses() {
    return formulas.output(0);
  }

  /** Returns ∂L/∂z. */
  double[] slopes() {
    return formulas.output(1);
  }

  double[][] blocks() {
    return blocks;
  }

  int[] offsets() {
    return offsets;
  }
}
