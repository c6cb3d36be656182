package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** For each line all lines that it depends on, perhaps over others. */
  private final List<BitSet> needed = new ArrayList<>();

  Calculation(List<Line> lines) {
    this.lines = List.copyOf(lines);
    Map<Expression, List<Integer>> known = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Map<Expression, Integer> from = new HashMap<>();
      for (Map.Entry<Expression, Number> operand : line.values().entrySet()) {
        int source = source(operand.getKey(), operand.getValue(), known, lines);
        if (source >= 0) {
          from.put(operand.getKey(), source);
        }
      }
      sources.add(from);
      BitSet before = new BitSet();
      from.values()
          .forEach(
              source -> {
                before.set(source);
                before.or(needed.get(source));
              });
      needed.add(before);
      known.computeIfAbsent(line.symbol(), symbol -> new ArrayList<>()).add(i);
    }
  }

  /** Returns the last line so far whose result an operand is; −1 for none. */
  private static int source(
      Expression operand, Number value, Map<Expression, List<Integer>> known, List<Line> lines) {
    List<Integer> same = known.getOrDefault(calculatedAs(operand), List.of());
    for (int k = same.size() - 1; k >= 0; k--) {
      if (lines.get(same.get(k)).result().equals(value)) {
        return same.get(k);
      }
    }
    return -1;
  }

  /** Returns the symbol of the line of an operand: ∂L3/∂w is the ∂L/∂w of the third example. */
  static Expression calculatedAs(Expression operand) {
    return operand instanceof Partial p && p.of().name().matches("L[0-9]+")
        ? new Partial(Variable.quantity("loss"), p.by())
        : operand;
  }

  int size() {
    return lines.size();
  }

  Line line(int index) {
    return lines.get(index);
  }

  /** Returns whether a line reads the result of another one, perhaps over others. */
  boolean dependsOn(int line, int other) {
    return needed.get(line).get(other);
  }

  /** Returns the last line of a symbol before another line. */
  Optional<Line> before(int index, Expression symbol) {
    for (int i = index - 1; i >= 0; i--) {
      if (lines.get(i).symbol().equals(symbol)) {
        return Optional.of(lines.get(i));
      }
    }
    return Optional.empty();
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
    Map<Integer, Double> results = new HashMap<>();
    BitSet before = needed.get(index);
    for (int i = before.nextSetBit(0); i >= 0; i = before.nextSetBit(i + 1)) {
      results.put(i, own.containsKey(i) ? own.get(i) : calculated(i, results, way));
    }
    return calculated(index, results, way);
  }

  /** Calculates a line from the results of those before it. */
  private double calculated(int index, Map<Integer, Double> results, Way way) {
    Line line = lines.get(index);
    Map<Expression, Double> values = new HashMap<>();
    boolean same = true;
    for (Map.Entry<Expression, Number> operand : line.values().entrySet()) {
      int source = source(index, operand.getKey());
      double given = operand.getValue().doubleValue();
      double value = source >= 0 ? results.get(source) : given;
      same &= value == given;
      values.put(operand.getKey(), value);
    }
    OptionalDouble other = way.result(index, values);
    if (other.isPresent()) {
      return other.getAsDouble();
    }
    return same || line.formulas().isEmpty()
        ? line.result().doubleValue()
        : value(formula(line), values);
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
