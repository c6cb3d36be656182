package io.github.neuronscript.repl;

import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.trace.MicroStep;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Micro-steps through a statement, or through one epoch of a training: a stretch. The session
 * stands behind the last step of the trace that is whole; where it has to go is found by running
 * the stretch again, which gives the same bits.
 */
final class Walk {

  /** So many steps of the trace are held at once. */
  private static final int WINDOW = 2_000;

  /**
   * A step of the trace.
   *
   * @param notes what happened between it and the next one
   */
  private record Entry(TraceEvent step, List<TraceEvent> notes) {}

  /** Thrown where somebody does not want to wait for a stretch to be run again. */
  static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Result result;

    Interrupted(Result result) {
      super(null, null, false, false);
      this.result = result;
    }

    Result result() {
      return result;
    }
  }

  private final Session session;
  private final Session.Point base;
  private final Optional<Session.Text> fresh;
  private final int terms;

  private final List<TraceEvent> lead = new ArrayList<>();
  private final List<Entry> window = new ArrayList<>();
  private int first;

  /** How the stretch ended; empty while its end has not been seen. */
  private Optional<Result> end = Optional.empty();

  /** Steps that are whole, and micro-steps of the one behind them. */
  private int whole;

  private int micro;

  /** The furthest that was ever told, so that notes are told once. */
  private int told;

  /**
   * Begins a stretch.
   *
   * @param fresh the statement; empty to go on with the training that the session is within
   * @param terms the longest sum that is shown in full
   */
  Walk(Session session, Optional<Session.Text> fresh, int terms) {
    this.session = session;
    this.base = session.point();
    this.fresh = fresh;
    this.terms = terms;
    load(0);
  }

  Session.Point base() {
    return base;
  }

  /** Returns how the stretch ends, if it cannot even begin. */
  Optional<Result> failedAtOnce() {
    return window.isEmpty() ? end : Optional.empty();
  }

  /** Returns what happened before the first step. */
  List<TraceEvent> lead() {
    return lead;
  }

  private Result run(Predicate<TraceEvent> more) {
    session.restore(base);
    Result result = fresh.isPresent() ? session.walk(fresh.get(), more) : session.walk(more);
    if (result.status() == Result.Status.CANCELLED) {
      throw new Interrupted(result);
    }
    return result;
  }

  /** Hears an event, with the number of steps up to it, and returns whether to go on. */
  private interface Hearer {
    boolean goesOn(TraceEvent event, int steps);
  }

  /**
   * What was heard of a stretch.
   *
   * @param over whether that was all of an epoch
   */
  private record Heard(Result result, int steps, boolean over) {}

  private Heard hear(Hearer hearer) {
    int[] steps = {0};
    boolean[] over = {false};
    Result result =
        run(
            event -> {
              if (over[0] && event.isStep()) {
                return false;
              }
              over[0] |= event instanceof TraceEvent.Epoch;
              steps[0] += event.isStep() ? 1 : 0;
              return hearer.goesOn(event, steps[0]);
            });
    return new Heard(result, steps[0], over[0]);
  }

  private void load(int from) {
    window.clear();
    lead.clear();
    first = from;
    Heard heard =
        hear(
            (event, steps) -> {
              if (event.isStep()) {
                if (steps > from) {
                  window.add(new Entry(event, new ArrayList<>()));
                }
              } else if (!window.isEmpty()) {
                window.get(window.size() - 1).notes().add(event);
              } else if (steps == 0) {
                lead.add(event);
              }
              return steps < from + WINDOW;
            });
    end =
        heard.over() || heard.steps() < from + WINDOW
            ? Optional.of(heard.result())
            : Optional.empty();
    settle();
  }

  /** Puts the session behind the steps that are whole, and the one whose values are known. */
  void settle() {
    int behind = whole + (isKnown() ? 1 : 0);
    if (behind == 0) {
      session.restore(base);
      return;
    }
    runTo(behind);
  }

  /** Runs the stretch up to one of its steps, and returns the updates until there. */
  private int runTo(int steps) {
    int[] left = {steps};
    int[] updates = {0};
    run(
        event -> {
          updates[0] += event instanceof TraceEvent.Update ? 1 : 0;
          return !event.isStep() || --left[0] > 0;
        });
    return updates[0];
  }

  /** Whether z of a pass in hand is computed, or a pass backward has begun. */
  private boolean isKnown() {
    Optional<TraceEvent> step = step(whole);
    if (micro == 0 || step.isEmpty()) {
      return false;
    }
    return step.get() instanceof TraceEvent.Backward
        || step.get() instanceof TraceEvent.Forward
            && micros(whole, step.get()).subList(0, micro).stream()
                .flatMap(done -> done.line().stream())
                .anyMatch(line -> line.symbol() instanceof Variable v && v.name().equals("z"));
  }

  private Optional<Entry> entry(int index) {
    if (index < 0 || end.isPresent() && index >= first + window.size()) {
      return Optional.empty();
    }
    // The neighbours belong to it: a loss is told with the forward pass.
    boolean held = index > first || index == 0 && first == 0;
    if (!held || index >= first + window.size() - (end.isPresent() ? 0 : 1)) {
      load(Math.max(0, index - WINDOW / 2));
    }
    return index < first + window.size()
        ? Optional.of(window.get(index - first))
        : Optional.empty();
  }

  private Optional<TraceEvent> step(int index) {
    int at = index - first;
    return at >= 0 && at < window.size() ? Optional.of(window.get(at).step()) : Optional.empty();
  }

  private List<MicroStep> micros(int index, TraceEvent step) {
    return MicroStep.of(step, step(index - 1), step(index + 1), terms);
  }

  /** Whether every micro-step of the stretch is done. */
  boolean isOver() {
    return entry(whole).isEmpty();
  }

  boolean isAtStart() {
    return whole == 0 && micro == 0;
  }

  /** Returns the step of the trace in hand; empty at the end. */
  Optional<TraceEvent> current() {
    return entry(whole).map(Entry::step);
  }

  /** Returns how many micro-steps of the one in hand are done, and how many it has. */
  Optional<MicroStep> last() {
    if (micro > 0) {
      return current().map(step -> micros(whole, step).get(micro - 1));
    }
    return entry(whole - 1)
        .map(
            e -> {
              List<MicroStep> all = micros(whole - 1, e.step());
              return all.get(all.size() - 1);
            });
  }

  /** Returns the micro-step that comes next; empty at the end. */
  Optional<MicroStep> upcoming() {
    return current().map(step -> micros(whole, step).get(micro));
  }

  /**
   * What one micro-step brought.
   *
   * @param opens the forward pass that it begins
   * @param notes what happened after it, that was not told before
   */
  record Done(MicroStep step, Optional<TraceEvent.Forward> opens, List<TraceEvent> notes) {}

  /** Does one micro-step, which is not yet seen in the session: {@link #settle} comes last. */
  Done next() {
    Entry entry = entry(whole).orElseThrow();
    List<MicroStep> all = micros(whole, entry.step());
    boolean opens = micro == 0 && entry.step() instanceof TraceEvent.Forward;
    MicroStep done = all.get(micro);
    List<TraceEvent> notes = List.of();
    micro++;
    if (micro == all.size()) {
      micro = 0;
      whole++;
      notes = whole > told ? entry.notes() : List.of();
      told = Math.max(told, whole);
    }
    Optional<TraceEvent.Forward> forward =
        opens ? Optional.of((TraceEvent.Forward) entry.step()) : Optional.empty();
    return new Done(done, forward, notes);
  }

  /** Takes one micro-step back; {@link #settle} comes last. */
  void back() {
    if (micro == 0) {
      whole--;
      micro = micros(whole, entry(whole).orElseThrow().step()).size();
    }
    micro--;
  }

  /**
   * Goes behind the last micro-step of the stretch; {@link #settle} comes last.
   *
   * @return what happened on the way that was not told before
   */
  List<TraceEvent> toEnd() {
    List<TraceEvent> notes = new ArrayList<>();
    Heard heard =
        hear(
            (event, steps) -> {
              if (!event.isStep() && steps > told) {
                notes.add(event);
              }
              return true;
            });
    end = Optional.of(heard.result());
    window.clear();
    first = heard.steps();
    whole = first;
    micro = 0;
    told = whole;
    return notes;
  }

  /** Returns how many updates are done. */
  int updates() {
    return whole == 0 ? 0 : runTo(whole);
  }

  /** Goes behind the examples that are done; {@link #settle} comes last. */
  void toExample(int examples) {
    int[] passes = {0};
    int[] steps = {0};
    run(
        event -> {
          if (event instanceof TraceEvent.Forward && passes[0] == examples) {
            return false;
          }
          passes[0] += event instanceof TraceEvent.Backward ? 1 : 0;
          steps[0] += event.isStep() ? 1 : 0;
          return true;
        });
    whole = steps[0];
    micro = 0;
    told = Math.max(told, whole);
  }

  /** The last step that is whole, for what a cut keeps of it. */
  Optional<TraceEvent> lastWhole() {
    return whole == 0 ? Optional.empty() : entry(whole - 1).map(Entry::step);
  }
}
