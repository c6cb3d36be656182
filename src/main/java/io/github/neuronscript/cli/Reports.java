package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.Style;
import java.util.List;

/** Writes diagnostics to standard error, after everything that came before them. */
final class Reports {

  private final Shell shell;
  private final DiagnosticFormatter formatter;
  private final Glyphs glyphs;
  private boolean apart;

  private Reports(Shell shell, Style style) {
    this.shell = shell;
    this.glyphs = new Glyphs(style.ascii());
    this.formatter = style.diagnostics();
  }

  static Reports of(Shell shell, Arguments arguments) {
    return new Reports(shell, Appearance.of(shell.screen(), arguments).errors());
  }

  /** For a command line that was not understood. */
  static Reports of(Shell shell, String[] args) {
    return new Reports(shell, Appearance.of(shell.screen(), args).errors());
  }

  void report(Diagnostic diagnostic) {
    line((apart ? "\n" : "") + formatter.format(diagnostic));
    apart = true;
  }

  void report(List<Diagnostic> diagnostics) {
    diagnostics.forEach(this::report);
  }

  /** Writes a text of our own. */
  void text(String text) {
    line(text.lines().map(glyphs::text).reduce("", (all, next) -> all + next + "\n"));
  }

  private void line(String text) {
    shell.out().flush();
    shell.err().append(text).flush();
  }
}
