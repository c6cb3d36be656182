package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.BlockEvaluator;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.EpochKernel;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Parameters;
import io.github.neuronscript.neuron.Stepwise;
import io.github.neuronscript.neuron.Vector;
import io.github.neuronscript.program.Checker;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.RuleDefinition;
import io.github.neuronscript.program.Scope;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.syntax.Word;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Printed;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Runs checked statements, one after the other, and tells its listener what happens. A statement
 * that fails leaves the state as it was, except that a training that diverges or is interrupted
 * leaves that of its last finished epoch. For one thread.
 */
public final class Session {

  private final SessionOptions options;
  private State state;

  /** Starts with nothing declared. */
  public Session(SessionOptions options) {
    this.options = options;
    State start = new State();
    Scope prelude = Prelude.scope();
    prelude.eachFunction(definition -> start.functions.put(definition.name(), definition));
    prelude.eachLearningRule(rule -> start.rules.put(rule.name(), rule));
    start.digits = options.digits();
    start.level = options.trace();
    this.state = start;
    options.listener().accept(configured(start));
  }

  public State state() {
    return state;
  }

  /**
   * Runs a statement that was checked without an error.
   *
   * @throws ScriptException if it fails
   * @throws CancelledException if the host asked to stop
   */
  public void run(Statement statement) {
    if (options.cancelled().getAsBoolean()) {
      throw new CancelledException(RunErrors.interrupted());
    }
    State next = state.copy();
    try {
      statement.accept(new Run(next));
    } catch (Training.Ended ended) {
      state = next;
      throw ended.why();
    }
    state = next;
  }

  private static TraceEvent configured(State state) {
    return new TraceEvent.Configured(state.digits, state.terms, state.level);
  }

  /** One statement at work on a copy of the state. */
  private final class Run implements Statement.Visitor<Void> {

    private final State next;

    Run(State next) {
      this.next = next;
    }

    private Values values(Span place) {
      return new Values(next, place, () -> measuredCost(place));
    }

    private double value(Expression e, Span place) {
      return values(place).finite(e);
    }

    private double override(String name, double value) {
      return options.values().getOrDefault(name, value);
    }

    private void emit(TraceEvent event) {
      options.listener().accept(event);
    }

    private Void declared(String keyword) {
      next.said.add(keyword);
      next.neuron = Optional.empty();
      return null;
    }

    // Declarations

    @Override
    public Void inputs(Statement.Inputs s) {
      List<State.Input> inputs = new ArrayList<>();
      for (Item item : s.items()) {
        String name = item.name().orElseThrow().text();
        if (item.count().isPresent()) {
          for (int i = 1; i <= item.count().getAsInt(); i++) {
            inputs.add(input(name + i, Optional.empty(), item.span()));
          }
        } else {
          inputs.add(input(name, item.value(), item.span()));
        }
      }
      if (next.weightsDeclared instanceof State.Weights.Given given
          && given.names().size() != inputs.size()) {
        next.weightsDeclared = new State.Weights.Filled(0);
        next.said.remove("weights");
      }
      if (next.bias.name().equals("b")
          && inputs.stream().anyMatch(input -> input.name().equals("b"))) {
        next.bias =
            new State.Bias(next.bias.present(), "bias", next.bias.value(), next.bias.fixed());
      }
      boolean fits = next.weights.isPresent() && next.weights.get().size() == inputs.size();
      next.inputs = List.copyOf(inputs);
      if (!fits) {
        boolean learnt = next.weights.isPresent() && next.epoch + next.updates > 0;
        if (learnt && !(next.weightsDeclared instanceof State.Weights.Given)) {
          emit(
              new TraceEvent.Noticed(
                  RunErrors.weightsForgotten(next.weights.get().size(), inputs.size())));
        }
        next.weights = Optional.empty();
      }
      next.bound = Optional.empty();
      next.startCounting();
      return declared("inputs");
    }

    private State.Input input(String name, Optional<Expression> value, Span span) {
      Optional<Expression> columns = value.filter(e -> e.contains(Run::isColumn));
      OptionalDouble byHand =
          value.isPresent() && columns.isEmpty()
              ? OptionalDouble.of(override(name, value(value.get(), span)))
              : OptionalDouble.empty();
      return new State.Input(name, columns, byHand, span);
    }

