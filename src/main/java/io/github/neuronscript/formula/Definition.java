package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A function that the language or a script defines: {@code define name(parameters) = body}.
 *
 * @param body reads the parameters, as variables with the role {@code PARAMETER}, functions and
 *     numbers; nothing else
 * @param stated the derivative that {@code with derivative} gives
 * @param requirement what the arguments must meet, as in {@code requires y >= 0}
 */
public record Definition(
    String name,
    List<String> parameters,
    Expression body,
    Optional<StatedDerivative> stated,
    Optional<Expression> requirement) {

  /** A derivative by one parameter, which may use the function itself. */
  public record StatedDerivative(String by, Expression formula) {}

  public Definition {
    Objects.requireNonNull(name, "name");
    parameters = List.copyOf(parameters);
    Objects.requireNonNull(body, "body");
  }

  public static Definition of(String name, List<String> parameters, Expression body) {
    return new Definition(name, parameters, body, Optional.empty(), Optional.empty());
  }

  /**
   * Returns how many nodes a formula has once every defined function in it is written out; counts
   * stop at 2^40.
   */
  public static long writtenOutSize(Expression formula) {
    return WrittenOutSize.of(formula);
  }

  /** Returns the body with the arguments in place of the parameters. */
  public Expression bodyWith(List<Expression> arguments) {
    return substitute(body, arguments);
  }

  /** Returns a formula over the parameters with the arguments in their place. */
  public Expression substitute(Expression formula, List<Expression> arguments) {
    Map<Expression, Expression> values = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      values.put(Variable.parameter(parameters.get(i)), arguments.get(i));
    }
    return formula.rewrite(e -> e instanceof Variable v ? values.getOrDefault(v, v) : e);
  }

  /** Returns a formula with every defined function written out. */
  public static Expression writtenOut(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Apply apply
                ? writtenOut(apply.definition().bodyWith(apply.arguments()))
                : e);
  }

  /** The stated derivative may use the function itself, so it is no part of what makes it equal. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Definition d
            && name.equals(d.name)
            && parameters.equals(d.parameters)
            && body.equals(d.body));
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
