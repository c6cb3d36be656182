package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Arithmetic;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.program.DataFormat;
import io.github.neuronscript.program.RuleDefinition;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Declarations and definitions: what they change in the state. */
final class Declarations {

  private final Work work;
  private final State next;

  Declarations(Work work) {
    this.work = work;
    this.next = work.next;
  }

  private void declared(String keyword) {
    next.sayFirst(keyword);
    if (keyword.equals("inputs") || keyword.equals("data")) {
      next.restored = false;
      next.fingerprint = Optional.empty();
    }
    if (!Set.of("learning rate", "target", "data", "seed", "split").contains(keyword)) {
      next.neuron = Optional.empty();
    }
  }

  /** The bias's own name b gives way to anything else that is called so. */
  void biasGivesWay() {
    boolean taken =
        next.isInput("b")
            || next.lets.containsKey("b")
            || next.weightsDeclared instanceof State.Weights.Given given
                && given.names().contains("b");
    String name = taken ? "bias" : "b";
    boolean own = next.bias.name().equals("bias") || next.bias.name().equals("b") && taken;
    if (own && !next.bias.name().equals(name)) {
      next.bias = new State.Bias(next.bias.present(), name, next.bias.value(), next.bias.fixed());
      next.neuron = Optional.empty();
    }
  }

  void inputs(Statement.Inputs s) {
    long numbered = 0;
    for (Item item : s.items()) {
      numbered += item.count().orElse(1);
    }
    work.meter.charge(Effort.times(numbered, Effort.ofInput()), numbered + " inputs");
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
    // The checker has said that declared ones are forgotten.
    boolean said =
        next.weightsDeclared instanceof State.Weights.Given given
            && given.names().size() != inputs.size();
    if (said) {
      next.weightsDeclared = new State.Weights.Filled(0.0);
      next.unsay("weights");
    }
    boolean fits = next.weights.isPresent() && next.weights.get().size() == inputs.size();
    next.inputs = List.copyOf(inputs);
    next.withCategories = OneHot.isAmong(inputs) ? next.inputs : List.of();
    next.allExcept = Optional.empty();
    next.unlearnScale();
    biasGivesWay();
    if (!fits) {
      boolean learnt = next.weights.isPresent() && next.epoch + next.updates > 0;
      if (learnt && !said) {
        work.notice(() -> RunErrors.weightsForgotten(next.weights.get().size(), inputs.size()));
      }
      next.forgetWeights();
      next.biasValue = next.bias.value();
    }
    next.bound = Optional.empty();
    next.startCounting();
    declared("inputs");
  }

  private State.Input input(String name, Optional<Expression> value, Span span) {
    Optional<Expression> columns =
        value.filter(e -> e.contains(Variable::isColumn)).map(this::frozen);
    Optional<Number> byHand =
        value.isPresent() && columns.isEmpty()
            ? Optional.of(next.given(name, work.value(value.get(), span)))
            : Optional.empty();
    return new State.Input(name, columns, byHand, span);
  }

  void weights(Statement.Weights s) {
    Optional<Long> seed = s.seed().map(e -> work.wholeSeed(e, s.span()));
    next.weightsDeclared = weightsOf(s, seed);
    next.forgetWeights();
    biasGivesWay();
    next.startCounting();
    declared("weights");
  }

  private State.Weights weightsOf(Statement.Weights s, Optional<Long> seed) {
    Expression first = s.items().get(0).value().orElseThrow();
    if (Variable.isWord(first, "zeros")) {
      return new State.Weights.Filled(0.0);
    }
    if (Variable.isWord(first, "ones")) {
      return new State.Weights.Filled(1.0);
    }
    if (Variable.isWord(first, "random")) {
      return new State.Weights.Uniform(-1, 1, seed);
    }
    if (first instanceof Expression.Invocation call) {
      double a = work.value(call.arguments().get(0), s.span()).doubleValue();
      double b = work.value(call.arguments().get(1), s.span()).doubleValue();
      boolean uniform = call.name().equals("uniform");
      if (uniform && !(a <= b && Double.isFinite(b - a))) {
        throw new ScriptException(RunErrors.badRange(s.span(), a, b));
      }
      if (!uniform && b < 0) {
        throw new ScriptException(RunErrors.badDeviation(s.span(), b));
      }
      return uniform ? new State.Weights.Uniform(a, b, seed) : new State.Weights.Normal(a, b, seed);
    }
    List<String> names = new ArrayList<>();
    List<Number> values = new ArrayList<>();
    for (Item item : s.items()) {
      String name = item.name().orElseThrow().text();
      values.add(next.given(name, work.value(item.value().orElseThrow(), item.span())));
      names.add(name);
    }
    return new State.Weights.Given(List.copyOf(names), Vector.ofNumbers(values));
  }

