package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Scope.InputKind;
import io.github.neuronscript.program.Scope.Named;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Checks the declarations of the neuron and of values: inputs, weights, bias, cost, seed, let, name
 * = value.
 */
final class NeuronChecks extends Checks {

  /** A script may declare so many inputs by {@code x[n]} for each word that it may have. */
  private static final int NUMBERED_FOR_A_WORD = 4;

  /** Beyond so many it is one for each word. */
  private static final int MANY_NUMBERED = 800_000;

  private final Needs needs = new Needs(this);

  NeuronChecks(Checks checks) {
    super(checks);
  }

  Statement inputs(Statement.Inputs s) {
    for (Item item : s.items()) {
      scope.numbered += item.count().orElse(0);
    }
    int words = scope.limits.tokens();
    long most = Math.min(NUMBERED_FOR_A_WORD * (long) words, Math.max(words, MANY_NUMBERED));
    if (scope.numbered > most) {
      diagnostics.add(CheckErrors.tooManyNumbered(s.span(), scope.numbered, most));
      return s;
    }
    boolean again = scope.inputsSpan.isPresent();
    List<Item> items = new ArrayList<>();
    List<Named> names = new ArrayList<>();
    InputKind kind = null;
    Span first = s.items().get(0).span();
    List<Scope.ColumnUse> uses = new ArrayList<>();
    for (Item item : s.items()) {
      Item resolved = input(item, s.places(), names);
      InputKind own = kindOf(resolved);
      if (kind == null || kind == InputKind.NAME && own == InputKind.COLUMNS) {
        kind = own;
      } else if (kind != own && !(kind == InputKind.COLUMNS && own == InputKind.NAME)) {
        diagnostics.add(CheckErrors.mixedItems(item.span(), first));
      }
      Columns.of(resolved, s.places(), item, uses);
      items.add(resolved);
    }
    scope.reads(Scope.Reader.INPUTS, uses);
    scope.allExcept = Optional.empty();
    scope.oneHot = oneHot(items);
    noDuplicates(names);
    if (names.size() > scope.limits.inputs()) {
      diagnostics.add(CheckErrors.tooManyInputs(s.span(), names.size(), scope.limits.inputs()));
    }
    if (scope.weightsSpan.isPresent()
        && scope.oneHot.isEmpty()
        && scope.weights.size() != names.size()) {
      diagnostics.add(CheckErrors.weightsForgotten(s.span(), scope.weights.size(), names.size()));
      scope.weights = Declared.NONE;
      scope.weightsSpan = Optional.empty();
    }
    scope.inputs = new Declared(names);
    scope.inputKind = kind;
    scope.inputsSpan = Optional.of(s.span());
    scope.columnsChecked = false;
    scope.forgetExample();
    scope.forgetMeasures();
    noClashes(names, scope.weights);
    if (scope.weights.isEmpty()) {
      noClashes(scope.namedWeights(), names);
    }
    scope.biasGivesWay();
    // Inputs declared again may be followed by rows that fit them.
    scope.rowsUnchecked = again;
    if (!again) {
      needs.rowWidth();
    }
    return new Statement.Inputs(items, s.span(), s.places());
  }

  private static Set<String> oneHot(List<Item> items) {
    Set<String> names = new HashSet<>();
    for (Item item : items) {
      if (item.value().isPresent()
          && item.value().get() instanceof Expression.Invocation call
          && Columns.isOneHot(call)) {
        names.add(item.name().orElseThrow().text());
      }
    }
    return names;
  }

