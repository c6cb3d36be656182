/**
 * A script becomes a program: every name resolved, every count checked, before anything runs.
 *
 * <p>Open {@link io.github.neuronscript.program.Checker} first: it checks one statement against a
 * {@link io.github.neuronscript.program.Scope} and gives the statement back with its names
 * resolved, so that a file, a prompt and an editor share it; a {@link
 * io.github.neuronscript.program.CheckedScript} is a fold over a script. {@link
 * io.github.neuronscript.program.Names} resolves formulas, {@link
 * io.github.neuronscript.program.Prelude} holds what every script has from the start, and every
 * text of this stage stands in {@link io.github.neuronscript.program.CheckErrors}.
 */
package io.github.neuronscript.program;
