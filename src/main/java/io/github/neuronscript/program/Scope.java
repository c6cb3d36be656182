package io.github.neuronscript.program;

import io.github.neuronscript.data.Dialect;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.syntax.ScriptLimits;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What is known at a place in a script: the names declared above it. The checker works on a copy,
 * so that a statement with an error can leave the scope as it was.
 */
public final class Scope {

  /** A declared name and its place. */
  record Named(String name, Span span) {}

  /** So many digits are a number of weights, and more are none. */
  private static final int MOST_DIGITS = 9;

  /** What is known of the data before it is opened. */
  sealed interface Data {
    record None() implements Data {}

    /** Rows in the script: cells to a row, and whether they have targets. */
    record Rows(OptionalInt width, boolean targets, Span span) implements Data {}

    record File(Statement.Origin origin, Dialect dialect) implements Data {}
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

  Layered<Definition> functions;
  Layered<RuleDefinition> learningRules;
  final Set<String> builtInFunctions;
  final Set<String> builtInRules;
  Layered<Span> lets = Layered.of(Map.of());
  Declared inputs = Declared.NONE;
  InputKind inputKind = InputKind.NAME;
  Optional<Span> inputsSpan = Optional.empty();
  Declared weights = Declared.NONE;
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
  boolean crossValidated;

  /** The rule in force, whatever its name is defined as later; empty for gradient descent. */
  Optional<RuleDefinition> learningRule = Optional.empty();

  /** Whether inputs were declared again, and the rows not yet held to them. */
  boolean rowsUnchecked;

  /** Whether the columns of the data as declared now have been checked. */
  boolean columnsChecked;

  /** Formulas over columns, to be checked as soon as the header is known; with their places. */
  List<ColumnUse> columnUses = List.of();

  /** Columns that are no inputs though all others are; empty unless `inputs all` was declared. */
  Optional<Set<String>> allExcept = Optional.empty();

  /** Names of inputs that stand for a column of categories; how many there are, the data says. */
  Set<String> oneHot = Set.of();

  /** Names of the when-then rules, in their order; those without one are only counted. */
  List<String> rules = List.of();

  int ruleCount;

  /** How large the script may be, and each that it includes. */
  ScriptLimits limits = ScriptLimits.STANDARD;

  /** Files that the statements above write, so that nobody knows their columns before. */
  Set<String> written = Set.of();

  /** The sources that were included, by their names. */
  Layered<Boolean> included = Layered.of(Map.of());

  /** What is left for scripts that are included. */
  ScriptLimits left = limits;

  /** The functions of the host by their names, and the names of those that were called. */
  Map<String, HostFunction> hosts = Map.of();

  Set<String> hostsCalled = Set.of();

  /** How many errors were found above. */
  int errors;

  /** How many parts of formulas were held to stated derivatives above. */
  long partsHeld;

  /** How many steps it took above to compute the arguments of learning rules. */
  long stepsHeld;

  /** How many inputs {@code x[n]} declared above, also those that were declared anew. */
  long numbered;

  /**
   * What was known before a statement that can be undone.
   *
   * @param earlier the same before that
   * @param size how many there are, some more than can be undone
   */
  private record Past(Scope scope, Past earlier, int size) {

    /** Returns as many as can be undone, where there are twice as many, to forget the others. */
    Past shortened() {
      if (size < 2 * SyntaxLimits.UNDONE) {
        return this;
      }
      Scope[] last = new Scope[SyntaxLimits.UNDONE];
      Past from = this;
      for (int i = last.length - 1; i >= 0; i--) {
        last[i] = from.scope;
        from = from.earlier;
      }
      Past shorter = null;
      for (Scope one : last) {
        shorter = new Past(one, shorter, shorter == null ? 1 : shorter.size + 1);
      }
      return shorter;
    }
  }

  /** What was known before the last statements that can be undone, or null. */
  private Past past;

  private int undoable;

  /** First words of statements that could not be read: what they declare is not called missing. */
  Set<String> damaged = Set.of();

  /** Which declaration reads a column. */
  enum Reader {
    INPUTS,
    TARGET,
    WHERE
  }

  /** A column that is read, and where. */
  record ColumnUse(String column, boolean text, Reader reader, Span span) {}

  private Scope(
      Layered<Definition> functions,
      Layered<RuleDefinition> learningRules,
      Set<String> builtInFunctions,
      Set<String> builtInRules) {
    this.functions = functions;
    this.learningRules = learningRules;
    this.builtInFunctions = builtInFunctions;
    this.builtInRules = builtInRules;
  }

  /** Returns a scope in which only these are defined, and may be defined anew. */
  static Scope defining(Layered<Definition> functions, Layered<RuleDefinition> learningRules) {
    return new Scope(functions, learningRules, Set.of(), Set.of());
  }

