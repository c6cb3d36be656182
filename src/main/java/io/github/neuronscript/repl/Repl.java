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
import io.github.neuronscript.trace.TraceEvent;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

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
  private final DiagnosticFormatter formatter;
  private final Glyphs glyphs;
  private final Commands commands;
  private final Consumer<Throwable> bugs;

  /** The number of the next line: messages count what was typed as if it were one file. */
  private int line = 1;

  private final NeuronScript engine;

  private final Typing typing;

  /**
   * Makes a session that has not begun.
   *
   * @param options what the session may reach; the session listens itself, and stops when the
   *     prompt is interrupted
   * @param bugs told of what should never happen; the session goes on
   */
  public Repl(Prompt prompt, Options options, Style style, Consumer<Throwable> bugs) {
    this.prompt = prompt;
    this.renderer = new TextRenderer(prompt.out(), style);
    this.glyphs = new Glyphs(style.ascii());
    this.formatter = style.diagnostics();
    this.commands = new Commands(this::print, style.width());
    this.bugs = bugs;
    this.options = options.listener(this::happened).cancelled(prompt::interrupted);
    this.engine = new NeuronScript(options.limits());
    this.session = engine.newSession(this.options);
    this.typing = new Typing(engine, session);
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
            case TEXT -> answer(entry.text());
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
      say(script);
    } else {
      report(errors);
      print("Nothing of " + script.name() + " has run.");
    }
  }

  /** Answers what was typed, and returns whether to go on. */
  private boolean answer(String typed) {
    if (Commands.isCommand(typed)) {
      return commands.run(typed);
    }
    if (commands.isMeant(typed) && !typing.isName(typed.strip())) {
      return commands.run(":" + typed.strip());
    }
    String text = Normalizer.normalize(typed, Normalizer.Form.NFC);
    Source source = Source.excerpt(NAME, new TreeMap<>(Map.of(line, text)));
    line += source.lineCount();
    say(source);
    return true;
  }

  private void say(Source source) {
    renderer.beginAnew();
    try {
      Result result = session.run(source);
      if (result.status() == Result.Status.CANCELLED) {
        // The terminal has written ^C there.
        print("");
      }
      report(result.diagnostics());
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
      bugs.accept(bug);
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
    diagnostics.forEach(diagnostic -> prompt.out().append(formatter.format(diagnostic)));
    prompt.out().flush();
  }

  private void print(String text) {
    prompt.out().append(glyphs.text(text)).append('\n');
  }
}
