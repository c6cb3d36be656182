package io.github.neuronscript.session;

import java.time.Duration;
import java.util.Optional;

/**
 * What a run may use up.
 *
 * @param inputs of a neuron
 * @param epochs of one training
 * @param steps of everything, as {@link Effort} counts them
 * @param output characters and numbers that are shown
 * @param events that are told
 * @param past numbers of other data than the present that {@code back} may return to
 * @param time until it is ended, if the host says so
 */
public record RunLimits(
    int inputs,
    long epochs,
    long steps,
    long output,
    long events,
    long past,
    Optional<Duration> time) {

  /** What a run may use if nobody says otherwise. */
  public static final RunLimits STANDARD =
      new RunLimits(
          100_000,
          1_000_000_000,
          100_000_000_000_000L,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Long.MAX_VALUE,
          Optional.empty());
}
