/**
 * What happened, with the formula and the numbers, and without words: everything a person sees is
 * painted from these events.
 *
 * <p>Open {@link io.github.neuronscript.trace.TraceEvent} first. {@link
 * io.github.neuronscript.trace.NeuronView} is what stays the same from event to event, {@link
 * io.github.neuronscript.trace.Derivation} turns the events of a step into {@link
 * io.github.neuronscript.trace.Line}s of symbols, formula, numbers and result. A new event is a
 * record in {@code TraceEvent}; javac then lists the renderers.
 */
package io.github.neuronscript.trace;
