package io.github.neuronscript.cli;

import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.handout.Marks;
import io.github.neuronscript.handout.UnusableSheet;
import io.github.neuronscript.render.Glyphs;
import java.util.List;

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
      String name = files.get(0).equals("-") ? "standard input" : "`" + files.get(0) + "`";
      answers = ScriptReader.read(files.get(0), shell, name).text();
      page = sheet.source().get().text();
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
}
