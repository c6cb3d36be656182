package io.github.neuronscript.cli;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Glyphs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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

  private FormatCommand(Arguments arguments, Shell shell) {
    this.shell = shell;
    this.reports = Reports.of(shell, arguments);
    this.glyphs = new Glyphs(Appearance.of(shell.screen(), arguments).style().ascii());
  }

  static int run(Arguments arguments, Shell shell) {
    FormatCommand command = new FormatCommand(arguments, shell);
    boolean check = arguments.option("--check", false);
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
      replace(shell.folder().resolve(layout.file).toRealPath(), layout.after.orElseThrow());
      return true;
    } catch (AccessDeniedException e) {
      reports.report(UsageErrors.scriptUnwritable(layout.file, "permission denied"));
    } catch (IOException e) {
      String why = e.getMessage() == null ? "writing it failed" : e.getMessage();
      reports.report(UsageErrors.scriptUnwritable(layout.file, why));
    }
    return false;
  }

  /** Replaces a file in one move, so that a full disk loses nothing. */
  private static void replace(Path file, String text) throws IOException {
    if (!Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
    Path folder = Objects.requireNonNull(file.getParent());
    Path whole = Files.createTempFile(folder, ".nn-format", null);
    try {
      Files.writeString(whole, text);
      if (Files.getFileStore(file).supportsFileAttributeView(PosixFileAttributeView.class)) {
        Files.setPosixFilePermissions(whole, Files.getPosixFilePermissions(file));
      }
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
