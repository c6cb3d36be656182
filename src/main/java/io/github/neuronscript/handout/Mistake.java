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
 */
record Mistake(String says, Change change) {

  static final Variable Z = Variable.quantity("z");
  static final Variable OUTPUT = Variable.quantity("output");
  static final Variable TARGET = Variable.quantity("target");
  static final Variable LOSS = Variable.quantity("loss");
  static final Variable COST = Variable.quantity("cost");

  /** Gives a line another result; none where the mistake cannot be made. */
  interface Change {
    OptionalDouble result(Place place, Map<Expression, Double> values);
  }

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
   */
  record Place(Calculation calculation, int index, int target) {
    Line line() {
      return calculation.line(index);
    }

    Expression formula() {
      return Calculation.formula(line());
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
    all.add(atTheEnd("the sign is flipped", -1));
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
                ? OptionalDouble.of(factor * Calculation.value(place.formula(), values))
                : OptionalDouble.empty());
  }

  /** Changes the formula of some lines. */
  static Mistake formula(String says, OtherFormula other) {
    return new Mistake(
        says,
        (place, values) ->
            other
                .apply(place)
                .map(formula -> OptionalDouble.of(Calculation.value(formula, values)))
                .orElse(OptionalDouble.empty()));
  }

  /** Puts another value in for some operands. */
  static Mistake operand(String says, OtherOperand other) {
    return new Mistake(
        says,
        (place, values) -> {
          Map<Expression, Double> changed = new HashMap<>(values);
          changed.replaceAll((leaf, value) -> other.value(place, leaf, value).orElse(value));
          return changed.equals(values)
              ? OptionalDouble.empty()
              : OptionalDouble.of(Calculation.value(place.formula(), changed));
        });
  }

  /**
   * Returns how the lines are calculated with it.
   *
   * @param target the line whose result is judged
   */
  Calculation.Way in(Calculation calculation, int target) {
    return (index, values) ->
        calculation.line(index).formulas().isEmpty()
            ? OptionalDouble.empty()
            : change.result(new Place(calculation, index, target), values);
  }
}
