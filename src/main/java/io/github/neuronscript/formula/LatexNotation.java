package io.github.neuronscript.formula;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Expression.Constant;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** For LaTeX's math mode with amsmath: {@code \frac{1}{1 + e^{-z}}}. */
final class LatexNotation extends StackedNotation {

  /** The functions for which LaTeX has a command of the same name. */
  private static final Set<String> COMMANDS =
      Set.of("exp", "ln", "max", "min", "sin", "cos", "tan", "tanh");

  private static final Map<String, String> FUNCTIONS =
      Map.of("sigmoid", "\\sigma", "log10", "\\log_{10}", "sign", "\\operatorname{sgn}");

  private static final Map<String, String> SIGNS =
      Map.of(
          "−", "-", "·", "\\cdot", "mod", "\\bmod", "≤", "\\le", "≥", "\\ge", "≠", "\\ne", "π",
          "\\pi");

  private static final String GREEK =
      "αalpha βbeta γgamma δdelta εvarepsilon ζzeta ηeta θtheta ιiota κkappa λlambda μmu νnu ξxi"
          + " πpi ρrho ςvarsigma σsigma τtau υupsilon φvarphi χchi ψpsi ωomega ΓGamma ΔDelta"
          + " ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega ";

  @Override
  String digits(String digits) {
    return digits;
  }

  @Override
  String times() {
    return " \\times ";
  }

  @Override
  String infinity() {
    return "\\infty";
  }

  @Override
  String variable(Variable variable) {
    String symbol = Symbols.of(variable);
    return switch (symbol) {
      case "ŷ" -> "\\hat{y}";
      case "…" -> "\\cdots";
      default -> name(symbol);
    };
  }

  private static String name(String symbol) {
    Name name = Name.of(symbol);
    String base = name.base();
    String written;
    int greek = name.isLetter() ? GREEK.indexOf(base) : -1;
    if (greek >= 0 && base.charAt(0) > 0x7f) {
      written = "\\" + GREEK.substring(greek + 1, GREEK.indexOf(' ', greek));
    } else if (name.isLetter()) {
      written = base;
    } else {
      boolean word = base.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
      written = (word ? "\\mathit{" : "\\text{") + escaped(base) + "}";
    }
    String index = name.index().isEmpty() ? "" : "_{" + name.index() + "}";
    return written + index + name.marks().replace("′", "'").replace("°", "^{\\circ}");
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : Escapes.visible(text).toCharArray()) {
      switch (c) {
        case '{', '}', '$', '&', '#', '%', '_' -> out.append('\\').append(c);
        case '\\' -> out.append("\\textbackslash{}");
        case '^' -> out.append("\\textasciicircum{}");
        case '~' -> out.append("\\textasciitilde{}");
        case '·' -> out.append("\\textperiodcentered{}");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  @Override
  String partial(Partial partial) {
    return fraction("\\partial " + variable(partial.of()), "\\partial " + variable(partial.by()));
  }

  @Override
  String constant(Constant constant) {
    return constant == Constant.PI ? "\\pi" : words(constant.word());
  }

  @Override
  String text(String quoted) {
    return words(quoted);
  }

  @Override
  String function(String name) {
    return COMMANDS.contains(name)
        ? "\\" + name
        : FUNCTIONS.getOrDefault(
            name, name.length() == 1 ? name(name) : "\\operatorname{" + escaped(name) + "}");
  }

  @Override
  String slope(HostFunction function, String by) {
    String name = function(function.name());
    return function.parameters().size() == 1
        ? name + "'"
        : fraction("\\partial " + name, "\\partial " + name(by));
  }

  @Override
  String minus() {
    return "-";
  }

  @Override
  String infix(String sign) {
    return " " + SIGNS.getOrDefault(sign, sign) + " ";
  }

  @Override
  String words(String words) {
    return "\\text{" + escaped(words) + "}";
  }

  @Override
  String parentheses(String inside) {
    return between("(", inside, ")");
  }

  private static String between(String open, String inside, String close) {
    boolean tall =
        inside.contains("\\frac") || inside.contains("\\begin") || inside.contains("\\sqrt");
    return tall ? "\\left" + open + inside + "\\right" + close : open + inside + close;
  }

  @Override
  String call(String function, List<String> arguments) {
    return function + parentheses(String.join(", ", arguments));
  }

  @Override
  String absolute(String inside) {
    return "\\left|" + inside + "\\right|";
  }

  @Override
  String root(String radicand, boolean plain) {
    return "\\sqrt{" + radicand + "}";
  }

  @Override
  String power(String base, String exponent) {
    return base + "^{" + exponent + "}";
  }

  @Override
  String prime(String inside) {
    return parentheses(inside) + "'";
  }

  @Override
  String fraction(String top, String bottom) {
    return "\\frac{" + top + "}{" + bottom + "}";
  }

  @Override
  String cases(List<String> conditions, List<String> values) {
    StringBuilder out = new StringBuilder("\\begin{cases}");
    for (int i = 0; i < values.size(); i++) {
      out.append(values.get(i));
      out.append(
          i < conditions.size()
              ? " & \\text{if } " + conditions.get(i) + " \\\\ "
              : " & \\text{otherwise}");
    }
    return out.append("\\end{cases}").toString();
  }
}
