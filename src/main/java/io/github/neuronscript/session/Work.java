package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Simplifier;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.EpochKernel;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Partition;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.RowTotal;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.program.DataFormat;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One statement at work: a copy of the state to be changed, and what every statement needs to do
 * that. Makes the neuron ready: binds the data, compiles the formulas, says once which defaults are
 * used.
 */
final class Work {

  /** The kinds of declarations that a pass forward, a pass backward, and learning rest on. */
  static final List<String> FORWARD = List.of("weights", "bias", "activation");

  /** A number of no more signs is the shortest decimal of its double. */
  private static final int SAFE_LITERAL = 15;

  static final List<String> BACKWARD = List.of("weights", "bias", "activation", "loss");
  static final List<String> LEARN =
      List.of("weights", "bias", "activation", "loss", "learning rate", "learning rule");

  final State next;
  final SessionOptions options;
  final Meter meter;

  /** Who may hold a training. */
  final Pace pace;

  Work(State next, SessionOptions options, Meter meter) {
    this(next, options, meter, Pace.THROUGH);
  }

  Work(State next, SessionOptions options, Meter meter, Pace pace) {
    this.pace = pace;
    this.next = next;
    this.options = options;
    this.meter = meter;
    next.counted(meter::operation);
  }

  Values values(Span place) {
    return new Values(
        next,
        place,
        () -> measuredCost(place),
        () -> threshold(place),
        steps -> meter.charge(steps, "formulas"));
  }

  /** Returns values that are read within a training, whose cost is known. */
  Values values(Span place, Supplier<Number> cost) {
    return new Values(
        next,
        place,
        cost,
        () -> {
          chargeThreshold();
          return Values.threshold(next, place);
        },
        steps -> meter.charge(steps, "rules and conditions"));
  }

  Number value(Expression e, Span place) {
    if (!next.numbers.isExact() && next.computed.isEmpty() && !isPlain(e)) {
      next.computed = Optional.of(place);
    }
    return values(place).number(e);
  }

  /** Whether a formula has the same value in all numbers: one that is just written, or a name. */
  private static boolean isPlain(Expression e) {
    Expression size = e instanceof Expression.Negation negation ? negation.operand() : e;
    return size instanceof Literal literal
        ? literal.text().length() <= SAFE_LITERAL
        : size instanceof Expression.Variable;
  }

  /** Tells the listener, if it wants to know; else the event is not made. */
  <E extends TraceEvent> void tell(Class<E> kind, Supplier<E> event) {
    options.tell(kind, event);
  }

  /** Tells the listener, if it wants to know, what a statement has computed. */
  void tell(TraceEvent result) {
    if (options.interest().in(result.getClass())) {
      options.listener().accept(result);
    }
  }

  /** Tells the listener of something to be noticed. */
  void notice(Supplier<Diagnostic> what) {
    tell(TraceEvent.Noticed.class, () -> new TraceEvent.Noticed(what.get()));
  }

  long wholeSeed(Expression e, Span place) {
    double seed = value(e, place).doubleValue();
    if (seed != Math.rint(seed) || Math.abs(seed) > 0x1p53) {
      throw new ScriptException(RunErrors.badSeed(place, seed));
    }
    return (long) seed;
  }

  /** Binds the data, compiles the neuron, and says once which defaults are used. */
  Neuron ready(Span place, List<String> needed) {
    return ready(place, needed, false);
  }

  private Neuron ready(Span place, List<String> needed, boolean apart) {
    if (!apart) {
      bindIfNeeded(place);
    }
    if (next.weights.isEmpty()) {
      next.weights = Optional.of(Learned.weights(next));
    }
    if (next.weights.get().size() != next.inputs.size()) {
      throw new ScriptException(
          RunErrors.weightCount(place, next.weights.get().size(), next.inputs.size()));
    }
    checkScale(place);
    sayDefaults(needed);
    boolean fresh = next.neuron.isEmpty();
    Neuron neuron = next.neuron.orElseGet(() -> compile(place));
    next.neuron = Optional.of(neuron);
    if (fresh && next.level != TraceLevel.NONE) {
      tell(TraceEvent.Conventions.class, () -> new TraceEvent.Conventions(neuron.view(), false));
    }
    return neuron;
  }

