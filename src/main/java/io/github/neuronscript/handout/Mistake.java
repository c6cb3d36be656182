package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A mistake that people make, as another way to calculate. What it gives is found by calculating
 * with it.
 *
 * @param says what was done, as the end of "perhaps …"
 * @param ofRate whether it is another learning rate, of which an update has only one
 */
record Mistake(String says, boolean ofRate, Change change) {

  Mistake(String says, Change change) {
    this(says, false, change);
  }

  static final Variable Z = Variable.quantity("z");
  static final Variable OUTPUT = Variable.quantity("output");
  static final Variable TARGET = Variable.quantity("target");
  static final Variable LOSS = Variable.quantity("loss");
  static final Variable COST = Variable.quantity("cost");

  /**
   * How a line is calculated with a mistake.
   *
   * @param values of the operands of the formula
   * @param factor with which its value is multiplied
   */
  record Slip(Expression formula, Map<Expression, Double> values, double factor) {

    static Optional<Slip> of(Expression formula, Map<Expression, Double> values) {
      return Optional.of(new Slip(formula, values, 1));
    }

    double result() {
      return factor * Calculation.value(formula, values);
    }
  }

  /** Calculates a line otherwise; none where the mistake cannot be made. */
  interface Change {
    Optional<Slip> of(Place place, Map<Expression, Double> values);
  }

  /** The commonest mistake of all. */
  static final Mistake SIGN = atTheEnd("the sign is flipped", -1);

  /** Gives a line another formula; none where the mistake cannot be made. */
  interface OtherFormula {
    Optional<Expression> apply(Place place);
  }

  /** Gives an operand of a line another value; none for one that is as it should be. */
  interface OtherOperand {
    OptionalDouble value(Place place, Expression operand, double value);
  }

  /**
   * A line that is calculated.
   *
   * @param target the index of the line whose result is judged
   * @param formula by which it is calculated, perhaps with a mistake already
   */
  record Place(Calculation calculation, int index, int target, Expression formula) {
    Line line() {
      return calculation.line(index);
    }

    boolean calculates(Expression symbol) {
      return line().symbol().equals(symbol);
    }

    boolean isJudged() {
      return index == target;
    }

    /** Whether a parameter, or what a learning rule remembers, gets its next value. */
    boolean updates() {
      return line().becomes();
    }

    /** Returns the last line of a symbol before this one. */
    Optional<Line> before(Expression symbol) {
      return calculation.before(index, symbol);
    }
  }

  /** Returns the mistakes that are known for the lines of a calculation. */
  static List<Mistake> all(Calculation calculation) {
    List<Mistake> all = new ArrayList<>();
    all.add(SIGN);
    all.addAll(GradientMistakes.all(calculation));
    all.addAll(ForwardMistakes.all(calculation));
    all.addAll(UpdateMistakes.all());
    all.add(atTheEnd("the decimal point is one place too far to the right", 10));
    all.add(atTheEnd("the decimal point is one place too far to the left", 0.1));
    return all;
  }

  /** Changes the result that is judged, and no other. */
  private static Mistake atTheEnd(String says, double factor) {
    return new Mistake(
        says,
        (place, values) ->
            place.isJudged()
                ? Optional.of(new Slip(place.formula(), values, factor))
                : Optional.empty());
  }

  /** Changes the formula of some lines. */
  static Mistake formula(String says, OtherFormula other) {
    return new Mistake(
        says, (place, values) -> other.apply(place).flatMap(formula -> Slip.of(formula, values)));
  }

  /** Puts another value in for some operands. */
  static Mistake operand(String says, OtherOperand other) {
    return new Mistake(
        says,
        (place, values) -> {
          Map<Expression, Double> changed = new HashMap<>(values);
          changed.replaceAll((leaf, value) -> other.value(place, leaf, value).orElse(value));
          return changed.equals(values) ? Optional.empty() : Slip.of(place.formula(), changed);
        });
  }

  /** Returns both mistakes at once, where both can be made in one line; else either. */
  Mistake and(Mistake other) {
    return new Mistake(
        says + ", and also " + other.says,
        (place, values) -> {
          Optional<Slip> one = change.of(place, values);
          if (one.isEmpty()) {
            return other.change.of(place, values);
          }
          Slip first = one.get();
          Place changed =
              new Place(place.calculation(), place.index(), place.target(), first.formula());
          return other
              .change
              .of(changed, first.values())
              .map(two -> new Slip(two.formula(), two.values(), first.factor() * two.factor()))
              .or(() -> one);
        });
  }

  /**
   * Returns how the lines are calculated with it.
   *
   * @param target the line whose result is judged
   */
  Calculation.Way in(Calculation calculation, int target) {
    return (index, values) -> {
      Line line = calculation.line(index);
      if (line.formulas().isEmpty()) {
        return OptionalDouble.empty();
      }
      Place place = new Place(calculation, index, target, Calculation.formula(line));
      return change
          .of(place, values)
          .map(slip -> OptionalDouble.of(slip.result()))
          .orElse(OptionalDouble.empty());
    };
  }
}
