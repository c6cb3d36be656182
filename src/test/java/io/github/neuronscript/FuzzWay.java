package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.render.Format;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.trace.TraceEvent;
import java.io.ByteArrayInputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;

/**
 * A way into the library for bytes that a fuzzer made, and what must hold there whatever they are:
 * nothing but our exceptions escapes, places lie in the text, and the same input gives the same
 * output.
 */
enum FuzzWay {
  /** A script is compiled and run, twice, and painted as text and as JSON. */
  RUN {
    @Override
    void enter(byte[] input) {
      Source source = source(input);
      Painted first = Painted.of(source);
      Painted second = Painted.of(source);
      valid(first.result().diagnostics());
      assertEquals(first.text(), second.text());
      assertEquals(first.json(), second.json());
      assertEquals(first.result().status(), second.result().status());
      Compilation compiled = ENGINE.compile(source, options());
      valid(compiled.diagnostics());
      if (compiled.program().isPresent()) {
        Program program = compiled.program().get();
        valid(program.notices());
        Cost cost = program.cost(LIMITS);
        program.info().inputs().forEach(name -> valid(name.place()));
        if (first.result().status() == Result.Status.FINISHED) {
          assertTrue(
              cost.steps() >= first.result().steps(), cost + " but " + first.result().steps());
        }
      } else {
        assertFalse(compiled.diagnostics().isEmpty());
      }
      first.result().model().ifPresent(model -> predicts(model, new double[0]));
    }
  },

  /** A script is checked without files, and laid out. */
  LAYOUT {
    @Override
    void enter(byte[] input) {
      Source source = source(input);
      Compilation compiled = ENGINE.compile(source, options());
      valid(compiled.diagnostics());
      String laidOut;
      try {
        laidOut = ENGINE.format(source);
      } catch (NeuronScriptException e) {
        assertFalse(e.diagnostics().isEmpty());
        valid(e.diagnostics());
        assertTrue(compiled.program().isEmpty(), "no layout, but a program");
        return;
      }
      Source after = Source.of("fuzz.nn", laidOut);
      assertEquals(laidOut, ENGINE.format(after));
      assertEquals(words(source), words(after));
      if (compiled.program().isPresent() && laidOut.length() <= LIMITS.characters()) {
        assertEquals(List.of(), ENGINE.compile(after, options()).errors(), laidOut);
      }
    }
  },

  /** An editor colours a text and completes words in it. */
  EDITOR {
    @Override
    void enter(byte[] input) {
      Source source = source(input);
      String text = source.text();
      int end = 0;
      for (Token token : ENGINE.tokens(source)) {
        valid(token.place());
        assertTrue(token.place().start() >= end, token.toString());
        // A semicolon between statements is no piece.
        String between = text.substring(end, token.place().start()).replace(';', ' ');
        assertTrue(between.isBlank(), token.toString());
        end = token.place().end();
      }
      ENGINE.completeness(text);
      Session session = ENGINE.newSession(options());
      session.run(source);
      for (int caret : new int[] {text.length(), text.length() / 2, text.length() / 3}) {
        completes(text, caret, ENGINE.completions(text, caret));
        completes(text, caret, session.completions(text, caret));
      }
    }
  },

  /**
   * Lines go one by one to a session, which goes back to where it was; and to one that pauses and
   * walks as chance has it, which comes to the same bits as one that does not.
   */
  SESSION {
    @Override
    void enter(byte[] input) {
      Session session = ENGINE.newSession(options());
      Session.Point start = session.point();
      String[] lines = source(input).text().split("\n\n|;", 12);
      for (String line : lines) {
        Session.Point before = session.point();
        Result result = session.run(Source.of("line", line));
        valid(result.diagnostics());
        if (result.status() != Result.Status.FINISHED) {
          assertFalse(result.diagnostics().isEmpty(), line);
        }
        Optional<String> model = session.model().map(FuzzWay::bits);
        Session.Point after = session.point();
        session.restore(before);
        session.model();
        session.restore(after);
        assertEquals(model, session.model().map(FuzzWay::bits));
      }
      session.restore(start);
      Source next = Source.of("next", "let fuzz_one = 1");
      assertEquals(Result.Status.FINISHED, session.run(next).status());
      FuzzSteps.comesToTheSame(source(input), options(), new SplitMix(Arrays.hashCode(input)));
    }
  },

