package io.github.neuronscript.render;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A line of the trace as text. Every part but the symbol begins with its relation ({@code = ← ≈});
 * a part that has nothing to add is empty.
 *
 * @param formulas {@code = σ(z)} and {@code = 1/(1 + e^−z)}
 * @param numbers {@code = 1/(1 + e^−0.3)}
 * @param result {@code ≈ 0.574443}
 */
record Equation(String symbol, List<String> formulas, String numbers, String result) {

  /** Stands for equations that are not shown. */
  static final Equation LEFT_OUT = new Equation("…", List.of(), "", "");

  Equation {
    formulas = List.copyOf(formulas);
  }

  /** Writes a line with that many significant digits in its result. */
  static Equation of(Line line, int digits, Notation notation) {
    if (line.isLeftOut()) {
      return LEFT_OUT;
    }
    List<String> formulas = new ArrayList<>();
    for (Expression formula : line.formulas()) {
      boolean first = formulas.isEmpty();
      formulas.add(
          (first && line.becomes() ? "← " : "= ") + FormulaWriter.symbols(formula, notation));
    }
    String symbol = FormulaWriter.symbols(line.symbol(), notation);
    String result = result(line.result(), digits);
    if (formulas.isEmpty()) {
      return new Equation(symbol, formulas, "", result);
    }
    Expression last = line.formulas().get(line.formulas().size() - 1);
    String numbers = numbers(last, line.values(), line.result(), digits, notation);
    // tanh(x) is called by its formula: only the numbers are new.
    formulas.remove("= " + symbol);
    if (formulas.isEmpty()) {
      return new Equation(symbol, formulas, numbers, result);
    }
    // A formula that is a number: ∂z/∂b = 1.
    boolean said = formulas.get(formulas.size() - 1).equals(result);
    return new Equation(symbol, formulas, said ? "" : numbers, said ? "" : result);
  }

  /** A name with its value. */
  static Equation value(String name, Number value, int digits) {
    return new Equation(name, List.of(), "", result(value, digits));
  }

  /** Writes a formula's value: {@code w1·x1 = 0.8·0.5 = 0.4}. */
  static Equation shown(
      Expression formula,
      Map<Expression, Number> values,
      Number value,
      int digits,
      Notation notation) {
    boolean onlyNumbers = values.isEmpty();
    int shown = onlyNumbers ? Numbers.mostDigits(value) : digits;
    String name = words(formula, notation);
    String numbers = onlyNumbers ? "" : numbers(formula, values, value, shown, notation);
    String result = result(value, shown);
    boolean said = onlyNumbers && result.equals("= " + name);
    return new Equation(name, List.of(), numbers, said ? "" : result);
  }

  /** Returns a formula as mathematics, but its names as they are typed: cost, not C. */
  static String words(Expression formula, Notation notation) {
    return FormulaWriter.numbers(
        formula,
        notation,
        leaf -> leaf instanceof Variable v ? Optional.of(v.name()) : Optional.empty());
  }

  /** Returns the formula with numbers put in; empty where that would only be the result again. */
  private static String numbers(
      Expression formula,
      Map<Expression, Number> values,
      Number result,
      int digits,
      Notation notation) {
    if (formula instanceof Variable || formula instanceof Partial || formula instanceof Literal) {
      return "";
    }
    String text = "= " + substituted(formula, values, result, digits, notation);
    return text.equals(result(result, digits)) ? "" : text;
  }

  /** Returns the formula with its numbers, in as many digits as a calculator needs. */
  static String substituted(
      Expression formula,
      Map<Expression, Number> values,
      Number result,
      int digits,
      Notation notation) {
    Map<Expression, String> operands = CalculatorRule.operands(formula, values, result, digits);
    return FormulaWriter.numbers(
        formula, notation, leaf -> Optional.ofNullable(operands.get(leaf)));
  }

  private static String result(Number value, int digits) {
    String text = Numbers.text(value, digits);
    return Numbers.relation(value, text) + " " + text;
  }

  /** Returns the equation with every part changed. */
  Equation map(UnaryOperator<String> change) {
    return new Equation(
        change.apply(symbol),
        formulas.stream().map(change).toList(),
        change.apply(numbers),
        change.apply(result));
  }
}
