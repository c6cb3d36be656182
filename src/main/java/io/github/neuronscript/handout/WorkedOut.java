package io.github.neuronscript.handout;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What a calculation comes to that was handed in where its number is asked for. It is no answer,
 * since the page has it as well: only its number shows that somebody has calculated.
 */
final class WorkedOut {

  private static final int LONGEST = 200;

  private static final Pattern CALCULATION =
      Pattern.compile("(?:[0-9.+*/^() -]|exp|ln|sqrt|tanh|pi|e)*[0-9)]");

  private static final Pattern OPERATOR = Pattern.compile("[0-9)]\\s*[-+*/^]|[a-z]\\s*[(^]");

  private WorkedOut() {}

  /** Returns the value of a calculation; empty if a text is none. */
  static Optional<Double> of(String text) {
    String formula =
        text.substring(1 + Math.max(text.lastIndexOf('='), text.lastIndexOf('≈')))
            .strip()
            .replace('−', '-')
            .replace('–', '-')
            .replace('·', '*')
            .replace('×', '*')
            .replace('÷', '/')
            .replace(',', '.');
    if (formula.length() > LONGEST
        || !CALCULATION.matcher(formula).matches()
        || !OPERATOR.matcher(formula).find()) {
      return Optional.empty();
    }
    OptionalDouble value =
        new NeuronScript(Limits.untrusted())
            .run(
                Source.of("answer", "let e = exp(1)\nlet answer = " + formula),
                Options.defaults().limits(Limits.untrusted()))
            .value("answer");
    return value.isPresent() && Double.isFinite(value.getAsDouble())
        ? Optional.of(value.getAsDouble())
        : Optional.empty();
  }
}