  /** A host of {@code javax.script} evaluates and compiles a script, with bindings. */
  SCRIPTING {
    @Override
    void enter(byte[] input) {
      String text = source(input).text();
      ScriptEngine engine = new ScriptEngineManager().getEngineByName("neuronscript");
      engine.getContext().setWriter(Writer.nullWriter());
      engine.getContext().setErrorWriter(Writer.nullWriter());
      engine.getContext().setReader(Reader.nullReader());
      engine.put("neuronscript.limits", LIMITS);
      engine.put("x", input.length);
      engine.put("rows", new double[][] {{0, 1}, {1, 0}});
      try {
        engine.eval(text);
      } catch (ScriptException e) {
        assertTrue(e.getCause() instanceof NeuronScriptException, e.toString());
      }
      try {
        CompiledScript compiled = ((Compilable) engine).compile(text);
        Bindings bindings = new SimpleBindings();
        bindings.put("neuronscript.limits", LIMITS);
        bindings.put("x1", 0.5);
        compiled.eval(bindings);
      } catch (ScriptException e) {
        assertTrue(e.getCause() instanceof NeuronScriptException, e.toString());
      }
    }
  },

  /** Somebody types lines at the prompt. */
  PROMPT {
    @Override
    void enter(byte[] input) {
      HostileWays.typing(source(input), options());
    }
  },

  /** The first byte chooses a neuron, the others are the bits of values. */
  MODEL {
    @Override
    void enter(byte[] input) {
      if (input.length == 0) {
        return;
      }
      Model model = MODELS.get(Byte.toUnsignedInt(input[0]) % MODELS.size());
      ByteBuffer bytes = ByteBuffer.wrap(input, 1, input.length - 1);
      double[] values =
          IntStream.range(0, bytes.remaining() / Double.BYTES)
              .mapToDouble(i -> bytes.getDouble())
              .toArray();
      predicts(model, values);
    }
  },

  /** The first byte chooses a script, and the others are the file that it reads. */
  DATA {
    @Override
    void enter(byte[] input) {
      if (input.length == 0) {
        return;
      }
      String script = READERS.get(Byte.toUnsignedInt(input[0]) % READERS.size());
      byte[] file = Arrays.copyOfRange(input, 1, input.length);
      Options options = options().files((asking, path) -> new ByteArrayInputStream(file));
      Source source = Source.of("fuzz.nn", script);
      Result first = ENGINE.run(source, options);
      Result second = ENGINE.run(source, options);
      valid(first.diagnostics());
      assertEquals(said(first.diagnostics()), said(second.diagnostics()));
      assertEquals(first.model().map(FuzzWay::bits), second.model().map(FuzzWay::bits));
    }
  },

  /** The input is a path, which a script reads and writes by a policy that opens one folder. */
  FILES {
    @Override
    void enter(byte[] input) {
      FuzzFolder.enter(source(input).text(), options());
    }
  };

  private static final NeuronScript ENGINE = new NeuronScript();

  private static final Head HEAD =
      new Head("fuzz.nn", NeuronScript.VERSION, NeuronScript.LANGUAGE, NeuronScript.ARITHMETIC);

  /** Less work than untrusted scripts may have, so that a fuzzer comes far. */
  private static final Limits LIMITS = Limits.untrusted().steps(2_000_000).events(1_000);

