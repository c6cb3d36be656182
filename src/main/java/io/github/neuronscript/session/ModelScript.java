package io.github.neuronscript.session;

import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.neuron.Scaling;
import io.github.neuronscript.program.DataFormat;
import io.github.neuronscript.program.Layered;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.RuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements that declare what a state has declared, each name and value as it stands now: so a
 * model needs nothing of the session that it comes from. What is learnt is not among them.
 */
final class ModelScript {

  /** What the neuron puts into its functions. */
  private static final List<Expression> PUT_IN =
      List.of(ChainRule.Z, ChainRule.OUTPUT, ChainRule.TARGET, Penalty.W);

  private final State state;
  private final List<String> lines = new ArrayList<>();

  /** What is defined, and what a function in force is called that was defined anew since. */
  private final Map<String, Definition> functions = new LinkedHashMap<>();

  private final Set<String> written = new HashSet<>();

  private ModelScript(State state) {
    this.state = state;
  }

  /** Returns the statements, which are read in this order. */
  static List<String> of(State state) {
    ModelScript script = new ModelScript(state);
    script.write();
    return script.lines;
  }

  private void write() {
    if (!state.numbers.isDouble()) {
      Optional<Integer> digits = state.numbers.digits();
      line("set numbers ", digits.isPresent() ? "decimal " + digits.get() : "exact");
    }
    definitions();
    state.lets.forEach((name, value) -> line("let ", named(name, number(value))));
    inputs();
    weights();
    State.Bias bias = state.bias;
    if (!bias.present()) {
      line("bias none");
    } else if (isDeclared("bias")) {
      line("bias ", named(bias.name(), number(bias.value())), bias.fixed() ? " fixed" : "");
    }
    function("activation ", state.activation);
    function("loss ", state.loss);
    function("penalty ", state.penalty);
    if (isDeclared("learning rate")) {
      line("learning rate ", number(state.rateDeclared));
    }
    if (state.rule.isPresent()) {
      learningRule(state.rule.get());
    }
    if (!state.meanCost) {
      line("cost sum");
    }
    if (state.target.isPresent()) {
      State.Target target = state.target.get();
      line("target ", named(target.name(), source(target.formula())));
    }
    data();
    line("seed ", Long.toString(state.seed));
    if (state.scale.equals("from")) {
      Scaling scaling = state.scaling.orElseThrow();
      line(
          "scale from ",
          list(numbers(scaling.offset().toNumbers())),
          " by ",
          list(numbers(scaling.divisor().toNumbers())));
    } else {
      line("scale ", state.scale);
    }
    if (state.split.isPresent()) {
      State.Split split = state.split.get();
      String training = Integer.toString(split.percent());
      String test = Integer.toString(100 - split.percent());
      String stratified = split.stratified() ? " stratified" : "";
      line("split ", training, " / ", test, seed(split.seed()), stratified);
    }
    for (State.Rule rule : state.rulesWhen) {
      line(rule.when().span().text());
    }
  }

  /** Joins without +, each use of which costs the library a constant and a method handle. */
  private static String together(String... parts) {
    return String.join("", parts);
  }

  private static String list(List<String> parts) {
    return String.join(", ", parts);
  }

  private void line(String... parts) {
    lines.add(together(parts));
  }

  private boolean isDeclared(String keyword) {
    return state.said.contains(keyword);
  }

  private static String named(String name, String value) {
    return together(Symbols.typed(name), " = ", value);
  }

  private static String seed(Optional<Long> seed) {
    return seed.isPresent() ? together(" seed ", seed.get().toString()) : "";
  }

  private static String number(Number value) {
    if (NumberSystem.isNan(value)) {
      return "nan";
    }
    return NumberSystem.isFinite(value)
        ? source(Algebra.number(value))
        : value.doubleValue() > 0 ? "1 / 0" : "-1 / 0";
  }

  private static List<String> numbers(List<Number> values) {
    List<String> texts = new ArrayList<>();
    for (Number value : values) {
      texts.add(number(value));
    }
    return texts;
  }

  private static String source(Expression formula) {
    return FormulaWriter.source(formula);
  }

  // Functions and rules.

  private void definitions() {
    Layered<Definition> builtIn = Prelude.scope().functions();
    state.functions.forEach(
        (name, definition) -> {
          boolean host = definition.body() instanceof Expression.Hosted;
          if (!host && !builtIn.containsKey(name)) {
            functions.put(name, definition);
          }
        });
    for (Optional<Expression> call : List.of(state.activation, state.loss, state.penalty)) {
      if (call.isPresent() && call.get() instanceof Expression.Apply apply) {
        functions.replace(apply.definition().name(), apply.definition());
      }
    }
    for (Definition definition : functions.values()) {
      define(definition);
    }
    Layered<RuleDefinition> rules = Prelude.scope().learningRules();
    state.rules.forEach(
        (name, rule) -> {
          if (!rules.containsKey(name)) {
            String parameters = parameters(rule.parameters());
            line("define rule ", name, parameters, block(rule.lines()), asked(rule.requirement()));
          }
        });
  }

