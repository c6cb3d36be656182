package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;
import java.util.Optional;

/**
 * The value of a metric, or the reason why it has none; exactly one of the two is there.
 *
 * @param value finite
 */
public record Figure(Optional<Number> value, Optional<Why> why) {

  public Figure {
    if (value.isPresent() == why.isPresent()) {
      throw new IllegalArgumentException(value + ", " + why);
    }
  }

  /** Returns a number as a figure; one that is not finite is {@link Why#NOT_FINITE}. */
  public static Figure of(Number value) {
    return NumberSystem.isFinite(value)
        ? new Figure(Optional.of(value), Optional.empty())
        : none(Why.NOT_FINITE);
  }

  public static Figure none(Why why) {
    return new Figure(Optional.empty(), Optional.of(why));
  }
}
