package io.github.neuronscript.program;

import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.neuron.LearningRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A learning rule with parameters still open: {@code define rule momentum(beta) { … }}.
 *
 * @param name empty for a rule that is written out behind {@code learning rule}
 */
public record RuleDefinition(
    Optional<String> name, List<String> parameters, List<LearningRule.Line> lines) {

  public RuleDefinition {
    parameters = List.copyOf(parameters);
    lines = List.copyOf(lines);
  }

  /** Returns a rule without a name and without parameters. */
  public static RuleDefinition written(List<LearningRule.Line> lines) {
    return new RuleDefinition(Optional.empty(), List.of(), lines);
  }

  /** Returns the rule with numbers in place of its parameters. */
  public LearningRule with(List<? extends Number> arguments) {
    List<LearningRule.Line> bound = new ArrayList<>();
    for (LearningRule.Line line : lines) {
      Expression formula = line.formula();
      for (int i = 0; i < parameters.size(); i++) {
        formula =
            formula.replace(
                Variable.parameter(parameters.get(i)), Algebra.number(arguments.get(i)));
      }
      bound.add(new LearningRule.Line(line.name(), formula));
    }
    return new LearningRule(name, bound, name.filter("perceptron"::equals).isPresent());
  }
}
