package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.List;

/** One line of Unicode: {@code −2(y − ŷ)}. */
class TextNotation extends Notation {

  @Override
  String number(String text) {
    return text.replace('-', '−');
  }

  @Override
  String variable(Variable variable) {
    return Symbols.written(variable);
  }

  @Override
  String partial(Partial partial) {
    return Symbols.written(partial);
  }

  @Override
  String constant(Constant constant) {
    return constant.symbol();
  }

  @Override
  String text(String quoted) {
    return quoted;
  }

  @Override
  String function(String name) {
    return Symbols.function(name);
  }

  @Override
  String slope(HostFunction function, String by) {
    String name = function(function.name());
    return function.parameters().size() == 1
        ? FormulaWriter.together(name, "′")
        : FormulaWriter.together("∂", name, "/∂", by);
  }

  @Override
  String minus() {
    return "−";
  }

  @Override
  String infix(String sign) {
    return sign.equals("·") || sign.equals("/") ? sign : FormulaWriter.together(" ", sign, " ");
  }

  @Override
  String words(String words) {
    return words;
  }

  @Override
  String parentheses(String inside) {
    return FormulaWriter.together("(", inside, ")");
  }

  @Override
  String call(String function, List<String> arguments) {
    return FormulaWriter.together(function, "(", String.join(", ", arguments), ")");
  }

  @Override
  String absolute(String inside) {
    return FormulaWriter.together("|", inside, "|");
  }

  @Override
  String root(String radicand, boolean plain) {
    return FormulaWriter.together("√", plain ? radicand : parentheses(radicand));
  }

  @Override
  String power(String base, String exponent) {
    return switch (exponent) {
      case "2" -> FormulaWriter.together(base, "²");
      case "3" -> FormulaWriter.together(base, "³");
      default -> FormulaWriter.together(base, "^", exponent);
    };
  }

  @Override
  String prime(String inside) {
    return FormulaWriter.together(parentheses(inside), "′");
  }
}
