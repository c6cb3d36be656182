package io.github.neuronscript.repl;

/**
 * A clock for whoever sees every epoch of a training, also of one with a million epochs a second:
 * it is looked at about every millisecond.
 */
public final class EpochClock {

  private static final long NANOS_BETWEEN_LOOKS = 1_000_000;

  private final long start = System.nanoTime();
  private long now = start;
  private long seen;

  /** Epochs between two looks. */
  private long every = 1;

  /** Counts an epoch, and returns whether the time was looked at. */
  public boolean looks() {
    if (++seen % every != 0) {
      return false;
    }
    long last = now;
    now = System.nanoTime();
    every = now - last < NANOS_BETWEEN_LOOKS ? every * 2 : Math.max(1, every / 2);
    return true;
  }

  /** Returns when it was made, in nanoseconds. */
  public long start() {
    return start;
  }

  /** Returns when it was looked at last, in nanoseconds. */
  public long now() {
    return now;
  }
}
