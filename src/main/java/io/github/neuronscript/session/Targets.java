package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.neuron.ChainRule;
import java.util.List;

/** What a loss asks of the targets: {@code requires y >= 0 and y <= 1}. */
final class Targets {

  private Targets() {}

  /** Holds targets to what the loss asks of them. */
  static void check(Neuron neuron, double[] targets, Span place) {
    if (!(neuron.view().loss() instanceof Expression.Apply loss)
        || loss.definition().requirement().isEmpty()) {
      return;
    }
    Expression requirement =
        loss.definition().substitute(loss.definition().requirement().get(), loss.arguments());
    if (requirement.contains(ChainRule.OUTPUT::equals)) {
      return;
    }
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(List.of(ChainRule.TARGET), List.of(requirement)).newWorkspace();
    for (int start = 0; start < targets.length; start += BlockEvaluator.ROWS) {
      int rows = Math.min(BlockEvaluator.ROWS, targets.length - start);
      System.arraycopy(targets, start, workspace.input(0), 0, rows);
      workspace.evaluate(rows);
      for (int i = 0; i < rows; i++) {
        if (workspace.output(0)[i] != 1) {
          throw new ScriptException(
              RunErrors.targetOutside(
                  place,
                  loss.definition().name(),
                  targets[start + i],
                  targets.length > 1 ? " of example " + (start + i + 1) : "",
                  FormulaWriter.symbols(requirement)));
        }
      }
    }
  }
}