    private static boolean isColumn(Expression e) {
      return e instanceof Variable v && v.role() == Variable.Role.COLUMN;
    }

    @Override
    public Void weights(Statement.Weights s) {
      Optional<Long> seed = s.seed().map(e -> wholeSeed(e, s.span()));
      next.weightsDeclared = weightsOf(s, seed);
      next.weights = Optional.empty();
      next.startCounting();
      return declared("weights");
    }

    private State.Weights weightsOf(Statement.Weights s, Optional<Long> seed) {
      Expression first = s.items().get(0).value().orElseThrow();
      if (Checker.isWord(first, "zeros")) {
        return new State.Weights.Filled(0);
      }
      if (Checker.isWord(first, "ones")) {
        return new State.Weights.Filled(1);
      }
      if (Checker.isWord(first, "random")) {
        return new State.Weights.Uniform(-1, 1, seed);
      }
      if (first instanceof Expression.Invocation call) {
        double a = value(call.arguments().get(0), s.span());
        double b = value(call.arguments().get(1), s.span());
        return call.name().equals("uniform")
            ? new State.Weights.Uniform(a, b, seed)
            : new State.Weights.Normal(a, b, seed);
      }
      List<String> names = new ArrayList<>();
      double[] values = new double[s.items().size()];
      for (Item item : s.items()) {
        String name = item.name().orElseThrow().text();
        values[names.size()] = override(name, value(item.value().orElseThrow(), item.span()));
        names.add(name);
      }
      return new State.Weights.Given(List.copyOf(names), Vector.of(values));
    }

    private long wholeSeed(Expression e, Span place) {
      double seed = value(e, place);
      if (seed != Math.rint(seed) || Math.abs(seed) > 0x1p53) {
        throw new ScriptException(
            RunErrors.notAWholeNumber(place, "a seed", seed, "−2^53", "2^53"));
      }
      return (long) seed;
    }

    @Override
    public Void bias(Statement.Bias s) {
      Expression value = s.item().value().orElseThrow();
      if (s.item().name().isEmpty() && Checker.isWord(value, "none")) {
        next.bias = new State.Bias(false, "b", 0, true);
      } else {
        String name =
            s.item().name().map(Word::text).orElse(next.inputNames().contains("b") ? "bias" : "b");
        next.bias = new State.Bias(true, name, override(name, value(value, s.span())), s.fixed());
      }
      next.biasValue = next.bias.value();
      return declared("bias");
    }

    @Override
    public Void activation(Statement.Activation s) {
      next.activation = Optional.of(bound(s.function(), s.span()));
      next.shown = Optional.empty();
      next.cost = OptionalDouble.empty();
      return declared("activation");
    }

    @Override
    public Void loss(Statement.Loss s) {
      next.loss = Optional.of(bound(s.function(), s.span()));
      next.cost = OptionalDouble.empty();
      return declared("loss");
    }

    /** Puts the values of further parameters into a call over the neuron. */
    private Expression bound(Expression call, Span place) {
      Expression now = Values.current(call, next.functions);
      List<Expression> arguments = new ArrayList<>();
      for (Expression argument : now.children()) {
        boolean neurons =
            argument.equals(ChainRule.Z)
                || argument.equals(ChainRule.OUTPUT)
                || argument.equals(ChainRule.TARGET);
        arguments.add(neurons || argument instanceof Literal ? argument : number(argument, place));
      }
      return now.withChildren(arguments);
    }

    private Expression number(Expression e, Span place) {
      double value = value(e, place);
      Expression size = Literal.of(Math.abs(value));
      return value < 0 ? new Expression.Negation(size) : size;
    }

    @Override
    public Void learningRate(Statement.LearningRate s) {
      next.rate = override("rate", rate(s.rate(), s.span()));
      next.rateDeclared = next.rate;
      return declared("learning rate");
    }

    private double rate(Expression e, Span place) {
      double rate = values(place).of(e);
      if (!Double.isFinite(rate)) {
        throw new ScriptException(RunErrors.badRate(place, rate));
      }
      return rate;
    }

