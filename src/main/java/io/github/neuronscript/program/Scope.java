package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What is known at a place in a script: the names declared above it. The checker works on a copy,
 * so that a statement with an error can leave the scope as it was.
 */
public final class Scope {

  /** A declared name and its place. */
  record Named(String name, Span span) {}

  /** What is known of the data before it is opened. */
  sealed interface Data {
    record None() implements Data {}

    /** Rows in the script: cells to a row, and whether they have targets. */
    record Rows(OptionalInt width, boolean targets, Span span) implements Data {}

    record File(String path, Span span) implements Data {}
  }

  /** How an input gets its values. */
  enum InputKind {
    /** Only a name: a column, a cell of a row, or typed. */
    NAME,
    /** A value given by hand. */
    VALUE,
    /** A formula over columns. */
    COLUMNS
  }

  final Map<String, Definition> functions;
  final Map<String, RuleDefinition> learningRules;
  final Set<String> builtInFunctions;
  final Set<String> builtInRules;
  final Map<String, Span> lets = new LinkedHashMap<>();
  List<Named> inputs = List.of();
  InputKind inputKind = InputKind.NAME;
  Optional<Span> inputsSpan = Optional.empty();
  List<Named> weights = List.of();
  Optional<Span> weightsSpan = Optional.empty();
  String bias = "b";
  boolean hasBias = true;

  /** Where the bias was given its name; empty while it is called b, or `bias` beside another b. */
  Optional<Span> biasNamed = Optional.empty();

  Data data = new Data.None();
  boolean target;
  boolean targetHasValue;
  boolean exampleShown;
  boolean evaluated;

  /** The rule in force, whatever its name is defined as later; empty for gradient descent. */
  Optional<RuleDefinition> learningRule = Optional.empty();

  /** Whether inputs were declared again, and the rows not yet held to them. */
  boolean rowsUnchecked;

  /** Whether the columns of the data as declared now have been checked. */
  boolean columnsChecked;

  /** Formulas over columns, to be checked as soon as the header is known; with their places. */
  final List<ColumnUse> columnUses = new ArrayList<>();

  /** First words of statements that could not be read: what they declare is not called missing. */
  final Set<String> damaged = new HashSet<>();

  /** A column that inputs or target read. */
  record ColumnUse(String column, boolean text, boolean ofTarget, Span span) {}

  private Scope(
      Map<String, Definition> functions,
      Map<String, RuleDefinition> learningRules,
      Set<String> builtInFunctions,
      Set<String> builtInRules) {
    this.functions = functions;
    this.learningRules = learningRules;
    this.builtInFunctions = builtInFunctions;
    this.builtInRules = builtInRules;
  }

  /** Returns a scope in which nothing is defined, not even the prelude. */
  static Scope empty() {
    return new Scope(new LinkedHashMap<>(), new LinkedHashMap<>(), Set.of(), Set.of());
  }

  /** Returns a scope in which everything defined so far counts as built in. */
  Scope asBuiltIn() {
    return new Scope(
        new LinkedHashMap<>(functions),
        new LinkedHashMap<>(learningRules),
        Set.copyOf(functions.keySet()),
        Set.copyOf(learningRules.keySet()));
  }

  /** Returns a copy that can be changed without this one. */
  public Scope copy() {
    Scope copy =
        new Scope(
            new LinkedHashMap<>(functions),
            new LinkedHashMap<>(learningRules),
            builtInFunctions,
            builtInRules);
    copy.lets.putAll(lets);
    copy.inputs = inputs;
    copy.inputKind = inputKind;
    copy.inputsSpan = inputsSpan;
    copy.weights = weights;
    copy.weightsSpan = weightsSpan;
    copy.bias = bias;
    copy.hasBias = hasBias;
    copy.biasNamed = biasNamed;
    copy.data = data;
    copy.target = target;
    copy.targetHasValue = targetHasValue;
    copy.exampleShown = exampleShown;
    copy.evaluated = evaluated;
    copy.learningRule = learningRule;
    copy.rowsUnchecked = rowsUnchecked;
    copy.columnsChecked = columnsChecked;
    copy.columnUses.addAll(columnUses);
    copy.damaged.addAll(damaged);
    return copy;
  }

