package io.github.neuronscript.session;

import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.formula.Algebra;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.program.DataFormat;
import io.github.neuronscript.program.Layered;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.RuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that declare what a state has declared, each name and value as it stands now: so a
 * model needs nothing of the session that it comes from. What is learnt is not among them.
 */
final class ModelScript {

  private final State state;
  private final List<String> lines = new ArrayList<>();

  /** What is defined, and what a function in force is called that was defined anew since. */
  private final Map<String, Definition> functions = new LinkedHashMap<>();

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
      lines.add(
          "set numbers "
              + state.numbers.digits().map(digits -> "decimal " + digits).orElse("exact"));
    }
    definitions();
    state.lets.forEach((name, value) -> lines.add("let " + named(name, number(value))));
    inputs();
    weights();
    if (!state.bias.present()) {
      lines.add("bias none");
    } else if (isDeclared("bias")) {
      lines.add(
          "bias "
              + named(state.bias.name(), number(state.bias.value()))
              + (state.bias.fixed() ? " fixed" : ""));
    }
    state.activation.ifPresent(e -> lines.add("activation " + function(e)));
    state.loss.ifPresent(e -> lines.add("loss " + function(e)));
    state.penalty.ifPresent(e -> lines.add("penalty " + function(e)));
    if (isDeclared("learning rate")) {
      lines.add("learning rate " + number(state.rateDeclared));
    }
    state.rule.ifPresent(this::learningRule);
    if (!state.meanCost) {
      lines.add("cost sum");
    }
    state.target.ifPresent(
        target -> lines.add("target " + named(target.name(), source(target.formula()))));
    data();
    if (state.seed != 0) {
      lines.add("seed " + state.seed);
    }
    if (!state.scale.equals("none")) {
      lines.add("scale " + state.scale);
    }
    state.split.ifPresent(
        split ->
            lines.add(
                "split "
                    + split.percent()
                    + " / "
                    + (100 - split.percent())
                    + seed(split.seed())
                    + (split.stratified() ? " stratified" : "")));
    state.rulesWhen.forEach(rule -> lines.add(rule.when().span().text()));
  }

  private boolean isDeclared(String keyword) {
    return state.said.contains(keyword);
  }

  private static String named(String name, String value) {
    return Symbols.typed(name) + " = " + value;
  }

  private static String seed(Optional<Long> seed) {
    return seed.map(value -> " seed " + value).orElse("");
  }

  private static String number(Number value) {
    if (NumberSystem.isNan(value)) {
      return "nan";
    }
    return NumberSystem.isFinite(value)
        ? source(Algebra.number(value))
        : value.doubleValue() > 0 ? "1 / 0" : "-1 / 0";
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
      call.filter(Expression.Apply.class::isInstance)
          .map(e -> ((Expression.Apply) e).definition())
          .ifPresent(used -> functions.computeIfPresent(used.name(), (name, newer) -> used));
    }
    Set<String> written = new java.util.LinkedHashSet<>();
    functions.values().forEach(definition -> define(definition, written));
    Layered<RuleDefinition> rules = Prelude.scope().learningRules();
    state.rules.forEach(
        (name, rule) -> {
          if (!rules.containsKey(name)) {
            lines.add(
                "define rule "
                    + name
                    + parameters(rule.parameters())
                    + block(rule.lines())
                    + rule.requirement().map(e -> " requires " + source(e)).orElse(""));
          }
        });
  }

  /** Writes a function behind those that it calls. */
  private void define(Definition definition, Set<String> written) {
    if (!written.add(definition.name())) {
      return;
    }
    definition
        .body()
        .each(
            e -> {
              if (e instanceof Expression.Apply call
                  && functions.containsKey(call.definition().name())) {
                define(functions.get(call.definition().name()), written);
              }
            });
    lines.add(
        "define "
            + Symbols.typed(definition.name())
            + parameters(definition.parameters())
            + " = "
            + source(current(definition.body()))
            + definition
                .stated()
                .map(
                    stated ->
                        " with derivative by "
                            + named(stated.by(), source(current(stated.formula()))))
                .orElse("")
            + definition.requirement().map(e -> " requires " + source(current(e))).orElse(""));
  }

  /** Writes out the functions that have been defined anew since they were called. */
  private Expression current(Expression formula) {
    return formula.rewrite(
        e ->
            e instanceof Expression.Apply call
                    && functions.containsKey(call.definition().name())
                    && !functions.get(call.definition().name()).equals(call.definition())
                ? current(call.definition().bodyWith(call.arguments()))
                : e);
  }

  private static String parameters(List<String> names) {
    return names.isEmpty()
        ? ""
        : names.stream().map(Symbols::typed).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String block(List<LearningRule.Line> rule) {
    return rule.stream()
        .map(line -> Symbols.typed(line.name().name()) + " <- " + source(line.formula()))
        .collect(Collectors.joining("; ", " { ", " }"));
  }

  /** Returns a function with its further parameters, without what the neuron puts in. */
  private static String function(Expression call) {
    List<String> further =
        call.children().stream()
            .filter(
                argument ->
                    !List.of(ChainRule.Z, ChainRule.OUTPUT, ChainRule.TARGET, Penalty.W)
                        .contains(argument))
            .map(ModelScript::source)
            .toList();
    String whole = source(call);
    String name = whole.substring(0, whole.indexOf('('));
    return further.isEmpty() ? name : name + "(" + String.join(", ", further) + ")";
  }

  private void learningRule(State.RuleCall call) {
    Optional<String> name = call.rule().name();
    if (name.isPresent() && call.rule().equals(state.rules.get(name.get()))) {
      List<String> arguments = call.arguments().stream().map(ModelScript::number).toList();
      lines.add(
          "learning rule "
              + name.get()
              + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")"));
    } else {
      lines.add("learning rule" + block(call.rule().with(call.arguments()).lines()));
    }
  }

  // The neuron and its data.

  private void inputs() {
    if (state.allExcept.isPresent() && state.inputs.isEmpty()) {
      List<String> without = state.allExcept.get().stream().map(Symbols::typed).toList();
      lines.add("inputs all" + (without.isEmpty() ? "" : " except " + String.join(", ", without)));
      return;
    }
    List<State.Input> inputs = state.withCategories.isEmpty() ? state.inputs : state.withCategories;
    List<String> items = new ArrayList<>();
    for (State.Input input : inputs) {
      items.add(
          input
              .value()
              .map(ModelScript::number)
              .or(() -> input.columns().map(ModelScript::source))
              .map(value -> named(input.name(), value))
              .orElseGet(() -> Symbols.typed(input.name())));
    }
    if (!items.isEmpty()) {
      lines.add("inputs " + String.join(", ", items));
    }
  }

  private void weights() {
    if (state.weightsDeclared instanceof State.Weights.Given given) {
      lines.add(
          IntStream.range(0, given.names().size())
              .mapToObj(i -> named(given.names().get(i), number(given.values().number(i))))
              .collect(Collectors.joining(", ", "weights ", "")));
    } else if (state.weightsDeclared instanceof State.Weights.Uniform uniform) {
      lines.add(
          "weights uniform("
              + number(uniform.low())
              + ", "
              + number(uniform.high())
              + ")"
              + seed(uniform.seed()));
    } else if (state.weightsDeclared instanceof State.Weights.Normal normal) {
      lines.add(
          "weights normal("
              + number(normal.mean())
              + ", "
              + number(normal.deviation())
              + ")"
              + seed(normal.seed()));
    } else if (isDeclared("weights")) {
      boolean ones = ((State.Weights.Filled) state.weightsDeclared).value().doubleValue() == 1;
      lines.add(ones ? "weights ones" : "weights zeros");
    }
  }

  private void data() {
    if (state.data instanceof State.Data.Rows rows) {
      StringBuilder text = new StringBuilder("data {");
      for (int i = 0; i < rows.cells().size(); i++) {
        text.append('\n').append(numbers(rows.cells().get(i)));
        if (!rows.targets().isEmpty()) {
          text.append(" -> ").append(number(rows.targets().number(i)));
        }
      }
      lines.add(text.append("\n}").toString());
    } else if (state.data instanceof State.Data.File file) {
      String origin =
          file.origin().named()
              ? Symbols.typed(file.origin().text())
              : source(new Expression.Text(file.origin().text()));
      lines.add(
          "data from "
              + origin
              + file.where().map(e -> " where " + source(e)).orElse("")
              + options(file.format()));
    }
  }

  private static String numbers(Vector cells) {
    return cells.toNumbers().stream().map(ModelScript::number).collect(Collectors.joining(", "));
  }

  private static String options(DataFormat format) {
    Dialect dialect = format.dialect();
    String missing =
        switch (format.missing()) {
          case FAIL -> "";
          case SKIP -> " missing skip";
          case MEAN -> " missing mean";
        };
    return dialect
            .separator()
            .map(sign -> " separator " + source(new Expression.Text(sign.toString())))
            .orElse("")
        + (dialect.decimalComma() ? " decimal comma" : "")
        + (dialect.header() ? "" : " header none")
        + missing;
  }
}
