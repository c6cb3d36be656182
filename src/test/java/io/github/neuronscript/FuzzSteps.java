package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A session that pauses, walks, goes back and cuts trainings as chance has it, beside one that runs
 * through: both are the same after each statement, to the last bit.
 */
final class FuzzSteps {

  private static final int MOST_STATEMENTS = 12;

  /** So often a statement is held; then it runs to its end. */
  private static final int MOST_PAUSES = 6;

  private final Options options;
  private final SplitMix chance;
  private final Session through;
  private final Session held;

  private FuzzSteps(Options options, SplitMix chance) {
    NeuronScript engine = new NeuronScript();
    this.options = options;
    this.chance = chance;
    this.through = engine.newSession(options);
    this.held = engine.newSession(options);
  }

  /**
   * Runs the first statements of a script in both.
   *
   * @throws AssertionError if they differ
   */
  static void comesToTheSame(Source script, Options options, SplitMix chance) {
    FuzzSteps steps = new FuzzSteps(options, chance);
    for (Session.Text text :
        Session.read(script, options).statements().stream().limit(MOST_STATEMENTS).toList()) {
      if (!steps.same(text)) {
        return;
      }
    }
  }

  /** Returns whether to go on with the next statement. */
  private boolean same(Session.Text text) {
    Session.Point start = through.point();
    Session.Point before = held.point();
    Result whole = through.run(text, Pace.THROUGH);
    if (whole.status() == Result.Status.LIMIT) {
      return false; // One that pauses has the limits anew after each pause.
    }
    Result parts = begin(text);
    for (int i = 0; i < MOST_PAUSES && parts.status() == Result.Status.PAUSED; i++) {
      if (chance.below(4) == 0) {
        detour();
      }
      if (chance.below(8) == 0 && hasEpochs()) {
        return cut(start, text);
      }
      parts = goOn();
    }
    if (parts.status() == Result.Status.PAUSED) {
      parts = held.resume(Pace.THROUGH);
    }
    if (parts.status() == Result.Status.LIMIT) {
      // To go through it step by step counts more events.
      held.restore(before);
      parts = held.run(text, Pace.THROUGH);
    }
    assertEquals(whole.status(), parts.status(), text.text());
    assertEquals(Optional.empty(), held.unfinished().filter(u -> isFinished(whole)), text.text());
    assertSame(text.text());
    return isFinished(whole);
  }

  private static boolean isFinished(Result result) {
    return result.status() == Result.Status.FINISHED;
  }

  private Result begin(Session.Text text) {
    return switch (chance.below(3)) {
      case 0 -> held.run(text, Pace.THROUGH);
      case 1 -> held.run(text, pace());
      default -> held.walk(text, steps());
    };
  }

  private Result goOn() {
    return switch (chance.below(3)) {
      case 0 -> held.resume(Pace.THROUGH);
      case 1 -> held.resume(pace());
      default -> held.walk(steps());
    };
  }

  private Pace pace() {
    int most = 1 + chance.below(5);
    int[] seen = new int[1];
    return (epoch, done, planned, cost) -> ++seen[0] >= most;
  }

  private Predicate<TraceEvent> steps() {
    int most = 1 + chance.below(12);
    int[] seen = new int[1];
    return event -> ++seen[0] < most;
  }

  /** Goes on and comes back. */
  private void detour() {
    String state = state(held);
    Session.Point here = held.point();
    goOn();
    held.restore(here);
    assertEquals(state, state(held));
  }

  private boolean hasEpochs() {
    return held.unfinished().orElseThrow().epochs().orElse(0) > 0;
  }

  /** What is left of a training that was cut is what the statement gives that is named. */
  private boolean cut(Session.Point start, Session.Text text) {
    String same = held.cut();
    through.restore(start);
    List<Session.Text> shorter = Session.read(Source.of("cut", same), options).statements();
    assertEquals(1, shorter.size(), same);
    Result result = through.run(shorter.get(0), Pace.THROUGH);
    assertEquals(Result.Status.FINISHED, result.status(), same);
    assertSame(text.text() + " cut to " + same);
    return true;
  }

  private void assertSame(String after) {
    assertEquals(state(through), state(held), after);
  }

  /** Returns everything that can be read of a session, to the last bit. */
  private static String state(Session session) {
    StringBuilder all = new StringBuilder();
    for (String name : session.names()) {
      all.append(name).append(' ');
      session.value(name).ifPresent(value -> all.append(Double.toHexString(value)));
      all.append('\n');
    }
    session.model().ifPresent(model -> all.append(FuzzWay.bits(model)));
    return all.toString();
  }
}
