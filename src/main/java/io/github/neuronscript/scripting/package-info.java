/**
 * Scripts by {@code javax.script}: for hosts that know several languages by one interface.
 *
 * <p>Open {@link io.github.neuronscript.scripting.NeuronScriptEngine} first. Nothing else in the
 * library knows this room, so that it works where there is no {@code javax.script}. A new attribute
 * is a constant of {@link io.github.neuronscript.scripting.Attributes}.
 */
package io.github.neuronscript.scripting;
