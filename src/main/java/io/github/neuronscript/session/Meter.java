package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Reached.Which;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Counts what a run uses up and ends it at the limit; asks whether somebody wants it to end before:
 * the host by its token or the thread's interrupt, whose flag stays set, or the clock if the host
 * set a time. The clock ends a run; no number depends on it.
 */
final class Meter {

  private final RunLimits limits;
  private final BooleanSupplier cancelled;
  private final long start;
  private final boolean timed;
  private final boolean interruptible;
  private final long most;
  private long steps;
  private long output;
  private long events;

  /** Whether the time was up when it was found that the run is to end. */
  private boolean late;

  /** The statement that is running, with the steps before it, and what it does most. */
  private Optional<Span> place = Optional.empty();

  private long before;

  /** What this statement does, each with its steps. */
  private final Map<String, Long> kinds = new HashMap<>();

  /** What took most of all statements so far. */
  private long mostOfOne;

  private String kindOfMost = "";

  private Optional<Span> placeOfMost = Optional.empty();

  /** Starts at nothing. */
  Meter(RunLimits limits, BooleanSupplier cancelled) {
    this(limits, cancelled, true);
  }

  private Meter(RunLimits limits, BooleanSupplier cancelled, boolean interruptible) {
    this.interruptible = interruptible;
    this.limits = limits;
    this.cancelled = cancelled;
    this.timed = limits.time().isPresent();
    this.start = timed ? System.nanoTime() : 0;
    this.most = limits.time().map(Meter::nanos).orElse(Long.MAX_VALUE);
  }

  /** Returns one for work that belongs to no run, and is short. */
  static Meter uninterrupted() {
    return new Meter(RunLimits.STANDARD, () -> false, false);
  }

  private static long nanos(Duration time) {
    return time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : time.toNanos();
  }

  RunLimits limits() {
    return limits;
  }

  /** Returns the steps that are done. */
  long steps() {
    return steps;
  }

  /** Begins with a statement. */
  void begin(Statement statement) {
    begin(statement, RunErrors::interrupted);
  }

  /**
   * Begins with a statement, or goes on with it.
   *
   * @param where the run is, should it be ended before anything is done
   */
  void begin(Statement statement, Supplier<Diagnostic> where) {
    end();
    if (isEnded()) {
      throw ended(where.get());
    }
    place = Optional.of(statement.span());
  }

  private void end() {
    if (steps - before > mostOfOne) {
      mostOfOne = steps - before;
      kindOfMost = kind();
      placeOfMost = place;
    }
    before = steps;
    kinds.clear();
    place = Optional.empty();
  }

  /** Returns what the statement in hand does most. */
  private String kind() {
    String kind = "";
    long most = -1;
    for (Map.Entry<String, Long> one : kinds.entrySet()) {
      if (one.getValue() > most) {
        most = one.getValue();
        kind = one.getKey();
      }
    }
    return kind;
  }

  private String text() {
    return text(place, kind());
  }

  private String textOfMost() {
    return mostOfOne == 0 ? "" : text(placeOfMost, kindOfMost);
  }

  private static String text(Optional<Span> place, String kind) {
    return place
            .map(span -> "`" + shortened(span.text()) + "` in line " + span.position().line())
            .orElse("reading and checking")
        + (kind.isEmpty() ? "" : ": " + kind);
  }

  private static String shortened(String statement) {
    String line = statement.lines().findFirst().orElse("");
    return line.length() > 40 || line.length() < statement.length()
        ? line.substring(0, Math.min(40, line.length())) + " …"
        : line;
  }

  private String dominating() {
    return steps - before >= mostOfOne ? text() : textOfMost();
  }

  /** Whether the run is to end; cheap, to be asked within loops. */
  boolean isEnded() {
    if (cancelled.getAsBoolean() || interruptible && Thread.currentThread().isInterrupted()) {
      late = false;
      return true;
    }
    late = timed && System.nanoTime() - start >= most;
    return late;
  }

  /**
   * Ends the run if it is to end.
   *
   * @throws CancelledException if the host or its user wants it
   * @throws LimitException if the time is up
   */
  void ask() {
    if (isEnded()) {
      throw ended(RunErrors.interruptedWithin());
    }
  }

  /** Ends the run, as {@link #ask}, before any statement of the script has run. */
  void askWhileReading() {
    if (isEnded()) {
      throw ended(RunErrors.interruptedWhileReading());
    }
  }

  /** Returns what ends a run that {@link #isEnded}, with the place that a notice names. */
  NeuronScriptException ended(Diagnostic where) {
    if (!late) {
      return new CancelledException(where);
    }
    long allowed = limits.time().orElseThrow().toMillis();
    Reached reached =
        new Reached(
            Which.TIME,
            Math.max(allowed, (System.nanoTime() - start) / 1_000_000),
            allowed,
            text());
    return new LimitException(RunErrors.timeIsUp(reached, where));
  }

  /** Counts the bytes or cells of data that are read. */
  void read(long count) {
    ask();
    charge(count, "reading data");
  }

  /**
   * Counts steps before they are done.
   *
   * @param what they are
   * @throws LimitException if the run may not do so many
   */
  void charge(long count, String what) {
    if (count > limits.steps() - steps) {
      kinds.merge(what, count, Effort::plus);
      Reached reached =
          new Reached(Which.STEPS, Effort.plus(steps, count), limits.steps(), atEnd(count));
      steps = limits.steps();
      throw new LimitException(RunErrors.limitReached(place, "steps", reached));
    }
    steps += count;
    kinds.merge(what, count, Effort::plus);
  }

  /** Counts what an operation with numbers takes that may be long. */
  void operation(long count) {
    charge(count, "operations with long numbers");
  }

  private String atEnd(long count) {
    return steps - before + (double) count >= mostOfOne ? text() : textOfMost();
  }

  /** Counts an event before it is told. */
  void event(TraceEvent event) {
    if (events++ >= limits.events()) {
      throw reached(Which.EVENTS, "events", events, limits.events());
    }
    LongNumbers numbers = LongNumbers.of(event);
    charge(numbers.steps(), "writing long numbers");
    output = Effort.plus(output, Effort.plus(Pieces.of(event), numbers.pieces()));
    if (output > limits.output()) {
      throw reached(Which.OUTPUT, "characters and numbers to be shown", output, limits.output());
    }
  }

  private LimitException reached(Which which, String what, long used, long allowed) {
    return new LimitException(
        RunErrors.limitReached(place, what, new Reached(which, used, allowed, dominating())));
  }

  /** Returns a number of steps as a person reads it. */
  static String written(double count) {
    return NumberWriter.written(count, 4);
  }
}
