package io.github.neuronscript.trace;

import java.util.HashSet;
import java.util.Set;

/**
 * Which kinds of events a listener wants. An event that nobody wants is not made, but for those
 * that a statement computes as its result, such as {@link TraceEvent.Evaluated}: a training of
 * which no step is wanted takes the fast way, whatever its {@link TraceLevel}, with the same bits.
 * The level still says which of the wanted events there are. Immutable.
 */
public final class Interest {

  private static final Interest ALL = new Interest(Set.of(), true);
  private static final Interest NONE = new Interest(Set.of(), false);

  private final Set<Class<? extends TraceEvent>> kinds;

  /** Whether the kinds are those that are not wanted. */
  private final boolean others;

  private Interest(Set<Class<? extends TraceEvent>> kinds, boolean others) {
    this.kinds = kinds;
    this.others = others;
  }

  /** Every event. */
  public static Interest all() {
    return ALL;
  }

  /** No event. */
  public static Interest none() {
    return NONE;
  }

  /**
   * Returns the interest in some kinds alone.
   *
   * @throws IllegalArgumentException if one of them is no record, as every kind of event is
   */
  @SafeVarargs
  public static Interest of(Class<? extends TraceEvent>... kinds) {
    Set<Class<? extends TraceEvent>> wanted = new HashSet<>();
    for (Class<? extends TraceEvent> kind : kinds) {
      if (!kind.isRecord()) {
        throw new IllegalArgumentException(kind + " is no kind of event");
      }
      wanted.add(kind);
    }
    return new Interest(Set.copyOf(wanted), false);
  }

  /** Returns the interest in all but some kinds. */
  @SafeVarargs
  public static Interest allBut(Class<? extends TraceEvent>... kinds) {
    return new Interest(of(kinds).kinds, true);
  }

  /** Returns the interest in whatever one of the two wants. */
  public Interest or(Interest other) {
    if (!others && !other.others) {
      Set<Class<? extends TraceEvent>> both = new HashSet<>(kinds);
      both.addAll(other.kinds);
      return new Interest(Set.copyOf(both), false);
    }
    Set<Class<? extends TraceEvent>> unwanted = new HashSet<>(others ? kinds : other.kinds);
    unwanted.removeIf(kind -> in(kind) || other.in(kind));
    return new Interest(Set.copyOf(unwanted), true);
  }

  /** Whether events of a kind are wanted. */
  public boolean in(Class<? extends TraceEvent> kind) {
    return kinds.contains(kind) != others;
  }

  /** Whether steps of a training are wanted, of which it has several for each example. */
  public boolean inSteps() {
    return in(TraceEvent.Forward.class)
        || in(TraceEvent.Backward.class)
        || in(TraceEvent.Gathered.class)
        || in(TraceEvent.Update.class);
  }
}
