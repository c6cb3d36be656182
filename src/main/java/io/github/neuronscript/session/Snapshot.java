package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.program.Names;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.TraceLevel;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a session knows at one moment, to be read. Immutable. */
public final class Snapshot {

  /** Errors of reading go nowhere. */
  private static final Span NOWHERE = new Span(Source.of("", ""), 0, 0);

  private static final SessionOptions QUIET =
      new SessionOptions(
          (script, path) -> {
            throw new AccessDeniedException(path);
          },
          event -> {},
          () -> false,
          Map.of(),
          TraceLevel.NONE,
          6,
          RunLimits.STANDARD);

  private final State state;
  private final long steps;

  /**
   * Keeps a state.
   *
   * @param steps that the run has done
   */
  Snapshot(State state, long steps) {
    this.state = state;
    this.steps = steps;
  }

  /** Returns the steps that the run had done. */
  public long steps() {
    return steps;
  }

  /** Returns the names that have a value now: weights, bias, {@code let}s and quantities. */
  public List<String> names() {
    Set<String> names = new LinkedHashSet<>(Learned.weightNames(state));
    if (state.bias.present()) {
      names.add(state.bias.name());
    }
    names.addAll(state.lets.keySet());
    names.addAll(Names.quantities());
    return names.stream().filter(name -> value(name).isPresent()).toList();
  }

  /** Returns what can be assigned to: inputs with a value, weights, bias and {@code let}s. */
  public Map<String, Double> variables() {
    Map<String, Double> values = new LinkedHashMap<>();
    for (State.Input input : state.inputs) {
      input.value().ifPresent(value -> values.put(input.name(), value.doubleValue()));
    }
    List<String> names = Learned.weightNames(state);
    Vector weights = Learned.weights(state);
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), weights.get(i));
    }
    if (state.bias.present() && !state.inputs.isEmpty()) {
      values.put(state.bias.name(), state.biasValue.doubleValue());
    }
    state.lets.forEach((name, value) -> values.put(name, value.doubleValue()));
    return values;
  }

  /** Returns the value of a name as it stands; empty if it has none. */
  public OptionalDouble value(String name) {
    int weight = Learned.indexOfWeight(state, name);
    if (weight >= 0) {
      return OptionalDouble.of(Learned.weight(state, weight).doubleValue());
    }
    if (state.bias.present() && name.equals(state.bias.name())) {
      return OptionalDouble.of(state.biasValue.doubleValue());
    }
    if (state.lets.containsKey(name)) {
      return OptionalDouble.of(state.lets.get(name).doubleValue());
    }
    return Names.quantities().contains(name)
        ? now(Variable.quantity(name))
        : OptionalDouble.empty();
  }

  /** Returns what a formula comes to, unless it reads what has no value yet. */
  private OptionalDouble now(Expression formula) {
    Optional<Number> cost = state.cost;
    try {
      double value =
          new Values(state, NOWHERE, () -> cost.orElse(Double.NaN)).of(formula).doubleValue();
      return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    } catch (ScriptException | HostFunction.Failed e) {
      return OptionalDouble.empty();
    }
  }

  /** Returns what the decision rules answered to the last prediction. */
  public Optional<String> answer() {
    return state.answer;
  }

  /**
   * Returns the neuron, to be applied; empty where none is declared, and where data must be read
   * first.
   */
  public Optional<Fitted> fitted() {
    if (state.neuron.isPresent()) {
      return state.neuron.map(this::fitted);
    }
    if (state.inputs.isEmpty() || state.data instanceof State.Data.File) {
      return Optional.empty();
    }
    // No action has needed it yet: it is as declared.
    State ready = state.copy();
    try {
      new Work(ready, QUIET, Meter.uninterrupted()).readyToApply(NOWHERE);
    } catch (ScriptException | LimitException | NumberSystem.NotExact | NumberSystem.TooLong e) {
      return Optional.empty();
    }
    return new Snapshot(ready, 0).fitted();
  }

  private Fitted fitted(Neuron neuron) {
    int n = state.inputs.size();
    double[] offset = state.scaling.map(s -> s.offset().toArray()).orElse(new double[0]);
    double[] divisor = state.scaling.map(s -> s.divisor().toArray()).orElse(new double[0]);
    List<Fitted.Input> inputs = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      State.Input input = state.inputs.get(i);
      inputs.add(new Fitted.Input(input.name(), input.columns()));
    }
    return new Fitted(
        inputs,
        Learned.weights(state).toArray(),
        state.biasValue.doubleValue(),
        offset,
        divisor,
        neuron.formulas().output(),
        rules(),
        state.digits);
  }

  private List<Fitted.Rule> rules() {
    List<Fitted.Rule> rules = new ArrayList<>();
    for (State.Rule rule : state.rulesWhen) {
      Statement.When when = rule.when();
      if (when.moment() == Moment.PREDICT) {
        rules.add(
            new Fitted.Rule(
                when.name().orElseGet(() -> FormulaWriter.source(when.condition())),
                when.condition(),
                frozen(when.condition()),
                held(when.condition()),
                answer(when.then()),
                answer(when.otherwise())));
      }
    }
    return rules;
  }

  private Optional<List<Fitted.Piece>> answer(List<Statement> body) {
    return body.stream()
        .filter(action -> action instanceof Statement.Answer)
        .map(
            action ->
                ((Statement.Answer) action)
                    .text().parts().stream()
                        .map(
                            part ->
                                new Fitted.Piece(
                                    part.text(), part.hole().map(this::frozen), part.width()))
                        .toList())
        .findFirst();
  }

  /** Returns a formula in which only inputs, z and the output can still change. */
  private Expression frozen(Expression formula) {
    return Values.current(formula, state.functions)
        .rewrite(
            e -> {
              if (!(e instanceof Variable v) || isOfTheExample(v)) {
                return e;
              }
              OptionalDouble value = held(v);
              return value.isPresent() ? Literal.of(value.getAsDouble()) : Expression.Constant.NAN;
            });
  }

  private boolean isOfTheExample(Variable v) {
    return v.equals(Fitted.Z)
        || v.equals(Fitted.OUTPUT)
        || v.role() == Variable.Role.INPUT
        || v.role() == Variable.Role.NAME && state.inputNames().contains(v.name());
  }

  private OptionalDouble held(Variable v) {
    return v.role() == Variable.Role.BIAS
        ? OptionalDouble.of(state.biasValue.doubleValue())
        : value(v.name());
  }

  /** Returns the values in a formula that can no longer change, by name. */
  private Map<String, Double> held(Expression formula) {
    Map<String, Double> held = new LinkedHashMap<>();
    formula.each(
        e -> {
          if (e instanceof Variable v && !isOfTheExample(v)) {
            held.put(v.name(), held(v).orElse(Double.NaN));
          }
        });
    return held;
  }
}
