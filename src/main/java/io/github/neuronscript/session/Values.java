package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Spread;
import io.github.neuronscript.judge.Statistic;
import io.github.neuronscript.judge.Why;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Computes formulas over what a state holds. */
final class Values {

  private static final Variable SQUARES = Variable.quantity("Σ (∂C/∂w)²");
  private static final Expression LENGTH = Expression.Elementary.of(Function.SQRT, SQUARES);

  private final State state;
  private final Span place;
  private final Supplier<Number> measuredCost;
  private final Supplier<Number> threshold;
  private final LongConsumer effort;

  /**
   * Reads from a state, at no cost.
   *
   * @param place where errors point to
   * @param measuredCost measures the cost where no training or evaluation has
   */
  Values(State state, Span place, Supplier<Number> measuredCost) {
    this(state, place, measuredCost, () -> threshold(state, place), steps -> {});
  }

  /**
   * Reads from a state whose data may not be bound yet.
   *
   * @param threshold binds it to see which classes there are
   * @param effort is told how many steps each formula takes
   */
  Values(
      State state,
      Span place,
      Supplier<Number> measuredCost,
      Supplier<Number> threshold,
      LongConsumer effort) {
    this.effort = effort;
    this.state = state;
    this.place = place;
    this.measuredCost = measuredCost;
    this.threshold = threshold;
  }

  /** Returns the threshold of a state whose data, if it has any, is bound. */
  static Number threshold(State state, Span place) {
    if (state.threshold.isPresent()) {
      return state.threshold.get().value();
    }
    double[] targets = state.bound.map(bound -> bound.examples().targets()).orElse(new double[0]);
    return state.numbers.of(
        Classes.of(targets)
            .orElseThrow(() -> new ScriptException(RunErrors.noClasses(place, "threshold")))
            .threshold());
  }