  void bias(Statement.Bias s) {
    Expression value = s.item().value().orElseThrow();
    if (s.item().name().isEmpty() && Variable.isWord(value, "none")) {
      next.bias = new State.Bias(false, "b", 0.0, true);
    } else {
      String name = s.item().name().map(Word::text).orElse("b");
      next.bias =
          new State.Bias(
              true,
              name,
              next.given("bias", next.given(name, work.value(value, s.span()))),
              s.fixed());
    }
    next.biasValue = next.bias.value();
    next.forgetMeasures();
    biasGivesWay();
    declared("bias");
  }

  void activation(Statement.Activation s) {
    next.activation = Optional.of(bound(s.function(), s.span()));
    next.forgetMeasures();
    declared("activation");
  }

  void loss(Statement.Loss s) {
    next.loss = Optional.of(bound(s.function(), s.span()));
    next.forgetMeasures();
    declared("loss");
  }

  void penalty(Statement.Penalty s) {
    next.penalty = s.function().map(call -> bound(call, s.span()));
    next.forgetMeasures();
    declared("penalty");
  }

  /** Puts the values of further parameters into a call over the neuron. */
  private Expression bound(Expression call, Span place) {
    Expression now = Values.current(call, next.functions);
    List<Expression> arguments = new ArrayList<>();
    for (Expression argument : now.children()) {
      boolean neurons =
          argument.equals(ChainRule.Z)
              || argument.equals(ChainRule.OUTPUT)
              || argument.equals(Penalty.W)
              || argument.equals(ChainRule.TARGET);
      arguments.add(
          neurons || argument instanceof Literal
              ? argument
              : Algebra.number(work.value(argument, place)));
    }
    Expression bound = now.withChildren(arguments);
    checkParameters(bound, place);
    return bound;
  }

  /** Holds the parameters to what the function asks of them: {@code requires d > 0}. */
  private static void checkParameters(Expression call, Span place) {
    if (call instanceof Expression.Apply apply) {
      Definition function = apply.definition();
      function
          .requirement()
          .filter(
              e ->
                  !function.substitute(e, apply.arguments()).contains(Variable.class::isInstance)
                      && !Arithmetic.holds(
                          Evaluator.value(
                              function.substitute(e, apply.arguments()),
                              leaf -> {
                                throw new IllegalStateException(leaf.toString());
                              })))
          .ifPresent(
              e -> {
                throw new ScriptException(
                    RunErrors.badParameter(place, function.name(), FormulaWriter.symbols(e)));
              });
    }
  }

  void learningRate(Statement.LearningRate s) {
    next.rate = next.given("rate", rate(s.rate(), s.span()));
    next.rateDeclared = next.rate;
    declared("learning rate");
  }

  private Number rate(Expression e, Span place) {
    return rate(e, place, work.values(place));
  }

  Number rate(Expression e, Span place, Values values) {
    Number rate = values.of(e);
    if (!NumberSystem.isFinite(rate)) {
      throw new ScriptException(RunErrors.badRate(place, rate));
    }
    return rate;
  }

  void learningRule(Statement.LearningRule s) {
    List<Number> arguments = new ArrayList<>();
    s.arguments().forEach(e -> arguments.add(work.value(e, s.places().of(e))));
    RuleDefinition rule = next.rules.get(s.name());
    List<RuleDefinition.Outside> outside =
        rule.outside(next.numbers, arguments.stream().map(Optional::of).toList());
    if (!outside.isEmpty()) {
      int i = outside.get(0).argument();
      throw new ScriptException(
          rule.complaint(outside.get(0), s.places().of(s.arguments().get(i))));
    }
    learningRule(new State.RuleCall(rule, List.copyOf(arguments)));
  }

  void writtenRule(Statement.WrittenRule s) {
    learningRule(new State.RuleCall(RuleDefinition.written(lines(s.lines())), List.of()));
  }

  private void learningRule(State.RuleCall call) {
    next.rule = Optional.of(call);
    next.startCounting();
    declared("learning rule");
  }

  void cost(Statement.Cost s) {
    next.meanCost = s.kind().text().equals("mean");
    next.forgetMeasures();
    declared("cost");
  }

  void target(Statement.Target s) {
    Expression formula = s.item().value().orElseThrow();
    Optional<Number> value =
        formula.contains(Variable::isColumn)
            ? Optional.empty()
            : Optional.of(work.value(formula, s.span()));
    next.target = Optional.of(new State.Target(s.name(), frozen(formula), value, s.span()));
    if (next.data instanceof State.Data.File) {
      next.bound = Optional.empty();
    }
    next.forgetMeasures();
    declared("target");
  }

