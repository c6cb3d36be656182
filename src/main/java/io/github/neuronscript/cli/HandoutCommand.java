package io.github.neuronscript.cli;

import io.github.neuronscript.FilePolicy;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.handout.Handout;
import io.github.neuronscript.handout.PageFormat;
import io.github.neuronscript.handout.TooManyBlanks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/** {@code nn handout}: makes a page of a script, or a worksheet, or its key. */
final class HandoutCommand {

  /** Examples that a page has room for. */
  private static final int MOST_STEPS = 1000;

  private static final int MOST_BLANKS = 500;

  private final Arguments arguments;
  private final Shell shell;
  private final Reports reports;
  private final String page;
  private final PageFormat format;
  private final OptionalInt steps;
  private final int blanks;
  private final long seed;
  private final boolean answers;

  private HandoutCommand(Arguments arguments, Shell shell) {
    this.arguments = arguments;
    this.shell = shell;
    this.reports = Reports.of(shell, arguments);
    this.page = arguments.option("-o", "");
    if (page.isEmpty()) {
      throw new UsageException(UsageErrors.noPage());
    }
    this.format = format();
    this.steps =
        arguments.option("--steps", "").isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of((int) arguments.count("--steps", 0, 0, MOST_STEPS));
    this.blanks = (int) arguments.count("--blanks", 0, 1, MOST_BLANKS);
    this.seed = arguments.count("--seed", 1, 0, Integer.MAX_VALUE);
    this.answers = arguments.option("--answers", false);
    if (blanks == 0 && (answers || !arguments.option("--seed", "").isEmpty())) {
      throw new UsageException(UsageErrors.optionWithoutBlanks(answers ? "--answers" : "--seed"));
    }
  }

  static int run(Arguments arguments, Shell shell) {
    Scripts.Script script =
        Scripts.first(arguments, shell)
            .orElseThrow(() -> new UsageException(UsageErrors.noScript("handout")));
    return new HandoutCommand(arguments, shell).run(script);
  }

  private int run(Scripts.Script script) {
    Options options =
        Options.defaults()
            .formats(new Formats())
            .cancelled(shell.interrupts()::asked)
            .limits(RunCommand.limits(arguments))
            .files(script.files());
    refuse(script, Set.of());
    String text;
    try {
      shell.interrupts().running();
      Handout handout = Handout.of(script.source().get(), options, steps);
      text =
          blanks == 0
              ? handout.page(format)
              : answers
                  ? handout.key(format, blanks, seed)
                  : handout.worksheet(format, blanks, seed);
    } catch (TooManyBlanks e) {
      throw new UsageException(UsageErrors.tooManyBlanks(blanks, e));
    } catch (NeuronScriptException e) {
      reports.report(e.diagnostics());
      return ExitCode.FAILED;
    }
    refuse(script, script.files().opened());
    return write(text) ? ExitCode.DONE : ExitCode.FAILED;
  }

  /** Refuses to write over what the page is made from. */
  private void refuse(Scripts.Script script, Set<Path> read) {
    try {
      Path file = shell.folder().resolve(page);
      if (page.equals("-") || !Files.exists(file)) {
        return;
      }
      List<Path> sources = new ArrayList<>(read);
      if (!script.name().equals("-")) {
        sources.add(shell.folder().resolve(script.name()));
      }
      for (Path source : sources) {
        if (Files.exists(source) && Files.isSameFile(file, source)) {
          throw new UsageException(UsageErrors.pageOverSource(page));
        }
      }
    } catch (InvalidPathException | IOException e) {
      // Writing or reading it says why.
      return;
    }
  }

  private PageFormat format() {
    String word = arguments.option("--format", "");
    if (!word.isEmpty()) {
      return PageFormat.of(word)
          .orElseThrow(
              () -> new UsageException(UsageErrors.badValue("--format", word, PageFormat.words())));
    }
    if (page.equals("-")) {
      return PageFormat.HTML;
    }
    return PageFormat.of(page.substring(page.lastIndexOf('.') + 1))
        .orElseThrow(() -> new UsageException(UsageErrors.unknownPage(page, PageFormat.words())));
  }

  /** Writes the whole page, or nothing. */
  private boolean write(String text) {
    if (page.equals("-")) {
      shell.out().append(text);
      return true;
    }
    try {
      Path file = shell.folder().resolve(page).toAbsolutePath();
      Path folder = Objects.requireNonNull(file.getParent(), "a file without a folder");
      if (!Files.isDirectory(folder)) {
        throw new IOException("there is no such folder");
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      FilePolicy.none().writing(folder).write("", file.toString(), out -> out.write(bytes));
      return true;
    } catch (AccessDeniedException e) {
      reports.report(UsageErrors.scriptUnwritable(page, "permission denied"));
    } catch (InvalidPathException | IOException e) {
      String why = e.getMessage() == null ? "writing it failed" : e.getMessage();
      reports.report(UsageErrors.scriptUnwritable(page, why));
    }
    return false;
  }
}