  /**
   * The same for what needs no example of the data: of a model that was loaded only the numbers are
   * needed, and no file.
   */
  Neuron readyToApply(Span place) {
    return ready(place, FORWARD, next.restored && next.bound.isEmpty());
  }

  /** Makes the neuron ready for a gradient, which needs all derivatives of the host's functions. */
  Neuron readyForGradient(Span place, List<String> needed) {
    Neuron neuron = ready(place, needed);
    Optional<String> missing =
        HostFunction.missing(neuron.formulas().lossByZ())
            .or(() -> neuron.penalty().flatMap(p -> HostFunction.missing(p.slope())));
    if (missing.isPresent()) {
      throw new ScriptException(RunErrors.derivativeMissing(place, missing.get()));
    }
    return neuron;
  }

  /** Reads the data where only it says which inputs there are, so that all names are known. */
  void knowInputs(Span place) {
    if (!next.withCategories.isEmpty()
        && next.bound.isEmpty()
        && !next.restored
        && next.data instanceof State.Data.File) {
      bind(place);
    }
  }

  /** A scale that the script itself says may be one of other inputs. */
  private void checkScale(Span place) {
    int inputs = next.inputs.size();
    Optional<Integer> numbers = next.scaling.map(scaling -> scaling.offset().size());
    if (numbers.isPresent() && numbers.get() != inputs) {
      throw new ScriptException(RunErrors.scaleDoesNotFit(place, numbers.get(), inputs));
    }
  }

  /** Reads the data if it was not read yet. */
  void bindIfNeeded(Span place) {
    if (next.bound.isEmpty()) {
      bind(place);
    }
  }

  private void bind(Span place) {
    Binder binder = new Binder(next, options.files(), meter::ask);
    if (next.allExcept.isPresent()) {
      allColumns(binder, place);
    } else if (!next.withCategories.isEmpty()) {
      List<State.Input> inputs = binder.categories(place);
      if (next.weightsDeclared instanceof State.Weights.Given given
          && given.names().size() != inputs.size()) {
        throw new ScriptException(
            RunErrors.weightCount(place, given.names().size(), inputs.size()));
      }
      become(inputs);
    }
    checkScale(place);
    Optional<Bound> raw = binder.bind().map(this::split);
    raw.ifPresent(bound -> bound.warnings().forEach(d -> notice(() -> d)));
    if (raw.isPresent() && !new ModelFile(this).isLearntFrom(raw.get())) {
      notice(() -> RunErrors.otherDataThanLearnt(place));
    }
    if (raw.isPresent() && next.scaling.isEmpty()) {
      next.scaling = Scaling.learnt(next.scale, next.numbers, raw.get().raw(), meter::ask);
    }
    raw.ifPresent(this::chargeBinding);
    next.bound = raw.map(bound -> bound.scaled(next.scaling, meter::ask));
    // A model may come with data that have fewer rows now.
    boolean gone = raw.filter(bound -> next.row >= bound.raw().rows()).isPresent();
    next.row = gone ? 0 : next.row;
  }

  /** Numbers are gone through when they are gathered, scaled, split and looked at. */
  private void chargeBinding(Bound bound) {
    long rows = bound.raw().rows() + bound.test().map(test -> (long) test.raw().rows()).orElse(0L);
    meter.charge(
        Effort.times(
            rows, Effort.times(next.inputs.size() + 1L, 4 * Effort.alone(next.numbers) / 50)),
        rows + " rows of " + next.inputs.size() + " inputs");
  }

  /** Keeps the rows of the test apart, if there are any. */
  private Bound split(Bound all) {
    if (next.split.isEmpty()) {
      return all;
    }
    State.Split split = next.split.get();
    Partition parts = partition(all, split);
    if (next.level != TraceLevel.NONE) {
      Examples examples = all.raw();
      tell(
          TraceEvent.Divided.class,
          () ->
              new TraceEvent.Divided(
                  examples.rows(),
                  parts.training().length,
                  parts.test().length,
                  split.stratified()
                      ? split
                          .classes(examples.rows(), examples.targets(), next.seed, meter::ask)
                          .size()
                      : 0,
                  split.seed().orElse(next.seed)));
    }
    return all.split(parts, meter::ask);
  }

