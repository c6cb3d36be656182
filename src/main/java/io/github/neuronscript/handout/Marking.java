package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.render.CalculatorRule;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Marks the numbers of a worksheet one by one. A number counts as right if it is the result rounded
 * to the digits that are given, at least three; or if it follows from the numbers that were handed
 * in before it. What is wrong is calculated again with each {@link Mistake}, and those that give
 * the number are named: the ones made in this very line or, if there are none, in lines before it
 * that were not handed in.
 */
final class Marking {

  /** So many digits have to be right. */
  private static final int LEAST_DIGITS = 3;

  /** Of fewer digits nothing can be told: neither that a number is nearly right, nor a mistake. */
  private static final int TELLING_DIGITS = 2;

  /** So many mistakes are named for one number. */
  private static final int MOST_NAMED = 3;

  private static final String DIGITS_ASKED = "at least three significant digits are asked for";

  /** What is said of a number. */
  enum Verdict {
    RIGHT(2),
    FOLLOWS(2),
    NEARLY_FOLLOWS(1),
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
  private final Map<Integer, Integer> digits;
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
    String right = Numbers.text(line.result(), digits.get(place));
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
    if (isRight(place, answer, exact) || isRight(place, answer, printed(place))) {
      boolean repeated = isRepeated(place, answer);
      if (!coarse(place, answer, exact) && !(repeated && onlyZerosAreMissing(answer, exact))) {
        return new Judged(Verdict.RIGHT, List.of());
      }
      return new Judged(
          tells(answer) && !repeated ? Verdict.TOO_COARSE : Verdict.WRONG,
          answer.value() == 0 ? List.of() : List.of(DIGITS_ASKED));
    }
    // Who reads a number on the page goes on with it, and not with an own one far before it.
    Optional<Judged> near = followed(place, answer, read(place), wrongSources(place, true));
    if (near.isPresent()) {
      return near.get();
    }
    if (answer.digits() >= LEAST_DIGITS
        && answer.isWithin(exact, answer.unit())
        && !isRepeated(place, answer)) {
      return new Judged(Verdict.ROUNDED_WRONGLY, List.of("the last digit is rounded wrongly"));
    }
    Map<Integer, Double> own = ownBefore(place);
    if (made(mistakes, place, answer, read(place), line -> line == place).isEmpty()) {
      Optional<Judged> far = followed(place, answer, own, wrongSources(place, false));
      if (far.isPresent()) {
        return far.get();
      }
    }
    return new Judged(Verdict.WRONG, named(place, answer, own));
  }

  /**
   * Judges an answer by what follows from other numbers, if they give another one than the page
   * has.
   *
   * @param base the numbers of other lines
   * @param wrong the blanks among them that are not right
   */
  private Optional<Judged> followed(
      int place, Answer answer, Map<Integer, Double> base, List<Integer> wrong) {
    double follows = calculation.result(place, base, Calculation.RIGHT);
    if (follows == calculation.line(place).result().doubleValue() || isZeroOfZeros(answer, wrong)) {
      return Optional.empty();
    }
    OptionalInt repeated = repeats(answer, wrong);
    if (repeated.isPresent() && isRight(place, answer, follows)) {
      return Optional.of(
          new Judged(
              Verdict.WRONG,
              List.of("it only repeats your own " + reference(repeated.getAsInt()))));
    }
    return following(place, answer, follows, slack(place, base), wrong);
  }

  /**
   * Judges an answer by the number that follows from others that were handed in.
   *
   * @param slack by how much that may differ, for the others were rounded
   * @param wrong the blanks among them that are not right
   */
  private Optional<Judged> following(
      int place, Answer answer, double follows, double slack, List<Integer> wrong) {
    boolean coarse = coarse(place, answer, follows);
    boolean follow =
        isRight(place, answer, follows)
            || !coarse && answer.isWithin(follows, 0.5 * answer.unit() + slack);
    boolean nearly = !coarse && answer.isWithin(follows, answer.unit());
    if (!follow && !nearly || coarse && !tells(answer)) {
      return Optional.empty();
    }
    boolean whole = follow && !coarse;
    List<String> remarks = new ArrayList<>();
    if (!wrong.isEmpty()) {
      remarks.add(
          "it follows from your own "
              + wrong.stream().map(Marking::reference).collect(Collectors.joining(" and ")));
    }
    if (!whole) {
      remarks.add(coarse ? DIGITS_ASKED : "the last digit is rounded wrongly");
    }
    return Optional.of(
        new Judged(
            wrong.isEmpty()
                ? whole ? Verdict.RIGHT : coarse ? Verdict.TOO_COARSE : Verdict.ROUNDED_WRONGLY
                : whole ? Verdict.FOLLOWS : Verdict.NEARLY_FOLLOWS,
            remarks));
  }