  /** One that can be learnt through, and one of two numbers that has no value everywhere. */
  private static final List<HostFunction> FUNCTIONS =
      List.of(
          HostFunction.of("bent", z -> z / (1 + Math.abs(z)))
              .derivative(z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z)))),
          HostFunction.of("ratio", List.of("u", "v"), u -> u[0] / u[1]).cost(1_000));

  private static final List<String> READERS =
      List.of(
          "inputs x\ntarget y\ndata from \"a.csv\"\ntrain 2 epochs\nevaluate",
          "inputs all\ntarget y\ndata from \"a.csv\" separator tab decimal comma missing mean\ntrain",
          "inputs c1, c2\ntarget c3\ndata from \"a.csv\" header none missing skip\nscale standard",
          "inputs x\ntarget y = z == \"a\"\ndata from \"a.jsonl\"\ntrain 2 epochs",
          "inputs x\ntarget y\ndata from \"a.csv.gz\"\ntrain 2 epochs",
          "inputs x\ntarget y\ndata from \"a.csv\" where x > 0\nsplit 50 / 50 seed 1\ntrain 2 epochs\n"
              + "evaluate confidence 95 seed 1\ndiagnose",
          "include \"a.nn\"");

  private static final List<Model> MODELS =
      Stream.of(
              "inputs x; weights 2; bias 1; activation linear",
              "inputs x1, x2; weights 0.5, -0.25; bias 3; activation tanh",
              "inputs x1, x2\nweights 1, 1\nactivation softplus\n"
                  + "on predict when output > x1 then answer \"{output} {x2:3}\" otherwise answer \"no\"",
              "define f(z) = if z > 1 then ln(z) else z^3 / z\ninputs a, b, c; weights 1, 2, 3\n"
                  + "activation f\non predict when a / b > c or not z < 0 then answer \"{a / b}\"",
              "inputs x\nactivation relu\nscale standard\ndata { 1 -> 1; 2 -> 3; 5 -> 4 }\ntrain 5 epochs",
              "inputs x = 1\nlet half = 0.5\nweights half\nset numbers exact\nactivation linear")
          .map(script -> ENGINE.run(Source.of("model.nn", script), Options.defaults()).orThrow())
          .map(result -> result.model().orElseThrow())
          .toList();

  /** Returns whether its inputs are scripts. */
  boolean readsScripts() {
    return this != MODEL && this != DATA && this != FILES;
  }

  /** Returns the name of the folder in which its finds are. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Enters with an input.
   *
   * @throws AssertionError if something does not hold
   */
  abstract void enter(byte[] input);

  /** What a run showed. */
  private record Painted(Result result, String text, String json) {
    static Painted of(Source source) {
      StringBuilder text = new StringBuilder();
      StringBuilder json = new StringBuilder();
      Consumer<TraceEvent> asText = Format.TEXT.renderer(text, Style.plain(), HEAD);
      Consumer<TraceEvent> asJson = Format.JSON.renderer(json, Style.plain(), HEAD);
      Result result = ENGINE.run(source, options().listener(asText.andThen(asJson)));
      result.names().forEach(name -> text.append(name).append(result.value(name)));
      return new Painted(result, text + said(result.diagnostics()), json.toString());
    }
  }

  private static Options options() {
    return Options.defaults().limits(LIMITS).functions(FUNCTIONS);
  }

  private static Source source(byte[] input) {
    return Source.of("fuzz.nn", new String(input, StandardCharsets.UTF_8));
  }

  /** Returns what a text says, without the signs that only end statements. */
  private static List<String> words(Source source) {
    List<String> words = new ArrayList<>();
    for (Token token : ENGINE.tokens(source)) {
      String word = source.text().substring(token.place().start(), token.place().end()).strip();
      // Outside a learning rule `<-` is two words, and laid out as two.
      words.addAll(word.equals("<-") ? List.of("<", "-") : List.of(word));
    }
    words.removeIf(word -> word.equals(";"));
    return words;
  }

  private static void completes(String text, int caret, List<Completion> completions) {
    for (Completion completion : completions) {
      assertTrue(0 <= completion.from() && completion.from() <= caret, completion.toString());
      String typed = text.substring(completion.from(), caret);
      assertTrue(completion.text().startsWith(typed), completion + " completes " + typed);
    }
  }

  /** Every way to ask a model gives the same bits. */
  private static void predicts(Model model, double[] numbers) {
    int inputs = model.inputs().size();
    double[] values = Arrays.copyOf(numbers, inputs);
    double output = model.predict(values);
    double[] outputs = new double[2];
    double[] rows = Arrays.copyOf(values, 2 * inputs);
    if (inputs > 0) {
      model.predictAll(rows, outputs);
      assertSame(output, outputs[0]);
      assertSame(model.predict(new double[inputs]), outputs[1]);
    }
    Decision decision = model.decide(values);
    assertSame(output, decision.output());
    assertEquals(decision.fired().isEmpty(), decision.answer().isEmpty());
    assertArrayEquals(
        values, decision.contributions().stream().mapToDouble(c -> c.value()).toArray());
    assertFalse(decision.toString().isEmpty());
  }

  private static void assertSame(double expected, double actual) {
    assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(actual));
  }

  static String bits(Model model) {
    return Arrays.toString(model.weights()) + model.bias() + model.inputs();
  }

  static String said(List<Diagnostic> diagnostics) {
    DiagnosticFormatter formatter = new DiagnosticFormatter(false);
    return diagnostics.stream().map(formatter::format).toList().toString();
  }

  static void valid(List<Diagnostic> diagnostics) {
    for (Diagnostic diagnostic : diagnostics) {
      diagnostic.span().ifPresent(FuzzWay::valid);
      diagnostic.related().forEach(related -> valid(related.span()));
      assertFalse(diagnostic.message().isBlank());
    }
    assertFalse(said(diagnostics).isEmpty());
  }

  static void valid(Span span) {
    String text = span.source().text();
    assertTrue(
        0 <= span.start() && span.start() <= span.end() && span.end() <= text.length(),
        () -> span.start() + " to " + span.end() + " of " + text.length());
    for (int offset : new int[] {span.start(), span.end()}) {
      assertFalse(
          offset > 0
              && offset < text.length()
              && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset)),
          () -> "a character is cut in two at " + offset);
    }
  }
}
