package io.github.neuronscript.cli;

import io.github.neuronscript.NeuronScript;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What is said when nn itself fails: no diagnostic, for the script may be right. */
final class BugReport {

  private BugReport() {}

  static void write(Throwable bug, Reports reports, boolean debug) {
    reports.text(
        "this is a bug in NeuronScript "
            + NeuronScript.VERSION
            + ", please report it with the script and these lines:\n"
            + "  "
            + bug
            + "\n"
            + "  Java "
            + System.getProperty("java.version")
            + " on "
            + System.getProperty("os.name")
            + (debug ? "" : "; --debug shows more"));
    if (debug) {
      StringWriter trace = new StringWriter();
      bug.printStackTrace(new PrintWriter(trace));
      reports.text(trace.toString());
    }
  }
}
