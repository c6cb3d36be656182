package io.github.neuronscript.handout;

import java.util.Optional;
import java.util.OptionalInt;

/** Finds how many examples have to be shown in steps for a worksheet to have enough blanks. */
final class EnoughSteps {

  private final Handout all;
  private final int blanks;
  private final long seed;

  private EnoughSteps(Handout all, int blanks, long seed) {
    this.all = all;
    this.blanks = blanks;
    this.seed = seed;
  }

  /**
   * Returns a worksheet of the first steps of a script.
   *
   * @param all with as many steps as may be shown
   * @param steps how many are shown; if nobody says, as few as have so many blanks
   * @throws TooManyBlanks if there are not so many
   */
  static Worksheet worksheet(Handout all, OptionalInt steps, int blanks, long seed) {
    EnoughSteps search = new EnoughSteps(all, blanks, seed);
    int first = steps.orElse(Handout.STEPS);
    try {
      return search.of(first);
    } catch (TooManyBlanks few) {
      if (few.reason() != TooManyBlanks.Reason.MORE_STEPS) {
        throw few;
      }
      Optional<Worksheet> enough = search.from(first);
      if (steps.isEmpty()) {
        return enough.orElseThrow(search::most);
      }
      throw enough.isPresent()
          ? few.withEnough(enough.get().steps())
          : few.withMostOfAll(search.most().most());
    }
  }

  private Worksheet of(int steps) {
    return Worksheet.of(all.first(steps), blanks, seed);
  }

  private Optional<Worksheet> tried(int steps) {
    try {
      return Optional.of(of(steps));
    } catch (TooManyBlanks few) {
      return Optional.empty();
    }
  }

  /**
   * Returns the worksheet with the fewest steps that are more than some; empty if none has them.
   */
  private Optional<Worksheet> from(int tooFew) {
    int low = tooFew;
    int high = low;
    Optional<Worksheet> found = Optional.empty();
    while (found.isEmpty() && high < all.steps() && all.first(high).leavesOutSteps()) {
      low = high;
      high = Math.min(all.steps(), Math.max(Handout.STEPS, 2 * high));
      found = tried(high);
    }
    while (found.isPresent() && high - low > 1) {
      int middle = (low + high) / 2;
      Optional<Worksheet> fewer = tried(middle);
      if (fewer.isPresent()) {
        found = fewer;
        high = middle;
      } else {
        low = middle;
      }
    }
    return found;
  }

  /** Returns how many blanks there are with all steps. */
  private TooManyBlanks most() {
    try {
      of(all.steps());
    } catch (TooManyBlanks few) {
      return few;
    }
    throw new IllegalStateException("all steps have enough blanks");
  }
}
