package io.github.neuronscript.render;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Leaf;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import java.util.Map;

/**
 * Somebody with a pocket calculator and only the printed numbers gets the printed result, to one
 * unit of its last digit: operands carry as many digits more as that takes.
 */
final class CalculatorRule {

  private CalculatorRule() {}

  /**
   * Returns how many significant digits the operands of a formula need.
   *
   * @param digits of the result, and the least for an operand
   */
  static int operandDigits(
      Expression formula, Map<Expression, Number> values, Number result, int digits) {
    if (!NumberSystem.isFinite(result) || !isComplete(formula, values)) {
      return digits;
    }
    double printed = Numbers.read(Numbers.text(result, digits));
    double unit = unit(printed, digits);
    double last = Double.NaN;
    for (int more = digits; more <= Numbers.MOST_DIGITS; more++) {
      int tried = more;
      last = Evaluator.value(formula, leaf -> Numbers.read(Numbers.text(values.get(leaf), tried)));
      if (Math.abs(last - printed) <= unit) {
        return more;
      }
    }
    // e^800 is beyond any calculator; digits would not help.
    return Double.isFinite(last) ? Numbers.MOST_DIGITS : digits;
  }

  /** Whether every name has a value: a sum that is shown shortened cannot be added up. */
  private static boolean isComplete(Expression formula, Map<Expression, Number> values) {
    return !formula.contains(
        e ->
            e instanceof Leaf
                && (e instanceof Variable || e instanceof Partial)
                && !values.containsKey(e));
  }

  /** Returns the place value of the last of {@code digits} significant digits; 0 for 0. */
  static double unit(double value, int digits) {
    if (value == 0) {
      return 0;
    }
    double magnitude = Math.floor(StrictMath.log10(Math.abs(value)));
    return StrictMath.pow(10, magnitude - digits + 1);
  }
}
