package io.github.neuronscript.repl;

import io.github.neuronscript.Session;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A point in the history of a session: a statement that changed something, and what is known behind
 * it. The statements behind one moment may go on in several ways, its branches.
 */
final class Moment {

  /** So many points of a training are kept; behind that every second one is forgotten. */
  private static final int MOST_EPOCHS = 2_000;

  private final int number;
  private final Optional<Moment> before;
  private final Optional<Session.Text> statement;
  private Optional<Session.Point> end = Optional.empty();
  private Optional<Moment> next = Optional.empty();

  /** What was asked between the moment before and this one. */
  private final List<String> asked;

  /** What was asked after it, as long as nothing followed. */
  private List<String> questions = List.of();

  /** States within a training, by the epoch of the neuron after which they are. */
  private final TreeMap<Long, Session.Point> epochs = new TreeMap<>();

  private long firstEpoch = Long.MAX_VALUE;
  private long lastEpoch = Long.MIN_VALUE;
  private double nanosPerEpoch;
  private boolean isForgotten;

  /** Of so many points of a training one is kept. */
  private int every = 1;

  private int offered;

  private Moment(
      int number, Optional<Moment> before, Optional<Session.Text> statement, List<String> asked) {
    this.asked = List.copyOf(asked);
    this.number = number;
    this.before = before;
    this.statement = statement;
  }

  /** The beginning of a session, where nothing is declared. */
  static Moment beginning(Session.Point point) {
    Moment beginning = new Moment(0, Optional.empty(), Optional.empty(), List.of());
    beginning.end = Optional.of(point);
    return beginning;
  }

  /** Returns a moment behind this one, which its statement has still to reach. */
  Moment then(int itsNumber, Session.Text itsStatement, List<String> askedBefore) {
    return new Moment(itsNumber, Optional.of(this), Optional.of(itsStatement), askedBefore);
  }

  /** Returns its number, by which it is called; 0 is the beginning. */
  int number() {
    return number;
  }

  Optional<Moment> before() {
    return before;
  }

  /** Returns its statement; empty at the beginning. */
  Optional<Session.Text> statement() {
    return statement;
  }

  String text() {
    return statement.map(Session.Text::text).orElse("the beginning");
  }

  /** Returns the state behind the statement; empty if it has not come to its end. */
  Optional<Session.Point> end() {
    return end;
  }

  void reach(Session.Point point) {
    end = Optional.of(point);
    isForgotten = false;
  }

  /** Returns the one of the moments behind it that is gone to again. */
  Optional<Moment> next() {
    return next;
  }

  void leadsTo(Optional<Moment> moment) {
    next = moment;
  }

  /** Returns the statements that only asked, and were answered, right before it. */
  List<String> asked() {
    return asked;
  }

  /** Returns those after it that its state has the answers of. */
  List<String> questions() {
    return questions;
  }

  /** Takes answers over into its state. */
  void answered(List<String> all, Session.Point point) {
    questions = List.copyOf(all);
    end = Optional.of(point);
  }

  /** Forgets its states, to make room; they can be reached again from the moment before. */
  void forgetStates() {
    end = Optional.empty();
    epochs.clear();
    isForgotten = true;
  }

  /** Whether it had come to its end, though the state there is forgotten. */
  boolean isForgotten() {
    return isForgotten;
  }

  /** Whether its statement has come to its end, at some time. */
  boolean isWhole() {
    return end.isPresent() || isForgotten;
  }

  /** Notes an epoch of its training. */
  void epoch(long epoch) {
    firstEpoch = Math.min(firstEpoch, epoch);
    lastEpoch = Math.max(lastEpoch, epoch);
  }

  /** Offers the state after an epoch, to be kept; those that are kept stay evenly spread. */
  void keep(long epoch, Session.Point point) {
    epoch(epoch);
    if (offered++ % every == 0) {
      epochs.put(epoch, point);
    }
    if (epochs.size() > MOST_EPOCHS) {
      boolean odd = true;
      for (Long each : List.copyOf(epochs.keySet())) {
        odd = !odd;
        if (odd) {
          epochs.remove(each);
        }
      }
      every *= 2;
    }
  }

  /** Keeps the state after an epoch in any case. */
  void hold(long epoch, Session.Point point) {
    epoch(epoch);
    epochs.put(epoch, point);
  }

  /** Takes over which epochs another one has gone through, up to one of them. */
  void takeEpochs(Moment other, long last) {
    if (other.firstEpoch <= last) {
      epoch(other.firstEpoch);
      epoch(last);
      nanosPerEpoch = other.nanosPerEpoch;
    }
  }

  /** Returns the states within its training that are kept. */
  NavigableMap<Long, Session.Point> epochs() {
    return epochs;
  }

  /** Whether its training has gone through an epoch of the neuron. */
  boolean hasEpoch(long epoch) {
    return firstEpoch <= epoch && epoch <= lastEpoch;
  }

  /** Whether its statement is a training. */
  boolean isTraining() {
    return statement.filter(Session.Text::isTraining).isPresent();
  }

  boolean hasEpochs() {
    return firstEpoch <= lastEpoch;
  }

  long firstEpoch() {
    return firstEpoch;
  }

  long lastEpoch() {
    return lastEpoch;
  }

  /** Returns how long an epoch took, or 0 if that is not known. */
  double nanosPerEpoch() {
    return nanosPerEpoch;
  }

  void took(double nanos) {
    nanosPerEpoch = nanos;
  }

  /** Returns the last state that is known of it. */
  Optional<Session.Point> last() {
    return end.or(() -> Optional.ofNullable(epochs.lastEntry()).map(e -> e.getValue()));
  }
}
