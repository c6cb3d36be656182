package io.github.neuronscript.handout;

import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The learning rate that somebody took, solved from the weight that came out: (old − new)/gradient.
 * An answer is rounded, and so are rates known only as a range.
 *
 * @param low the least rate that gives an answer
 * @param high the greatest one
 * @param right the rate of the script
 */
record TakenRate(double low, double high, Number right) {

  /** Rates that people take have so many significant digits at most. */
  private static final int PLAIN_DIGITS = 2;

  /** So many digits are told of a rate that several weights agree on. */
  private static final int AGREED_DIGITS = 4;

  /** Of a wider range, by its middle, some plain number would often lie in it by chance. */
  private static final double NARROW = 0.01;

  /**
   * Solves an update for its rate; empty if a line is none, the answer is too coarse, or the rate
   * would not be positive.
   *
   * @param base the numbers of other lines to go on with
   */
  static Optional<TakenRate> of(
      Calculation calculation, int place, Answer answer, Map<Integer, Double> base) {
    Line line = calculation.line(place);
    Number right = line.values().get(UpdateMistakes.RATE);
    if (!line.becomes() || right == null || calculation.source(place, UpdateMistakes.RATE) >= 0) {
      return Optional.empty();
    }
    double without = with(calculation, place, base, 0);
    double slope = with(calculation, place, base, 1) - without;
    double twice = with(calculation, place, base, 2) - without;
    if (slope == 0 || !(Math.abs(twice - 2 * slope) <= 1e-9 * Math.abs(slope))) {
      return Optional.empty();
    }
    double one = (answer.value() - 0.5 * answer.unit() - without) / slope;
    double other = (answer.value() + 0.5 * answer.unit() - without) / slope;
    TakenRate taken = new TakenRate(Math.min(one, other), Math.max(one, other), right);
    return taken.low > 0 && taken.high - taken.low <= NARROW * taken.high
        ? Optional.of(taken)
        : Optional.empty();
  }

  private static double with(
      Calculation calculation, int place, Map<Integer, Double> base, double rate) {
    Calculation.Way way = UpdateMistakes.taken("", rate, "").in(calculation, place);
    return calculation.result(
        place,
        base,
        (line, values) -> line == place ? way.result(line, values) : OptionalDouble.empty());
  }

  /** Returns the rate as a mistake, if it is a plain number. */
  Optional<Mistake> plain() {
    return told(PLAIN_DIGITS);
  }

  /** Returns the rate that also gives another weight, as a mistake. */
  Optional<Mistake> agreed(TakenRate other) {
    TakenRate both = new TakenRate(Math.max(low, other.low), Math.min(high, other.high), right);
    return right.equals(other.right) && both.low <= both.high
        ? both.told(AGREED_DIGITS)
        : Optional.empty();
  }

  /** Returns the rate of the fewest digits in the range, if it has no more than so many. */
  private Optional<Mistake> told(int most) {
    double middle = low + (high - low) / 2;
    for (int digits = 1; digits <= most; digits++) {
      BigDecimal rate = new BigDecimal(middle).round(new MathContext(digits, RoundingMode.HALF_UP));
      double value = rate.doubleValue();
      if (value >= low && value <= high) {
        return value == right.doubleValue()
            ? Optional.empty()
            : Optional.of(
                UpdateMistakes.taken(
                    Numbers.text(value, digits),
                    value,
                    Numbers.text(right, Numbers.mostDigits(right))));
      }
    }
    return Optional.empty();
  }
}
