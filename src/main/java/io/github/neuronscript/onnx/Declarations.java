package io.github.neuronscript.onnx;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Symbols;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Says in statements what a neuron is. */
public final class Declarations {

  /** What an activation is called that has no name. */
  private static final String OWN = "imported";

  /** Formulas that the language has a name for. */
  private static final Map<String, String> KNOWN =
      Map.of("1 / (1 + exp(-z))", "sigmoid", "max(0, z)", "relu");

  private Declarations() {}

  /**
   * Returns the statements that declare a neuron, but for its rules.
   *
   * @throws IOException if a number of it is not finite
   */
  public static String of(Fitted neuron) throws IOException {
    StringBuilder text = new StringBuilder("inputs ");
    text.append(
        neuron.inputs().stream()
            .map(input -> Symbols.typed(input.name()))
            .collect(Collectors.joining(", ")));
    text.append("\nweights ").append(numbers("weights", neuron.weights()));
    text.append("\nbias ").append(numbers("bias", neuron.bias()));
    if (neuron.offset().length > 0) {
      text.append("\nscale from ").append(numbers("scale", neuron.offset()));
      text.append(" by ").append(numbers("scale", neuron.divisor()));
    } else {
      text.append("\nscale none");
    }
    return text.append('\n').append(activation(neuron.output())).append('\n').toString();
  }

  private static String numbers(String what, double... values) throws IOException {
    if (!Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IOException("its " + what + " has a number that is not finite");
    }
    return Arrays.stream(values).mapToObj(NumberWriter::shortest).collect(Collectors.joining(", "));
  }

  private static String activation(Expression output) {
    if (output.equals(Fitted.Z)) {
      return "activation linear";
    }
    boolean named =
        (output instanceof Expression.Invocation || output instanceof Expression.Elementary)
            && output.children().get(0).equals(Fitted.Z)
            && output.children().stream().skip(1).noneMatch(e -> e.contains(Fitted.Z::equals));
    if (!named) {
      String formula =
          FormulaWriter.source(output.replace(Fitted.Z, Expression.Variable.parameter("z")));
      String known = KNOWN.get(formula);
      return known == null
          ? "define " + OWN + "(z) = " + formula + "\nactivation " + OWN
          : "activation " + known;
    }
    String call = FormulaWriter.source(output);
    String name = call.substring(0, call.indexOf('('));
    return "activation "
        + name
        + (output.children().size() == 1
            ? ""
            : output.children().stream()
                .skip(1)
                .map(FormulaWriter::source)
                .collect(Collectors.joining(", ", "(", ")")));
  }
}
