package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a weight changes: lines of {@code name <- formula}, run in order for each weight and for a
 * learning bias (whose x is 1), from the old parameters. A name other than w is remembered for each
 * weight, from update to update. Immutable.
 */
public final class LearningRule {

  public static final Variable W = Variable.quantity("w");
  public static final Variable X = Variable.quantity("x");
  public static final Variable GRADIENT = Variable.quantity("gradient");
  public static final Variable RATE = Variable.quantity("rate");
  public static final Variable UPDATES = Variable.quantity("updates");

  /** What the formulas can read besides their own names, in the order of the block's leaves. */
  private static final List<Variable> READS =
      List.of(W, X, ChainRule.TARGET, ChainRule.OUTPUT, ChainRule.Z, GRADIENT, RATE, UPDATES);

  /** Those that are the same for every weight. */
  private static final Set<Variable> SAME =
      Set.of(ChainRule.TARGET, ChainRule.OUTPUT, ChainRule.Z, RATE, UPDATES);

  /** One line: the name that is assigned to (w, or a remembered one) and its formula. */
  public record Line(Variable name, Expression formula) {}

  /** What gradient descent assigns to {@link #W}. */
  private static final Expression DESCENT =
      Expression.Sum.of(W, new Expression.Negation(Expression.Product.of(RATE, GRADIENT)));

  private final Optional<String> name;
  private final List<Line> lines;
  private final List<Variable> memory;
  private final boolean exampleByExample;
  private final boolean onlyOnMistakes;
  private final boolean gradientDescent;
  private final BlockEvaluator block;

  /**
   * Makes a rule.
   *
   * @param name empty for a rule that has none
   * @param lines one assigns to {@link #W}
   * @param onlyOnMistakes whether an example whose output is its target makes no update at all, as
   *     Rosenblatt's rule has it
   */
  public LearningRule(Optional<String> name, List<Line> lines, boolean onlyOnMistakes) {
    this.name = name;
    this.lines = List.copyOf(lines);
    this.onlyOnMistakes = onlyOnMistakes;
    this.exampleByExample = readsExamples(lines);
    Map<Expression, Expression> current = new LinkedHashMap<>();
    current.put(W, W);
    for (Line line : lines) {
      Expression formula = line.formula().rewrite(e -> current.getOrDefault(e, e));
      current.put(line.name(), formula);
    }
    this.memory = current.keySet().stream().skip(1).map(e -> (Variable) e).toList();
    List<Expression> leaves = new ArrayList<>(READS);
    leaves.addAll(memory);
    this.block = BlockEvaluator.of(leaves, new ArrayList<>(current.values()), SAME);
    this.gradientDescent = lines.size() == 1 && lines.get(0).formula().equals(DESCENT);
  }

  /** Whether lines read a value of the example, so that a batch has one example. */
  public static boolean readsExamples(List<Line> lines) {
    Set<Expression> ofTheExample = Set.of(X, ChainRule.TARGET, ChainRule.OUTPUT, ChainRule.Z);
    return lines.stream().anyMatch(line -> line.formula().contains(ofTheExample::contains));
  }

  /** Returns its name, or empty if it is written out where it is chosen. */
  public Optional<String> name() {
    return name;
  }

  public List<Line> lines() {
    return lines;
  }

  /** The remembered names, in the order of their arrays in {@link Parameters}. */
  public List<Variable> memory() {
    return memory;
  }

  /** Whether it reads a value of the example, so that a batch has one example. */
  public boolean isExampleByExample() {
    return exampleByExample;
  }

  /** Whether it goes by the gradient of the cost. */
  public boolean readsGradient() {
    return lines.stream().anyMatch(line -> line.formula().contains(GRADIENT::equals));
  }

  /** Whether it is w ← w − α·g and nothing else, whatever its name. */
  public boolean isGradientDescent() {
    return gradientDescent;
  }

  public boolean isOnlyOnMistakes() {
    return onlyOnMistakes;
  }

  /** Returns how many parts are computed for each parameter, and how many numbers remembered. */
  public long size() {
    return block.size() + memory.size();
  }

  public Applier newApplier() {
    return new Applier();
  }

  /** Applies the rule; has arrays of its own, so it belongs to one thread. */
  public final class Applier {
    private final BlockEvaluator.Workspace workspace = block.newWorkspace();

    private Applier() {}

    LearningRule rule() {
      return LearningRule.this;
    }

    /**
     * Changes every weight, and the bias if it learns, in place.
     *
     * @param gradient of the weights, the bias last; read where the rule reads it
     * @param x the inputs of the one example, or empty
     */
    public void apply(
        Parameters parameters,
        double[] gradient,
        double[] x,
        int xFrom,
        double target,
        double output,
        double z,
        double rate) {
      int n = parameters.weights.length;
      parameters.updates++;
      if (gradientDescent) {
        descend(parameters, gradient, rate);
        return;
      }
      int count = parameters.biasLearns ? n + 1 : n;
      int longest = Math.min(BlockEvaluator.ROWS, count);
      fill(2, target, longest);
      fill(3, output, longest);
      fill(4, z, longest);
      fill(6, rate, longest);
      fill(7, (double) parameters.updates, longest);
      for (int from = 0; from < count; from += BlockEvaluator.ROWS) {
        int rows = Math.min(BlockEvaluator.ROWS, count - from);
        for (int i = 0; i < rows; i++) {
          int p = from + i;
          workspace.input(0)[i] = p < n ? parameters.weights[p] : parameters.bias;
          workspace.input(1)[i] = p < n && x.length > 0 ? x[xFrom + p] : 1;
          workspace.input(5)[i] = gradient[p];
          for (int k = 0; k < memory.size(); k++) {
            workspace.input(READS.size() + k)[i] = parameters.memory[k][p];
          }
        }
        workspace.evaluate(rows);
        for (int i = 0; i < rows; i++) {
          int p = from + i;
          if (p < n) {
            parameters.weights[p] = workspace.output(0)[i];
          } else {
            parameters.bias = workspace.output(0)[i];
          }
          for (int k = 0; k < memory.size(); k++) {
            parameters.memory[k][p] = workspace.output(k + 1)[i];
          }
        }
      }
    }

    /** The usual rule without its formula. */
    private void descend(Parameters parameters, double[] gradient, double rate) {
      double[] w = parameters.weights;
      for (int i = 0; i < w.length; i++) {
        w[i] -= rate * gradient[i];
      }
      if (parameters.biasLearns) {
        parameters.bias -= rate * gradient[w.length];
      }
    }

    private void fill(int input, double value, int rows) {
      Arrays.fill(workspace.input(input), 0, rows, value);
    }
  }
}