  /** Returns a scope in which only these are defined, for good. */
  static Scope builtIn(Layered<Definition> functions, Layered<RuleDefinition> learningRules) {
    return new Scope(
        functions,
        learningRules,
        Set.copyOf(functions.keySet()),
        Set.copyOf(learningRules.keySet()));
  }

  /** Nobody is asked any more whether to end. */
  void goOn() {
    limits = limits.asking(() -> {});
    left = left.asking(() -> {});
  }

  /** Returns a copy that can be changed without this one. */
  public Scope copy() {
    Scope copy = new Scope(functions, learningRules, builtInFunctions, builtInRules);
    copy.become(this);
    copy.past = past;
    copy.undoable = undoable;
    return copy;
  }

  /**
   * Returns a copy for the next text of a session, which may include as much as the first.
   *
   * @param asked while it is read and checked; may throw
   */
  public Scope forNextText(Runnable asked) {
    Scope copy = copy();
    copy.limits = limits.asking(asked);
    copy.left = copy.limits;
    return copy;
  }

  /** Takes over everything that another scope knows, but not what was before it. */
  private void become(Scope other) {
    functions = other.functions;
    learningRules = other.learningRules;
    lets = other.lets;
    inputs = other.inputs;
    inputKind = other.inputKind;
    allExcept = other.allExcept;
    oneHot = other.oneHot;
    inputsSpan = other.inputsSpan;
    weights = other.weights;
    weightsSpan = other.weightsSpan;
    bias = other.bias;
    hasBias = other.hasBias;
    biasNamed = other.biasNamed;
    data = other.data;
    target = other.target;
    targetHasValue = other.targetHasValue;
    exampleShown = other.exampleShown;
    evaluated = other.evaluated;
    crossValidated = other.crossValidated;
    learningRule = other.learningRule;
    rules = other.rules;
    ruleCount = other.ruleCount;
    rowsUnchecked = other.rowsUnchecked;
    columnsChecked = other.columnsChecked;
    columnUses = other.columnUses;
    damaged = other.damaged;
    included = other.included;
    written = other.written;
    errors = other.errors;
    partsHeld = other.partsHeld;
    stepsHeld = other.stepsHeld;
    numbered = other.numbered;
    limits = other.limits;
    left = other.left;
    hosts = other.hosts;
    hostsCalled = other.hostsCalled;
  }

  /** Declares what a saved model does, in place of all that was declared. */
  void load(Scope model) {
    Scope before = copy();
    become(model);
    // Its inputs and columns were known when it was saved, and no file is needed to apply it.
    columnsChecked = true;
    limits = before.limits;
    left = before.left;
    included = before.included;
    written = before.written;
    errors = before.errors;
    partsHeld += before.partsHeld;
    stepsHeld += before.stepsHeld;
    numbered += before.numbered;
    hosts = before.hosts;
    hostsCalled = Set.copyOf(before.hostsCalled);
    for (String called : model.hostsCalled) {
      hostsCalled = and(hostsCalled, called);
    }
  }

  /** Returns a copy in which functions of the host can be called, too. */
  public Scope offering(Collection<HostFunction> more) {
    Scope copy = copy();
    Map<String, HostFunction> all = new LinkedHashMap<>(hosts);
    for (HostFunction function : more) {
      all.put(function.name(), function);
      copy.functions = copy.functions.with(function.name(), function.definition());
    }
    copy.hosts = Collections.unmodifiableMap(all);
    return copy;
  }

  /** Returns the functions of the host that the statements above call. */
  public List<HostFunction> hostsCalled() {
    return hosts.values().stream().filter(f -> hostsCalled.contains(f.name())).toList();
  }

  /** Returns a set with one more. */
  static Set<String> and(Set<String> names, String more) {
    Set<String> all = new HashSet<>(names);
    all.add(more);
    return Collections.unmodifiableSet(all);
  }

  /** Notes that a statement with this first word could not be read. */
  void damage(String keyword) {
    damaged = and(damaged, keyword);
  }

  /** Notes what is known now, before a statement that {@code back} can undo. */
  void remember() {
    Scope before = new Scope(functions, learningRules, builtInFunctions, builtInRules);
    before.become(this);
    past = new Past(before, past, past == null ? 1 : past.size() + 1).shortened();
    undoable = Math.min(undoable + 1, SyntaxLimits.UNDONE);
  }

  /** How many statements can be undone. */
  public int undoable() {
    return undoable;
  }