    @Override
    public Void learningRule(Statement.LearningRule s) {
      List<Double> arguments = new ArrayList<>();
      s.arguments().forEach(e -> arguments.add(value(e, s.span())));
      next.rule = Optional.of(new State.RuleCall(next.rules.get(s.name()), List.copyOf(arguments)));
      next.startCounting();
      return declared("learning rule");
    }

    @Override
    public Void cost(Statement.Cost s) {
      next.meanCost = s.kind().text().equals("mean");
      next.cost = OptionalDouble.empty();
      return declared("cost");
    }

    @Override
    public Void target(Statement.Target s) {
      Expression formula = s.item().value().orElseThrow();
      String name =
          s.item().name().map(Word::text).orElse(formula instanceof Variable v ? v.name() : "y");
      next.target = Optional.of(new State.Target(name, formula, s.span()));
      if (next.data instanceof State.Data.File) {
        next.bound = Optional.empty();
      }
      next.shown = Optional.empty();
      return declared("target");
    }

    @Override
    public Void dataRows(Statement.DataRows s) {
      List<Vector> cells = new ArrayList<>();
      List<Double> targets = new ArrayList<>();
      for (Statement.Row row : s.rows()) {
        double[] numbers = new double[row.cells().size()];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = value(row.cells().get(i), row.span());
        }
        cells.add(Vector.of(numbers));
        for (Expression target : row.targets()) {
          targets.add(value(target, row.span()));
        }
      }
      double[] all = targets.stream().mapToDouble(Double::doubleValue).toArray();
      List<Span> places = s.rows().stream().map(Statement.Row::span).toList();
      return data(new State.Data.Rows(List.copyOf(cells), Vector.of(all), places));
    }

    @Override
    public Void dataFile(Statement.DataFile s) {
      return data(new State.Data.File(s.path(), s.pathSpan()));
    }

    private Void data(State.Data data) {
      next.data = data;
      next.bound = Optional.empty();
      next.row = 0;
      next.typed = Optional.empty();
      next.shown = Optional.empty();
      next.cost = OptionalDouble.empty();
      next.accuracy = OptionalDouble.empty();
      return declared("data");
    }

    @Override
    public Void seed(Statement.Seed s) {
      long seed = wholeSeed(s.seed(), s.span());
      next.seed =
          options.values().containsKey("seed") ? options.values().get("seed").longValue() : seed;
      return declared("seed");
    }

    // Definitions

    @Override
    public Void let(Statement.Let s) {
      next.lets.put(s.name().text(), override(s.name().text(), value(s.value(), s.span())));
      return null;
    }

    @Override
    public Void define(Statement.Define s) {
      List<String> parameters = s.parameters().stream().map(Word::text).toList();
      Optional<Definition.StatedDerivative> stated =
          s.stated()
              .map(
                  d ->
                      new Definition.StatedDerivative(
                          d.by().map(Word::text).orElse(parameters.get(0)),
                          frozen(d.formula(), s.name().text())));
      Definition definition =
          new Definition(
              s.name().text(),
              parameters,
              frozen(s.body(), ""),
              stated,
              s.requirement().map(e -> frozen(e, "")));
      next.functions.put(definition.name(), definition);
      return null;
    }

    /** Returns a formula with the lets as they are now, and with the functions as they are now. */
    private Expression frozen(Expression formula, String itself) {
      Map<String, Definition> functions = new LinkedHashMap<>(next.functions);
      functions.remove(itself);
      return Values.current(formula, functions)
          .rewrite(
              e ->
                  e instanceof Variable v && v.role() == Variable.Role.LET
                      ? signed(next.lets.get(v.name()))
                      : e);
    }

    private static Expression signed(double value) {
      Expression size = Literal.of(Math.abs(value));
      return value < 0 ? new Expression.Negation(size) : size;
    }

    @Override
    public Void defineRule(Statement.DefineRule s) {
      List<LearningRule.Line> lines = new ArrayList<>();
      for (Statement.RuleLine line : s.lines()) {
        boolean w = line.name().text().equals("w");
        lines.add(
            new LearningRule.Line(
                w ? LearningRule.W : Variable.parameter(line.name().text()),
                frozen(line.formula(), "")));
      }
      List<String> parameters = s.parameters().stream().map(Word::text).toList();
      next.rules.put(s.name(), new RuleDefinition(s.name(), parameters, lines));
      return null;
    }

