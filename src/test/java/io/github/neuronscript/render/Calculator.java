package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;

/** A pocket calculator: knows only what is printed, and nothing of formulas as trees. */
final class Calculator {

  private final String text;
  private int at;

  private Calculator(String text) {
    this.text = text;
  }

  static double value(String text) {
    Calculator calculator = new Calculator(text);
    double value = calculator.expression();
    calculator.skip();
    if (calculator.at != text.length()) {
      throw new IllegalArgumentException(text + " is not understood at " + calculator.at);
    }
    return value;
  }

  private void skip() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean take(String sign) {
    skip();
    if (text.startsWith(sign, at)) {
      at += sign.length();
      return true;
    }
    return false;
  }

  private void need(String sign) {
    if (!take(sign)) {
      throw new IllegalArgumentException(text + " needs " + sign + " at " + at);
    }
  }

  private double expression() {
    if (!take("if ")) {
      return sum();
    }
    boolean holds = condition();
    need("then ");
    double yes = expression();
    need("else ");
    double no = expression();
    return holds ? yes : no;
  }

  private boolean condition() {
    double left = sum();
    if (take("≥")) {
      return left >= sum();
    }
    if (take("≤")) {
      return left <= sum();
    }
    if (take(">")) {
      return left > sum();
    }
    need("<");
    return left < sum();
  }

  private double sum() {
    double value = product();
    while (true) {
      if (take("+")) {
        value += product();
      } else if (take("−")) {
        value -= product();
      } else {
        return value;
      }
    }
  }

  private double product() {
    double value = signed();
    while (true) {
      if (take("·")) {
        value *= signed();
      } else if (take("/")) {
        value /= signed();
      } else {
        return value;
      }
    }
  }

  private double signed() {
    return take("−") ? -signed() : power();
  }

  private double power() {
    double base = primary();
    if (take("²")) {
      return base * base;
    }
    return take("^") ? StrictMath.pow(base, signed()) : base;
  }

  private double primary() {
    if (take("(")) {
      double value = expression();
      need(")");
      return value;
    }
    if (take("√")) {
      return Math.sqrt(primary());
    }
    if (take("|")) {
      double value = expression();
      need("|");
      return Math.abs(value);
    }
    skip();
    int start = at;
    while (at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at > start) {
      return word(text.substring(start, at));
    }
    while (at < text.length() && isOfNumber(at)) {
      at++;
    }
    return Double.parseDouble(text.substring(start, at).replace('−', '-'));
  }

  private boolean isOfNumber(int i) {
    char c = text.charAt(i);
    boolean exponentSign = (c == '−' || c == '+') && i > 0 && text.charAt(i - 1) == 'e';
    return Character.isDigit(c) || c == '.' || c == 'e' || exponentSign;
  }

  private double word(String name) {
    if (name.equals("e")) {
      return StrictMath.E;
    }
    need("(");
    List<Double> u = new ArrayList<>();
    do {
      u.add(expression());
    } while (take(","));
    need(")");
    return switch (name) {
      case "σ" -> 1 / (1 + StrictMath.exp(-u.get(0)));
      case "ln" -> StrictMath.log(u.get(0));
      case "tanh" -> StrictMath.tanh(u.get(0));
      case "sign" -> Math.signum(u.get(0));
      case "max" -> Math.max(u.get(0), u.get(1));
      default -> throw new IllegalArgumentException("what is " + name + "?");
    };
  }
}
