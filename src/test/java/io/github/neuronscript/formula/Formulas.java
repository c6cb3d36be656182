package io.github.neuronscript.formula;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Invocation;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.syntax.Script;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Formulas for tests, from text; every name but a function's is a parameter. */
final class Formulas {

  private Formulas() {}

  static Expression parsed(String text) {
    Script script = ScriptParser.parse(Source.of("formula", "show " + text));
    if (!script.diagnostics().isEmpty() || script.statements().size() != 1) {
      throw new IllegalArgumentException(text + ": " + script.diagnostics());
    }
    List<Expression> values = ((Statement.Show) script.statements().get(0)).values();
    if (values.size() != 1) {
      throw new IllegalArgumentException(text + ": a list");
    }
    return values.get(0);
  }

  static Expression of(String text) {
    return parsed(text).rewrite(Formulas::resolved);
  }

  private static Expression resolved(Expression e) {
    if (e instanceof Variable v) {
      return v.name().equals("pi") || v.name().equals("π")
          ? Expression.Constant.PI
          : Variable.parameter(v.name());
    }
    if (e instanceof Invocation call) {
      Optional<Function> function = Function.named(call.name());
      return function.isPresent()
          ? new Elementary(function.get(), call.arguments())
          : new Apply(Prelude.builtIn(call.name()), call.arguments());
    }
    return e;
  }

  static Variable x(String name) {
    return Variable.parameter(name);
  }

  /** Returns every function of the prelude. */
  static List<Definition> prelude() {
    return Pattern.compile("define (\\w+)\\(")
        .matcher(Prelude.text())
        .results()
        .map((MatchResult m) -> m.group(1))
        .map(Prelude::builtIn)
        .toList();
  }

  static Expression sum(Expression... terms) {
    return new Expression.Sum(Arrays.asList(terms));
  }
}
