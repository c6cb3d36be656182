package io.github.neuronscript.judge;

import java.util.Locale;

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

    /** Returns why the criterion compares nothing; null if it does. */
    private Why why(long positive, long negative) {
      return switch (this) {
        case ACCURACY -> null;
        case F1 -> positive == 0 ? Why.NO_POSITIVE : null;
        case YOUDEN -> positive == 0 || negative == 0 ? Why.ONE_CLASS : null;
      };
    }
  }

  /** A choice, or the reason why there is none; exactly one of the two is null. */
  public record Choice(BestThreshold best, Why why) {}

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
        return new Choice(null, Why.NOT_FINITE);
      }
    }
    double[] upper = Pairs.outputsOf(targets, outputs, true);
    double[] lower = Pairs.outputsOf(targets, outputs, false);
    Why why = criterion.why(upper.length, lower.length);
    if (why != null) {
      return new Choice(null, why);
    }
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
    return best == null
        ? new Choice(null, Why.EQUAL_OUTPUTS)
        : new Choice(
            new BestThreshold(best.threshold, best.below, best.above, best.confusion, candidates),
            null);
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