  /** Goes back by statements that were remembered; there are so many. */
  void undo(int count) {
    Past back = past;
    for (int i = 1; i < count; i++) {
      back = back.earlier();
    }
    Map<String, HostFunction> offered = hosts;
    Map<String, HostFunction> before = back.scope().hosts;
    long parts = partsHeld;
    long steps = stepsHeld;
    long inputsNumbered = numbered;
    become(back.scope());
    // What it took to check them is not given back.
    partsHeld = parts;
    stepsHeld = steps;
    numbered = inputsNumbered;
    // What the host offered since is no statement of the script.
    become(offering(offered.values().stream().filter(f -> !before.containsValue(f)).toList()));
    past = back.earlier();
    undoable -= count;
  }

  /** Returns a defined function, the prelude's included. */
  public Optional<Definition> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** Returns a learning rule, the prelude's included. */
  public Optional<RuleDefinition> learningRule(String name) {
    return Optional.ofNullable(learningRules.get(name));
  }

  /** Returns the defined functions by their names, in the order of definition. */
  public Layered<Definition> functions() {
    return functions;
  }

  /** Returns the learning rules that have a name by it, in the order of definition. */
  public Layered<RuleDefinition> learningRules() {
    return learningRules;
  }

  boolean isInput(String name) {
    return inputs.has(name);
  }

  boolean isWeight(String name) {
    return weights.isEmpty() ? isNumbered(name) : weights.has(name);
  }

  /** Returns the number of a weight that has no name of its own, as 2 of w2; else 0. */
  public static int numberOfWeight(String name) {
    String number = name.startsWith("w") ? name.substring(1) : "";
    // Not by a pattern, which a short script would have to load all of that for.
    boolean isNumber =
        !number.isEmpty()
            && number.length() <= MOST_DIGITS
            && number.charAt(0) != '0'
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Integer.parseInt(number) : 0;
  }

  /** Whether a name is one of w1 … wn for n inputs. */
  private boolean isNumbered(String name) {
    int number = numberOfWeight(name);
    return number > 0 && number <= inputs.size();
  }

  /** Returns where a name was given to an input, a weight, a let or the bias. */
  Optional<Span> declared(String name) {
    return inputs
        .place(name)
        .or(() -> weights.place(name))
        .or(() -> weights.isEmpty() && isNumbered(name) ? inputsSpan : Optional.empty())
        .or(() -> Optional.ofNullable(lets.get(name)))
        .or(() -> biasNamed.filter(span -> name.equals(bias)));
  }

  /** Whether a formula can read a name here. */
  boolean canRead(String name) {
    return inputs.has(name)
        || isWeight(name)
        || hasBias && (name.equals(bias) || name.equals("bias"))
        || lets.containsKey(name)
        || Names.QUANTITIES.contains(name);
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

  /** Replaces what a declaration reads. */
  void reads(Reader reader, List<ColumnUse> uses) {
    List<ColumnUse> all = new ArrayList<>(uses);
    columnUses.stream().filter(use -> use.reader() != reader).forEach(all::add);
    columnUses = List.copyOf(all);
    columnsChecked = false;
  }

  /** The bias's own name b gives way to anything else that is called so; `bias` always reads it. */
  void biasGivesWay() {
    if (bias.equals("b") && biasNamed.isEmpty() || bias.equals("bias")) {
      bias = biasName();
    }
  }

  /** Returns the names of the weights: declared ones, else w1 … wn for n inputs. */
  List<String> weightNames() {
    if (!weights.isEmpty()) {
      return weights.words();
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

  /** Whether the inputs are known before the data is read: categories are not. */
  public boolean knowsInputs() {
    return oneHot.isEmpty();
  }

  /** Returns the names whose values a session holds. */
  public List<String> held() {
    List<String> names = new ArrayList<>(readable());
    names.removeAll(Names.QUANTITIES);
    names.addAll(List.of("rate", "seed"));
    return names;
  }

  /** Returns every name that a formula can read here. */
  public List<String> names() {
    return readable();
  }

  /** Whether a function is one that every script has. */
  boolean isBuiltIn(String function) {
    return builtInFunctions.contains(function);
  }

  /** Hands out the inputs with their places. */
  public void eachInput(BiConsumer<String, Span> taker) {
    inputs.forEach(input -> taker.accept(input.name(), input.span()));
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

  /** How many names were given to values, functions and learning rules. */
  int named() {
    int builtIn = builtInFunctions.size() + builtInRules.size();
    return lets.size() + functions.size() + learningRules.size() - builtIn;
  }

  /**
   * Returns the names among which to look for the one that was meant: none behind so many errors
   * that nobody is shown the next one.
   *
   * @param found in the statement so far
   */
  Collection<String> candidates(List<Diagnostic> found, Supplier<Collection<String>> names) {
    return errors + found.size() >= SyntaxLimits.ERRORS ? List.of() : names.get();
  }

  /** Returns every name that a formula can read here. */
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
