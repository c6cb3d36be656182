package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Marks the numbers of a worksheet one by one. A number counts as right if it is the result rounded
 * to the digits that are given, at least three; or if it follows from the numbers that were handed
 * in before it. Of what is wrong {@link Hints} say why.
 */
final class Marking {

  private static final String DIGITS_ASKED = "at least three significant digits are asked for";

  private static final String ON_THE_WAY = "calculate with all digits, and give at least three";

  private static final String TOO_FAR = "close, but rounded too far: ";

  /** So near to a number an answer is more likely rounded on the way than calculated otherwise. */
  private static final double CLOSE = 0.01;

  private static final String ROUNDED = "the last digit is rounded wrongly";

  /** What is said of a number. */
  enum Verdict {
    RIGHT(2),
    FOLLOWS(2),
    NEARLY_FOLLOWS(1),
    ROUNDED_WRONGLY(1),
    TOO_COARSE(1),
    WRONG(0),
    NOT_WORKED_OUT(0),
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

  private final HandedIn numbers;
  private final Hints hints;

  private Marking(HandedIn numbers) {
    this.numbers = numbers;
    this.hints = new Hints(numbers);
  }

  /** Marks what was handed in. */
  static List<Mark> of(Worksheet sheet, Answers handedIn) {
    Marking marking = new Marking(new HandedIn(sheet, handedIn));
    List<Mark> marks = new ArrayList<>();
    for (int number = 1; number <= sheet.places().size(); number++) {
      marks.add(marking.mark(number, Optional.ofNullable(handedIn.texts().get(number))));
    }
    return marks;
  }

  private Mark mark(int number, Optional<String> text) {
    int place = numbers.places().get(number - 1);
    Line line = numbers.calculation().line(place);
    Answer answer = numbers.answers().get(place);
    String right = Numbers.text(line.result(), numbers.digits(place));
    String symbol = FormulaWriter.symbols(line.symbol());
    if (text.isEmpty()) {
      return new Mark(number, symbol, "", right, Verdict.MISSING, List.of());
    }
    if (answer == null) {
      return unread(number, symbol, text.get(), right, numbers.digits(place));
    }
    Judged judged = judged(place, answer);
    return new Mark(number, symbol, answer.text(), right, judged.verdict(), judged.remarks());
  }

  /** Says what is to be written in place of what is no number. */
  private static Mark unread(int number, String symbol, String text, String right, int digits) {
    Optional<Double> value = WorkedOut.of(text);
    return new Mark(
        number,
        symbol,
        Escapes.visible(text),
        right,
        value.isPresent() ? Verdict.NOT_WORKED_OUT : Verdict.NOT_A_NUMBER,
        List.of(
            value
                .map(v -> "it comes to " + Numbers.text(v, digits) + ": write that number")
                .orElse("write one number alone, such as 0.535")));
  }

  private record Judged(Verdict verdict, List<String> remarks) {}

  private Judged judged(int place, Answer answer) {
    double exact = numbers.exact(place);
    Rounding rounding = numbers.rounding(place);
    if (rounding.isRight(answer, exact) || rounding.isRight(answer, numbers.printed(place))) {
      return right(place, answer, exact);
    }
    // Who reads a number on the page goes on with it, and not with an own one far before it.
    Optional<Judged> near =
        followed(place, answer, numbers.read(place), numbers.wrongSources(place, true));
    if (near.isPresent()) {
      return near.get();
    }
    if (answer.digits() >= Rounding.LEAST_DIGITS
        && answer.isWithin(exact, answer.unit())
        && !numbers.isRepeated(place, answer)) {
      return new Judged(Verdict.ROUNDED_WRONGLY, List.of(ROUNDED));
    }
    if (!hints.explains(place, answer)) {
      Optional<Judged> far =
          followed(place, answer, numbers.own(place), numbers.wrongSources(place, false));
      if (far.isPresent()) {
        return far.get();
      }
    }
    Optional<Judged> decimal =
        answer.asDecimal().filter(a -> a.is(exact)).map(a -> rounded(right(place, a, exact)));
    if (decimal.isPresent()) {
      return decimal.get();
    }
    Optional<String> hint = hints.of(place, answer);
    boolean close = answer.isWithin(exact, CLOSE * Math.abs(exact));
    return new Judged(
        Verdict.WRONG,
        hint.or(() -> close ? Optional.of(TOO_FAR + ON_THE_WAY) : Optional.empty()).stream()
            .toList());
  }