  /** Returns which rows a split chooses; they are counted from the first of those given. */
  Partition partition(Bound all, State.Split split) {
    Examples examples = all.raw();
    if (examples.rows() < 2 || split.stratified() && !examples.hasTargets()) {
      throw new ScriptException(RunErrors.splitTooFew(split.place(), examples.rows()));
    }
    List<int[]> classes = split.classes(examples.rows(), examples.targets(), next.seed, meter::ask);
    for (int[] rows : classes) {
      if (rows.length < 2) {
        throw new ScriptException(
            RunErrors.splitNoClass(split.place(), examples.target(rows[0]), all.nameOf(rows[0])));
      }
    }
    return Partition.split(classes, split.percent(), meter::ask);
  }

  private void allColumns(Binder binder, Span place) {
    if (!(next.data instanceof State.Data.File)) {
      throw new ScriptException(RunErrors.allNeedsFile(place));
    }
    List<State.Input> inputs = binder.allColumns();
    if (inputs.isEmpty()) {
      throw new ScriptException(RunErrors.noInputsLeft(next.inputsSpan));
    }
    become(inputs);
  }

  /** Takes over the inputs that the data has. */
  private void become(List<State.Input> inputs) {
    boolean other = !inputs.equals(next.inputs);
    next.inputs = inputs;
    if (other) {
      boolean given = next.weightsDeclared instanceof State.Weights.Given;
      if (given && Learned.weightNames(next).size() != inputs.size()) {
        next.weightsDeclared = new State.Weights.Filled(0.0);
      }
      next.forgetWeights();
      next.neuron = Optional.empty();
      new Declarations(this).biasGivesWay();
    }
  }

  /** Shows weights and bias in the units of the data. */
  void original(Span place) {
    Neuron neuron = readyToApply(place);
    int n = next.inputs.size();
    NumberSystem numbers = next.numbers;
    List<Number> own = new ArrayList<>(next.weights.orElseThrow().toNumbers());
    List<Number> original = new ArrayList<>(own);
    Number bias = next.biasValue;
    if (next.scaling.isPresent()) {
      Scaling scaling = next.scaling.get();
      for (int i = 0; i < n; i++) {
        original.set(i, numbers.divide(own.get(i), scaling.divisor().number(i)));
      }
      Number moved = Stepwise.dot(numbers, Vector.ofNumbers(original), scaling.offset());
      bias = numbers.subtract(bias, moved);
    }
    own.add(next.biasValue);
    original.add(bias);
    tell(
        TraceEvent.Original.class,
        () ->
            new TraceEvent.Original(
                neuron.view(), Vector.ofNumbers(own), Vector.ofNumbers(original)));
  }

  Neuron compile(Span place) {
    Expression activation =
        next.activation.orElseGet(() -> builtIn("sigmoid", List.of(ChainRule.Z)));
    Expression loss =
        next.loss.orElseGet(() -> builtIn("mse", List.of(ChainRule.TARGET, ChainRule.OUTPUT)));
    State.RuleCall call =
        next.rule.orElseGet(
            () -> new State.RuleCall(next.rules.get("gradient descent"), List.of()));
    ChainRule formulas;
    Optional<Penalty> penalty;
    try {
      formulas = ChainRule.of(activation, loss, simplifier());
      penalty = next.penalty.map(p -> Penalty.of(p, simplifier()));
    } catch (Derivative.TooLarge e) {
      throw new ScriptException(RunErrors.derivativeTooLarge(place));
    }
    LearningRule rule = call.rule().with(call.arguments());
    NeuronView view =
        new NeuronView(
            next.inputNames(),
            Learned.weightNames(next),
            next.bias.present() ? Optional.of(next.bias.name()) : Optional.empty(),
            next.biasLearns(),
            activation,
            loss,
            Neuron.view(formulas),
            Neuron.view(rule),
            next.meanCost,
            penalty.map(Neuron::view),
            next.scaling.map(Neuron::view),
            next.numbers.uncounted());
    return new Neuron(view, formulas, rule, penalty, next.scaling);
  }

  /** Returns the prelude's simplifier, whose work is counted. */
  Simplifier simplifier() {
    return Prelude.simplifier()
        .counted(
            parts -> {
              meter.ask();
              meter.charge(Effort.times(parts, Effort.ofPart()), "derivatives");
            });
  }

  Expression builtIn(String name, List<Expression> arguments) {
    return new Expression.Apply(next.functions.get(name), arguments);
  }

