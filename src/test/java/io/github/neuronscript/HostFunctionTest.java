package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions that a host gives to scripts. */
class HostFunctionTest {

  private static final NeuronScript ENGINE = new NeuronScript();

  private static final HostFunction SQUASH =
      HostFunction.of("squash", z -> z / (1 + Math.abs(z)))
          .derivative(z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z))))
          .description("from −1 to 1");

  private static final HostFunction MISS =
      HostFunction.of("miss", List.of("y", "p"), u -> Math.abs((u[0] - u[1]) * (u[0] - u[1]) / 2))
          .derivative("p", u -> u[1] - u[0]);

  private static final HostFunction SHRINK =
      HostFunction.of("shrink", List.of("w", "k"), u -> u[1] * u[0] * u[0])
          .derivative("w", u -> 2 * u[1] * u[0])
          .derivative("k", u -> u[0] * u[0]);

  /** The root of a number above 0, and an exception for all others. */
  private static final HostFunction ROOT =
      HostFunction.of(
          "root",
          x -> {
            if (x <= 0) {
              throw new ArithmeticException("of " + x);
            }
            return Math.sqrt(x);
          });

  /** What the host's functions are in the language itself. */
  private static final String WRITTEN =
      """
      define squash(z) = z / (1 + abs(z))  with derivative 1 / ((1 + abs(z)) * (1 + abs(z)))
      define miss(y, p) = abs((y - p) * (y - p) / 2)  with derivative by p = p - y
      define shrink(w, k) = k * w * w  with derivative 2 * k * w
      """;

  private static final Charset UTF_8 = StandardCharsets.UTF_8;

  private static final String DATA = "data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }\n";

  private static Options with(HostFunction... functions) {
    return Options.defaults().trace(TraceLevel.NONE).functions(functions);
  }

  private static Options all() {
    return with(SQUASH, MISS, SHRINK, ROOT);
  }

  private static Result run(Options options, String script) {
    return ENGINE.run(Source.of("s.nn", script), options);
  }

  private static Diagnostic error(Options options, String script) {
    Result result = run(options, script);
    assertEquals(Result.Status.FAILED, result.status(), script);
    return result.diagnostics().get(0);
  }

  private static double shown(Options options, String script) {
    List<TraceEvent> events = new ArrayList<>();
    run(options.listener(events::add), script).orThrow();
    return events.stream()
        .filter(TraceEvent.Shown.class::isInstance)
        .map(e -> ((TraceEvent.Shown) e).value().doubleValue())
        .findFirst()
        .orElseThrow();
  }

  static List<String> trainings() {
    return List.of(
        "activation squash\ntrain 20 epochs",
        "activation squash\ntrain 20 epochs batch 2 shuffle",
        "activation squash\nloss miss\nlearning rule adam(0.9, 0.999)\ntrain 20 epochs",
        "activation squash\npenalty shrink(0.1)\ntrain 20 epochs",
        "loss miss\npenalty shrink(0.1)\nlearning rule momentum(0.5)\ntrain 20 epochs",
        "define own(z) = 1 + squash(z)\nactivation own\ntrain 20 epochs",
        "define half(z) = if z > 0.1 then squash(z) else z / 2\nactivation half\ntrain 20 epochs",
        "define plus(a, c) = if a > 0 then c else 0.1 * a\n"
            + "define own(z) = plus(z, squash(z))\nactivation own\ntrain 20 epochs",
        "activation squash\nlearning rule { w <- w - rate * squash(gradient) }\ntrain 20 epochs",
        "activation squash\nstep 3\nforward; backward; update",
        "activation squash\non step when squash(z) > 0.2 then rate = rate * 0.9\ntrain 9 epochs",
        "activation squash\ntrain 9 epochs\nevaluate\npredict 1, 0\nthreshold best accuracy",
        "activation squash\ntrain 30 epochs until squash(cost) < 0.05");
  }

  /** A function of the host has the bits of the same one in the language, by every path. */
  @ParameterizedTest
  @MethodSource("trainings")
  void hasTheBitsOfTheSameInTheLanguage(String training) {
    String script = "inputs x1, x2\nweights 0.3, -0.2\nbias 0.1\n" + DATA + training + "\n";
    Set<String> seen = new TreeSet<>();
    for (TraceLevel level : TraceLevel.values()) {
      seen.add(bits(run(all().trace(level), script)));
      Options untold = Options.defaults().trace(level);
      seen.add(bits(run(untold, WRITTEN + script)));
    }
    assertEquals(1, seen.size(), seen.toString());
  }

  private static String bits(Result result) {
    Model model = result.orThrow().model().orElseThrow();
    StringBuilder bits = new StringBuilder();
    result.variables().values().forEach(v -> bits.append(Double.toHexString(v)).append(' '));
    for (double x = -2; x <= 2; x += 0.25) {
      bits.append(Double.toHexString(model.predict(x, 1 - x))).append(' ');
    }
    return bits.toString();
  }

  @Test
  void standsWhereverAFormulaStands() {
    assertEquals(3.5, shown(all(), "let a = 9\nshow root(a) + squash(1)"));
    assertEquals(0.5, shown(all(), "show `squash′`(0) - `∂shrink/∂k`(2, 7) / 8"));
    Options files =
        all().files((s, path) -> new ByteArrayInputStream("x,y\n1,4\n2,9\n".getBytes(UTF_8)));
    String columns =
        "inputs r = root(x * y)\ntarget t = y > 5\ndata from \"d.csv\" where squash(x) > 0\n";
    Result result = run(files, columns + "train 1 epoch\nshow 1");
    assertEquals(Result.Status.FINISHED, result.status(), result.toString());
    double r = Math.sqrt(3.0 * 5.0);
    Model model = result.model().orElseThrow();
    assertEquals(model.predict(r), model.predict(Map.of("x", 3, "y", 5)));
  }

  @Test
  void isShownAsACall() {
    String script =
        "inputs x = 1\nweights 1\nactivation squash\ntarget y = 1\npenalty shrink(0.5)\nstep\n"
            + "derive squash at 1\nderive shrink by w at 3, 0.5\nshow squash(x)\n";
    StringBuilder out = new StringBuilder();
    Options told = all().trace(TraceLevel.SUMMARY);
    run(told.listener(new TextRenderer(out, Style.plain())), script).orThrow();
    String text = out.toString();
    for (String part :
        List.of(
            "ŷ = squash(z)  = squash(1)  = 0.5",
            "∂ŷ/∂z  = squash′(z)",
            "= squash′(1)",
            "derivative of squash",
            "∂shrink/∂w(w1, 0.5)",
            "squash(x) = squash(1)")) {
      assertTrue(text.contains(part), () -> part + " is not in\n" + text);
    }
    assertFalse(text.contains("squash(z) = squash(z)"), text);
  }

  @ParameterizedTest
  @CsvSource({
    "show squash(1), unknown-function",
    "activation squash, unknown-activation",
    "loss miss, unknown-loss"
  })
  void isUnknownUnlessItIsGiven(String script, String code) {
    assertEquals(code, error(with(), script).code().text());
    List<Diagnostic> compiled = ENGINE.compile(Source.of("s.nn", script)).errors();
    assertEquals(code, compiled.get(0).code().text());
    assertTrue(ENGINE.compile(Source.of("s.nn", script), all()).errors().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "show squash(1, 2)         | wrong-number-of-arguments | `squash`",
        "define squash(z) = z      | built-in-name     | application",
        "activation miss           | wrong-number-of-arguments | `miss`",
        "loss squash               | wrong-number-of-arguments | `squash`",
        "set numbers exact\\nshow squash(1)       | not-exact | application",
        "set numbers decimal 20\\nshow squash(1)  | not-exact | doubles",
        "show root(-1)             | host-function-failed | `root(-1)`",
        "show squsah(1)            | unknown-function  | squsah",
      })
  void isAnErrorWhereItDoesNotFit(String script, String code, String part) {
    Diagnostic error = error(all(), script.replace("\\n", "\n"));
    assertEquals(code, error.code().text(), error.message());
    assertTrue(error.message().contains(part), error.message());
    assertTrue(error.span().isPresent());
  }

  /** Only what needs a gradient needs a derivative. */
  @Test
  void needsADerivativeToLearn() {
    String neuron = "inputs x\nweights 1\nbias 1\nactivation root\ndata { 1 -> 1; 2 -> 0 }\n";
    for (String learn :
        List.of(
            "train", "step", "ledger", "check gradient", "derive", "forward 1 -> 1; backward")) {
      Diagnostic error = error(all(), neuron + learn);
      assertEquals(Code.DERIVATIVE_MISSING, error.code(), learn);
      assertTrue(error.message().contains("`root′`"), error.message());
      assertEquals(6, error.span().orElseThrow().position().line());
    }
    Result result = run(all(), neuron + "evaluate\nforward 3\npredict 3\nthreshold best f1");
    assertEquals(2, result.orThrow().model().orElseThrow().predict(3));
    String stated =
        "define own(z) = root(z) with derivative 1 / (2 * root(z))\n"
            + neuron.replace("activation root", "activation own");
    assertEquals(Result.Status.FINISHED, run(all(), stated + "train 3 epochs").status());
    String penalty = "inputs x\ndata { 1 -> 1 }\npenalty root\ntrain 1 epoch";
    assertEquals(Code.DERIVATIVE_MISSING, error(all(), penalty).code());
  }

  /** Thrown past the compiler. */
  @SuppressWarnings("unchecked") // that is the trick
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static double deeper(double x) {
    return x > 1e9 ? x : 1 + deeper(x + 1);
  }

  static List<DoubleUnaryOperator> throwing() {
    return List.of(
        x -> {
          throw new IllegalStateException("of the host");
        },
        x -> {
          throw new AssertionError("of the host");
        },
        x -> {
          throw new StackOverflowError("of the host");
        },
        x -> {
          HostFunctionTest.<RuntimeException>sneak(new IOException("of the host"));
          return 0;
        },
        x -> {
          throw new ScriptException(Diagnostic.error(Code.UNEXPECTED, "of another script"));
        },
        x -> (Double) null);
  }

  /** Whatever a function throws becomes an error of the script, with that as its cause. */
  @ParameterizedTest
  @MethodSource("throwing")
  void failsAsTheScriptThatCalledIt(DoubleUnaryOperator code) {
    Options options =
        with(HostFunction.of("bad", code).derivative(code), SQUASH).trace(TraceLevel.FULL);
    String neuron = "inputs x\nactivation bad\ndata { 1 -> 1; 2 -> 0 }\n";
    for (String script :
        List.of(
            neuron + "train",
            neuron + "set trace none\ntrain",
            neuron + "predict 1",
            neuron + "evaluate",
            neuron + "check gradient",
            "show bad(1)",
            "let a = bad(2)",
            "inputs x\ndata { 1 -> 1 }\nwhen bad(cost) > 0 then stop\ntrain",
            "inputs x\non predict when bad(output) > 0 then answer \"a\"\npredict 1",
            "derive bad at 2")) {
      Result result = run(options, script);
      assertEquals(Result.Status.FAILED, result.status(), script);
      Diagnostic error = result.diagnostics().get(0);
      assertEquals(Code.HOST_FUNCTION_FAILED, error.code(), script);
      assertTrue(error.span().isPresent(), script);
      Throwable cause = result.cause().orElseThrow();
      assertSame(cause, assertThrows(ScriptException.class, result::orThrow).getCause());
    }
    Model model = run(options, neuron).orThrow().model().orElseThrow();
    ScriptException failed = assertThrows(ScriptException.class, () -> model.predict(1));
    assertEquals(Code.HOST_FUNCTION_FAILED, failed.diagnostics().get(0).code());
    assertThrows(ScriptException.class, () -> model.decide(1));
    assertThrows(ScriptException.class, () -> model.predictAll(new double[2], new double[2]));
  }

  @Test
  void mayFillTheStack() {
    HostFunction deep = HostFunction.of("deep", HostFunctionTest::deeper);
    Result result = run(with(deep), "show deep(1)");
    assertEquals(StackOverflowError.class, result.cause().orElseThrow().getClass());
  }

  @Test
  void keepsTheInterruptOfAThread() {
    HostFunction sleepy =
        HostFunction.of(
            "sleepy",
            x -> {
              HostFunctionTest.<RuntimeException>sneak(new InterruptedException());
              return 0;
            });
    assertEquals(Code.HOST_FUNCTION_FAILED, error(with(sleepy), "show sleepy(1)").code());
    assertTrue(Thread.interrupted());
  }

  /** As the host's wish to stop does: what was learnt before is not lost. */
  @Test
  void keepsTheEpochsBeforeTheOneInWhichItFails() {
    int[] calls = {0};
    HostFunction tiring =
        HostFunction.of(
                "tiring",
                z -> {
                  if (++calls[0] > 1_000) {
                    throw new IllegalStateException("tired");
                  }
                  return z;
                })
            .derivative(z -> 1);
    Options options = with(tiring).trace(TraceLevel.NONE);
    Session session = new NeuronScript().newSession(options);
    Source neuron =
        Source.of("n.nn", "inputs x\nweights 0\nactivation tiring\ndata { 1 -> 1; 2 -> 0 }");
    assertEquals(Result.Status.FINISHED, session.run(neuron).status());
    calls[0] = 0;
    Result failed = session.run(Source.of("t.nn", "train 5000 epochs"));
    assertEquals(Code.HOST_FUNCTION_FAILED, failed.diagnostics().get(0).code());
    assertTrue(failed.cause().isPresent());
    double epochs = session.value("epoch").orElseThrow();
    assertTrue(epochs >= 1 && epochs < 5_000, epochs + " epochs");
    assertNotEquals(0, session.value("w1").orElseThrow());
    assertTrue(session.names().contains("w1"), session.names().toString());
  }

  /** However small its values are. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-9, 1e9})
  void aWrongDerivativeIsSeenAtEverySize(double size) {
    HostFunction right =
        HostFunction.of("wave", x -> size * StrictMath.sin(x))
            .derivative(x -> size * StrictMath.cos(x));
    assertEquals(Result.Status.FINISHED, run(with(right), "show wave(1)").status());
    HostFunction wrong =
        HostFunction.of("wave", x -> size * StrictMath.sin(x))
            .derivative(x -> size * StrictMath.cos(x) * 1.01);
    assertEquals(Result.Status.FAILED, run(with(wrong), "show wave(1)").status());
  }

  /** A failing statement has not happened; the session goes on. */
  @Test
  void leavesTheStateAsItWas() {
    Session session = ENGINE.newSession(all());
    session.run(Source.of("a", "inputs x\nweights 2\nactivation root\nlet a = 3")).orThrow();
    assertEquals(Result.Status.FAILED, session.run(Source.of("b", "let a = root(-1)")).status());
    assertEquals(3, session.value("a").orElseThrow());
    assertEquals(Result.Status.FINISHED, session.run(Source.of("c", "show root(a)")).status());
  }

  /** A branch that is not taken calls nothing, by every path. */
  @Test
  void isCalledOnlyWhereItsValueIsRead() {
    String script =
        "define safe(z) = if z > 0 then root(z) else -1  with derivative if z > 0 then 1/(2*root(z))"
            + " else 0\n"
            + "define lazy(a, c) = if a > 0 then c else -1\n"
            + "define two(z) = lazy(z, root(z)) + (if z > 0 and root(z) > 1 then 1 else 0)"
            + "  with derivative 1\n"
            + "define unread(z, a) = z\n"
            + "define three(z) = unread(z, root(z))  with derivative 1\n"
            + "inputs x\nweights 1\nbias 0.5\ndata { -3 -> 0; 1 -> 1; 2 -> 0; -0.1 -> 1 }\n";
    for (String activation : List.of("safe", "three")) {
      String train = script + "activation " + activation + "\nlearning rate 0.01\ntrain 5 epochs\n";
      Set<String> seen = new TreeSet<>();
      for (TraceLevel level : TraceLevel.values()) {
        Result result = run(all().trace(level), train);
        assertEquals(Result.Status.FINISHED, result.status(), result.toString());
        Model model = result.model().orElseThrow();
        seen.add(model.predict(-5) + " " + model.predict(4) + " " + result.value("w1"));
      }
      assertEquals(1, seen.size(), seen.toString());
    }
    String evaluated = script + "activation two\nevaluate\npredict -3\nforward 4\n";
    assertEquals(Result.Status.FINISHED, run(all(), evaluated).status());
  }

  @Test
  void mayGiveNanAndInfinity() {
    HostFunction odd = HostFunction.of("odd", x -> x > 1 ? Double.NaN : 1 / x).derivative(x -> 1);
    Options options = with(HostFunction.of("odd", x -> x > 1 ? Double.NaN : 1 / x));
    assertTrue(Double.isNaN(odd.at(2)));
    assertEquals(Code.NOT_FINITE, error(options, "show odd(2)").code());
    assertEquals(Code.NOT_FINITE, error(options, "let a = odd(0)").code());
    assertEquals(1, shown(options, "show if odd(2) is nan then 1 else 0"));
    Result grown = run(with(SQUASH, odd), "inputs x\nactivation odd\ndata { 0 -> 1 }\ntrain");
    assertEquals(Result.Status.FAILED, grown.status());
  }

  @Test
  void isHeldToItsDerivative() {
    HostFunction wrong = HostFunction.of("wrong", x -> x * x).derivative(x -> 3 * x);
    Diagnostic error = error(with(wrong), "let a = 1\nactivation wrong");
    assertEquals(Code.DERIVATIVE_MISMATCH, error.code());
    assertEquals(2, error.span().orElseThrow().position().line());
    assertTrue(error.message().contains("it gives 0.9, but the function changes by 0.6"));
    // The functions that a script does not call are nothing to it.
    assertEquals(Result.Status.FINISHED, run(with(wrong), "let a = 1").status());
    List<HostFunction> right =
        List.of(
            HostFunction.of("kinked", Math::abs).derivative(x -> x > 0 ? 1 : -1),
            HostFunction.of("curved", x -> StrictMath.exp(3 * x))
                .derivative(x -> 3 * StrictMath.exp(3 * x)),
            HostFunction.of("far", x -> 1e12 * x + 1e15).derivative(x -> 1e12),
            HostFunction.of("part", x -> x > 0 ? StrictMath.log(x) : ROOT.at(x))
                .derivative(x -> 1 / x),
            HostFunction.of("steep", x -> StrictMath.tanh(200 * x))
                .derivative(x -> 200 * (1 - StrictMath.pow(StrictMath.tanh(200 * x), 2))));
    for (HostFunction function : right) {
      List<Diagnostic> errors =
          ENGINE.compile(Source.of("s.nn", "activation " + function), with(function)).errors();
      assertTrue(errors.isEmpty(), () -> function + ": " + errors);
    }
    HostFunction second =
        HostFunction.of("second", List.of("a", "b"), u -> u[0] * u[0] * u[1])
            .derivative("a", u -> 2 * u[0] * u[1])
            .derivative("b", u -> u[0]);
    String message = error(with(second), "show second(1, 2)").message();
    assertTrue(message.contains("`second` by `b`"), message);
  }

  /** The chain rule agrees with differences through functions of the host, too. */
  @Test
  void keepsTheGradientRight() {
    Recording run =
        Recording.with(
            all().trace(TraceLevel.SUMMARY),
            "inputs x1, x2",
            "weights 0.3, -0.7",
            DATA + "activation squash",
            "loss miss",
            "penalty shrink(0.1)",
            "check gradient");
    TraceEvent.GradientChecked checked = run.finished().last(TraceEvent.GradientChecked.class);
    assertTrue(
        checked.partials().stream()
            .allMatch(c -> c.verdict() == TraceEvent.GradientChecked.Verdict.AGREES));
  }

  @Test
  void countsWhatTheHostSays() {
    String script = "inputs x\nactivation squash\n" + "data { 1 -> 1; 2 -> 0 }\ntrain 50 epochs\n";
    long cheap = run(all(), script).steps();
    HostFunction dear = SQUASH.cost(1_000);
    long costly = run(with(dear), script).steps();
    // One call and one of the derivative for each example of each epoch.
    assertTrue(costly - cheap >= 50 * 2 * 2 * 999, cheap + " and " + costly);
    assertTrue(costly - cheap <= 3 * 50 * 2 * 2 * 999, cheap + " and " + costly);
    Limits limits = Limits.standard();
    Program program = ENGINE.compile(Source.of("s.nn", script), with(dear)).orThrow();
    assertTrue(program.cost(limits).steps() >= costly);
    Result ended = run(with(SQUASH.cost(HostFunction.MOST_COST)), script.replace("50", "5000000"));
    assertEquals(Result.Status.LIMIT, ended.status());
    long one = run(with(dear), "show squash(1)").steps();
    assertTrue(one >= 1_000 && one < 2_000, Long.toString(one));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void costsAtMostWhatIsEstimated(String training) {
    String script = "inputs x1, x2\nweights 0.3, -0.2\nbias 0.1\n" + DATA + training + "\n";
    Options options =
        Options.defaults()
            .trace(TraceLevel.SUMMARY)
            .functions(SQUASH.cost(5_000), MISS.cost(70), SHRINK.cost(300));
    Program program = ENGINE.compile(Source.of("s.nn", script), options).orThrow();
    long steps = program.run(options).orThrow().steps();
    assertTrue(program.cost(options.limits()).steps() >= steps, Long.toString(steps));
  }

  @Test
  void isPartOfAProgram() {
    String script = "inputs x = 1\nactivation squash\nshow root(4)\nforward";
    Source source = Source.of("s.nn", script);
    Program program = ENGINE.compile(source, all()).orThrow();
    assertEquals(List.of("squash", "root"), program.info().functions());
    // It keeps them, whatever a run has.
    assertEquals(Result.Status.FINISHED, program.run(Options.defaults()).status());
    assertEquals(Result.Status.FINISHED, program.run(all()).status());
    Result other = program.run(with(SQUASH.version("2")));
    assertEquals(Code.HOST_FUNCTION_DIFFERS, other.diagnostics().get(0).code());
    String print = program.fingerprint();
    assertEquals(print, ENGINE.compile(source, with(ROOT, SQUASH)).orThrow().fingerprint());
    for (HostFunction changed :
        List.of(SQUASH.version("2"), SQUASH.cost(2), HostFunction.of("squash", z -> z))) {
      assertNotEquals(print, ENGINE.compile(source, with(ROOT, changed)).orThrow().fingerprint());
    }
  }

  /** A program that reads files is checked again when it runs, with the same functions. */
  @Test
  void isKnownWhereFilesAreRead() {
    Options options =
        all()
            .files(
                (s, path) ->
                    new ByteArrayInputStream(
                        (path.endsWith("nn") ? "activation squash" : "x,y\n1,1\n2,0\n")
                            .getBytes(UTF_8)));
    String script = "include \"a.nn\"\ninputs x\ntarget y\ndata from \"d.csv\"\ntrain 2 epochs";
    Program program = ENGINE.compile(Source.of("s.nn", script)).orThrow();
    assertEquals(Result.Status.FINISHED, program.run(options).status());
    assertEquals(Result.Status.FAILED, program.run(options.functions(List.of())).status());
    program = ENGINE.compile(Source.of("s.nn", script), options).orThrow();
    assertEquals(Result.Status.FINISHED, program.run(options.functions(List.of())).status());
  }

  @Test
  void isOfferedWhereSomebodyTypes() {
    String text = "activation sq";
    List<Completion> found = ENGINE.completions(text, text.length(), all());
    assertEquals(
        List.of(new Completion("squash", Completion.Kind.FUNCTION, "from −1 to 1", 11)),
        found.stream().filter(c -> c.text().startsWith("squ")).toList());
    assertTrue(ENGINE.completions(text, text.length()).isEmpty());
    assertTrue(
        ENGINE.newSession(all()).completions(text, text.length()).stream()
            .anyMatch(c -> c.text().equals("squash")));
    Recording run =
        Recording.with(all(), "show functions", "inputs x = 1; activation squash", "show model");
    List<TraceEvent.Listed> listed = run.finished().all(TraceEvent.Listed.class);
    assertTrue(listed.get(0).toString().contains("squash(x)"));
    assertTrue(listed.get(0).toString().contains("of the application: from −1 to 1"));
    assertFalse(listed.get(1).toString().contains("squash(z) = "), listed.get(1).toString());
  }

  @Test
  void isNotUndone() {
    Session session = ENGINE.newSession(Options.defaults());
    session.run(Source.of("a", "let a = 1")).orThrow();
    session.offer(List.of(SQUASH));
    session.run(Source.of("b", "back\nlet b = squash(0)")).orThrow();
    assertEquals(0.0, session.value("b").orElseThrow());
  }

  @Test
  void comesToASessionLater() {
    Session session = ENGINE.newSession(Options.defaults());
    assertEquals(Result.Status.FAILED, session.run(Source.of("a", "show squash(1)")).status());
    session.offer(List.of(SQUASH));
    assertEquals(OptionalInt.of(1), session.parameters("squash"));
    session.run(Source.of("b", "inputs x\nactivation squash")).orThrow();
    assertEquals(0.0, session.model().orElseThrow().predict(1));
    session.offer(List.of(HostFunction.of("squash", z -> 5)));
    session.run(Source.of("c", "let a = squash(1)")).orThrow();
    assertEquals(5.0, session.value("a").orElseThrow());
    // As with `define`, an activation stays what it was when it was declared.
    assertEquals(0.0, session.model().orElseThrow().predict(1));
    session.run(Source.of("d", "activation squash")).orThrow();
    assertEquals(5.0, session.model().orElseThrow().predict(1));
    assertThrows(IllegalArgumentException.class, () -> session.offer(List.of(named("exp"))));
  }

  private static HostFunction named(String name) {
    return HostFunction.of(name, x -> x);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "exp", "mse", "σ", "l1"})
  void takesNoNameOfTheLanguage(String name) {
    assertThrows(IllegalArgumentException.class, () -> with(named(name)));
    assertFalse(Options.isFree(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "1a", "a-b", "and", "soft′", "a`b", "a\u0000"})
  void hasAPlainName(String name) {
    assertThrows(IllegalArgumentException.class, () -> named(name));
    assertFalse(Options.isFree(name));
  }

  @Test
  void refusesWhatIsNoFunction() {
    HostFunction two = HostFunction.of("two", (x, y) -> x + y);
    assertEquals(List.of("x", "y"), two.parameters());
    assertThrows(IllegalArgumentException.class, () -> two.derivative(x -> 1));
    assertThrows(IllegalArgumentException.class, () -> two.derivative("z", u -> 1));
    assertThrows(IllegalArgumentException.class, () -> two.cost(0));
    assertThrows(IllegalArgumentException.class, () -> two.cost(Long.MAX_VALUE));
    assertThrows(IllegalArgumentException.class, () -> with(two, two.version("b")));
    List<String> many = IntStream.range(0, 17).mapToObj(i -> "a" + i).toList();
    for (List<String> parameters : List.of(List.<String>of(), List.of("a", "a"), many)) {
      assertThrows(IllegalArgumentException.class, () -> HostFunction.of("f", parameters, u -> 0));
    }
    assertThrows(NullPointerException.class, () -> named("f").derivative(null));
  }

  /** A function that changes or keeps its array harms nobody. */
  @Test
  void getsAnArrayOfItsOwn() {
    List<double[]> kept = new ArrayList<>();
    HostFunction greedy =
        HostFunction.of(
            "greedy",
            List.of("a", "b"),
            u -> {
              kept.add(u);
              double sum = u[0] + u[1];
              u[0] = Double.NaN;
              return sum;
            });
    String script =
        "inputs x\nweights 1\nactivation greedy(1)\ndata { 1 -> 1; 2 -> 2 }\nevaluate\n";
    Model model = run(with(greedy), script).orThrow().model().orElseThrow();
    kept.forEach(u -> u[1] = 99);
    assertEquals(4, model.predict(3));
  }

  /** One program in many threads gives one result. */
  @Test
  void isCalledFromManyThreads() {
    AtomicInteger calls = new AtomicInteger();
    HostFunction counted =
        HostFunction.of(
                "counted",
                z -> {
                  calls.incrementAndGet();
                  return z / (1 + Math.abs(z));
                })
            .derivative(z -> 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z))));
    Program program =
        ENGINE
            .compile(
                Source.of("s.nn", "inputs x1, x2\nactivation counted\n" + DATA + "train 50 epochs"),
                with(counted))
            .orThrow();
    Set<String> seen =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> bits(program.run(Options.defaults())))
            .collect(Collectors.toSet());
    assertEquals(1, seen.size());
    assertTrue(calls.get() > 64 * 50 * 4);
    assertEquals(Optional.empty(), program.run(Options.defaults()).cause());
  }

  /** Threads share formulas of the language alone. */
  @Test
  void onlyTheCallingThreadCallsTheHost() {
    Thread caller = Thread.currentThread();
    AtomicInteger calls = new AtomicInteger();
    HostFunction half =
        HostFunction.of(
                "half",
                z -> {
                  assertSame(caller, Thread.currentThread());
                  calls.incrementAndGet();
                  return z / 2;
                })
            .derivative(z -> 0.5);
    int rows = 100_000;
    double[] numbers = new double[rows];
    Options options =
        Options.defaults()
            .functions(half)
            .threads(2)
            .data(Map.of("rows", DataRows.columns(Map.of("x", numbers, "y", numbers))));
    String script =
        "inputs x; target y; weights 1; activation half; data from rows; train 1 epoch batch all";
    Result result = ENGINE.run(Source.of("a.nn", script), options);
    assertEquals(Result.Status.FINISHED, result.status(), result.diagnostics().toString());
    assertTrue(calls.get() >= rows, calls + " calls");
    assertThrows(IllegalArgumentException.class, () -> options.threads(0));
  }
}
