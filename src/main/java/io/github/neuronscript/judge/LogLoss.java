package io.github.neuronscript.judge;

import io.github.neuronscript.formula.Transcendental;
import io.github.neuronscript.neuron.RowSum;

/**
 * How much the outputs, read as probabilities of the class 1, are surprised by the targets.
 *
 * @param sum Σ −ln p, where p is the probability given to the class that it is; NaN without
 * @param figure the mean of it
 */
public record LogLoss(double sum, Figure figure) {

  /** Adds up −ln ŷ for targets of 1 and −ln(1 − ŷ) for targets of 0, in doubles. */
  static LogLoss of(double[] targets, double[] outputs, Runnable asked) {
    RowSum sums = new RowSum(1, asked);
    for (int i = 0; i < targets.length; i++) {
      boolean one = targets[i] == 1;
      sums.add(0, one ? -Transcendental.ln(outputs[i]) : -Transcendental.ln1p(-outputs[i]));
      sums.endRow();
    }
    double sum = sums.total()[0];
    return Double.isInfinite(sum)
        ? new LogLoss(Double.NaN, Figure.none(Why.CERTAIN_AND_WRONG))
        : new LogLoss(sum, Figure.of(sum / targets.length));
  }

  static LogLoss none(Why why) {
    return new LogLoss(Double.NaN, Figure.none(why));
  }

  /** Whether outputs can be read as probabilities. */
  static boolean areProbabilities(double[] outputs) {
    for (double output : outputs) {
      if (!(output >= 0 && output <= 1)) {
        return false;
      }
    }
    return true;
  }
}
