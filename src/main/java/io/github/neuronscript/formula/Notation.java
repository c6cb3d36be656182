package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.List;

/**
 * The signs and shapes of one way to write formulas. {@link FormulaWriter} decides what stands
 * where and what needs parentheses, for all of them alike. A new notation is one class and a line
 * in {@link Notations}.
 */
public abstract class Notation {

  /** Whether the parser is to read it back as the same tree. */
  boolean isTyped() {
    return false;
  }

  /** Whether a factor may stand before a sum without a sign between: 2(y − ŷ). */
  boolean standsBeside(Expression factor) {
    Expression size = factor instanceof Negation negation ? negation.operand() : factor;
    return size instanceof Literal n && n.value() != 1 && n.text().indexOf('e') < 0
        || factor instanceof Variable;
  }

  /** Returns what stands alone as a formula, from what may be a part of one. */
  public String whole(String formula) {
    return formula;
  }

  /** Writes a number from its text, whose minus is − or -: −0.5, 1e−7, 1/3, ∞. */
  abstract String number(String text);

  abstract String variable(Variable variable);

  abstract String partial(Partial partial);

  abstract String constant(Constant constant);

  /** Writes a text in quotes, in which backslashes stand before what would end it. */
  abstract String text(String quoted);

  /** Writes a defined or elementary function's name, from the name in the script. */
  abstract String function(String name);

  /** Returns the derivative of a function of the host: f′, or ∂f/∂x of more parameters. */
  abstract String slope(HostFunction function, String by);

  /** The minus before an operand. */
  abstract String minus();

  /** Writes an operator between operands, from its sign: {@code + − · / mod = ≠ < ≤ > ≥}. */
  abstract String infix(String sign);

  /** Writes words of the language, with the spaces around them. */
  abstract String words(String words);

  abstract String parentheses(String inside);

  abstract String call(String function, List<String> arguments);

  abstract String absolute(String inside);

  /**
   * @param plain whether the radicand is one sign
   */
  abstract String root(String radicand, boolean plain);

  abstract String power(String base, String exponent);

  abstract String prime(String inside);

  /** e^exponent. */
  String exponential(String exponent) {
    return power("e", exponent);
  }
}