  private static String reference(int number) {
    return "(" + number + ")";
  }

  /** Whether an answer has enough digits that it is no chance. */
  private static boolean tells(Answer answer) {
    return answer.digits() >= TELLING_DIGITS && answer.value() != 0;
  }

  /** Whether the same number was handed in for another blank, which has another one. */
  private boolean isRepeated(int place, Answer answer) {
    double exact = calculation.line(place).result().doubleValue();
    return answers.entrySet().stream()
        .filter(other -> other.getKey() != place)
        .filter(other -> isOfOneSize(other.getValue(), answer))
        .anyMatch(other -> calculation.line(other.getKey()).result().doubleValue() != exact);
  }

  /**
   * Returns which of the wrong blanks has the same number, whatever its sign. Of those who
   * calculate nobody has it: blanks of one size are one blank.
   */
  private OptionalInt repeats(Answer answer, List<Integer> wrong) {
    return wrong.stream()
        .mapToInt(number -> number)
        .filter(number -> isOfOneSize(answers.get(places.get(number - 1)), answer))
        .findFirst();
  }

  private static boolean isOfOneSize(Answer a, Answer b) {
    return Math.abs(a.value()) == Math.abs(b.value());
  }

  /** Whether 0 follows only from zeros that somebody wrote. */
  private boolean isZeroOfZeros(Answer answer, List<Integer> wrong) {
    return answer.value() == 0
        && wrong.stream().allMatch(number -> answers.get(places.get(number - 1)).value() == 0);
  }

  /**
   * Returns how far a result may lie from one that is calculated with more digits than handed in.
   */
  private double slack(int place, Map<Integer, Double> base) {
    double middle = calculation.result(place, base, Calculation.RIGHT);
    double slack = 0;
    for (Map.Entry<Integer, Double> one : base.entrySet()) {
      Answer answer = answers.get(one.getKey());
      if (answer != null && answer.digits() >= LEAST_DIGITS) {
        Map<Integer, Double> other = new HashMap<>(base);
        other.put(one.getKey(), one.getValue() + 0.5 * answer.unit());
        slack += Math.abs(calculation.result(place, other, Calculation.RIGHT) - middle);
      }
    }
    return Double.isFinite(slack) ? slack : 0;
  }

  /**
   * Whether an answer is a value at the digits that it has. Beyond the digits of the page nobody
   * can be held to them.
   */
  private boolean isRight(int place, Answer answer, double value) {
    boolean beyond = answer.digits() >= digits.get(place);
    return answer.is(value) || beyond && answer.isWithin(value, unit(value, digits.get(place)));
  }

  /** Returns the place value of the last of so many significant digits. */
  private static double unit(double value, int digits) {
    return value == 0
        ? 0
        : StrictMath.pow(10, Math.floor(StrictMath.log10(Math.abs(value))) - digits + 1);
  }

  /** Whether an answer has too few digits: 0.35 has enough where the page would show 0.35, too. */
  private boolean coarse(int place, Answer answer, double exact) {
    return answer.digits() < LEAST_DIGITS
        && !answer.isWithin(exact, unit(exact, digits.get(place)) / 2)
        && !onlyZerosAreMissing(answer, exact);
  }

  /** Whether zeros at the end would make it of enough digits: calculators write 0.930 as 0.93. */
  private static boolean onlyZerosAreMissing(Answer answer, double exact) {
    return answer.digits() < LEAST_DIGITS
        && answer.value() != 0
        && answer.isWithin(exact, unit(exact, LEAST_DIGITS) / 2);
  }

