package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.NumberWriter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Computes formulas from the values that stand beside them. */
final class Conditions {

  /** A decimal of a larger exponent is not written out, which could take all the memory. */
  private static final int LONGEST = 10_000;

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
    Number value = known.value(line, condition, values(line, condition));
    if (NumberSystem.holds(value) != held) {
      throw line.broken(
          "`"
              + line.text("condition")
              + "` "
              + (held ? "does not hold" : "holds")
              + " for these values");
    }
  }

  /** Holds {@code value} to {@code formula}, with {@code values}. */
  void shown(Fields line) {
    Expression formula = known.formulas.asTyped(line, "formula");
    Number value = known.value(line, formula, values(line, formula));
    line.derive("value", value, "`formula` and `values`");
  }

  /** Holds {@code text} to {@code values}, which stand in it one after the other, rounded. */
  void printed(Fields line) {
    String text = line.text("text");
    int from = 0;
    for (Number value : line.list("values")) {
      if (value instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > LONGEST) {
        return;
      }
      String written = NumberWriter.written(value, known.digits);
      int at = text.indexOf(written, from);
      if (at < 0) {
        throw line.broken("`text` has no `" + written + "` where that follows from `values`");
      }
      from = at + written.length();
    }
  }

  private static Map<Expression, Number> values(Fields line, Expression formula) {
    Fields told = line.object("values");
    Map<Expression, Number> values = new HashMap<>();
    Set<String> read = new HashSet<>();
    formula.each(
        e -> {
          if (e instanceof Variable v && read.add(name(told, v))) {
            values.put(v, told.number(name(told, v)));
          }
        });
    for (String name : told.keys()) {
      if (!read.contains(name)) {
        throw line.broken("`values." + name + "` is of no name in the formula");
      }
    }
    return values;
  }

  /** Where one is that of a value of the language and one of the script, the latter is quoted. */
  private static String name(Fields told, Variable variable) {
    String quoted = "`" + variable.name() + "`";
    return variable.role() == Variable.Role.QUOTED && told.has(quoted) ? quoted : variable.name();
  }
}
