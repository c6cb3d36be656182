package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Power;
import io.github.neuronscript.formula.Expression.Product;
import io.github.neuronscript.formula.Expression.Sum;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * What a formula gives from the numbers that are shown in it, without rounding: so a page can tell
 * {@code =} from {@code ≈} as its reader would.
 */
final class ExactValue {

  private static final int MOST_DIGITS = 40;

  private ExactValue() {}

  /**
   * Returns the value; empty if an operation is none of sums, products and squares, a number is not
   * finite, or there are too many digits.
   *
   * @param texts of the operands, as they are shown
   */
  static Optional<BigDecimal> of(Expression formula, Map<Expression, String> texts) {
    if (texts.containsKey(formula)) {
      return read(texts.get(formula));
    }
    if (formula instanceof Literal literal) {
      return read(literal.text());
    }
    if (formula instanceof Negation negation) {
      return of(negation.operand(), texts).map(BigDecimal::negate);
    }
    if (formula instanceof Sum sum) {
      BigDecimal total = BigDecimal.ZERO;
      for (Expression term : sum.terms()) {
        Optional<BigDecimal> value = of(term, texts);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        total = total.add(value.get());
      }
      return bounded(total);
    }
    if (formula instanceof Product product) {
      BigDecimal total = BigDecimal.ONE;
      for (Expression factor : product.factors()) {
        Optional<BigDecimal> value = of(factor, texts);
        if (value.isEmpty()) {
          return Optional.empty();
        }
        total = total.multiply(value.get());
      }
      return bounded(total);
    }
    if (formula instanceof Power power
        && power.exponent() instanceof Literal two
        && two.value() == 2) {
      return of(power.base(), texts).map(base -> base.multiply(base)).flatMap(ExactValue::bounded);
    }
    return Optional.empty();
  }

  /** Returns a number as it is shown; empty for a fraction and what is not finite. */
  static Optional<BigDecimal> read(String text) {
    try {
      return bounded(new BigDecimal(text.replace('−', '-')));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> bounded(BigDecimal value) {
    boolean small = value.precision() <= MOST_DIGITS && Math.abs(value.scale()) <= 400;
    return small ? Optional.of(value) : Optional.empty();
  }
}
