package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.neuron.ChainRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a loss asks of the targets: {@code requires y >= 0 and y <= 1}. */
final class Targets {

  private final State state;
  private final Runnable asked;
  private final Neuron neuron;
  private final Span place;

  /**
   * Holds targets to the loss of a neuron.
   *
   * @param place where errors point to unless the row stands in the script
   * @param asked before each block of rows; it may throw, to end it
   */
  Targets(State state, Neuron neuron, Span place, Runnable asked) {
    this.state = state;
    this.asked = asked;
    this.neuron = neuron;
    this.place = place;
  }

  /** Holds the targets of all the data to what the loss asks of them. */
  void checkAll(Bound bound) {
    double[] targets = bound.examples().targets();
    findBad(targets)
        .ifPresent(
            row ->
                fail(
                    targets[row],
                    OptionalInt.of(bound.examples().number(row)),
                    Optional.of(bound)));
  }

  void check(State.Example example, double target) {
    findBad(new double[] {target}).ifPresent(at -> fail(target, example.row(), state.bound));
  }

  /** Returns the place of the first target that the loss does not allow. */
  private OptionalInt findBad(double[] targets) {
    Optional<Expression> requirement = requirement();
    if (requirement.isEmpty()) {
      return OptionalInt.empty();
    }
    BlockEvaluator.Workspace workspace =
        BlockEvaluator.of(List.of(ChainRule.TARGET), List.of(requirement.get())).newWorkspace();
    for (int start = 0; start < targets.length; start += BlockEvaluator.ROWS) {
      asked.run();
      int rows = Math.min(BlockEvaluator.ROWS, targets.length - start);
      System.arraycopy(targets, start, workspace.input(0), 0, rows);
      workspace.evaluate(rows);
      for (int i = 0; i < rows; i++) {
        if (!Arithmetic.holds(workspace.output(0)[i])) {
          return OptionalInt.of(start + i);
        }
      }
    }
    return OptionalInt.empty();
  }

  private Optional<Expression> requirement() {
    if (neuron.loss() instanceof Expression.Apply loss) {
      return loss.definition()
          .requirement()
          .map(e -> loss.definition().substitute(e, loss.arguments()))
          .filter(
              e -> e.contains(ChainRule.TARGET::equals) && !e.contains(ChainRule.OUTPUT::equals));
    }
    return Optional.empty();
  }

  /** Complains of the target of a row with a number, from 1. */
  private void fail(double target, OptionalInt row, Optional<Bound> bound) {
    Span where =
        row.isPresent()
                && bound.orElseThrow().file().isEmpty()
                && state.data instanceof State.Data.Rows rows
            ? rows.spans().get(row.getAsInt() - 1)
            : place;
    throw new ScriptException(
        RunErrors.targetOutside(
            where,
            ((Expression.Apply) neuron.loss()).definition().name(),
            target,
            row.isPresent() ? " of " + bound.orElseThrow().nameOfNumber(row.getAsInt()) : "",
            FormulaWriter.symbols(requirement().orElseThrow())));
  }
}
