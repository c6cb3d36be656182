package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Vector;
import java.util.List;

/**
 * The numbers that learning changes, in some number system: a working copy, changed in place by one
 * thread.
 */
public sealed interface Learner permits Parameters, ExactParameters {

  Vector weights();

  Number bias();

  /** Returns the weights, the bias last. */
  Vector together();

  /** Returns what the learning rule remembers: for each name as many numbers as parameters. */
  List<Vector> memory();

  long updates();

  /** Whether every parameter is finite. */
  boolean isFinite();

  /**
   * Changes every weight, and the bias if it learns, by a learning rule.
   *
   * @param gradient of the weights, the bias last; read where the rule reads it
   * @param x the inputs of the one example; read where the rule reads it
   */
  void learn(
      LearningRule rule,
      Vector gradient,
      Vector x,
      Number target,
      Number output,
      Number z,
      Number rate);
}