  /** Writes a function behind those that it calls. */
  private void define(Definition definition) {
    if (!written.add(definition.name())) {
      return;
    }
    definition
        .body()
        .each(
            e -> {
              if (e instanceof Expression.Apply call && isOwn(call)) {
                define(functions.get(call.definition().name()));
              }
            });
    String derivative = "";
    if (definition.stated().isPresent()) {
      Definition.StatedDerivative stated = definition.stated().get();
      derivative =
          together(" with derivative by ", named(stated.by(), source(current(stated.formula()))));
    }
    line(
        "define ",
        Symbols.typed(definition.name()),
        parameters(definition.parameters()),
        " = ",
        source(current(definition.body())),
        derivative,
        asked(definition.requirement()));
  }

  private boolean isOwn(Expression.Apply call) {
    return functions.containsKey(call.definition().name());
  }

  private String asked(Optional<Expression> requirement) {
    return requirement.isEmpty() ? "" : together(" requires ", source(current(requirement.get())));
  }

  /** Writes out the functions that have been defined anew since they were called. */
  private Expression current(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Expression.Apply call
                    && isOwn(call)
                    && !functions.get(call.definition().name()).equals(call.definition())
                ? current(call.definition().bodyWith(call.arguments()))
                : e);
  }

  private static List<String> typed(List<String> names) {
    List<String> typed = new ArrayList<>();
    for (String name : names) {
      typed.add(Symbols.typed(name));
    }
    return typed;
  }

  private static String parameters(List<String> names) {
    return names.isEmpty() ? "" : together("(", list(typed(names)), ")");
  }

  private static String block(List<LearningRule.Line> rule) {
    List<String> parts = new ArrayList<>();
    for (LearningRule.Line line : rule) {
      parts.add(together(Symbols.typed(line.name().name()), " <- ", source(line.formula())));
    }
    return together(" { ", String.join("; ", parts), " }");
  }

  /** Writes a function with its further parameters, without what the neuron puts in. */
  private void function(String keyword, Optional<Expression> call) {
    if (call.isEmpty()) {
      return;
    }
    List<String> further = new ArrayList<>();
    for (Expression argument : call.get().children()) {
      if (!PUT_IN.contains(argument)) {
        further.add(source(argument));
      }
    }
    String whole = source(call.get());
    String name = whole.substring(0, whole.indexOf('('));
    line(keyword, name, further.isEmpty() ? "" : together("(", list(further), ")"));
  }

  private void learningRule(State.RuleCall call) {
    Optional<String> name = call.rule().name();
    if (name.isPresent() && call.rule().equals(state.rules.get(name.get()))) {
      String arguments = list(numbers(call.arguments()));
      line("learning rule ", name.get(), arguments.isEmpty() ? "" : together("(", arguments, ")"));
    } else {
      line("learning rule", block(call.rule().with(call.arguments()).lines()));
    }
  }

  // The neuron and its data.

  private void inputs() {
    if (state.allExcept.isPresent() && state.inputs.isEmpty()) {
      String without = list(typed(state.allExcept.get()));
      line("inputs all", without.isEmpty() ? "" : together(" except ", without));
      return;
    }
    List<String> items = new ArrayList<>();
    for (State.Input input : state.withCategories.isEmpty() ? state.inputs : state.withCategories) {
      if (input.value().isPresent()) {
        items.add(named(input.name(), number(input.value().get())));
      } else if (input.columns().isPresent()) {
        items.add(named(input.name(), source(input.columns().get())));
      } else {
        items.add(Symbols.typed(input.name()));
      }
    }
    if (!items.isEmpty()) {
      line("inputs ", list(items));
    }
  }

  private void weights() {
    if (state.weightsDeclared instanceof State.Weights.Given given) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < given.names().size(); i++) {
        items.add(named(given.names().get(i), number(given.values().number(i))));
      }
      line("weights ", list(items));
    } else if (state.weightsDeclared instanceof State.Weights.Uniform uniform) {
      random("uniform", uniform.low(), uniform.high(), uniform.seed());
    } else if (state.weightsDeclared instanceof State.Weights.Normal normal) {
      random("normal", normal.mean(), normal.deviation(), normal.seed());
    } else if (isDeclared("weights")) {
      boolean ones = ((State.Weights.Filled) state.weightsDeclared).value().doubleValue() == 1;
      line("weights ", ones ? "ones" : "zeros");
    }
  }

  private void random(String kind, double first, double second, Optional<Long> seed) {
    line("weights ", kind, "(", list(numbers(List.of(first, second))), ")", seed(seed));
  }

  private void data() {
    if (state.data instanceof State.Data.Rows rows) {
      StringBuilder text = new StringBuilder("data {");
      for (int i = 0; i < rows.cells().size(); i++) {
        text.append('\n').append(list(numbers(rows.cells().get(i).toNumbers())));
        if (!rows.targets().isEmpty()) {
          text.append(" -> ").append(number(rows.targets().number(i)));
        }
      }
      line(text.append("\n}").toString());
    } else if (state.data instanceof State.Data.File file) {
      String origin = file.origin().text();
      line(
          "data from ",
          file.origin().named() ? Symbols.typed(origin) : source(new Expression.Text(origin)),
          file.where().isPresent() ? together(" where ", source(file.where().get())) : "",
          options(file.format()));
    }
  }

  private static String options(DataFormat format) {
    Dialect dialect = format.dialect();
    String separator =
        dialect.separator().isPresent()
            ? source(new Expression.Text(dialect.separator().get().toString()))
            : "";
    return together(
        separator.isEmpty() ? "" : together(" separator ", separator),
        dialect.decimalComma() ? " decimal comma" : "",
        dialect.header() ? "" : " header none",
        " missing ",
        format.missing().name().toLowerCase(Locale.ROOT));
  }
}
