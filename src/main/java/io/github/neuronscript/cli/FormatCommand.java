package io.github.neuronscript.cli;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Glyphs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** {@code nn format}: lays scripts out, in place; or says which ones that would change. */
final class FormatCommand {

  /** A script, and how it looks laid out, if it is understood. */
  private record Layout(String file, String before, Optional<String> after) {
    boolean changes() {
      return after.isPresent() && !after.get().equals(before);
    }
  }

  private final Shell shell;
  private final Reports reports;
  private final Glyphs glyphs;

  private FormatCommand(ParseResult arguments, Shell shell) {
    this.shell = shell;
    this.reports = Reports.of(shell, arguments);
    this.glyphs = new Glyphs(Appearance.of(shell.screen(), arguments).style().ascii());
  }

  static int run(ParseResult arguments, Shell shell) {
    FormatCommand command = new FormatCommand(arguments, shell);
    boolean check = arguments.matchedOptionValue("--check", false);
    // All are read before one is written: a file that does not exist is found out before.
    List<Layout> layouts = new ArrayList<>();
    for (Scripts.Script script : Scripts.of(arguments, shell)) {
      layouts.add(command.layout(script));
    }
    boolean failed = false;
    for (Layout layout : layouts) {
      failed |= layout.after.isEmpty();
      failed |= check ? command.wouldChange(layout) : !command.write(layout);
    }
    return failed ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Layout layout(Scripts.Script script) {
    String before = "";
    try {
      Source source = script.source().get();
      before = source.text();
      return new Layout(script.name(), before, Optional.of(new NeuronScript().format(source)));
    } catch (ScriptException e) {
      reports.report(e.diagnostics());
      return new Layout(script.name(), before, Optional.empty());
    }
  }

  private boolean wouldChange(Layout layout) {
    if (layout.changes()) {
      shell.out().append(glyphs.text(layout.file)).append('\n');
    }
    return layout.changes();
  }

  /** Returns whether the script stands where it should, laid out or as it was. */
  private boolean write(Layout layout) {
    if (layout.file.equals("-")) {
      shell.out().append(layout.after.orElse(layout.before));
      return true;
    }
    if (!layout.changes()) {
      return true;
    }
    try {
      byte[] bytes = layout.after.orElseThrow().getBytes(StandardCharsets.UTF_8);
      Files.write(shell.folder().resolve(layout.file), bytes);
      return true;
    } catch (AccessDeniedException e) {
      reports.report(UsageErrors.scriptUnwritable(layout.file, "permission denied"));
    } catch (IOException e) {
      String why = e.getMessage() == null ? "writing it failed" : e.getMessage();
      reports.report(UsageErrors.scriptUnwritable(layout.file, why));
    }
    return false;
  }
}
