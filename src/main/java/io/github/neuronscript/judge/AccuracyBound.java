package io.github.neuronscript.judge;

import java.util.Optional;

/**
 * What faultless rows say of the accuracy on others like them, where resamples say nothing since
 * all of them are faultless too. Where the accuracy is p, all n rows are right by a chance of p^n,
 * and that is less than α for every p below α^(1/n): the exact one-sided bound of Clopper and
 * Pearson (The use of confidence or fiducial limits illustrated in the case of the binomial,
 * Biometrika 26, 1934). For α = 5 % it is nearly 1 − 3/n, the rule of three. Where all rows are
 * wrong, it is the same turned round.
 *
 * @param rows how many were judged
 * @param percent the confidence, 100·(1 − α)
 * @param low the least accuracy, 0 where all rows are wrong
 * @param high the largest, 1 where all rows are right
 */
public record AccuracyBound(long rows, double percent, double low, double high) {

  /** Returns the bound; empty if some rows are right and some are wrong. */
  public static Optional<AccuracyBound> of(Confusion confusion, double percent) {
    long rows = confusion.all();
    double bound = StrictMath.pow((100 - percent) / 100, 1.0 / rows);
    if (confusion.wrong() == 0) {
      return Optional.of(new AccuracyBound(rows, percent, bound, 1));
    }
    return confusion.right() == 0
        ? Optional.of(new AccuracyBound(rows, percent, 0, 1 - bound))
        : Optional.empty();
  }

  /** Whether all rows are right, and not all wrong. */
  public boolean right() {
    return high == 1;
  }
}
