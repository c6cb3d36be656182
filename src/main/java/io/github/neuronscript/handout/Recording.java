package io.github.neuronscript.handout;

import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The events of a run that a page has room for: the steps of the first examples, a few of the
 * epochs, and each rule the first time that it does something.
 */
final class Recording implements Consumer<TraceEvent> {

  private final int most;
  private final List<TraceEvent> events = new ArrayList<>();
  private final Set<String> fired = new HashSet<>();
  private int examples;
  private long leftOut;
  private OptionalInt leftOutFrom = OptionalInt.empty();
  private boolean gapInBatch;
  private boolean following;
  private Optional<TraceEvent> lastEpoch = Optional.empty();

  /**
   * Begins a recording.
   *
   * @param most examples whose steps are kept
   */
  Recording(int most) {
    this.most = most;
  }

  /** Returns how many examples have steps here, at most. */
  int most() {
    return most;
  }

  /** Returns a recording of the same run that keeps the steps of fewer examples. */
  Recording first(int fewer) {
    Recording first = new Recording(Math.min(fewer, most));
    events.forEach(first);
    first.leftOut += leftOut;
    return first;
  }

  /** Returns what was kept, in its order. */
  List<TraceEvent> events() {
    return List.copyOf(events);
  }

  /** Returns the index of the event before which the first steps are left out. */
  OptionalInt leftOutFrom() {
    return leftOutFrom;
  }

  /** Returns how many examples have no steps here. */
  long leftOut() {
    return leftOut;
  }

  @Override
  public void accept(TraceEvent event) {
    if (event instanceof TraceEvent.Forward) {
      following = examples < most;
      if (following) {
        examples++;
      } else {
        leaveOut();
      }
    }
    if (event.isStep()) {
      step(event);
    } else if (event instanceof TraceEvent.Epoch epoch) {
      epoch(epoch);
    } else if (!(event instanceof TraceEvent.Fired rule) || fired.add(rule.rule())) {
      if (event instanceof TraceEvent.Trained) {
        lastEpoch.ifPresent(events::add);
        lastEpoch = Optional.empty();
      }
      events.add(event);
    }
  }

  private void leaveOut() {
    leftOut++;
    gapInBatch = true;
    if (leftOutFrom.isEmpty()) {
      leftOutFrom = OptionalInt.of(events.size());
    }
  }

  private void step(TraceEvent event) {
    boolean ofBatch =
        event instanceof TraceEvent.Gathered
            || event instanceof TraceEvent.Update update && update.examples() > 1;
    if (ofBatch ? !gapInBatch : following || examples < most) {
      events.add(event);
    }
    if (event instanceof TraceEvent.Update) {
      gapInBatch = false;
    }
  }

  /** Epochs 1, 2, 5, 10, 20, 50 … and the last one of a training. */
  private void epoch(TraceEvent.Epoch epoch) {
    long size = epoch.epoch();
    while (size % 10 == 0 && size > 0) {
      size /= 10;
    }
    boolean kept = size == 1 || size == 2 || size == 5;
    lastEpoch = kept ? Optional.empty() : Optional.of(epoch);
    if (kept) {
      events.add(epoch);
    }
  }
}
