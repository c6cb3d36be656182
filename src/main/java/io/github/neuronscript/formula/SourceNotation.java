package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.Map;

/** What would be typed in a script: {@code -2 * (y - output)}. */
final class SourceNotation extends AsciiNotation {

  private static final Map<String, String> SIGNS =
      Map.of(
          "−", " - ", "·", " * ", "/", " / ", "mod", " % ", "=", " == ", "≤", " <= ", "≥", " >= ",
          "≠", " != ");

  private static final Notation TEXT = new TextNotation();

  @Override
  boolean isTyped() {
    return true;
  }

  @Override
  boolean standsBeside(Expression factor) {
    return false;
  }

  @Override
  String variable(Variable variable) {
    return switch (variable.role()) {
      case NAME, QUANTITY -> variable.name();
      case QUOTED -> FormulaWriter.together("`", variable.name(), "`");
      default -> Symbols.typed(variable.name());
    };
  }

  @Override
  String partial(Partial partial) {
    return Symbols.of(partial);
  }

  @Override
  String function(String name) {
    return Symbols.typed(name);
  }

  @Override
  String slope(HostFunction function, String by) {
    String name = TEXT.slope(function, by);
    return FormulaWriter.together("`", name, "`");
  }

  @Override
  String infix(String sign) {
    return SIGNS.getOrDefault(sign, FormulaWriter.together(" ", sign, " "));
  }

  @Override
  String prime(String inside) {
    return FormulaWriter.together(parentheses(inside), "′");
  }
}
