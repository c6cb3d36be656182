package io.github.neuronscript.cli;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.render.JsonRenderer;

/** {@code nn version}: which version this is, and of what. */
final class VersionCommand {

  private VersionCommand() {}

  static int run(Shell shell) {
    String java = System.getProperty("java.version") + ", " + System.getProperty("java.vm.name");
    shell
        .out()
        .append("NeuronScript " + NeuronScript.VERSION + "\n")
        .append("language     " + NeuronScript.LANGUAGE + "\n")
        .append("arithmetic   " + NeuronScript.ARITHMETIC + "\n")
        .append("JSON trace   " + JsonRenderer.SCHEMA + "\n")
        .append("Java         " + java + "\n");
    return ExitCode.DONE;
  }
}
