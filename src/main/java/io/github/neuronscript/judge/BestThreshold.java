package io.github.neuronscript.judge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The threshold that is best by a criterion. Candidates are the midpoints between neighbouring
 * outputs. Of several that are equally good the one nearest to the middle between the classes is
 * taken, and of two that are equally near the smaller one.
 *
 * @param threshold from which output on the class 1 is predicted
 * @param below the nearest output below it
 * @param above the nearest output above it
 * @param confusion what it gives
 * @param candidates how many were compared
 */
public record BestThreshold(
    double threshold, double below, double above, Confusion confusion, long candidates) {

  /** What a threshold is chosen by; each is compared exactly, as a fraction of counts. */
  public enum Criterion {
    ACCURACY,
    F1,
    /** Youden's index, recall + specificity − 1. */
    YOUDEN;

    /** Returns the criterion of a name. */
    public static Optional<Criterion> named(String word) {
      return Arrays.stream(values()).filter(criterion -> criterion.word().equals(word)).findFirst();
    }

    /** Returns the name by which a script asks for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the first is better than the second of the same examples. */
    boolean isBetter(Confusion a, Confusion b) {
      return switch (this) {
        case ACCURACY -> a.right() > b.right();
        case F1 ->
            a.truePositive() * (2 * b.truePositive() + b.wrong())
                > b.truePositive() * (2 * a.truePositive() + a.wrong());
        case YOUDEN -> youden(a) > youden(b);
      };
    }

    private static long youden(Confusion c) {
      return c.truePositive() * c.negative() + c.trueNegative() * c.positive();
    }

    /** Returns why every threshold, or one at an end, would be the best, if it would. */
    private Optional<Why> why(long positive, long negative) {
      return switch (this) {
        case ACCURACY, YOUDEN ->
            Optional.of(Why.ONE_CLASS).filter(why -> positive == 0 || negative == 0);
        case F1 ->
            positive == 0
                ? Optional.of(Why.NO_POSITIVE)
                : Optional.of(Why.NO_NEGATIVE).filter(why -> negative == 0);
      };
    }
  }

  /** A choice, or the reason why there is none; exactly one of the two is there. */
  public record Choice(Optional<BestThreshold> best, Optional<Why> why) {
    private static Choice none(Why why) {
      return new Choice(Optional.empty(), Optional.of(why));
    }
  }

  /**
   * Chooses.
   *
   * @param targets 1, or the other class
   * @param outputs as many
   * @param middle between the classes
   */
  public static Choice of(Criterion criterion, double[] targets, double[] outputs, double middle) {
    for (double output : outputs) {
      if (!Double.isFinite(output)) {
        return Choice.none(Why.NOT_FINITE);
      }
    }
    double[] upper = Pairs.outputsOf(targets, outputs, true);
    double[] lower = Pairs.outputsOf(targets, outputs, false);
    Optional<Why> why = criterion.why(upper.length, lower.length);
    if (why.isPresent()) {
      return Choice.none(why.get());
    }
    return best(criterion, upper, lower, middle)
        .map(best -> new Choice(Optional.of(best), Optional.empty()))
        .orElseGet(() -> Choice.none(Why.EQUAL_OUTPUTS));
  }

  /** Goes through the candidates, the smallest first, and counts what is below each of them. */
  private static Optional<BestThreshold> best(
      Criterion criterion, double[] upper, double[] lower, double middle) {
    BestThreshold best = null;
    int ones = 0;
    int others = 0;
    double below = Math.min(first(upper, 0), first(lower, 0));
    long candidates = 0;
    while (true) {
      while (ones < upper.length && upper[ones] <= below) {
        ones++;
      }
      while (others < lower.length && lower[others] <= below) {
        others++;
      }
      double above = Math.min(first(upper, ones), first(lower, others));
      if (above == Double.POSITIVE_INFINITY) {
        break;
      }
      candidates++;
      Confusion confusion = new Confusion(upper.length - ones, lower.length - others, ones, others);
      BestThreshold next =
          new BestThreshold(between(below, above), below, above, confusion, candidates);
      if (best == null || next.isBetter(best, criterion, middle)) {
        best = next;
      }
      below = above;
    }
    long compared = candidates;
    return Optional.ofNullable(best)
        .map(b -> new BestThreshold(b.threshold, b.below, b.above, b.confusion, compared));
  }

  private boolean isBetter(BestThreshold other, Criterion criterion, double middle) {
    if (criterion.isBetter(confusion, other.confusion)) {
      return true;
    }
    // From the smallest on: where both are equally near, the other one is smaller.
    return !criterion.isBetter(other.confusion, confusion)
        && Math.abs(threshold - middle) < Math.abs(other.threshold - middle);
  }

  private static double first(double[] sorted, int from) {
    return from < sorted.length ? sorted[from] : Double.POSITIVE_INFINITY;
  }

  /** Returns the midpoint, or the upper one if no double lies between the two. */
  private static double between(double below, double above) {
    double middle = below / 2 + above / 2;
    return middle > below && middle <= above ? middle : above;
  }
}
