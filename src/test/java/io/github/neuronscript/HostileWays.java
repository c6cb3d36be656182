package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.repl.Repl;
import io.github.neuronscript.terminal.Prompt;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.script.Compilable;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/**
 * Every way into the library, for a script that anybody may have written. What these return or
 * throw is held to what is promised: no exceptions but ours, and places that are in the text.
 */
final class HostileWays {

  private static final NeuronScript ENGINE = new NeuronScript();

  private HostileWays() {}

  /** A way into the library, and whatever of it must not throw. */
  @FunctionalInterface
  private interface Way {
    void enter(Source source, Options options);
  }

  /** Goes every way, and returns how a run ended, in the words of the corpus. */
  static String everywhere(Source source, Options options) {
    final Result result = run(source, options);
    for (Way way :
        List.<Way>of(
            HostileWays::compile,
            HostileWays::throwing,
            HostileWays::editing,
            HostileWays::session,
            HostileWays::scripting,
            HostileWays::typing)) {
      way.enter(source, options);
    }
    return ending(result);
  }

  static Result run(Source source, Options options) {
    Result result = ENGINE.run(source, options);
    valid(result.diagnostics());
    return result;
  }

  /** Returns how a run ended, in the words of the corpus. */
  static String ending(Result result) {
    StringBuilder text = new StringBuilder(word(result.status()));
    result.diagnostics().stream().limit(1).forEach(d -> text.append(' ').append(word(d.code())));
    result.limit().map(Reached::which).ifPresent(which -> text.append(' ').append(word(which)));
    return text.toString();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void compile(Source source, Options options) {
    for (Compilation compiled :
        List.of(
            new NeuronScript(options.limits()).compile(source),
            ENGINE.compile(source, options),
            new Compilation(Optional.empty(), ENGINE.check(source, options)))) {
      valid(compiled.diagnostics());
      compiled.program().ifPresent(program -> use(program, options));
    }
  }

  private static void use(Program program, Options options) {
    valid(program.notices());
    assertEquals(64, program.fingerprint().length());
    program.info().inputs().forEach(input -> valid(input.place()));
    Cost cost = program.cost(options.limits());
    cost.place().ifPresent(HostileWays::valid);
    Result result = program.run(options);
    valid(result.diagnostics());
    if (result.status() == Result.Status.FINISHED) {
      assertTrue(cost.steps() >= result.steps(), cost.toString());
      assertTrue(result.steps() <= options.limits().steps());
    }
    result.names().forEach(result::value);
    result.model();
  }

  private static void throwing(Source source, Options options) {
    ours(() -> new NeuronScript(options.limits()).compileOrThrow(source));
    ours(() -> ENGINE.compile(source, options).orThrow());
    ours(() -> ENGINE.run(source, options).orThrow());
  }

  /** What an editor asks for. */
  private static void editing(Source source, Options options) {
    String text = source.text();
    NeuronScript engine = new NeuronScript(options.limits());
    int end = 0;
    for (Token token : engine.tokens(source)) {
      valid(token.place());
      assertTrue(token.place().start() >= end, token.toString());
      end = token.place().end();
    }
    ours(() -> engine.format(source));
    engine.completeness(text);
    for (int caret : new int[] {0, text.length() / 2, text.length()}) {
      engine.completions(text, caret).forEach(word -> assertTrue(word.from() <= caret));
      ENGINE.newSession(options).completions(text, caret);
    }
  }

  private static void session(Source source, Options options) {
    Session session = ENGINE.newSession(options);
    Session.Point point = session.point();
    valid(session.run(source).diagnostics());
    session.completions("show ", 5);
    session.model();
    session.restore(point);
    assertEquals(Result.Status.FINISHED, session.run(Source.of("next.nn", "let one = 1")).status());
  }

  private static void scripting(Source source, Options options) {
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("neuronscript");
    engine.getContext().setWriter(Writer.nullWriter());
    engine.getContext().setErrorWriter(Writer.nullWriter());
    // Else `data from "-"` waits for what somebody types.
    engine.getContext().setReader(Reader.nullReader());
    engine.put("neuronscript.files", options.files());
    engine.put("neuronscript.limits", options.limits());
    try {
      engine.eval(source.text());
    } catch (ScriptException e) {
      assertTrue(e.getCause() instanceof NeuronScriptException, e.toString());
    }
    try {
      ((Compilable) engine).compile(source.text()).eval();
    } catch (ScriptException e) {
      assertTrue(e.getCause() instanceof NeuronScriptException, e.toString());
    }
  }

  /** As at a prompt, line by line, but with nobody who looks. */
  static void typing(Source source, Options options) {
    Iterator<String> lines = source.text().lines().limit(20).iterator();
    PrintWriter out = new PrintWriter(Writer.nullWriter());
    Prompt prompt =
        new Prompt() {
          @Override
          public Entry read(Language language) {
            if (!lines.hasNext()) {
              return new Entry(Kind.LEFT, "", false);
            }
            StringBuilder text = new StringBuilder(lines.next());
            while (language.isUnfinished(text.toString()) && lines.hasNext()) {
              text.append('\n').append(lines.next());
            }
            String typed = text.toString();
            language.words(typed);
            language.pieces(typed);
            language.hint(typed);
            return new Entry(Kind.TEXT, typed, false);
          }

          @Override
          public PrintWriter out() {
            return out;
          }

          @Override
          public void flow() {}

          @Override
          public void heed() {}

          @Override
          public boolean interrupted() {
            return false;
          }

          @Override
          public int width() {
            return 80;
          }

          @Override
          public int height() {
            return 24;
          }

          @Override
          public void status(List<String> lines) {}

          @Override
          public void progress(String line) {}

          @Override
          public Edited edit(String text) {
            return new Edited(Optional.empty(), "There is no editor.");
          }
        };
    new Repl(
            prompt,
            options,
            Style.plain(),
            name -> Source.of(name, ""),
            bug -> {
              throw new AssertionError(bug);
            })
        .run(Optional.empty());
  }

  private static void ours(Runnable action) {
    try {
      action.run();
    } catch (NeuronScriptException e) {
      assertFalse(e.diagnostics().isEmpty());
      valid(e.diagnostics());
    }
  }

  private static void valid(List<Diagnostic> diagnostics) {
    assertTrue(diagnostics.stream().filter(Diagnostic::isError).count() <= 21);
    for (Diagnostic diagnostic : diagnostics) {
      diagnostic.span().ifPresent(HostileWays::valid);
      diagnostic.related().forEach(related -> valid(related.span()));
      String said = new DiagnosticFormatter(true).format(diagnostic);
      assertTrue(said.length() < 9_000, said);
    }
  }

  private static void valid(Span span) {
    String text = span.source().text();
    assertTrue(0 <= span.start() && span.start() <= span.end() && span.end() <= text.length());
    for (int offset : new int[] {span.start(), span.end()}) {
      assertFalse(
          offset > 0
              && offset < text.length()
              && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset)),
          () -> "a character is cut in two at " + offset);
    }
  }
}
