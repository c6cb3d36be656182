package io.github.neuronscript.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.judge.BestThreshold;
import io.github.neuronscript.judge.Metric;
import io.github.neuronscript.judge.Why;
import io.github.neuronscript.receipt.Value.Members;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.JsonRenderer;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code grammar/trace.schema.json} to the traces that there are. */
class TraceSchemaTest {

  private static JsonSchema schema() throws IOException {
    return JsonSchema.read(Files.readString(Traces.ROOT.resolve("grammar/trace.schema.json")));
  }

  private static String event(Members line) {
    return ((Value.Scalar) line.values().get("event")).text();
  }

  /** Lines of every script by their event; and every event stands in a line of a script. */
  @Test
  void linesOfEveryScriptAreInTheSchema(@TempDir Path folder) throws IOException {
    assertInTheSchema(10, folder);
  }

  @Tag("full")
  @Test
  void everyLineOfEveryScriptIsInTheSchema(@TempDir Path folder) throws IOException {
    assertInTheSchema(Integer.MAX_VALUE, folder);
  }

  /** Of each script the first so many lines of each event. */
  private static void assertInTheSchema(int most, Path folder) throws IOException {
    JsonSchema schema = schema();
    Set<String> seen = new HashSet<>();
    List<byte[]> traces = new ArrayList<>(List.of(Traces.saved(folder)));
    Traces.scripts().stream()
        .filter(script -> !VerifierTest.LONG.contains(script))
        .forEach(script -> traces.add(Traces.run(script)));
    for (byte[] trace : traces) {
      Map<String, Integer> counts = new HashMap<>();
      for (String text : new String(trace, StandardCharsets.UTF_8).lines().toList()) {
        if (counts.merge(text.substring(0, text.indexOf(',')), 1, Integer::sum) > most) {
          continue;
        }
        Members line = LineReader.read(1, text);
        assertEquals(Optional.empty(), schema.problem(event(line), line), text);
        seen.add(event(line));
      }
    }
    for (Members line : plots()) {
      assertEquals(Optional.empty(), schema.problem(event(line), line));
      seen.add(event(line));
    }
    assertEquals(new HashSet<>(schema.choices()), seen);
  }

  /** The line of a picture that is written to a file. */
  private static List<Members> plots() {
    StringBuilder out = new StringBuilder();
    JsonRenderer renderer = new JsonRenderer(out, new Head("a.nn", "0", 1, 1));
    List<Vector> costs = List.of(Vector.of(1, 2), Vector.of(1, Double.NaN));
    renderer.accept(
        new TraceEvent.Plotted(
            "cost",
            Optional.of("a.svg"),
            Optional.empty(),
            Vector.of(),
            Vector.of(),
            List.of(),
            costs,
            0));
    return out.toString().lines().skip(1).map(line -> LineReader.read(1, line)).toList();
  }

  /** What is missing in a line is found, and a line is of one event alone. */
  @Test
  void theSchemaAsksForEveryKey() throws IOException {
    JsonSchema schema = schema();
    List<String> lines = new Forger(Traces.run("--trace", "full", "scripts/by_hand.nn")).lines();
    for (String text : lines) {
      Members line = LineReader.read(1, text);
      assertEquals(1, schema.met(line), text);
      for (String key : line.values().keySet()) {
        Map<String, Value> less = new LinkedHashMap<>(line.values());
        less.remove(key);
        assertEquals(0, schema.met(new Members(less)), key + " of " + text);
        Map<String, Value> other = new LinkedHashMap<>(line.values());
        other.put(key, new Members(Map.of("other", new Value.Word("null", 0))));
        boolean values = key.equals("values");
        assertTrue(values || schema.met(new Members(other)) == 0, key + " of " + text);
      }
    }
  }

  /** The words that the program writes are those that the schema lists. */
  @Test
  void theSchemaListsTheWordsOfTheProgram() throws IOException {
    JsonSchema schema = schema();
    assertEquals(Arrays.stream(Metric.values()).map(Metric::word).toList(), schema.words("metric"));
    List<String> criteria =
        Arrays.stream(BestThreshold.Criterion.values())
            .map(BestThreshold.Criterion::word)
            .sorted()
            .toList();
    assertEquals(criteria, schema.words("criterion"));
    Members reasons = (Members) schema.definition("undefined").values().get("additionalProperties");
    assertEquals(
        Arrays.stream(Why.values()).map(Why::code).toList(),
        ((Value.Items) reasons.values().get("enum"))
            .values().stream().map(word -> ((Value.Scalar) word).text()).toList());
    assertEquals(Metrics.OF_CLASSES, Metric.OF_CLASSES.stream().map(Metric::word).toList());
    assertEquals(Metrics.OF_NUMBERS, Metric.OF_NUMBERS.stream().map(Metric::word).toList());
  }

  @Test
  void theSchemaListsTheEventsOfTheReference() throws IOException {
    String page = Files.readString(Traces.ROOT.resolve("grammar/README.md"));
    String table =
        page.substring(
            page.indexOf("## The trace as JSON lines"), page.indexOf("## Checking a trace"));
    List<String> listed = new ArrayList<>();
    table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> listed.add(line.substring(3, line.indexOf('`', 3))));
    assertEquals(new HashSet<>(schema().choices()), new HashSet<>(listed));
  }
}
