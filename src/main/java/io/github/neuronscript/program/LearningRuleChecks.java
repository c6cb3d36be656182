package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.syntax.Places;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks the learning rate, and the learning rules that are chosen, defined or written out. */
final class LearningRuleChecks extends Checks {

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
    s.arguments().forEach(argument -> arguments.add(value(argument, s.places())));
    if (rule.isEmpty()) {
      diagnostics.add(CheckErrors.noSuchRule(ruleName(s), s.name(), scope.learningRules.keySet()));
    } else if (rule.get().parameters().size() != arguments.size()) {
      diagnostics.add(
          CheckErrors.parametersOpen(
              s.span(), "learning rule", s.name(), rule.get().parameters(), arguments.size()));
    } else {
      choose(rule.get());
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
    if (!hasNoError()) {
      scope.damaged.add("define");
      return s;
    }
    scope.learningRules =
        scope.learningRules.with(
            s.name(), new RuleDefinition(Optional.of(s.name()), parameters, formulas(lines)));
    return new Statement.DefineRule(s.name(), s.parameters(), lines, s.span(), s.places());
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
