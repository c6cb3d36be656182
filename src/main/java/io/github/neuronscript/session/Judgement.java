package io.github.neuronscript.session;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many rows a neuron classifies right. Targets of 0 and 1 are classes, and 1 is predicted from
 * an output of ½ on; of −1 and 1 likewise, from 0 on; other targets are no classes.
 */
record Judgement(OptionalInt correct, Optional<Number> threshold) {

  static Judgement of(double[] targets, double[] outputs) {
    boolean zeroOne = true;
    boolean bipolar = true;
    for (double target : targets) {
      zeroOne &= target == 0 || target == 1;
      bipolar &= target == -1 || target == 1;
    }
    if (!zeroOne && !bipolar) {
      return new Judgement(OptionalInt.empty(), Optional.empty());
    }
    double threshold = zeroOne ? 0.5 : 0;
    int correct = 0;
    for (int i = 0; i < targets.length; i++) {
      correct += outputs[i] >= threshold == (targets[i] == 1) ? 1 : 0;
    }
    return new Judgement(OptionalInt.of(correct), Optional.of(threshold));
  }
}
