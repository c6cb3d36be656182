package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lines of the steps as one calculation: the operands of a line are results of lines before it,
 * or are given. So it can be done again with another number somewhere, or with a mistake.
 * Immutable.
 */
final class Calculation {

  private final List<Line> lines;

  /** For each line its operands that are results, with the index of their line. */
  private final List<Map<Expression, Integer>> sources = new ArrayList<>();

  Calculation(List<Line> lines) {
    this.lines = List.copyOf(lines);
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Map<Expression, Integer> from = new HashMap<>();
      for (Map.Entry<Expression, Number> operand : line.values().entrySet()) {
        int source = source(operand.getKey(), operand.getValue(), i);
        if (source >= 0) {
          from.put(operand.getKey(), source);
        }
      }
      sources.add(from);
    }
  }

  /** Returns the last line before another one whose result an operand is; −1 for none. */
  private int source(Expression operand, Number value, int before) {
    for (int j = before - 1; j >= 0; j--) {
      if (means(operand, lines.get(j).symbol()) && lines.get(j).result().equals(value)) {
        return j;
      }
    }
    return -1;
  }

  /** Whether an operand is what a line calculates; ∂L3/∂w is the ∂L/∂w of the third example. */
  private static boolean means(Expression operand, Expression symbol) {
    return operand.equals(symbol)
        || operand instanceof Partial p
            && symbol instanceof Partial s
            && s.by().equals(p.by())
            && s.of().equals(Variable.quantity("loss"))
            && p.of().name().matches("L[0-9]+");
  }

  int size() {
    return lines.size();
  }

  Line line(int index) {
    return lines.get(index);
  }

  /** Returns whether a line reads the result of another one, perhaps over others. */
  boolean dependsOn(int line, int other) {
    return sources.get(line).values().stream()
        .anyMatch(source -> source == other || source > other && dependsOn(source, other));
  }

  /** Returns the index of the line that gives an operand of a line; −1 if it is given. */
  int source(int line, Expression operand) {
    return sources.get(line).getOrDefault(operand, -1);
  }

  /** Returns the lines whose results a line reads. */
  Set<Integer> sources(int line) {
    return new TreeSet<>(sources.get(line).values());
  }

  /** How lines are calculated: rightly, or with a mistake. */
  interface Way {

    /**
     * Returns the result of a line where it is not calculated as it should be.
     *
     * @param values of its operands, as they are so far
     */
    OptionalDouble result(int index, Map<Expression, Double> values);
  }

  /** The right way. */
  static final Way RIGHT = (index, values) -> OptionalDouble.empty();

  /**
   * Calculates a line, and before it all that it depends on.
   *
   * @param own numbers to go on with instead of the results of some lines
   */
  double result(int index, Map<Integer, Double> own, Way way) {
    return result(index, own, way, new HashMap<>());
  }

  private double result(int index, Map<Integer, Double> own, Way way, Map<Integer, Double> known) {
    Double before = known.get(index);
    if (before != null) {
      return before;
    }
    Line line = lines.get(index);
    Map<Expression, Double> values = new HashMap<>();
    boolean same = true;
    for (Map.Entry<Expression, Number> operand : line.values().entrySet()) {
      int source = source(index, operand.getKey());
      double given = operand.getValue().doubleValue();
      double value = given;
      if (source >= 0) {
        value = own.containsKey(source) ? own.get(source) : result(source, own, way, known);
      }
      same &= value == given;
      values.put(operand.getKey(), value);
    }
    OptionalDouble other = way.result(index, values);
    double result;
    if (other.isPresent()) {
      result = other.getAsDouble();
    } else if (same || line.formulas().isEmpty()) {
      result = line.result().doubleValue();
    } else {
      result = value(formula(line), values);
    }
    known.put(index, result);
    return result;
  }

  /** Returns the formula of a line that numbers are put into. */
  static Expression formula(Line line) {
    return line.formulas().get(line.formulas().size() - 1);
  }

  /** Returns the value of a formula; NaN where an operand is missing. */
  static double value(Expression formula, Map<Expression, Double> values) {
    return Evaluator.value(formula, leaf -> values.getOrDefault(leaf, Double.NaN));
  }
}
