package io.github.neuronscript.render;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A calculator of 40 digits: knows only what is printed, and nothing of formulas as trees. With the
 * rounding of doubles it would not see where a difference needs more digits than were printed.
 */
final class Calculator {

  private static final MathContext DIGITS = new MathContext(40);

  /** Beyond it e^x is no number that anybody prints. */
  private static final BigDecimal LARGEST_EXPONENT = new BigDecimal(100_000);

  private final String text;
  private int at;

  private Calculator(String text) {
    this.text = text;
  }

  /**
   * Returns the value of a formula of numbers.
   *
   * @throws IllegalArgumentException if it is not one, or has no value
   */
  static double value(String text) {
    Calculator calculator = new Calculator(text);
    BigDecimal value;
    try {
      value = calculator.expression();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(text + " has no value", e);
    }
    calculator.skip();
    if (calculator.at != text.length()) {
      throw new IllegalArgumentException(text + " is not understood at " + calculator.at);
    }
    return value.doubleValue();
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

  private BigDecimal expression() {
    if (!take("if ")) {
      return sum();
    }
    boolean holds = condition();
    need("then ");
    BigDecimal yes = expression();
    need("else ");
    BigDecimal no = expression();
    return holds ? yes : no;
  }

  private boolean condition() {
    BigDecimal left = sum();
    if (take("≥")) {
      return left.compareTo(sum()) >= 0;
    }
    if (take("≤")) {
      return left.compareTo(sum()) <= 0;
    }
    if (take(">")) {
      return left.compareTo(sum()) > 0;
    }
    need("<");
    return left.compareTo(sum()) < 0;
  }

  private BigDecimal sum() {
    BigDecimal value = product();
    while (true) {
      if (take("+")) {
        value = value.add(product(), DIGITS);
      } else if (take("−")) {
        value = value.subtract(product(), DIGITS);
      } else {
        return value;
      }
    }
  }

  private BigDecimal product() {
    BigDecimal value = signed();
    while (true) {
      if (take("·")) {
        value = value.multiply(signed(), DIGITS);
      } else if (take("/")) {
        value = value.divide(signed(), DIGITS);
      } else {
        return value;
      }
    }
  }

  private BigDecimal signed() {
    return take("−") ? signed().negate() : power();
  }

  private BigDecimal power() {
    BigDecimal base = primary();
    if (take("²")) {
      return base.multiply(base, DIGITS);
    }
    return take("^") ? power(base, signed()) : base;
  }

  private BigDecimal primary() {
    if (take("(")) {
      BigDecimal value = expression();
      need(")");
      return value;
    }
    if (take("√")) {
      return primary().sqrt(DIGITS);
    }
    if (take("|")) {
      BigDecimal value = expression();
      need("|");
      return value.abs();
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
    return new BigDecimal(text.substring(start, at).replace('−', '-'));
  }

  private boolean isOfNumber(int i) {
    char c = text.charAt(i);
    boolean exponentSign = (c == '−' || c == '+') && i > 0 && text.charAt(i - 1) == 'e';
    return Character.isDigit(c) || c == '.' || c == 'e' || exponentSign;
  }

  private BigDecimal word(String name) {
    if (name.equals("e")) {
      return BigDecimalMath.e(DIGITS);
    }
    need("(");
    List<BigDecimal> u = new ArrayList<>();
    do {
      u.add(expression());
    } while (take(","));
    need(")");
    return switch (name) {
      case "σ" -> BigDecimal.ONE.divide(BigDecimal.ONE.add(exp(u.get(0).negate())), DIGITS);
      case "ln" -> BigDecimalMath.log(u.get(0), DIGITS);
      case "tanh" -> BigDecimalMath.tanh(u.get(0), DIGITS);
      case "sign" -> BigDecimal.valueOf(u.get(0).signum());
      case "max" -> u.get(0).max(u.get(1));
      default -> throw new IllegalArgumentException("what is " + name + "?");
    };
  }

  private static BigDecimal power(BigDecimal base, BigDecimal exponent) {
    return base.compareTo(BigDecimalMath.e(DIGITS)) == 0
        ? exp(exponent)
        : BigDecimalMath.pow(base, exponent, DIGITS);
  }

  private static BigDecimal exp(BigDecimal x) {
    if (x.abs().compareTo(LARGEST_EXPONENT) > 0) {
      throw new ArithmeticException("e^" + x);
    }
    return BigDecimalMath.exp(x, DIGITS);
  }
}
