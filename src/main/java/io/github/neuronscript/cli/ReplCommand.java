package io.github.neuronscript.cli;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.SvgPlot;
import io.github.neuronscript.repl.Repl;
import io.github.neuronscript.terminal.TerminalPrompt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * {@code nn repl}, and {@code nn} alone at a terminal: the interactive session. Where no person
 * sits, standard input is more of the same session, without a prompt.
 */
final class ReplCommand {

  private ReplCommand() {}

  static int run(Arguments arguments, Shell shell) {
    Optional<Scripts.Script> script = Scripts.first(arguments, shell);
    Scripts.Script typed = Scripts.of("-", arguments, shell);
    try {
      Optional<Source> source = script.map(s -> s.source().get());
      Files files = new Files(typed, name -> Scripts.of(name, arguments, shell));
      script.ifPresent(files::add);
      Options options =
          RunCommand.onThisMachine(arguments)
              .files(files)
              .painter(SvgPlot::alone)
              .formats(new Formats())
              .limits(RunCommand.limits(arguments));
      return shell.screen().interactive()
          ? atPrompt(repl -> repl.run(source), files, options, arguments, shell)
          : fromPipe(source, typed, options, arguments, shell);
    } catch (ScriptException e) {
      Reports.of(shell, arguments).report(e.diagnostics());
      return ExitCode.FAILED;
    }
  }

  /** {@code nn run --step}: goes through a script statement by statement. */
  static int step(Scripts.Script script, Options options, Arguments arguments, Shell shell) {
    if (!shell.screen().interactive()) {
      throw new UsageException(UsageErrors.stepWithoutTerminal());
    }
    Files files =
        new Files(Scripts.of("-", arguments, shell), name -> Scripts.of(name, arguments, shell));
    files.add(script);
    try {
      Source source = script.source().get();
      return atPrompt(repl -> repl.step(source), files, options.files(files), arguments, shell);
    } catch (ScriptException e) {
      Reports.of(shell, arguments).report(e.diagnostics());
      return ExitCode.FAILED;
    }
  }

  /** The files of each script that was opened, and those of what is typed. */
  private static final class Files implements FileAccess, FileOpener {

    private final Map<String, ScriptFiles> scripts = new HashMap<>();
    private final ScriptFiles typed;
    private final Function<String, Scripts.Script> named;

    Files(Scripts.Script typed, Function<String, Scripts.Script> named) {
      this.typed = typed.files();
      this.named = named;
    }

    void add(Scripts.Script script) {
      scripts.put(script.name(), script.files());
    }

    /** Reads a script; from now on it has its own files. */
    Source read(String name) {
      try {
        Scripts.Script script = named.apply(name);
        Source source = script.source().get();
        add(script);
        return source;
      } catch (UsageException e) {
        throw new ScriptException(e.diagnostic());
      }
    }

    private ScriptFiles of(String name) {
      return scripts.getOrDefault(name, typed);
    }

    @Override
    public InputStream open(String name, String path) throws IOException {
      return of(name).open(name, path);
    }

    @Override
    public void write(String name, String path, Text text) throws IOException {
      of(name).write(name, path, text);
    }

    @Override
    public Optional<Path> readable(String name, String path) throws IOException {
      return of(name).readable(name, path);
    }

    @Override
    public Optional<Path> writable(String name, String path) throws IOException {
      return of(name).writable(name, path);
    }

    @Override
    public Optional<RowSource> table(String name, String path) throws IOException {
      return of(name).table(name, path);
    }

    @Override
    public List<String> list(String folder) {
      return typed.list(folder);
    }

    @Override
    public Map<String, Binding> bindings() {
      return typed.bindings();
    }
  }

  private static int atPrompt(
      Consumer<Repl> action, Files files, Options options, Arguments arguments, Shell shell) {
    Style style = Appearance.of(shell.screen().wide(Style.DEFAULT_WIDTH), arguments).style();
    boolean debug = arguments.option("--debug", false);
    boolean plain = arguments.option("--plain", false);
    boolean forgets = arguments.option("--no-history", false);
    TerminalPrompt.Settings settings =
        new TerminalPrompt.Settings(
            forgets ? Optional.empty() : HistoryFile.ofThisUser(),
            plain,
            style.color(),
            style.ascii());
    try (TerminalPrompt prompt = TerminalPrompt.open(settings)) {
      Style wide = new Style(prompt.width(), style.color(), style.ascii());
      Repl repl =
          new Repl(
              prompt,
              options,
              wide,
              files::read,
              bug -> BugReport.write(bug, Reports.of(shell, arguments), debug));
      action.accept(repl);
      return ExitCode.DONE;
    } catch (IOException e) {
      Reports.of(shell, arguments).report(UsageErrors.noTerminal(e));
      return ExitCode.FAILED;
    }
  }

  private static int fromPipe(
      Optional<Source> script,
      Scripts.Script typed,
      Options options,
      Arguments arguments,
      Shell shell) {
    Session session =
        new NeuronScript()
            .newSession(
                options
                    .cancelled(shell.interrupts()::asked)
                    .listener(RunCommand.listener(arguments, shell, typed.name())));
    shell.interrupts().running();
    List<Source> sources = new ArrayList<>(script.stream().toList());
    sources.add(typed.source().get());
    for (Source source : sources) {
      Result result = session.run(source);
      if (result.status() != Result.Status.FINISHED) {
        return RunCommand.exit(result, Reports.of(shell, arguments));
      }
    }
    return ExitCode.DONE;
  }
}
