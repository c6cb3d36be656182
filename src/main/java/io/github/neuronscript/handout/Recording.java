package io.github.neuronscript.handout;

import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The events of a run that a page has room for: the steps of the first examples, a few of the
 * epochs, and each rule the first time that it does something. Of the first batch the gradient and
 * the update are kept even if it has more examples, and so is the example after it: there the
 * weights are other ones.
 */
final class Recording implements Consumer<TraceEvent> {

  private final int most;
  private final List<TraceEvent> events = new ArrayList<>();
  private final Set<String> fired = new HashSet<>();
  private int examples;
  private final Map<Integer, Long> leftOut = new HashMap<>();
  private boolean shownInBatch;
  private boolean gapInBatch;
  private boolean updated;
  private boolean afterFirstBatch;
  private OptionalInt gap = OptionalInt.empty();
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
    for (int i = 0; i <= events.size(); i++) {
      first.leaveOut(leftOut(i));
      if (i < events.size()) {
        first.accept(events.get(i));
      }
    }
    return first;
  }

  /** Returns what was kept, in its order. */
  List<TraceEvent> events() {
    return List.copyOf(events);
  }

  /** Returns of how many examples the steps are left out before the event of an index. */
  long leftOut(int index) {
    return leftOut.getOrDefault(index, 0L);
  }

  /** Returns how many examples have no steps here. */
  long leftOut() {
    return leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void accept(TraceEvent event) {
    if (event instanceof TraceEvent.Forward) {
      following = examples < most || afterFirstBatch;
      afterFirstBatch = false;
      if (following) {
        examples++;
        gap = OptionalInt.empty();
        shownInBatch = true;
      } else {
        leaveOut(1);
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

  private void leaveOut(long more) {
    if (more > 0) {
      gap = OptionalInt.of(gap.orElse(events.size()));
      leftOut.merge(gap.getAsInt(), more, Long::sum);
      gapInBatch = true;
    }
  }

  private void step(TraceEvent event) {
    boolean ofBatch =
        event instanceof TraceEvent.Gathered
            || event instanceof TraceEvent.Update update && update.examples() > 1;
    boolean ofFirstBatch = ofBatch && shownInBatch && !updated;
    if (ofBatch ? !gapInBatch || ofFirstBatch : following || examples < most) {
      events.add(event);
      updated |= event instanceof TraceEvent.Update;
    }
    if (event instanceof TraceEvent.Update) {
      afterFirstBatch = ofFirstBatch;
      gapInBatch = false;
      shownInBatch = false;
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
