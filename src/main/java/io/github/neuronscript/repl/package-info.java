/**
 * The interactive session.
 *
 * <p>Open {@link io.github.neuronscript.repl.Repl} first, the loop: it reads from a prompt, and
 * gives statements to a {@link io.github.neuronscript.repl.Journey}, a session with its past, and
 * {@code :words} to {@link io.github.neuronscript.repl.Commands}. What {@code :help} tells of a
 * statement, with an example, stands in {@code help.txt}; a new statement gets a topic there.
 */
package io.github.neuronscript.repl;