  private static Judged rounded(Judged fraction) {
    return new Judged(
        fraction.verdict(), fraction.remarks().stream().map(TOO_FAR::concat).toList());
  }

  /**
   * Judges the right number: it may have too few digits, or stand in too many blanks. As the page
   * would show it, it is right wherever else it stands.
   */
  private Judged right(int place, Answer answer, double exact) {
    Rounding rounding = numbers.rounding(place);
    boolean repeated = numbers.isRepeated(place, answer);
    boolean guessed = repeated && Rounding.onlyZerosAreMissing(answer, exact);
    if (rounding.isShown(answer, exact) || !rounding.isCoarse(answer, exact) && !guessed) {
      return new Judged(Verdict.RIGHT, List.of());
    }
    return new Judged(
        Rounding.tells(answer) && !repeated ? Verdict.TOO_COARSE : Verdict.WRONG,
        answer.value() == 0 ? List.of() : List.of(DIGITS_ASKED));
  }

  /**
   * Judges an answer by what follows from other numbers, if they give another one than the page
   * has.
   *
   * @param base the numbers of other lines
   * @param wrong the lines of the blanks among them that are not right
   */
  private Optional<Judged> followed(
      int place, Answer answer, Map<Integer, Double> base, List<Integer> wrong) {
    double follows = numbers.calculation().result(place, base, Calculation.RIGHT);
    if (follows == numbers.exact(place) || isZeroOfZeros(answer, wrong)) {
      return Optional.empty();
    }
    Optional<Integer> repeated = numbers.repeats(answer, wrong);
    if (repeated.isPresent() && numbers.rounding(place).isRight(answer, follows)) {
      return Optional.of(
          new Judged(
              Verdict.WRONG,
              List.of("it only repeats your own " + numbers.reference(repeated.get()))));
    }
    return following(place, answer, follows, numbers.slack(place, base), wrong);
  }

  /**
   * Judges an answer by the number that follows from others that were handed in.
   *
   * @param slack by how much that may differ, for the others were rounded
   * @param wrong the lines of the blanks among them that are not right
   */
  private Optional<Judged> following(
      int place, Answer answer, double follows, double slack, List<Integer> wrong) {
    boolean coarse = numbers.rounding(place).isCoarse(answer, follows);
    boolean follow =
        numbers.rounding(place).isRight(answer, follows)
            || !coarse && answer.isWithin(follows, 0.5 * answer.unit() + slack);
    boolean nearly = !coarse && answer.isWithin(follows, answer.unit());
    if (!follow && !nearly || coarse && !Rounding.tells(answer)) {
      return Optional.empty();
    }
    boolean whole = follow && !coarse;
    List<String> remarks = new ArrayList<>();
    if (!wrong.isEmpty()) {
      remarks.add(
          "it follows from your own "
              + wrong.stream().map(numbers::reference).collect(Collectors.joining(" and ")));
    }
    if (!whole) {
      remarks.add(coarse ? DIGITS_ASKED : ROUNDED);
    }
    return Optional.of(
        new Judged(
            wrong.isEmpty()
                ? whole ? Verdict.RIGHT : coarse ? Verdict.TOO_COARSE : Verdict.ROUNDED_WRONGLY
                : whole ? Verdict.FOLLOWS : Verdict.NEARLY_FOLLOWS,
            remarks));
  }

  /** Whether 0 follows only from zeros that somebody wrote. */
  private boolean isZeroOfZeros(Answer answer, List<Integer> wrong) {
    return answer.value() == 0
        && wrong.stream().allMatch(place -> numbers.answers().get(place).value() == 0);
  }
}
