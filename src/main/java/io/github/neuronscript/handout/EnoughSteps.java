package io.github.neuronscript.handout;

import java.util.Optional;
import java.util.OptionalInt;

/** Finds how many examples have to be shown in steps for a worksheet to have enough blanks. */
final class EnoughSteps {

  /** After so many guesses the middle is tried. */
  private static final int MOST_GUESSES = 4;

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
      Optional<Worksheet> enough = search.from(first, few.most());
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

  private BlankChoice.Tried tried(int steps) {
    return BlankChoice.tried(all.first(steps), all.script(), blanks, seed);
  }

  /**
   * Returns the worksheet with the fewest steps that are more than some; empty if none has them.
   * Pages are composed for few numbers of steps: where the next one lies is reckoned from how many
   * numbers are not plain.
   *
   * @param most how many blanks these have
   */
  private Optional<Worksheet> from(int tooFew, int most) {
    int low = tooFew;
    int lowTasks = most;
    int high = low;
    BlankChoice.Tried best = new BlankChoice.Tried(most, Optional.empty());
    while (best.chosen().isEmpty() && high < all.steps() && all.first(high).leavesOutSteps()) {
      low = high;
      lowTasks = best.tasks();
      int reckoned = (int) Math.min(all.steps(), (long) high * blanks / Math.max(1, lowTasks) + 1);
      high = Math.min(all.steps(), Math.max(Math.max(Handout.STEPS, high + 1), reckoned));
      best = tried(high);
    }
    for (int tries = 1; best.chosen().isPresent() && high - low > 1; tries++) {
      double share = (double) (blanks - lowTasks) / Math.max(1, best.tasks() - lowTasks);
      int guess = low + (int) Math.ceil(share * (high - low));
      int next =
          tries > MOST_GUESSES ? (low + high) / 2 : Math.min(Math.max(guess, low + 1), high - 1);
      BlankChoice.Tried between = tried(next);
      if (between.chosen().isPresent()) {
        best = between;
        high = next;
      } else {
        low = next;
        lowTasks = between.tasks();
      }
    }
    int enough = high;
    return best.chosen().map(chosen -> Worksheet.of(all.first(enough), chosen));
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
