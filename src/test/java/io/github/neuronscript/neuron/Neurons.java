package io.github.neuronscript.neuron;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Apply;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Invocation;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parts of neurons for tests, from text. */
final class Neurons {

  private Neurons() {}

  /** Returns a formula; y is the target, p the output, and every other name a quantity. */
  static Expression formula(String text) {
    Statement statement =
        ScriptParser.parse(Source.of("formula", "show " + text)).statements().get(0);
    return ((Statement.Show) statement).values().get(0).rewrite(Neurons::resolved);
  }

  private static Expression resolved(Expression e) {
    if (e instanceof Variable v) {
      return switch (v.name()) {
        case "y" -> ChainRule.TARGET;
        case "p" -> ChainRule.OUTPUT;
        default -> Variable.quantity(v.name());
      };
    }
    if (e instanceof Invocation call) {
      Optional<Function> function = Function.named(call.name());
      return function.isPresent()
          ? new Elementary(function.get(), call.arguments())
          : new Apply(Prelude.builtIn(call.name()), call.arguments());
    }
    return e;
  }

  /** Returns the formulas of a neuron: an activation over z, and a loss over y and p. */
  static ChainRule neuron(String activation, String loss) {
    return ChainRule.of(formula(activation), formula(loss), Prelude.simplifier());
  }

  /** Returns a rule of lines such as {@code w <- w - rate * gradient}. */
  static LearningRule rule(String... lines) {
    return new LearningRule(Optional.of("rule"), lines(lines), false);
  }

  static List<LearningRule.Line> lines(String... lines) {
    List<LearningRule.Line> parsed = new ArrayList<>();
    for (String line : lines) {
      String[] parts = line.split(" <- ", 2);
      parsed.add(new LearningRule.Line(Variable.quantity(parts[0]), formula(parts[1])));
    }
    return parsed;
  }

  static LearningRule descent() {
    return rule("w <- w - rate * gradient");
  }

  static Fraction fraction(long numerator, long denominator) {
    return Fraction.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
  }
}
