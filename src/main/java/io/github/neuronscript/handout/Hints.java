package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds what may have gone wrong in a number: it is calculated again with each {@link Mistake}, and
 * all those that give it are named, first the ones made in this very line.
 */
final class Hints {

  /** So many mistakes are named for one number. */
  private static final int MOST_NAMED = 3;

  /** Of fewer digits some two of all mistakes would often give a number by chance. */
  private static final int TELLING_TWO = 4;

  /** Results that are the same in so many digits differ by errors of rounding. */
  private static final int SAME_DIGITS = 12;

  private final HandedIn numbers;
  private final Calculation calculation;
  private final List<Mistake> mistakes;
  private final List<Mistake> ofAnotherTime;
  private final List<Mistake> tooEarly;

  Hints(HandedIn numbers) {
    this.numbers = numbers;
    this.calculation = numbers.calculation();
    this.mistakes = Mistake.all(calculation);
    this.tooEarly = ForwardMistakes.tooEarly(calculation);
    this.ofAnotherTime = ForwardMistakes.stale(calculation);
  }

  /** Whether a mistake in this very line gives an answer, from the numbers that it reads. */
  boolean explains(int place, Answer answer) {
    return !made(mistakes, place, answer, numbers.read(place), line -> line == place).isEmpty();
  }

