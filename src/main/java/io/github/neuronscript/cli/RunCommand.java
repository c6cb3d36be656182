package io.github.neuronscript.cli;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.render.Format;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.Renderer;
import io.github.neuronscript.render.SvgPlot;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** {@code nn run}: runs scripts, each in a session of its own, until one fails. */
final class RunCommand {

  private final Shell shell;
  private final Appearance appearance;
  private final Reports reports;
  private final Format format;
  private final Options options;
  private final Optional<ProgressLine> progress;

  private RunCommand(Arguments arguments, Shell shell) {
    this.shell = shell;
    this.appearance = Appearance.of(shell.screen(), arguments);
    this.reports = Reports.of(shell, arguments);
    this.format = format(arguments);
    this.progress =
        shell.screen().erasable() && format == Format.TEXT
            ? Optional.of(new ProgressLine(shell.out(), appearance.style()))
            : Optional.empty();
    this.options =
        onThisMachine(arguments)
            .painter(SvgPlot::alone)
            .formats(new Formats())
            .progress(progress.map(line -> (Pace) line).orElse(Pace.THROUGH))
            .cancelled(shell.interrupts()::asked)
            .limits(limits(arguments))
            .trace(level(arguments))
            .digits(digits(arguments))
            .values(values(arguments));
  }

  static int run(Arguments arguments, Shell shell) {
    RunCommand command = new RunCommand(arguments, shell);
    List<Scripts.Script> scripts = Scripts.of(arguments, shell);
    if (arguments.option("--step", false)) {
      if (scripts.size() > 1) {
        throw new UsageException(UsageErrors.stepThroughSeveral(scripts.size()));
      }
      return ReplCommand.step(scripts.get(0), command.options, arguments, shell);
    }
    int exit = ExitCode.DONE;
    for (Scripts.Script script : scripts) {
      exit = command.run(script);
      if (exit != ExitCode.DONE) {
        break;
      }
    }
    return exit;
  }

  private int run(Scripts.Script script) {
    Source source;
    try {
      source = script.source().get();
    } catch (ScriptException e) {
      reports.report(e.diagnostics());
      return ExitCode.FAILED;
    }
    shell.interrupts().running();
    Renderer renderer = renderer(script.name());
    Result result =
        new NeuronScript().run(source, options.files(script.files()).listener(listener(renderer)));
    clear();
    renderer.end(result.status().name().toLowerCase(Locale.ROOT));
    return exit(result, reports);
  }

  private void clear() {
    progress.ifPresent(ProgressLine::clear);
  }

  /** Reports what ended a run. */
  static int exit(Result result, Reports reports) {
    reports.report(result.diagnostics());
    return switch (result.status()) {
      case FINISHED, PAUSED -> ExitCode.DONE;
      case FAILED, LIMIT -> ExitCode.FAILED;
      case CANCELLED -> ExitCode.INTERRUPTED;
    };
  }

  /** Returns what shows a script's trace as the options say. */
  static Consumer<TraceEvent> listener(Arguments arguments, Shell shell, String script) {
    RunCommand command = new RunCommand(arguments, shell);
    return command.listener(command.renderer(script));
  }

  private Renderer renderer(String script) {
    Head head =
        new Head(script, NeuronScript.VERSION, NeuronScript.LANGUAGE, NeuronScript.ARITHMETIC);
    return format.renderer(shell.out(), appearance.style(), head);
  }

  private Consumer<TraceEvent> listener(Renderer renderer) {
    boolean terminal = shell.screen().output();
    return event -> {
      clear();
      if (event instanceof TraceEvent.Noticed noticed) {
        reports.report(noticed.diagnostic());
        return;
      }
      renderer.accept(event);
      // An epoch goes out as a whole: that is where a closed pipe is noticed.
      if (terminal || event instanceof TraceEvent.Epoch) {
        shell.out().flush();
      }
    };
  }

  static Format format(Arguments arguments) {
    String word = arguments.option("--format", Format.TEXT.text());
    return Format.of(word)
        .orElseThrow(
            () -> new UsageException(UsageErrors.badValue("--format", word, Format.words())));
  }

  private static TraceLevel level(Arguments arguments) {
    String word = arguments.option("--trace", TraceLevel.SUMMARY.text());
    for (TraceLevel level : TraceLevel.values()) {
      if (level.text().equals(word)) {
        return level;
      }
    }
    throw new UsageException(UsageErrors.badValue("--trace", word, Commands.levels()));
  }

  /** Returns the preset that `--limits` names. */
  static Limits limits(Arguments arguments) {
    String word = arguments.option("--limits", Commands.STANDARD);
    return switch (word) {
      case Commands.UNTRUSTED -> Limits.untrusted();
      case Commands.STANDARD -> Limits.standard();
      case Commands.TRUSTED -> Limits.trusted();
      default -> throw new UsageException(UsageErrors.badValue("--limits", word, Commands.PRESETS));
    };
  }

  static int digits(Arguments arguments) {
    return (int) arguments.count("--digits", 6, 1, Options.MOST_DIGITS);
  }

  /** Returns options with as much of the machine as the arguments let trainings use. */
  static Options onThisMachine(Arguments arguments) {
    int processors = Math.min(Runtime.getRuntime().availableProcessors(), Options.MOST_THREADS);
    boolean isFast = arguments.option(Commands.FAST, false);
    if (isFast && ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      throw new UsageException(UsageErrors.fastWithoutVectors());
    }
    return Options.defaults()
        .threads((int) arguments.count("--threads", processors, 1, Options.MOST_THREADS))
        .fast(isFast);
  }

  private static Map<String, Double> values(Arguments arguments) {
    List<String> settings = arguments.option("--set", List.of());
    Map<String, Double> values = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      String name = equals < 0 ? "" : setting.substring(0, equals).strip();
      OptionalDouble value = NumberReader.parseCell(setting.substring(equals + 1));
      if (name.isEmpty() || value.isEmpty()) {
        throw new UsageException(UsageErrors.badSetting(setting));
      }
      if (values.put(name, value.getAsDouble()) != null) {
        throw new UsageException(UsageErrors.settingTwice(name));
      }
    }
    return values;
  }
}