    @Override
    public Void assign(Statement.Assign s) {
      String name = s.name().text();
      if (!s.name().quoted() && name.equals("rate")) {
        next.rate = rate(s.value(), s.span());
        return null;
      }
      double value = value(s.value(), s.span());
      int input = next.inputNames().indexOf(name);
      int weight = Learned.weightNames(next).indexOf(name);
      if (input >= 0) {
        List<State.Input> inputs = new ArrayList<>(next.inputs);
        State.Input old = inputs.get(input);
        inputs.set(
            input,
            new State.Input(old.name(), old.columns(), OptionalDouble.of(value), old.span()));
        next.inputs = List.copyOf(inputs);
        next.shown = Optional.empty();
        next.typed = Optional.empty();
      } else if (weight >= 0) {
        double[] weights = Learned.weights(next).toArray();
        weights[weight] = value;
        next.weights = Optional.of(Vector.of(weights));
      } else if (next.bias.present() && name.equals(next.bias.name())) {
        next.biasValue = value;
      } else {
        next.lets.put(name, value);
      }
      return null;
    }

    // Making ready

    /** Binds the data, compiles the neuron, and says once which defaults are used. */
    private Neuron ready(Span place, String... needed) {
      if (next.bound.isEmpty()) {
        next.bound = new Binder(next, options.files()).bind();
      }
      if (next.weights.isEmpty()) {
        next.weights = Optional.of(Learned.weights(next));
      }
      if (next.weights.get().size() != next.inputs.size()) {
        throw new ScriptException(
            RunErrors.weightCount(place, next.weights.get().size(), next.inputs.size()));
      }
      sayDefaults(List.of(needed));
      boolean fresh = next.neuron.isEmpty();
      Neuron neuron = next.neuron.orElseGet(() -> compile(place));
      next.neuron = Optional.of(neuron);
      if (fresh && next.level != TraceLevel.NONE) {
        emit(new TraceEvent.Conventions(neuron.view()));
      }
      return neuron;
    }

    private Neuron compile(Span place) {
      Expression activation =
          next.activation.orElseGet(() -> builtIn("sigmoid", List.of(ChainRule.Z)));
      Expression loss =
          next.loss.orElseGet(() -> builtIn("mse", List.of(ChainRule.TARGET, ChainRule.OUTPUT)));
      State.RuleCall call =
          next.rule.orElseGet(
              () -> new State.RuleCall(next.rules.get("gradient descent"), List.of()));
      ChainRule formulas;
      try {
        formulas = ChainRule.of(activation, loss, Prelude.simplifier());
      } catch (Derivative.TooLarge e) {
        throw new ScriptException(RunErrors.derivativeTooLarge(place));
      }
      LearningRule rule = call.rule().with(call.arguments());
      return new Neuron(
          new NeuronView(
              next.inputNames(),
              Learned.weightNames(next),
              next.bias.present() ? Optional.of(next.bias.name()) : Optional.empty(),
              next.biasLearns(),
              activation,
              loss,
              formulas,
              rule,
              next.meanCost));
    }

    private Expression builtIn(String name, List<Expression> arguments) {
      return new Expression.Apply(next.functions.get(name), arguments);
    }

    private void sayDefaults(List<String> needed) {
      List<String> defaults = new ArrayList<>();
      for (String keyword : needed) {
        if (next.said.add(keyword)) {
          defaults.add(keyword + " " + defaultOf(keyword));
        }
      }
      if (!defaults.isEmpty()) {
        emit(new TraceEvent.Noticed(RunErrors.defaultsUsed(defaults)));
      }
    }

    private static String defaultOf(String keyword) {
      return switch (keyword) {
        case "weights" -> "zeros";
        case "bias" -> "0";
        case "activation" -> "sigmoid";
        case "loss" -> "mse";
        case "learning rate" -> "0.1";
        default -> "gradient descent";
      };
    }

    private static final String[] FORWARD = {"weights", "bias", "activation"};
    private static final String[] BACKWARD = {"weights", "bias", "activation", "loss"};
    private static final String[] LEARN = {
      "weights", "bias", "activation", "loss", "learning rate", "learning rule"
    };

