package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Branches;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cost of all examples as a function of the parameters: its gradient, and what each example
 * adds to it. In doubles every sum has the order of {@link EpochKernel}, and so its bits.
 *
 * @param numbers what gradients are computed in; costs and differences are in doubles
 * @param mean whether the cost is the mean of the losses and not their sum
 * @param penalty what the cost adds for the weights
 * @param asked before each example or block of them; it may throw, to end the pass
 */
public record FullBatch(
    NumberSystem numbers,
    ChainRule formulas,
    Examples examples,
    boolean mean,
    Optional<Penalty> penalty,
    Runnable asked) {

  /** About the cube root of 2⁻⁵², and a power of 2, so that it is added exactly. */
  private static final double STEP = 0x1p-17;

  /** Receives each example in the order of the rows. */
  public interface Watcher {
    void example(int row, Stepwise.Forward forward, Stepwise.Backward backward);
  }

  /** Receives what a look at each example needs, in the order of the rows. */
  public interface Glance {

    /**
     * Takes one example.
     *
     * @param z or the double nearest to it
     * @param loss or the double nearest to it
     * @param flat whether the chain rule has the factor ∂ŷ/∂z and it is 0 or nan
     */
    void example(int row, double z, double loss, boolean flat);
  }

  /** Σ ∂L/∂w, ∂P/∂w and ∂C/∂w for each weight, then those for the bias. */
  public record Gradient(Vector sums, Optional<Vector> penalty, Vector gradient) {}

  /** The two costs beside a parameter that is moved by a step, and whether the formulas choose. */
  public record Difference(double step, double up, double down, boolean kink) {

    /** Returns (C(w + h) − C(w − h))/(2h). */
    public double quotient() {
      return (up - down) / (2 * step);
    }

    /** Returns how far rounding of the costs may move the quotient. */
    public double noise() {
      return 4 * Math.ulp(Math.max(Math.abs(up), Math.abs(down))) / step;
    }
  }

  /** Returns the gradient for some weights and a bias. */
  public Gradient gradient(Vector weights, Number bias, Watcher watcher) {
    RowTotal sum = new RowTotal(numbers, examples.width() + 1);
    for (int row = 0; row < examples.rows(); row++) {
      asked.run();
      Vector x = examples.vector(row);
      Stepwise.Forward forward = Stepwise.forward(numbers, formulas, weights, bias, x);
      Stepwise.Backward backward =
          Stepwise.backward(numbers, formulas, forward, examples.target(row), x);
      watcher.example(row, forward, backward);
      sum.add(backward.gradient());
    }
    return gradient(weights, sum.total());
  }

  /**
   * Returns the same for somebody who wants less of each example: in doubles block by block, with
   * nothing allocated for an example.
   */
  public Gradient gradientAtAGlance(Vector weights, Number bias, Glance glance) {
    if (!numbers.isDouble()) {
      return gradient(
          weights,
          bias,
          (row, forward, backward) ->
              glance.example(
                  row,
                  forward.z().doubleValue(),
                  backward.loss().doubleValue(),
                  backward
                      .outputByZ()
                      .filter(slope -> NumberSystem.signum(slope) == 0)
                      .isPresent()));
    }
    return gradient(weights, Vector.of(sums(weights.toArray(), bias.doubleValue(), glance)));
  }

  private double[] sums(double[] w, double bias, Glance glance) {
    int n = examples.width();
    BlockEvaluator.Workspace workspace = formulas.block().newWorkspace();
    double[] z = workspace.input(0);
    double[] y = workspace.input(1);
    boolean hasSlope = formulas.outputByZ().isPresent();
    double[][] blocks = new double[BlockEvaluator.ROWS][];
    int[] offsets = new int[BlockEvaluator.ROWS];
    int[] order = new int[BlockEvaluator.ROWS];
    RowSum sum = new RowSum(n + 1);
    RowLoops loops = new PlainLoops(n);
    for (int start = 0; start < examples.rows(); start += BlockEvaluator.ROWS) {
      asked.run();
      int rows = Math.min(BlockEvaluator.ROWS, examples.rows() - start);
      for (int i = 0; i < rows; i++) {
        order[i] = start + i;
      }
      examples.locate(order, 0, rows, blocks, offsets, y);
      loops.forward(w, bias, blocks, offsets, rows, z);
      workspace.evaluate(rows);
      double[] loss = workspace.output(0);
      double[] delta = workspace.output(1);
      double[] slope = workspace.output(3);
      for (int i = 0; i < rows; i++) {
        int row = start + i;
        glance.example(row, z[i], loss[i], hasSlope && !(slope[i] > 0 || slope[i] < 0));
      }
      sum.addScaled(loops, delta, blocks, offsets, rows);
    }
    return sum.total();
  }

  private Gradient gradient(Vector weights, Vector sums) {
    boolean divided = mean && examples.rows() > 1;
    Vector ofLosses = divided ? RowTotal.over(numbers, sums, examples.rows()) : sums;
    Optional<Vector> slopes = penalty.map(p -> p.slopes(numbers, weights));
    return new Gradient(
        sums, slopes, slopes.map(s -> Penalty.added(numbers, ofLosses, s)).orElse(ofLosses));
  }

  /** Returns the cost for some weights, the bias behind them. */
  public double cost(double[] parameters) {
    int n = examples.width();
    double sum =
        EpochKernel.measure(formulas, examples, parameters, parameters[n], new double[0], asked);
    double ofLosses = mean ? sum / examples.rows() : sum;
    Vector weights = Vector.of(Arrays.copyOf(parameters, n));
    return penalty.isPresent()
        ? ofLosses + penalty.get().cost(NumberSystem.doubles(), weights).doubleValue()
        : ofLosses;
  }

  /**
   * Moves one parameter to both sides. The step makes z move by about the cube root of 2⁻⁵², where
   * the errors of rounding and of the difference are of one size (Press et al., Numerical Recipes,
   * 5.7).
   */
  public Difference difference(double[] parameters, int i) {
    int n = examples.width();
    double largest = 0;
    for (int row = 0; row < examples.rows(); row++) {
      if (row % BlockEvaluator.ROWS == 0) {
        asked.run();
      }
      largest = Math.max(largest, Math.abs(i == n ? 1 : examples.input(row, i)));
    }
    double reach = largest == 0 ? 1 : largest;
    double size = Math.max(1, Math.abs(parameters[i]) * reach);
    double[] up = parameters.clone();
    up[i] += STEP * size / reach;
    // The step that was really made, which rounding has changed.
    double step = up[i] - parameters[i];
    double[] down = parameters.clone();
    down[i] -= step;
    boolean kink =
        isKinkBetween(down, parameters, up)
            || i < n && isKinkBetween(down[i], parameters[i], up[i]);
    return new Difference(step, cost(up), cost(down), kink);
  }

  /** Whether the penalty of one weight turns between two values of it. */
  private boolean isKinkBetween(double down, double here, double up) {
    if (penalty.isEmpty() || penalty.get().branches().isEmpty()) {
      return false;
    }
    Branches branches = penalty.get().branches();
    List<Integer> sides = side(branches, here);
    return !sides.equals(side(branches, down)) || !sides.equals(side(branches, up));
  }

  private static List<Integer> side(Branches branches, double weight) {
    return branches.at(NumberSystem.doubles(), Map.of(Penalty.W, weight));
  }

  private boolean isKinkBetween(double[] down, double[] here, double[] up) {
    Branches branches = Branches.of(List.of(formulas.output(), formulas.loss()));
    if (branches.isEmpty()) {
      return false;
    }
    for (int row = 0; row < examples.rows(); row++) {
      asked.run();
      List<Integer> sides = sides(branches, here, row);
      if (!sides.equals(sides(branches, down, row)) || !sides.equals(sides(branches, up, row))) {
        return true;
      }
    }
    return false;
  }

  private List<Integer> sides(Branches branches, double[] parameters, int row) {
    int n = examples.width();
    Stepwise.Forward forward =
        Stepwise.forward(
            NumberSystem.doubles(),
            formulas,
            Vector.of(Arrays.copyOf(parameters, n)),
            parameters[n],
            Vector.of(examples.row(row)));
    return branches.at(
        NumberSystem.doubles(),
        Map.of(
            ChainRule.Z, forward.z(),
            ChainRule.OUTPUT, forward.output(),
            ChainRule.TARGET, examples.targets()[row]));
  }
}
