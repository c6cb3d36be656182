package io.github.neuronscript.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Limits;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.Session;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.MicroStep;
import io.github.neuronscript.trace.MicroStep.Phase;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Travels in time, without a terminal: every point is reached again with the same bits. */
class JourneyTest {

  private static final List<String> STATEMENTS =
      List.of(
          "inputs x1, x2",
          "inputs x1 = 0.5, x2 = -1",
          "weights 0.8, 0.2",
          "weights uniform(-1, 1) seed 3",
          "bias 0.25",
          "data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }",
          "target 1",
          "activation sigmoid",
          "activation relu",
          "loss cross_entropy",
          "loss mse",
          "learning rate 0.5",
          "learning rule momentum(0.9)",
          "learning rule gradient descent",
          "penalty l2(0.01)",
          "penalty none",
          "scale standard",
          "scale none",
          "when cost < 0.01 then stop",
          "let n = 3",
          "w1 = 0.7",
          "b = 0",
          "step",
          "step 3",
          "update",
          "train 7 epochs",
          "train 20 epochs batch 2 shuffle seed 4",
          "reset",
          "forward",
          "backward",
          "predict 1, 0.5",
          "show w1",
          "evaluate",
          "set digits 4",
          "set trace none",
          "set trace full",
          "set trace summary",
          "inputs x1, x2, x3",
          "show nothing",
          "train 0 epochs",
          "w9 = 1",
          "learning rate 1e200");

  private static final List<Phase> PHASES = List.of(Phase.values());

  private static final List<String> LEARNT =
      List.of("w1", "w2", "w3", "b", "x1", "x2", "n", "rate", "epoch", "updates");

  private static final class Silent implements Journey.Traveller {
    @Override
    public void event(TraceEvent event) {}

    @Override
    public void example(TraceEvent.Forward pass) {}

    @Override
    public void microSteps(List<MicroStep> steps) {}

    @Override
    public void progress(Journey.Progress at) {}

    @Override
    public void say(String text) {}
  }

  private static Journey journey() {
    return journey(Options.defaults());
  }

  private static Journey journey(Options options) {
    return new Journey(new NeuronScript(), options, new Silent());
  }

  private static Result run(Journey journey, String statement) {
    return journey.run(journey.read(Source.of("test", statement)).get(0));
  }

  private static Map<String, String> bits(Journey journey) {
    Map<String, String> bits = new HashMap<>();
    journey.values().forEach((name, value) -> bits.put(name, Double.toHexString(value)));
    // What only questions measure is no part of it.
    bits.keySet().retainAll(LEARNT);
    return bits;
  }

