package io.github.neuronscript.judge;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.RowTotal;
import java.util.List;

/**
 * Sums over some rows of what separates the outputs from the targets, in the order of the
 * arithmetic.
 *
 * @param rows how many
 * @param mean the mean of the targets
 * @param squares Σ (y − ŷ)²
 * @param sizes Σ |y − ŷ|
 * @param spread Σ (y − mean)²; exactly 0 where all targets are equal
 */
public record Sums(int rows, Number mean, Number squares, Number sizes, Number spread) {

  /** Adds up doubles; there is at least one row. */
  private static Sums of(double[] targets, double[] outputs, Runnable asked) {
    int rows = targets.length;
    RowSum sums = new RowSum(3, asked);
    boolean constant = true;
    for (int i = 0; i < rows; i++) {
      double apart = targets[i] - outputs[i];
      sums.add(0, targets[i]);
      sums.add(1, apart * apart);
      sums.add(2, Math.abs(apart));
      sums.endRow();
      constant &= targets[i] == targets[0];
    }
    double[] total = sums.total();
    double mean = constant ? targets[0] : total[0] / rows;
    RowSum spread = new RowSum(1, asked);
    for (double target : targets) {
      spread.add(0, (target - mean) * (target - mean));
      spread.endRow();
    }
    return new Sums(rows, mean, total[1], total[2], spread.total()[0]);
  }

  /**
   * Adds up numbers of any system.
   *
   * @param asked now and then; it may throw, to end it
   */
  static Sums of(NumberSystem numbers, Vector targets, Vector outputs, Runnable asked) {
    if (numbers.isDouble()) {
      return of(targets.toArray(), outputs.toArray(), asked);
    }
    RowTotal sums = new RowTotal(numbers, 3);
    for (int i = 0; i < targets.size(); i++) {
      asked.run();
      Number y = targets.number(i);
      Number apart = numbers.subtract(y, outputs.number(i));
      sums.add(Vector.ofNumbers(List.of(y, square(numbers, apart), size(numbers, apart))));
    }
    Vector total = sums.total();
    Number mean = numbers.divide(total.number(0), numbers.of((double) targets.size()));
    RowTotal spread = new RowTotal(numbers, 1);
    boolean constant = isConstant(numbers, targets);
    for (Number y : targets.toNumbers()) {
      asked.run();
      Number apart = numbers.subtract(y, mean);
      spread.add(constant ? numbers.of(0.0) : square(numbers, apart));
    }
    return new Sums(
        targets.size(), mean, total.number(1), total.number(2), spread.total().number(0));
  }

  private static Number square(NumberSystem numbers, Number x) {
    return numbers.multiply(x, x);
  }

  private static Number size(NumberSystem numbers, Number x) {
    return NumberSystem.signum(x) < 0 ? numbers.negate(x) : x;
  }

  private static boolean isConstant(NumberSystem numbers, Vector targets) {
    return targets.toNumbers().stream().allMatch(y -> numbers.isEqual(y, targets.number(0)));
  }

  /** √(Σ (y − ŷ)²/m); a double where the root is no number of the system. */
  Figure rmse(NumberSystem numbers) {
    Number mean = over(numbers, squares);
    if (!NumberSystem.isFinite(mean)) {
      return Figure.none(Why.NOT_FINITE);
    }
    try {
      return Figure.of(numbers.root(mean));
    } catch (NumberSystem.NotExact e) {
      return Figure.of(Math.sqrt(mean.doubleValue()));
    }
  }

  /** Σ |y − ŷ|/m. */
  Figure mae(NumberSystem numbers) {
    return Figure.of(over(numbers, sizes));
  }

  /** Σ (y − ŷ)²/m. */
  Figure meanSquare(NumberSystem numbers) {
    return Figure.of(over(numbers, squares));
  }

  /** 1 − Σ (y − ŷ)²/Σ (y − mean)². */
  Figure r2(NumberSystem numbers) {
    if (NumberSystem.signum(spread) == 0) {
      return Figure.none(Why.CONSTANT_TARGETS);
    }
    return Figure.of(numbers.subtract(numbers.of(1.0), numbers.divide(squares, spread)));
  }

  private Number over(NumberSystem numbers, Number sum) {
    return numbers.divide(sum, numbers.of((double) rows));
  }
}
