package io.github.neuronscript.session;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Invocation;
import io.github.neuronscript.formula.Expression.Text;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs for a column of categories: {@code one_hot(species)} stands for one input of 0 or 1 for
 * each category that the data has, in the order of their texts.
 */
final class OneHot {

  private OneHot() {}

  /** Returns the column of categories that an input stands for. */
  static Optional<Variable> column(State.Input input) {
    return input
        .columns()
        .filter(e -> e instanceof Invocation call && Columns.isOneHot(call))
        .map(e -> (Variable) e.children().get(0));
  }

  static boolean isAmong(List<State.Input> inputs) {
    return inputs.stream().anyMatch(input -> column(input).isPresent());
  }

  /** Returns the inputs with one for each category in place of those that stand for a column. */
  static List<State.Input> expanded(
      List<State.Input> declared, Map<String, List<String>> categories) {
    List<State.Input> inputs = new ArrayList<>();
    for (State.Input input : declared) {
      Optional<Variable> column = column(input);
      if (column.isEmpty()) {
        inputs.add(input);
        continue;
      }
      for (String category : categories.get(column.get().name())) {
        Expression equal = new Comparison(Relation.EQUAL, column.get(), new Text(category));
        inputs.add(
            new State.Input(
                input.name() + "_" + category, Optional.of(equal), Optional.empty(), input.span()));
      }
    }
    return List.copyOf(inputs);
  }

  /** Returns the categories of an input, in the order of its inputs, from the expanded ones. */
  static List<String> categories(State.Input declared, List<State.Input> expanded) {
    List<String> categories = new ArrayList<>();
    for (State.Input input : expanded) {
      if (isOf(declared, input)) {
        categories.add(((Text) ((Comparison) input.columns().get()).right()).value());
      }
    }
    return categories;
  }

  /** Whether an input is one of those for the categories of a declared one. */
  static boolean isOf(State.Input declared, State.Input input) {
    return input.span().equals(declared.span())
        && input.columns().isPresent()
        && input.columns().get() instanceof Comparison comparison
        && column(declared).filter(comparison.left()::equals).isPresent();
  }
}
