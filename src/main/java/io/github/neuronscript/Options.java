package io.github.neuronscript;

import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What a run may reach and who listens. Immutable; start from {@link #defaults()}.
 *
 * @param files the files that a script may read; none by default
 * @param listener gets every event in order, on the running thread
 * @param cancelled asked before every statement and, in a training, before every block of at most
 *     256 examples; true ends the run there
 * @param values replace what the script gives the names it declares: {@code let}s, inputs, weights,
 *     the bias, {@code rate} and {@code seed}
 * @param trace how much is reported, until the script sets it
 * @param digits significant digits of results, 1 to {@value #MOST_DIGITS}, until the script sets
 *     them
 */
public record Options(
    FileAccess files,
    Consumer<TraceEvent> listener,
    BooleanSupplier cancelled,
    Map<String, Double> values,
    TraceLevel trace,
    int digits) {

  /** As many significant digits tell every double from every other. */
  public static final int MOST_DIGITS = 17;

  /**
   * Copies the values.
   *
   * @throws IllegalArgumentException if {@code digits} is not from 1 to {@value #MOST_DIGITS}
   */
  public Options {
    values = Map.copyOf(values);
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("digits is " + digits + ", not 1 to " + MOST_DIGITS);
    }
  }

  /** No files, nobody listening, no end but the script's own. */
  public static Options defaults() {
    return new Options(
        FileAccess.none(), event -> {}, () -> false, Map.of(), TraceLevel.SUMMARY, 6);
  }

  public Options files(FileAccess access) {
    return new Options(access, listener, cancelled, values, trace, digits);
  }

  public Options listener(Consumer<TraceEvent> events) {
    return new Options(files, events, cancelled, values, trace, digits);
  }

  public Options cancelled(BooleanSupplier token) {
    return new Options(files, listener, token, values, trace, digits);
  }

  public Options values(Map<String, Double> byName) {
    return new Options(files, listener, cancelled, byName, trace, digits);
  }

  public Options trace(TraceLevel level) {
    return new Options(files, listener, cancelled, values, level, digits);
  }

  public Options digits(int significant) {
    return new Options(files, listener, cancelled, values, trace, significant);
  }
}
