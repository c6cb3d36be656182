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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private final Map<Number, Set<String>> leftOut = new LinkedHashMap<>();
  private final Set<Number> usedTooEarly = new HashSet<>();

  /** Lines of the steps that stand on the page: what their gaps ask for has been found. */
  private int done;

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

  /** Returns the values of gaps that are used before they are calculated. */
  Set<Number> usedTooEarly() {
    return usedTooEarly;
  }

  /** Returns how each value of a gap would be written wherever it is used. */
  Map<Number, Set<String>> leftOut() {
    return leftOut;
  }

  /** Returns the text of a number, or the number of the gap where it was found. */
  private String text(Number value, String written, Optional<Expression> quantity) {
    if (!gaps.has(value)) {
      return written;
    }
    leftOut.computeIfAbsent(value, v -> new LinkedHashSet<>()).add(written);
    OptionalInt gap = gaps.before(done, value, quantity);
    if (gap.isEmpty()) {
      usedTooEarly.add(value);
      return written;
    }
    return Gaps.reference(gap.getAsInt());
  }

  Phrase cell(Number value) {
    String written = Numbers.text(value, draft.settings().digits());
    return Phrase.of(Formula.number(text(value, written, Optional.empty())));
  }

  /** Returns a result that is no step. */
  Step result(Number value, int digits) {
    String written = Numbers.text(value, digits);
    return new Step(
        Numbers.relation(value, written), Formula.number(text(value, written, Optional.empty())));
  }

  /** Returns the result of the line of a step, or its gap. */
  private Step resultOfStep(Line line) {
    int digits = draft.settings().digits();
    OptionalInt gap = gaps.at(lines.size() - 1);
    return gap.isPresent()
        ? new Step(
            Numbers.relation(line.result(), Numbers.text(line.result(), digits)),
            new Formula.Gap(gap.getAsInt()))
        : result(line.result(), digits);
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
    Equation equation = written(line, remark, event);
    done = lines.size();
    return equation;
  }

  private Equation written(Line line, String remark, Optional<TraceEvent> event) {
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
      steps.add(result(line.result(), draft.settings().digits()));
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
    Step end = ofStep ? resultOfStep(line) : result(line.result(), draft.settings().digits());
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
      steps.add(result(value, digits));
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
                texts.put(leaf, text(values.get(leaf), written, Optional.of(leaf)));
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
