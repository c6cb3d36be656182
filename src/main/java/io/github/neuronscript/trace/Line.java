package io.github.neuronscript.trace;

import io.github.neuronscript.formula.Expression;
import java.util.List;
import java.util.Map;

/**
 * One quantity in three parts: the symbol with its formula, the formula's numbers, the result.
 *
 * @param symbol what is computed, a variable or a partial derivative
 * @param becomes whether the symbol gets a new value ({@code w ← …}) instead of having one
 * @param formulas the formula, perhaps first in short and then written out; numbers go into the
 *     last; empty where there is nothing to compute
 * @param values the value of every variable and partial derivative in the last formula
 */
public record Line(
    Expression symbol,
    boolean becomes,
    List<Expression> formulas,
    Map<Expression, Number> values,
    Number result) {
  public Line {
    formulas = List.copyOf(formulas);
    values = Map.copyOf(values);
  }

  /** Whether it only stands for lines that are not there: {@link Derivation#LEFT_OUT}. */
  public boolean isLeftOut() {
    return symbol.equals(Derivation.LEFT_OUT.symbol());
  }
}
