package io.github.neuronscript.session;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.Classes;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.program.RuleDefinition;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Listed.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What each topic of {@code show}, and each declaration, holds. */
final class Listing {

  private final State state;
  private final FileOpener files;
  private final Runnable asked;

  Listing(State state, FileOpener files, Runnable asked) {
    this.asked = asked;
    this.state = state;
    this.files = files;
  }

  TraceEvent of(String topic) {
    return new TraceEvent.Listed(topic, entries(topic));
  }

  private List<Entry> entries(String topic) {
    return switch (topic) {
      case "inputs", "input" -> inputs();
      case "weights", "weight" -> weights();
      case "bias" -> bias();
      case "activation" -> List.of(Entry.of("activation", activation()));
      case "loss" -> List.of(Entry.of("loss", loss()));
      case "penalty" -> List.of(Entry.of("penalty", penalty()));
      case "learning rate" -> List.of(Entry.of("learning rate", state.rate));
      case "learning rule" -> List.of(Entry.of("learning rule", rule()));
      case "cost" -> List.of(Entry.of("cost", state.meanCost ? "mean" : "sum"));
      case "target", "targets" -> List.of(Entry.of("target", target()));
      case "data" -> data();
      case "seed" -> List.of(Entry.of("seed", Long.toString(state.seed)));
      case "scale" -> scale();
      case "split" -> List.of(Entry.of("split", split()));
      case "threshold" -> threshold();
      case "rules" -> rules();
      case "settings" -> settings();
      case "functions" -> functions();
      default -> model();
    };
  }

  private List<Entry> inputs() {
    List<Entry> entries = new ArrayList<>();
    for (State.Input input : state.inputs) {
      entries.add(
          input.value().isPresent()
              ? Entry.of(input.name(), input.value().get())
              : Entry.of(input.name(), input.columns().map(FormulaWriter::source).orElse("")));
    }
    if (entries.isEmpty()) {
      entries.add(
          Entry.of(
              "inputs",
              state
                  .allExcept
                  .map(e -> "all columns" + (e.isEmpty() ? "" : " except " + String.join(", ", e)))
                  .orElse("none declared")));
    }
    return entries;
  }

  private List<Entry> weights() {
    List<Entry> entries = new ArrayList<>();
    List<String> names = Learned.weightNames(state);
    Vector weights = Learned.weights(state);
    for (int i = 0; i < names.size(); i++) {
      entries.add(Entry.of(names.get(i), weights.number(i)));
    }
    if (state.bias.present()) {
      entries.addAll(bias());
    }
    return entries;
  }

  private List<Entry> bias() {
    return state.bias.present()
        ? List.of(Entry.of(state.bias.name(), state.biasValue))
        : List.of(Entry.of("bias", "none"));
  }

  private String activation() {
    return withBody(
        state.activation.orElseGet(
            () -> new Expression.Apply(state.functions.get("sigmoid"), List.of(ChainRule.Z))));
  }

  private String loss() {
    return withBody(
        state.loss.orElseGet(
            () ->
                new Expression.Apply(
                    state.functions.get("mse"), List.of(ChainRule.TARGET, ChainRule.OUTPUT))));
  }

  private String penalty() {
    return state.penalty.map(Listing::withBody).orElse("none");
  }

  private static String withBody(Expression call) {
    String name = FormulaWriter.symbols(call);
    return call instanceof Expression.Apply apply
            && HostFunction.calledBy(apply.definition()).isEmpty()
        ? name + " = " + FormulaWriter.symbols(apply.definition().bodyWith(apply.arguments()))
        : name;
  }

  private String rule() {
    return state.rule.map(Listing::call).orElse("gradient descent");
  }

  private static String call(State.RuleCall call) {
    List<String> arguments = call.arguments().stream().map(RunErrors::number).toList();
    String list = arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")";
    return call.rule().name().map(name -> name + list).orElseGet(() -> lines(call.rule()));
  }

  private static String lines(RuleDefinition rule) {
    return rule.lines().stream()
        .map(line -> line.name().name() + " <- " + FormulaWriter.source(line.formula()))
        .collect(Collectors.joining("; "));
  }

  private String target() {
    return state
        .target
        .map(target -> target.name() + " = " + FormulaWriter.source(target.formula()))
        .orElse(state.data instanceof State.Data.Rows ? "behind the -> of each row" : "none");
  }

  private List<Entry> data() {
    if (state.data instanceof State.Data.None) {
      return List.of(Entry.of("data", "none"));
    }
    List<Entry> entries = new ArrayList<>();
    if (state.data instanceof State.Data.File file) {
      entries.add(Entry.of("file", file.name()));
    }
    if (!state.inputs.isEmpty()) {
      Bound bound =
          state.bound.orElseGet(() -> new Binder(state, files, asked).bind().orElseThrow());
      int training = bound.examples().rows();
      int test = bound.test().map(part -> part.examples().rows()).orElse(0);
      entries.add(Entry.of("rows", training + test));
      if (bound.leftOut() > 0) {
        entries.add(Entry.of("left out", bound.leftOut()));
      }
      if (test > 0) {
        entries.add(Entry.of("training", training));
        entries.add(Entry.of("test", test));
      }
    } else if (state.data instanceof State.Data.Rows rows) {
      entries.add(Entry.of("rows", rows.cells().size()));
    }
    return entries;
  }

