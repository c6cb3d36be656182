package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.Reached;
import io.github.neuronscript.diagnostic.Reached.Which;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much a script may do, and who ends it. */
class LimitsOfRunsTest {

  private static final NeuronScript ENGINE = new NeuronScript();

  private static final String AND =
      "inputs x1, x2\ndata { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }\n";

  private static final Limits SMALL =
      Limits.untrusted()
          .characters(2000)
          .tokens(200)
          .terms(50)
          .inputs(5)
          .rows(10)
          .bytes(200)
          .epochs(1000)
          .steps(100_000)
          .output(1500)
          .events(50);

  /** A hundred thousand rows, which are made as they are read. */
  private static final FileAccess ROWS =
      (script, path) ->
          new ByteArrayInputStream(
              ("x,y\n" + "1,0\n2,1\n".repeat(50_000)).getBytes(StandardCharsets.UTF_8));

  private static Options quiet() {
    return Options.defaults().listener(event -> {}).trace(TraceLevel.NONE);
  }

  private static Result run(String script, Options options) {
    return ENGINE.run(Source.of("s.nn", script), options);
  }

  static List<String[]> beyond() {
    String many = "a, ".repeat(300);
    return List.of(
        new String[] {"CHARACTERS", "# " + "x".repeat(2000)},
        new String[] {"TOKENS", "inputs " + many},
        new String[] {"TERMS", "show " + "1 + ".repeat(60) + "1"},
        new String[] {"INPUTS", "inputs x[6]"},
        new String[] {"ROWS", "inputs x\ntarget y\ndata from \"f.csv\"\ntrain"},
        new String[] {"BYTES", "inputs x\ntarget y\ndata from \"wide.csv\"\ntrain"},
        new String[] {"EPOCHS", AND + "train 1001 epochs"},
        new String[] {"STEPS", AND + "train 1000 epochs\ntrain 1000 epochs\ntrain 1000 epochs"},
        new String[] {"OUTPUT", ("print \"" + "x".repeat(550) + "\"\n").repeat(3)},
        new String[] {"EVENTS", AND + "set trace full\ntrain 10 epochs batch 1"});
  }

  /** Each limit ends a script, says which it was, and what to do about it. */
  @ParameterizedTest
  @MethodSource("beyond")
  void eachIsHeld(String which, String script) {
    FileAccess files =
        (from, path) ->
            new ByteArrayInputStream(
                (path.equals("f.csv") ? "x,y\n" + "1,0\n".repeat(11) : "x,y\n" + "1,0".repeat(200))
                    .getBytes(StandardCharsets.UTF_8));
    Result result = run(script, quiet().files(files).limits(SMALL));
    assertEquals(Result.Status.LIMIT, result.status(), result.toString());
    Reached reached = result.limit().orElseThrow();
    assertEquals(Which.valueOf(which), reached.which());
    assertTrue(reached.used() > reached.allowed(), reached.toString());
    assertTrue(reached.howToRaise().contains("Options.limits"));
    assertFalse(reached.dominates().isEmpty());
    assertEquals(reached, assertThrows(LimitException.class, result::orThrow).reached());
    Result standard = run(script, quiet().files(files));
    assertTrue(standard.limit().isEmpty(), standard.toString());
  }

  /** The same place on every machine, and what was learnt until then is there. */
  @Test
  void keepsTheLastWholeEpoch() {
    String script = AND + "train 5000 epochs\ntrain 9000 epochs";
    Result whole = run(script, quiet());
    Options options = quiet().limits(Limits.standard().steps(whole.steps() * 9 / 10));
    Result result = run(script, options);
    assertEquals(Which.STEPS, result.limit().orElseThrow().which());
    assertEquals(Code.LIMIT_REACHED, result.diagnostics().get(0).code());
    assertEquals(4, result.diagnostics().get(0).span().orElseThrow().position().line());
    assertTrue(
        result
            .limit()
            .orElseThrow()
            .dominates()
            .startsWith("`train 9000 epochs` in line 4: epochs × 4 rows"),
        result.limit().orElseThrow().dominates());
    double epoch = result.value("epoch").orElseThrow();
    assertTrue(epoch > 5000 && epoch < 14_000, "epoch " + epoch);
    Result other = run(AND + "train " + (int) epoch + " epochs", quiet());
    assertEquals(other.value("w1"), result.value("w1"));
    assertEquals(other.value("cost"), result.value("cost"));
    assertEquals(result.value("epoch"), run(script, options).value("epoch"));
    assertTrue(result.model().isPresent());
  }