  private static void act(Journey journey, Random random) {
    try {
      switch (random.nextInt(14)) {
        case 0 -> journey.next();
        case 1, 2 -> {
          for (int i = random.nextInt(6); i > 0 && journey.isStepping(); i--) {
            journey.next();
          }
        }
        case 3 -> journey.back(1 + random.nextInt(4));
        case 4 -> journey.redo(1 + random.nextInt(2));
        case 5 -> journey.goTo(random.nextInt(1 + journey.timeline().here().number() + 2));
        case 6 -> journey.goToEpoch(random.nextInt(30));
        case 7 -> {
          if (journey.isStepping()) {
            journey.phase(PHASES.get(random.nextInt(PHASES.size())));
          }
        }
        case 8 -> journey.finish();
        case 9 -> journey.endOfEpoch();
        case 10 ->
            journey.walk(
                journey
                    .read(Source.of("test", random.nextBoolean() ? "step 2" : "train 3"))
                    .get(0));
        default -> run(journey, STATEMENTS.get(random.nextInt(STATEMENTS.size())));
      }
    } catch (Journey.Refused e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void aRandomWalkEndsWhereItBeganIfAllIsUndone(long seed) {
    goAndUndo(seed);
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(longs = {3, 4, 5, 6, 7})
  void soDoOthers(long seed) {
    goAndUndo(seed);
  }

  private static void goAndUndo(long seed) {
    Random random = new Random(seed);
    Journey journey = journey();
    Map<String, String> first = bits(journey);
    Map<Integer, Map<String, String>> ends = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      act(journey, random);
      Moment here = journey.timeline().here();
      if (!journey.isUnfinished()) {
        Map<String, String> now = bits(journey);
        Map<String, String> before = ends.putIfAbsent(here.number(), now);
        assertTrue(before == null || before.equals(now), here.text() + before + now);
      }
    }
    for (Map.Entry<Integer, Map<String, String>> end : ends.entrySet()) {
      if (journey.timeline().moment(end.getKey()).isPresent()) {
        journey.goTo(end.getKey());
        assertEquals(end.getValue(), bits(journey));
      }
    }
    while (journey.timeline().here().before().isPresent()) {
      journey.go(journey.timeline().here().before().get());
    }
    assertEquals(first, bits(journey));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void whatIsWrittenLeadsToTheSameBits(long seed) {
    Random random = new Random(seed);
    Journey journey = journey();
    for (int i = 0; i < 400; i++) {
      act(journey, random);
      if (i % 20 == 0 && !journey.isUnfinished()) {
        List<String> script = journey.script();
        Session session = new NeuronScript().newSession(Options.defaults());
        Result result = session.run(Source.of("written", String.join("\n", script)));
        assertEquals(Result.Status.FINISHED, result.status(), result + String.join("\n", script));
        Map<String, String> bits = new HashMap<>();
        result.variables().forEach((n, v) -> bits.put(n, Double.toHexString(v)));
        result.names().forEach(n -> bits.put(n, Double.toHexString(result.value(n).orElseThrow())));
        bits.keySet().retainAll(LEARNT);
        assertEquals(bits(journey), bits, String.join("\n", script));
      }
    }
  }

  @Test
  void everyEpochOfATrainingIsReached() {
    Journey journey = journey();
    run(journey, STATEMENTS.get(0));
    run(journey, STATEMENTS.get(5));
    List<Map<String, String>> epochs = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      Journey shorter = journey();
      run(shorter, STATEMENTS.get(0));
      run(shorter, STATEMENTS.get(5));
      run(shorter, "train " + i + " epochs batch 1 shuffle");
      epochs.add(bits(shorter));
    }
    run(journey, "train 40 epochs batch 1 shuffle");
    for (int i : new int[] {7, 39, 40, 1, 12, 13, 11}) {
      journey.goToEpoch(i);
      assertEquals(epochs.get(i - 1), bits(journey), "epoch " + i);
    }
    journey.finish();
    assertEquals(epochs.get(39), bits(journey));
  }

  @Test
  void aCutTrainingEndsWhereItWasCut() {
    Journey journey = journey();
    run(journey, STATEMENTS.get(0));
    run(journey, STATEMENTS.get(5));
    journey.walk(journey.read(Source.of("test", "train 8 epochs")).get(0));
    journey.endOfEpoch();
    journey.endOfEpoch();
    run(journey, "let q = 1");
    journey.goToEpoch(1);
    journey.finish();
    assertEquals(2, journey.values().get("epoch"));
    assertEquals("train 2 epochs", journey.timeline().here().text());
  }

  @Test
  void whatIsNotAtItsEndStaysIfSomebodyGoesToIt() {
    Journey journey = journey();
    run(journey, "let n = 3");
    run(journey, STATEMENTS.get(0));
    run(journey, STATEMENTS.get(5));
    journey.walk(journey.read(Source.of("test", "train 3 epochs")).get(0));
    journey.phase(Phase.FORWARD);
    assertThrows(Journey.Refused.class, () -> journey.goTo(journey.timeline().here().number()));
    assertTrue(journey.isStepping());
    run(journey, "let m = 1");
    assertEquals(3, journey.values().get("n"));
    assertEquals(1, journey.values().get("m"));
  }

  @Test
  void questionsAreAskedAgainWhereTheyWereAsked() {
    Journey journey = journey();
    run(journey, STATEMENTS.get(0));
    run(journey, STATEMENTS.get(5));
    run(journey, "evaluate");
    run(journey, "let k = 1");
    journey.back(1);
    run(journey, "let a = accuracy");
    assertEquals(
        List.of(STATEMENTS.get(0), STATEMENTS.get(5), "evaluate", "let a = accuracy"),
        journey.script());
  }

  @Test
  void questionsInTheMidstOfATrainingChangeNothingOfIt() {
    Journey journey = journey();
    run(journey, STATEMENTS.get(0));
    run(journey, STATEMENTS.get(5));
    run(journey, "let n = 0");
    run(journey, "on step when cost < 0.248 then let n = n + 1");
    run(journey, "train 2 epochs");
    Map<String, String> whole = bits(journey);
    journey.goToEpoch(1);
    run(journey, "evaluate");
    journey.finish();
    assertEquals(whole, bits(journey));
  }

  @Test
  void otherNumbersAreAPointInTime() {
    Journey journey = journey();
    run(journey, "set numbers exact");
    run(journey, "let a = 1");
    journey.back(1);
    run(journey, "let third = 1 / 3");
    assertEquals(List.of("set numbers exact", "let third = 1 / 3"), journey.script());
    assertEquals(Result.Status.FINISHED, run(journey, "expect third * 3 == 1").status());
  }

  @Test
  void statesWithMuchDataAreForgottenAndReachedAgain() {
    StringBuilder rows = new StringBuilder("data {");
    for (int i = 0; i < 1_000; i++) {
      rows.append("\n").append(i % 7).append(", 1".repeat(11)).append(" -> ").append(i % 2);
    }
    Journey journey = journey(Options.defaults().limits(Limits.standard().bytes(1_000_000)));
    run(journey, "inputs x[12]");
    run(journey, rows + "\n}");
    run(journey, "train 1 epoch");
    Map<String, String> first = bits(journey);
    int number = journey.timeline().here().number();
    for (int i = 0; i < 20; i++) {
      run(journey, rows + "\n}");
      run(journey, "train 1 epoch");
    }
    assertTrue(journey.timeline().moment(number).orElseThrow().end().isEmpty());
    journey.goTo(number);
    assertEquals(first, bits(journey));
  }
}
