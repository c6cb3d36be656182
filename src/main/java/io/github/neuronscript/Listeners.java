package io.github.neuronscript;

import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Listeners for {@link Options#listener} that hear less. A {@link
 * java.util.concurrent.Flow.Publisher} is made by {@code publisher::submit} of a {@link
 * java.util.concurrent.SubmissionPublisher}. Whoever wants some kinds alone says so by an {@link
 * io.github.neuronscript.trace.Interest}: then the others are not even made.
 */
public final class Listeners {

  private Listeners() {}

  /**
   * Hears the first event of each kind, and then every n-th of that kind.
   *
   * @param n from 1
   * @throws IllegalArgumentException if it is less
   */
  public static Consumer<TraceEvent> every(long n, Consumer<? super TraceEvent> listener) {
    Objects.requireNonNull(listener, "listener");
    if (n < 1) {
      throw new IllegalArgumentException("every " + n + "th event");
    }
    Map<Class<?>, Long> heard = new HashMap<>();
    return event -> {
      if ((heard.merge(event.getClass(), 1L, Long::sum) - 1) % n == 0) {
        listener.accept(event);
      }
    };
  }

  /** Hears only events of one kind. */
  public static <E extends TraceEvent> Consumer<TraceEvent> only(
      Class<E> kind, Consumer<? super E> listener) {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(listener, "listener");
    return event -> {
      if (kind.isInstance(event)) {
        listener.accept(kind.cast(event));
      }
    };
  }

  /** Keeps the last events. For one run at a time. */
  public static final class Last implements Consumer<TraceEvent> {
    private final int most;
    private final Deque<TraceEvent> events = new ArrayDeque<>();

    /**
     * Keeps none yet.
     *
     * @param most how many are kept, from 1
     * @throws IllegalArgumentException if it is less
     */
    public Last(int most) {
      if (most < 1) {
        throw new IllegalArgumentException("the last " + most + " events");
      }
      this.most = most;
    }

    @Override
    public void accept(TraceEvent event) {
      if (events.size() == most) {
        events.removeFirst();
      }
      events.addLast(event);
    }

    /** Returns them, the latest last. */
    public List<TraceEvent> events() {
      return List.copyOf(events);
    }
  }
}