  private static boolean isFlat(Expression formula) {
    for (Expression part : formula.children()) {
      if (!part.children().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Returns a formula as it stands now: functions as they were last defined. */
  static Expression current(Expression formula, Map<String, Definition> functions) {
    // Such as `cost < 0.01`, which is asked after each epoch.
    if (isFlat(formula) && !(formula instanceof Expression.Apply)) {
      return formula;
    }
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

  Number of(Expression formula) {
    return of(formula, this::leaf);
  }

  /**
   * Computes a formula.
   *
   * @param read gets the values that it reads; those that are there are not read again
   */
  Number of(Expression formula, Map<Expression, Number> read) {
    return of(formula, e -> read.computeIfAbsent(e, this::leaf));
  }

  private Number of(Expression formula, java.util.function.Function<Expression, Number> leaf) {
    Expression current = current(formula, state.functions);
    effort.accept(Effort.ofFormula(current, state.numbers));
    try {
      return Evaluator.value(current, state.numbers, leaf);
    } catch (NumberSystem.NotExact e) {
      throw new ScriptException(RunErrors.notExact(place, e.formula()));
    } catch (NumberSystem.TooLong e) {
      throw new ScriptException(RunErrors.tooLong(place, "", e.getMessage(), state.numbers));
    }
  }

  boolean holds(Expression condition) {
    return NumberSystem.holds(of(condition));
  }

  /** Returns the value if it is finite, and else complains with the operands. */
  Number finite(Expression formula) {
    Number value = of(formula);
    boolean plain = formula instanceof Variable || formula instanceof Expression.Constant;
    if (!NumberSystem.isFinite(value) && !plain) {
      throw new ScriptException(
          RunErrors.notFinite(place, FormulaWriter.source(formula), value, operands(formula)));
    }
    return value;
  }

  /** Returns the value for a declaration, which must be finite whatever the formula. */
  Number number(Expression formula) {
    Number value = finite(formula);
    if (!NumberSystem.isFinite(value)) {
      throw new ScriptException(
          RunErrors.notFinite(place, FormulaWriter.source(formula), value, ""));
    }
    return value;
  }

  /** Returns the value of every variable in a formula, in the order they are read. */
  Map<Expression, Number> leaves(Expression formula) {
    Map<Expression, Number> values = new LinkedHashMap<>();
    formula.each(
        e -> {
          if (e instanceof Variable v) {
            values.put(v, state.numbers.of(leaf(v)));
          }
        });
    return values;
  }

  String operands(Expression formula) {
    List<String> operands = new ArrayList<>();
    leaves(formula)
        .forEach(
            (leaf, value) ->
                operands.add(FormulaWriter.source(leaf) + " = " + RunErrors.number(value)));
    return String.join(", ", operands);
  }

  private Number leaf(Expression leaf) {
    Variable v = (Variable) leaf;
    return switch (v.role()) {
      case INPUT -> input(v.name());
      case WEIGHT -> weight(v.name());
      case BIAS -> state.biasValue;
      case LET -> state.lets.get(v.name());
      case QUANTITY -> quantity(v.name());
      case NAME -> late(v.name());
      default -> throw new IllegalStateException("not resolved: " + v);
    };
  }

  /** Returns the value of a name that only the columns of the data could give a meaning. */
  private Number late(String name) {
    List<String> weights = Learned.weightNames(state);
    if (state.inputNames().contains(name)) {
      return input(name);
    }
    if (weights.contains(name)) {
      return weight(name);
    }
    List<String> known = new ArrayList<>(state.inputNames());
    known.addAll(weights);
    throw new ScriptException(RunErrors.unknownAmongColumns(place, name, known));
  }

  private Number input(String name) {
    int i = state.inputNames().indexOf(name);
    if (i < 0) {
      throw new ScriptException(RunErrors.ruleOutdated(place, name));
    }
    if (state.shown.isPresent()) {
      return state.shown.get().example().inputs().number(i);
    }
    return state
        .inputs
        .get(i)
        .value()
        .orElseThrow(() -> new ScriptException(RunErrors.inputWithoutValue(place, name)));
  }

  private Number weight(String name) {
    int i = Learned.indexOfWeight(state, name);
    if (i < 0) {
      throw new ScriptException(RunErrors.ruleOutdated(place, name));
    }
    return Learned.weight(state, i);
  }

  private Number quantity(String name) {
    return switch (name) {
      case "z" -> shown().z();
      case "output" -> shown().output();
      case "target" -> target();
      case "loss" -> loss();
      case "cost" -> state.cost.isPresent() ? state.cost.get() : measuredCost.get();
      case "previous_cost" -> state.previousCost;
      case "rate" -> state.rate;
      case "epoch" -> (double) state.epoch;
      case "updates" -> (double) state.updates;
      case "gradient_norm" -> norm();
      case "threshold" -> threshold.get();
      default ->
          Metric.named(name)
              .map(this::metric)
              .orElseGet(() -> statistic(Statistic.Of.named(name).orElseThrow()));
    };
  }

  private Number statistic(Statistic.Of of) {
    TraceEvent.CrossValidated judged =
        state.crossValidated.orElseThrow(
            () -> new ScriptException(RunErrors.notCrossValidated(place, of.word())));
    Optional<Spread> spread = judged.spread(of.metric());
    return spread
        .flatMap(of.statistic()::of)
        .map(state.numbers::of)
        .orElseThrow(
            () -> {
              Optional<Why> why =
                  spread.isPresent() ? Optional.empty() : judged.whyNone(of.metric());
              return new ScriptException(RunErrors.noStatistic(place, of.word(), why));
            });
  }

  private Number metric(Metric metric) {
    Figure figure =
        state
            .judged
            .orElseThrow(() -> new ScriptException(RunErrors.notEvaluated(place, metric.word())))
            .figure(metric);
    return figure
        .value()
        .orElseThrow(
            () -> new ScriptException(RunErrors.noFigure(place, metric, figure.why().get())));
  }

  /** The length of a gradient is a root, which in fractions is known as a double alone. */
  private Number norm() {
    return state.numbers.isExact() && NumberSystem.isFinite(state.gradientNorm)
        ? state.numbers.value(LENGTH, Map.of(SQUARES, 1.0))
        : state.gradientNorm;
  }

  private State.Shown shown() {
    return state.shown.orElseThrow(() -> new ScriptException(RunErrors.noExampleShown(place)));
  }

  private Number target() {
    return state
        .shown
        .flatMap(s -> s.example().target())
        .or(() -> state.target.flatMap(State.Target::value))
        .orElseThrow(
            () ->
                new ScriptException(
                    state.shown.isPresent()
                        ? RunErrors.noTarget(place)
                        : RunErrors.noExampleShown(place)));
  }

  private Number loss() {
    Map<Expression, Number> values =
        Map.of(
            ChainRule.Z, shown().z(),
            ChainRule.OUTPUT, shown().output(),
            ChainRule.TARGET, target());
    return state.numbers.value(shown().neuron().formulas().loss(), values);
  }
}
