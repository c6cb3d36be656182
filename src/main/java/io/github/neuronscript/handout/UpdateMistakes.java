package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/** Mistakes of the update: in the learning rate, in the step, and in what it starts from. */
final class UpdateMistakes {

  static final Variable RATE = Variable.quantity("rate");

  private UpdateMistakes() {}

  static List<Mistake> all() {
    return List.of(
        rate("the learning rate α is forgotten", rate -> 1),
        rate("the learning rate α is ten times too large", rate -> 10 * rate),
        rate("the learning rate α is ten times too small", rate -> rate / 10),
        Mistake.formula(
            "the step is added instead of subtracted",
            place -> place.updates() ? otherWay(place.formula()) : Optional.empty()),
        Mistake.operand(
            "the old weight is forgotten: this is only the step",
            (place, leaf, value) ->
                isOld(place, leaf) ? OptionalDouble.of(0) : OptionalDouble.empty()),
        Mistake.operand(
            "the step is made twice",
            (place, leaf, value) ->
                isOld(place, leaf)
                    ? OptionalDouble.of(place.line().result().doubleValue())
                    : OptionalDouble.empty()),
        new Mistake(
            "the weight is not updated: this is the old one",
            (place, values) ->
                place.updates() && values.containsKey(place.line().symbol())
                    ? Mistake.Slip.of(place.line().symbol(), values)
                    : Optional.empty()));
  }

  private static boolean isOld(Mistake.Place place, Expression leaf) {
    return place.updates() && place.calculates(leaf);
  }

  private static Mistake rate(String says, DoubleUnaryOperator other) {
    Mistake rate =
        Mistake.operand(
            says,
            (place, leaf, value) ->
                place.updates() && leaf.equals(RATE)
                    ? OptionalDouble.of(other.applyAsDouble(value))
                    : OptionalDouble.empty());
    return new Mistake(says, true, rate.change());
  }

  /** Returns the mistake of an update with another learning rate, in place of the right one. */
  static Mistake taken(String other, double value, String right) {
    return rate("α = " + other + " was taken in place of " + right, rate -> value);
  }

  /** Returns w + α·g for w − α·g. */
  private static Optional<Expression> otherWay(Expression formula) {
    if (formula instanceof Sum sum && sum.terms().size() == 2) {
      Expression step = sum.terms().get(1);
      Expression other = step instanceof Negation n ? n.operand() : new Negation(step);
      return Optional.of(Sum.of(sum.terms().get(0), other));
    }
    return Optional.empty();
  }
}
