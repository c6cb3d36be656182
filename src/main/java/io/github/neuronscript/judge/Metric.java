package io.github.neuronscript.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is measured of a neuron, in the order in which it is shown. */
public enum Metric {
  COST("cost", "C"),
  ACCURACY("accuracy", "accuracy"),
  PRECISION("precision", "precision"),
  RECALL("recall", "recall"),
  SPECIFICITY("specificity", "specificity"),
  F1("f1", "F1"),
  AUC("auc", "AUC"),
  LOG_LOSS("log_loss", "log loss"),
  BRIER("brier", "Brier"),
  RMSE("rmse", "RMSE"),
  MAE("mae", "MAE"),
  R2("r2", "R²");

  /** What is shown where targets are classes. */
  public static final List<Metric> OF_CLASSES =
      List.of(COST, ACCURACY, PRECISION, RECALL, SPECIFICITY, F1, AUC, LOG_LOSS, BRIER);

  /** What is shown where targets are numbers. */
  public static final List<Metric> OF_NUMBERS = List.of(COST, RMSE, MAE, R2);

  private final String word;
  private final String symbol;

  Metric(String word, String symbol) {
    this.word = word;
    this.symbol = symbol;
  }

  /** Returns the name by which formulas read it. */
  public String word() {
    return word;
  }

  /** Returns what people write for it. */
  public String symbol() {
    return symbol;
  }

  /** Returns the metric that a formula reads by a name. */
  public static Optional<Metric> named(String word) {
    return Arrays.stream(values()).filter(metric -> metric.word.equals(word)).findFirst();
  }
}