  void sayDefaults(List<String> needed) {
    List<String> defaults = new ArrayList<>();
    for (String keyword : needed) {
      if (next.sayFirst(keyword)) {
        defaults.add(keyword + " " + defaultOf(keyword));
      }
    }
    if (!defaults.isEmpty()) {
      notice(() -> RunErrors.defaultsUsed(defaults));
    }
  }

  static String defaultOf(String keyword) {
    return switch (keyword) {
      case "weights" -> "zeros";
      case "bias" -> "0";
      case "activation" -> "sigmoid";
      case "loss" -> "mse";
      case "learning rate" -> "0.1";
      default -> "gradient descent";
    };
  }

  /** Warns where the gradient is 0 by definition, once. */
  void warnOfZeroDerivative(Neuron neuron, Span place) {
    boolean zero =
        neuron.formulas().outputByZ().filter(e -> isZero(e)).isPresent()
            && neuron.rule().readsGradient();
    if (zero && next.sayFirst("zero derivative " + neuron.activation())) {
      notice(() -> RunErrors.zeroDerivative(place, neuron));
    }
  }

  /** Says once that a penalty has no effect on a rule that does not go by the gradient. */
  void noticeIdlePenalty(Neuron neuron, Span place) {
    String rule =
        neuron.rule().name().map(name -> "the rule `" + name + "`").orElse("this learning rule");
    if (neuron.penalty().isPresent()
        && !neuron.rule().readsGradient()
        && next.sayFirst("idle penalty " + rule)) {
      notice(() -> RunErrors.idlePenalty(place, rule));
    }
  }

  /** Complains of a penalty that the rule reads, but whose derivative is not finite at a weight. */
  static void checkPenalty(Neuron neuron, NumberSystem numbers, Vector weights, Span place) {
    Optional<Vector> slopes =
        neuron
            .penalty()
            .filter(p -> neuron.rule().readsGradient())
            .map(p -> p.slopes(numbers, weights));
    for (int i = 0; slopes.isPresent() && i < weights.size(); i++) {
      Number slope = slopes.get().number(i);
      if (!NumberSystem.isFinite(slope) && NumberSystem.isFinite(weights.number(i))) {
        throw new ScriptException(
            RunErrors.penaltyUndefined(
                place,
                FormulaWriter.source(neuron.penalty().orElseThrow().call()),
                neuron.weights().get(i),
                weights.number(i),
                slope));
      }
    }
  }

  /** Warns where no weights can be right, once for each activation. */
  void warnOfReach(Neuron neuron, Bound bound, Span place) {
    new Diagnosis(this, neuron, Optional.of(bound.examples()), place)
        .outOfReach()
        .filter(warning -> next.sayFirst("finding " + warning.code().text()))
        .ifPresent(warning -> notice(() -> warning));
  }

  static boolean isZero(Expression e) {
    return e instanceof Literal literal && literal.value() == 0;
  }

  /** Returns the sum of the losses, and fills in the outputs where they are wanted. */
  Number measure(Neuron neuron, Examples examples, double[] outputs) {
    chargePass(neuron, examples.rows());
    if (!next.numbers.isDouble()) {
      return measureExactly(neuron, examples, outputs);
    }
    return EpochKernel.measure(
        neuron.formulas(),
        examples,
        next.weights.orElseThrow().toArray(),
        next.biasValue.doubleValue(),
        outputs,
        meter::ask);
  }

  /** Counts a pass over rows that goes block by block if it can. */
  void chargePass(Neuron neuron, long rows) {
    meter.charge(Effort.ofPass(neuron, rows), pass(neuron, rows));
  }

  /** Counts a pass over rows that goes from one to the next. */
  void chargePassAlone(Neuron neuron, long rows) {
    meter.charge(Effort.ofPassAlone(neuron, rows), pass(neuron, rows));
  }

  private static String pass(Neuron neuron, long rows) {
    return rows
        + " rows × ("
        + neuron.inputs().size()
        + " inputs + "
        + neuron.formulas().size()
        + " parts of formulas)";
  }

  /** Returns the cost of that many rows from the sum of their losses. */
  Number cost(Number sum, int rows) {
    return next.meanCost ? next.numbers.divide(sum, (double) rows) : sum;
  }

