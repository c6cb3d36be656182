package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.Map;

/** One line with ASCII signs: {@code -2(y - yhat)}. Letters of names stay what they are. */
class AsciiNotation extends TextNotation {

  private static final Map<String, String> SIGNS =
      Map.of("−", "-", "·", "*", "≤", "<=", "≥", ">=", "≠", "!=");

  @Override
  boolean standsBeside(Expression factor) {
    // x(1 - x) looks like a call.
    return !(factor instanceof Variable) && super.standsBeside(factor);
  }

  @Override
  String number(String text) {
    return text.replace('−', '-').replace("∞", "inf");
  }

  @Override
  String variable(Variable variable) {
    boolean quantity = variable.role() == Variable.Role.QUANTITY;
    return switch (quantity ? variable.name() : "") {
      case "output" -> "yhat";
      case "rate" -> "rate";
      default -> super.variable(variable);
    };
  }

  @Override
  String partial(Partial partial) {
    return FormulaWriter.together("d", variable(partial.of()), "/d", variable(partial.by()));
  }

  @Override
  String constant(Constant constant) {
    return constant.word();
  }

  @Override
  String function(String name) {
    return name;
  }

  @Override
  String slope(HostFunction function, String by) {
    return function.parameters().size() == 1
        ? FormulaWriter.together(function.name(), "'")
        : FormulaWriter.together("d", function.name(), "/d", by);
  }

  @Override
  String minus() {
    return "-";
  }

  @Override
  String infix(String sign) {
    String ascii = SIGNS.getOrDefault(sign, sign);
    return ascii.equals("*") ? ascii : super.infix(ascii);
  }

  @Override
  String root(String radicand, boolean plain) {
    return FormulaWriter.together("sqrt", parentheses(radicand));
  }

  @Override
  String power(String base, String exponent) {
    return FormulaWriter.together(base, "^", exponent);
  }

  @Override
  String prime(String inside) {
    return FormulaWriter.together(parentheses(inside), "'");
  }
}
