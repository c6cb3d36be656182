package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the learning rate, and the learning rules that are chosen, defined or written out. */
final class LearningRuleChecks extends Checks {

  /** Steps that computing arguments takes, of all rules in a script, before they run. */
  private static final long MOST_STEPS = 5_000_000;

  /** More steps than that. */
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuch() {
      super("", null, false, false);
    }
  }

  LearningRuleChecks(Checks checks) {
    super(checks);
  }

  Statement learningRate(Statement.LearningRate s) {
    Expression rate = value(s.rate(), s.places());
    for (String moving : List.of("epoch", "updates", "cost", "previous_cost")) {
      if (rate.contains(Variable.quantity(moving)::equals)) {
        diagnostics.add(CheckErrors.rateComputedOnce(s.places().of(s.rate()), moving));
      }
    }
    return new Statement.LearningRate(rate, s.span(), s.places());
  }

  Statement learningRule(Statement.LearningRule s) {
    Optional<RuleDefinition> rule = scope.learningRule(s.name());
    List<Expression> arguments = new ArrayList<>();
    for (Expression written : s.arguments()) {
      Expression argument = value(written, s.places());
      s.places().keep(written, argument);
      arguments.add(argument);
    }
    if (rule.isEmpty()) {
      diagnostics.add(
          CheckErrors.noSuchRule(ruleName(s), s.name(), candidates(scope.learningRules::keySet)));
    } else if (rule.get().parameters().size() != arguments.size()) {
      diagnostics.add(
          CheckErrors.parametersOpen(
              s.span(), "learning rule", s.name(), rule.get().parameters(), arguments.size()));
    } else {
      if (hasNoError()) {
        checkArguments(rule.get(), arguments, s);
      }
      choose(rule.get());
    }
    return new Statement.LearningRule(s.name(), arguments, s.span(), s.places());
  }

  /** Holds those arguments to the requirement that are numbers already. */
  private void checkArguments(
      RuleDefinition rule, List<Expression> arguments, Statement.LearningRule s) {
    NumberSystem numbers = NumberSystem.fractions().counted(this::count);
    List<Optional<Number>> known = new ArrayList<>();
    List<RuleDefinition.Outside> outside;
    try {
      arguments.forEach(argument -> known.add(constant(numbers, argument)));
      outside = rule.outside(numbers, known);
    } catch (NumberSystem.NotExact | NumberSystem.TooLong | TooMuch e) {
      return; // It is asked again when it runs, in the numbers of then.
    }
    for (RuleDefinition.Outside of : outside) {
      diagnostics.add(rule.complaint(of, s.places().of(arguments.get(of.argument()))));
    }
  }

  private void count(long steps) {
    scope.stepsHeld += steps;
    if (scope.stepsHeld > MOST_STEPS) {
      throw new TooMuch();
    }
  }

  private static Optional<Number> constant(NumberSystem numbers, Expression argument) {
    if (argument.contains(Expression.Variable.class::isInstance)) {
      return Optional.empty();
    }
    try {
      return Optional.of(numbers.value(argument, Map.of()));
    } catch (NumberSystem.NotExact | NumberSystem.TooLong e) {
      return Optional.empty();
    }
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

  Statement writtenRule(Statement.WrittenRule s) {
    List<Statement.RuleLine> lines = lines(s.lines(), List.of(), s.span(), s.places());
    if (hasNoError()) {
      choose(RuleDefinition.written(formulas(lines)));
    }
    return new Statement.WrittenRule(lines, s.span(), s.places());
  }

  private void choose(RuleDefinition rule) {
    scope.learningRule = Optional.of(rule);
    scope.forgetExample();
    scope.forgetMeasures();
  }

  Statement defineRule(Statement.DefineRule s) {
    if (scope.builtInRules.contains(s.name())) {
      diagnostics.add(CheckErrors.builtInName(s.span(), s.name()));
      return s;
    }
    List<String> parameters = s.parameters().stream().map(Word::text).toList();
    List<Statement.RuleLine> lines = lines(s.lines(), parameters, s.span(), s.places());
    Optional<Expression> requirement = s.requirement().map(e -> requirement(e, parameters, s));
    room(scope.learningRules.containsKey(s.name()), s.span());
    if (!hasNoError()) {
      scope.damage("define");
      return s;
    }
    scope.learningRules =
        scope.learningRules.with(
            s.name(),
            new RuleDefinition(Optional.of(s.name()), parameters, formulas(lines), requirement));
    return new Statement.DefineRule(
        s.name(), s.parameters(), lines, requirement, s.span(), s.places());
  }

  /** Resolves what a rule asks of its parameters, which is known before anything is learnt. */
  private Expression requirement(
      Expression written, List<String> parameters, Statement.DefineRule s) {
    List<String> own = s.lines().stream().map(line -> line.name().text()).toList();
    boolean[] moving = {false};
    if (!written.contains(e -> e instanceof Variable v && parameters.contains(v.name()))) {
      diagnostics.add(CheckErrors.requiresNothing(s.places().of(written), parameters));
      return written;
    }
    written.each(
        e -> {
          if (e instanceof Variable v && !parameters.contains(v.name())) {
            String name = v.name();
            if (own.contains(name) || name.equals("w") || Names.isReadByRules(name)) {
              diagnostics.add(CheckErrors.requiresMoving(s.places().of(e), name, parameters));
              moving[0] = true;
            }
          }
        });
    return moving[0]
        ? written
        : names(Names.Place.FUNCTION, s.places(), parameters).resolve(written);
  }

  private boolean hasNoError() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }

  /** Resolves the lines of a rule; each name that one assigns to can be read by all. */
  private List<Statement.RuleLine> lines(
      List<Statement.RuleLine> written, List<String> parameters, Span rule, Places places) {
    List<String> own = new ArrayList<>(parameters);
    written.forEach(line -> own.add(line.name().text()));
    Names names = names(Names.Place.RULE, places, own);
    List<Statement.RuleLine> lines = new ArrayList<>();
    for (Statement.RuleLine line : written) {
      lines.add(new Statement.RuleLine(line.name(), names.resolve(line.formula())));
    }
    lines.forEach(line -> checkName(line, lines, parameters));
    List<Word> ofTheWeight =
        lines.stream().map(Statement.RuleLine::name).filter(name -> isW(name)).toList();
    if (ofTheWeight.isEmpty() && hasNoError()) {
      diagnostics.add(CheckErrors.ruleNeedsW(rule));
    } else if (ofTheWeight.size() > 1) {
      diagnostics.add(
          CheckErrors.twoLinesForW(ofTheWeight.get(1).span(), ofTheWeight.get(0).span()));
    }
    return lines;
  }

  private static boolean isW(Word name) {
    return name.text().equals("w");
  }

  /** Complains of a line for something that a rule is given, or that needs no line of its own. */
  private void checkName(
      Statement.RuleLine line, List<Statement.RuleLine> lines, List<String> parameters) {
    Word name = line.name();
    String text = name.text();
    if (Names.isReadByRules(text) || parameters.contains(text)) {
      diagnostics.add(CheckErrors.givenToTheRule(name.span(), text, parameters.contains(text)));
      return;
    }
    boolean remembered =
        lines.stream()
            .filter(other -> !other.name().text().equals(text))
            .anyMatch(other -> other.formula().contains(Variable.parameter(text)::equals));
    boolean bias = scope.hasBias && (text.equals(scope.bias) || text.equals("bias"));
    if (!remembered && !isW(name) && (bias || scope.isWeight(text))) {
      diagnostics.add(CheckErrors.oneLineForAll(name.span(), text, bias));
    }
  }

  private static List<LearningRule.Line> formulas(List<Statement.RuleLine> lines) {
    List<LearningRule.Line> formulas = new ArrayList<>();
    for (Statement.RuleLine line : lines) {
      Variable name = isW(line.name()) ? LearningRule.W : Variable.parameter(line.name().text());
      formulas.add(new LearningRule.Line(name, line.formula()));
    }
    return formulas;
  }
}