  /** Returns {@code one_hot(species)} with its column, called species unless it has a name. */
  private Optional<Item> oneHot(Item item, Expression value, Places places, List<Named> names) {
    if (!(value instanceof Expression.Invocation call) || !isMeantAsOneHot(call)) {
      return Optional.empty();
    }
    Optional<String> named = columnOf(call);
    if (!call.name().equals(Columns.ONE_HOT)) {
      diagnostics.add(
          CheckErrors.oneHotMisspelt(places.of(value), call.name(), named.orElse("species")));
    } else if (!Columns.isOneHot(call)) {
      diagnostics.add(CheckErrors.oneHotForm(places.of(value), named));
    }
    if (named.isEmpty()) {
      Word damaged = new Word(Columns.ONE_HOT, true, item.span());
      return Optional.of(
          new Item(Optional.of(damaged), OptionalInt.empty(), Optional.empty(), item.span()));
    }
    String name = item.name().map(Word::text).orElse(named.get());
    names.add(new Named(name, item.span()));
    Expression resolved =
        new Expression.Invocation(
            Columns.ONE_HOT, false, List.of(new Variable(named.get(), Variable.Role.COLUMN)));
    return Optional.of(
        new Item(
            Optional.of(new Word(name, true, item.span())),
            OptionalInt.empty(),
            Optional.of(resolved),
            item.span()));
  }

  /** Whether a call is {@code one_hot}, or {@code onehot} where nothing is called so. */
  private boolean isMeantAsOneHot(Expression.Invocation call) {
    String name = call.name();
    return name.equals(Columns.ONE_HOT)
        || !call.quoted()
            && name.replace("_", "").equalsIgnoreCase("onehot")
            && scope.function(name).isEmpty();
  }

  /** Returns the column that a call names, also in quotes. */
  private static Optional<String> columnOf(Expression.Invocation call) {
    if (call.arguments().size() != 1 || call.quoted()) {
      return Optional.empty();
    }
    Expression argument = call.arguments().get(0);
    if (argument instanceof Expression.Text text) {
      return Optional.of(text.value());
    }
    return argument instanceof Variable column ? Optional.of(column.name()) : Optional.empty();
  }

  /** Resolves one item of `inputs` and appends the names it declares. */
  private Item input(Item item, Places places, List<Named> names) {
    if (item.count().isPresent()) {
      String base = item.name().orElseThrow().text();
      for (int i = 1; i <= item.count().getAsInt(); i++) {
        names.add(new Named(base + i, item.span()));
      }
      return item;
    }
    Expression value = item.value().orElseThrow();
    Optional<Item> oneHot = oneHot(item, value, places, names);
    if (oneHot.isPresent()) {
      return oneHot.get();
    }
    if (item.name().isEmpty() && value instanceof Variable name) {
      names.add(new Named(name.name(), item.span()));
      return new Item(
          Optional.of(new Word(name.name(), name.role() == Variable.Role.QUOTED, item.span())),
          OptionalInt.empty(),
          Optional.empty(),
          item.span());
    }
    String name = item.name().map(Word::text).orElseGet(() -> "x" + (names.size() + 1));
    names.add(new Named(name, item.span()));
    Expression formula = names(Names.Place.COLUMNS, places, List.of()).resolve(value);
    return new Item(
        Optional.of(new Word(name, true, item.span())),
        OptionalInt.empty(),
        Optional.of(formula),
        item.span());
  }

  private static InputKind kindOf(Item item) {
    if (item.value().isEmpty()) {
      return InputKind.NAME;
    }
    return item.value().get().contains(Variable::isColumn) ? InputKind.COLUMNS : InputKind.VALUE;
  }

  /** Names that the neuron's parts share with each other or with a let cannot be told apart. */
  private void noClashes(List<Named> names, List<Named> others) {
    Map<String, Span> firsts = new HashMap<>();
    others.forEach(other -> firsts.putIfAbsent(other.name(), other.span()));
    for (Named name : names) {
      Optional.ofNullable(firsts.get(name.name()))
          .or(() -> Optional.ofNullable(scope.lets.get(name.name())))
          .or(() -> scope.biasNamed.filter(place -> scope.bias.equals(name.name())))
          .ifPresent(
              first ->
                  diagnostics.add(
                      scope.inputsSpan.filter(name.span()::equals).isPresent()
                          ? CheckErrors.weightWouldBe(name.span(), name.name(), first)
                          : CheckErrors.duplicateName(name.span(), name.name(), first)));
    }
  }

