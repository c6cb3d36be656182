/**
 * Runs checked statements: a session moves from one state to the next and tells what happens.
 *
 * <p>Open {@link io.github.neuronscript.session.Interpreter} first: it sends each statement to
 * {@link io.github.neuronscript.session.Declarations}, {@link
 * io.github.neuronscript.session.Stepping}, {@link io.github.neuronscript.session.Judging} or
 * {@link io.github.neuronscript.session.Showing}. {@link io.github.neuronscript.session.State} is
 * everything a session knows, {@link io.github.neuronscript.session.Binder} turns declared data
 * into examples, {@link io.github.neuronscript.session.Training} runs epochs. Every text of this
 * stage stands in {@link io.github.neuronscript.session.RunErrors}.
 */
package io.github.neuronscript.session;
