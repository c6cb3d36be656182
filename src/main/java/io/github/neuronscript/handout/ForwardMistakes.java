package io.github.neuronscript.handout;

import static io.github.neuronscript.handout.Mistake.OUTPUT;
import static io.github.neuronscript.handout.Mistake.Z;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/** Mistakes of the forward pass: in the weighted sum z, and in the activation. */
final class ForwardMistakes {

  /** Of more weights than that none is looked at alone. */
  private static final int MOST_ALONE = 10;

  private ForwardMistakes() {}

  static List<Mistake> all(Calculation calculation) {
    List<Mistake> all = new ArrayList<>();
    all.add(
        Mistake.operand(
            "the bias is forgotten",
            (place, leaf, value) ->
                place.calculates(Z) && isBias(leaf)
                    ? OptionalDouble.of(0)
                    : OptionalDouble.empty()));
    Set<Expression> parameters = parameters(calculation);
    if (parameters.size() <= MOST_ALONE) {
      parameters.forEach(parameter -> all.add(signFlipped(parameter)));
    }
    all.add(
        new Mistake(
            "the activation is forgotten: ŷ = z",
            (place, values) ->
                place.calculates(OUTPUT) && values.containsKey(Z)
                    ? Mistake.Slip.of(Z, values)
                    : Optional.empty()));
    all.add(
        Mistake.operand(
            "the sign of z is flipped in the activation",
            (place, leaf, value) ->
                place.calculates(OUTPUT)
                        && leaf.equals(Z)
                        && place.formula().contains(ForwardMistakes::isExponential)
                    ? OptionalDouble.of(-value)
                    : OptionalDouble.empty()));
    all.addAll(weightsOfAnotherTime(calculation));
    return all;
  }

  /** Passes with the weights of another time: mistakes of whoever goes forward once more. */
  static List<Mistake> weightsOfAnotherTime(Calculation calculation) {
    List<Mistake> all = new ArrayList<>();
    all.addAll(stale(calculation));
    all.addAll(early(calculation));
    all.add(UpdatedEachExample.mistake(calculation));
    return all;
  }

  private static Mistake signFlipped(Expression parameter) {
    String name = FormulaWriter.symbols(parameter);
    return Mistake.operand(
        "the sign of " + (isBias(parameter) ? "the bias" : name) + " is flipped",
        (place, leaf, value) ->
            place.calculates(Z) && leaf.equals(parameter)
                ? OptionalDouble.of(-value)
                : OptionalDouble.empty());
  }

  /** The forward pass with weights from before the update: with all of them, or with one. */
  private static List<Mistake> stale(Calculation calculation) {
    List<Mistake> all = new ArrayList<>();
    all.add(
        Mistake.operand(
            "the old weights are used, from before the update",
            (place, leaf, value) -> beforeUpdate(place, leaf)));
    Set<Expression> parameters = parameters(calculation);
    if (parameters.size() > 1 && parameters.size() <= MOST_ALONE) {
      for (Expression parameter : parameters) {
        all.add(
            Mistake.operand(
                "the old " + FormulaWriter.symbols(parameter) + " is used, from before the update",
                (place, leaf, value) ->
                    leaf.equals(parameter) ? beforeUpdate(place, leaf) : OptionalDouble.empty()));
      }
    }
    return all;
  }

  private static OptionalDouble beforeUpdate(Mistake.Place place, Expression parameter) {
    int update = place.calculation().source(place.index(), parameter);
    Number old =
        place.calculates(Z) && update >= 0
            ? place.calculation().line(update).values().get(parameter)
            : null;
    return old == null ? OptionalDouble.empty() : OptionalDouble.of(old.doubleValue());
  }

  /**
   * The forward pass with weights that the update of this very step gives: with the first of them,
   * with the first two, and so on. Nobody has one of them before there is the gradient of a weight.
   */
  private static List<Mistake> early(Calculation calculation) {
    int most = 0;
    int run = 0;
    for (int i = 0; i < calculation.size(); i++) {
      run = calculation.line(i).becomes() ? run + 1 : 0;
      most = Math.max(most, run);
    }
    List<Mistake> all = new ArrayList<>();
    for (int k = 1; k <= most; k++) {
      int first = k;
      all.add(
          new Mistake(
              "an updated weight is used too early",
              (place, values) -> {
                if (!place.calculates(Z) || !mayBeUpdated(place)) {
                  return Optional.empty();
                }
                Map<Expression, Double> changed = new HashMap<>(values);
                nextUpdates(place, first).forEach(changed::replace);
                return Mistake.Slip.of(place.formula(), changed);
              }));
    }
    return all;
  }

  /** Whether a gradient, or an update, stands before the line that is judged. */
  private static boolean mayBeUpdated(Mistake.Place place) {
    return IntStream.range(0, place.target())
        .mapToObj(place.calculation()::line)
        .anyMatch(line -> line.becomes() || isGradient(line.symbol()));
  }

  private static boolean isGradient(Expression symbol) {
    return symbol instanceof Partial p && !p.of().equals(Z) && (isWeight(p.by()) || isBias(p.by()));
  }

  private static Map<Expression, Double> nextUpdates(Mistake.Place place, int most) {
    Map<Expression, Double> updates = new HashMap<>();
    Calculation calculation = place.calculation();
    for (int i = place.index(); i < calculation.size() && updates.size() < most; i++) {
      Line line = calculation.line(i);
      if (line.becomes() && !updates.containsKey(line.symbol())) {
        updates.put(line.symbol(), line.result().doubleValue());
      } else if (!updates.isEmpty()) {
        break;
      }
    }
    return updates;
  }

  /** Returns the weights and the bias of all weighted sums. */
  private static Set<Expression> parameters(Calculation calculation) {
    Set<Expression> parameters = new LinkedHashSet<>();
    for (int i = 0; i < calculation.size(); i++) {
      Line line = calculation.line(i);
      if (line.symbol().equals(Z) && !line.formulas().isEmpty()) {
        Calculation.formula(line)
            .each(
                leaf -> {
                  if (isBias(leaf) || isWeight(leaf)) {
                    parameters.add(leaf);
                  }
                });
      }
    }
    return parameters;
  }

  private static boolean isBias(Expression leaf) {
    return leaf instanceof Variable v && v.role() == Variable.Role.BIAS;
  }

  private static boolean isWeight(Expression leaf) {
    return leaf instanceof Variable v && v.role() == Variable.Role.WEIGHT;
  }

  private static boolean isExponential(Expression e) {
    return e instanceof Elementary f && f.function() == Function.EXP;
  }
}
