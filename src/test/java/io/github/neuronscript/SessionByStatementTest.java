package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is fed line by line, and a script that is a session typed in advance. */
class SessionByStatementTest {

  private final List<TraceEvent> events = new ArrayList<>();

  private final Session session =
      new NeuronScript()
          .newSession(Options.defaults().trace(TraceLevel.NONE).listener(events::add));

  private List<String> candidates(String text) {
    return session.completions(text, text.length()).stream().map(Completion::text).toList();
  }

  private static boolean isUnfinished(String text) {
    return new NeuronScript().completeness(text) == NeuronScript.Completeness.UNFINISHED;
  }

  /** Returns the codes of the errors. */
  private List<String> say(String... lines) {
    return session.run(Source.of("typed", String.join("\n", lines))).diagnostics().stream()
        .map(diagnostic -> diagnostic.code().text())
        .toList();
  }

  private double value(String name) {
    assertEquals(List.of(), say("show " + name));
    return ((TraceEvent.Shown) events.get(events.size() - 1)).value().doubleValue();
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> tests = Files.walk(TestFiles.path("src/test/scripts"));
        Stream<Path> examples = Files.list(TestFiles.path("scripts"))) {
      return Stream.concat(tests.filter(path -> Files.exists(trace(path))), examples)
          .filter(path -> path.toString().endsWith(".nn"))
          .sorted()
          .toList();
    }
  }

  private static Path trace(Path script) {
    return script.resolveSibling(script.getFileName().toString().replace(".nn", ".trace"));
  }

  private static Options listenedTo(Path script, StringBuilder text) {
    return TestFiles.beside(script).digits(17).listener(new TextRenderer(text, Style.plain()));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void linesGiveWhatTheFileGives(Path script) throws IOException {
    StringBuilder whole = new StringBuilder();
    Result outcome =
        new NeuronScript()
            .run(Source.of("whole", Files.readString(script)), listenedTo(script, whole));
    assertEquals(List.of(), outcome.diagnostics());

    StringBuilder typed = new StringBuilder();
    Session session = new NeuronScript().newSession(listenedTo(script, typed));
    String text = "";
    for (String line : Files.readAllLines(script)) {
      text = text.isEmpty() ? line : text + "\n" + line;
      if (!isUnfinished(text)) {
        assertEquals(
            List.of(), session.run(Source.of("line", text)).diagnostics(), "after " + text);
        text = "";
      }
    }
    assertEquals("", text, "left over");
    assertEquals(whole.toString(), typed.toString());
  }

  @Test
  void stopsAtTheFirstErrorAndKeepsWhatRanBefore() {
    assertEquals(List.of("unknown-name"), say("let a = 1", "let b2 = c", "let a = 2"));
    assertEquals(1, value("a"));
    assertEquals(List.of("unexpected"), say("let a = 3", "let a = = 4", "let a = 5"));
    assertEquals(3, value("a"));
    assertEquals(List.of("expectation-failed"), say("let a = 6; expect a > 6; let a = 7"));
    assertEquals(6, value("a"));
  }

  @Test
  void aFailedStatementDeclaresNothing() {
    say("inputs x1, x2");
    assertEquals(List.of("weight-count"), say("weights 0.5, 0.5, 0.5"));
    assertEquals(List.of("not-finite"), say("let far = 1e308 * 10"));
    assertEquals(List.of("unknown-name"), say("show far"));
    assertEquals(List.of(), say("weights 1, 2", "forward 1, 1"));
    assertEquals(3, value("z"));
  }

  @Test
  void noticesGoToTheListener() {
    say("inputs x1", "bias - 0.1");
    assertTrue(events.stream().anyMatch(TraceEvent.Noticed.class::isInstance));
  }

  @Test
  void aCancelledTrainingKeepsItsLastFinishedEpoch() {
    boolean[] cancelled = new boolean[1];
    List<TraceEvent> seen = new ArrayList<>();
    Session session =
        new NeuronScript()
            .newSession(
                Options.defaults()
                    .cancelled(() -> cancelled[0])
                    .listener(
                        event -> {
                          seen.add(event);
                          cancelled[0] |= event instanceof TraceEvent.Epoch e && e.epoch() == 50;
                        }));
    session.run(Source.of("1", "inputs x1; data { 1 -> 0 }"));
    Result outcome = session.run(Source.of("2", "train 1000000000 epochs; let a = 1"));
    assertEquals(Result.Status.CANCELLED, outcome.status());
    cancelled[0] = false;
    session.run(Source.of("3", "show epoch"));
    assertEquals(50.0, ((TraceEvent.Shown) seen.get(seen.size() - 1)).value());
    List<Diagnostic> errors = session.run(Source.of("4", "show a")).diagnostics();
    assertEquals("unknown-name", errors.get(0).code().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data {",
        "data { 0, 1 -> 1",
        "show (1 +",
        "show (1\n+ 2",
        "show max(1,",
        "show 1 + # and then",
        "show 1 +\n",
        "inputs x1,",
        "let a =",
        "learning rule {\n v <- 0.9 * v + gradient\n",
        "learning rule w <-",
        "show if x > 1 then",
        "show if x > 1 then 2 else",
        "data { \"a",
        "inputs x1; data { 1 ->",
        "show a and"
      })
  void knowsAnUnfinishedText(String text) {
    assertTrue(isUnfinished(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# data {",
        "show 1",
        "data { 0, 1 -> 1 }",
        "print \"abc",
        "show `abc",
        "show (1 + 2]",
        "show 1 + 2)",
        "data {\n0, 1 -> 1\ntrain 5",
        "show 1 +;",
        "train",
        "print \"(\""
      })
  void isFinished(String text) {
    assertFalse(isUnfinished(text));
  }

  @Test
  void offersWhatCouldStandThere() {
    say("inputs x1, x2", "let half = 1/2", "define bent(z) = z^2");
    assertEquals(List.of("train", "true"), candidates("tr"));
    assertTrue(candidates("let q = ").containsAll(List.of("half", "x1", "bent")));
    assertTrue(candidates("train 5 ").containsAll(List.of("epochs", "until")));
    assertFalse(candidates("train 5 ").contains("predict"));
    assertTrue(candidates("show ").containsAll(List.of("weights", "w2", "sigmoid")));
    assertTrue(candidates("learning rule ").contains("adam"));
    assertTrue(candidates("data {\n} ; sh").contains("show"));
  }
}
