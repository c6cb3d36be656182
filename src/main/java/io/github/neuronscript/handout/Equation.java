package io.github.neuronscript.handout;

import java.util.List;

/**
 * One line of a calculation: a symbol, and what it is in steps.
 *
 * @param symbol empty where the line goes on from the one before
 * @param remark what is to be said beside it; may be empty
 */
record Equation(List<Formula> symbol, List<Step> steps, String remark) {

  /** A part behind its relation: {@code = ← ≈}. */
  record Step(String relation, Formula formula) {}

  Equation {
    symbol = List.copyOf(symbol);
    steps = List.copyOf(steps);
  }

  static Equation of(Formula symbol, List<Step> steps) {
    return new Equation(List.of(symbol), steps, "");
  }
}