  /** Returns a defined function, the prelude's included. */
  public Optional<Definition> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** Returns a learning rule, the prelude's included. */
  public Optional<RuleDefinition> learningRule(String name) {
    return Optional.ofNullable(learningRules.get(name));
  }

  /** Shows every defined function, in the order of definition. */
  public void eachFunction(Consumer<Definition> reader) {
    functions.values().forEach(reader);
  }

  /** Shows every learning rule, in the order of definition. */
  public void eachLearningRule(Consumer<RuleDefinition> reader) {
    learningRules.values().forEach(reader);
  }

  boolean isInput(String name) {
    return inputs.stream().anyMatch(input -> input.name().equals(name));
  }

  boolean isWeight(String name) {
    return weightNames().contains(name);
  }

  /** Returns where a name was given to an input, a weight, a let or the bias. */
  Optional<Span> declared(String name) {
    for (Named named : inputs) {
      if (named.name().equals(name)) {
        return Optional.of(named.span());
      }
    }
    for (Named named : namedWeights()) {
      if (named.name().equals(name)) {
        return Optional.of(named.span());
      }
    }
    return lets.containsKey(name)
        ? Optional.of(lets.get(name))
        : biasNamed.filter(span -> name.equals(bias));
  }

  /** Returns what the bias is called unless it is told: `bias` where something else is called b. */
  String biasName() {
    return declared("b").isPresent() ? "bias" : "b";
  }

  /** No example is shown any more; the session's state forgets its own in the same places. */
  void forgetExample() {
    exampleShown = false;
  }

  /** Nothing is measured any more: accuracy is known only after the next evaluation. */
  void forgetMeasures() {
    evaluated = false;
  }

  void forgetUses(boolean ofTarget) {
    columnUses.removeIf(use -> use.ofTarget() == ofTarget);
  }

  /** The bias's own name b gives way to anything else that is called so; `bias` always reads it. */
  void biasGivesWay() {
    if (bias.equals("b") && biasNamed.isEmpty()) {
      bias = biasName();
    }
  }

  /** Returns the names of the weights: declared ones, else w1 … wn for n inputs. */
  List<String> weightNames() {
    if (!weights.isEmpty()) {
      return weights.stream().map(Named::name).toList();
    }
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= inputs.size(); i++) {
      names.add("w" + i);
    }
    return names;
  }

  /**
   * Returns the weights with their places; those that are called by default stand at the inputs.
   */
  List<Named> namedWeights() {
    return weights.isEmpty() && inputsSpan.isPresent()
        ? weightNames().stream().map(name -> new Named(name, inputsSpan.get())).toList()
        : weights;
  }

  boolean hasData() {
    return !(data instanceof Data.None);
  }

  /** Returns the names whose values a session holds. */
  public List<String> held() {
    List<String> names = new ArrayList<>(readable());
    names.removeAll(Names.QUANTITIES);
    names.addAll(List.of("rate", "seed"));
    return names;
  }

  /** Returns the names whose values a host can set. */
  public List<String> settable() {
    List<String> names = held();
    if (hasData() || inputKind != InputKind.VALUE) {
      // Those come from the data or are typed.
      inputs.forEach(input -> names.remove(input.name()));
    }
    return names;
  }

  /** Returns every name that a formula can read here, for suggestions. */
  List<String> readable() {
    List<String> names = new ArrayList<>();
    inputs.forEach(input -> names.add(input.name()));
    names.addAll(weightNames());
    if (hasBias) {
      names.add(bias);
      names.add("bias");
    }
    names.addAll(lets.keySet());
    names.addAll(Names.QUANTITIES);
    return names;
  }
}
