package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.render.CalculatorRule;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Marks the numbers of a worksheet one by one. A number counts as right if it is the result rounded
 * to the digits that are given, at least three; or if it follows from the numbers that were handed
 * in before it. What is wrong is calculated again with each {@link Mistake}, and one that gives the
 * number is named.
 */
final class Marking {

  /** So many digits have to be right. */
  private static final int LEAST_DIGITS = 3;

  /** Of so many digits a mistake can be told from chance. */
  private static final int TELLING_DIGITS = 2;

  /** What is said of a number. */
  enum Verdict {
    RIGHT(2),
    FOLLOWS(2),
    ROUNDED_WRONGLY(1),
    TOO_COARSE(1),
    WRONG(0),
    NOT_A_NUMBER(0),
    MISSING(0);

    private final int halves;

    Verdict(int halves) {
      this.halves = halves;
    }

    /** Returns the points, in halves. */
    int halves() {
      return halves;
    }
  }

  /**
   * What one number got.
   *
   * @param symbol what is calculated, as text
   * @param given as it was written; empty if it is missing
   * @param right the number that is right, as the page would show it
   * @param remarks what is to be said; may be empty
   */
  record Mark(
      int number,
      String symbol,
      String given,
      String right,
      Verdict verdict,
      List<String> remarks) {
    Mark {
      remarks = List.copyOf(remarks);
    }
  }

  private final Calculation calculation;
  private final List<Integer> places;
  private final int digits;
  private final List<Mistake> mistakes;
  private final Map<Integer, Answer> answers = new TreeMap<>();

  private Marking(Worksheet sheet, Answers handedIn) {
    this.calculation = sheet.calculation();
    this.places = sheet.places();
    this.digits = sheet.digits();
    this.mistakes = Mistake.all(calculation);
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      Optional.ofNullable(handedIn.texts().get(i + 1))
          .flatMap(Answer::read)
          .ifPresent(answer -> answers.put(place, answer));
    }
  }

  /** Marks what was handed in. */
  static List<Mark> of(Worksheet sheet, Answers handedIn) {
    Marking marking = new Marking(sheet, handedIn);
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < marking.places.size(); i++) {
      marks.add(marking.mark(i + 1, Optional.ofNullable(handedIn.texts().get(i + 1))));
    }
    return marks;
  }

  private Mark mark(int number, Optional<String> text) {
    int place = places.get(number - 1);
    Line line = calculation.line(place);
    Answer answer = answers.get(place);
    String right = Numbers.text(line.result(), digits);
    String symbol = FormulaWriter.symbols(line.symbol());
    if (text.isEmpty()) {
      return new Mark(number, symbol, "", right, Verdict.MISSING, List.of());
    }
    if (answer == null) {
      String given = Escapes.visible(text.get());
      return new Mark(number, symbol, given, right, Verdict.NOT_A_NUMBER, List.of());
    }
    Judged judged = judged(place, answer);
    return new Mark(number, symbol, answer.text(), right, judged.verdict(), judged.remarks());
  }

  private record Judged(Verdict verdict, List<String> remarks) {}

  private Judged judged(int place, Answer answer) {
    double exact = calculation.line(place).result().doubleValue();
    if (isRight(answer, exact) || isRight(answer, printed(place))) {
      return coarse(answer, exact)
          ? new Judged(
              Verdict.TOO_COARSE, List.of("at least three significant digits are asked for"))
          : new Judged(Verdict.RIGHT, List.of());
    }
    Map<Integer, Double> own = ownBefore(place);
    double follows = calculation.result(place, own, Calculation.RIGHT);
    if (!own.isEmpty()
        && follows != exact
        && isRight(answer, follows)
        && !coarse(answer, follows)) {
      List<String> wrong = wrongSources(place);
      return wrong.isEmpty()
          ? new Judged(Verdict.RIGHT, List.of())
          : new Judged(
              Verdict.FOLLOWS, List.of("it follows from your own " + String.join(" and ", wrong)));
    }
    if (answer.digits() >= LEAST_DIGITS && answer.isWithin(exact, answer.unit())) {
      return new Judged(Verdict.ROUNDED_WRONGLY, List.of("the last digit is rounded wrongly"));
    }
    return new Judged(Verdict.WRONG, named(place, answer, own));
  }

  /**
   * Whether an answer is a value at the digits that it has. Beyond the digits of the page nobody
   * can be held to them.
   */
  private boolean isRight(Answer answer, double value) {
    boolean beyond = answer.digits() >= digits;
    return answer.is(value) || beyond && answer.isWithin(value, unit(value));
  }

  /** Returns the place value of the last digit that the page shows. */
  private double unit(double value) {
    return value == 0
        ? 0
        : StrictMath.pow(10, Math.floor(StrictMath.log10(Math.abs(value))) - digits + 1);
  }

  /** Whether an answer has too few digits: 0.35 has enough where the page would show 0.35, too. */
  private boolean coarse(Answer answer, double exact) {
    return answer.digits() < LEAST_DIGITS && !answer.isWithin(exact, unit(exact) / 2);
  }

  private static boolean isExact(Answer answer, double value) {
    return Math.abs(answer.value() - value) <= 1e-12 * Math.abs(value);
  }

  /** Returns the result from the operands as they are printed, and own ones for blanks. */
  private double printed(int place) {
    Line line = calculation.line(place);
    Expression formula = Calculation.formula(line);
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, line.values(), line.result(), digits);
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

  /** Returns the numbers that were handed in for other lines on which a line depends. */
  private Map<Integer, Double> ownBefore(int place) {
    Map<Integer, Double> own = new HashMap<>();
    answers.forEach(
        (other, answer) -> {
          if (other != place && calculation.dependsOn(place, other)) {
            own.put(other, answer.value());
          }
        });
    return own;
  }

  /** Returns the blanks on which a line depends whose numbers are wrong: (3). */
  private List<String> wrongSources(int place) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      int other = places.get(i);
      Answer answer = answers.get(other);
      if (other != place
          && answer != null
          && calculation.dependsOn(place, other)
          && !isRight(answer, calculation.line(other).result().doubleValue())) {
        wrong.add("(" + (i + 1) + ")");
      }
    }
    return wrong;
  }

  /** Whether an answer is a value, and of so many digits that this is no chance. */
  private boolean isTold(Answer answer, double value) {
    return isRight(answer, value) && (answer.digits() >= TELLING_DIGITS || isExact(answer, value));
  }

  private List<String> named(int place, Answer answer, Map<Integer, Double> own) {
    List<String> found = new ArrayList<>();
    double exact = calculation.line(place).result().doubleValue();
    for (Mistake mistake : mistakes) {
      Calculation.Way way = mistake.in(calculation, place);
      double with = calculation.result(place, Map.of(), way);
      double withOwn = own.isEmpty() ? with : calculation.result(place, own, way);
      boolean gives = with != exact && isTold(answer, with);
      boolean givesWithOwn = withOwn != exact && isTold(answer, withOwn);
      if ((gives || givesWithOwn) && !found.contains(mistake.says())) {
        found.add(mistake.says());
      }
    }
    for (int i = 0; i < places.size(); i++) {
      double other = calculation.line(places.get(i)).result().doubleValue();
      if (places.get(i) != place && isTold(answer, other)) {
        found.add("this is the answer to (" + (i + 1) + ")");
      }
    }
    return found.isEmpty()
        ? found
        : List.of("perhaps " + found.stream().collect(Collectors.joining("; or ")));
  }
}
