package io.github.neuronscript.repl;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Glyphs;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.terminal.Prompt;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The interactive session: reads a text, runs it, shows what happens, and goes on, whatever
 * happened, until somebody leaves.
 */
public final class Repl {

  /** What messages call the place where something was typed. */
  private static final String NAME = "prompt";

  private final Prompt prompt;
  private final Options options;
  private final Session session;
  private final TextRenderer renderer;
  private DiagnosticFormatter formatter;
  private Style style;
  private final Glyphs glyphs;
  private final Commands commands;
  private final Consumer<Throwable> bugs;

  /** The number of the next line: messages count what was typed as if it were one file. */
  private int line = 1;

  private final NeuronScript engine;

  private final Typing typing;
  private final Paste paste;

  /**
   * Makes a session that has not begun.
   *
   * @param options what the session may reach; the session listens itself, and stops when the
   *     prompt is interrupted
   * @param bugs told of what should never happen; the session goes on
   */
  public Repl(Prompt prompt, Options options, Style style, Consumer<Throwable> bugs) {
    this.prompt = prompt;
    this.style = style;
    this.renderer = new TextRenderer(prompt.out(), style);
    this.glyphs = new Glyphs(style.ascii());
    this.formatter = style.diagnostics();
    this.commands = new Commands(this::print, prompt::width);
    this.bugs = bugs;
    this.options = options.listener(this::happened).cancelled(prompt::interrupted);
    this.engine = new NeuronScript(options.limits());
    this.session = engine.newSession(this.options);
    this.typing = new Typing(engine, session, this.options.files(), glyphs);
    this.paste =
        new Paste(NAME, source -> Session.read(source, this.options), typing::isUnfinished);
  }

  /** Runs a script, if there is one, and then what is typed. */
  public void run(Optional<Source> script) {
    print("NeuronScript " + NeuronScript.VERSION);
    print("Type a statement, such as `inputs x1, x2`. `:help` lists them, `:quit` leaves.");
    script.ifPresent(this::runScript);
    boolean here = true;
    while (here) {
      Prompt.Entry entry = prompt.read(typing);
      here =
          switch (entry.kind()) {
            case TEXT -> answer(entry);
            case CLEARED -> true;
            case LEFT -> false;
          };
    }
  }

  /** As for {@code nn run}, an error that can be seen before is found before anything runs. */
  private void runScript(Source script) {
    List<Diagnostic> errors =
        engine.check(script, options).stream().filter(Diagnostic::isError).toList();
    if (errors.isEmpty()) {
      say(() -> session.run(script));
    } else {
      report(errors);
      print("Nothing of " + script.name() + " has run.");
    }
  }

  /** Answers what was typed, and returns whether to go on. */
  private boolean answer(Prompt.Entry entry) {
    fit();
    String typed = entry.text();
    if (entry.pasted()) {
      return answerPaste(Normalizer.normalize(typed, Normalizer.Form.NFC));
    }
    if (Commands.isCommand(typed)) {
      return commands.run(typed);
    }
    if (commands.isMeant(typed) && !typing.isName(typed.strip())) {
      return commands.run(":" + typed.strip());
    }
    String text = Normalizer.normalize(typed, Normalizer.Form.NFC);
    Source source = Source.excerpt(NAME, new TreeMap<>(Map.of(line, text)));
    line += source.lineCount();
    say(() -> session.run(source));
    return true;
  }

  /** Lays out what comes for the terminal as it is now. */
  private void fit() {
    if (prompt.width() != style.width()) {
      style = new Style(prompt.width(), style.color(), style.ascii());
      renderer.restyle(style);
      formatter = style.diagnostics();
    }
  }

  /** Runs what was pasted part by part up to the first error, and returns whether to go on. */
  private boolean answerPaste(String text) {
    List<Paste.Part> parts = paste.parts(text, line);
    line += (int) text.lines().count();
    for (int ran = 0; ran < parts.size(); ran++) {
      if (parts.get(ran) instanceof Paste.Part.Command command) {
        if (!commands.run(command.line())) {
          return false;
        }
      } else if (parts.get(ran) instanceof Paste.Part.Statement statement
          && !say(() -> session.run(statement.text(), Pace.THROUGH))) {
        if (parts.size() > 1) {
          int behind = parts.size() - ran - 1;
          print(
              "Of "
                  + parts.size()
                  + " pasted statements "
                  + ran
                  + " ran before that, and "
                  + behind
                  + " behind it did not.");
        }
        return true;
      }
    }
    return true;
  }

  /** Shows what a run does and how it ends, and returns whether it came to its end. */
  private boolean say(Supplier<Result> run) {
    renderer.beginAnew();
    try {
      Result result = run.get();
      report(result.diagnostics());
      return result.status() == Result.Status.FINISHED;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
      bugs.accept(bug);
      return false;
    }
  }

  private void happened(TraceEvent event) {
    if (event instanceof TraceEvent.Noticed noticed) {
      report(List.of(noticed.diagnostic()));
    } else {
      renderer.accept(event);
      prompt.out().flush();
    }
  }

  private void report(List<Diagnostic> diagnostics) {
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      prompt.heed();
    }
    diagnostics.forEach(diagnostic -> prompt.out().append(formatter.format(diagnostic)));
    prompt.out().flush();
  }

  private void print(String text) {
    prompt.out().append(glyphs.text(text)).append('\n');
  }
}