  private static boolean isExact(Answer answer, double value) {
    return Math.abs(answer.value() - value) <= 1e-12 * Math.abs(value);
  }

  /** Returns the result from the operands as they are printed, and own ones for blanks. */
  private double printed(int place) {
    Line line = calculation.line(place);
    Expression formula = Calculation.formula(line);
    Map<Expression, String> texts =
        CalculatorRule.operands(formula, line.values(), line.result(), digits.get(place));
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

  /** Returns the numbers that a line reads: own ones, and those of the page where it has them. */
  private Map<Integer, Double> read(int place) {
    Map<Integer, Double> read = ownBefore(place);
    for (int i = 0; i < place; i++) {
      if (isPrinted(i)) {
        read.put(i, calculation.line(i).result().doubleValue());
      }
    }
    return read;
  }

  /** Whether the page has the result of a line; it has none that is the same as a blank. */
  private boolean isPrinted(int line) {
    Number result = calculation.line(line).result();
    return places.stream().noneMatch(place -> calculation.line(place).result().equals(result));
  }

  /**
   * Returns the numbers of the blanks that a line reads and that are not right. In place of one
   * that is missing, those that it depends on itself.
   *
   * @param near whether the numbers of the page are right; else what they depend on is named
   */
  private List<Integer> wrongSources(int place, boolean near) {
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
      } else {
        double exact = calculation.line(source).result().doubleValue();
        if (!isRight(source, answer, exact) || coarse(source, answer, exact)) {
          wrong.add(places.indexOf(source) + 1);
        }
      }
    }
  }

  /** Whether an answer is a value, and of so many digits that this is no chance. */
  private boolean isTold(int place, Answer answer, double value) {
    return isRight(place, answer, value) && (tells(answer) || isExact(answer, value));
  }

  private List<String> named(int place, Answer answer, Map<Integer, Double> own) {
    Map<Integer, Double> keyed = new HashMap<>(own);
    keyed.replaceAll((line, value) -> calculation.line(line).result().doubleValue());
    // Zeros give zeros by whatever mistake.
    List<Map<Integer, Double>> bases =
        own.isEmpty() || answer.value() == 0 ? List.of(keyed) : List.of(read(place), own, keyed);
    Set<String> found = new LinkedHashSet<>();
    for (Map<Integer, Double> base : bases) {
      found.addAll(made(mistakes, place, answer, base, line -> line == place));
    }
    for (int i = 0; i < places.size(); i++) {
      double other = calculation.line(places.get(i)).result().doubleValue();
      if (places.get(i) != place && isTold(place, answer, other)) {
        found.add("this is the answer to " + reference(i + 1));
      }
    }
    if (found.isEmpty()) {
      for (Map<Integer, Double> base : bases) {
        found.addAll(
            made(
                mistakes,
                place,
                answer,
                base,
                line -> line == place || places.contains(line) && !answers.containsKey(line)));
      }
    }
    if (found.isEmpty()) {
      // Who goes forward again with a new weight has handed in the numbers of the old one.
      found.addAll(made(Mistake.early(calculation), place, answer, Map.of(), line -> true));
    }
    return found.isEmpty()
        ? List.of()
        : List.of(
            "perhaps " + found.stream().limit(MOST_NAMED).collect(Collectors.joining("; or ")));
  }

  /**
   * Returns which mistakes give an answer, and not what comes out without them.
   *
   * @param base the numbers of other lines
   * @param where the lines in which a mistake is made
   */
  private List<String> made(
      List<Mistake> possible,
      int place,
      Answer answer,
      Map<Integer, Double> base,
      IntPredicate where) {
    double without = calculation.result(place, base, Calculation.RIGHT);
    List<String> found = new ArrayList<>();
    for (Mistake mistake : possible) {
      Calculation.Way way = mistake.in(calculation, place);
      double with =
          calculation.result(
              place,
              base,
              (line, values) ->
                  where.test(line) ? way.result(line, values) : OptionalDouble.empty());
      if (with != without && !isRight(place, answer, without) && isTold(place, answer, with)) {
        found.add(mistake.says());
      }
    }
    return found;
  }
}
