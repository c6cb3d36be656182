package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Logical;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.neuron.LearningRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A learning rule with parameters still open: {@code define rule momentum(beta) { … }}.
 *
 * @param name empty for a rule that is written out behind {@code learning rule}
 * @param requirement what the parameters must meet: {@code requires beta >= 0 and beta < 1}
 */
public record RuleDefinition(
    Optional<String> name,
    List<String> parameters,
    List<LearningRule.Line> lines,
    Optional<Expression> requirement) {

  /**
   * An argument for which the rule is not meant.
   *
   * @param argument which one, from 0
   * @param asked the part of the requirement that does not hold
   * @param values of the parameters in it
   */
  public record Outside(int argument, Expression asked, Map<String, Number> values) {}

  public RuleDefinition {
    parameters = List.copyOf(parameters);
    lines = List.copyOf(lines);
  }

  /** Returns a rule without a name and without parameters. */
  public static RuleDefinition written(List<LearningRule.Line> lines) {
    return new RuleDefinition(Optional.empty(), List.of(), lines, Optional.empty());
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

  /**
   * Returns the arguments that do not meet the requirement, each once. A part of it that reads
   * something unknown is not asked.
   *
   * @param arguments empty where it is not known
   */
  public List<Outside> outside(NumberSystem numbers, List<Optional<Number>> arguments) {
    Map<Expression, Number> values = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Variable parameter = Variable.parameter(parameters.get(i));
      arguments.get(i).ifPresent(value -> values.put(parameter, value));
    }
    List<Outside> outside = new ArrayList<>();
    for (Expression part : requirement.map(RuleDefinition::parts).orElse(List.of())) {
      boolean known = !part.contains(e -> e instanceof Variable && !values.containsKey(e));
      if (known && !NumberSystem.holds(numbers.value(part, values))) {
        Map<String, Number> read = new LinkedHashMap<>();
        for (String parameter : parameters) {
          if (part.contains(Variable.parameter(parameter)::equals)) {
            read.put(parameter, values.get(Variable.parameter(parameter)));
          }
        }
        int argument = read.isEmpty() ? -1 : parameters.indexOf(read.keySet().iterator().next());
        if (argument >= 0 && outside.stream().noneMatch(o -> o.argument() == argument)) {
          outside.add(new Outside(argument, part, read));
        }
      }
    }
    return outside;
  }

  /** Says what the rule asks of an argument, whether that is known before anything runs or not. */
  public Diagnostic complaint(Outside outside, Span place) {
    List<String> values = new ArrayList<>();
    outside
        .values()
        .forEach(
            (parameter, value) ->
                values.add(
                    parameter
                        + " is "
                        + NumberWriter.written(value.doubleValue(), NumberSystem.MOST_DIGITS)
                            .replace('-', '−')));
    Diagnostic error =
        Diagnostic.error(
            Code.PARAMETER_OUTSIDE,
            "`"
                + name.orElseThrow()
                + "` asks for "
                + FormulaWriter.symbols(outside.asked())
                + ", and "
                + String.join(", ", values),
            place);
    return usualArguments()
        .map(usual -> error.help("write `learning rule " + name.orElseThrow() + "(" + usual + ")`"))
        .orElse(error);
  }

  /** The conditions that {@code and} joins. */
  private static List<Expression> parts(Expression condition) {
    if (!(condition instanceof Logical logical && logical.and())) {
      return List.of(condition);
    }
    return logical.operands().stream().flatMap(e -> parts(e).stream()).toList();
  }

  /** Returns arguments to begin with, for a help; empty where the rule is not meant for them. */
  public Optional<String> usualArguments() {
    List<String> usual = parameters.stream().map(p -> p.equals("beta2") ? "0.999" : "0.9").toList();
    List<Optional<Number>> values =
        usual.stream().map(text -> Optional.<Number>of(Double.valueOf(text))).toList();
    return outside(NumberSystem.doubles(), values).isEmpty()
        ? Optional.of(String.join(", ", usual))
        : Optional.empty();
  }
}