    // Steps

    @Override
    public Void forward(Statement.Forward s) {
      Neuron neuron = ready(s.span(), FORWARD);
      if (s.example().isPresent()) {
        Statement.Example typed = s.example().get();
        OptionalDouble target =
            typed.target().isPresent()
                ? OptionalDouble.of(value(typed.target().get(), s.span()))
                : handTarget(s.span());
        next.typed =
            Optional.of(
                new State.Example(
                    typedValues(typed.values(), s.span()), target, OptionalInt.empty()));
      }
      forward(neuron, example(s.span()));
      return null;
    }

    private OptionalDouble handTarget(Span place) {
      boolean byHand =
          next.data instanceof State.Data.None
              && next.target.isPresent()
              && !next.target.get().formula().contains(Run::isColumn);
      return byHand
          ? OptionalDouble.of(value(next.target.get().formula(), place))
          : OptionalDouble.empty();
    }

    private Vector typedValues(List<Item> items, Span place) {
      double[] x = new double[next.inputs.size()];
      for (int i = 0; i < items.size(); i++) {
        Item item = items.get(i);
        int at = item.name().map(n -> next.inputNames().indexOf(n.text())).orElse(i);
        x[at] = value(item.value().orElseThrow(), place);
      }
      return Vector.of(x);
    }

    /** The example to be shown: typed values, else the row in turn, else the values by hand. */
    private State.Example example(Span place) {
      return next.typed.isPresent() ? next.typed.get() : nextExample(place);
    }

    private State.Example nextExample(Span place) {
      if (next.bound.isPresent()) {
        Examples examples = next.bound.get().examples();
        return new State.Example(
            Vector.of(examples.row(next.row)),
            examples.hasTargets()
                ? OptionalDouble.of(examples.targets()[next.row])
                : OptionalDouble.empty(),
            OptionalInt.of(next.row + 1));
      }
      double[] x = new double[next.inputs.size()];
      for (int i = 0; i < x.length; i++) {
        State.Input input = next.inputs.get(i);
        if (input.value().isEmpty() && next.typed.isPresent()) {
          return next.typed.get();
        }
        x[i] =
            input
                .value()
                .orElseThrow(
                    () -> new ScriptException(RunErrors.inputWithoutValue(place, input.name())));
      }
      return new State.Example(Vector.of(x), handTarget(place), OptionalInt.empty());
    }

    private static TraceEvent.Example named(State.Example example) {
      return new TraceEvent.Example(example.row(), OptionalLong.empty());
    }

