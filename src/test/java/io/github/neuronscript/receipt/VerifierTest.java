package io.github.neuronscript.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.neuron.Summation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
  @MethodSource("scripts")
  void theTraceOfEveryScriptHolds(String script) {
    if (!LONG.contains(script)) {
      assertHolds(Forger.verify(Traces.run("--trace", "full", script)));
    }
  }

  @Tag("full")
  @ParameterizedTest
  @FieldSource("LONG")
  void soDoThoseThatAreLong(String script) {
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
    int every = 1 + digits.size() / 400;
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
    Map<String, Long> given = verdict.given();
    assertEquals(3, given.get("parameters.weights") + given.get("parameters.bias"));
    assertEquals(1, given.get("update.rate"));
    assertFalse(given.containsKey("forward.z"), given.toString());
    assertFalse(given.containsKey("update.weights"), given.toString());
    assertEquals(31, verdict.derived());
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
        "the checksum is not that of the lines before: one of them was changed",
        lines);
    assertHolds(Forger.verify(Forger.signed(lines)));
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
    for (int i = 0; i < 300; i++) {
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
    assertTrue(broken > 100, "only " + broken + " are found without the checksum");
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
