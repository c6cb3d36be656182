package io.github.neuronscript.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Sample;
import io.github.neuronscript.cli.Main;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.Summation;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {

  /** So long a trace is checked, but not changed digit by digit. */
  private static final int SMALL = 12_000;

  /** Hundreds of thousands of lines, or numbers of thousands of digits. */
  static final List<String> LONG =
      List.of(
          "scripts/breast_cancer.nn",
          "scripts/own_data.nn",
          "src/test/scripts/numbers/number_too_long_train.nn");

  static List<String> scripts() {
    return Traces.scripts();
  }

  private static List<String> shortOnes() {
    return scripts().stream().filter(script -> !LONG.contains(script)).toList();
  }

  static List<String> someScripts() {
    return Sample.oneOf(3, 0, shortOnes());
  }

  static List<String> otherScripts() {
    return Sample.others(3, 0, shortOnes());
  }

  private static List<String> byHand() {
    return new Forger(Traces.run("--trace", "full", "scripts/by_hand.nn")).lines();
  }

  private static void assertHolds(Verdict verdict) {
    assertEquals(Optional.empty(), verdict.problem());
  }

  private static void assertBroken(long line, String message, List<String> lines) {
    Verdict verdict = Forger.verify(lines);
    assertTrue(verdict.problem().isPresent(), "it holds");
    assertEquals(new Verdict.Problem(line, message), verdict.problem().get());
    assertEquals(line - 1, verdict.lines());
  }

  @ParameterizedTest
  @MethodSource("someScripts")
  void theTraceOfAScriptHolds(String script) {
    assertHolds(Forger.verify(Traces.run("--trace", "full", script)));
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("otherScripts")
  @FieldSource("LONG")
  void soDoesThatOfEveryOther(String script) {
    assertHolds(Forger.verify(Traces.run("--trace", "full", script)));
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("scripts")
  void soItDoesWithFewerSteps(String script) {
    for (String level : List.of("summary", "none")) {
      assertHolds(Forger.verify(Traces.run("--trace", level, script)));
    }
  }

  /** Stated derivatives are given, but not believed: the trace holds in all else. */
  @Test
  void statedDerivativeThatIsWrongIsFound() {
    String script =
        """
        define cube(z) = z^3 with derivative 3 * z^2
        inputs x = 0.5
        weights 0.3
        activation cube
        forward
        """;
    List<String> lines = new Forger(Traces.code(script)).lines();
    assertHolds(Forger.verify(Forger.signed(lines)));
    List<String> forged = lines.stream().map(line -> line.replace("3 * z^2", "4 * z^2")).toList();
    assertNotEquals(lines, forged);
    int conventions =
        1 + lines.indexOf(lines.stream().filter(l -> l.contains("conventions")).findFirst().get());
    assertBroken(
        conventions,
        "the derivative of the activation is another one where it is computed without formulas",
        Forger.signed(forged));
  }

  /** Also where none of the fixed places is, but a step. */
  @Test
  void statedDerivativeThatIsWrongWhereAStepIsIsFound() {
    String script =
        """
        define cube(z) = z^3 with derivative if z > 6 then 4 * z^2 else 3 * z^2
        inputs x
        weights 1
        activation cube
        loss mse
        forward 5 -> 1
        backward
        forward 7 -> 1
        backward
        """;
    List<String> lines = new Forger(Traces.code(script)).lines();
    assertSays(
        "the derivative of the activation is another one at this place, where it is computed"
            + " without formulas",
        Forger.verify(lines));
    assertEquals(1 + lines(lines, "backward").get(1), Forger.verify(lines).problem().get().line());
  }

  /** Where outputs are nearly certain, or parts of a formula have kinks that the whole has not. */
  @Test
  void stepsAtPlacesThatAreHardToComputeHold() {
    for (String activation : List.of("sigmoid", "softplus", "gelu", "elu(1)")) {
      for (String loss : List.of("cross_entropy", "mse", "mae", "hinge")) {
        for (String z : List.of("0", "-1e-12", "8.3", "25", "-36.5", "300")) {
          for (String y : List.of("0", "1", "1e-9", "0.999999")) {
            String script =
                "inputs x\nweights 1\nactivation A\nloss L\nforward Z -> Y\nbackward\n"
                    .replace("A", activation)
                    .replace("L", loss)
                    .replace("Z", z)
                    .replace("Y", y);
            assertHolds(Forger.verify(Traces.code(script)));
          }
        }
      }
    }
  }

  /** Fractions grow until they are too long, in a ledger as in steps: that is said of the line. */
  @Test
  void numbersThatGrowTooLongDoNotHold() {
    String script =
        """
        set numbers exact
        inputs x
        weights 1/3
        activation linear
        data { 0.7 -> 1; 0.2 -> 0; 0.3 -> 1 }
        set trace full
        train 1 epoch
        ledger
        """;
    List<String> lines = new Forger(Traces.code(script)).lines();
    assertHolds(Forger.verify(lines));
    String[] huge = new String[3];
    for (int i = 0; i < 3; i++) {
      huge[i] = "1/1" + "0".repeat(9_990) + (i + 1);
    }
    for (String event : List.of("ledger", "backward")) {
      List<String> forged = new ArrayList<>();
      for (String line : lines) {
        String other = line;
        if (line.startsWith("{\"event\":\"" + event)) {
          for (String one : huge) {
            other =
                other.replaceFirst(
                    "\"gradient\":\\[\"-?[0-9]+(/[0-9]+)?\"\\]", "\"gradient\":[\"" + one + "\"]");
            other = other.replaceFirst("\"gradient\"", "\"GRADIENT\"");
          }
          other = other.replace("GRADIENT", "gradient");
        }
        forged.add(other);
      }
      Verdict verdict = Forger.verify(Forger.signed(forged));
      assertTrue(verdict.problem().isPresent(), event);
      String line = lines.get((int) verdict.problem().get().line() - 1);
      assertTrue(line.contains("\"" + event), verdict.problem() + line);
    }
  }

  /** A line of a length, and then lines without an end of the same. */
  private static final class LongLine extends InputStream {
    private final long length;
    private long read;

    LongLine(long length) {
      this.length = length;
    }

    @Override
    public int read() {
      return read++ == length ? '\n' : 'x';
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
      for (int i = from; i < from + count; i++) {
        bytes[i] = (byte) read();
      }
      return count;
    }
  }

  @Test
  void lineOfMoreThan64MegabytesIsRefused() throws IOException {
    long most = 64 << 20;
    Verdict longest = Verifier.verify(new LongLine(most));
    assertSays(
        "this is no line of JSON as a trace has it: `{` is expected at character 1", longest);
    LongLine line = new LongLine(most + 1);
    assertSays("the line is longer than 64 MB, which none may be", Verifier.verify(line));
    assertTrue(line.read < most + (1 << 20), "it has read " + line.read);
  }

  /** A trace of ten times the memory, whose epochs are all alike. */
  @Tag("full")
  @Test
  void whatIsKeptDoesNotGrowWithTheTrace(@TempDir Path folder) throws Exception {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    weights 1
                    data { 2 -> 1 }
                    learning rate 0
                    set trace full
                    train 3 epochs
                    """))
            .lines();
    int from = lines(lines, "forward").get(1);
    int to = lines(lines, "forward").get(2);
    int trained = line(lines, "trained");
    Path trace = folder.resolve("long.jsonl");
    long epochs = 400_000_000L / (String.join("\n", lines.subList(from, to)).length() + 1) / 2;
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (OutputStream out =
        new DigestOutputStream(
            new BufferedOutputStream(Files.newOutputStream(trace), 1 << 16), digest)) {
      out.write(Forger.bytes(lines.subList(0, from)));
      for (long epoch = 2; epoch <= epochs; epoch++) {
        for (String line : lines.subList(from, to)) {
          String own =
              line.replace("\"epoch\":2", "\"epoch\":" + epoch)
                  .replace("\"updates\":2", "\"updates\":" + epoch);
          out.write((own + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      String last = lines.get(trained);
      for (String key : List.of("epochs", "updates")) {
        last = last.replace("\"" + key + "\":3", "\"" + key + "\":" + epochs);
      }
      out.write((last + "\n").getBytes(StandardCharsets.UTF_8));
      long count = trained + (epochs - 3) * (to - from) + 1;
      String end = "{\"event\":\"end\",\"status\":\"finished\",\"lines\":" + count;
      out.write(end.getBytes(StandardCharsets.UTF_8));
      out.flush();
      String sum = HexFormat.of().formatHex(digest.digest());
      out.write((",\"sha256\":\"" + sum + "\"}\n").getBytes(StandardCharsets.UTF_8));
    }
    assertTrue(Files.size(trace) > 150_000_000, "it has " + Files.size(trace) + " bytes");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "verify",
                trace.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains(" holds: "), said);
  }

  /** A step in each kind of numbers, learning rule and scale: every digit of every number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "scripts/by_hand.nn",
        "src/test/scripts/learning_rule/adam.nn",
        "src/test/scripts/penalty/kink.nn",
        "src/test/scripts/penalty/batches.nn",
        "src/test/scripts/numbers/and_exact.nn",
        "src/test/scripts/scale/standard.nn",
        "src/test/scripts/rules/on_step.nn",
        "src/test/scripts/evaluate/metrics_of_classes.nn"
      })
  void eachDigitOfEachNumberIsHeld(String script) {
    Forger forger = new Forger(Traces.run("--trace", "full", script));
    List<Forger.Digit> digits = forger.digits();
    // Of long traces those at equal distances.
    int every = 1 + digits.size() / 80;
    assertTrue(forger.lines().size() < SMALL, "shorter traces are enough");
    for (int i = 0; i < digits.size(); i += every) {
      Forger.Digit digit = digits.get(i);
      List<String> changed = forger.changed(digit);
      String place = "line " + (digit.line() + 1) + ", character " + (digit.at() + 1);
      assertFalse(Forger.verify(changed).holds(), () -> "checksum: " + place);
      // The last line is what a new checksum is written to.
      if (digit.derived() && digit.line() < forger.lines().size() - 1) {
        assertFalse(
            Forger.verify(Forger.signed(changed)).holds(),
            () -> "re-derivation: " + place + "\n" + changed.get(digit.line()));
      }
    }
  }

  /** Each of the numbers of a step by hand is re-derived, but for what it starts from. */
  @Test
  void whatIsGivenIsCounted() {
    Verdict verdict = Forger.verify(byHand());
    assertHolds(verdict);
    assertEquals(List.of(new Verdict.Run("scripts/by_hand.nn", "finished")), verdict.runs());
    Map<String, Long> given = verdict.numbers().given();
    assertEquals(3, given.get("parameters.weights") + given.get("parameters.bias"));
    // The rate.
    assertEquals(1, given.get("names.values"));
    assertFalse(given.containsKey("update.rate"), given.toString());
    assertFalse(given.containsKey("forward.z"), given.toString());
    assertFalse(given.containsKey("update.weights"), given.toString());
    assertEquals(42, verdict.numbers().derived());
  }

  @Test
  void aNumberThatDoesNotFollowIsNamed() {
    List<String> lines = new ArrayList<>(byHand());
    int forward = line(lines, "forward");
    lines.set(forward, lines.get(forward).replace("0.5349429451582145", "0.5349429451582146"));
    assertBroken(
        forward + 1,
        "`output` is 0.5349429451582146, but 0.5349429451582145 follows from the activation at `z`",
        lines);
  }

  private static int line(List<String> lines, String event) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("{\"event\":\"" + event + "\"")) {
        return i;
      }
    }
    throw new AssertionError(event);
  }

  @Test
  void aGivenNumberIsHeldByTheChecksum() {
    List<String> lines = new ArrayList<>(byHand());
    int configured = line(lines, "configured");
    lines.set(configured, lines.get(configured).replace("\"digits\":6", "\"digits\":7"));
    assertBroken(
        lines.size(),
        "the checksum is not that of the lines before and of this one: one of them was changed",
        lines);
    assertHolds(Forger.verify(Forger.signed(lines)));
  }

  /** Given and re-derived numbers alike, so that each has one text. */
  @ParameterizedTest
  @CsvSource({"0.50,0.5", "5e-1,0.5", "0.500000000000000000001,0.5", "1.0,1", "-0,-0.0", "1E1,10"})
  void aNumberHasOneText(String text, String own) {
    List<String> lines = byHand();
    assertForged(
        "`weights` is " + text + ", which a trace writes " + own,
        lines,
        "parameters",
        "\"weights\":\\[0.4",
        "\"weights\":[" + text);
    List<String> fractions =
        new Forger(
                Traces.code(
                    "set numbers exact\ninputs x\nweights 1/2\nactivation linear\nforward 3\n"))
            .lines();
    assertForged(
        "`weights` is 2/4, which a trace writes 1/2", fractions, "parameters", "1/2", "2/4");
  }

  @Test
  void modelThatIsLoadedAtOnceIsTheOneThatWasSaved(@TempDir Path folder) {
    List<String> lines = new Forger(Traces.savedAndLoaded(folder)).lines();
    assertSays(
        "`weights[0]` is 9.5, but 1 follows from the model that the line before saves",
        forged(lines, "model", 1, "\"weights\":\\[1", "\"weights\":[9.5"));
  }

  @Test
  void trainingsWithoutTheirStepsAreCounted() {
    String script =
        """
        inputs x
        data { 1 -> 0; 2 -> 1 }
        train 3 epochs
        set trace full
        train 1 epoch
        """;
    Verdict verdict = Forger.verify(Traces.code(script));
    assertHolds(verdict);
    assertEquals(new Verdict.Trainings(2, 1), verdict.trainings());
    assertEquals(
        new Verdict.Trainings(0, 0),
        Forger.verify(Traces.code("set trace none\n" + script.replace("full", "none")))
            .trainings());
  }

  @Test
  void aTraceThatIsCutOff() {
    List<String> lines = byHand();
    int n = lines.size();
    assertBroken(
        n, "the trace is cut off: its last line, `end`, is missing", lines.subList(0, n - 1));
    byte[] bytes = Forger.bytes(lines);
    for (int cut = 1; cut < 200; cut++) {
      byte[] shorter = java.util.Arrays.copyOf(bytes, bytes.length - cut);
      assertFalse(Forger.verify(shorter).holds());
    }
    assertEquals(
        "the trace is cut off in the middle of this line",
        Forger.verify(java.util.Arrays.copyOf(bytes, bytes.length - 2)).problem().get().message());
    assertEquals(
        "the line break after this line is missing, and each line of a trace has one",
        Forger.verify(java.util.Arrays.copyOf(bytes, bytes.length - 1)).problem().get().message());
    assertEquals(
        "nothing is here; a trace begins with the line `start`",
        Forger.verify(new byte[0]).problem().get().message());
  }

  @Test
  void linesThatAreSwappedOrMissing() {
    List<String> lines = byHand();
    for (int i = 1; i < lines.size() - 1; i++) {
      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, i - 1, i);
      assertFalse(Forger.verify(swapped).holds(), "swapped at " + i);
      List<String> missing = new ArrayList<>(lines);
      missing.remove(i);
      assertFalse(Forger.verify(missing).holds(), "missing " + i);
    }
    // With a new checksum: an update before its backward pass.
    List<String> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, line(lines, "backward"), line(lines, "update"));
    assertFalse(Forger.verify(Forger.signed(swapped)).holds());
  }

  @Test
  void whatIsNoTrace() {
    List<String> lines = byHand();
    assertBroken(1, "a trace begins with the line `start`", lines.subList(1, lines.size()));
    List<String> schema = new ArrayList<>(lines);
    schema.set(0, lines.get(0).replace("\"schema\":1", "\"schema\":2"));
    assertBroken(1, "`schema` is 2, and this version of nn reads 1", schema);
    List<String> twice = new ArrayList<>(lines);
    twice.set(1, lines.get(1).replace("\"digits\":6", "\"digits\":6,\"digits\":6"));
    assertBroken(2, "the name `digits` stands in one object twice", twice);
    List<String> broken = new ArrayList<>(lines);
    broken.set(1, lines.get(1).replace(":6", ":06"));
    assertBroken(
        2,
        "this is no line of JSON as a trace has it: `,` or `}` is expected at character 33",
        broken);
    List<String> event = new ArrayList<>(lines);
    event.set(1, "{\"event\":\"dreamt\"}");
    assertBroken(2, "the event `dreamt` is none that this version of nn knows", event);
    List<String> windows = lines.stream().map(line -> line + "\r").toList();
    assertBroken(1, "the line ends with \\r\\n, and a trace has \\n", windows);
    byte[] bytes = Forger.bytes(lines);
    bytes[40] = (byte) 0xff;
    assertEquals("the line is not UTF-8", Forger.verify(bytes).problem().get().message());
  }

  @Test
  void textsOfAnotherKindAreNoNumbers() {
    List<String> lines = new ArrayList<>(byHand());
    int forward = line(lines, "forward");
    for (String other : List.of("\"0.1\"", "\"1/0\"", "null", "[]", "true", "{}", "1e999")) {
      List<String> changed = new ArrayList<>(lines);
      changed.set(forward, lines.get(forward).replaceFirst("\"z\":[-0-9.e]+", "\"z\":" + other));
      assertEquals(forward + 1, Forger.verify(changed).problem().get().line(), other);
    }
  }

  @Test
  void runsThatDoNotFinish() {
    Verdict failed = Forger.verify(Traces.code("inputs x = 1\nforward\nexpect z == 5\n"));
    assertHolds(failed);
    assertEquals("failed", failed.runs().get(0).status());
    Verdict unread = Forger.verify(Traces.code("nonsense nonsense\n"));
    assertHolds(unread);
    assertEquals("failed", unread.runs().get(0).status());
    Verdict limit =
        Forger.verify(
            Traces.code("inputs x\ndata { 1 -> 0 }\ntrain 1000000000\n", "--limits", "untrusted"));
    assertHolds(limit);
    assertEquals("limit", limit.runs().get(0).status());
  }

  @Test
  void aModelThatIsSavedAndLoaded(@TempDir Path folder) {
    Verdict verdict = Forger.verify(Traces.saved(folder));
    assertHolds(verdict);
    assertEquals("finished", verdict.runs().get(0).status());
  }

  /** Also where nobody but the file has ever seen them, as after an assignment. */
  @Test
  void whatIsSavedAreTheParametersOfTheNeuron(@TempDir Path folder) {
    List<String> lines = new Forger(Traces.saved(folder)).lines();
    String weight =
        lines.get(line(lines, "model")).replaceFirst(".*\"weights\":\\[([^,]*),.*", "$1");
    assertForged(
        "`weights[0]` is 7, but " + weight + " follows from the weights of the lines before",
        lines,
        "model",
        "\"weights\":\\[[^,]*",
        "\"weights\":[7");
    assertForged(
        "`bias` is 7, but "
            + value(lines.get(line(lines, "model")).replace("}", ",}"), "bias")
            + " follows from the weights of the lines before",
        lines,
        "model",
        "\"bias\":[^}]*",
        "\"bias\":7");
  }

  @Test
  void assignedWeightsThatAreSavedStandBefore(@TempDir Path folder) {
    List<String> lines = new Forger(Traces.assigned(folder)).lines();
    assertHolds(Forger.verify(lines));
    int model = line(lines, "model");
    assertEquals("{\"event\":\"parameters\",\"weights\":[5],\"bias\":0}", lines.get(model - 1));
  }

  @Test
  void whatIsPrintedHasItsValues() {
    List<String> lines =
        new Forger(Traces.code("let a = 1/3\nset digits 3\nprint \"a is {a}, twice {2 * a}\"\n"))
            .lines();
    assertForged(
        "`text` is `a is 7, twice 0.667`, but `a is 0.333, twice 0.667` follows from `template` and"
            + " its values",
        lines,
        "printed",
        "a is 0.333",
        "a is 7");
    assertForged(
        "`values[1]` is 0.9, but 0.6666666666666666 follows from the formulas in `template`",
        lines,
        "printed",
        "0.6666666666666666",
        "0.9");
    String twice =
        "`values[1]` is 0.6666666666666666, but 1 follows from the formulas in `template`";
    assertForged(twice, lines, "printed", "2 \\* a", "3 * a");
    assertForged(
        "`values[0]` is 0.3333333333333333, but 0.3333333333333334 follows from the formulas in"
            + " `template`",
        lines,
        "names",
        "0.3333333333333333",
        "0.3333333333333334");
  }

  /** A number of the trace, forged in all that is printed of it. */
  @Test
  void whatIsPrintedIsWhatTheLinesBeforeTell() {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x1, x2
                    data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }
                    loss cross_entropy
                    train 20
                    print "w1 is {w1}", bias, "after {epoch}: {cost:12} {updates} {gradient_norm}"
                    predict 1, 1
                    print z, "{output} {x1}"
                    evaluate
                    print "{100 * accuracy:6} {threshold} {f1}"
                    """))
            .lines();
    assertHolds(Forger.verify(lines));
    assertEquals(List.of(), lines(lines, "names"));
    List<Integer> printed = lines(lines, "printed");
    for (int nth = 0; nth < 3; nth++) {
      String line = lines.get(printed.get(nth));
      String[] values = line.replaceFirst(".*\"values\":\\[(.*)\\].*", "$1").split(",");
      for (int i = 0; i < values.length; i++) {
        String[] others = values.clone();
        others[i] = "7";
        assertSays(
            "`values["
                + i
                + "]` is 7, but "
                + values[i]
                + " follows from the formulas in `template`",
            forged(
                lines,
                "printed",
                nth,
                "\"values\":\\[.*\\]",
                "\"values\":[" + String.join(",", others) + "]"));
      }
    }
    // With a line that says the weight has changed, which the prediction after it does not know.
    int first = printed.get(0);
    List<String> told = new ArrayList<>(lines);
    told.set(
        first,
        lines
            .get(first)
            .replaceFirst("w1 is [0-9.]+", "w1 is 7")
            .replaceFirst("\"values\":\\[[^,]*", "\"values\":[7"));
    told.add(first, "{\"event\":\"names\",\"values\":{\"w1\":7}}");
    Verdict verdict = Forger.verify(Forger.signed(told));
    assertEquals(first + 3, verdict.problem().orElseThrow().line());
    assertTrue(
        verdict.problem().get().message().startsWith("`weights[0]` is "), verdict.toString());
  }

  @Test
  void namesTellNoMoreThanTheyMay() {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    data { 1 -> 0; 2 -> 1; 3 -> 1 }
                    forward 1 -> 1
                    let a = 2
                    print a, z, loss
                    train 3
                    evaluate
                    print a, epoch, updates, cost, gradient_norm, accuracy
                    reset
                    print epoch, previous_cost, gradient_norm, cost
                    """))
            .lines();
    assertHolds(Forger.verify(lines));
    List<Integer> names = lines(lines, "names");
    assertEquals(2, names.size());
    int second = lines(lines, "printed").get(1);
    String from = "a new beginning";
    assertInserted(
        "`values.epoch` is 7, but 0 follows from " + from, lines, second, named("epoch"));
    assertInserted(
        "`values.updates` is 7, but 0 follows from " + from, lines, second, named("updates"));
    assertInserted(
        "`values.gradient_norm` is there, but null follows from the update before",
        lines,
        second,
        named("gradient_norm"));
    assertInserted(
        "`values.accuracy` is 7, but "
            + value(lines.get(line(lines, "evaluated")), "accuracy")
            + " follows from the judgement before",
        lines,
        second,
        named("accuracy"));
    assertInserted("no formula of the next line reads `b`", lines, second, named("b"));
    assertInserted(
        "no formula of the next line reads `b`", lines, line(lines, "forward"), named("b"));
    String a = "{\"event\":\"names\",\"values\":{\"a\":2}}";
    assertInserted("`values.a` was told before", lines, second, a);
    assertSays(
        "`values.loss` is 7, but 0.25 follows from the lines before",
        forged(lines, "names", 0, "\"loss\":[^,}]*", "\"loss\":7"));
    List<String> less = new ArrayList<>(lines);
    less.remove((int) names.get(0));
    assertSays("no line before tells `a`", Forger.verify(Forger.signed(less)));
  }

  private static String named(String name) {
    return "{\"event\":\"names\",\"values\":{\"" + name + "\":7}}";
  }

  /** What rules read at the end of an epoch stands before the line of the epoch, and agrees. */
  @Test
  void rulesReadTheEpochThatEnds() {
    for (String trace : List.of("full", "summary")) {
      List<String> lines =
          new Forger(
                  Traces.code(
                      """
                      inputs x
                      data { 1 -> 0; 2 -> 1; 3 -> 1 }
                      learning rate 0.5
                      set trace TRACE
                      rule "slower" when cost < 5 and epoch > 1 then {
                        learning rate rate / 2
                        print "{cost} {rate} {w1} {gradient_norm}"
                      }
                      train 5
                      """
                          .replace("TRACE", trace)))
              .lines();
      assertHolds(Forger.verify(lines));
      int fired = line(lines, "fired");
      List<String> forged = new ArrayList<>(lines);
      String cost = value(lines.get(fired).replace("}", ",}"), "cost");
      for (int i = fired - 1; i < fired + 2; i++) {
        forged.set(i, lines.get(i).replace(":" + cost, ":0.125"));
      }
      assertNotEquals(lines.get(fired), forged.get(fired));
      Verdict verdict = Forger.verify(Forger.signed(forged));
      assertFalse(verdict.holds(), trace);
    }
  }

  /** What a line says that another one has said before. */
  @Test
  void whatIsToldOnceIsHeldEverywhere(@TempDir Path folder) {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    data { 1 -> 0; 2 -> 1; 3 -> 1 }
                    set trace full
                    rule "slow" when epoch >= 2 then learning rate 0.25
                    train 3
                    show weights
                    threshold 0.25
                    evaluate
                    derive
                    derive sigmoid
                    """))
            .lines();
    assertHolds(Forger.verify(lines));
    String before = " follows from the lines before";
    assertForged(
        "`rate` is 0.2, but 0.1" + before, lines, "update", "\"rate\":0.1", "\"rate\":0.2");
    assertForged("`rate` is 0.1, but 0.2" + before, lines, "names", "\"rate\":0.1", "\"rate\":0.2");
    assertSays(
        "`values.epoch` is 7, but 2" + before,
        forged(lines, "fired", 0, "\"values\":\\{\"epoch\":2", "\"values\":{\"epoch\":7"));
    String listed = lines.get(line(lines, "listed"));
    String weight = value(listed.replace("}", ",}"), "value");
    assertForged(
        "`entries.value` is 7, but " + weight + before,
        lines,
        "listed",
        "\"value\":[^}]*",
        "\"value\":7");
    assertForged(
        "`threshold` is 0.5, but 0.25" + before,
        lines,
        "evaluated",
        "\"threshold\":0.25",
        "\"threshold\":0.5");
    assertForged(
        "the derivation is not that of the formulas of the conventions",
        lines,
        "neuron_derived",
        "\\^\\{2\\}",
        "^{3}");
    Verdict latex = forged(lines, "derived", 0, "\"latex\":\"[^\"]*1 \\+", "\"latex\":\"2 +");
    assertTrue(
        latex.problem().orElseThrow().message().startsWith("`steps.latex` is "), latex.toString());
    List<String> saved = new Forger(Traces.saved(folder)).lines();
    assertForged("`epochs` is 7, but 2" + before, saved, "model", "\"epochs\":2", "\"epochs\":7");
    assertForged(
        "`updates` is 7, but 2" + before, saved, "model", "\"updates\":2", "\"updates\":7");
  }

  /** Unless a script sets another one, it is the middle between the classes. */
  @Test
  void thresholdThatNobodySetIsTheUsualOne() {
    List<String> lines = judged("summary", "evaluate\n");
    assertForged(
        "no line before tells `threshold`",
        lines,
        "evaluated",
        "\"threshold\":0.5",
        "\"threshold\":0.6");
    assertForged(
        "`threshold` is 0, but 0.5 follows from the targets",
        lines,
        "evaluated",
        "\"threshold\":0.5",
        "\"threshold\":0");
    assertForged(
        "`threshold` is null, and `confusion` counts by one",
        lines,
        "evaluated",
        "\"threshold\":0.5",
        "\"threshold\":null");
  }

  @Test
  void answersFollowFromTheirTemplate() {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    weights 2
                    let least = 0.5
                    on predict when output > least then answer "yes: {output} ≥ {least:6}"
                    predict 1
                    """))
            .lines();
    assertHolds(Forger.verify(lines));
    String answer = "yes: 0.880797 ≥    0.5";
    assertForged(
        "`answer` is `yes: 0.980797 ≥    0.5`, but `"
            + answer
            + "` follows from `template` and its"
            + " values",
        lines,
        "answered",
        "0.880797 ",
        "0.980797 ");
    assertForged(
        "`values.least` is 0.4, but 0.5 follows from the lines before",
        lines,
        "answered",
        "\"least\":0.5",
        "\"least\":0.4");
  }

  /** Names that a text in quotes could not have between braces. */
  @Test
  void namesWithBracesAndColonsArePrinted() {
    assertHolds(
        Forger.verify(
            Traces.code("let `a:b}` = 3\nlet `cost` = 2\nprint `a:b}`, `cost`, \"{{`cost`:5}}\"")));
  }

  @Test
  void severalRunsInOneTrace() {
    Verdict verdict = Forger.verify(Traces.run("scripts/by_hand.nn", "scripts/and.nn"));
    assertHolds(verdict);
    assertEquals(2, verdict.runs().size());
  }

  @Test
  void functionsThatChangeTheirMeaning() {
    assertHolds(
        Forger.verify(
            Traces.code(
                """
                define f(z) = z
                define g(z) = f(z) + 1
                define f(z) = 3 * z
                define h(y, p) = (g(y) - g(p))^2
                inputs x = 2
                target 1
                loss h
                weights 1
                show g(2), f(2)
                activation g
                forward
                activation f
                step
                let loss = 4
                show `loss` + 1
                show g(f(1))
                """)));
  }

  @Test
  void parametersChangeOnlyWhereAStatementOrARuleChangesThem() {
    List<String> lines =
        new Forger(
                Traces.code(
                    "inputs x\ndata { 1 -> 0; 2 -> 1; 3 -> 1 }\nset trace full\ntrain 2 batch 1\n"))
            .lines();
    assertHolds(Forger.verify(lines));
    int update = line(lines, "update");
    List<String> forged = new ArrayList<>(lines);
    forged.add(update + 1, "{\"event\":\"parameters\",\"weights\":[9],\"bias\":9}");
    assertBroken(
        update + 2,
        "parameters change within a training, and no rule has changed them",
        Forger.signed(forged));
  }

  /** A training of twelve epochs with a rule that only prints, and what is judged after it. */
  private static List<String> trained(String trace) {
    return new Forger(
            Traces.code(
                """
                inputs x
                data { 1 -> 0; 2 -> 1; 3 -> 1; 4 -> 0 }
                loss mse
                rule "low" when cost < 5 then print "low"
                set trace TRACE
                train 12 batch 2
                expect epoch == 12
                threshold best accuracy
                cross validate 2 folds seed 1, 2 epochs
                """
                    .replace("TRACE", trace)))
        .lines();
  }

  /** Changes the line of an event, the nth from 0 on, and makes the checksum anew. */
  private static Verdict forged(List<String> lines, String event, int nth, String from, String to) {
    assertHolds(Forger.verify(lines));
    List<String> changed = new ArrayList<>(lines);
    int at = lines(lines, event).get(nth);
    changed.set(at, lines.get(at).replaceFirst(from, to));
    assertNotEquals(lines.get(at), changed.get(at));
    return Forger.verify(Forger.signed(changed));
  }

  private static void assertForged(
      String message, List<String> lines, String event, String from, String to) {
    assertSays(message, forged(lines, event, 0, from, to));
  }

  private static void assertSays(String message, Verdict verdict) {
    assertEquals(message, verdict.problem().map(Verdict.Problem::message).orElse("it holds"));
  }

  private static List<Integer> lines(List<String> lines, String event) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("{\"event\":\"" + event + "\"")) {
        found.add(i);
      }
    }
    return found;
  }

  @Test
  void theLastLineIsHeldByItsChecksumToo() {
    List<String> lines = byHand();
    List<String> changed = new ArrayList<>(lines);
    int last = lines.size() - 1;
    changed.set(last, lines.get(last).replace("finished", "failed"));
    assertSays(
        "the checksum is not that of the lines before and of this one: one of them was changed",
        Forger.verify(changed));
    assertHolds(Forger.verify(Forger.signed(changed)));
    changed.set(last, lines.get(last).replace("finished", "won"));
    assertSays(
        "`status` is `won`, and may be finished, failed, limit, cancelled",
        Forger.verify(Forger.signed(changed)));
    changed.set(last, lines.get(last).replace("\"}", "\",\"weights\":[1]}"));
    assertSays("the key `weights` is none that this version of nn knows", Forger.verify(changed));
  }

  @Test
  void linesHaveTheKeysOfTheirEventAlone() {
    List<String> lines = trained("full");
    String unknown = "the key `held` is none that this version of nn knows";
    assertForged(unknown, lines, "expected", "12\\}", "12},\"held\":false");
    String moved = "the key `z` stands in another place than a trace has it";
    assertForged(moved, byHand(), "forward", "(\"z\":[^,]*),(\"output\":[^,]*)", "$2,$1");
    assertForged(
        "the key `reason.more` is none that this version of nn knows",
        lines,
        "trained",
        "\"default\":false",
        "\"default\":false,\"more\":1");
    assertForged("the key `rows` is missing", lines, "trained", "\"rows\":4,", "");
    assertForged(
        "`bias` is not of the kind that a trace has there",
        lines,
        "epoch",
        "\"bias\":[^}]*",
        "\"bias\":{\"b\":1}");
  }

  /** What would be computed for hours is refused before, by its size and not by a clock. */
  @Test
  void linesThatAreMuchWork() {
    List<String> lines = byHand();
    List<String> doubling = new ArrayList<>(List.of(lines.get(0)));
    for (int k = 0; k < 60; k++) {
      String body = k == 0 ? "z / 2" : "f" + (k - 1) + "(z) + f" + (k - 1) + "(z)";
      doubling.add(
          "{\"event\":\"defined\",\"name\":\"f"
              + k
              + "\",\"parameters\":[\"z\"],\"formula\":\""
              + body
              + "\",\"derivative\":null,\"requires\":null}");
    }
    doubling.add(lines.get(lines.size() - 1));
    Verdict tooLong = Forger.verify(Forger.signed(doubling));
    assertSays(
        "a formula is too long: with its functions written out it has more than 10000 parts, or"
            + " more than 200 in one another",
        tooLong);
    assertEquals(14, tooLong.problem().get().line());
    StringBuilder sum = new StringBuilder("exp(1/3)");
    for (int k = 4; k < 1500; k++) {
      sum.append(" + exp(1/").append(k).append(')');
    }
    List<String> slow =
        List.of(
            lines.get(0),
            "{\"event\":\"configured\",\"digits\":6,\"trace\":\"full\",\"numbers\":\"decimal 1000\"}",
            "{\"event\":\"shown\",\"formula\":\"" + sum + "\",\"values\":{},\"value\":\"1\"}",
            lines.get(lines.size() - 1));
    assertSays(
        "to check this line takes more than the 500000000 steps that there are for one",
        Forger.verify(Forger.signed(slow)));
  }

  @Test
  void fractionsThatGrowTooLong() {
    List<String> lines =
        new Forger(
                Traces.code(
                    "set numbers exact\ninputs x\nactivation linear\nloss mse\n"
                        + "data { 1 -> 0; 2 -> 1; 3 -> 1 }\nevaluate\n"))
            .lines();
    String longOnes = "";
    for (int k = 1; k < 8; k++) {
      longOnes += (k == 1 ? "" : ",") + "\"1/" + "9".repeat(3000) + k + "\"";
    }
    String none = "what this line depends on has no value in these numbers";
    assertForged(none, lines, "evaluated", "\"losses\":\\[[^]]*", "\"losses\":[" + longOnes);
  }

  @Test
  void namesInBackticksAreThoseOfTheScript() {
    List<String> lines =
        new Forger(
                Traces.code(
                    "inputs x = 2\ntarget 1\nloss mse\nforward\nlet `output` = 3\n"
                        + "show output + 2 * `output`\nexpect `output` > 2 and output < 1\n"))
            .lines();
    assertForged(
        "`value` is 9, but 6.5 follows from `formula` and `values`",
        lines,
        "shown",
        "\"value\":6.5",
        "\"value\":9");
    assertForged(
        "`values.`output`` is 1, but 3 follows from the lines before",
        lines,
        "expected",
        "\"`output`\":3",
        "\"`output`\":1");
    assertForged(
        "`values.q` is of no name in the formula",
        lines,
        "shown",
        "\"values\":\\{",
        "\"values\":{\"q\":1,");
  }

  @Test
  void rulesChangeNoMoreThanRulesCan() {
    List<String> lines = trained("full");
    int epoch = lines(lines, "epoch").get(3);
    int trained = line(lines, "trained");
    assertForged(
        "`last_cost` is 0.0001, but "
            + value(lines.get(trained), "last_cost")
            + " follows from the last epoch",
        lines,
        "trained",
        "\"last_cost\":[^,]*",
        "\"last_cost\":0.0001");
    String fired = lines.get(lines(lines, "fired").get(3));
    assertInserted(
        "`rules` has no `\"new\"`, which has fired",
        lines,
        epoch,
        fired.replaceFirst("\"rule\":.*?,\"moment", "\"rule\":\"\\\\\"new\\\\\"\",\"moment"));
    assertInserted(
        "a training has not ended, and this rule is none of its own",
        lines,
        trained,
        fired.replace("\"epoch\":4", "\"epoch\":null"));
    int step = lines(lines, "forward").get(5);
    assertInserted(
        "a rule has fired at the end of this epoch, and no step may follow in it",
        lines,
        step,
        lines.get(line(lines, "fired")).replace("\"epoch\":1", "\"epoch\":2"));
    assertInserted(
        "a training has not ended, and no rule changes what is shown or computed",
        lines,
        step,
        "{\"event\":\"configured\",\"digits\":6,\"trace\":\"summary\",\"numbers\":\"double\"}");
    assertInserted(
        "the conventions change within a training",
        lines,
        step,
        lines.get(line(lines, "conventions")).replace("\"cost\":\"mean\"", "\"cost\":\"sum\""));
  }

  private static String value(String line, String key) {
    return line.replaceFirst(".*?\"" + key + "\":([^,]*),.*", "$1");
  }

  private static void assertInserted(String message, List<String> lines, int at, String line) {
    List<String> more = new ArrayList<>(lines);
    more.add(at, line);
    assertSays(message, Forger.verify(Forger.signed(more)));
  }

  @Test
  void theEpochsOfASummaryAreThoseThatItShows() {
    List<String> lines = trained("summary");
    List<Integer> epochs = lines(lines, "epoch");
    assertEquals(5, epochs.size(), "1, 2, 5, 10 and 12");
    for (int i = 0; i < epochs.size() - 1; i++) {
      List<String> swapped = new ArrayList<>(lines);
      Collections.swap(swapped, epochs.get(i), epochs.get(i + 1));
      assertFalse(Forger.verify(Forger.signed(swapped)).holds(), "swapped at " + i);
    }
    for (int i = 0; i < epochs.size(); i++) {
      List<String> less = new ArrayList<>(lines);
      less.remove((int) epochs.get(i));
      assertFalse(Forger.verify(Forger.signed(less)).holds(), "missing " + i);
      List<String> twice = new ArrayList<>(lines);
      twice.add(epochs.get(i), lines.get(epochs.get(i)));
      assertFalse(Forger.verify(Forger.signed(twice)).holds(), "twice " + i);
    }
    assertForged(
        "`epochs` is 9000, but 12 follows from the lines before",
        lines,
        "trained",
        "\"epochs\":12",
        "\"epochs\":9000");
    String counts = "`epochs`, `rows` and `batch`";
    assertForged(
        "`updates` is 1, but 24 follows from " + counts,
        lines,
        "trained",
        "\"updates\":24",
        "\"updates\":1");
    assertForged(
        "`updates` is 24, but 48 follows from " + counts,
        lines,
        "trained",
        "\"rows\":4",
        "\"rows\":8");
    assertForged("`batch` is 9, and `rows` is 4", lines, "trained", "\"batch\":2", "\"batch\":9");
  }

  /** Changes the lines of an epoch that are of an example, and what each tells of it. */
  private static List<String> inEpoch(
      List<String> lines, int epoch, int example, String from, String to) {
    String of = "\"epoch\":" + epoch + ",\"example\":" + example + ",";
    return lines.stream()
        .map(line -> line.contains(of) ? line.replaceFirst(from, to) : line)
        .toList();
  }

  @Test
  void theRowsOfATrainingStayTheSame() {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    weights 0
                    bias 0
                    learning rate 0
                    data { 1 -> 0; 2 -> 1; 3 -> 1 }
                    loss mse
                    set trace full
                    train 2 batch 1
                    """))
            .lines();
    assertHolds(Forger.verify(lines));
    // The weights are 0 at first, so that z does not tell of the inputs.
    String forward = lines.get(lines(lines, "forward").get(4));
    String backward = lines.get(lines(lines, "backward").get(4));
    assertTrue(forward.contains("\"epoch\":2,\"example\":2"), forward);
    List<String> other = new ArrayList<>(lines);
    other.set(lines.indexOf(forward), forward.replace("\"inputs\":[2]", "\"inputs\":[7]"));
    other.set(lines.indexOf(backward), backward.replace("\"inputs\":[2]", "\"inputs\":[7]"));
    assertSays(
        "example 2 has other inputs, or another target, than in the epoch before",
        Forger.verify(Forger.signed(other)));
    other.set(lines.indexOf(forward), forward.replace("\"target\":1", "\"target\":0"));
    other.set(lines.indexOf(backward), backward.replace("\"target\":1", "\"target\":0"));
    assertSays(
        "example 2 has other inputs, or another target, than in the epoch before",
        Forger.verify(Forger.signed(other)));
    for (int epoch : List.of(1, 2)) {
      assertSays(
          "example 1 comes a second time in this epoch",
          Forger.verify(Forger.signed(inEpoch(lines, epoch, 2, "\"example\":2", "\"example\":1"))));
    }
    assertSays(
        "example 9 is none of the epoch before",
        Forger.verify(Forger.signed(inEpoch(lines, 2, 3, "\"example\":3", "\"example\":9"))));
  }

  /** An epoch without its last step, where no number would tell. */
  @Test
  void everyRowComesInEveryEpoch() {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    weights 0
                    bias 0
                    activation linear
                    loss mse
                    data { 1 -> 0; 2 -> 0; 3 -> 0 }
                    set trace full
                    train 2 batch 3
                    """))
            .lines();
    assertHolds(Forger.verify(lines));
    List<String> less = new ArrayList<>();
    for (String line : lines) {
      boolean second = line.contains("\"epoch\":2,");
      if (!second || !line.contains("\"example\":3,")) {
        less.add(second ? line.replace("\"examples\":3", "\"examples\":2") : line);
      }
    }
    assertEquals(lines.size() - 2, less.size());
    assertSays(
        "the epoch has 2 examples, and the one before 3", Forger.verify(Forger.signed(less)));
  }

  @Test
  void judgementsFollowFromTheirParts() {
    List<String> lines = trained("summary");
    String none =
        " has other metrics than cost, accuracy, precision, recall, specificity, f1, auc,"
            + " log_loss, brier";
    assertForged("`mean`" + none, lines, "cross_validated", "\"mean\":\\{[^}]*", "\"mean\":{");
    assertForged(
        "the key `lowest.zzz` is none that this version of nn knows",
        lines,
        "cross_validated",
        "\"lowest\":\\{",
        "\"lowest\":{\"zzz\":1,");
    String line = lines.get(line(lines, "threshold_chosen"));
    assertNotEquals("0.5", value(line, "threshold"));
    assertForged(
        "`threshold` is 0.5, but " + value(line, "threshold") + FROM_ROWS,
        lines,
        "threshold_chosen",
        "\"threshold\":[^,]*",
        "\"threshold\":0.5");
  }

  /** A training, and what is judged by its rows. */
  private static List<String> judged(String trace, String after) {
    return new Forger(
            Traces.code(
                """
                inputs x
                weights 0.5
                bias -1
                loss mse
                data { 1 -> 0; 2 -> 1; 3 -> 0; 4 -> 1; 5 -> 1 }
                set trace TRACE
                train 3
                """
                        .replace("TRACE", trace)
                    + after))
        .lines();
  }

  private static final String FROM_ROWS = " follows from the rows and the weights";

  /** With and without the steps of the training in the trace. */
  @ParameterizedTest
  @ValueSource(strings = {"full", "summary", "none"})
  void figuresFollowFromTheRows(String trace) {
    List<String> lines = judged(trace, "evaluate calibration confidence 90 samples 50\n");
    Verdict verdict = Forger.verify(lines);
    assertHolds(verdict);
    Map<String, Long> given = verdict.numbers().given();
    assertEquals(trace.equals("full"), !given.containsKey("rows.examples"), given.toString());
    for (String key : List.of("losses", "confusion", "metrics", "baseline", "calibration")) {
      assertFalse(given.containsKey("evaluated." + key), given.toString());
    }
    // Percent, samples and seed.
    assertEquals(3, given.get("evaluated.confidence"));
    String evaluated = lines.get(line(lines, "evaluated"));
    for (String metric : List.of("auc", "log_loss", "brier", "mae", "r2")) {
      String value = value(evaluated.replace("}", ",}"), metric);
      assertForged(
          "`metrics." + metric + "` is 0.125, but " + value + FROM_ROWS,
          lines,
          "evaluated",
          "\"" + metric + "\":[^,}]*",
          "\"" + metric + "\":0.125");
    }
    assertSays(
        "`confusion.tp` is 9, but " + tp(evaluated) + FROM_ROWS,
        forged(lines, "evaluated", 0, "\"tp\":\\d+", "\"tp\":9"));
  }

  /** All of it, so that sums and ratios fit, but not the rows. */
  @Test
  void figuresForgedTogetherDoNotHold() {
    List<String> lines = judged("summary", "evaluate\n");
    List<String> none = new ArrayList<>(lines);
    none.remove(line(lines, "rows"));
    assertSays("no line before tells example 1", Forger.verify(Forger.signed(none)));
    int evaluated = line(none, "evaluated");
    none.set(
        evaluated, none.get(evaluated).replaceFirst("\"examples\":\\[[^]]*", "\"examples\":["));
    assertSays("`examples` is empty, and so few rows are told", Forger.verify(Forger.signed(none)));
    assertForged(
        "example 1 is there twice", lines, "evaluated", "\"examples\":\\[1,2", "\"examples\":[1,1");
    assertForged(
        "`undefined.auc` is of a metric that has a value",
        lines,
        "evaluated",
        "\"undefined\":\\{",
        "\"undefined\":{\"auc\":\"one-class\"");
    int rows = line(lines, "rows");
    assertInserted("example 1 was told before", lines, rows + 1, lines.get(rows));
    assertInserted(
        "the next line is not about example 9",
        lines,
        rows + 1,
        "{\"event\":\"rows\",\"examples\":[{\"example\":9,\"inputs\":[1],\"target\":1}]}");
  }

  /** Resamples are drawn again, and bins are counted again. */
  @Test
  void calibrationAndConfidenceAreFoundAgain() {
    List<String> lines =
        judged("summary", "evaluate calibration confidence 90 samples 50 seed 3\n");
    String evaluated = lines.get(line(lines, "evaluated"));
    String low = evaluated.replaceFirst(".*\"metric\":\"brier\",\"low\":([^,]*),.*", "$1");
    assertForged(
        "`confidence.intervals.low` is 0.125, but " + low + " follows from the resamples",
        lines,
        "evaluated",
        "\"metric\":\"brier\",\"low\":[^,]*",
        "\"metric\":\"brier\",\"low\":0.125");
    assertFalse(forged(lines, "evaluated", 0, "\"seed\":3", "\"seed\":4").holds());
    String bins = evaluated.replaceFirst(".*\"calibration\":", "");
    String output = value(bins, "output");
    assertForged(
        "`calibration.output` is 0.125, but " + output + FROM_ROWS,
        lines,
        "evaluated",
        "(\"calibration\":.*?)\"output\":[^,]*",
        "$1\"output\":0.125");
    String right = "evaluate confidence 95 samples 20\n";
    List<String> bounded =
        judged("summary", "weights 9\nbias -13.5\ndata { 1 -> 0; 2 -> 1 }\n" + right);
    assertForged(
        "`confidence.accuracy.low` is 0.125, but "
            + StrictMath.pow(0.05, 0.5)
            + " follows from `percent` and `rows`",
        bounded,
        "evaluated",
        "(\"accuracy\":\\{\"rows\":2,\"low\":)[^,]*",
        "$10.125");
  }

  private static String tp(String evaluated) {
    return evaluated.replaceFirst(".*\"tp\":(\\d+).*", "$1");
  }

  /** Other data stand in a line of their own. */
  @Test
  void figuresOfOtherDataFollowFromTheirRows() {
    List<String> lines =
        judged("full", "data { 1 -> 1; 2 -> 0; 3 -> 0; 4 -> 1; 5 -> 0 }\nevaluate\n");
    Verdict verdict = Forger.verify(lines);
    assertHolds(verdict);
    // Three of the five are other rows now.
    assertEquals(9, verdict.numbers().given().get("rows.examples"));
    assertForged(
        "`metrics.rmse` is 0.125, but "
            + value(lines.get(line(lines, "evaluated")), "rmse")
            + FROM_ROWS,
        lines,
        "evaluated",
        "\"rmse\":[^,}]*",
        "\"rmse\":0.125");
  }

  /** More rows than are told are judged by what the line itself says. */
  @Test
  void figuresOfManyRowsThatAreNotToldAreGiven() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 101; i++) {
      rows.append(i).append(" -> ").append(i > 50 ? 1 : 0).append("; ");
    }
    String script = "inputs x\ndata { " + rows + "}\nset trace TRACE\n";
    List<String> lines =
        new Forger(Traces.code(script.replace("TRACE", "summary") + "train 1\nevaluate\n")).lines();
    Verdict verdict = Forger.verify(lines);
    assertHolds(verdict);
    assertEquals(1, verdict.numbers().given().get("evaluated.loss_sum"));
    List<String> told =
        new Forger(Traces.code(script.replace("TRACE", "full") + "train 1\nevaluate\n")).lines();
    Verdict full = Forger.verify(told);
    assertHolds(full);
    assertFalse(
        full.numbers().given().containsKey("evaluated.loss_sum"),
        full.numbers().given().toString());
    assertEquals(101, full.numbers().given().get("evaluated.examples"));
  }

  @Test
  void ledgerAndCheckedGradientFollowFromTheRows() {
    List<String> lines =
        judged("summary", "penalty l2(0.1)\nledger\ncheck gradient\nthreshold best f1\n");
    Verdict verdict = Forger.verify(lines);
    assertHolds(verdict);
    assertFalse(
        verdict.numbers().given().containsKey("ledger.gradient"),
        verdict.numbers().given().toString());
    assertFalse(
        verdict.numbers().given().containsKey("gradient_checked.cost"),
        verdict.numbers().given().toString());
    assertFalse(
        verdict.numbers().given().containsKey("threshold_chosen.below"),
        verdict.numbers().given().toString());
    String ledger = lines.get(line(lines, "ledger"));
    String from = " follows from its row and the weights";
    for (String key : List.of("target", "output", "loss", "bias_gradient")) {
      String value = value(ledger.replace("}", ",}"), key);
      assertForged(
          "`shares." + key + "` is 7, but " + value + from,
          lines,
          "ledger",
          "\"" + key + "\":[^,}]*",
          "\"" + key + "\":7");
    }
    String penalty = ledger.replaceFirst(".*\"penalty\":\\[([^]]*).*", "$1");
    assertForged(
        "`penalty[0]` is 7, but "
            + penalty
            + " follows from the weights and the formula of the penalty",
        lines,
        "ledger",
        "\"penalty\":\\[[^]]*",
        "\"penalty\":[7");
    String checked = lines.get(line(lines, "gradient_checked"));
    for (String key : List.of("derivative", "step", "difference")) {
      Verdict forged =
          forged(lines, "gradient_checked", 0, "\"" + key + "\":[^,]*", "\"" + key + "\":7");
      assertTrue(
          forged
              .problem()
              .orElseThrow()
              .message()
              .startsWith("`derivatives." + key + "` is 7, but " + value(checked, key)),
          forged.toString());
    }
    String chosen = lines.get(line(lines, "threshold_chosen"));
    for (String key : List.of("candidates", "below", "above", "threshold")) {
      assertForged(
          "`" + key + "` is 7, but " + value(chosen, key) + FROM_ROWS,
          lines,
          "threshold_chosen",
          "\"" + key + "\":[^,]*",
          "\"" + key + "\":7");
    }
  }

  @Test
  void numbersThatNoDoubleIsWrittenAs() {
    List<String> lines =
        new Forger(Traces.code("inputs x = 0\nweights 1\nactivation linear\nforward\n")).lines();
    for (String zero : List.of("1e-999", "0e5", "0.000")) {
      assertForged(
          "`z` is " + zero + ", which no double is", lines, "forward", "\"z\":0", "\"z\":" + zero);
    }
    assertForged("`inputs` is 1e-999, which no double is", lines, "forward", "\\[0\\]", "[1e-999]");
  }

  /** Whatever is done to its signs, a trace has a verdict, and no exception comes out. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "scripts/by_hand.nn",
        "src/test/scripts/derive/functions.nn",
        "src/test/scripts/penalty/kink.nn",
        "src/test/scripts/numbers/gradient_exact.nn",
        "src/test/scripts/evaluate/metrics_of_classes.nn"
      })
  void changesOfAllSortsEndInAVerdict(String script) {
    List<String> lines = new Forger(Traces.run("--trace", "full", script)).lines();
    SplittableRandom random = new SplittableRandom(8);
    String signs = "0123456789.-eE\"{}[],:nullz x+*/()^<>`~";
    int broken = 0;
    for (int i = 0; i < 150; i++) {
      List<String> changed = new ArrayList<>(lines);
      int at = random.nextInt(lines.size() - 1);
      StringBuilder line = new StringBuilder(lines.get(at));
      int place = random.nextInt(line.length());
      char sign = signs.charAt(random.nextInt(signs.length()));
      switch (random.nextInt(4)) {
        case 0 -> line.setCharAt(place, sign);
        case 1 -> line.insert(place, sign);
        case 2 -> line.deleteCharAt(place);
        default -> line.setLength(place);
      }
      changed.set(at, line.toString());
      broken += Forger.verify(Forger.signed(changed)).holds() ? 0 : 1;
      assertTrue(
          lines.equals(changed) || !Forger.verify(changed).holds(), () -> "held: " + changed);
    }
    assertTrue(broken > 50, "only " + broken + " are found without the checksum");
  }

  /** A name that the language has stands for what it says there, whoever tells it. */
  @Test
  void whatTheLanguageDefinesIsToldAsItIs() {
    List<String> lines = byHand();
    int nth = defined(lines, "sigmoid");
    assertSays(
        "`formula` is `1 / (1 + exp(-2 * z))`, and in the language it is `1 / (1 + exp(-z))`",
        forged(lines, "defined", nth, "exp\\(-z\\)\\)\"", "exp(-2 * z))\""));
    assertSays(
        "`derivative` is missing, which the language states",
        forged(lines, "defined", nth, "\"derivative\":\\{[^}]*\\}", "\"derivative\":null"));
    assertSays(
        "`learning_rule_formula` is not that of `adam` in the language",
        forged(lines, "conventions", 0, "\"gradient descent\"", "\"adam\""));
    List<String> adam =
        new Forger(Traces.run("--trace", "full", "src/test/scripts/learning_rule/adam.nn")).lines();
    // One of the places in which the same number stands.
    assertForged(
        "`learning_rule_formula` is not that of `adam` in the language",
        adam,
        "conventions",
        "1 - 0.999\\)",
        "1 - 0.99)");
    List<String> own =
        new Forger(Traces.code("define f(z) = 2 * z\ninputs x = 1\nactivation f\nforward\n"))
            .lines();
    assertSays(
        "`w` is no parameter of this function",
        forged(own, "defined", defined(own, "f"), "2 \\* z", "2 * w"));
  }

  /** Returns which of the lines that define a function is that of a name. */
  private static int defined(List<String> lines, String name) {
    List<Integer> all = lines(lines, "defined");
    int nth = 0;
    while (!lines.get(all.get(nth)).contains("\"name\":\"" + name + "\"")) {
      nth++;
    }
    return nth;
  }

  @Test
  void wordsAreHeldToWhatTheyStandFor() {
    List<String> lines =
        new Forger(
                Traces.code(
                    """
                    inputs x
                    weights 2
                    data { 1 -> 0; 2 -> 1; 3 -> 1 }
                    check gradient
                    on predict when output > 0.5 then answer "yes"
                    on predict when z > 1 then print "far"
                    predict 1
                    evaluate
                    """))
            .lines();
    assertSays(
        "`derivatives.verdict` is `differs`, but `agrees` follows from `derivative` and"
            + " `difference`",
        forged(lines, "gradient_checked", 0, "\"agrees\"", "\"differs\""));
    String other = "`condition` is another one than `rule` says";
    assertSays(other, forged(lines, "fired", 1, "\"when z > 1\"", "\"when z > 0\""));
    assertSays(other, forged(lines, "answered", 0, "\"when output > 0.5\"", "\"when z > 0.5\""));
    assertSays(
        "`moment` is not that of the line before",
        forged(lines, "fired", 0, "\"predict\"", "\"step\""));
    assertSays(
        "`stale` is true, but false follows from the lines before",
        forged(lines, "evaluated", 0, "\"stale\":false", "\"stale\":true"));
    assertSays(
        "`file` is there, but null follows from `part`",
        forged(lines, "evaluated", 0, "\"file\":null", "\"file\":\"a.csv\""));
    assertSays(
        "`part` is `some`, and may be all, training, test, both, file",
        forged(lines, "evaluated", 0, "\"part\":\"all\"", "\"part\":\"some\""));
    assertSays(
        "`update_order` is `chained`, and may be simultaneous",
        forged(lines, "conventions", 0, "\"simultaneous\"", "\"chained\""));
    assertSays(
        "`penalty_formula` is there, but null follows from `penalty`",
        forged(lines, "conventions", 0, "\"penalty_formula\":null", "\"penalty_formula\":\"w\""));
    assertSays(
        "`numbers` is `exact`, but `double` follows from the line `configured` before",
        forged(lines, "conventions", 0, "\"numbers\":\"double\"", "\"numbers\":\"exact\""));
  }

  @Test
  void stepsOfATrainingNeedATraceThatIsFull() {
    List<String> lines = trained("full");
    assertSays(
        "the trace is not full, and has no steps of a training",
        forged(lines, "configured", 1, "\"full\"", "\"summary\""));
    List<String> open = new ArrayList<>(lines.subList(0, line(lines, "trained")));
    open.add(lines.get(lines.size() - 1));
    assertSays(
        "a training has not ended, and the run has not either", Forger.verify(Forger.signed(open)));
  }

  /** Folds are trained where no line tells of it; yet their figures have to fit together. */
  @Test
  void figuresOfFoldsAreThoseOfWholeRows() {
    List<String> lines =
        new Forger(Traces.run("src/test/scripts/cross_validate/threshold_of_the_fold.nn")).lines();
    String metrics = "(\"folds\":\\[.*?\"METRIC\":)[^,}]*";
    String line = lines.get(line(lines, "cross_validated"));
    for (String metric : List.of("accuracy", "precision", "recall", "specificity", "f1", "auc")) {
      String from = metrics.replace("METRIC", metric);
      String value =
          line.replaceFirst(
              ".*?" + from.replace("(", "(?:").replace("[^,}]*", "([^,}]*)") + ".*", "$1");
      for (String other : List.of("0.123", value.equals("1") ? "0.99" : "1.5")) {
        Verdict verdict = forged(lines, "cross_validated", 0, from, "$1" + other);
        assertEquals(line(lines, "cross_validated") + 1, verdict.problem().orElseThrow().line());
        String message = verdict.problem().get().message();
        assertTrue(
            message.startsWith("no counts of ") || message.contains("can never be"), message);
      }
    }
    assertSays(
        "`folds.reason.epochs` is 7, but "
            + line.replaceFirst(".*?\"reason\":\\{\"kind\":\"bound\",\"epochs\":(\\d+).*", "$1")
            + " follows from `folds.epochs`",
        forged(
            lines,
            "cross_validated",
            0,
            "\"kind\":\"bound\",\"epochs\":\\d+",
            "\"kind\":\"bound\",\"epochs\":7"));
  }

  /** Of rows that are not told: the counts that are given have consequences. */
  @Test
  void figuresOfRowsThatAreNotToldFitTogether() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 101; i++) {
      rows.append(i).append(" -> ").append(i % 3 == 0 ? 1 : 0).append("; ");
    }
    List<String> lines =
        new Forger(
                Traces.code(
                    "inputs x\nloss cross_entropy\ndata { "
                        + rows
                        + "}\nscale standard\ntrain 5\n"
                        + "evaluate calibration confidence 90 samples 10000\n"))
            .lines();
    Verdict verdict = Forger.verify(lines);
    assertHolds(verdict);
    // The counts themselves, and a cost that is added up in an order that nobody knows.
    assertEquals(4, verdict.numbers().given().get("evaluated.confusion"));
    assertFalse(verdict.numbers().given().containsKey("evaluated.rows"));
    String baseline = "(\"baseline\":.*?\"METRIC\":)[^,}]*";
    for (String metric :
        List.of("rows", "output", "class", "accuracy", "rmse", "log_loss", "brier")) {
      assertFalse(
          forged(lines, "evaluated", 0, baseline.replace("METRIC", metric), "$10.75").holds(),
          metric);
    }
    assertSays(
        "`log_loss` is not what the losses are together, about "
            + value(lines.get(line(lines, "evaluated")), "cost"),
        forged(lines, "evaluated", 0, "\"log_loss\":[^,}]*", "\"log_loss\":0.01"));
    assertSays(
        "`confidence.intervals` has one of `accuracy` that cannot be",
        forged(
            lines,
            "evaluated",
            0,
            "(\"metric\":\"accuracy\",\"low\":[^,]*,\"high\":)[^,]*",
            "$11.5"));
    assertSays(
        "`calibration` has other rows than `confusion`",
        forged(lines, "evaluated", 0, "(\"calibration\":.*?\"ones\":)\\d+", "$10"));
  }

  /** Pictures of two inputs, of which the boundary and the costs follow from the lines before. */
  private static List<String> pictures() {
    return new Forger(
            Traces.code(
                """
                inputs x1, x2
                weights 0.5, -1
                bias 0.25
                data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 0; 1, 1 -> 1 }
                loss cross_entropy
                scale minmax
                train 20
                predict 1, 0.5
                plot activation
                plot cost
                plot boundary
                threshold 0.75
                plot boundary
                """))
        .lines();
  }

  @Test
  void whatPicturesShowFollowsFromTheLinesBefore() {
    List<String> lines = pictures();
    Verdict verdict = Forger.verify(lines);
    assertHolds(verdict);
    Map<String, Long> given = verdict.numbers().given();
    for (String key : List.of("across", "up", "marks", "boundary")) {
      assertFalse(given.containsKey("plotted." + key), given.toString());
    }
    // The costs of the epochs that a summary leaves out.
    assertEquals(20 - 5, given.get("plotted.curves"));
    List<Integer> at = lines(lines, "plotted");
    String activation = lines.get(at.get(0));
    String z = value(activation.replaceFirst(".*\"marks\"", "").replace("}", ",}"), "x");
    assertSays(
        "`marks.x` is 0.125, but " + z + " follows from the example before",
        forged(lines, "plotted", 0, "\"f\\(z\\)\",\"x\":[^,]*", "\"f(z)\",\"x\":0.125"));
    assertSays(
        "`curves.ys[1]` is 0.5, but "
            + activation.replaceFirst(".*?\"ys\":\\[[^,]*,([^,]*),.*", "$1")
            + " follows from the activation",
        forged(lines, "plotted", 0, "(\"ys\":\\[[^,]*),[^,]*", "$1,0.5"));
    assertSays(
        "`across.to` is 7, but 6 follows from the mark",
        forged(lines, "plotted", 0, "(\"across\":.*?\"to\":)[^,]*", "$17"));
    assertSays(
        "`curves.ys[0]` is 0.5, but "
            + value(lines.get(line(lines, "epoch")), "cost")
            + " follows from the lines before",
        forged(lines, "plotted", 1, "\"ys\":\\[[^,]*", "\"ys\":[0.5"));
    assertSays(
        "the last epoch of `curves.xs` is 21, and not 20",
        forged(lines, "plotted", 1, "19,20\\]", "19,21]"));
    String boundary = lines.get(at.get(2));
    assertSays(
        "`boundary.w1` is 7, but "
            + value(boundary, "w1")
            + " follows from the weights and the scale",
        forged(lines, "plotted", 2, "\"w1\":[^,]*", "\"w1\":7"));
    assertSays(
        "`boundary.threshold` is 0.5, but 0.75 follows from the lines before",
        forged(lines, "plotted", 3, "\"threshold\":0.75", "\"threshold\":0.5"));
    assertSays(
        "`boundary.bands.from` is 0.5, but "
            + lines.get(at.get(2)).replaceFirst(".*\"bands\":\\[\\{\"from\":([^,]*),.*", "$1")
            + " follows from the threshold and the activation",
        forged(lines, "plotted", 2, "(\"bands\":\\[\\{\"from\":)[^,]*", "$10.5"));
    assertSays(
        "`up.from` is 0, but -0.06 follows from the points",
        forged(lines, "plotted", 2, "(\"up\":.*?\"from\":)[^,]*", "$10"));
  }

  /** A point of the data that is moved has its consequences where it is outermost. */
  @Test
  void pointsOfPicturesAreGiven() {
    List<String> lines =
        new Forger(Traces.code("inputs x\ndata { 1 -> 3; 2 -> 5 }\nplot data\n")).lines();
    assertHolds(Forger.verify(lines));
    assertEquals(4, Forger.verify(lines).numbers().given().get("plotted.groups"));
    assertForged(
        "`groups.to` is 5, but 6 follows from the points", lines, "plotted", "3,5\\]", "3,6]");
    assertForged(
        "`across.from` is 0.94, but 0.8200000000000001 follows from the points",
        lines,
        "plotted",
        "\"xs\":\\[1,2\\]",
        "\"xs\":[1,4]");
    assertForged(
        "`rows` is 1, and there are 2 points", lines, "plotted", "\"rows\":2", "\"rows\":1");
    assertForged(
        "the picture is none of its `kind`",
        lines,
        "plotted",
        "\"kind\":\"data",
        "\"kind\":\"cost");
    assertForged(
        "`kind` is `film`, and may be activation, cost, boundary, data",
        lines,
        "plotted",
        "\"kind\":\"data",
        "\"kind\":\"film");
  }

  /** Costs of a training that is not told say nothing of those that were told before. */
  @Test
  void costsThatAreNotToldAreGiven() {
    String script =
        """
        inputs x
        data { 1 -> 0; 2 -> 1; 3 -> 1 }
        train 3
        set trace none
        reset
        learning rate 1
        train 3
        plot cost
        """;
    Verdict verdict = Forger.verify(Traces.code(script));
    assertHolds(verdict);
    assertEquals(3, verdict.numbers().given().get("plotted.curves"));
  }

  @Test
  void sumsAreThoseOfTheArithmetic() {
    NumberSystem numbers = NumberSystem.doubles();
    for (int n : new int[] {0, 1, 7, 8, 9, 16, 255, 256, 257, 1000, 256 * 7 + 3}) {
      double[] a = new double[n];
      double[] b = new double[n];
      List<Number> x = new ArrayList<>();
      List<Number> y = new ArrayList<>();
      RowSum expected = new RowSum(1);
      Sums sums = new Sums(numbers, 1);
      for (int i = 0; i < n; i++) {
        a[i] = StrictMath.sin(i) * StrictMath.exp(i % 30);
        b[i] = StrictMath.cos(3 * i);
        x.add(a[i]);
        y.add(b[i]);
        expected.add(0, a[i]);
        expected.endRow();
        sums.add(x.get(i));
      }
      assertEquals(Summation.dot(a, 0, b, 0, n), Sums.dot(numbers, x, y));
      assertEquals(expected.total()[0], sums.total().get(0));
    }
  }

  @Test
  void aTraceOfAnotherEncodingOfTheSameNumbersIsNotOurs() {
    String text = new String(Forger.bytes(byHand()), StandardCharsets.UTF_8);
    List<String> spaced = text.replace(",\"z\":", ", \"z\":").lines().toList();
    assertFalse(Forger.verify(Forger.signed(spaced)).holds());
  }
}
