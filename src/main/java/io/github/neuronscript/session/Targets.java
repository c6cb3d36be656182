package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.neuron.ChainRule;
import java.util.List;
import java.util.Optional;

/** Holds targets to what the loss asks of them: {@code requires y >= 0 and y <= 1}. */
final class Targets {

  private final State state;
  private final Span place;
  private final Optional<Expression.Apply> loss;

  /**
   * Makes a check for one action.
   *
   * @param place where the action stands
   */
  Targets(State state, Neuron neuron, Span place) {
    this.state = state;
    this.place = place;
    this.loss =
        neuron.view().loss() instanceof Expression.Apply apply
            ? Optional.of(apply)
            : Optional.empty();
  }

  /** Checks the target of every example. */
  void checkAll(double[] targets) {
    Optional<Expression> requirement = requirement();
    if (requirement.isEmpty()) {
      return;
    }
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(List.of(ChainRule.TARGET), List.of(requirement.get())).newWorkspace();
    for (int start = 0; start < targets.length; start += BlockEvaluator.ROWS) {
      int rows = Math.min(BlockEvaluator.ROWS, targets.length - start);
      System.arraycopy(targets, start, workspace.input(0), 0, rows);
      workspace.evaluate(rows);
      for (int i = 0; i < rows; i++) {
        if (workspace.output(0)[i] != 1) {
          String of = " of " + state.bound.orElseThrow().nameOf(start + i);
          throw outside(rowPlace(start + i), targets[start + i], of, requirement.get());
        }
      }
    }
  }

  /** Checks the target of the one example shown. */
  void check(State.Example example) {
    Optional<Expression> requirement = requirement();
    if (requirement.isEmpty()) {
      return;
    }
    double target = example.target().orElseThrow();
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(List.of(ChainRule.TARGET), List.of(requirement.get())).newWorkspace();
    workspace.input(0)[0] = target;
    workspace.evaluate(1);
    if (workspace.output(0)[0] != 1) {
      if (example.row().isEmpty()) {
        throw outside(place, target, "", requirement.get());
      }
      int row = example.row().getAsInt() - 1;
      String of = " of " + state.bound.orElseThrow().nameOf(row);
      throw outside(rowPlace(row), target, of, requirement.get());
    }
  }

  /** Returns what is asked of the target alone, if anything is. */
  private Optional<Expression> requirement() {
    return loss.flatMap(
            call ->
                call.definition()
                    .requirement()
                    .map(e -> call.definition().substitute(e, call.arguments())))
        .filter(e -> !e.contains(ChainRule.OUTPUT::equals));
  }

  private ScriptException outside(Span where, double target, String of, Expression requirement) {
    return new ScriptException(
        RunErrors.targetOutside(
            where,
            loss.orElseThrow().definition().name(),
            target,
            of,
            FormulaWriter.symbols(requirement)));
  }

  /** Returns where a row, counted from 0, stands in the script; for a file that is the action. */
  private Span rowPlace(int row) {
    return state.data instanceof State.Data.Rows rows ? rows.spans().get(row) : place;
  }
}
