/**
 * The command line, the only room that knows picocli.
 *
 * <p>Open {@link io.github.neuronscript.cli.Main} first. {@code Commands} lists the commands and
 * their options, {@code RunCommand}, {@code ReplCommand} and the others do the work; {@code Screen}
 * finds out what the terminal can show, {@code ScriptFiles} says which files a script may read,
 * {@code UsageErrors} holds the texts. A new command is a class and its words in {@code Commands}.
 */
package io.github.neuronscript.cli;
