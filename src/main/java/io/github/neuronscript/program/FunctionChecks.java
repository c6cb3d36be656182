package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Penalty;
import io.github.neuronscript.program.Scope.Named;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks the functions that are chosen, defined or derived. */
final class FunctionChecks extends Checks {

  /** So many parts of formulas are held to stated derivatives in one script. */
  private static final long MOST_PARTS_HELD = 100_000;

  FunctionChecks(Checks checks) {
    super(checks);
  }

  Statement activation(Statement.Activation s) {
    Expression call = call(s.function(), s.places(), "activation", List.of(ChainRule.Z));
    scope.forgetMeasures();
    return new Statement.Activation(call, s.span(), s.places());
  }

  Statement loss(Statement.Loss s) {
    Expression call =
        call(s.function(), s.places(), "loss", List.of(ChainRule.TARGET, ChainRule.OUTPUT));
    scope.forgetMeasures();
    return new Statement.Loss(call, s.span(), s.places());
  }

  Statement penalty(Statement.Penalty s) {
    Optional<Expression> call =
        s.function().map(e -> call(e, s.places(), "penalty", List.of(Penalty.W)));
    scope.forgetMeasures();
    return new Statement.Penalty(call, s.span(), s.places());
  }

  /** Checks {@code derive f by p at 1, 0.5}; without a function it is about the neuron. */
  Statement derive(Statement.Derive s) {
    if (s.function().isEmpty()) {
      new Needs(this).inputs(s.span(), "derive");
      return s;
    }
    Word word = s.function().get();
    String name = word.quoted() ? word.text() : Names.spelled(word.text());
    Optional<List<String>> parameters =
        scope
            .function(name)
            .map(Definition::parameters)
            .or(() -> Function.named(name).map(Function::parameters));
    if (parameters.isEmpty()) {
      if (!isDamaged("define")) {
        diagnostics.add(
            CheckErrors.unknownFunctionToDerive(
                word.span(), word.text(), candidates(() -> Names.functionNames(scope))));
      }
      return s;
    }
    scope.function(name).ifPresent(f -> HostChecks.call(scope, f, word.span(), diagnostics));
    s.by()
        .filter(by -> !parameters.get().contains(by.text()))
        .ifPresent(
            by ->
                diagnostics.add(
                    CheckErrors.deriveBy(by.span(), by.text(), name, parameters.get())));
    if (!s.at().isEmpty() && s.at().size() != parameters.get().size()) {
      diagnostics.add(CheckErrors.deriveAt(s.span(), name, parameters.get(), s.at().size()));
    }
    return new Statement.Derive(
        Optional.of(new Word(name, true, word.span())),
        s.by(),
        s.at().stream().map(e -> value(e, s.places())).toList(),
        s.span(),
        s.places());
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
      boolean open =
          keyword.equals("penalty")
              && scope.function(name).filter(d -> d.parameters().size() > 1).isPresent();
      diagnostics.add(
          open
              ? CheckErrors.penaltyWithW(place, typed, 1)
              : CheckErrors.callsWithZ(place, keyword, typed));
      return written;
    }
    if (keyword.equals("penalty") && given.size() > 1 && isTheNeuronsOwn(given.get(0))) {
      diagnostics.add(CheckErrors.penaltyWithW(place, typed, given.size() - 1));
      return written;
    }
    List<Expression> further = new ArrayList<>();
    given.forEach(argument -> further.add(value(argument, places)));
    Optional<Definition> defined = scope.function(name);
    Optional<Function> elementary = Function.named(name);
    if (defined.isEmpty() && elementary.isEmpty()) {
      if (!scope.damaged.contains("define")) {
        diagnostics.add(
            switch (keyword) {
              case "loss" -> CheckErrors.noSuchLoss(place, typed, candidates(() -> functionsOf(2)));
              case "penalty" ->
                  CheckErrors.noSuchPenalty(place, typed, candidates(() -> penalties()));
              default ->
                  CheckErrors.noSuchActivation(place, typed, candidates(() -> functionsOf(1)));
            });
      }
      return written;
    }
    if (!keyword.equals("penalty") && isPenalty(name)) {
      diagnostics.add(CheckErrors.penaltyAs(place, keyword, name, Names.meant(name)));
      return written;
    }
    int arity = defined.map(d -> d.parameters().size()).orElseGet(() -> elementary.get().arity());
    if (arity != first.size() + further.size()) {
      diagnostics.add(wrongShape(place, keyword, name, defined, first.size(), further.size()));
      return written;
    }
    defined.ifPresent(called -> HostChecks.call(scope, called, place, diagnostics));
    List<Expression> arguments = new ArrayList<>(first);
    arguments.addAll(further);
    return defined.isPresent()
        ? new Expression.Apply(defined.get(), arguments)
        : new Expression.Elementary(elementary.get(), arguments);
  }

  private static boolean isTheNeuronsOwn(Expression e) {
    return e instanceof Variable v && Set.of("z", "output", "y", "target", "w").contains(v.name());
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
      return CheckErrors.lossAs(place, keyword, name);
    }
    if (first == 2 && parameters.size() < 2) {
      return CheckErrors.notOfTwo(place, name);
    }
    if (defined.isEmpty() && further == 0) {
      return CheckErrors.notOfOne(place, keyword, name);
    }
    List<String> open =
        parameters.size() > first ? parameters.subList(first, parameters.size()) : List.of();
    return CheckErrors.parametersOpen(place, keyword, name, open, further);
  }

  /** Whether a function of the language is meant for a weight. */
  private boolean isPenalty(String name) {
    return scope.builtInFunctions.contains(name)
        && scope.function(name).filter(FunctionChecks::isOfAWeight).isPresent();
  }

  private static boolean isOfAWeight(Definition definition) {
    return definition.parameters().get(0).equals("w");
  }

  /** Names of the functions of a weight, for suggestions. */
  private List<String> penalties() {
    List<String> names = new ArrayList<>();
    scope.functions.forEach(
        (name, definition) -> {
          if (isOfAWeight(definition)) {
            names.add(name);
          }
        });
    return names;
  }

  /** Names of the functions that can serve as activation (1) or loss (2), for suggestions. */
  private List<String> functionsOf(int arguments) {
    List<String> names = new ArrayList<>();
    scope.functions.forEach(
        (name, definition) -> {
          boolean loss =
              definition.parameters().size() >= 2 && definition.parameters().get(0).equals("y");
          boolean fits = arguments == 2 ? definition.parameters().size() >= 2 : !loss;
          if (fits && !isPenalty(name)) {
            names.add(name);
          }
        });
    if (arguments == 1) {
      names.addAll(List.of("tanh", "sign"));
    }
    return names;
  }

  Statement define(Statement.Define s) {
    String name = s.name().text();
    List<String> parameters = s.parameters().stream().map(Word::text).toList();
    if (scope.builtInFunctions.contains(name) || Function.named(name).isPresent()) {
      diagnostics.add(CheckErrors.builtInName(s.name().span(), name));
      return s;
    }
    if (scope.hosts.containsKey(name)) {
      diagnostics.add(CheckErrors.hostName(s.name().span(), name));
      return s;
    }
    noDuplicates(s.parameters().stream().map(p -> new Named(p.text(), p.span())).toList());
    Names names = names(Names.Place.FUNCTION, s.places(), parameters);
    Expression body = names.defining(name).resolve(s.body());
    Definition plain = Definition.of(name, parameters, body);
    if (!isWithinLimits(callOf(plain), s.span())) {
      scope.damage("define");
      return s;
    }
    // Known from here on, so that the stated derivative may use the function itself.
    room(scope.functions.containsKey(name), s.span());
    scope.functions = scope.functions.with(name, plain);
    Optional<Definition.StatedDerivative> stated = stated(s, names, parameters);
    Optional<Expression> requirement = s.requirement().map(names::resolve);
    stated.ifPresent(d -> isWithinLimits(d.formula(), s.span()));
    requirement.ifPresent(e -> isWithinLimits(e, s.span()));
    Definition whole = new Definition(name, parameters, body, stated, requirement);
    // After a damaged one a formula may still hold names that stand for nothing.
    boolean clean = scope.damaged.isEmpty() && diagnostics.stream().noneMatch(Diagnostic::isError);
    if (clean && !trusted && stated.isPresent() && isChecked(plain, stated.get())) {
      new DerivativeCheck(plain, stated.get(), s).findMismatch().ifPresent(diagnostics::add);
    }
    if (clean) {
      scope.functions = scope.functions.with(name, whole);
    } else {
      // What uses it is not called unknown: the mistake is here.
      scope.functions = scope.functions.without(name);
      scope.damage("define");
    }
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

  /** A call with the parameters themselves. */
  private static Expression callOf(Definition definition) {
    return new Expression.Apply(
        definition,
        definition.parameters().stream().map(p -> (Expression) Variable.parameter(p)).toList());
  }

  /** Complains of a formula that is too large once its functions are written out. */
  private boolean isWithinLimits(Expression formula, Span place) {
    if (Definition.writtenOutSize(formula) > scope.limits.terms()) {
      diagnostics.add(CheckErrors.definitionTooLarge(place, scope.limits.terms()));
      return false;
    }
    if (Definition.writtenOutDepth(formula) > Definition.DEEPEST) {
      diagnostics.add(CheckErrors.definitionTooDeep(place, Definition.DEEPEST));
      return false;
    }
    return true;
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

  /** Whether a stated derivative is held to its formula: so many parts of all in a script are. */
  private boolean isChecked(Definition plain, Definition.StatedDerivative stated) {
    scope.partsHeld += Definition.writtenOutSize(plain.body());
    scope.partsHeld += Definition.writtenOutSize(stated.formula());
    return scope.partsHeld <= MOST_PARTS_HELD;
  }
}
