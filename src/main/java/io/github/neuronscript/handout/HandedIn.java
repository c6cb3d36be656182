package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.render.CalculatorRule;
import io.github.neuronscript.trace.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The numbers that were handed in for the blanks of a worksheet, and the numbers that its page has:
 * what whoever filled it in could go on with.
 */
final class HandedIn {

  private final Calculation calculation;
  private final List<Integer> places;
  private final Map<Integer, Integer> digits;
  private final Map<Integer, Answer> answers = new TreeMap<>();

  HandedIn(Worksheet sheet, Answers handedIn) {
    this.calculation = sheet.calculation();
    this.places = sheet.places();
    this.digits = sheet.digits();
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      Optional.ofNullable(handedIn.texts().get(i + 1))
          .flatMap(text -> Answer.read(text, calculation.line(place).symbol()))
          .ifPresent(answer -> answers.put(place, answer));
    }
  }

  Calculation calculation() {
    return calculation;
  }

  /** Returns the lines of the blanks: that of blank 1, of blank 2, … */
  List<Integer> places() {
    return places;
  }

  /** Returns the numbers by the lines of their blanks. */
  Map<Integer, Answer> answers() {
    return answers;
  }

  /** Returns the number of digits with which the page shows a blank. */
  int digits(int place) {
    return digits.get(place);
  }

  Rounding rounding(int place) {
    return new Rounding(digits(place));
  }

  /** Returns the result of a line as it should be. */
  double exact(int line) {
    return calculation.line(line).result().doubleValue();
  }

  /** Returns how a blank is called, by the line of it. */
  String reference(int place) {
    return "(" + (places.indexOf(place) + 1) + ")";
  }

  /** Returns the numbers that were handed in for other lines on which a line depends. */
  Map<Integer, Double> own(int place) {
    Map<Integer, Double> own = new HashMap<>();
    answers.forEach(
        (other, answer) -> {
          if (other != place && calculation.dependsOn(place, other)) {
            own.put(other, answer.value());
          }
        });
    return own;
  }

  /** Returns the numbers that a line reads: own ones, and those of the page where it has them. */
  Map<Integer, Double> read(int place) {
    Map<Integer, Double> read = own(place);
    for (int i = 0; i < place; i++) {
      if (isPrinted(i)) {
        read.put(i, exact(i));
      }
    }
    return read;
  }

  /** Whether the page has the result of a line; it has none that is the same as a blank. */
  boolean isPrinted(int line) {
    Number result = calculation.line(line).result();
    return places.stream().noneMatch(place -> calculation.line(place).result().equals(result));
  }

  /** Returns the result from the operands as they are printed, and own ones for blanks. */
  double printed(int place) {
    Line line = calculation.line(place);
    Expression formula = Calculation.formula(line);
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, line.values(), line.result(), digits(place));
    Map<Expression, Double> values = new HashMap<>();
    line.values()
        .forEach(
            (leaf, value) -> {
              Optional<Answer> printed =
                  places.contains(calculation.source(place, leaf))
                      ? Optional.empty()
                      : Answer.read(texts.get(leaf));
              values.put(leaf, printed.map(Answer::value).orElse(value.doubleValue()));
            });
    return Calculation.value(formula, values);
  }

  /**
   * Returns how far a result may lie from one that is calculated with more digits than handed in.
   * Behind a number whose last digit is wrong there are no more: those would be the right ones.
   */
  double slack(int place, Map<Integer, Double> base) {
    double middle = calculation.result(place, base, Calculation.RIGHT);
    double slack = 0;
    for (Map.Entry<Integer, Double> one : base.entrySet()) {
      Answer answer = answers.get(one.getKey());
      if (answer != null
          && answer.digits() >= Rounding.LEAST_DIGITS
          && !isRoundedWrongly(one.getKey(), answer)) {
        Map<Integer, Double> other = new HashMap<>(base);
        other.put(one.getKey(), one.getValue() + 0.5 * answer.unit());
        slack += Math.abs(calculation.result(place, other, Calculation.RIGHT) - middle);
      }
    }
    return Double.isFinite(slack) ? slack : 0;
  }

  private boolean isRoundedWrongly(int line, Answer answer) {
    return places.contains(line)
        && answer.isWithin(exact(line), answer.unit())
        && !rounding(line).isRight(answer, exact(line));
  }

  /**
   * Returns the lines of the blanks that a line reads and that are not right. In place of one that
   * is missing, those that it depends on itself.
   *
   * @param near whether the numbers of the page are right; else what they depend on is named
   */
  List<Integer> wrongSources(int place, boolean near) {
    Set<Integer> wrong = new TreeSet<>();
    addWrongSources(place, near, wrong);
    return List.copyOf(wrong);
  }

  private void addWrongSources(int place, boolean near, Set<Integer> wrong) {
    for (int source : calculation.sources(place)) {
      Answer answer = answers.get(source);
      if (near && isPrinted(source)) {
        continue;
      }
      if (answer == null) {
        addWrongSources(source, near, wrong);
      } else if (!rounding(source).isWhole(answer, exact(source))) {
        wrong.add(source);
      }
    }
  }

  /** Whether the same number was handed in for another blank, which has another one. */
  boolean isRepeated(int place, Answer answer) {
    return answers.entrySet().stream()
        .filter(other -> other.getKey() != place)
        .filter(other -> isOfOneSize(other.getValue(), answer))
        .anyMatch(other -> exact(other.getKey()) != exact(place));
  }

  /** Returns which of some blanks has the same number, whatever its sign. */
  Optional<Integer> repeats(Answer answer, List<Integer> blanks) {
    return blanks.stream().filter(blank -> isOfOneSize(answers.get(blank), answer)).findFirst();
  }

  private static boolean isOfOneSize(Answer a, Answer b) {
    return Math.abs(a.value()) == Math.abs(b.value());
  }
}