  /** Those of a session begin anew with each text. */
  @Test
  void sessionsAreLimitedTextByText() {
    Session session = ENGINE.newSession(quiet().limits(Limits.standard().steps(150_000)));
    assertEquals(Result.Status.FINISHED, session.run(Source.of("1", AND)).status());
    for (int i = 0; i < 3; i++) {
      Result result = session.run(Source.of("2", "train 500 epochs"));
      assertEquals(Result.Status.FINISHED, result.status(), result.toString());
    }
    Result result = session.run(Source.of("3", "train 1000 epochs\n".repeat(3)));
    assertEquals(Result.Status.LIMIT, result.status());
  }

  /** What a session holds grows from text to text, but not without end. */
  @Test
  void sessionsHoldSoManyNames() {
    Session session = ENGINE.newSession(quiet().limits(Limits.standard().tokens(20)));
    for (int i = 0; i < 10; i++) {
      String two = "let a%d = 1\ndefine f%d(x) = x\n".formatted(i, i);
      assertEquals(Result.Status.FINISHED, session.run(Source.of("1", two)).status());
    }
    Result result = session.run(Source.of("2", "let b = 1"));
    assertEquals(Result.Status.LIMIT, result.status());
    assertEquals(
        "a session may hold 20 names, and needs more", result.diagnostics().get(0).message());
  }

  /** However many there were, and however often some were undone. */
  @Test
  void backGoesAHundredStatementsFar() {
    StringBuilder script = new StringBuilder();
    for (int i = 1; i <= 350; i++) {
      script.append("let a").append(i).append(" = ").append(i).append('\n');
    }
    Result far = run(script + "back 100\n", quiet());
    assertEquals(250.0, far.value("a250").orElse(0));
    assertTrue(far.value("a251").isEmpty());
    Result again = run(script + "back 60\nlet c = 1\nback 41\n", quiet());
    assertEquals(250.0, again.value("a250").orElse(0));
    assertTrue(again.value("a251").isEmpty());
    Result further = run(script + "back 60\nlet c = 1\nback 41\nback\n", quiet());
    assertEquals(Code.NOTHING_TO_UNDO, further.diagnostics().get(0).code());
  }

  /** Data that was replaced is kept for {@code back} up to the limit of bytes. */
  @Test
  void backGoesAsFarAsOtherDataIsKept() {
    String rows = "inputs x\ndata { " + "1 -> 1; ".repeat(50) + "2 -> 0 }\nforward\n";
    String script = rows + "let a = 1\nscale standard\nlet a = 2\nforward\n";
    Limits limits = Limits.standard();
    assertEquals(
        1.0, run(script + "back 2\n", quiet().limits(limits)).value("a").orElse(1), "all is kept");
    Result far = run(script + "back 2", quiet().limits(limits.bytes(400)));
    assertEquals(Result.Status.FAILED, far.status());
    assertEquals("only 1 can be undone", far.diagnostics().get(0).message());
    Result near = run(script + "back", quiet().limits(limits.bytes(400)));
    assertEquals(Result.Status.FINISHED, near.status());
  }

  /** Inputs are counted however they are declared. */
  @Test
  void inputsAreLimitedWhereTheyAreListed() {
    Compilation compiled =
        new NeuronScript(Limits.standard().inputs(2)).compile(Source.of("i.nn", "inputs a, b, c"));
    LimitException reached = assertThrows(LimitException.class, compiled::orThrow);
    assertEquals(
        "i.nn:1:1: the neuron would have 3 inputs, and at most 2 are allowed",
        reached.getMessage());
    assertEquals(3, reached.reached().used());
  }

  /** What ends a compilation is told by its own exception. */
  @Test
  void cancelledCompilationsSaySo() {
    Compilation compiled =
        ENGINE.compile(Source.of("c.nn", AND), Options.defaults().cancelled(() -> true));
    assertThrows(CancelledException.class, compiled::orThrow);
  }

  /** Included scripts of a session are asked, too. */
  @Test
  void includesOfSessionsAreAsked() {
    int[] asked = {0};
    FileAccess files =
        (script, path) ->
            new ByteArrayInputStream("let a = 1\n".repeat(1_000).getBytes(StandardCharsets.UTF_8));
    Session session =
        ENGINE.newSession(Options.defaults().files(files).cancelled(() -> asked[0]++ > 500));
    assertEquals(
        Result.Status.CANCELLED, session.run(Source.of("s.nn", "include \"a.nn\"")).status());
  }

