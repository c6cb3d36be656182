package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import java.util.HashMap;
import java.util.Map;

/** Computes formulas from the values that stand beside them. */
final class Conditions {

  private final Known known;

  Conditions(Known known) {
    this.known = known;
  }

  /** Holds {@code condition}, with {@code values}, to {@code held}. */
  void condition(Fields line) {
    holds(line, !line.has("held") || line.truth("held"));
  }

  /** Holds {@code condition} to a truth. */
  void holds(Fields line, boolean held) {
    Expression condition = known.formulas.asTyped(line, "condition");
    if (isUnclear(line)) {
      return;
    }
    Number value = Known.value(line, known.numbers, condition, values(line, condition));
    if (NumberSystem.holds(value) != held) {
      throw line.broken(
          "`"
              + line.text("condition")
              + "` "
              + (held ? "does not hold" : "holds")
              + " for these values");
    }
  }

  /** Returns the value of {@code formula}, with {@code values}; its own where that is unclear. */
  void shown(Fields line) {
    Expression formula = known.formulas.asTyped(line, "formula");
    if (!isUnclear(line)) {
      line.derive(
          "value",
          Known.value(line, known.numbers, formula, values(line, formula)),
          "`formula` and `values`");
    }
  }

  /** Where a name is that of a value of the language and one of the script, too. */
  private static boolean isUnclear(Fields line) {
    return line.object("values").keys().stream().anyMatch(name -> name.startsWith("`"));
  }

  private Map<Expression, Number> values(Fields line, Expression formula) {
    Fields told = line.object("values");
    Map<Expression, Number> values = new HashMap<>();
    formula.each(
        e -> {
          if (e instanceof Variable v) {
            values.put(v, told.number(v.name()));
          }
        });
    return values;
  }
}
