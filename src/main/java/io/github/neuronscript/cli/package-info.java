/** The command line. Open {@link io.github.neuronscript.cli.Main} first. */
package io.github.neuronscript.cli;