  /** Returns what may have gone wrong, in one sentence; empty if nothing is known. */
  Optional<String> of(int place, Answer answer) {
    Set<String> found = new LinkedHashSet<>();
    List<Map<Integer, Double>> bases = bases(place, answer);
    for (Map<Integer, Double> base : bases) {
      found.addAll(made(mistakes, place, answer, base, line -> line == place));
    }
    // An empty blank says nothing: it is looked at only where this line tells no mistake.
    boolean known = !found.isEmpty();
    if (!known) {
      for (Map<Integer, Double> base : bases) {
        TakenRate.of(calculation, place, answer, base)
            .flatMap(TakenRate::plain)
            .ifPresent(rate -> found.addAll(only(rate, place, answer, base)));
      }
      for (Map<Integer, Double> base : bases) {
        found.addAll(made(mistakes, place, answer, base, line -> isOpen(line, place)));
      }
    }
    // Who goes forward with weights of another time has other numbers than the page all the way.
    found.addAll(
        made(
            ofAnotherTime,
            place,
            answer,
            Map.of(),
            line -> true,
            changed -> isAnswered(changed, place, !known, false)));
    found.addAll(
        made(
            tooEarly,
            place,
            answer,
            Map.of(),
            line -> true,
            changed -> isAnswered(changed, place, !known, true)));
    found.addAll(otherBlanks(place, answer));
    otherLine(place, answer, found.isEmpty()).ifPresent(found::add);
    if (found.isEmpty()) {
      agreedRate(place, answer).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      for (Map<Integer, Double> base : bases) {
        found.addAll(twoAtOnce(place, answer, base, line -> line == place));
      }
    }
    if (found.isEmpty()) {
      for (Map<Integer, Double> base : bases) {
        found.addAll(twoAtOnce(place, answer, base, line -> isOpen(line, place)));
      }
    }
    List<String> named = withoutRepeats(found);
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "perhaps " + named.stream().limit(MOST_NAMED).collect(Collectors.joining("; or ")));
  }

  /** Leaves out what says less than another hint. */
  private static List<String> withoutRepeats(Set<String> found) {
    boolean says =
        found.stream().anyMatch(hint -> hint.startsWith(ForwardMistakes.TOO_EARLY + ":"));
    return found.stream()
        .filter(hint -> !(says && hint.equals(ForwardMistakes.TOO_EARLY)))
        .toList();
  }

  private Set<String> only(Mistake one, int place, Answer answer, Map<Integer, Double> base) {
    return made(List.of(one), place, answer, base, line -> line == place);
  }

  /** Returns the learning rate, if another one gives this weight and a wrong one beside it. */
  private Optional<String> agreedRate(int place, Answer answer) {
    for (Map<Integer, Double> base : bases(place, answer)) {
      Optional<TakenRate> taken = TakenRate.of(calculation, place, answer, base);
      for (int other : numbers.places()) {
        Answer beside = numbers.answers().get(other);
        if (taken.isEmpty() || other == place || beside == null) {
          continue;
        }
        for (Map<Integer, Double> its : bases(other, beside)) {
          Optional<String> agreed =
              TakenRate.of(calculation, other, beside, its)
                  .flatMap(taken.get()::agreed)
                  .flatMap(rate -> only(rate, place, answer, base).stream().findFirst());
          if (agreed.isPresent()) {
            return agreed;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns which two mistakes together give an answer that none of them gives alone. */
  private Set<String> twoAtOnce(
      int place, Answer answer, Map<Integer, Double> base, IntPredicate where) {
    double without = calculation.result(place, base, Calculation.RIGHT);
    // Of mistakes that come to the same but for the last bits, as a flipped sign and a swap, one is
    // enough.
    Map<String, Mistake> byResult = new LinkedHashMap<>();
    for (Mistake mistake : mistakes) {
      double result = result(mistake, place, base, where, new TreeMap<>());
      if (result != without) {
        byResult.putIfAbsent(NumberWriter.rounded(result, SAME_DIGITS), mistake);
      }
    }
    List<Mistake> possible = List.copyOf(byResult.values());
    List<Mistake> pairs = new ArrayList<>();
    for (int i = 0; i < possible.size(); i++) {
      for (int k = i + 1; k < possible.size(); k++) {
        Mistake one = possible.get(i);
        Mistake two = possible.get(k);
        if ((answer.digits() >= TELLING_TWO || one.equals(Mistake.SIGN))
            && !(one.ofRate() && two.ofRate())) {
          pairs.add(one.and(two));
        }
      }
    }
    return made(pairs, place, answer, base, where);
  }

  /** Whether a mistake in a line would be seen nowhere but in a number behind it. */
  private boolean isOpen(int line, int place) {
    return line == place || numbers.places().contains(line) && !numbers.answers().containsKey(line);
  }

  /**
   * Whether the blanks before a line were answered by a mistake.
   *
   * @param changed the results by the mistake
   * @param orEmpty whether they may also be empty
   * @param orRight whether they may also be right, as of a pass that is made once more
   */
  private boolean isAnswered(
      Map<Integer, Double> changed, int place, boolean orEmpty, boolean orRight) {
    return changed.entrySet().stream()
        .filter(one -> one.getKey() != place && numbers.places().contains(one.getKey()))
        .allMatch(
            one -> {
              Answer answer = numbers.answers().get(one.getKey());
              return answer == null
                  ? orEmpty
                  : numbers.rounding(one.getKey()).isRight(answer, one.getValue())
                      || orRight
                          && numbers
                              .rounding(one.getKey())
                              .isRight(answer, numbers.exact(one.getKey()));
            });
  }

  /** Returns the numbers of other lines with which somebody may have gone on. */
  private List<Map<Integer, Double>> bases(int place, Answer answer) {
    Map<Integer, Double> own = numbers.own(place);
    Map<Integer, Double> right = new HashMap<>(own);
    right.replaceAll((line, value) -> numbers.exact(line));
    // Zeros give zeros by whatever mistake.
    return own.isEmpty() || answer.value() == 0
        ? List.of(right)
        : List.of(numbers.read(place), own, right);
  }

  private Set<String> made(
      List<Mistake> possible,
      int place,
      Answer answer,
      Map<Integer, Double> base,
      IntPredicate where) {
    return made(possible, place, answer, base, where, changed -> true);
  }

  /**
   * Returns which mistakes give an answer, and not what comes out without them.
   *
   * @param base the numbers of other lines
   * @param where the lines in which a mistake is made
   * @param possibly whether the results of these lines, by the mistake, may have been found
   */
  private Set<String> made(
      List<Mistake> possible,
      int place,
      Answer answer,
      Map<Integer, Double> base,
      IntPredicate where,
      Predicate<Map<Integer, Double>> possibly) {
    Set<String> found = new LinkedHashSet<>();
    Rounding rounding = numbers.rounding(place);
    double without = calculation.result(place, base, Calculation.RIGHT);
    if (rounding.isRight(answer, without)) {
      return found;
    }
    for (Mistake mistake : possible) {
      Map<Integer, Double> changed = new TreeMap<>();
      double with = result(mistake, place, base, where, changed);
      if (with != without && rounding.isTold(answer, with) && possibly.test(changed)) {
        // Who goes back once more has not made the mistake in the blanks of the pass before.
        boolean again = mistake.says().startsWith(ForwardMistakes.TOO_EARLY);
        found.add(mistake.says() + (again ? "" : where(changed.keySet(), place)));
      }
    }
    return found;
  }

  /**
   * Returns what a mistake gives.
   *
   * @param changed gets the results of the lines in which it is made
   */
  private double result(
      Mistake mistake,
      int place,
      Map<Integer, Double> base,
      IntPredicate where,
      Map<Integer, Double> changed) {
    Calculation.Way way = mistake.in(calculation, place);
    return calculation.result(
        place,
        base,
        (line, values) -> {
          OptionalDouble other =
              where.test(line) ? way.result(line, values) : OptionalDouble.empty();
          if (other.isPresent()) {
            changed.put(line, other.getAsDouble());
          }
          return other;
        });
  }

  /** Returns in which blanks a mistake is made; nothing for this line, or for lines of the page. */
  private String where(Set<Integer> lines, int place) {
    List<Integer> before =
        lines.stream().filter(line -> line != place && numbers.places().contains(line)).toList();
    if (before.isEmpty()) {
      return "";
    }
    String blanks = before.stream().map(numbers::reference).collect(Collectors.joining(" and "));
    return (lines.contains(place) ? ", here and in " : " in ") + blanks;
  }

  /** Returns the other blanks whose number this is. */
  private List<String> otherBlanks(int place, Answer answer) {
    return numbers.places().stream()
        .filter(other -> other != place)
        .filter(other -> numbers.rounding(place).isTold(answer, numbers.exact(other)))
        .map(other -> "this is the answer to " + numbers.reference(other))
        .toList();
  }

  /**
   * Returns the nearest line of the page whose number this is.
   *
   * @param ofThisSymbol whether also one of the same quantity, as ŷ of the pass before
   */
  private Optional<String> otherLine(int place, Answer answer, boolean ofThisSymbol) {
    for (int away = 1; away < calculation.size(); away++) {
      for (int line : new int[] {place - away, place + away}) {
        if (line >= 0 && line < calculation.size() && isNumberOf(line, place, answer)) {
          boolean same = calculation.line(line).symbol().equals(calculation.line(place).symbol());
          if (same && !ofThisSymbol) {
            continue;
          }
          String symbol = FormulaWriter.symbols(calculation.line(line).symbol());
          return Optional.of(
              "this is "
                  + symbol
                  + (same && line < place ? " of an earlier step" : "")
                  + (same && line > place ? " of a later step" : "")
                  + (!same && line < place ? ", which stands above" : "")
                  + (!same && line > place ? ", which stands below" : ""));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isNumberOf(int index, int place, Answer answer) {
    Line line = calculation.line(index);
    boolean calculated =
        !line.formulas().isEmpty() && !(Calculation.formula(line) instanceof Expression.Leaf);
    return calculated
        && numbers.isPrinted(index)
        && Rounding.tells(answer)
        && numbers.rounding(place).isTold(answer, line.result().doubleValue());
  }
}
