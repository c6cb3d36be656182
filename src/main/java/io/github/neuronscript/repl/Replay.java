package io.github.neuronscript.repl;

import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A script that is gone through statement by statement. */
final class Replay {

  private final String name;
  private final List<Session.Text> statements;
  private final Journey journey;

  /** Which statement comes next at each moment that was seen on the way. */
  private final Map<Moment, Integer> places = new HashMap<>();

  private int next;

  Replay(String name, List<Session.Text> statements, Journey journey) {
    this.name = name;
    this.statements = statements;
    this.journey = journey;
  }

  /** Returns the statement that comes next; empty at the end. */
  Optional<Session.Text> upcoming() {
    follow();
    return next < statements.size() ? Optional.of(statements.get(next)) : Optional.empty();
  }

  /** Returns where it is: which of its statements comes next. */
  String place() {
    follow();
    return name
        + ", statement "
        + Math.min(next + 1, statements.size())
        + " of "
        + statements.size();
  }

  /** Goes over a statement that was run. */
  void passed() {
    next++;
    places.put(journey.timeline().here(), next);
  }

  /** Somebody may have gone to another moment of the way; from one beside it the rest goes on. */
  private void follow() {
    Integer known = places.putIfAbsent(journey.timeline().here(), next);
    next = known == null ? next : known;
  }

  /** Goes back by one statement; false at the beginning. */
  boolean back() {
    follow();
    if (next == 0) {
      return false;
    }
    next--;
    if (!statements.get(next).isQuestion()) {
      Moment here = journey.timeline().here();
      here.before().ifPresent(journey::go);
    }
    places.put(journey.timeline().here(), next);
    return true;
  }

  /** Runs the statements that are left, up to the first that fails. */
  Optional<Result> toEnd() {
    Optional<Result> last = Optional.empty();
    while (upcoming().isPresent()
        && (last.isEmpty() || last.get().status() == Result.Status.FINISHED)) {
      last = Optional.of(journey.run(upcoming().get()));
      if (last.get().status() == Result.Status.FINISHED) {
        passed();
      }
    }
    return last;
  }
}
