package io.github.neuronscript.trace;

/**
 * Sees each epoch of a training as it ends, also those that no event tells of, and may hold the
 * training there. It changes no bit of what is learnt. Called on the running thread.
 */
@FunctionalInterface
public interface Pace {

  /** A training goes through to its end. */
  Pace THROUGH = (epoch, done, planned, cost) -> false;

  /**
   * Returns whether the training is to pause after this epoch.
   *
   * @param epoch of the neuron, from 1
   * @param done epochs of this training, from 1
   * @param planned epochs that it has at most
   * @param cost after the epoch
   */
  boolean pauses(long epoch, long done, long planned, double cost);
}
