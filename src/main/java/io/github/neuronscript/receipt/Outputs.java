package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.formula.NumberSystem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Targets and outputs of rows in doubles, and the metrics that follow from them. Written from the
 * page of the language, and not by the classes that the trace's numbers come from.
 */
record Outputs(double[] targets, double[] outputs) {

  private static final Variable P = Variable.quantity("p");
  private static final Expression LN = new Expression.Elementary(Function.LN, List.of(P));
  private static final Expression LN1P = new Expression.Elementary(Function.LN1P, List.of(P));

  private static final String FROM = "the rows of the training and the weights";

  /** Holds what counts the classes, and the metrics that are there, to what they are. */
  void hold(Fields line, Known known) {
    Fields metrics = line.object("metrics");
    if (!line.isNull("confusion")) {
      confusion(line.object("confusion"), line.number("threshold").doubleValue());
    }
    if (!metrics.isNull("auc")) {
      metrics.derive("auc", (Number) auc(), FROM);
    }
    if (!metrics.isNull("log_loss")) {
      metrics.derive("log_loss", (Number) logLoss(line, known), FROM);
    }
    distances(metrics);
  }

  private void confusion(Fields confusion, double threshold) {
    long[] counts = new long[4];
    for (int i = 0; i < targets.length; i++) {
      counts[(targets[i] == 1 ? 2 : 0) + (outputs[i] >= threshold ? 1 : 0)]++;
    }
    confusion.deriveCount("tp", counts[3], FROM);
    confusion.deriveCount("fp", counts[1], FROM);
    confusion.deriveCount("fn", counts[2], FROM);
    confusion.deriveCount("tn", counts[0], FROM);
  }

  /** Pairs of one row of each class in the right order, a tie counted as one half. */
  private double auc() {
    Integer[] byOutput = new Integer[targets.length];
    Arrays.setAll(byOutput, i -> i);
    Arrays.sort(byOutput, (i, j) -> Double.compare(outputs[i] + 0.0, outputs[j] + 0.0));
    long lower = 0;
    long upper = 0;
    long twice = 0;
    int from = 0;
    while (from < byOutput.length) {
      double output = outputs[byOutput[from]];
      long lowerHere = 0;
      long upperHere = 0;
      for (; from < byOutput.length && outputs[byOutput[from]] == output; from++) {
        if (targets[byOutput[from]] == 1) {
          upperHere++;
        } else {
          lowerHere++;
        }
      }
      twice += upperHere * (2 * lower + lowerHere);
      lower += lowerHere;
      upper += upperHere;
    }
    return (double) twice / (2 * lower * upper);
  }

  private double logLoss(Fields line, Known known) {
    Sums sum = new Sums(NumberSystem.doubles(), 1);
    for (int i = 0; i < targets.length; i++) {
      boolean one = targets[i] == 1;
      Number p = one ? outputs[i] : -outputs[i];
      sum.add(-known.value(line, one ? LN : LN1P, Map.of(P, p)).doubleValue());
    }
    return sum.total().get(0).doubleValue() / targets.length;
  }

  private void distances(Fields metrics) {
    Sums sums = new Sums(NumberSystem.doubles(), 3);
    boolean constant = true;
    for (int i = 0; i < targets.length; i++) {
      double apart = targets[i] - outputs[i];
      sums.add(List.of(targets[i], apart * apart, Math.abs(apart)));
      constant &= targets[i] == targets[0];
    }
    List<Number> total = sums.total();
    int rows = targets.length;
    double mean = constant ? targets[0] : total.get(0).doubleValue() / rows;
    double squares = total.get(1).doubleValue();
    Sums spread = new Sums(NumberSystem.doubles(), 1);
    for (double target : targets) {
      spread.add((target - mean) * (target - mean));
    }
    hold(metrics, "brier", squares / rows);
    hold(metrics, "rmse", Math.sqrt(squares / rows));
    hold(metrics, "mae", total.get(2).doubleValue() / rows);
    hold(metrics, "r2", 1 - squares / spread.total().get(0).doubleValue());
  }

  private static void hold(Fields metrics, String metric, double value) {
    if (!metrics.isNull(metric)) {
      metrics.derive(metric, (Number) value, FROM);
    }
  }
}
