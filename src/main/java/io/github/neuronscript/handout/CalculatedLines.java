package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.handout.Equation.Step;
import io.github.neuronscript.render.CalculatorRule;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import io.github.neuronscript.trace.TraceEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Lines of the trace as equations with their numbers put in, and which of these numbers could be
 * left out.
 */
final class CalculatedLines {

  /**
   * A number of a step that could be left out.
   *
   * @param line where it is the result
   * @param index of the line among those of the steps, from 0
   * @param digits with which it is shown
   */
  record Candidate(Line line, int index, int digits) {
    Number value() {
      return line.result();
    }
  }

  private final Draft draft;
  private final Gaps gaps;
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private final Set<Integer> opened = new HashSet<>();
  private final Set<Integer> usedTooEarly = new HashSet<>();

  CalculatedLines(Draft draft, Gaps gaps) {
    this.draft = draft;
    this.gaps = gaps;
  }

  /** Returns every number of a step that is calculated. */
  List<Candidate> candidates() {
    return candidates;
  }

  /** Returns every line of the steps, in their order. */
  List<Line> lines() {
    return lines;
  }

  /** Returns the gaps whose value is used before it is calculated, or is nowhere. */
  Set<Integer> usedTooEarly() {
    return usedTooEarly;
  }

  private String text(Number value) {
    return text(value, Numbers.text(value, draft.settings().digits()));
  }

  /** Returns the text of a number, or the number of its gap. */
  private String text(Number value, String written) {
    OptionalInt gap = gaps.of(value);
    if (gap.isEmpty()) {
      return written;
    }
    if (!opened.contains(gap.getAsInt())) {
      usedTooEarly.add(gap.getAsInt());
    }
    return Gaps.reference(gap.getAsInt());
  }

  Phrase cell(Number value) {
    return Phrase.of(Formula.number(text(value)));
  }

  Step result(Number value, int digits, boolean ofStep) {
    String written = Numbers.text(value, digits);
    String relation = Numbers.relation(value, written);
    OptionalInt gap = gaps.of(value);
    if (ofStep && gap.isPresent() && opened.add(gap.getAsInt())) {
      return new Step(relation, new Formula.Gap(gap.getAsInt()));
    }
    return new Step(relation, Formula.number(text(value, written)));
  }

  private static String plain(Expression formula) {
    return FormulaWriter.symbols(formula, Notations.TEXT);
  }

  Equation equation(Line line) {
    return equation(line, "", Optional.empty());
  }

  /**
   * Returns a line of the trace as it stands on the page.
   *
   * @param event the step of which it is
   */
  Equation equation(Line line, String remark, Optional<TraceEvent> event) {
    Formula symbol = Formula.of(line.symbol());
    if (line.isLeftOut()) {
      return Equation.of(symbol, List.of());
    }
    List<Step> steps = new ArrayList<>();
    String name = plain(line.symbol());
    String result = Numbers.text(line.result(), draft.settings().digits());
    for (Expression formula : line.formulas()) {
      boolean first = formula.equals(line.formulas().get(0));
      if (first && line.becomes() || !plain(formula).equals(name)) {
        steps.add(new Step(first && line.becomes() ? "←" : "=", Formula.of(formula)));
      }
    }
    event.ifPresent(e -> lines.add(line));
    if (line.formulas().isEmpty()) {
      steps.add(result(line.result(), draft.settings().digits(), false));
      return new Equation(List.of(symbol), steps, remark);
    }
    Expression last = line.formulas().get(line.formulas().size() - 1);
    if (plain(last).equals(result)) {
      return new Equation(List.of(symbol), steps, remark);
    }
    boolean calculated = isCalculated(last, line.values(), line.result(), result);
    boolean exact = calculated && isExact(last, line, result);
    if (calculated) {
      steps.add(new Step("=", substituted(last, line.values(), line.result())));
    }
    boolean ofStep = event.isPresent() && calculated;
    if (ofStep) {
      candidates.add(new Candidate(line, lines.size() - 1, draft.settings().digits()));
    }
    Step end = result(line.result(), draft.settings().digits(), ofStep);
    steps.add(exact ? new Step("=", end.formula()) : end);
    return new Equation(List.of(symbol), steps, remark);
  }

  /** Returns the value of a formula: the formula, its numbers, the result. */
  Equation shown(Expression formula, Map<Expression, Number> values, Number value) {
    int digits = values.isEmpty() ? Numbers.mostDigits(value) : draft.settings().digits();
    List<Step> steps = new ArrayList<>();
    String result = Numbers.text(value, digits);
    if (isCalculated(formula, values, value, result) && !values.isEmpty()) {
      steps.add(new Step("=", substituted(formula, values, value)));
    }
    if (!values.isEmpty() || !plain(formula).equals(result)) {
      steps.add(result(value, digits, false));
    }
    return Equation.of(Formula.of(formula), steps);
  }

  /** Whether nothing is rounded but by doubles: neither the numbers put in nor the result. */
  private boolean isExact(Expression formula, Line line, String result) {
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, line.values(), line.result(), draft.settings().digits());
    boolean operands =
        texts.entrySet().stream()
            .filter(e -> formula.contains(e.getKey()::equals))
            .allMatch(
                e -> Numbers.relation(line.values().get(e.getKey()), e.getValue()).equals("="));
    Optional<BigDecimal> exact = operands ? ExactValue.of(formula, texts) : Optional.empty();
    return exact.isPresent()
        && ExactValue.read(result).filter(shown -> shown.compareTo(exact.get()) == 0).isPresent();
  }

  /** Returns a line with its number, for a key. */
  Equation keyed(int number, Candidate candidate) {
    Line line = candidate.line();
    draft.digits(candidate.digits());
    Equation equation = equation(line);
    List<Step> steps = new ArrayList<>(equation.steps());
    return new Equation(
        List.of(Formula.Side.of(new Formula.Sign("(" + number + ")"), Formula.of(line.symbol()))),
        steps,
        "");
  }

  private boolean isCalculated(
      Expression formula, Map<Expression, Number> values, Number value, String result) {
    boolean leaf = formula instanceof Expression.Leaf;
    return !leaf && !written(formula, values, value).equals(result);
  }

  private String written(Expression formula, Map<Expression, Number> values, Number result) {
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, values, result, draft.settings().digits());
    return FormulaWriter.numbers(
        formula, Notations.TEXT, leaf -> Optional.ofNullable(texts.get(leaf)));
  }

  Formula substituted(Expression formula, Map<Expression, Number> values, Number result) {
    Map<Expression, String> texts = new HashMap<>();
    CalculatorRule.operands(formula, values, result, draft.settings().digits())
        .forEach(
            (leaf, written) -> {
              if (formula.contains(leaf::equals)) {
                texts.put(leaf, text(values.get(leaf), written));
              }
            });
    return new Formula.Substituted(formula, texts);
  }

  void equations(List<Line> all, TraceEvent step) {
    draft.add(
        new Block.Equations(
            all.stream().map(line -> equation(line, "", Optional.of(step))).toList()));
  }

  void equations(List<Line> all) {
    draft.add(new Block.Equations(all.stream().map(this::equation).toList()));
  }

  /** Whether a number may be left out: it is finite and not a plain 0. */
  static boolean isWorthAsking(Number value) {
    return NumberSystem.isFinite(value) && NumberSystem.signum(value) != 0;
  }
}
