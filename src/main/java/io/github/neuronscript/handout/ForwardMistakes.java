package io.github.neuronscript.handout;

import static io.github.neuronscript.handout.Mistake.OUTPUT;
import static io.github.neuronscript.handout.Mistake.Z;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Mistakes of the forward pass: in the weighted sum z, and in the activation. */
final class ForwardMistakes {

  /** Of more weights than that none is looked at alone. */
  private static final int MOST_ALONE = 10;

  /** What is said of whoever changes weights before their time. */
  static final String TOO_EARLY = "an updated weight is used too early";

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
    all.addAll(stale(calculation));
    all.addAll(tooEarly(calculation));
    return all;
  }

  /** Passes with weights that change later, which somebody makes who goes back once more. */
  static List<Mistake> tooEarly(Calculation calculation) {
    List<Mistake> all = early(calculation);
    all.add(UpdatedEachExample.mistake(calculation));
    all.add(
        Mistake.operand(
            TOO_EARLY + ": this goes on from ŷ after the update",
            (place, leaf, value) ->
                leaf.equals(OUTPUT) && !place.calculates(OUTPUT)
                    ? outputAfterUpdate(place)
                    : OptionalDouble.empty()));
    return all;
  }

  /** Returns ŷ of the next pass of the same example that has other weights. */
  private static OptionalDouble outputAfterUpdate(Mistake.Place place) {
    Calculation calculation = place.calculation();
    Optional<Line> pass = place.before(Z);
    boolean updated = false;
    boolean same = false;
    for (int i = place.index(); i < calculation.size() && pass.isPresent(); i++) {
      Line line = calculation.line(i);
      updated |= line.becomes();
      if (line.symbol().equals(Z)) {
        same = inputs(line).equals(inputs(pass.get()));
      } else if (line.symbol().equals(OUTPUT) && updated && same) {
        return OptionalDouble.of(line.result().doubleValue());
      }
    }
    return OptionalDouble.empty();
  }

  private static Map<Expression, Number> inputs(Line sum) {
    Map<Expression, Number> inputs = new HashMap<>(sum.values());
    inputs.keySet().removeIf(leaf -> isWeight(leaf) || isBias(leaf));
    return inputs;
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
  static List<Mistake> stale(Calculation calculation) {
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
      all.add(early(place -> nextUpdates(place, first)));
      if (k > 1 && k <= MOST_ALONE) {
        all.add(early(place -> oneByOne(place, first)));
      }
    }
    return all;
  }

  private static Mistake early(Function<Mistake.Place, Map<Expression, Double>> updates) {
    return new Mistake(
        TOO_EARLY,
        (place, values) -> {
          if (!place.calculates(Z) || !mayBeUpdated(place)) {
            return Optional.empty();
          }
          Map<Expression, Double> changed = new HashMap<>(values);
          updates.apply(place).forEach(changed::replace);
          return Mistake.Slip.of(place.formula(), changed);
        });
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
    for (int line : updateLines(place, most)) {
      Line update = place.calculation().line(line);
      updates.put(update.symbol(), update.result().doubleValue());
    }
    return updates;
  }

  /** Returns the next updates where each comes from a pass with those before it. */
  private static Map<Expression, Double> oneByOne(Mistake.Place place, int most) {
    Map<Expression, Double> updates = new HashMap<>();
    Calculation calculation = place.calculation();
    for (int line : updateLines(place, most)) {
      Map<Expression, Double> before = Map.copyOf(updates);
      double result =
          calculation.result(
              line,
              Map.of(),
              (index, values) -> {
                if (index != place.index()) {
                  return OptionalDouble.empty();
                }
                Map<Expression, Double> changed = new HashMap<>(values);
                before.forEach(changed::replace);
                return OptionalDouble.of(
                    Calculation.value(Calculation.formula(calculation.line(index)), changed));
              });
      updates.put(calculation.line(line).symbol(), result);
    }
    return updates;
  }

  /** Returns the lines of the next updates, as many as follow one another. */
  private static List<Integer> updateLines(Mistake.Place place, int most) {
    Map<Expression, Integer> lines = new LinkedHashMap<>();
    Calculation calculation = place.calculation();
    for (int i = place.index(); i < calculation.size() && lines.size() < most; i++) {
      Line line = calculation.line(i);
      if (line.becomes() && !lines.containsKey(line.symbol())) {
        lines.put(line.symbol(), i);
      } else if (!lines.isEmpty()) {
        break;
      }
    }
    return List.copyOf(lines.values());
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
    return e instanceof Elementary f && f.function() == io.github.neuronscript.formula.Function.EXP;
  }
}
