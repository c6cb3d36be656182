package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.NumberWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Computes formulas from the values that stand beside them. */
final class Conditions {

  /** A decimal of a larger exponent is not written out, which could take all the memory. */
  private static final int LONGEST = 10_000;

  private static final String WHEN = "when ";

  private final Known known;

  Conditions(Known known) {
    this.known = known;
  }

  /** Holds {@code condition}, with {@code values}, to {@code held}. */
  void condition(Fields line) {
    if (line.has("rule")) {
      label(line);
    }
    holds(line, !line.has("held") || line.truth("held"));
  }

  /** A rule without a name is called by its condition as it is typed. */
  private void label(Fields line) {
    String label = line.text("rule");
    if (label.startsWith(WHEN)) {
      String typed = source(known.formulas.typed(line, label.substring(WHEN.length())));
      if (!typed.equals(source(known.formulas.asTyped(line, "condition")))) {
        throw line.broken("`condition` is another one than `rule` says");
      }
      line.hold("condition");
    } else if (label.length() < 2 || !label.startsWith("\"") || !label.endsWith("\"")) {
      throw line.broken("`rule` is neither a name in quotes nor a condition");
    }
  }

  /** Names look the same in backticks and without. */
  private static String source(Expression formula) {
    return FormulaWriter.source(formula).replace("`", "");
  }

  /** Holds {@code condition} to a truth. */
  void holds(Fields line, boolean held) {
    Expression condition = known.formulas.asTyped(line, "condition");
    Map<Expression, Number> values = known.names.heldValues(line, condition);
    holds(line, condition, values, held);
  }

  private void holds(
      Fields line, Expression condition, Map<Expression, Number> values, boolean held) {
    Number value = known.value(line, condition, values);
    if (NumberSystem.holds(value) != held) {
      throw line.broken(
          "`"
              + line.text("condition")
              + "` "
              + (held ? "does not hold" : "holds")
              + " for these values");
    }
    if (line.has("held")) {
      line.hold("held");
    }
  }

  /** Holds {@code value} to {@code formula}, with {@code values}. */
  void shown(Fields line) {
    Expression formula = known.formulas.asTyped(line, "formula");
    Number value = known.value(line, formula, known.names.heldValues(line, formula));
    line.derive("value", value, "`formula` and `values`");
  }

  /** Holds {@code values} to the formulas in the template, and {@code text} to both. */
  void printed(Fields line) {
    List<Number> values = line.list("values");
    List<Number> own = new ArrayList<>();
    String text = text(line, own);
    line.derive("values", own, "the formulas in `template`");
    if (values.stream().noneMatch(Conditions::isTooLong)) {
      line.derive("text", text, "`template` and its values");
    }
  }

  /** Holds an answer to its template, and to its condition. */
  void answered(Fields line) {
    condition(line);
    List<Number> own = new ArrayList<>();
    String text = text(line, own);
    if (own.stream().noneMatch(Conditions::isTooLong)) {
      line.derive("answer", text, "`template` and its values");
    }
  }

  private static boolean isTooLong(Number value) {
    return value instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > LONGEST;
  }

  /**
   * Returns a template with the values put in.
   *
   * @param values gets them
   */
  private String text(Fields line, List<Number> values) {
    String template = line.text("template");
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      boolean doubled = i + 1 < template.length() && template.charAt(i + 1) == c;
      if (c == '{' && !doubled) {
        int end = end(line, template, i);
        hole(line, template.substring(i + 1, end), text, values);
        i = end + 1;
      } else {
        text.append(c);
        i += (c == '{' || c == '}') && doubled ? 2 : 1;
      }
    }
    return text.toString();
  }

  /** Returns where a hole ends; within backticks nothing ends it. */
  private static int end(Fields line, String template, int from) {
    boolean quoted = false;
    for (int i = from; i < template.length(); i++) {
      quoted ^= template.charAt(i) == '`';
      if (template.charAt(i) == '}' && !quoted) {
        return i;
      }
    }
    throw line.broken("`template` has a `{` that is never closed");
  }

  private void hole(Fields line, String hole, StringBuilder text, List<Number> values) {
    int colon = hole.lastIndexOf(':');
    boolean wide = colon >= 0 && hole.indexOf('`', colon) < 0;
    int width = 0;
    if (wide) {
      String digits = hole.substring(colon + 1);
      if (!digits.matches("[0-9]{1,3}")) {
        throw line.broken("`template` has a width that is no number");
      }
      width = Integer.parseInt(digits);
    }
    Expression formula = known.formulas.typed(line, wide ? hole.substring(0, colon) : hole);
    Number value = known.value(line, formula, known.names.values(line, formula));
    values.add(value);
    if (!isTooLong(value)) {
      String written = NumberWriter.written(value, known.digits);
      text.append(" ".repeat(Math.max(0, width - written.codePointCount(0, written.length()))));
      text.append(written);
    }
  }
}
