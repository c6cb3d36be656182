package io.github.neuronscript.cli;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Format;
import io.github.neuronscript.render.Glyphs;
import java.util.List;

/** {@code nn check}: shows everything that is wrong with scripts, and runs nothing. */
final class CheckCommand {

  private CheckCommand() {}

  static int run(Arguments arguments, Shell shell) {
    Appearance appearance = Appearance.of(shell.screen(), arguments);
    Format format = RunCommand.format(arguments);
    boolean data = !arguments.option("--no-data", false);
    Limits limits = RunCommand.limits(arguments);
    Reports reports = Reports.of(shell, arguments);
    Glyphs glyphs = new Glyphs(appearance.style().ascii());
    int exit = ExitCode.DONE;
    for (Scripts.Script script : Scripts.of(arguments, shell)) {
      List<Diagnostic> found = check(script, data, limits);
      if (found.stream().anyMatch(Diagnostic::isError)) {
        exit = ExitCode.FAILED;
      }
      switch (format) {
        case JSON -> {
          found.forEach(diagnostic -> shell.out().append(DiagnosticJson.line(diagnostic)));
          shell.out().append(DiagnosticJson.summary(script.name(), found));
        }
        case TEXT -> {
          reports.report(found);
          shell.out().append(glyphs.text(summary(script.name(), found))).append('\n');
        }
      }
    }
    return exit;
  }

  private static List<Diagnostic> check(Scripts.Script script, boolean data, Limits limits) {
    Source source;
    try {
      source = script.source().get();
    } catch (ScriptException e) {
      return e.diagnostics();
    }
    return data
        ? new NeuronScript()
            .check(
                source,
                Options.defaults().files(script.files()).formats(new Formats()).limits(limits))
        : new NeuronScript(limits).compile(source).diagnostics();
  }

  private static String summary(String script, List<Diagnostic> found) {
    long errors = found.stream().filter(Diagnostic::isError).count();
    if (errors == 0) {
      return script + ": no errors";
    }
    return script + ": " + errors + (errors == 1 ? " error" : " errors");
  }
}
