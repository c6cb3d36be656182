package io.github.neuronscript.handout;

import static io.github.neuronscript.handout.Mistake.COST;
import static io.github.neuronscript.handout.Mistake.LOSS;
import static io.github.neuronscript.handout.Mistake.Z;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A batch as somebody calculates it who changes the weights after each of its examples, and not
 * once behind the last of them.
 */
final class UpdatedEachExample {

  private final Calculation calculation;

  /** The results so far, line by line. */
  private final List<Double> results = new ArrayList<>();

  /** The operands of weighted sums and of updates that become others by it. */
  private final Map<Integer, Map<Expression, Double>> operands = new HashMap<>();

  /** The weights within the batch, and the gradients of the example since they changed. */
  private final Map<Expression, Double> weights = new HashMap<>();

  private final Map<Expression, Double> gradients = new LinkedHashMap<>();

  /** Examples of the batch whose gradients stand on the page. */
  private int examples;

  private boolean updated;

  private UpdatedEachExample(Calculation calculation) {
    this.calculation = calculation;
  }

  static Mistake mistake(Calculation calculation) {
    UpdatedEachExample other = new UpdatedEachExample(calculation);
    for (int i = 0; i < calculation.size(); i++) {
      other.calculate(i);
    }
    return new Mistake(
        ForwardMistakes.TOO_EARLY + ": a batch changes the weights once, behind its last example",
        (place, values) ->
            Optional.ofNullable(other.operands.get(place.index()))
                .flatMap(
                    changed -> {
                      Map<Expression, Double> all = new HashMap<>(values);
                      changed.forEach(all::replace);
                      return Mistake.Slip.of(place.formula(), all);
                    }));
  }

  private void calculate(int index) {
    Line line = calculation.line(index);
    Map<Expression, Double> values = new HashMap<>();
    line.values()
        .forEach(
            (operand, given) -> {
              int source = calculation.source(index, operand);
              values.put(operand, source >= 0 ? results.get(source) : given.doubleValue());
            });
    if (line.symbol().equals(Z)) {
      if (updated) {
        weights.clear();
        gradients.clear();
        examples = 0;
        updated = false;
      }
      if (!gradients.isEmpty()) {
        update(index);
      }
      change(index, values, weights);
    } else if (line.becomes() && examples > 1) {
      lastUpdate(line).ifPresent(changed -> change(index, values, changed));
    }
    updated |= line.becomes();
    double result =
        line.formulas().isEmpty()
            ? line.result().doubleValue()
            : Calculation.value(Calculation.formula(line), values);
    results.add(result);
    if (isGradientOf(line.symbol(), LOSS)) {
      if (gradients.isEmpty()) {
        examples++;
      }
      gradients.put(((Partial) line.symbol()).by(), result);
    }
  }

  /** Gives operands of a line other values, if it has them. */
  private void change(int index, Map<Expression, Double> values, Map<Expression, Double> others) {
    Map<Expression, Double> changed = new HashMap<>(others);
    changed.keySet().retainAll(values.keySet());
    if (!changed.isEmpty()) {
      values.putAll(changed);
      operands.put(index, changed);
    }
  }

  /** Changes the weights by the gradients of the example before. */
  private void update(int index) {
    gradients.forEach(
        (parameter, gradient) ->
            updateBehind(index, parameter)
                .ifPresent(
                    line -> {
                      Map<Expression, Double> values = new HashMap<>();
                      line.values().forEach((leaf, n) -> values.put(leaf, n.doubleValue()));
                      weights.forEach(values::replace);
                      values.replace(ofCost(parameter), gradient);
                      weights.put(parameter, Calculation.value(Calculation.formula(line), values));
                    }));
    gradients.clear();
  }

  /** Returns the operands of the update behind a batch: it is that of its last example. */
  private Optional<Map<Expression, Double>> lastUpdate(Line line) {
    Double weight = weights.get(line.symbol());
    Double gradient = gradients.get(line.symbol());
    if (weight == null || gradient == null || !isComplete(line)) {
      return Optional.empty();
    }
    return Optional.of(Map.of(line.symbol(), weight, ofCost(line.symbol()), gradient));
  }

  /** Whether all examples of a batch stand on the page. */
  private boolean isComplete(Line update) {
    return calculation
        .before(results.size(), ofCost(update.symbol()))
        .filter(
            mean ->
                mean.values().keySet().stream()
                        .filter(leaf -> !Calculation.calculatedAs(leaf).equals(leaf))
                        .count()
                    == examples)
        .isPresent();
  }

  /** Returns the next update of a parameter, if it reads the gradient of the cost itself. */
  private Optional<Line> updateBehind(int index, Expression parameter) {
    for (int i = index; i < calculation.size(); i++) {
      Line line = calculation.line(i);
      if (line.becomes() && line.symbol().equals(parameter)) {
        return line.values().containsKey(ofCost(parameter)) ? Optional.of(line) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Partial ofCost(Expression parameter) {
    return new Partial(COST, (Variable) parameter);
  }

  private static boolean isGradientOf(Expression symbol, Variable of) {
    return symbol instanceof Partial p
        && p.of().equals(of)
        && (p.by().role() == Variable.Role.WEIGHT || p.by().role() == Variable.Role.BIAS);
  }
}