    private Stepwise.Forward forward(Neuron neuron, State.Example example) {
      Vector weights = next.weights.orElseThrow();
      Stepwise.Forward pass = pass(neuron, example);
      next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output()));
      if (next.level != TraceLevel.NONE) {
        emit(
            new TraceEvent.Forward(
                neuron.view(),
                named(example),
                example.inputs(),
                weights,
                next.biasValue,
                example.target(),
                pass.z(),
                pass.output()));
      }
      return pass;
    }

    private Stepwise.Forward pass(Neuron neuron, State.Example example) {
      return Stepwise.forward(
          neuron.formulas(),
          next.weights.orElseThrow().toArray(),
          next.biasValue,
          example.inputs().toArray());
    }

    @Override
    public Void backward(Statement.Backward s) {
      Neuron neuron = ready(s.span(), BACKWARD);
      backward(neuron, example(s.span()), s.span(), true);
      return null;
    }

    private Stepwise.Backward backward(
        Neuron neuron, State.Example example, Span place, boolean told) {
      double target =
          example.target().orElseThrow(() -> new ScriptException(RunErrors.noTarget(place)));
      checkTargets(neuron, new double[] {target}, example.row(), place);
      Stepwise.Forward pass = pass(neuron, example);
      next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output()));
      Stepwise.Backward backward =
          Stepwise.backward(neuron.formulas(), pass, target, example.inputs().toArray());
      if (EpochKernel.isUndefined(pass.z(), backward.loss(), backward.lossByZ())) {
        throw new ScriptException(
            RunErrors.undefined(
                place,
                example.row().isPresent()
                    ? "example " + example.row().getAsInt()
                    : "the values shown",
                "z = "
                    + RunErrors.number(pass.z())
                    + ", output = "
                    + RunErrors.number(pass.output())
                    + ", target = "
                    + RunErrors.number(target),
                false,
                FormulaWriter.symbols(neuron.formulas().output())));
      }
      if (told && next.level != TraceLevel.NONE) {
        emit(Steps.event(neuron.view(), named(example), example.inputs(), target, pass, backward));
      }
      return backward;
    }

    @Override
    public Void update(Statement.Update s) {
      Neuron neuron = ready(s.span(), LEARN);
      update(neuron, example(s.span()), s.span());
      return null;
    }

    private void update(Neuron neuron, State.Example example, Span place) {
      Stepwise.Backward backward = backward(neuron, example, place, false);
      warnOfZeroDerivative(neuron, place);
      Stepwise.Forward pass = pass(neuron, example);
      Parameters parameters = Learned.parameters(next, neuron.rule());
      TraceEvent.Update update =
          Steps.update(
              neuron.view(),
              neuron.rule().newApplier(),
              parameters,
              backward.gradient(),
              example.inputs().toArray(),
              example.target().orElseThrow(),
              pass,
              next.rate,
              named(example),
              1);
      Learned.keep(next, parameters);
      next.gradientNorm =
          update.made()
              ? EpochKernel.norm(backward.gradient(), next.biasLearns())
              : next.gradientNorm;
      if (next.level != TraceLevel.NONE) {
        emit(update);
      }
      if (example.row().isPresent() && next.bound.isPresent()) {
        next.row = (next.row + 1) % next.bound.get().examples().rows();
      }
      next.typed = Optional.empty();
    }

    @Override
    public Void step(Statement.Step s) {
      Neuron neuron = ready(s.span(), LEARN);
      int count = (int) s.count().map(n -> ((Literal) n).value()).orElse(1.0).doubleValue();
      for (int i = 0; i < count; i++) {
        if (options.cancelled().getAsBoolean()) {
          throw new CancelledException(RunErrors.interrupted());
        }
        State.Example example = nextExample(s.span());
        forward(neuron, example);
        backward(neuron, example, s.span(), true);
        update(neuron, example, s.span());
      }
      return null;
    }

    /** Warns where the gradient is 0 by definition, once. */
    private void warnOfZeroDerivative(Neuron neuron, Span place) {
      boolean zero =
          neuron.formulas().outputByZ().filter(e -> isZero(e)).isPresent()
              && neuron.rule().lines().stream()
                  .anyMatch(line -> line.formula().contains(LearningRule.GRADIENT::equals));
      if (zero && next.said.add("zero derivative " + neuron.view().activation())) {
        emit(
            new TraceEvent.Noticed(
                RunErrors.zeroDerivative(
                    place,
                    FormulaWriter.source(neuron.view().activation()),
                    neuron.rule().name())));
      }
    }

    private static boolean isZero(Expression e) {
      return e instanceof Literal literal && literal.value() == 0;
    }

    // Training and judging

    @Override
    public Void train(Statement.Train s) {
      Neuron neuron = ready(s.span(), LEARN);
      Bound bound = next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(s.span())));
      if (!bound.examples().hasTargets()) {
        throw new ScriptException(RunErrors.noTarget(s.span()));
      }
      checkTargets(neuron, bound.examples().targets(), OptionalInt.empty(), s.span());
      warnOfZeroDerivative(neuron, s.span());
      Training.Plan plan = plan(s, neuron, bound);
      next.shown = Optional.empty();
      next.accuracy = OptionalDouble.empty();
      new Training(next, plan, options.listener(), options.cancelled()).run();
      return null;
    }

    private Training.Plan plan(Statement.Train s, Neuron neuron, Bound bound) {
      int rows = bound.examples().rows();
      double epochs = 1000;
      boolean byDefault = true;
      double batch = neuron.rule().isExampleByExample() ? 1 : rows;
      OptionalLong shuffle = OptionalLong.empty();
      Optional<Expression> until = Optional.empty();
      boolean converged = false;
      for (TrainOption option : s.options()) {
        if (option instanceof TrainOption.Epochs count) {
          epochs = whole(count.count(), count.span(), "the number of epochs", 1, 1e15);
          byDefault = false;
        } else if (option instanceof TrainOption.Batch size) {
          batch =
              Checker.isWord(size.size(), "all")
                  ? rows
                  : whole(size.size(), size.span(), "the size of a batch", 1, 1e9);
        } else if (option instanceof TrainOption.Shuffle of) {
          shuffle =
              OptionalLong.of(of.seed().map(seed -> wholeSeed(seed, of.span())).orElse(next.seed));
        } else if (option instanceof TrainOption.Until of) {
          converged = Checker.isWord(of.condition(), "converged");
          until =
              converged
                  ? Optional.empty()
                  : Optional.of(Values.current(of.condition(), next.functions));
        }
      }
      int parameters = next.inputs.size() + (next.biasLearns() ? 1 : 0);
      if (epochs > 1e9 || epochs * rows * parameters > 1e13) {
        throw new ScriptException(RunErrors.tooMuchWork(s.span(), epochs, rows, parameters));
      }
      return new Training.Plan(
          (long) epochs,
          byDefault,
          (int) Math.min(batch, rows),
          shuffle,
          until,
          converged,
          s.span());
    }

    private double whole(Expression e, Span place, String what, double from, double to) {
      double value = value(e, place);
      if (value != Math.rint(value) || value < from || value > to) {
        throw new ScriptException(
            RunErrors.notAWholeNumber(
                place, what, value, RunErrors.number(from), RunErrors.number(to)));
      }
      return value;
    }

    /**
     * Holds targets to what the loss asks of them.
     *
     * @param row the one row the target is of, from 1; empty for all rows or typed values
     */
    private void checkTargets(Neuron neuron, double[] targets, OptionalInt row, Span place) {
      if (!(neuron.view().loss() instanceof Expression.Apply loss)
          || loss.definition().requirement().isEmpty()) {
        return;
      }
      Expression requirement =
          loss.definition().substitute(loss.definition().requirement().get(), loss.arguments());
      if (requirement.contains(ChainRule.OUTPUT::equals)) {
        return;
      }
      BlockEvaluator.Workspace workspace =
          BlockEvaluator.of(List.of(ChainRule.TARGET), List.of(requirement)).newWorkspace();
      for (int start = 0; start < targets.length; start += BlockEvaluator.ROWS) {
        int rows = Math.min(BlockEvaluator.ROWS, targets.length - start);
        System.arraycopy(targets, start, workspace.input(0), 0, rows);
        workspace.evaluate(rows);
        for (int i = 0; i < rows; i++) {
          if (workspace.output(0)[i] != 1) {
            boolean typed = targets.length == 1 && row.isEmpty() && next.bound.isEmpty();
            int at = row.isPresent() ? row.getAsInt() - 1 : start + i;
            throw new ScriptException(
                RunErrors.targetOutside(
                    typed ? place : rowPlace(at).orElse(place),
                    loss.definition().name(),
                    targets[start + i],
                    typed ? "" : " of " + next.bound.orElseThrow().nameOf(at),
                    FormulaWriter.symbols(requirement)));
          }
        }
      }
    }

    /** Returns where a row, counted from 0, stands in the script. */
    private Optional<Span> rowPlace(int row) {
      return next.data instanceof State.Data.Rows rows
          ? Optional.of(rows.spans().get(row))
          : Optional.empty();
    }

    @Override
    public Void predict(Statement.Predict s) {
      Neuron neuron = ready(s.span(), FORWARD);
      State.Example example =
          new State.Example(
              typedValues(s.values(), s.span()), OptionalDouble.empty(), OptionalInt.empty());
      Stepwise.Forward pass = pass(neuron, example);
      next.shown = Optional.of(new State.Shown(example, pass.z(), pass.output()));
      emit(
          new TraceEvent.Predicted(
              neuron.view(),
              example.inputs(),
              next.weights.orElseThrow(),
              next.biasValue,
              pass.z(),
              pass.output()));
      return null;
    }

    @Override
    public Void evaluate(Statement.Evaluate s) {
      Neuron neuron = ready(s.span(), BACKWARD);
      Bound bound = next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(s.span())));
      if (!bound.examples().hasTargets()) {
        throw new ScriptException(RunErrors.noTarget(s.span()));
      }
      checkTargets(neuron, bound.examples().targets(), OptionalInt.empty(), s.span());
      double[] outputs = new double[bound.examples().rows()];
      double cost = measure(neuron, bound.examples(), outputs);
      Judgement judgement = Judgement.of(bound.examples().targets(), outputs);
      next.cost = OptionalDouble.of(cost);
      next.accuracy =
          judgement.correct().isPresent()
              ? OptionalDouble.of((double) judgement.correct().getAsInt() / outputs.length)
              : OptionalDouble.empty();
      emit(
          new TraceEvent.Evaluated(
              outputs.length, cost, next.meanCost, judgement.correct(), judgement.threshold()));
      return null;
    }

    private double measure(Neuron neuron, Examples examples, double[] outputs) {
      double sum =
          EpochKernel.measure(
              neuron.formulas(),
              examples,
              next.weights.orElseThrow().toArray(),
              next.biasValue,
              outputs);
      return next.meanCost ? sum / examples.rows() : sum;
    }

    private double measuredCost(Span place) {
      Neuron neuron = ready(place, BACKWARD);
      Bound bound = next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(place)));
      return measure(neuron, bound.examples(), new double[0]);
    }

    // Showing

    @Override
    public Void show(Statement.Show s) {
      Values values = values(s.span());
      for (Expression formula : s.values()) {
        double value = values.finite(formula);
        emit(
            new TraceEvent.Shown(
                Values.current(formula, next.functions), values.leaves(formula), value));
      }
      return null;
    }

    @Override
    public Void showDeclaration(Statement.ShowDeclaration s) {
      emit(new Listing(next, options.files()).of(s.keyword()));
      return null;
    }

    @Override
    public Void print(Statement.Print s) {
      Values values = values(s.span());
      List<Printed.Piece> pieces = new ArrayList<>();
      for (Statement.Template template : s.templates()) {
        if (!pieces.isEmpty()) {
          pieces.add(new Printed.Piece(" ", OptionalDouble.empty()));
        }
        for (Statement.Template.Part part : template.parts()) {
          pieces.add(
              part.hole().isPresent()
                  ? new Printed.Piece("", OptionalDouble.of(values.of(part.hole().get())))
                  : new Printed.Piece(part.text(), OptionalDouble.empty()));
        }
      }
      emit(new Printed(pieces));
      return null;
    }

    @Override
    public Void expect(Statement.Expect s) {
      Values values = values(s.span());
      if (values.of(s.condition()) != 1) {
        throw new ScriptException(
            RunErrors.expectationFailed(s.span(), sides(values, s.condition())));
      }
      emit(new TraceEvent.Expected(s.condition(), values.leaves(s.condition())));
      return null;
    }

    private static String sides(Values values, Expression condition) {
      List<String> sides = new ArrayList<>();
      for (Expression side : condition.children()) {
        if (!(side instanceof Literal)) {
          sides.add("`" + FormulaWriter.source(side) + "` is " + RunErrors.number(values.of(side)));
        }
      }
      return sides.isEmpty()
          ? "`" + FormulaWriter.source(condition) + "` is " + RunErrors.number(values.of(condition))
          : String.join(", ", sides);
    }

    @Override
    public Void reset(Statement.Reset s) {
      next.beginAgain();
      return null;
    }

    @Override
    public Void set(Statement.Set s) {
      String value = s.value().text();
      switch (s.setting().text()) {
        case "digits" -> next.digits = Integer.parseInt(value);
        case "terms" ->
            next.terms = value.equals("all") ? Integer.MAX_VALUE : Integer.parseInt(value);
        default -> {
          for (TraceLevel level : TraceLevel.values()) {
            next.level = level.text().equals(value) ? level : next.level;
          }
        }
      }
      // The next step tells its conventions again, for the trace may begin with it.
      next.neuron = state.level == TraceLevel.NONE ? Optional.empty() : next.neuron;
      emit(configured(next));
      return null;
    }

    @Override
    public Void damaged(Statement.Damaged s) {
      throw new ScriptException(
          Diagnostic.error(Code.UNEXPECTED, "this statement could not be read", s.span()));
    }
  }
}