  /** A token, an interrupt and the clock are asked in every phase, and often. */
  @ParameterizedTest
  @CsvSource({
    "'data from \"f.csv\"\ntrain 1 epoch', 40",
    "'data from \"f.csv\"\nforward', 20",
    "'data from \"f.csv\"\nscale standard\nforward', 2000",
    "'data from \"f.csv\"\nscale minmax\nforward', 1600",
    "'data from \"f.csv\"\nsplit 80 / 20 stratified seed 1\nforward', 3500",
    "'data from \"f.csv\"\ntrain 1 epoch shuffle', 2800",
    "'data from \"f.csv\"\ntrain 1 epoch\nthreshold best f1', 5000",
    "'data from \"f.csv\"\ntrain 1 epoch\nevaluate calibration', 14000",
    "'data from \"f.csv\"\ntrain 1 epoch\nevaluate', 10000",
    "'data from \"f.csv\"\ntrain 1 epoch\ndiagnose', 390",
    "'data from \"f.csv\"\ntrain 1 epoch\nledger', 100000",
    "'data from \"f.csv\"\ntrain 1 epoch\ncheck gradient', 100000",
    "'data from \"f.csv\"\ncross validate 2 folds, 3 epochs', 1000",
    "'data { 1 -> 0; 2 -> 1 }\nevaluate confidence 95 %', 1000",
    "'data { 1 -> 0; 2 -> 1 }\nstep 1000', 1000",
    "'derive sigmoid', 1",
    "'data { 1 -> 0; 2 -> 1 }\nset trace full\ntrain 100 epochs', 200"
  })
  void isAskedOften(String script, int least) {
    int[] asked = new int[1];
    Result result =
        run(
            "inputs x\nloss cross_entropy\n"
                + (script.contains("f.csv") ? "target y\n" : "")
                + script,
            Options.defaults()
                .files(ROWS)
                .listener(event -> {})
                .cancelled(
                    () -> {
                      asked[0]++;
                      return false;
                    }));
    assertEquals(Result.Status.FINISHED, result.status(), result.toString());
    assertTrue(asked[0] >= least, "asked " + asked[0] + " times");
  }

  /** While a script is read and checked, too: every 256 words or rows of it at least. */
  @ParameterizedTest
  @CsvSource({"'show 1 + 1', 20000, 40000", "rows, 20000, 700", "included, 20000, 40000"})
  void isAskedWhileAScriptIsRead(String line, int times, int least) {
    String text =
        switch (line) {
          case "rows" -> "inputs x\ndata {\n" + "1 -> 0\n".repeat(times) + "}";
          case "included" -> "include \"lines.nn\"";
          default -> (line + "\n").repeat(times);
        };
    FileAccess lines =
        (script, path) ->
            new ByteArrayInputStream("show 1 + 1\n".repeat(times).getBytes(StandardCharsets.UTF_8));
    int[] asked = new int[1];
    Options counting =
        quiet()
            .files(lines)
            .cancelled(
                () -> {
                  asked[0]++;
                  return false;
                });
    ENGINE.compile(Source.of("s.nn", text), counting);
    int all = asked[0];
    assertTrue(all >= least, "asked " + all + " times");
    for (int n = 0; n < all; n += all / 5) {
      int end = n;
      int[] count = new int[1];
      Options ending = counting.cancelled(() -> count[0]++ >= end);
      Compilation compiled = ENGINE.compile(Source.of("s.nn", text), ending);
      assertTrue(compiled.program().isEmpty());
      assertEquals(Code.INTERRUPTED, compiled.diagnostics().get(0).code());
      count[0] = 0;
      Result result = run(text, ending);
      assertEquals(Result.Status.CANCELLED, result.status(), result.toString());
    }
    Session session = ENGINE.newSession(counting.cancelled(() -> true));
    assertEquals(Result.Status.CANCELLED, session.run(Source.of("s.nn", text)).status());
    Options late = quiet().files(lines).timeLimit(Duration.ZERO);
    assertEquals(
        Code.TIME_IS_UP, ENGINE.compile(Source.of("s.nn", text), late).diagnostics().get(0).code());
  }

