/**
 * Where an application starts: {@link io.github.neuronscript.NeuronScript} checks and runs scripts,
 * {@link io.github.neuronscript.Conversation} takes them line by line, {@link
 * io.github.neuronscript.Options} says what a script may reach and who listens.
 */
package io.github.neuronscript;
