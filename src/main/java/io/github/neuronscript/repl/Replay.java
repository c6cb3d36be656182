package io.github.neuronscript.repl;

import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import java.util.List;
import java.util.Optional;

/** A script that is gone through statement by statement. */
final class Replay {

  private final String name;
  private final List<Session.Text> statements;
  private final Journey journey;
  private int next;

  Replay(String name, List<Session.Text> statements, Journey journey) {
    this.name = name;
    this.statements = statements;
    this.journey = journey;
  }

  /** Returns the statement that comes next; empty at the end. */
  Optional<Session.Text> upcoming() {
    return next < statements.size() ? Optional.of(statements.get(next)) : Optional.empty();
  }

  /** Returns where it is: which of its statements comes next. */
  String place() {
    return name
        + ", statement "
        + Math.min(next + 1, statements.size())
        + " of "
        + statements.size();
  }

  /** Goes over a statement that was run. */
  void passed() {
    next++;
  }

  /** Goes back by one statement; false at the beginning. */
  boolean back() {
    if (next == 0) {
      return false;
    }
    next--;
    if (!statements.get(next).isQuestion()) {
      Moment here = journey.timeline().here();
      here.before().ifPresent(journey::go);
    }
    return true;
  }

  /** Runs the statements that are left, up to the first that fails. */
  Optional<Result> toEnd() {
    Optional<Result> last = Optional.empty();
    while (upcoming().isPresent()
        && (last.isEmpty() || last.get().status() == Result.Status.FINISHED)) {
      last = Optional.of(journey.run(upcoming().get()));
      if (last.get().status() == Result.Status.FINISHED) {
        next++;
      }
    }
    return last;
  }
}
