package io.github.neuronscript.render;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Statistic;
import io.github.neuronscript.program.Names;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values that formulas read by a name, as far as the lines have told them. The table under
 * "Checking a trace" in {@code grammar/README.md} says which line tells what; {@code receipt.Names}
 * reads it so.
 */
final class ToldValues {

  private static final Set<String> WORDS = words();

  private final Map<String, Number> told = new HashMap<>();
  private NumberSystem numbers = NumberSystem.doubles();
  private List<String> weightNames = List.of();
  private Optional<String> biasName = Optional.empty();
  private Optional<Vector> weights = Optional.empty();
  private Number bias = 0.0;

  ToldValues() {
    told.put("epoch", 0.0);
    told.put("updates", 0.0);
  }

  private static Set<String> words() {
    Set<String> words = new HashSet<>(Names.quantities());
    words.add("bias");
    return words;
  }

  /** Returns a name as it stands in a line; a script's own in backticks where it is a word, too. */
  static String name(Expression leaf) {
    if (!(leaf instanceof Variable variable)) {
      return Symbols.of(leaf);
    }
    String name = variable.name();
    return isOfScript(variable) && WORDS.contains(name) ? "`" + name + "`" : name;
  }

  private static boolean isOfScript(Variable variable) {
    return variable.role() != Variable.Role.QUANTITY && variable.role() != Variable.Role.BIAS;
  }

  /** Returns a formula in which names of the script stand in backticks where they are words. */
  static Expression quoted(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Variable v && isOfScript(v) && WORDS.contains(v.name())
                ? new Variable(v.name(), Variable.Role.QUOTED)
                : e);
  }

  void configured(TraceEvent.Configured e) {
    if (!e.numbers().name().equals(numbers.name())) {
      told.clear();
    }
    numbers = e.numbers();
  }

  void conventions(NeuronView neuron) {
    numbers = neuron.numbers();
    weightNames = neuron.weights();
    biasName = neuron.bias();
  }

  void parameters(Vector weights, Number bias) {
    this.weights = Optional.of(weights);
    this.bias = bias;
  }

  private void put(String name, Number value) {
    told.put(name, numbers.of(value));
  }

  private void example(List<String> names, Vector inputs, Number z, Number output) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      put(WORDS.contains(name) ? "`" + name + "`" : name, inputs.number(i));
    }
    put("z", z);
    put("output", output);
  }

  void forward(TraceEvent.Forward e) {
    example(e.neuron().inputs(), e.raw(), e.z(), e.output());
    e.target().ifPresent(target -> put("target", target));
  }

  void backward(TraceEvent.Backward e) {
    // In the units of the data, inputs that are scaled stand in the forward pass alone.
    boolean scaled = e.neuron().scaling().isPresent();
    example(scaled ? List.of() : e.neuron().inputs(), e.inputs(), e.z(), e.output());
    put("target", e.target());
    put("loss", e.loss());
  }

  void predicted(TraceEvent.Predicted e) {
    example(e.neuron().inputs(), e.raw(), e.z(), e.output());
  }

  void update(TraceEvent.Update e) {
    put("rate", e.rate());
    if (e.example().epoch().isEmpty()) {
      put("updates", (double) e.updates());
    }
  }

  /** A rule tells the epoch at whose end it fires, or in which. */
  void fired(TraceEvent.Fired e) {
    boolean ended = e.moment() == TraceEvent.Moment.EPOCH;
    e.epoch().ifPresent(epoch -> put("epoch", (double) (ended ? epoch : epoch - 1)));
  }

  void epoch(TraceEvent.Epoch e) {
    put("epoch", (double) e.epoch());
    put("updates", (double) e.updates());
    put("cost", e.cost());
    put("previous_cost", e.previousCost());
    if (!NumberSystem.isNan(e.gradientNorm())) {
      put("gradient_norm", e.gradientNorm());
    }
  }

  void model(TraceEvent.ModelFile e) {
    put("epoch", (double) e.epochs());
    put("updates", (double) e.updates());
  }

  void evaluated(TraceEvent.Evaluated e) {
    put("cost", e.cost());
    e.judgement().threshold().ifPresent(threshold -> put("threshold", threshold));
    for (Metric metric : Metric.values()) {
      Figure figure = metric == Metric.COST ? Figure.of(e.cost()) : e.figure(metric);
      figure.value().ifPresent(value -> put(metric.word(), value));
    }
  }

  void thresholdChosen(TraceEvent.ThresholdChosen e) {
    put("threshold", e.best().threshold());
  }

  void crossValidated(TraceEvent.CrossValidated e) {
    for (Metric metric : e.metrics()) {
      for (Statistic statistic : Statistic.values()) {
        e.spread(metric)
            .flatMap(statistic::of)
            .ifPresent(value -> put(statistic.word() + "_" + metric.word(), value));
      }
    }
  }

  Optional<Vector> weights() {
    return weights;
  }

  Number bias() {
    return bias;
  }

  /** Whether nothing but the targets says what the threshold is, and it is the usual one. */
  boolean isUsual(TraceEvent.Evaluated e) {
    double usual = e.judgement().classes().orElseThrow().threshold();
    return get("threshold").isEmpty()
        && e.judgement().threshold().orElseThrow().doubleValue() == usual;
  }

  /** Whether the threshold of a picture is the one that is told, or the usual one if none is. */
  boolean isThreshold(double drawn) {
    return get("threshold")
        .map(told -> told.doubleValue() == drawn)
        .orElse(drawn == 0 || drawn == 0.5);
  }

  private Optional<Number> get(String name) {
    boolean known = weights.filter(w -> w.size() == weightNames.size()).isPresent();
    int i = weightNames.indexOf(name);
    if (known && i >= 0) {
      return Optional.of(weights.get().number(i));
    }
    if (known && biasName.isPresent() && (name.equals("bias") || name.equals(biasName.get()))) {
      return Optional.of(bias);
    }
    return Optional.ofNullable(told.get(name));
  }

  /** Returns the values that no line before has told so, by name; from now on they are told. */
  Map<String, Number> news(Map<Expression, Number> read) {
    Map<String, Number> news = new TreeMap<>();
    read.forEach(
        (leaf, value) -> {
          Number own = numbers.of(value);
          if (!get(name(leaf)).equals(Optional.of(own))) {
            news.put(name(leaf), own);
          }
        });
    news.forEach(this::take);
    return news;
  }

  private void take(String name, Number value) {
    told.put(name, value);
    if (get(name).equals(Optional.of(value))) {
      return;
    }
    int i = weightNames.indexOf(name);
    if (i < 0) {
      bias = value;
    } else {
      List<Number> changed = new ArrayList<>(weights.orElseThrow().toNumbers());
      changed.set(i, value);
      weights = Optional.of(Vector.ofNumbers(changed));
    }
  }
}
