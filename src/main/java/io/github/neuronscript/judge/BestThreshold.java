package io.github.neuronscript.judge;

import io.github.neuronscript.neuron.RowSum;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The threshold that is best by a criterion. Candidates are the midpoints between neighbouring
 * outputs, one below all outputs, and one above them: there, as if one more output were as far away
 * as the neighbour. Where the middle between the classes predicts the same as a candidate, it
 * stands in its place. Of several that are equally good the one nearest to that middle is taken,
 * and of two that are equally near the smaller one. So none is worse than the middle.
 *
 * @param threshold from which output on the class 1 is predicted
 * @param below the nearest output below it, or one more that is as far away as the neighbour
 * @param above the nearest output above it, likewise
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
   * @param asked now and then; it may throw, to end it
   */
  public static Choice of(
      Criterion criterion, double[] targets, double[] outputs, double middle, Runnable asked) {
    for (int i = 0; i < outputs.length; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      if (!Double.isFinite(outputs[i])) {
        return Choice.none(Why.NOT_FINITE);
      }
    }
    double[] upper = Pairs.outputsOf(targets, outputs, true, asked);
    double[] lower = Pairs.outputsOf(targets, outputs, false, asked);
    Optional<Why> why = criterion.why(upper.length, lower.length);
    if (why.isPresent()) {
      return Choice.none(why.get());
    }
    return best(criterion, upper, lower, middle, asked)
        .map(best -> new Choice(Optional.of(best), Optional.empty()))
        .orElseGet(() -> Choice.none(Why.EQUAL_OUTPUTS));
  }

  /** Goes through the candidates, the smallest first, and counts what is below each of them. */
  private static Optional<BestThreshold> best(
      Criterion criterion, double[] upper, double[] lower, double middle, Runnable asked) {
    double[] outputs = distinct(upper, lower, asked);
    int last = outputs.length - 1;
    if (last < 1) {
      return Optional.empty();
    }
    BestThreshold best = null;
    int ones = 0;
    int others = 0;
    long candidates = 0;
    for (int i = 0; i <= last + 1; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      double below = i > 0 ? outputs[i - 1] : beyond(outputs[0], outputs[1]);
      double above = i <= last ? outputs[i] : beyond(outputs[last], outputs[last - 1]);
      while (i > 0 && ones < upper.length && upper[ones] <= below) {
        ones++;
      }
      while (i > 0 && others < lower.length && lower[others] <= below) {
        others++;
      }
      if (i > last && above <= below) {
        // There is no larger number.
        break;
      }
      candidates++;
      boolean usual = (i == 0 || below < middle) && (i > last || middle <= above);
      double threshold = usual ? middle : between(below, above);
      Confusion confusion = new Confusion(upper.length - ones, lower.length - others, ones, others);
      BestThreshold next = new BestThreshold(threshold, below, above, confusion, candidates);
      if (best == null || next.isBetter(best, criterion, middle)) {
        best = next;
      }
    }
    return Optional.of(
        new BestThreshold(best.threshold, best.below, best.above, best.confusion, candidates));
  }

  /** Joins sorted outputs, each once; −0 is 0. */
  private static double[] distinct(double[] upper, double[] lower, Runnable asked) {
    double[] joined = new double[upper.length + lower.length];
    int count = 0;
    int ones = 0;
    int others = 0;
    for (int i = 0; i < joined.length; i++) {
      if (i % RowSum.CHUNK == 0) {
        asked.run();
      }
      boolean one = others == lower.length || ones < upper.length && upper[ones] <= lower[others];
      double next = (one ? upper[ones++] : lower[others++]) + 0.0;
      if (count == 0 || next != joined[count - 1]) {
        joined[count++] = next;
      }
    }
    return Arrays.copyOf(joined, count);
  }

  /** Returns a finite number as far beyond an outermost output as its neighbour is on this side. */
  private static double beyond(double outermost, double neighbour) {
    double next = outermost > neighbour ? Math.nextUp(outermost) : Math.nextDown(outermost);
    double mirrored = outermost + (outermost - neighbour);
    double further = outermost > neighbour ? Math.max(next, mirrored) : Math.min(next, mirrored);
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, further));
  }

  /** Whether it says the same class of every example: 1 if it lies below all outputs, else 0. */
  public boolean isOfOneClass() {
    return confusion.truePositive() + confusion.falsePositive() == 0
        || confusion.trueNegative() + confusion.falseNegative() == 0;
  }

  private boolean isBetter(BestThreshold other, Criterion criterion, double middle) {
    if (criterion.isBetter(confusion, other.confusion)) {
      return true;
    }
    // From the smallest on: where both are equally near, the other one is smaller.
    return !criterion.isBetter(other.confusion, confusion)
        && Math.abs(threshold - middle) < Math.abs(other.threshold - middle);
  }

  /** Returns the midpoint, or the upper one if no double lies between the two. */
  private static double between(double below, double above) {
    double middle = below / 2 + above / 2;
    return middle > below && middle <= above ? middle : above;
  }
}
