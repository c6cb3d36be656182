/**
 * How good a neuron is: numbers that compare its outputs with the targets. Arrays in, records out,
 * as in {@code neuron}; no words but the reasons why a number does not exist.
 *
 * <p>Open {@link io.github.neuronscript.judge.Judgement} first: every metric of some rows, each a
 * {@link io.github.neuronscript.judge.Figure}, a number or the reason why there is none. It counts
 * by {@link io.github.neuronscript.judge.Confusion} and {@link io.github.neuronscript.judge.Pairs},
 * and adds by {@link io.github.neuronscript.judge.Sums}. {@link
 * io.github.neuronscript.judge.Baseline} is the same of an output that is always the same, {@link
 * io.github.neuronscript.judge.Bootstrap} says how far chance moves the numbers, {@link
 * io.github.neuronscript.judge.BestThreshold} chooses a threshold, {@link
 * io.github.neuronscript.judge.Calibration} holds outputs to shares, and {@link
 * io.github.neuronscript.judge.Spread} gathers the folds of a cross-validation, of which {@link
 * io.github.neuronscript.judge.Statistic} names what formulas can read. A new metric is a constant
 * in {@link io.github.neuronscript.judge.Metric} and its line in {@code Judgement}.
 */
package io.github.neuronscript.judge;
