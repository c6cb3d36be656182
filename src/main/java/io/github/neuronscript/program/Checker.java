package io.github.neuronscript.program;

import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.program.Scope.InputKind;
import io.github.neuronscript.program.Scope.Named;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Item;
import io.github.neuronscript.syntax.Statement.TrainOption;
import io.github.neuronscript.syntax.SyntaxLimits;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Checks one statement against the scope it stands in: resolves its names, counts what has to fit,
 * and notes what it declares. Opens no file, except for the header of a data file when it may. The
 * statement comes back with resolved formulas; one with an error declares what it can, so that one
 * mistake is one error.
 */
public final class Checker implements Statement.Visitor<Statement> {

  private final Scope scope;
  private final Optional<FileOpener> files;
  private final boolean trusted;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Checker(Scope scope, Optional<FileOpener> files, boolean trusted) {
    this.scope = scope;
    this.files = files;
    this.trusted = trusted;
  }

  /** Checks the next statement of a script and enters what it declares into the scope given. */
  static Checked checkNext(Statement statement, Scope scope, Optional<FileOpener> files) {
    return check(statement, new Checker(scope, files, false));
  }

  /** Checks a statement; the scope given stays as it is. */
  public static Checked check(Statement statement, Scope scope, Optional<FileOpener> files) {
    return check(statement, new Checker(scope.copy(), files, false));
  }

  /** Checks a statement of the prelude, whose stated derivatives the tests hold to the formulas. */
  static Checked checkTrusted(Statement statement, Scope scope) {
    return check(statement, new Checker(scope.copy(), Optional.empty(), true));
  }

  private static Checked check(Statement statement, Checker checker) {
    Statement resolved = statement.accept(checker);
    return new Checked(resolved, checker.scope, checker.diagnostics);
  }

  private Expression value(Expression e, Places places) {
    return names(Names.Place.VALUE, places, List.of()).resolve(e);
  }

  private Names names(Names.Place place, Places places, List<String> own) {
    return new Names(scope, place, places, own, diagnostics);
  }

  // Declarations