  Statement weights(Statement.Weights s) {
    Optional<Expression> seed = s.seed().map(e -> value(e, s.places()));
    if (isFill(s.items())) {
      List<Item> filled = fill(s);
      scope.weights = Declared.NONE;
      scope.weightsSpan = Optional.empty();
      scope.forgetExample();
      scope.forgetMeasures();
      noClashes(scope.namedWeights(), scope.inputs);
      scope.biasGivesWay();
      return new Statement.Weights(filled, seed, s.span(), s.places());
    }
    List<Item> items = new ArrayList<>();
    List<Named> names = new ArrayList<>();
    for (Item item : s.items()) {
      String name = item.name().map(Word::text).orElseGet(() -> "w" + (names.size() + 1));
      names.add(new Named(name, item.span()));
      if (item.value().isEmpty() || isNameWithoutValue(item)) {
        if (names.size() == items.size() + 1) {
          diagnostics.add(CheckErrors.valueExpected(item.span(), "weights"));
        }
        continue;
      }
      Expression value = value(item.value().get(), s.places());
      items.add(
          new Item(
              Optional.of(new Word(name, true, item.span())),
              OptionalInt.empty(),
              Optional.of(value),
              item.span()));
    }
    noDuplicates(names);
    scope.weights = new Declared(names);
    noClashes(names, scope.inputs);
    scope.biasGivesWay();
    scope.weightsSpan = Optional.of(s.span());
    scope.forgetExample();
    scope.forgetMeasures();
    if (scope.inputsSpan.isPresent()
        && scope.oneHot.isEmpty()
        && scope.inputs.size() != names.size()) {
      diagnostics.add(weightCount(s.span(), names.size()));
    }
    return new Statement.Weights(items, seed, s.span(), s.places());
  }

  private boolean isNameWithoutValue(Item item) {
    return item.name().isEmpty()
        && item.value().isPresent()
        && item.value().get() instanceof Variable v
        && !scope.lets.containsKey(v.name())
        && !Names.isConstant(v.name());
  }

  private Diagnostic weightCount(Span span, int given) {
    int needed = scope.inputs.size();
    StringBuilder add = new StringBuilder();
    for (int i = given; i < Math.min(needed, given + 3); i++) {
      add.append(", w").append(i + 1).append(" = 0.1");
    }
    String help =
        given < needed
            ? "add `" + add + (needed - given > 3 ? ", …" : "") + "`, or write `weights zeros`"
            : "remove " + CheckErrors.count(given - needed, "weight");
    return CheckErrors.weightCount(span, given, scope.inputsSpan.orElseThrow(), needed, help);
  }

  /** Whether one word fills all weights: zeros, ones, random, uniform(a, b), normal(m, s). */
  private static boolean isFill(List<Item> items) {
    if (items.size() != 1 || items.get(0).name().isPresent() || items.get(0).value().isEmpty()) {
      return false;
    }
    Expression value = items.get(0).value().get();
    if (value instanceof Variable v && v.role() == Variable.Role.NAME) {
      return Set.of("zeros", "ones", "random").contains(v.name());
    }
    return value instanceof Expression.Invocation call
        && Set.of("uniform", "normal").contains(call.name());
  }

