package io.github.neuronscript.render;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Leaf;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Somebody with a pocket calculator and only the printed numbers gets the printed result, to one
 * unit of its last digit: operands carry as many digits more as that takes.
 */
public final class CalculatorRule {

  /** From so many digits of the operands on, doubles may only seem to give the result. */
  private static final int CLOSE = 13;

  /** Most digits of an operand; two doubles whose difference needs more are equal. */
  private static final int MOST_EXPANDED = 34;

  private static final NumberSystem DECIMALS = NumberSystem.decimals(40);

  private CalculatorRule() {}

  /**
   * Returns the text of every operand of a formula, in as many digits as somebody with a calculator
   * needs.
   *
   * @param values of the operands
   * @param digits of the result, and the least for an operand
   */
  public static Map<Expression, String> operands(
      Expression formula, Map<Expression, Number> values, Number result, int digits) {
    int needed = operandDigits(formula, values, result, digits);
    Map<Expression, String> texts = new HashMap<>();
    values.forEach(
        (leaf, value) ->
            texts.put(
                leaf,
                needed > digits ? Numbers.operand(value, needed) : Numbers.text(value, needed)));
    return texts;
  }

  /**
   * Returns how many significant digits the operands of a formula need.
   *
   * @param digits of the result, and the least for an operand
   */
  static int operandDigits(
      Expression formula, Map<Expression, Number> values, Number result, int digits) {
    boolean hosted = Definition.hostCost(formula) > 0; // no calculator has it
    if (!NumberSystem.isFinite(result) || hosted || !isComplete(formula, values)) {
      return digits;
    }
    String text = Numbers.text(result, digits);
    double printed = Numbers.read(text);
    double unit = unit(text, digits);
    double last = Double.NaN;
    for (int more = digits; more <= Numbers.MOST_DIGITS; more++) {
      int tried = more;
      last = Evaluator.value(formula, leaf -> Numbers.read(Numbers.text(values.get(leaf), tried)));
      if (Math.abs(last - printed) <= unit) {
        return more < CLOSE ? more : beyondDoubles(formula, values, new Printed(text, unit), more);
      }
    }
    // e^800 is beyond any calculator; digits would not help.
    return Double.isFinite(last) ? Numbers.MOST_DIGITS : digits;
  }

  /** A result as it stands on the page, and the place value of its last digit. */
  private record Printed(String text, double unit) {}

  /**
   * Asks a calculator of more digits than doubles have: of 1 − 0.99999999999991717736 it gets a
   * result of six digits, where doubles get the same from fewer. If no number of digits is enough,
   * the result itself is a rounded one, and the digits of doubles have to do.
   */
  private static int beyondDoubles(
      Expression formula, Map<Expression, Number> values, Printed result, int enoughInDoubles) {
    BigDecimal printed = new BigDecimal(result.text().replace('−', '-'));
    for (int more = enoughInDoubles; more <= MOST_EXPANDED; more++) {
      Map<Expression, Number> operands = new HashMap<>();
      for (Map.Entry<Expression, Number> operand : values.entrySet()) {
        String text = Numbers.operand(operand.getValue(), more).replace('−', '-');
        if (text.indexOf('/') >= 0 || !NumberSystem.isFinite(operand.getValue())) {
          return enoughInDoubles;
        }
        operands.put(operand.getKey(), new BigDecimal(text));
      }
      Number value = DECIMALS.value(formula, operands);
      if (value instanceof BigDecimal decimal
          && decimal.subtract(printed).abs().doubleValue() <= result.unit()) {
        return more;
      }
    }
    return enoughInDoubles;
  }

  /** Whether every name has a value: a sum that is shown shortened cannot be added up. */
  private static boolean isComplete(Expression formula, Map<Expression, Number> values) {
    return !formula.contains(
        e ->
            e instanceof Leaf
                && (e instanceof Variable || e instanceof Partial)
                && !values.containsKey(e));
  }

  /**
   * Returns the place value of the last digit of a result: of the last of {@code digits}
   * significant ones, or of the last one that is printed where those are more; 0 for 0.
   */
  static double unit(String text, int digits) {
    double value = Numbers.read(text);
    if (value == 0 || !Double.isFinite(value) || text.indexOf('/') >= 0) {
      return value == 0 ? 0 : unit(value, digits);
    }
    int lastPrinted = -new BigDecimal(text.replace('−', '-')).scale();
    return Math.min(unit(value, digits), StrictMath.pow(10, lastPrinted));
  }

  private static double unit(double value, int digits) {
    double magnitude = Math.floor(StrictMath.log10(Math.abs(value)));
    return StrictMath.pow(10, magnitude - digits + 1);
  }
}
