package io.github.neuronscript.cli;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.List;

/**
 * {@code nn apply}: the output and the answer of a saved model for each row of a file or a stream,
 * by a script of two statements, {@code load} and {@code predict from … to}.
 */
final class ApplyCommand {

  /** What errors call the script. */
  private static final String NAME = "nn apply";

  private final Arguments arguments;
  private final Shell shell;
  private final Reports reports;
  private final String model;
  private final String rows;
  private final String to;

  private ApplyCommand(Arguments arguments, Shell shell) {
    this.arguments = arguments;
    this.shell = shell;
    this.reports = Reports.of(shell, arguments);
    List<String> files = arguments.operands();
    if (files.isEmpty() || files.get(0).equals(StandardInput.NAME)) {
      throw new UsageException(UsageErrors.noModelToApply());
    }
    if (files.size() > 2) {
      throw new UsageException(UsageErrors.tooManyFiles(files.get(2)));
    }
    this.model = files.get(0);
    this.rows = files.size() == 2 ? files.get(1) : StandardInput.NAME;
    String output = arguments.option("-o", StandardInput.NAME);
    this.to = output.equals(StandardInput.NAME) ? ApplyFiles.STANDARD_OUTPUT : output;
  }

  static int run(Arguments arguments, Shell shell) {
    return new ApplyCommand(arguments, shell).run();
  }

  private int run() {
    Options options =
        Options.defaults()
            .cancelled(shell.interrupts()::asked)
            .limits(limits())
            .trace(TraceLevel.NONE)
            .files(new ApplyFiles(shell, model, rows, to))
            .listener(this::hear);
    Source script = Source.of(NAME, script());
    boolean written = !to.equals(ApplyFiles.STANDARD_OUTPUT);
    if (written) {
      // What is half written has to go; and nobody waits for a stream that may never end.
      shell.interrupts().running();
    }
    Result result = new NeuronScript().run(script, options);
    return RunCommand.exit(result, reports);
  }

  private void hear(TraceEvent event) {
    if (event instanceof TraceEvent.Noticed noticed) {
      reports.report(noticed.diagnostic());
    } else if (event instanceof TraceEvent.PredictedFile done
        && !to.equals(ApplyFiles.STANDARD_OUTPUT)) {
      String count = done.rows() + (done.rows() == 1 ? " row" : " rows");
      shell.out().append(count + " of " + name(rows) + ", written to " + to + "\n");
    }
  }

  private static String name(String rows) {
    return rows.equals(StandardInput.NAME) ? "standard input" : rows;
  }

  /** Rows pass by, however many there are. */
  private Limits limits() {
    return arguments.option("--limits", "").isEmpty()
        ? Limits.standard().rows(Integer.MAX_VALUE).bytes(Long.MAX_VALUE)
        : RunCommand.limits(arguments);
  }

  private String script() {
    StringBuilder script =
        new StringBuilder("load " + text(model) + "\npredict from " + text(rows));
    String separator = arguments.option("--separator", "");
    if (!separator.isEmpty()) {
      boolean word = separator.chars().allMatch(Character::isLetter) && separator.length() > 1;
      script.append(" separator ").append(word ? separator : text(separator));
    }
    script.append(choice("decimal", List.of("point", "comma")));
    script.append(choice("missing", List.of("fail", "skip", "mean")));
    if (arguments.option("--no-header", false)) {
      script.append(" header none");
    }
    if (arguments.option("--explain", false)) {
      script.append(" explained");
    }
    return script + " to " + text(to) + "\n";
  }

  private String choice(String option, List<String> words) {
    String word = arguments.option("--" + option, "");
    if (word.isEmpty()) {
      return "";
    }
    if (!words.contains(word)) {
      throw new UsageException(UsageErrors.badValue("--" + option, word, words));
    }
    return " " + option + " " + word;
  }

  private static String text(String value) {
    return FormulaWriter.source(new Expression.Text(value));
  }
}