  private List<Item> fill(Statement.Weights s) {
    Item item = s.items().get(0);
    if (!(item.value().orElseThrow() instanceof Expression.Invocation call)) {
      return s.items();
    }
    List<Expression> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(value(argument, s.places())));
    if (arguments.size() != 2) {
      diagnostics.add(
          CheckErrors.wrongNumberOfArguments(item.span(), call.name(), 2, arguments.size()));
    }
    return List.of(
        new Item(
            item.name(),
            item.count(),
            Optional.of(new Expression.Invocation(call.name(), false, arguments)),
            item.span()));
  }

  Statement bias(Statement.Bias s) {
    Item item = s.item();
    boolean none =
        item.name().isEmpty()
            && item.value().isPresent()
            && item.value().get() instanceof Variable v
            && v.role() == Variable.Role.NAME
            && v.name().equals("none");
    scope.hasBias = !none;
    scope.forgetMeasures();
    if (none) {
      return s;
    }
    if (item.value().isEmpty()) {
      diagnostics.add(CheckErrors.valueExpected(item.span(), "bias"));
      return s;
    }
    Item resolved = item.withValue(value(item.value().get(), s.places()));
    scope.biasNamed = Optional.empty();
    String name = item.name().map(Word::text).orElse(scope.biasName());
    if (item.name().isPresent()) {
      scope
          .declared(name)
          .ifPresent(first -> diagnostics.add(CheckErrors.duplicateName(item.span(), name, first)));
      scope.biasNamed = Optional.of(item.span());
    }
    scope.bias = name;
    return new Statement.Bias(resolved, s.fixed(), s.span(), s.places());
  }

  Statement cost(Statement.Cost s) {
    if (!Set.of("mean", "sum").contains(s.kind().text())) {
      diagnostics.add(CheckErrors.unknownCost(s.kind().span()));
    }
    scope.forgetMeasures();
    return s;
  }

  Statement seed(Statement.Seed s) {
    return new Statement.Seed(value(s.seed(), s.places()), s.span(), s.places());
  }

  Statement let(Statement.Let s) {
    Expression value = value(s.value(), s.places());
    String name = s.name().text();
    boolean again = scope.lets.containsKey(name);
    if (!s.name().quoted() && Names.isConstant(name)) {
      diagnostics.add(CheckErrors.wordOfTheLanguage(s.name().span(), name, "a constant"));
    } else if (!s.name().quoted() && Names.QUANTITIES.contains(Names.spelled(name))) {
      diagnostics.add(
          CheckErrors.wordOfTheLanguage(
              s.name().span(), name, "a value of the neuron or its training"));
    } else if (!again) {
      scope
          .declared(name)
          .ifPresent(
              first ->
                  diagnostics.add(
                      scope.weights.isEmpty() && scope.isWeight(name)
                          ? CheckErrors.nameOfAWeight(s.name().span(), name, first)
                          : CheckErrors.duplicateName(s.name().span(), name, first)));
    }
    room(again, s.span());
    scope.lets = scope.lets.with(name, s.name().span());
    if (name.equals("b")) {
      scope.biasGivesWay();
    }
    return value == s.value() ? s : new Statement.Let(s.name(), value, s.span(), s.places());
  }

  Statement assign(Statement.Assign s) {
    String name = s.name().quoted() ? s.name().text() : Names.spelled(s.name().text());
    Expression value = value(s.value(), s.places());
    boolean rate = !s.name().quoted() && name.equals("rate");
    boolean known =
        rate
            || scope.isInput(name)
            || scope.isWeight(name)
            || scope.hasBias && name.equals(scope.bias)
            || scope.lets.containsKey(name);
    boolean computed =
        !s.name().quoted() && (Names.QUANTITIES.contains(name) || Names.isConstant(name));
    // Which inputs and weights there are, the data may say.
    if (!known && (computed || scope.knowsInputs())) {
      Collection<String> candidates = candidates(this::assignable);
      diagnostics.add(
          computed
              ? CheckErrors.notAssignable(s.name().span(), s.name().text())
              : CheckErrors.unknownAssignment(
                  s.name().span(), s.name().text(), s.span().text(), candidates));
    }
    if (scope.isInput(name)) {
      scope.forgetExample();
    }
    Word word = new Word(name, s.name().quoted() || !rate, s.name().span());
    return new Statement.Assign(word, value, s.span(), s.places());
  }

  private List<String> assignable() {
    List<String> names = new ArrayList<>(scope.readable());
    names.removeAll(Names.QUANTITIES);
    names.add("rate");
    return names;
  }
}
