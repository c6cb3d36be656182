package io.github.neuronscript.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.TraceLevel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the checker lets through runs, or ends in an error that is told: it never breaks the
 * session, and checker and session agree on what is declared.
 */
class PlausibleScriptsTest {

  private static final int SCRIPTS = Integer.getInteger("neuronscript.plausible", 1_500);
  private static final int STATEMENTS = 40;

  @Test
  void endInErrorsThatAreTold() {
    int ran = 0;
    for (int seed = 0; seed < SCRIPTS; seed++) {
      PlausibleScript script = new PlausibleScript(new SplitMix(seed));
      Typed session = session();
      List<String> accepted = new ArrayList<>();
      for (int i = 0; i < STATEMENTS; i++) {
        String statement = script.statement();
        try {
          boolean done = session.typeBadly(statement).isEmpty();
          if (done) {
            accepted.add(statement);
          }
          session.events.clear();
          assertEquals(session.checkedNames(), session.heldNames());
        } catch (RuntimeException | Error e) {
          throw new AssertionError(
              "script " + seed + ":\n" + String.join("\n", accepted) + "\n" + statement, e);
        }
      }
      ran += accepted.size();
    }
    // Otherwise these scripts would show nothing.
    assertTrue(ran > SCRIPTS * STATEMENTS / 5, ran + " statements ran");
  }

  private static Typed session() {
    return new Typed(
        new SessionOptions(
            (source, path) ->
                new ByteArrayInputStream(PlausibleScript.CSV.getBytes(StandardCharsets.UTF_8)),
            event -> {},
            () -> false,
            Map.of(),
            TraceLevel.SUMMARY,
            6));
  }
}
