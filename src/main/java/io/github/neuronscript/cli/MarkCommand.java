package io.github.neuronscript.cli;

import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.handout.Marks;
import io.github.neuronscript.handout.UnusableSheet;
import io.github.neuronscript.render.Glyphs;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code nn mark}: marks what was filled into a worksheet. */
final class MarkCommand {

  private MarkCommand() {}

  static int run(Arguments arguments, Shell shell) {
    List<String> files = arguments.operands();
    if (files.size() != 2) {
      throw new UsageException(UsageErrors.noAnswers());
    }
    Reports reports = Reports.of(shell, arguments);
    Scripts.Script sheet = Scripts.of(files.get(1), arguments, shell);
    String answers;
    String page;
    try {
      answers = text(files.get(0), UsageErrors::answersAsPdf, shell);
      page = text(files.get(1), UsageErrors::worksheetAsPdf, shell);
    } catch (ScriptException e) {
      reports.report(e.diagnostics());
      return ExitCode.WRONG_USAGE;
    }
    Options options =
        Options.defaults()
            .formats(new Formats())
            .cancelled(shell.interrupts()::asked)
            .limits(RunCommand.limits(arguments))
            .files(sheet.files());
    try {
      shell.interrupts().running();
      Marks marks = Marks.of(answers, page, options);
      Glyphs glyphs = new Glyphs(Appearance.of(shell.screen(), arguments).style().ascii());
      marks.lines().forEach(line -> shell.out().append(glyphs.text(line)).append('\n'));
      return ExitCode.DONE;
    } catch (UnusableSheet e) {
      throw new UsageException(
          switch (e.reason()) {
            case NO_WORKSHEET -> UsageErrors.noWorksheet(files.get(1));
            case OTHER_WAY_ROUND -> UsageErrors.worksheetFirst(files.get(0), files.get(1));
            case DAMAGED -> UsageErrors.damagedWorksheet(files.get(1), e.line());
            case NO_ANSWERS -> UsageErrors.pageForAnswers(files.get(0));
            case OTHER_VERSION -> UsageErrors.worksheetOfOtherVersion(files.get(1));
            case OTHER_NUMBERS -> UsageErrors.worksheetOfOtherNumbers(files.get(1));
          });
    } catch (NeuronScriptException e) {
      reports.report(e.diagnostics());
      return ExitCode.FAILED;
    }
  }

  /**
   * Reads a file of text.
   *
   * @param pdf what is said of a PDF
   */
  private static String text(String file, Function<String, Diagnostic> pdf, Shell shell) {
    String name = file.equals("-") ? "standard input" : "`" + file + "`";
    String text;
    Optional<ScriptException> failure = Optional.empty();
    try {
      text = ScriptReader.read(file, shell, name).text();
    } catch (ScriptException e) {
      text = e.diagnostics().get(0).span().map(span -> span.source().text()).orElse("");
      failure = Optional.of(e);
    }
    if (text.startsWith("%PDF-")) {
      throw new UsageException(pdf.apply(file));
    }
    // Letters of UTF-16 are bytes of UTF-8 with zeros between them.
    if (text.indexOf('\0') >= 0) {
      throw new UsageException(UsageErrors.inUtf16(file));
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return text;
  }
}
