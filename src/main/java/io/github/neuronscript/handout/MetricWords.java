package io.github.neuronscript.handout;

import io.github.neuronscript.judge.Figure;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** What the words in the formulas of metrics mean, in a sentence each. */
final class MetricWords {

  static final String COST_IS_LOG_LOSS = "C is the log loss as well: L is −ln p";

  private MetricWords() {}

  /** Returns the sentences for some metrics, in their order. */
  static List<String> of(List<Metric> metrics, TraceEvent.Evaluated e) {
    List<String> sentences = new ArrayList<>();
    for (Metric metric : metrics) {
      sentences.addAll(of(metric));
    }
    for (Metric metric : metrics) {
      Figure baseline = e.baseline().figure(metric);
      if (e.figure(metric).why().isEmpty()) {
        baseline
            .why()
            .ifPresent(
                why ->
                    sentences.add(
                        metric.symbol() + " has no baseline: by always one class, " + why.text()));
      }
    }
    return sentences;
  }

  private static List<String> of(Metric metric) {
    return switch (metric) {
      case ACCURACY -> List.of("right: the examples whose class is predicted");
      case PRECISION ->
          List.of(
              "TP, true positives: examples of class 1 that are predicted to be of it;"
                  + " FN, false negatives: those that are not",
              "TN, true negatives: examples of the other class that are predicted to be of it;"
                  + " FP, false positives: those that are not");
      case F1 -> List.of("wrong: FP + FN, so that F1 lies between precision and recall");
      case AUC ->
          List.of(
              "pairs: each example of class 1 with each of the other class; ordered: those where"
                  + " the one of class 1 has the larger ŷ, and half of those where both have the same");
      case LOG_LOSS -> List.of("p: the output for the right class, ŷ for 1 and 1 − ŷ for 0");
      case R2 -> List.of("ȳ: the mean of the targets");
      case COST, RECALL, SPECIFICITY, BRIER, RMSE, MAE -> List.of();
    };
  }
}
