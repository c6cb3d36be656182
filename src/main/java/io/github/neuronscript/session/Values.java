package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.neuron.ChainRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** Computes formulas over what a state holds. */
final class Values {

  private final State state;
  private final Span place;
  private final DoubleSupplier measuredCost;

  /**
   * Reads from a state.
   *
   * @param place where errors point to
   * @param measuredCost measures the cost where no training or evaluation has
   */
  Values(State state, Span place, DoubleSupplier measuredCost) {
    this.state = state;
    this.place = place;
    this.measuredCost = measuredCost;
  }

  /** Returns a formula as it stands now: functions as they were last defined. */
  static Expression current(Expression formula, Map<String, Definition> functions) {
    return formula.rewrite(
        e -> {
          if (e instanceof Expression.Apply apply) {
            Definition now = functions.get(apply.definition().name());
            // One defined anew with other parameters is another function.
            if (now != null && now.parameters().size() == apply.arguments().size()) {
              return new Expression.Apply(now, apply.arguments());
            }
          }
          return e;
        });
  }

  double of(Expression formula) {
    return Evaluator.value(current(formula, state.functions), this::leaf);
  }

  /** Returns the value if it is finite, and else complains with the operands. */
  double finite(Expression formula) {
    double value = of(formula);
    boolean plain = formula instanceof Variable || formula instanceof Expression.Constant;
    if (!Double.isFinite(value) && !plain) {
      throw new ScriptException(
          RunErrors.notFinite(place, FormulaWriter.source(formula), value, operands(formula)));
    }
    return value;
  }

  /** Returns the value for a declaration, which must be finite whatever the formula. */
  double number(Expression formula) {
    double value = finite(formula);
    if (!Double.isFinite(value)) {
      throw new ScriptException(
          RunErrors.notFinite(place, FormulaWriter.source(formula), value, ""));
    }
    return value;
  }

  /** Returns the value of every variable in a formula, in the order they are read. */
  Map<Expression, Double> leaves(Expression formula) {
    Map<Expression, Double> values = new LinkedHashMap<>();
    formula.each(
        e -> {
          if (e instanceof Variable v) {
            values.put(v, leaf(v));
          }
        });
    return values;
  }

  String operands(Expression formula) {
    List<String> operands = new ArrayList<>();
    leaves(formula)
        .forEach(
            (leaf, value) ->
                operands.add(FormulaWriter.source(leaf) + " = " + NumberWriter.shortest(value)));
    return String.join(", ", operands);
  }

  private double leaf(Expression leaf) {
    Variable v = (Variable) leaf;
    return switch (v.role()) {
      case INPUT -> input(v.name());
      case WEIGHT -> weight(v.name());
      case BIAS -> state.biasValue;
      case LET -> state.lets.get(v.name());
      case QUANTITY -> quantity(v.name());
      default -> throw new IllegalStateException("not resolved: " + v);
    };
  }

  private double input(String name) {
    int i = state.inputNames().indexOf(name);
    if (i < 0) {
      throw new ScriptException(RunErrors.ruleOutdated(place, name));
    }
    if (state.shown.isPresent()) {
      return state.shown.get().example().inputs().get(i);
    }
    return state
        .inputs
        .get(i)
        .value()
        .orElseThrow(() -> new ScriptException(RunErrors.inputWithoutValue(place, name)));
  }

  private double weight(String name) {
    int i = Learned.weightNames(state).indexOf(name);
    if (i < 0) {
      throw new ScriptException(RunErrors.ruleOutdated(place, name));
    }
    return Learned.weights(state).get(i);
  }

  private double quantity(String name) {
    return switch (name) {
      case "z" -> shown().z();
      case "output" -> shown().output();
      case "target" -> target();
      case "loss" -> loss();
      case "cost" -> state.cost.isPresent() ? state.cost.getAsDouble() : measuredCost.getAsDouble();
      case "previous_cost" -> state.previousCost;
      case "rate" -> state.rate;
      case "epoch" -> state.epoch;
      case "updates" -> state.updates;
      case "gradient_norm" -> state.gradientNorm;
      case "accuracy" ->
          state.accuracy.orElseThrow(() -> new ScriptException(RunErrors.noClasses(place)));
      default -> throw new IllegalStateException(name);
    };
  }

  private State.Shown shown() {
    return state.shown.orElseThrow(() -> new ScriptException(RunErrors.noExampleShown(place)));
  }

  private double target() {
    OptionalDouble shown =
        state.shown.map(s -> s.example().target()).orElseGet(OptionalDouble::empty);
    if (shown.isPresent()) {
      return shown.getAsDouble();
    }
    return state
        .target
        .map(State.Target::value)
        .orElseGet(OptionalDouble::empty)
        .orElseThrow(
            () ->
                new ScriptException(
                    state.shown.isPresent()
                        ? RunErrors.noTarget(place)
                        : RunErrors.noExampleShown(place)));
  }

  private double loss() {
    Map<Expression, Double> values =
        Map.of(
            ChainRule.Z, shown().z(),
            ChainRule.OUTPUT, shown().output(),
            ChainRule.TARGET, target());
    return Evaluator.value(shown().neuron().formulas().loss(), values);
  }
}
