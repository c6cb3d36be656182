package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A session that gets values from outside with each text. */
class SessionValuesTest {

  private final Session session =
      new NeuronScript().newSession(Options.defaults().values(Map.of("always", 7.0)));

  private static Session.Text text(String script) {
    return Session.read(Source.of("s.nn", script), Options.defaults());
  }

  private Map<String, Double> run(String script, Map<String, Double> values) {
    return session.run(text(script), values).orThrow().variables();
  }

  @Test
  void replacesWhatIsDeclared() {
    String script = "inputs x = 0; weights w = 1; bias 2; let k = 3";
    assertEquals(
        Map.of("x", 5.0, "w", 6.0, "b", 7.0, "k", 8.0),
        run(script, Map.of("x", 5.0, "w", 6.0, "b", 7.0, "k", 8.0)));
    assertEquals(Map.of("x", 0.0, "w", 1.0, "b", 2.0, "k", 3.0), run(script, Map.of()));
    assertEquals(Map.of("x", 9.0, "w", 1.0, "b", 2.0, "k", 3.0), run("w", Map.of("x", 9.0)));
  }

  @Test
  void givesWeightsWithoutNamesTheirValues() {
    assertEquals(
        Map.of("w1", 5.0, "w2", 0.0, "b", 0.0), run("inputs x, y; w1 + w2", Map.of("w1", 5.0)));
    assertEquals(Map.of("w1", 2.0, "w2", 5.0, "b", 0.0), run("weights 2, 3", Map.of("w2", 5.0)));
  }

  @Test
  void findsAWeightByItsNumberAndByNothingLikeIt() {
    session.run(Source.of("s.nn", "inputs x[12]; weights random seed 3")).orThrow();
    Map<String, Double> weights = session.run(Source.of("s.nn", "")).variables();
    for (int i = 1; i <= 12; i++) {
      assertEquals(OptionalDouble.of(weights.get("w" + i)), session.value("w" + i));
    }
    for (String name : new String[] {"w0", "w01", "w13", "w", "w-1", "w99999999999", "W1"}) {
      assertEquals(OptionalDouble.empty(), session.value(name), name);
    }
  }

  @Test
  void makesALetOfWhatTheTextSpeaksOfAndOfNothingElse() {
    assertEquals(Map.of("k", 3.0), run("show k", Map.of("k", 3.0, "other", 4.0)));
    assertEquals(Map.of("k", 4.0), run("1", Map.of("k", 4.0)));
    assertEquals(Map.of("k", 4.0), run("let k = k + 1", Map.of("k", 4.0)));
    assertEquals(Map.of("k", 5.0), run("let k = k + 1", Map.of()));
  }

  @Test
  void keepsWhatAScriptMadeOfAValueUntilItChanges() {
    run("show k", Map.of("k", 3.0));
    assertEquals(Map.of("k", 10.0), run("k = 10", Map.of("k", 3.0)));
    assertEquals(Map.of("k", 10.0), run("show k", Map.of("k", 3.0)));
    assertEquals(Map.of("k", 4.0), run("show k", Map.of("k", 4.0)));
  }

  @Test
  void keepsTheValuesOfItsOptions() {
    assertEquals(Map.of("always", 7.0), run("let always = 1", Map.of("k", 3.0)));
    session.run(Source.of("s.nn", "let always = 2")).orThrow();
    assertEquals(OptionalDouble.of(7), session.value("always"));
  }

  @Test
  void saysWhetherATextCanBeRead() {
    assertTrue(text("show unknown").errors().isEmpty());
    assertFalse(text("let = (").errors().isEmpty());
  }

  @Test
  void countsTheParametersOfFunctions() {
    run("define f(p, q) = p * q", Map.of());
    assertEquals(OptionalInt.of(2), session.parameters("f"));
    assertEquals(OptionalInt.of(1), session.parameters("sigmoid"));
    assertEquals(OptionalInt.empty(), session.parameters("g"));
  }
}