  @Test
  void interruptsStaySet() {
    Thread.currentThread().interrupt();
    try {
      Result result = run(AND + "train", quiet());
      assertEquals(Result.Status.CANCELLED, result.status());
      assertThrows(CancelledException.class, result::orThrow);
      assertTrue(result.model().isEmpty());
    } finally {
      assertTrue(Thread.interrupted(), "somebody swallowed it");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"train 1000000000 epochs", "step 1000000", "let a = 1"})
  void timeIsALimitToo(String script) {
    Options options = quiet().limits(Limits.trusted()).timeLimit(Duration.ZERO);
    Result result = run(AND + script, options);
    assertEquals(Result.Status.LIMIT, result.status());
    assertEquals(Which.TIME, result.limit().orElseThrow().which());
    assertEquals(Code.TIME_IS_UP, result.diagnostics().get(0).code());
    assertThrows(IllegalArgumentException.class, () -> quiet().timeLimit(Duration.ofSeconds(-1)));
  }

  /** A training that would take hours. */
  @Test
  void timeEndsWithinAStatement() {
    Program program = ENGINE.compileOrThrow(Source.of("s.nn", AND + "train 1000000000 epochs"));
    Result result = program.run(quiet().limits(Limits.trusted()).timeLimit(Duration.ofMillis(500)));
    assertEquals(Which.TIME, result.limit().orElseThrow().which());
    assertTrue(result.value("epoch").orElseThrow() > 0);
    assertTrue(result.diagnostics().get(0).message().contains("stopped in epoch"));
  }

  @Test
  void limitsMakeSense() {
    assertThrows(IllegalArgumentException.class, () -> Limits.standard().steps(0));
    assertThrows(IllegalArgumentException.class, () -> Limits.standard().terms(10_001));
    assertEquals(7, Limits.untrusted().rows(7).rows());
    assertEquals(256 << 10, Limits.untrusted().characters());
  }

  /** Whatever a script that finishes did, the estimate said at least as much. */
  @ParameterizedTest
  @MethodSource("io.github.neuronscript.ProgramTest#scripts")
  void costsNoMoreThanEstimated(Path script) throws IOException {
    Options options = TestFiles.beside(script);
    Source source = Source.of(script.getFileName().toString(), Files.readString(script));
    Program program = ENGINE.compile(source, options).orThrow();
    Result result = program.run(options);
    assertEquals(Result.Status.FINISHED, result.status(), result.toString());
    Cost cost = program.cost(options.limits());
    assertTrue(cost.steps() >= result.steps(), cost + " but it took " + result.steps() + " steps");
  }

  @Test
  void saysWhatDominates() {
    Program program =
        ENGINE.compileOrThrow(Source.of("s.nn", AND + "train 20000 epochs\nevaluate\n"));
    Cost cost = program.cost(Limits.standard());
    assertEquals(3, cost.place().orElseThrow().position().line());
    assertEquals("20000 epochs", cost.factor());
    assertTrue(cost.dominates().startsWith("20000 epochs × 4 rows × (2 inputs + "));
    long actual = program.run(quiet()).steps();
    assertTrue(cost.steps() < 20 * actual, cost.steps() + " for " + actual);
    Program open = ENGINE.compileOrThrow(Source.of("s.nn", AND + "let n = 5\ntrain n epochs\n"));
    assertEquals("1000000 epochs", open.cost(Limits.untrusted()).factor());
    Program file =
        ENGINE.compileOrThrow(
            Source.of("s.nn", "inputs x\ntarget y\ndata from \"f.csv\"\ntrain 5 epochs"));
    assertEquals("10000000 rows", file.cost(Limits.standard()).factor());
  }

  @Test
  void eventsOfAQuietRunAreNotCounted() {
    int[] told = new int[1];
    Result result =
        run(
            AND + "train 10 epochs\nshow difference\n",
            quiet()
                .limits(Limits.standard().events(50))
                .listener(event -> told[0] += event instanceof TraceEvent.Configured ? 0 : 1));
    assertEquals(Result.Status.FINISHED, result.status(), result.toString());
    assertTrue(told[0] < 50);
  }

  @Test
  void longNumbersAreShownForMoreThanShortOnes() {
    String numbers = "set numbers exact\nlet a = 2^9000\n";
    Options silent = Options.defaults().trace(TraceLevel.NONE);
    String shown = numbers + "show a\n";
    // Its bits, squared, by 10,000; and it is told twice, as what is read and as what it comes to.
    assertEquals(2 * 8_101, run(shown, quiet()).steps() - run(shown, silent).steps());
    // As much as 280 doubles.
    Limits few = Limits.standard().output(200);
    assertEquals(Which.OUTPUT, run(shown, quiet().limits(few)).limit().orElseThrow().which());
    Result ofShort = run(shown.replace("9000", "90"), quiet().limits(few));
    assertEquals(Result.Status.FINISHED, ofShort.status(), ofShort::toString);
  }
}
