package io.github.neuronscript.formula;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.List;

/** Presentation MathML Core: {@code <mfrac><mn>1</mn><mi>m</mi></mfrac>}. */
final class MathMlNotation extends StackedNotation {

  private static final String NO_BREAK_SPACE = "\u00a0";

  @Override
  public String whole(String formula) {
    return "<math xmlns=\"http://www.w3.org/1998/Math/MathML\">" + row(formula) + "</math>";
  }

  private static String element(String name, String inside) {
    return "<" + name + ">" + inside + "</" + name + ">";
  }

  private static String row(String inside) {
    return element("mrow", inside);
  }

  private static String sign(String sign) {
    return element("mo", escaped(sign));
  }

  private static String escaped(String text) {
    return Escapes.visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  String digits(String digits) {
    return element("mn", digits);
  }

  @Override
  String times() {
    return sign("×");
  }

  @Override
  String infinity() {
    return element("mi", "∞");
  }

  @Override
  String variable(Variable variable) {
    String symbol = Symbols.of(variable);
    return switch (symbol) {
      case "ŷ" -> "<mover accent=\"true\"><mi>y</mi><mo>^</mo></mover>";
      case "…" -> sign("⋯");
      default -> name(symbol);
    };
  }

  private static String name(String symbol) {
    Name name = Name.of(symbol);
    String written = element("mi", escaped(name.base()));
    boolean index = !name.index().isEmpty();
    boolean marks = !name.marks().isEmpty();
    if (!index && !marks) {
      return written;
    }
    String below = index ? element("mn", name.index()) : "";
    String above = marks ? sign(name.marks()) : "";
    String shape = index && marks ? "msubsup" : index ? "msub" : "msup";
    return element(shape, written + below + above);
  }

  @Override
  String partial(Partial partial) {
    return fraction(sign("∂") + variable(partial.of()), sign("∂") + variable(partial.by()));
  }

  @Override
  String constant(Constant constant) {
    return element("mi", constant.symbol());
  }

  @Override
  String text(String quoted) {
    return words(quoted);
  }

  @Override
  String function(String name) {
    return element("mi", escaped(Symbols.function(name)));
  }

  @Override
  String slope(HostFunction function, String by) {
    String name = function(function.name());
    return function.parameters().size() == 1
        ? element("msup", name + sign("′"))
        : fraction(sign("∂") + name, sign("∂") + name(by));
  }

  @Override
  String minus() {
    return "<mo form=\"prefix\">−</mo>";
  }

  @Override
  String infix(String sign) {
    return sign.equals("mod") ? words(" mod ") : sign(sign);
  }

  @Override
  String words(String words) {
    return element("mtext", escaped(words).replace(" ", NO_BREAK_SPACE));
  }

  @Override
  String parentheses(String inside) {
    return row(sign("(") + inside + sign(")"));
  }

  @Override
  String call(String function, List<String> arguments) {
    // The invisible sign says that the function is applied to what follows.
    return row(function + "<mo>\u2061</mo>" + parentheses(String.join(sign(","), arguments)));
  }

  @Override
  String absolute(String inside) {
    return row(sign("|") + inside + sign("|"));
  }

  @Override
  String root(String radicand, boolean plain) {
    return element("msqrt", radicand);
  }

  @Override
  String power(String base, String exponent) {
    return element("msup", row(base) + row(exponent));
  }

  @Override
  String exponential(String exponent) {
    return power(element("mi", "e"), exponent);
  }

  @Override
  String prime(String inside) {
    return element("msup", parentheses(inside) + sign("′"));
  }

  @Override
  String fraction(String top, String bottom) {
    return element("mfrac", row(top) + row(bottom));
  }

  @Override
  String cases(List<String> conditions, List<String> values) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      String when = i < conditions.size() ? words("if ") + conditions.get(i) : words("otherwise");
      rows.append(element("mtr", element("mtd", values.get(i)) + element("mtd", when)));
    }
    return row(sign("{") + "<mtable columnalign=\"left\">" + rows + "</mtable>");
  }
}
