/**
 * The numbers: flat arrays in, records out. No text, no listeners, no names from a script.
 *
 * <p>Open {@link io.github.neuronscript.neuron.ChainRule} first: the formulas of one neuron and
 * their derivatives. {@link io.github.neuronscript.neuron.Summation} fixes the order of every sum,
 * {@link io.github.neuronscript.neuron.Stepwise} computes one example with all its steps, {@link
 * io.github.neuronscript.neuron.EpochKernel} an epoch with none, to the same bits; {@link
 * io.github.neuronscript.neuron.LearningRule} changes the parameters, {@link
 * io.github.neuronscript.neuron.Randomness} is every random choice.
 *
 * <p>Shapes: n inputs, m examples; {@code inputs} is row-major, m·n long; a neuron is a dense layer
 * of one unit, so {@code weights} is n long.
 */
package io.github.neuronscript.neuron;