  @Override
  public Statement inputs(Statement.Inputs s) {
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
      columns(resolved, s.places(), item, uses);
      items.add(resolved);
    }
    forgetUses(false);
    scope.columnUses.addAll(uses);
    noDuplicates(names);
    if (scope.weightsSpan.isPresent() && scope.weights.size() != names.size()) {
      diagnostics.add(CheckErrors.weightsForgotten(s.span(), scope.weights.size(), names.size()));
      scope.weights = List.of();
      scope.weightsSpan = Optional.empty();
    }
    scope.inputs = List.copyOf(names);
    scope.inputKind = kind;
    scope.inputsSpan = Optional.of(s.span());
    scope.columnsChecked = false;
    scope.exampleShown = false;
    noClashes(names, scope.weights);
    biasGivesWay();
    checkRowWidth();
    return new Statement.Inputs(items, s.span(), s.places());
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
    return item.value().get().contains(Checker::isColumn) ? InputKind.COLUMNS : InputKind.VALUE;
  }

  private static boolean isColumn(Expression e) {
    return e instanceof Variable v && v.role() == Variable.Role.COLUMN;
  }

  private void columns(Item resolved, Places places, Item written, List<Scope.ColumnUse> uses) {
    if (resolved.count().isPresent()) {
      String base = resolved.name().orElseThrow().text();
      for (int i = 1; i <= resolved.count().getAsInt(); i++) {
        uses.add(new Scope.ColumnUse(base + i, false, false, written.span()));
      }
    } else if (resolved.value().isEmpty()) {
      uses.add(
          new Scope.ColumnUse(resolved.name().orElseThrow().text(), false, false, written.span()));
    } else {
      columnsOf(resolved.value().get(), written.value().orElseThrow(), places, false, uses);
    }
  }

  /** Notes every column of a formula with its place; the written tree has the places. */
  private static void columnsOf(
      Expression resolved,
      Expression written,
      Places places,
      boolean ofTarget,
      List<Scope.ColumnUse> uses) {
    if (isColumn(resolved)) {
      String column = ((Variable) resolved).name();
      uses.add(new Scope.ColumnUse(column, false, ofTarget, places.of(written)));
    } else if (resolved instanceof Expression.Comparison c
        && isColumn(c.left())
        && c.right() instanceof Expression.Text) {
      Expression side = written.children().get(0);
      Expression column = side instanceof Expression.Text ? written.children().get(1) : side;
      uses.add(
          new Scope.ColumnUse(((Variable) c.left()).name(), true, ofTarget, places.of(column)));
    } else {
      for (int i = 0; i < resolved.children().size(); i++) {
        columnsOf(resolved.children().get(i), written.children().get(i), places, ofTarget, uses);
      }
    }
  }

  private void forgetUses(boolean ofTarget) {
    scope.columnUses.removeIf(use -> use.ofTarget() == ofTarget);
  }

  /** Names that the neuron's parts share with each other or with a let cannot be told apart. */
  private void noClashes(List<Named> names, List<Named> others) {
    for (Named name : names) {
      Optional<Span> other =
          others.stream().filter(o -> o.name().equals(name.name())).map(Named::span).findFirst();
      other
          .or(() -> Optional.ofNullable(scope.lets.get(name.name())))
          .or(() -> scope.biasNamed.filter(place -> scope.bias.equals(name.name())))
          .ifPresent(
              first -> diagnostics.add(CheckErrors.duplicateName(name.span(), name.name(), first)));
    }
  }

  /** The bias's own name b gives way to anything else that is called so; `bias` always reads it. */
  private void biasGivesWay() {
    if (scope.bias.equals("b") && scope.biasNamed.isEmpty()) {
      scope.bias = scope.biasName();
    }
  }

  private void noDuplicates(List<Named> names) {
    Set<String> seen = new HashSet<>();
    for (Named name : names) {
      if (!seen.add(name.name())) {
        Span first =
            names.stream()
                .filter(other -> other.name().equals(name.name()))
                .findFirst()
                .orElseThrow()
                .span();
        diagnostics.add(CheckErrors.duplicateName(name.span(), name.name(), first));
      }
    }
  }

  @Override
  public Statement weights(Statement.Weights s) {
    Optional<Expression> seed = s.seed().map(e -> value(e, s.places()));
    if (isFill(s.items())) {
      scope.weights = List.of();
      scope.weightsSpan = Optional.empty();
      return new Statement.Weights(fill(s), seed, s.span(), s.places());
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
    scope.weights = List.copyOf(names);
    noClashes(names, scope.inputs);
    biasGivesWay();
    scope.weightsSpan = Optional.of(s.span());
    if (scope.inputsSpan.isPresent() && scope.inputs.size() != names.size()) {
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

  @Override
  public Statement bias(Statement.Bias s) {
    Item item = s.item();
    boolean none =
        item.name().isEmpty()
            && item.value().isPresent()
            && item.value().get() instanceof Variable v
            && v.role() == Variable.Role.NAME
            && v.name().equals("none");
    scope.hasBias = !none;
    if (none) {
      return s;
    }
    if (item.value().isEmpty()) {
      diagnostics.add(CheckErrors.valueExpected(item.span(), "bias"));
      return s;
    }
    Item resolved = withValue(item, value(item.value().get(), s.places()));
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

  private static Item withValue(Item item, Expression value) {
    return new Item(item.name(), item.count(), Optional.of(value), item.span());
  }

  @Override
  public Statement activation(Statement.Activation s) {
    Expression call = call(s.function(), s.places(), "activation", List.of(ChainRule.Z));
    return new Statement.Activation(call, s.span(), s.places());
  }

  @Override
  public Statement loss(Statement.Loss s) {
    Expression call =
        call(s.function(), s.places(), "loss", List.of(ChainRule.TARGET, ChainRule.OUTPUT));
    return new Statement.Loss(call, s.span(), s.places());
  }

  /** Resolves the name of a function, with its further parameters, to a call over the neuron. */
  private Expression call(
      Expression written, Places places, String keyword, List<Expression> first) {
    boolean invoked = written instanceof Expression.Invocation;
    List<Expression> given = invoked ? written.children() : List.of();
    boolean quoted = written instanceof Variable v && v.role() == Variable.Role.QUOTED;
    String typed = invoked ? ((Expression.Invocation) written).name() : ((Variable) written).name();
    String name = quoted ? typed : Names.spelled(typed);
    Span place = places.of(written);
    if (invoked && given.size() == 1 && isTheNeuronsOwn(given.get(0))) {
      diagnostics.add(CheckErrors.callsWithZ(place, keyword, typed));
      return written;
    }
    List<Expression> further = new ArrayList<>();
    given.forEach(argument -> further.add(value(argument, places)));
    Optional<Definition> defined = scope.function(name);
    Optional<Function> elementary = Function.named(name);
    if (defined.isEmpty() && elementary.isEmpty()) {
      if (!scope.damaged.contains("define")) {
        diagnostics.add(
            keyword.equals("loss")
                ? CheckErrors.noSuchLoss(place, typed, functionsOf(2))
                : CheckErrors.noSuchActivation(place, typed, functionsOf(1)));
      }
      return written;
    }
    int arity = defined.map(d -> d.parameters().size()).orElseGet(() -> elementary.get().arity());
    if (arity != first.size() + further.size()) {
      diagnostics.add(wrongShape(place, keyword, name, defined, first.size(), further.size()));
      return written;
    }
    List<Expression> arguments = new ArrayList<>(first);
    arguments.addAll(further);
    return defined.isPresent()
        ? new Expression.Apply(defined.get(), arguments)
        : new Expression.Elementary(elementary.get(), arguments);
  }

  private static boolean isTheNeuronsOwn(Expression e) {
    return e instanceof Variable v && Set.of("z", "output", "y", "target").contains(v.name());
  }

  private static Diagnostic wrongShape(
      Span place,
      String keyword,
      String name,
      Optional<Definition> defined,
      int first,
      int further) {
    List<String> parameters = defined.map(Definition::parameters).orElse(List.of());
    if (first == 1 && parameters.size() >= 2 && parameters.get(0).equals("y")) {
      return CheckErrors.lossAsActivation(place, name);
    }
    if (first == 2 && parameters.size() < 2) {
      return CheckErrors.notOfTwo(place, name);
    }
    if (defined.isEmpty() && further == 0) {
      return CheckErrors.notOfOne(place, name);
    }
    List<String> open =
        parameters.size() > first ? parameters.subList(first, parameters.size()) : List.of();
    return CheckErrors.parametersOpen(place, keyword, name, open, further);
  }

  /** Names of the functions that can serve as activation (1) or loss (2), for suggestions. */
  private List<String> functionsOf(int arguments) {
    List<String> names = new ArrayList<>();
    scope.functions.forEach(
        (name, definition) -> {
          boolean loss =
              definition.parameters().size() >= 2 && definition.parameters().get(0).equals("y");
          boolean fits = arguments == 2 ? definition.parameters().size() >= 2 : !loss;
          if (fits) {
            names.add(name);
          }
        });
    if (arguments == 1) {
      names.addAll(List.of("tanh", "sign"));
    }
    return names;
  }

  @Override
  public Statement learningRate(Statement.LearningRate s) {
    Expression rate = value(s.rate(), s.places());
    for (String moving : List.of("epoch", "updates", "cost", "previous_cost")) {
      if (rate.contains(Variable.quantity(moving)::equals)) {
        diagnostics.add(CheckErrors.rateComputedOnce(s.places().of(s.rate()), moving));
      }
    }
    return new Statement.LearningRate(rate, s.span(), s.places());
  }

  @Override
  public Statement learningRule(Statement.LearningRule s) {
    Optional<RuleDefinition> rule = scope.learningRule(s.name());
    List<Expression> arguments = new ArrayList<>();
    s.arguments().forEach(argument -> arguments.add(value(argument, s.places())));
    if (rule.isEmpty()) {
      diagnostics.add(CheckErrors.noSuchRule(ruleName(s), s.name(), scope.learningRules.keySet()));
    } else if (rule.get().parameters().size() != arguments.size()) {
      diagnostics.add(
          CheckErrors.parametersOpen(
              s.span(), "learning rule", s.name(), rule.get().parameters(), arguments.size()));
    } else {
      scope.learningRule = s.name();
    }
    return new Statement.LearningRule(s.name(), arguments, s.span(), s.places());
  }

  /** Returns the place of the rule's name, which stands between `rule` and `(` or the end. */
  private static Span ruleName(Statement.LearningRule s) {
    String text = s.span().text();
    int from = text.indexOf("rule") + "rule".length();
    while (from < text.length() && (text.charAt(from) == ' ' || text.charAt(from) == '=')) {
      from++;
    }
    int to = text.indexOf('(', from) < 0 ? text.length() : text.indexOf('(', from);
    return new Span(s.span().source(), s.span().start() + from, s.span().start() + to);
  }

  @Override
  public Statement cost(Statement.Cost s) {
    if (!Set.of("mean", "sum").contains(s.kind().text())) {
      diagnostics.add(CheckErrors.unknownCost(s.kind().span()));
    }
    return s;
  }

  @Override
  public Statement target(Statement.Target s) {
    Expression written = s.item().value().orElse(null);
    if (written == null) {
      diagnostics.add(CheckErrors.valueExpected(s.item().span(), "target"));
      return s;
    }
    Expression resolved = names(Names.Place.COLUMNS, s.places(), List.of()).resolve(written);
    forgetUses(true);
    List<Scope.ColumnUse> uses = new ArrayList<>();
    columnsOf(resolved, written, s.places(), true, uses);
    scope.columnUses.addAll(uses);
    scope.target = true;
    scope.targetHasValue = !resolved.contains(Checker::isColumn);
    scope.columnsChecked = false;
    return new Statement.Target(withValue(s.item(), resolved), s.span(), s.places());
  }

  @Override
  public Statement dataRows(Statement.DataRows s) {
    if (s.rows().isEmpty()) {
      diagnostics.add(CheckErrors.noRows(s.span()));
      return s;
    }
    Statement.Row first = s.rows().get(0);
    List<Statement.Row> rows = new ArrayList<>();
    for (int i = 0; i < s.rows().size(); i++) {
      Statement.Row row = s.rows().get(i);
      if (row.cells().size() != first.cells().size()) {
        diagnostics.add(
            CheckErrors.rowsDiffer(
                row.span(), row.cells().size(), first.span(), first.cells().size()));
      } else if (row.targets().size() > 1 || row.targets().size() != first.targets().size()) {
        diagnostics.add(CheckErrors.rowTargets(row.span(), i == 0));
      }
      rows.add(
          new Statement.Row(
              row.cells().stream().map(cell -> value(cell, s.places())).toList(),
              row.targets().stream().map(cell -> value(cell, s.places())).toList(),
              row.span()));
      if (diagnostics.size() > SyntaxLimits.ERRORS) {
        break;
      }
    }
    scope.data =
        new Scope.Data.Rows(
            OptionalInt.of(first.cells().size()), !first.targets().isEmpty(), first.span());
    scope.columnsChecked = false;
    scope.evaluated = false;
    scope.exampleShown = false;
    checkRowWidth();
    return new Statement.DataRows(rows, s.span(), s.places());
  }

  private void checkRowWidth() {
    if (scope.data instanceof Scope.Data.Rows rows
        && scope.inputsSpan.isPresent()
        && scope.inputKind != InputKind.COLUMNS
        && rows.width().isPresent()
        && rows.width().getAsInt() != scope.inputs.size()) {
      diagnostics.add(
          CheckErrors.rowLength(
              rows.span(), rows.width().getAsInt(), scope.inputs.size(), scope.inputsSpan));
    }
  }

  @Override
  public Statement dataFile(Statement.DataFile s) {
    scope.data = new Scope.Data.File(s.path(), s.pathSpan());
    scope.columnsChecked = false;
    scope.evaluated = false;
    scope.exampleShown = false;
    return s;
  }

  @Override
  public Statement seed(Statement.Seed s) {
    return new Statement.Seed(value(s.seed(), s.places()), s.span(), s.places());
  }

  // Definitions

  @Override
  public Statement let(Statement.Let s) {
    Expression value = value(s.value(), s.places());
    String name = s.name().text();
    if (!s.name().quoted() && Names.QUANTITIES.contains(Names.spelled(name))) {
      diagnostics.add(
          CheckErrors.wordOfTheLanguage(
              s.name().span(), name, "a value of the neuron or its training"));
    } else if (!scope.lets.containsKey(name)) {
      scope
          .declared(name)
          .ifPresent(
              first -> diagnostics.add(CheckErrors.duplicateName(s.name().span(), name, first)));
    }
    scope.lets.put(name, s.name().span());
    biasGivesWay();
    return new Statement.Let(s.name(), value, s.span(), s.places());
  }

  @Override
  public Statement define(Statement.Define s) {
    String name = s.name().text();
    List<String> parameters = s.parameters().stream().map(Word::text).toList();
    if (scope.builtInFunctions.contains(name) || Function.named(name).isPresent()) {
      diagnostics.add(CheckErrors.builtInName(s.name().span(), name));
      return s;
    }
    noDuplicates(s.parameters().stream().map(p -> new Named(p.text(), p.span())).toList());
    Names names = names(Names.Place.FUNCTION, s.places(), parameters);
    Expression body = names.defining(name).resolve(s.body());
    Definition plain = Definition.of(name, parameters, body);
    List<Expression> arguments =
        parameters.stream().map(p -> (Expression) Variable.parameter(p)).toList();
    long size = Definition.writtenOutSize(new Expression.Apply(plain, arguments));
    if (size > SyntaxLimits.NODES) {
      diagnostics.add(CheckErrors.definitionTooLarge(s.span(), SyntaxLimits.NODES));
      return s;
    }
    // Known from here on, so that the stated derivative may use the function itself.
    scope.functions.put(name, plain);
    Optional<Definition.StatedDerivative> stated = stated(s, names, parameters);
    Optional<Expression> requirement = s.requirement().map(names::resolve);
    Definition whole = new Definition(name, parameters, body, stated, requirement);
    boolean clean = diagnostics.stream().noneMatch(Diagnostic::isError);
    if (clean && !trusted && stated.isPresent()) {
      new DerivativeCheck(plain, stated.get(), s).findMismatch().ifPresent(diagnostics::add);
    }
    scope.functions.put(name, whole);
    Statement.Define resolved =
        new Statement.Define(
            s.name(),
            s.parameters(),
            body,
            stated.map(d -> new Statement.Stated(s.stated().orElseThrow().by(), d.formula())),
            requirement,
            s.span(),
            s.places());
    return resolved;
  }

  private Optional<Definition.StatedDerivative> stated(
      Statement.Define s, Names names, List<String> parameters) {
    if (s.stated().isEmpty()) {
      return Optional.empty();
    }
    Statement.Stated written = s.stated().get();
    String by = written.by().map(Word::text).orElse(parameters.get(0));
    if (!parameters.contains(by)) {
      diagnostics.add(
          CheckErrors.derivativeParameter(written.by().orElseThrow().span(), by, parameters));
      return Optional.empty();
    }
    return Optional.of(new Definition.StatedDerivative(by, names.resolve(written.formula())));
  }

  @Override
  public Statement defineRule(Statement.DefineRule s) {
    List<String> parameters = s.parameters().stream().map(Word::text).toList();
    if (scope.builtInRules.contains(s.name())) {
      diagnostics.add(CheckErrors.builtInName(s.span(), s.name()));
      return s;
    }
    List<String> own = new ArrayList<>(parameters);
    s.lines().forEach(line -> own.add(line.name().text()));
    Names names = names(Names.Place.RULE, s.places(), own);
    List<LearningRule.Line> lines = new ArrayList<>();
    List<Statement.RuleLine> resolved = new ArrayList<>();
    for (Statement.RuleLine line : s.lines()) {
      if (Names.isReadByRules(line.name().text())) {
        diagnostics.add(CheckErrors.notAssignable(line.name().span(), line.name().text()));
      }
      boolean w = line.name().text().equals("w");
      Variable name = w ? LearningRule.W : Variable.parameter(line.name().text());
      Expression formula = names.resolve(line.formula());
      lines.add(new LearningRule.Line(name, formula));
      resolved.add(new Statement.RuleLine(line.name(), formula));
    }
    if (lines.stream().noneMatch(line -> line.name().equals(LearningRule.W))) {
      diagnostics.add(CheckErrors.ruleNeedsW(s.span()));
    }
    scope.learningRules.put(s.name(), new RuleDefinition(s.name(), parameters, lines));
    return new Statement.DefineRule(s.name(), s.parameters(), resolved, s.span(), s.places());
  }

  @Override
  public Statement assign(Statement.Assign s) {
    String name = s.name().quoted() ? s.name().text() : Names.spelled(s.name().text());
    Expression value = value(s.value(), s.places());
    boolean rate = !s.name().quoted() && name.equals("rate");
    boolean known =
        rate
            || scope.isInput(name)
            || scope.isWeight(name)
            || scope.hasBias && name.equals(scope.bias)
            || scope.lets.containsKey(name);
    if (!known) {
      boolean computed = !s.name().quoted() && Names.QUANTITIES.contains(name);
      List<String> candidates = new ArrayList<>(scope.readable());
      candidates.removeAll(Names.QUANTITIES);
      candidates.add("rate");
      diagnostics.add(
          computed
              ? CheckErrors.notAssignable(s.name().span(), s.name().text())
              : CheckErrors.unknownAssignment(
                  s.name().span(), s.name().text(), s.span().text(), candidates));
    }
    Word word = new Word(name, s.name().quoted() || !rate, s.name().span());
    return new Statement.Assign(word, value, s.span(), s.places());
  }

  // Actions

  @Override
  public Statement forward(Statement.Forward s) {
    needInputs(s.span(), "forward");
    Optional<Statement.Example> example =
        s.example()
            .map(
                e ->
                    new Statement.Example(
                        values(e.values(), s.places(), s.span()),
                        e.target().map(t -> value(t, s.places()))));
    if (example.isEmpty()) {
      needExample(s.span(), "forward");
    }
    scope.exampleShown = true;
    return new Statement.Forward(example, s.span(), s.places());
  }

  @Override
  public Statement backward(Statement.Backward s) {
    needTarget(s.span(), "backward");
    return s;
  }

  @Override
  public Statement update(Statement.Update s) {
    needTarget(s.span(), "update");
    return s;
  }

  private void needTarget(Span span, String action) {
    needInputs(span, action);
    needExample(span, action);
    boolean rowsWithout = scope.data instanceof Scope.Data.Rows rows && !rows.targets();
    boolean handless = !scope.hasData() && !scope.targetHasValue && !scope.exampleShown;
    if (rowsWithout && !scope.exampleShown) {
      diagnostics.add(
          CheckErrors.rowsWithoutTarget(span, action, ((Scope.Data.Rows) scope.data).span()));
    } else if (handless && !isDamaged("target")) {
      diagnostics.add(CheckErrors.targetMissing(span, action));
    }
    scope.exampleShown = true;
  }

  @Override
  public Statement step(Statement.Step s) {
    if (s.count().isPresent() && !isWhole(s.count().get())) {
      diagnostics.add(CheckErrors.notAWholeNumber(s.span(), "the number of steps"));
    }
    needTarget(s.span(), "step");
    return s;
  }

  private static boolean isWhole(Expression e) {
    return e instanceof Literal n
        && n.value() >= 1
        && n.value() <= 1_000_000
        && n.value() == Math.rint(n.value());
  }

  @Override
  public Statement train(Statement.Train s) {
    needInputs(s.span(), "train");
    needData(s.span(), "train");
    List<TrainOption> options = new ArrayList<>();
    for (TrainOption option : s.options()) {
      options.add(option(option, s.places()));
    }
    scope.exampleShown = false;
    scope.evaluated = false;
    return new Statement.Train(options, s.span(), s.places());
  }

  private TrainOption option(TrainOption option, Places places) {
    if (option instanceof TrainOption.Epochs epochs) {
      return new TrainOption.Epochs(value(epochs.count(), places), epochs.span());
    }
    if (option instanceof TrainOption.Batch batch) {
      boolean all = isWord(batch.size(), "all");
      boolean one = batch.size() instanceof Literal n && n.value() == 1;
      RuleDefinition rule = scope.learningRules.get(scope.learningRule);
      if (!one && ruleReadsExamples(rule)) {
        diagnostics.add(CheckErrors.batchOfOne(batch.span(), rule.name()));
      }
      return all ? batch : new TrainOption.Batch(value(batch.size(), places), batch.span());
    }
    if (option instanceof TrainOption.Shuffle shuffle) {
      return new TrainOption.Shuffle(
          shuffle.seed().map(seed -> value(seed, places)), shuffle.span());
    }
    TrainOption.Until until = (TrainOption.Until) option;
    if (isWord(until.condition(), "converged")) {
      return until;
    }
    Expression condition = names(Names.Place.EPOCH, places, List.of()).resolve(until.condition());
    needCondition(condition, places.of(until.condition()), "until");
    return new TrainOption.Until(condition, until.span());
  }

  /** A number alone is a slip: {@code until cost} for {@code until cost < 0.1}. */
  private void needCondition(Expression e, Span place, String keyword) {
    boolean number =
        e instanceof Literal
            || e instanceof Expression.Negation
            || e instanceof Expression.Sum
            || e instanceof Expression.Product
            || e instanceof Expression.Quotient
            || e instanceof Expression.Remainder
            || e instanceof Expression.Power
            || e instanceof Expression.Elementary
            || e instanceof Variable v
                && v.role() != Variable.Role.LET
                && v.role() != Variable.Role.NAME
                && v.role() != Variable.Role.QUOTED;
    if (number) {
      diagnostics.add(CheckErrors.conditionExpected(place, keyword));
    }
  }

  private static boolean ruleReadsExamples(RuleDefinition rule) {
    List<Double> any = new ArrayList<>();
    rule.parameters().forEach(p -> any.add(0.5));
    return rule.with(any).isExampleByExample();
  }

  /** Whether an unresolved formula is one word of the language, as {@code all} or {@code none}. */
  public static boolean isWord(Expression e, String word) {
    return e instanceof Variable v && v.role() == Variable.Role.NAME && v.name().equals(word);
  }

  @Override
  public Statement predict(Statement.Predict s) {
    needInputs(s.span(), "predict");
    List<Item> values = values(s.values(), s.places(), s.span());
    scope.exampleShown = true;
    return new Statement.Predict(values, s.span(), s.places());
  }

  /** Brings typed values into the order of the inputs. */
  private List<Item> values(List<Item> items, Places places, Span span) {
    List<Item> resolved = new ArrayList<>();
    Set<String> given = new HashSet<>();
    for (Item item : items) {
      if (item.name().isPresent()) {
        String name = item.name().get().text();
        if (scope.inputsSpan.isPresent() && !scope.isInput(name)) {
          diagnostics.add(
              CheckErrors.unknownInput(
                  item.name().get().span(), name, scope.inputs.stream().map(Named::name).toList()));
        } else if (!given.add(name)) {
          diagnostics.add(CheckErrors.givenTwice(item.span(), name));
        }
        if (resolved.stream().anyMatch(other -> other.name().isEmpty())) {
          diagnostics.add(CheckErrors.mixedItems(item.span(), items.get(0).span()));
        }
      } else if (!given.isEmpty()) {
        diagnostics.add(CheckErrors.mixedItems(item.span(), items.get(0).span()));
      }
      if (item.value().isPresent()) {
        resolved.add(withValue(item, value(item.value().get(), places)));
      }
    }
    if (scope.inputsSpan.isPresent() && items.size() != scope.inputs.size()) {
      diagnostics.add(
          CheckErrors.valueCount(span, items.size(), scope.inputs.size(), scope.inputsSpan));
    }
    return resolved;
  }

  @Override
  public Statement evaluate(Statement.Evaluate s) {
    needInputs(s.span(), "evaluate");
    needData(s.span(), "evaluate");
    scope.evaluated = true;
    return s;
  }

  @Override
  public Statement show(Statement.Show s) {
    if (s.values().size() == 1
        && s.values().get(0) instanceof Variable v
        && v.role() == Variable.Role.NAME
        && s.spoken()
        && Topics.ALL.contains(v.name())) {
      return new Statement.ShowDeclaration(v.name(), s.span(), s.places());
    }
    List<Expression> values = new ArrayList<>();
    for (Expression e : s.values()) {
      boolean topic =
          e instanceof Variable v
              && v.role() == Variable.Role.NAME
              && Topics.ALL.contains(v.name())
              && !scope.readable().contains(v.name());
      if (topic) {
        diagnostics.add(CheckErrors.topicInAList(s.places().of(e), ((Variable) e).name()));
      } else {
        values.add(value(e, s.places()));
      }
    }
    needWhatIsRead(values, s.span());
    return new Statement.Show(values, s.spoken(), s.span(), s.places());
  }

  /** Reading the cost measures it, which needs data. */
  private void needWhatIsRead(List<Expression> values, Span span) {
    boolean cost = values.stream().anyMatch(e -> e.contains(Variable.quantity("cost")::equals));
    if (cost && !isDamaged("data")) {
      needInputs(span, "cost");
      needData(span, "cost");
    }
  }

  @Override
  public Statement showDeclaration(Statement.ShowDeclaration s) {
    return s;
  }

  @Override
  public Statement print(Statement.Print s) {
    List<Statement.Template> templates = new ArrayList<>();
    for (Statement.Template template : s.templates()) {
      List<Statement.Template.Part> parts = new ArrayList<>();
      for (Statement.Template.Part part : template.parts()) {
        Optional<Expression> hole = part.hole().map(e -> value(e, s.places()));
        hole.ifPresent(e -> needWhatIsRead(List.of(e), s.span()));
        parts.add(new Statement.Template.Part(part.text(), hole));
      }
      templates.add(new Statement.Template(parts));
    }
    return new Statement.Print(templates, s.span(), s.places());
  }

  @Override
  public Statement expect(Statement.Expect s) {
    Expression condition = value(s.condition(), s.places());
    needCondition(condition, s.places().of(s.condition()), "expect");
    needWhatIsRead(List.of(condition), s.span());
    return new Statement.Expect(condition, s.span(), s.places());
  }

  @Override
  public Statement reset(Statement.Reset s) {
    scope.exampleShown = false;
    scope.evaluated = false;
    return s;
  }

  @Override
  public Statement set(Statement.Set s) {
    switch (s.setting().text()) {
      case "digits" ->
          expectSetting(s, isDigits(s.value().text()), "write `set digits 6`, from 1 to 17");
      case "terms" ->
          expectSetting(
              s,
              s.value().text().equals("all") || isCount(s.value().text()),
              "write `set terms 10` or `set terms all`");
      case "trace" ->
          expectSetting(
              s,
              Set.of("full", "summary", "none").contains(s.value().text()),
              "write `set trace full`, `summary` or `none`");
      default ->
          diagnostics.add(CheckErrors.unknownSetting(s.setting().span(), s.setting().text()));
    }
    return s;
  }

  private void expectSetting(Statement.Set s, boolean fits, String help) {
    if (!fits) {
      diagnostics.add(CheckErrors.settingValue(s.value().span(), s.setting().text(), help));
    }
  }

  private static boolean isDigits(String text) {
    return isCount(text) && Integer.parseInt(text) <= 17;
  }

  private static boolean isCount(String text) {
    return text.matches("[1-9][0-9]{0,5}");
  }

  @Override
  public Statement damaged(Statement.Damaged s) {
    scope.damaged.add(s.keyword());
    if (s.keyword().startsWith("input")) {
      scope.inputs = List.of();
      scope.inputsSpan = Optional.empty();
    }
    return s;
  }

  private boolean isDamaged(String keyword) {
    return scope.damaged.contains(keyword) || scope.damaged.contains(keyword + "s");
  }

  private void needInputs(Span span, String action) {
    if (scope.inputsSpan.isEmpty() && !isDamaged("input")) {
      diagnostics.add(CheckErrors.inputsMissing(span, action));
    }
    checkColumns();
  }

  private void needData(Span span, String action) {
    if (!scope.hasData()) {
      if (!isDamaged("data") && scope.inputsSpan.isPresent()) {
        diagnostics.add(CheckErrors.dataMissing(span, action));
      }
      return;
    }
    boolean file = scope.data instanceof Scope.Data.File;
    if (file && !scope.target && !isDamaged("target")) {
      diagnostics.add(CheckErrors.fileWithoutTarget(span, action));
    } else if (scope.data instanceof Scope.Data.Rows rows && !rows.targets()) {
      diagnostics.add(CheckErrors.rowsWithoutTarget(span, action, rows.span()));
    }
  }

  private void needExample(Span span, String action) {
    boolean byHand = scope.inputKind == InputKind.VALUE;
    boolean known = scope.inputsSpan.isPresent();
    if (known && !byHand && !scope.hasData() && !scope.exampleShown && !isDamaged("data")) {
      diagnostics.add(CheckErrors.exampleMissing(span, action));
    }
  }

  /** Holds the columns that inputs and target read to the header of the file, once. */
  private void checkColumns() {
    if (scope.columnsChecked
        || files.isEmpty()
        || !(scope.data instanceof Scope.Data.File file)
        || scope.inputsSpan.isEmpty()) {
      return;
    }
    scope.columnsChecked = true;
    diagnostics.addAll(DataFiles.missingColumns(files.get(), file, scope.columnUses));
  }
}