  private List<Entry> scale() {
    List<Entry> entries = new ArrayList<>(List.of(Entry.of("scale", state.scale)));
    state.scaling.ifPresent(
        scaling -> {
          for (int i = 0; i < state.inputs.size(); i++) {
            entries.add(
                Entry.of(
                    state.inputs.get(i).name(),
                    "(x − "
                        + NumberWriter.written(scaling.offset().number(i), state.digits)
                        + ")/"
                        + NumberWriter.written(scaling.divisor().number(i), state.digits)));
          }
        });
    return entries;
  }

  private String split() {
    return state
        .split
        .map(
            split ->
                split.percent()
                    + " / "
                    + (100 - split.percent())
                    + " seed "
                    + split.seed().orElse(state.seed)
                    + (split.stratified() ? " stratified" : ""))
        .orElse("none");
  }

  private List<Entry> threshold() {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.of("threshold", Values.threshold(state, state.inputsSpan)));
    if (state.threshold.isEmpty()) {
      reasonOfThreshold().ifPresent(why -> entries.add(Entry.of("taken", why)));
    }
    state
        .threshold
        .flatMap(State.Threshold::chosen)
        .ifPresent(c -> entries.add(Entry.of("chosen by", "best " + c.criterion().word())));
    return entries;
  }

  /** Says why a threshold is the middle of 0 and 1 where no targets show that they are classes. */
  private Optional<String> reasonOfThreshold() {
    double[] targets = state.bound.map(bound -> bound.examples().targets()).orElse(new double[0]);
    if (targets.length == 0) {
      return Optional.of("the middle of 0 and 1, as there are no targets");
    }
    boolean constant = Arrays.stream(targets).allMatch(target -> target == targets[0]);
    int lower = Classes.of(targets).orElseThrow().lower();
    return Optional.of(
            "the middle of "
                + RunErrors.number((double) lower)
                + " and 1, though all targets are "
                + RunErrors.number(targets[0]))
        .filter(why -> constant);
  }

  private List<Entry> rules() {
    List<Entry> entries = new ArrayList<>();
    for (State.Rule rule : state.rulesWhen) {
      entries.add(
          Entry.of(
              Integer.toString(entries.size() + 1),
              rule.when().span().text().replaceAll("\\s+", " ") + (rule.held() ? " (held)" : "")));
    }
    return entries.isEmpty() ? List.of(Entry.of("rules", "none")) : entries;
  }

  private List<Entry> settings() {
    return List.of(
        Entry.of("digits", state.digits),
        state.terms == Integer.MAX_VALUE
            ? Entry.of("terms", "all")
            : Entry.of("terms", state.terms),
        Entry.of("numbers", state.numbers.name()),
        Entry.of("trace", state.level.text()));
  }

  private List<Entry> functions() {
    List<Entry> entries = new ArrayList<>();
    state.functions.forEach(
        (name, definition) ->
            entries.add(
                Entry.of(
                    name + "(" + String.join(", ", definition.parameters()) + ")",
                    HostFunction.calledBy(definition)
                        .map(Listing::said)
                        .orElseGet(() -> FormulaWriter.source(definition.body())))));
    for (Function function : Function.values()) {
      String arguments = String.join(", ", function.parameters());
      entries.add(Entry.of(function.word() + "(" + arguments + ")", "elementary"));
    }
    return entries;
  }

  private static String said(HostFunction function) {
    String said = function.description();
    return said.isEmpty() ? "of the application" : "of the application: " + said;
  }

  private List<Entry> model() {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        Entry.of(
            "inputs", String.join(", ", state.inputNames().stream().map(Symbols::typed).toList())));
    entries.addAll(weights());
    entries.add(Entry.of("activation", activation()));
    entries.add(Entry.of("loss", loss()));
    entries.add(Entry.of("cost", state.meanCost ? "mean" : "sum"));
    if (state.penalty.isPresent()) {
      entries.add(Entry.of("penalty", penalty()));
    }
    entries.add(Entry.of("target", target()));
    if (!state.scale.equals("none")) {
      entries.add(Entry.of("scale", state.scale));
    }
    if (state.split.isPresent()) {
      entries.add(Entry.of("split", split()));
    }
    entries.add(Entry.of("learning rate", state.rate));
    entries.add(Entry.of("learning rule", rule()));
    entries.add(Entry.of("epoch", (double) state.epoch));
    entries.add(Entry.of("updates", (double) state.updates));
    return entries;
  }
}
