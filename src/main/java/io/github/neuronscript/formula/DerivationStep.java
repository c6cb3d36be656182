package io.github.neuronscript.formula;

import java.util.List;

/**
 * One line of a symbolic derivation.
 *
 * @param formula what stands there now; derivatives that are still to be found stand in it as
 *     {@link Expression.Prime}
 * @param rules the names of the rules that led here from the line before
 */
public record DerivationStep(Expression formula, List<String> rules) {
  public DerivationStep {
    rules = List.copyOf(rules);
  }
}