  void dataRows(Statement.DataRows s) {
    List<Vector> cells = new ArrayList<>();
    List<Number> targets = new ArrayList<>();
    for (Statement.Row row : s.rows()) {
      List<Number> numbers = new ArrayList<>(row.cells().size());
      for (Expression cell : row.cells()) {
        numbers.add(work.value(cell, row.span()));
      }
      cells.add(Vector.ofNumbers(numbers));
      for (Expression target : row.targets()) {
        targets.add(work.value(target, row.span()));
      }
    }
    List<Span> places = s.rows().stream().map(Statement.Row::span).toList();
    data(new State.Data.Rows(List.copyOf(cells), Vector.ofNumbers(targets), places), s.span());
  }

  void dataFile(Statement.DataFile s) {
    data(new State.Data.File(s.origin(), DataFormat.of(s), s.where().map(this::frozen)), s.span());
  }

  void scale(Statement.Scale s) {
    if (next.seen.isTrained() && !next.scale.equals(s.kind().text())) {
      work.notice(() -> RunErrors.scaleAfterTraining(s.span()));
    }
    next.scale = s.kind().text();
    next.scaling =
        s.offset().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Scaling(
                    next.numbers, finite(s.offset(), s.span()), finite(s.divisor(), s.span())));
    if (next.scaling
        .filter(x -> x.divisor().toNumbers().contains(next.numbers.of(0.0)))
        .isPresent()) {
      throw new ScriptException(RunErrors.badScale(s.span()));
    }
    next.bound = Optional.empty();
    next.neuron = Optional.empty();
    next.forgetMeasures();
    next.forgetExample();
    declared("scale");
  }

  private Vector finite(List<Expression> formulas, Span place) {
    List<Number> values = formulas.stream().map(e -> work.value(e, place)).toList();
    if (!values.stream().allMatch(NumberSystem::isFinite)) {
      throw new ScriptException(RunErrors.badScale(place));
    }
    return Vector.ofNumbers(values);
  }

  void split(Statement.Split s) {
    Optional<Long> seed = s.seed().map(e -> work.wholeSeed(e, s.span()));
    Optional<State.Split> split =
        s.parts() instanceof Expression.Quotient parts
            ? Optional.of(
                new State.Split(
                    (int) ((Literal) parts.dividend()).value(), seed, s.stratified(), s.span()))
            : Optional.empty();
    noticeTrained(split, s.span());
    next.split = split;
    learnScaleAnew();
    next.bound = Optional.empty();
    next.row = 0;
    next.forgetMeasures();
    next.forgetExample();
    declared("split");
  }

  /** Says if the weights have learnt from rows that are to test them now. */
  private void noticeTrained(Optional<State.Split> split, Span place) {
    boolean same =
        split.isEmpty()
            ? next.split.isEmpty()
            : next.split.filter(old -> old.isAs(split.get(), next.seed)).isPresent();
    if (same || !next.seen.isTrained()) {
      return;
    }
    if (split.isPresent() && next.seen != State.Seen.OTHER_ROWS) {
      work.notice(() -> RunErrors.splitAfterTraining(place));
    } else if (next.learnsScale()) {
      work.notice(() -> RunErrors.scaleLearntAnew(place));
    }
    if (next.seen == State.Seen.TRAINING_PART) {
      next.seen = State.Seen.ALL_ROWS;
    }
  }

  void inputsAll(Statement.InputsAll s) {
    next.inputs = List.of();
    next.withCategories = List.of();
    next.allExcept = Optional.of(s.except().stream().map(Word::text).toList());
    next.inputsSpan = s.span();
    next.forgetWeights();
    next.bound = Optional.empty();
    next.unlearnScale();
    next.startCounting();
    declared("inputs");
  }

  /** Other rows have another scale, which the neuron shows. */
  private void learnScaleAnew() {
    next.unlearnScale();
    next.neuron = next.learnsScale() ? Optional.empty() : next.neuron;
  }

  private void data(State.Data data, Span place) {
    if (next.seen.isTrained() && next.learnsScale()) {
      work.notice(() -> RunErrors.scaleLearntAnew(place));
    }
    next.seen = next.seen.isTrained() ? State.Seen.OTHER_ROWS : next.seen;
    next.data = data;
    next.cycle = Optional.empty();
    learnScaleAnew();
    next.bound = Optional.empty();
    next.row = 0;
    next.forgetMeasures();
    next.forgetExample();
    declared("data");
  }

  /** Says in which numbers everything is computed from now on; nothing may be computed yet. */
  void numbers(Statement.Set s) {
    NumberSystem numbers =
        switch (s.value().text()) {
          case "exact" -> NumberSystem.fractions();
          case "decimal" ->
              NumberSystem.decimals(Integer.parseInt(s.amount().orElseThrow().text()));
          default -> NumberSystem.doubles();
        };
    if (numbers.equals(next.numbers)) {
      return;
    }
    boolean learnt = next.epoch + next.updates > 0;
    if (learnt || next.computed.isPresent()) {
      throw new ScriptException(
          RunErrors.numbersLate(s.span(), next.numbers.name(), learnt, next.computed));
    }
    next.computeIn(numbers);
    next.counted(work.meter::operation);
    next.digits = numbers.digits().orElse(6);
    next.forgetMeasures();
    next.forgetExample();
  }

  void seed(Statement.Seed s) {
    next.seed = next.given("seed", work.wholeSeed(s.seed(), s.span())).longValue();
    declared("seed");
  }

  void let(Statement.Let s) {
    Number value = next.given(s.name().text(), work.value(s.value(), s.span()));
    next.lets = next.lets.with(s.name().text(), value);
    if (s.name().text().equals("b")) {
      biasGivesWay();
    }
  }

  void define(Statement.Define s) {
    List<String> parameters = s.parameters().stream().map(Word::text).toList();
    Definition own = Definition.of(s.name().text(), parameters, frozen(s.body()));
    Optional<Definition.StatedDerivative> stated =
        s.stated()
            .map(
                d ->
                    new Definition.StatedDerivative(
                        d.by().map(Word::text).orElse(parameters.get(0)),
                        frozen(d.formula(), own)));
    Definition definition =
        new Definition(
            s.name().text(),
            parameters,
            own.body(),
            stated,
            s.requirement().map(e -> frozen(e, own)));
    next.functions = next.functions.with(definition.name(), definition);
  }

  /** Returns a formula with the lets as they are now, and with the functions as they are now. */
  Expression frozen(Expression formula) {
    return frozen(formula, next.functions);
  }

  /** The same for a formula that may use the function that is being defined. */
  private Expression frozen(Expression formula, Definition own) {
    return frozen(formula, next.functions.with(own.name(), own));
  }

  private Expression frozen(Expression formula, Map<String, Definition> functions) {
    return Values.current(formula, functions)
        .rewrite(
            e ->
                e instanceof Variable v && v.role() == Variable.Role.LET
                    ? Algebra.number(next.lets.get(v.name()))
                    : e);
  }

  void defineRule(Statement.DefineRule s) {
    List<String> parameters = s.parameters().stream().map(Word::text).toList();
    RuleDefinition rule =
        new RuleDefinition(
            Optional.of(s.name()), parameters, lines(s.lines()), s.requirement().map(this::frozen));
    next.rules = next.rules.with(s.name(), rule);
  }

  private List<LearningRule.Line> lines(List<Statement.RuleLine> written) {
    List<LearningRule.Line> lines = new ArrayList<>();
    for (Statement.RuleLine line : written) {
      boolean w = line.name().text().equals("w");
      lines.add(
          new LearningRule.Line(
              w ? LearningRule.W : Variable.parameter(line.name().text()), frozen(line.formula())));
    }
    return lines;
  }

  void assign(Statement.Assign s) {
    assign(s, work.values(s.span()));
  }

  void assign(Statement.Assign s, Values values) {
    String name = s.name().text();
    if (!s.name().quoted() && name.equals("rate")) {
      next.rate = rate(s.value(), s.span(), values);
      return;
    }
    Number value = values.number(s.value());
    int input = next.inputNames().indexOf(name);
    int weight = Learned.indexOfWeight(next, name);
    if (input >= 0) {
      List<State.Input> inputs = new ArrayList<>(next.inputs);
      State.Input old = inputs.get(input);
      inputs.set(input, new State.Input(old.name(), old.columns(), Optional.of(value), old.span()));
      next.inputs = List.copyOf(inputs);
      next.forgetExample();
    } else if (weight >= 0) {
      List<Number> weights = new ArrayList<>(Learned.weights(next).toNumbers());
      weights.set(weight, value);
      next.weights = Optional.of(Vector.ofNumbers(weights));
    } else if (next.bias.present() && name.equals(next.bias.name())) {
      next.biasValue = value;
    } else if (next.lets.containsKey(name)) {
      next.lets = next.lets.with(name, value);
    } else if (next.withCategories.isEmpty()) {
      throw new ScriptException(RunErrors.ruleOutdated(s.span(), name));
    } else {
      List<String> known = new ArrayList<>(next.inputNames());
      known.addAll(Learned.weightNames(next));
      throw new ScriptException(RunErrors.unknownAmongColumns(s.span(), name, known));
    }
  }
}
