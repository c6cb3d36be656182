package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the derivative that {@code with derivative} states to the one derived from the formula, at
 * fixed points. A single point may differ, for at a kink the taught value may be another one; two
 * may not.
 */
final class DerivativeCheck {

  static final double[] POINTS = {
    0.3, -0.7, 1.1, -1.9, 2.6, -3.3, 0.05, -0.02, 5.4, -6.1, 0.5, 1, -1, 2, 0
  };

  /** Rounding may take this share of the larger value; a wrong formula takes more. */
  private static final double TOLERANCE = 1e-9;

  private final Definition definition;
  private final Definition.StatedDerivative stated;
  private final Statement.Define statement;

  DerivativeCheck(
      Definition definition, Definition.StatedDerivative stated, Statement.Define statement) {
    this.definition = definition;
    this.stated = stated;
    this.statement = statement;
  }

  Optional<Diagnostic> findMismatch() {
    Variable by = Variable.parameter(stated.by());
    Expression derived;
    try {
      derived = Derivative.of(definition.body(), by, Prelude.simplifier());
    } catch (Derivative.TooLarge e) {
      return Optional.empty();
    }
    if (Definition.writtenOut(definition.body()).contains(DerivativeCheck::isLet)
        || Definition.writtenOut(stated.formula()).contains(DerivativeCheck::isLet)) {
      return Optional.empty();
    }
    List<Diagnostic> mismatches = new ArrayList<>();
    for (int i = 0; i < POINTS.length; i++) {
      Map<Expression, Double> point = point(i);
      double here = HostFunction.orNan(() -> Evaluator.value(stated.formula(), point));
      double there = HostFunction.orNan(() -> Evaluator.value(derived, point));
      double size = Math.max(1, Math.max(Math.abs(here), Math.abs(there)));
      boolean comparable = Double.isFinite(here) && Double.isFinite(there);
      if (comparable && Math.abs(here - there) > TOLERANCE * size) {
        mismatches.add(mismatch(by, point, here, there, derived));
      }
    }
    return mismatches.size() > 1 ? Optional.of(mismatches.get(0)) : Optional.empty();
  }

  private static boolean isLet(Expression e) {
    return e instanceof Variable v && v.role() == Variable.Role.LET;
  }

  private Map<Expression, Double> point(int i) {
    Map<Expression, Double> point = new HashMap<>();
    for (int k = 0; k < definition.parameters().size(); k++) {
      point.put(
          Variable.parameter(definition.parameters().get(k)), POINTS[(i + 4 * k) % POINTS.length]);
    }
    return point;
  }

  private Diagnostic mismatch(
      Variable by, Map<Expression, Double> point, double here, double there, Expression derived) {
    List<String> at = new ArrayList<>();
    for (String parameter : definition.parameters()) {
      double value = point.get(Variable.parameter(parameter));
      at.add(parameter + " = " + NumberWriter.shortest(value));
    }
    return CheckErrors.derivativeMismatch(
        statement.places().of(statement.stated().orElseThrow().formula()),
        by.name(),
        String.join(", ", at),
        NumberWriter.rounded(here, 6),
        NumberWriter.rounded(there, 6),
        FormulaWriter.source(derived));
  }
}
