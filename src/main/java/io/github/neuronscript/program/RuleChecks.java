package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.syntax.Statement.Moment;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.List;

/** Checks when-then rules: what their conditions read and what their bodies do. */
final class RuleChecks extends Checks {

  private final Needs needs = new Needs(this);

  RuleChecks(Checks checks) {
    super(checks);
  }

  Statement when(Statement.When s) {
    Names.Place reads =
        switch (s.moment()) {
          case EPOCH -> Names.Place.EPOCH;
          case STEP -> Names.Place.STEP;
          case PREDICT -> Names.Place.PREDICT;
        };
    if (s.once() && s.moment() == Moment.PREDICT) {
      diagnostics.add(CheckErrors.onceInPredict(s.span()));
    }
    Expression condition = names(reads, s.places(), List.of()).resolve(s.condition());
    needs.condition(condition, s.conditionSpan(), "when");
    Checks body = new Checks(this, reads);
    List<Statement> then = body(s.then(), s.moment(), body);
    List<Statement> otherwise = body(s.otherwise(), s.moment(), body);
    boolean replaces = s.name().filter(scope.rules::contains).isPresent();
    if (!replaces && ++scope.ruleCount > SyntaxLimits.RULES) {
      diagnostics.add(CheckErrors.tooManyRules(s.span(), SyntaxLimits.RULES));
    }
    s.name().filter(name -> !replaces).ifPresent(this::enter);
    return new Statement.When(
        s.name(),
        s.moment(),
        s.once(),
        condition,
        s.conditionSpan(),
        then,
        otherwise,
        s.span(),
        s.places());
  }

  private void enter(String name) {
    List<String> rules = new ArrayList<>(scope.rules);
    rules.add(name);
    scope.rules = List.copyOf(rules);
  }

  private List<Statement> body(List<Statement> actions, Moment moment, Checks body) {
    List<Statement> checked = new ArrayList<>();
    for (Statement action : actions) {
      if (isAllowed(action, moment)) {
        Statement done = action.accept(new Checker(body));
        checked.add(done);
        if (done instanceof Statement.ShowDeclaration show && show.keyword().equals("difference")) {
          diagnostics.add(CheckErrors.differenceInRule(action.span()));
        }
      }
    }
    return checked;
  }

  private boolean isAllowed(Statement action, Moment moment) {
    Span place = action.span();
    boolean shows =
        action instanceof Statement.Print
            || action instanceof Statement.Show show && show.spoken()
            || action instanceof Statement.ShowDeclaration;
    if (shows) {
      return true;
    }
    if (action instanceof Statement.Answer) {
      return moment == Moment.PREDICT || refuse(CheckErrors.answerOnlyInPredict(place));
    }
    if (action instanceof Statement.Show) {
      return refuse(CheckErrors.valueInRule(place));
    }
    if (moment == Moment.PREDICT) {
      return refuse(CheckErrors.onlyDecides(place));
    }
    if (action instanceof Statement.Let let) {
      String name = let.name().text();
      return scope.lets.containsKey(name) || refuse(CheckErrors.letInRule(place, name));
    }
    if (action instanceof Statement.Assign assign && moment == Moment.STEP) {
      String name = assign.name().text();
      boolean neurons = scope.isWeight(name) || scope.isInput(name) || name.equals(scope.bias);
      return !neurons || refuse(CheckErrors.setOnStep(place, name));
    }
    return action instanceof Statement.Plot
        || action instanceof Statement.Stop
        || action instanceof Statement.Fail
        || action instanceof Statement.LearningRate
        || action instanceof Statement.Assign
        || refuse(CheckErrors.notInARule(place));
  }

  private boolean refuse(Diagnostic error) {
    diagnostics.add(error);
    return false;
  }

  Statement stop(Statement.Stop s) {
    onlyInARule(s.span(), "stop");
    return s;
  }

  Statement fail(Statement.Fail s) {
    onlyInARule(s.span(), "fail");
    return new Statement.Fail(template(s.text(), s.places()), s.span(), s.places());
  }

  Statement answer(Statement.Answer s) {
    onlyInARule(s.span(), "answer");
    return new Statement.Answer(template(s.text(), s.places()), s.span(), s.places());
  }

  private void onlyInARule(Span span, String word) {
    if (place == Names.Place.VALUE) {
      diagnostics.add(CheckErrors.onlyInARule(span, word));
    }
  }

  Statement forgetRule(Statement.ForgetRule s) {
    if (!scope.rules.contains(s.name())) {
      diagnostics.add(
          CheckErrors.noRuleToForget(s.nameSpan(), s.name(), candidates(() -> scope.rules)));
    }
    List<String> rules = new ArrayList<>(scope.rules);
    scope.ruleCount -= rules.remove(s.name()) ? 1 : 0;
    scope.rules = List.copyOf(rules);
    return s;
  }
}
