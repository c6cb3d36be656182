package io.github.neuronscript.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.TraceLevel;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the checker lets through runs, or ends in an error that is told: it never breaks the
 * session, and checker and session agree on what is declared.
 */
class PlausibleScriptsTest {

  /** So many in every build, and all in the full one. */
  private static final int FEW = 300;

  private static final int SCRIPTS = Integer.getInteger("neuronscript.plausible", 1_500);
  private static final int STATEMENTS = 40;

  @Test
  void endInErrorsThatAreTold() {
    type(0, FEW);
  }

  @Tag("full")
  @Test
  void soDoManyOthers() {
    type(FEW, SCRIPTS);
  }

  /** Types the scripts of these seeds, the last one excluded. */
  private static void type(int first, int end) {
    int ran = 0;
    for (int seed = first; seed < end; seed++) {
      PlausibleScript script = new PlausibleScript(new SplitMix(seed));
      Typed session = session();
      List<String> accepted = new ArrayList<>();
      Deque<String> past = new ArrayDeque<>();
      for (int i = 0; i < STATEMENTS; i++) {
        String statement = script.statement();
        try {
          String before = session.bits();
          boolean done = session.typeBadly(statement).isEmpty();
          remember(session, statement, before, past);
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
    assertTrue(ran > (end - first) * STATEMENTS / 5, ran + " statements ran");
  }

  /** What {@code back} leads to is what was before, bit for bit. */
  private static void remember(Typed session, String statement, String before, Deque<String> past) {
    Statement written = ScriptParser.parse(Source.of("s", statement)).statements().get(0);
    if (!session.changed()) {
      assertEquals(before, session.bits());
    } else if (written instanceof Statement.Back back) {
      String then = "";
      for (int i = 0; i < back.count(); i++) {
        then = past.pop();
      }
      assertEquals(then, session.bits());
    } else if (written.isUndoable()) {
      past.push(before);
    }
    assertEquals(Math.min(past.size(), 100), session.undoable());
  }

  /** The files, of which one has a name. */
  private static final FileOpener FILES =
      new FileOpener() {
        @Override
        public InputStream open(String script, String path) {
          return PlausibleScriptsTest.open(path);
        }

        @Override
        public Map<String, Binding> bindings() {
          return Map.of("sales", new Binding.OfFile("g.csv", this));
        }
      };

  private static InputStream open(String path) {
    return new ByteArrayInputStream(PlausibleScript.file(path).getBytes(StandardCharsets.UTF_8));
  }

  private static Typed session() {
    return new Typed(
        new SessionOptions(
            FILES, event -> {}, () -> false, Map.of(), TraceLevel.SUMMARY, 6, RunLimits.STANDARD));
  }
}
