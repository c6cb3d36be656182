package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.BestThreshold;
import io.github.neuronscript.judge.Judgement;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.DataFormat;
import io.github.neuronscript.program.Layered;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.RuleDefinition;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Everything a session knows: what was declared, what was learnt, what is shown. A statement works
 * on a {@link #copy}, which is never changed again once the statement is done; so whoever holds a
 * state holds it for good, and an error leaves the old one in place.
 */
public final class State implements Cloneable {

  /** An input: its name, and where its values come from unless it is just a column or typed. */
  record Input(String name, Optional<Expression> columns, Optional<Number> value, Span span) {}

  /** How the weights begin. */
  sealed interface Weights {
    /** Given one by one. */
    record Given(List<String> names, Vector values) implements Weights {}

    /** All the same. */
    record Filled(Number value) implements Weights {}

    /** Evenly from low to high. */
    record Uniform(double low, double high, Optional<Long> seed) implements Weights {}

    record Normal(double mean, double deviation, Optional<Long> seed) implements Weights {}
  }

  /** The bias: whether there is one, its name, how it begins, whether it stays. */
  record Bias(boolean present, String name, Number value, boolean fixed) {}

  /** Where the examples come from. */
  sealed interface Data {
    record None() implements Data {}

    record Rows(List<Vector> cells, Vector targets, List<Span> spans) implements Data {}

    record File(Statement.Origin origin, DataFormat format, Optional<Expression> where)
        implements Data {
      Span span() {
        return origin.span();
      }

      /** Returns how it is called in messages. */
      String name() {
        return origin.text().equals(DataFiles.STANDARD_INPUT) ? "standard input" : origin.text();
      }
    }
  }

  /** The target: its name, and a formula over columns or what a formula over none gave. */
  record Target(String name, Expression formula, Optional<Number> value, Span span) {}

  /** Numbers of one example, as they were shown. */
  record Example(Vector inputs, Optional<Number> target, OptionalInt row) {}

  /** The example that {@code z}, {@code output}, {@code target} and {@code loss} speak of. */
  record Shown(Example example, Number z, Number output, Neuron neuron) {}

  /**
   * How the rows are divided.
   *
   * @param percent how many of 100 rows train
   * @param place where errors point to
   */
  record Split(int percent, Optional<Long> seed, boolean stratified, Span place) {

    /** Whether it chooses the same rows as another one. */
    boolean isAs(Split other, long otherwise) {
      return percent == other.percent
          && stratified == other.stratified
          && seed.orElse(otherwise).equals(other.seed.orElse(otherwise));
    }

    /**
     * Returns rows in shuffled order, those of each class by themselves if it is stratified.
     *
     * @param asked now and then; it may throw, to end it
     */
    List<int[]> classes(int rows, double[] targets, long otherwise, Runnable asked) {
      long chosen = seed.orElse(otherwise);
      return stratified
          ? Partition.classes(targets, chosen, asked)
          : Partition.shuffled(rows, chosen, asked);
    }
  }

  /** A threshold, and how it was chosen if it was. */
  record Threshold(Number value, Optional<Chosen> chosen) {

    /** What it was chosen by, and for which neuron. */
    record Chosen(BestThreshold.Criterion criterion, Vector weights, Number bias) {}

    /** Whether the neuron has other weights now than those it was chosen for. */
    boolean isStale(State state) {
      return chosen
          .filter(
              c ->
                  !state.weights.equals(Optional.of(c.weights()))
                      || !c.bias().equals(state.biasValue))
          .isPresent();
    }
  }

  /** Which rows the weights were trained on since they began. */
  enum Seen {
    NOTHING,
    /** Those of data that was replaced. */
    OTHER_ROWS,
    /** Those of the training part as it is. */
    TRAINING_PART,
    /** All rows, or a training part that others stand in now. */
    ALL_ROWS;

    /** Returns what was seen after a training. */
    Seen with(boolean divided) {
      return divided && this != ALL_ROWS ? TRAINING_PART : ALL_ROWS;
    }

    boolean isTrained() {
      return this != NOTHING;
    }
  }

  /** Two epochs with the same weights after them. */
  record Cycle(long first, long second) {}

  /**
   * A statement that has begun and can go on.
   *
   * @param start where to go on from if this state is in the midst of an epoch or of steps: the
   *     state before the epoch, or before the statement
   */
  record Unfinished(Statement statement, Optional<State> start) {}

  /** What the host gives in place of the script's own values, by name. */
  Map<String, Double> given = Map.of();

  /** A when-then rule, and whether it held already, for those that do so once. */
  record Rule(Statement.When when, boolean held) {}

  // What is declared.
  List<Input> inputs = List.of();
  Weights weightsDeclared = new Weights.Filled(0.0);
  Bias bias = new Bias(true, "b", 0.0, false);
  Optional<Expression> activation = Optional.empty();
  Optional<Expression> loss = Optional.empty();
  Optional<Expression> penalty = Optional.empty();
  Number rate = 0.1;
  Number rateDeclared = 0.1;
  Optional<RuleCall> rule = Optional.empty();
  boolean meanCost = true;
  Optional<Target> target = Optional.empty();
  Data data = new Data.None();
  long seed;
  String scale = "none";

  /** Which rows are kept for the test. */
  Optional<Split> split = Optional.empty();

  /** Columns that are no inputs though all others are, if `inputs all` was declared. */
  Optional<List<String>> allExcept = Optional.empty();

  /** The inputs as they were declared, if one of them stands for the categories of a column. */
  List<Input> withCategories = List.of();

  Span inputsSpan;
  List<Rule> rulesWhen = List.of();
  Layered<Number> lets = Layered.of(Map.of());
  Layered<Definition> functions = Layered.of(Map.of());
  Layered<RuleDefinition> rules = Layered.of(Map.of());

  /** First words of the declarations made, and of the defaults that were mentioned. */
  Set<String> said = Set.of();

  /** Learnt from the data when first needed after `scale` or `data`. */
  Optional<Scaling> scaling = Optional.empty();

  /** What stands for missing numbers, by column; learnt with the data. */
  Map<String, Number> means = Map.of();

  // What is learnt; the weights are empty until they are first needed.
  Optional<Vector> weights = Optional.empty();
  Seen seen = Seen.NOTHING;
  Number biasValue = 0.0;
  List<Vector> memory = List.of();
  long epoch;
  long updates;
  Optional<Number> cost = Optional.empty();

  /** The costs of the finished epochs. */
  Costs costs = Costs.NONE;

  /** Two epochs after which the perceptron rule had the same weights. */
  Optional<Cycle> cycle = Optional.empty();

  /** The cost of the last finished epoch, whatever was evaluated since. */
  Number epochCost = Double.NaN;

  Number previousCost = Double.NaN;
  Number gradientNorm = Double.NaN;

  /** What `evaluate` measured last, while that holds. */
  Optional<Judgement> judged = Optional.empty();

  /** What the last `cross validate` came to, whatever was learnt since. */
  Optional<TraceEvent.CrossValidated> crossValidated = Optional.empty();

  /** From which output on the class 1 is predicted; empty for the middle between the classes. */
  Optional<Threshold> threshold = Optional.empty();

  /** The last training, for {@code show difference}. */
  Optional<Difference.Of> lastTraining = Optional.empty();

  /** What the decision rules answered to the last prediction. */
  Optional<String> answer = Optional.empty();

  /** How far a training is that can go on; only at the end of an epoch. */
  Optional<Training.Progress> progress = Optional.empty();

  /** The statement that is not at its end, if it can go on. */
  Optional<Unfinished> unfinished = Optional.empty();

  /** Whether it is a model that was loaded, to which data are only needed to learn from. */
  boolean restored;

  /** The checksum of the data that a loaded model has learnt from. */
  Optional<String> fingerprint = Optional.empty();

  // What is looked at.
  int row;
  Optional<Example> typed = Optional.empty();
  Optional<Shown> shown = Optional.empty();

  /** What is computed in. */
  NumberSystem numbers = NumberSystem.doubles();

  /** The first value that was computed and not just written, so that it keeps its rounding. */
  Optional<Span> computed = Optional.empty();

  // How it is shown.
  int digits = 6;
  int terms = 8;
  TraceLevel level = TraceLevel.SUMMARY;

  // Worked out from the above when first needed, and forgotten when that changes.
  Optional<Bound> bound = Optional.empty();
  Optional<Neuron> neuron = Optional.empty();

  /** A learning rule with the values of its parameters. */
  record RuleCall(RuleDefinition rule, List<Number> arguments) {}

  State() {}

  /** Returns a state in which nothing is declared yet. */
  static State beginning(SessionOptions options) {
    Scope prelude = Prelude.scope().offering(options.functions());
    State state = new State();
    state.functions = prelude.functions();
    state.rules = prelude.learningRules();
    return state;
  }

  /** Whether the scale is one that the data tell. */
  boolean learnsScale() {
    return !scale.equals("none") && !scale.equals("from");
  }

  /** Forgets what the scale has learnt from the data; what the script itself says stays. */
  void unlearnScale() {
    if (!scale.equals("from")) {
      scaling = Optional.empty();
    }
  }

  /** Returns a copy to be changed. */
  State copy() {
    try {
      return (State) clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes over everything of another state. */
  void become(State other) {
    given = other.given;
    inputs = other.inputs;
    weightsDeclared = other.weightsDeclared;
    bias = other.bias;
    activation = other.activation;
    loss = other.loss;
    penalty = other.penalty;
    rate = other.rate;
    rateDeclared = other.rateDeclared;
    rule = other.rule;
    meanCost = other.meanCost;
    target = other.target;
    data = other.data;
    seed = other.seed;
    lets = other.lets;
    functions = other.functions;
    rules = other.rules;
    scale = other.scale;
    split = other.split;
    allExcept = other.allExcept;
    withCategories = other.withCategories;
    inputsSpan = other.inputsSpan;
    rulesWhen = other.rulesWhen;
    scaling = other.scaling;
    means = other.means;
    said = other.said;
    weights = other.weights;
    seen = other.seen;
    biasValue = other.biasValue;
    memory = other.memory;
    epoch = other.epoch;
    updates = other.updates;
    cost = other.cost;
    costs = other.costs;
    epochCost = other.epochCost;
    cycle = other.cycle;
    previousCost = other.previousCost;
    gradientNorm = other.gradientNorm;
    judged = other.judged;
    crossValidated = other.crossValidated;
    threshold = other.threshold;
    lastTraining = other.lastTraining;
    answer = other.answer;
    progress = other.progress;
    unfinished = other.unfinished;
    restored = other.restored;
    fingerprint = other.fingerprint;
    row = other.row;
    typed = other.typed;
    shown = other.shown;
    numbers = other.numbers;
    computed = other.computed;
    digits = other.digits;
    terms = other.terms;
    level = other.level;
    bound = other.bound;
    neuron = other.neuron;
  }

  /** Computes in other numbers from now on, with each number as one of those. */
  void computeIn(NumberSystem others) {
    numbers = others;
    rate = others.of(rate);
    rateDeclared = others.of(rateDeclared);
    rule =
        rule.map(
            call -> new RuleCall(call.rule(), call.arguments().stream().map(others::of).toList()));
    Map<String, Number> values = new LinkedHashMap<>();
    lets.forEach((name, value) -> values.put(name, others.of(value)));
    lets = Layered.of(values);
    weights = weights.map(w -> w.in(others));
    biasValue = others.of(biasValue);
    memory = memory.stream().map(vector -> vector.in(others)).toList();
    epochCost = others.of(epochCost);
    previousCost = others.of(previousCost);
    cost = cost.map(others::of);
    threshold = threshold.map(t -> new Threshold(others.of(t.value()), t.chosen()));
    // The examples are read and scaled in those numbers, too.
    scaling = Optional.empty();
    bound = Optional.empty();
    neuron = Optional.empty();
  }

  /** What is computed from now on is counted. */
  void counted(LongConsumer effort) {
    computedBy(numbers.counted(effort));
  }

  /** What is computed from now on belongs to no run. */
  void uncounted() {
    computedBy(numbers.uncounted());
  }

  private void computedBy(NumberSystem same) {
    numbers = same;
    scaling = scaling.map(s -> new Scaling(same, s.offset(), s.divisor()));
  }

  /** Sets everything that learning changes to the beginning; the weights as last declared. */
  void beginAgain() {
    forgetWeights();
    biasValue = bias.value();
    memory = List.of();
    rate = rateDeclared;
    startCounting();
  }

  /** The weights are as last declared, and have seen nothing. */
  void forgetWeights() {
    weights = Optional.empty();
    seen = Seen.NOTHING;
  }

  /** Sets counters, the rule's memory and what they measured to the beginning. */
  void startCounting() {
    memory = List.of();
    epoch = 0;
    updates = 0;
    costs = Costs.NONE;
    previousCost = Double.NaN;
    epochCost = Double.NaN;
    cycle = Optional.empty();
    gradientNorm = Double.NaN;
    row = 0;
    rulesWhen = rulesWhen.stream().map(rule -> new Rule(rule.when(), false)).toList();
    forgetMeasures();
    forgetExample();
  }

  /**
   * What was measured no longer holds of the neuron or the data; it will be measured again. Nor
   * does a threshold that was chosen by it.
   */
  void forgetMeasures() {
    cost = Optional.empty();
    judged = Optional.empty();
    threshold = threshold.filter(t -> t.chosen().isEmpty());
  }

  /** What has begun does not go on. */
  void cut() {
    progress = Optional.empty();
    unfinished = Optional.empty();
  }

  void forgetExample() {
    typed = Optional.empty();
    shown = Optional.empty();
  }

  /** Returns a value that a statement computed, or what the host gives in its place. */
  Number given(String name, Number value) {
    return given.containsKey(name) ? (Number) given.get(name) : value;
  }

  /** Returns whether a word was not said before; from now on it is. */
  boolean sayFirst(String word) {
    if (said.contains(word)) {
      return false;
    }
    Set<String> more = new LinkedHashSet<>(said);
    more.add(word);
    said = more;
    return true;
  }

  void unsay(String word) {
    Set<String> fewer = new LinkedHashSet<>(said);
    fewer.remove(word);
    said = fewer;
  }

  /** Returns inputs as the neuron sees them. */
  Vector scaled(Vector raw) {
    return scaling.map(s -> s.apply(raw)).orElse(raw);
  }

  boolean biasLearns() {
    return bias.present() && !bias.fixed();
  }

  List<String> inputNames() {
    return inputs.stream().map(Input::name).toList();
  }

  boolean isInput(String name) {
    for (Input input : inputs) {
      if (input.name().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
