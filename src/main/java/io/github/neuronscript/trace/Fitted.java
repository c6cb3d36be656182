package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.neuron.ChainRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A neuron and its decision rules as they stand: all that is needed to apply them. Immutable.
 *
 * @param inputs in the order of the weights
 * @param offset what is subtracted from each input; empty if they are not scaled
 * @param divisor what it is divided by then; as long as {@code offset}
 * @param output ŷ as a formula over {@link #Z}
 * @param rules in the order in which they are looked at
 * @param digits with which numbers in answers are written
 */
public record Fitted(
    List<Input> inputs,
    double[] weights,
    double bias,
    double[] offset,
    double[] divisor,
    Expression output,
    List<Rule> rules,
    int digits) {

  /** The weighted sum, in {@link #output} and in the rules. */
  public static final Variable Z = ChainRule.Z;

  /** ŷ, in the rules. */
  public static final Variable OUTPUT = ChainRule.OUTPUT;

  public Fitted {
    inputs = List.copyOf(inputs);
    rules = List.copyOf(rules);
  }

  /**
   * An input.
   *
   * @param columns how it is computed from the columns of the data; empty if it is one itself
   */
  public record Input(String name, Optional<Expression> columns) {}

  /**
   * A decision rule.
   *
   * @param label its name, or its condition as written
   * @param written its condition as written
   * @param condition the same with all values put in that do not depend on the example
   * @param held those values, by name
   * @param then what is answered if it holds
   * @param otherwise what is answered if it does not
   */
  public record Rule(
      String label,
      Expression written,
      Expression condition,
      Map<String, Double> held,
      Optional<List<Piece>> then,
      Optional<List<Piece>> otherwise) {}

  /**
   * A piece of an answer: a text, or a value that is put in.
   *
   * @param width the least number of characters of the value, which stands at the right; or 0
   */
  public record Piece(String text, Optional<Expression> value, int width) {}
}
