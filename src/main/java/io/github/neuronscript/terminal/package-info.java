/**
 * What a person at a terminal needs, and the only room that knows JLine.
 *
 * <p>{@link io.github.neuronscript.terminal.Prompt} is what the others see of it: a place to read a
 * statement from and to write to. {@link io.github.neuronscript.terminal.TerminalPrompt} is the one
 * with line editing, history and completion.
 */
package io.github.neuronscript.terminal;
