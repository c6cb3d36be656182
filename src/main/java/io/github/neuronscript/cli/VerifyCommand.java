package io.github.neuronscript.cli;

import io.github.neuronscript.receipt.Verdict;
import io.github.neuronscript.receipt.Verifier;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.Paragraph;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code nn verify}: checks traces in JSON lines, and runs nothing. */
final class VerifyCommand {

  private static final String NO_SIGNATURE =
      "The checksum is no signature: whoever changes a trace can make a new one. Given numbers are"
          + " as true as whoever gave you the trace.";

  private final Shell shell;
  private final Glyphs glyphs;
  private final int width;

  private VerifyCommand(Arguments arguments, Shell shell) {
    Appearance appearance = Appearance.of(shell.screen(), arguments);
    this.shell = shell;
    this.glyphs = new Glyphs(appearance.style().ascii());
    this.width = appearance.style().width();
  }

  static int run(Arguments arguments, Shell shell) {
    VerifyCommand command = new VerifyCommand(arguments, shell);
    List<String> files = arguments.operands();
    if (files.isEmpty()) {
      throw new UsageException(UsageErrors.noTrace());
    }
    List<Verdict> verdicts = new ArrayList<>();
    for (String file : files) {
      Verdict verdict = command.verdict(file);
      command.show(file.equals("-") ? "stdin" : file, verdict);
      verdicts.add(verdict);
    }
    if (verdicts.stream().anyMatch(verdict -> verdict.isTrace() && !verdict.holds())) {
      return ExitCode.FAILED;
    }
    return verdicts.stream().allMatch(Verdict::isTrace) ? ExitCode.DONE : ExitCode.WRONG_USAGE;
  }

  private Verdict verdict(String file) {
    shell.interrupts().running();
    try {
      if (file.equals("-")) {
        return Verifier.verify(asking(shell.in()));
      }
      Path path = shell.folder().resolve(file);
      if (Files.isDirectory(path)) {
        throw new UsageException(UsageErrors.traceUnreadable(file, "it is a folder"));
      }
      try (InputStream in = Files.newInputStream(path)) {
        return Verifier.verify(asking(in));
      }
    } catch (OutOfMemoryError e) {
      // Not the code of a trace that does not hold, which nobody knows yet.
      throw new UsageException(UsageErrors.outOfMemory());
    } catch (NoSuchFileException | InvalidPathException e) {
      throw new UsageException(UsageErrors.traceMissing(file));
    } catch (AccessDeniedException e) {
      throw new UsageException(UsageErrors.traceUnreadable(file, "permission denied"));
    } catch (IOException e) {
      String why = e.getMessage() == null ? "reading it failed" : e.getMessage();
      throw new UsageException(UsageErrors.traceUnreadable(file, why));
    }
  }

  /** Ends where it is interrupted, as if the trace ended there. */
  private InputStream asking(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        if (shell.interrupts().asked()) {
          throw new IOException("interrupted");
        }
        return super.read(bytes, from, length);
      }
    };
  }

  private void show(String file, Verdict verdict) {
    if (!verdict.isTrace()) {
      line(file + " is no trace of `nn run --format json`");
      return;
    }
    if (verdict.holds()) {
      line(file + " holds: " + count(verdict.lines(), "line"));
      for (Verdict.Run run : verdict.runs()) {
        line("  " + run.script() + ": " + status(run.status()));
      }
    } else {
      Verdict.Problem problem = verdict.problem().orElseThrow();
      line(file + " does not hold, from line " + problem.line() + " on");
      line("  line " + problem.line() + ": " + problem.message());
      line("  before it: " + linesThatHold(verdict.lines()));
    }
    trainings(verdict.trainings());
    line(
        "  re-derived: "
            + count(verdict.numbers().derived(), "number")
            + " and "
            + count(verdict.texts().derived(), "text"));
    given(verdict.numbers().given(), "number");
    Map<String, Long> texts = new TreeMap<>();
    verdict
        .texts()
        .given()
        .forEach((key, n) -> texts.merge(key.substring(0, key.indexOf('.')), n, Long::sum));
    given(texts, "text");
    paragraph("  " + NO_SIGNATURE);
  }

  private static String linesThatHold(long n) {
    return count(n, "line") + (n == 1 ? " that holds" : " that hold");
  }

  /** Says where little more is checked than that epochs and updates are counted. */
  private void trainings(Verdict.Trainings trainings) {
    long n = trainings.withoutSteps();
    if (n > 0) {
      paragraph(
          "  "
              + count(n, "training")
              + " of "
              + trainings.all()
              + (n == 1
                  ? " is told without its steps: its weights"
                  : " are told without their steps: their weights")
              + " and costs are given; `nn run --trace full` tells all steps, unless the script"
              + " itself says `set trace none` or `summary`");
    }
  }

  private void given(Map<String, Long> counts, String what) {
    long given = counts.values().stream().mapToLong(n -> n).sum();
    if (given == 0) {
      line("  given: no " + what);
      return;
    }
    paragraph(
        "  given: "
            + count(given, what)
            + ": "
            + counts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", ")));
  }

  private static String status(String status) {
    return switch (status) {
      case "finished" -> "it finished";
      case "failed" -> "it failed; these are the numbers before its error";
      case "limit" -> "it reached a limit; these are the numbers before that";
      case "cancelled" -> "it was interrupted; these are the numbers before that";
      default -> "it ended as `" + status + "`";
    };
  }

  private static String count(long n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private void line(String text) {
    shell.out().append(glyphs.text(text)).append('\n');
  }

  private void paragraph(String text) {
    String indent = "  ";
    for (String part : Paragraph.wrapped(text.strip(), width - 2 * indent.length())) {
      line(indent + part);
      indent = "    ";
    }
  }
}