  private Number measureExactly(Neuron neuron, Examples examples, double[] outputs) {
    RowTotal losses = new RowTotal(next.numbers, 1);
    for (int row = 0; row < examples.rows(); row++) {
      meter.ask();
      Stepwise.Forward forward = forward(neuron, examples, row);
      if (row < outputs.length) {
        outputs[row] = forward.output().doubleValue();
      }
      losses.add(loss(neuron, examples, row, forward));
    }
    return losses.total().number(0);
  }

  TraceEvent.Applied applied(Neuron neuron, Examples examples) {
    return new TraceEvent.Applied(
        neuron.view(),
        next.weights.orElseThrow(),
        next.biasValue,
        examples.rows(),
        row -> {
          List<Number> numbers = new ArrayList<>(examples.vector(row).toNumbers());
          numbers.add(0, (double) examples.number(row));
          numbers.add(examples.target(row));
          return Vector.ofNumbers(numbers);
        });
  }

  Stepwise.Forward forward(Neuron neuron, Examples examples, int row) {
    return Stepwise.forward(
        next.numbers,
        neuron.formulas(),
        next.weights.orElseThrow(),
        next.biasValue,
        examples.vector(row));
  }

  Number loss(Neuron neuron, Examples examples, int row, Stepwise.Forward forward) {
    return Stepwise.loss(next.numbers, neuron.formulas(), forward, examples.target(row));
  }

  /** Returns the data, whose rows have targets that the loss allows. */
  Bound boundWithTargets(Neuron neuron, Span place) {
    Bound bound = next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(place)));
    checkTargets(bound, neuron, place);
    return bound;
  }

  /** Returns the rows that are kept for the test, or all if none are. */
  Bound judged(Neuron neuron, Span place) {
    Bound bound = boundWithTargets(neuron, place);
    Bound judged = bound.test().orElse(bound);
    checkTargets(judged, neuron, place);
    return judged;
  }

  /** Returns the examples of another file, scaled as those of the data were. */
  Bound boundOf(Statement.DataFile file, Neuron neuron, Span place) {
    Binder binder = new Binder(next, options.files(), meter::ask);
    DataFormat format =
        next.data instanceof State.Data.File data ? data.format() : DataFormat.USUAL;
    Bound bound =
        binder
            .other(new State.Data.File(file.origin(), format, Optional.empty()))
            .scaled(next.scaling, meter::ask);
    bound.warnings().forEach(d -> notice(() -> d));
    checkTargets(bound, neuron, place);
    return bound;
  }

  private void checkTargets(Bound bound, Neuron neuron, Span place) {
    if (!bound.examples().hasTargets()) {
      throw new ScriptException(RunErrors.noTarget(place));
    }
    meter.charge(bound.examples().rows(), "checking the targets");
    new Targets(next, neuron, place, meter::ask).checkAll(bound);
  }

  /** Returns the threshold of now: what is declared or chosen, else the middle of the classes. */
  Number threshold(Span place) {
    boolean data = !(next.data instanceof State.Data.None);
    if (data && next.threshold.isEmpty() && next.bound.isEmpty()) {
      bind(place);
    }
    chargeThreshold();
    return Values.threshold(next, place);
  }

  /** Where no threshold is declared, all targets are looked through for their classes. */
  private void chargeThreshold() {
    int rows = next.bound.map(bound -> bound.examples().rows()).orElse(0);
    meter.charge(next.threshold.isPresent() ? 1 : rows, rows + " targets");
  }

  /** Counts that the penalty of all weights is computed so often. */
  void chargePenalty(Neuron neuron, int times) {
    if (neuron.penalty().isPresent()) {
      long each = Effort.ofFormula(neuron.penalty().get().formula(), next.numbers);
      meter.charge(
          Effort.times(times, Effort.times(next.inputs.size(), each)),
          "the penalty of the weights");
    }
  }

  Number measuredCost(Span place) {
    Neuron neuron = ready(place, BACKWARD);
    Bound bound = boundWithTargets(neuron, place);
    chargePenalty(neuron, 1);
    Number sum = measure(neuron, bound.examples(), new double[0]);
    Number ofLosses = cost(sum, bound.examples().rows());
    return neuron
        .penalty()
        .map(p -> next.numbers.add(ofLosses, p.cost(next.numbers, next.weights.orElseThrow())))
        .orElse(ofLosses);
  }
}
