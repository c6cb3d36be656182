/**
 * Where an application starts: {@link io.github.neuronscript.NeuronScript} compiles scripts to
 * {@link io.github.neuronscript.Program}s, which run and give a {@link
 * io.github.neuronscript.Result} with a {@link io.github.neuronscript.Model}; {@link
 * io.github.neuronscript.Session} takes a script line by line; {@link
 * io.github.neuronscript.Options} says what a script may reach and who listens.
 *
 * <p>No method takes or returns null, unless it says so: null for an argument is a {@link
 * NullPointerException} with the parameter's name.
 */
package io.github.neuronscript;
