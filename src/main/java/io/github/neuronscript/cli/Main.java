package io.github.neuronscript.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** The entry of the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, System.in, System.out, System.err, Path.of("")));
  }

  /** Runs one command and returns its exit code; {@code workingFolder} resolves relative paths. */
  public static int run(
      String[] args, InputStream in, PrintStream out, PrintStream err, Path workingFolder) {
    out.println("NeuronScript 0.1.0");
    return 0;
  }
}
