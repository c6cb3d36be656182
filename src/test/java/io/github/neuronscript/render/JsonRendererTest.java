package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Comparison;
import io.github.neuronscript.formula.Expression.Literal;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JsonRendererTest {

  private static final NeuronView LINEAR =
      Neurons.view(1, Neurons.LINEAR, Neurons.MSE, Neurons.DESCENT);
  private static final Variable COST = Variable.quantity("cost");

  private static List<String> lines(List<? extends TraceEvent> events) {
    StringBuilder out = new StringBuilder();
    JsonRenderer renderer = new JsonRenderer(out, new Head("a.nn", "0.1.0", 1, 1));
    events.forEach(renderer);
    return out.toString().lines().toList();
  }

  /** The lines without those that only say what the next one depends on. */
  private static List<String> shown(List<? extends TraceEvent> events) {
    return lines(events).stream()
        .filter(
            line ->
                !line.matches("\\{\"event\":\"(defined|conventions|parameters|counters|names)\".*"))
        .toList();
  }

  @Test
  void theFirstLineSaysWhatFollows() {
    assertEquals(
        List.of(
            "{\"event\":\"start\",\"schema\":1,\"language\":1,\"arithmetic\":1,"
                + "\"neuronscript\":\"0.1.0\",\"script\":\"a.nn\"}"),
        lines(List.of()));
  }

  @Test
  void aStep() {
    List<String> lines =
        shown(
            Neurons.step(
                LINEAR, Neurons.row(2), new double[] {0.5}, new double[] {3}, 0.25, 1, 0.1));
    assertEquals(
        List.of(
            "{\"event\":\"forward\",\"epoch\":null,\"example\":2,\"inputs\":[0.5],\"weights\":[3],"
                + "\"bias\":0.25,\"z\":1.75,\"output\":1.75,\"target\":1}",
            "{\"event\":\"backward\",\"epoch\":null,\"example\":2,\"inputs\":[0.5],\"z\":1.75,"
                + "\"output\":1.75,\"target\":1,\"loss\":0.5625,\"loss_by_output\":1.5,"
                + "\"output_by_z\":1,\"loss_by_z\":1.5,\"kinks\":[],\"gradient\":[0.75],\"bias_gradient\":1.5}",
            "{\"event\":\"update\",\"epoch\":null,\"example\":2,\"examples\":1,\"rate\":0.1,"
                + "\"updates\":3,\"made\":true,\"gradient\":[0.75],\"bias_gradient\":1.5,"
                + "\"old_weights\":[3],\"old_bias\":0.25,\"weights\":[2.925],"
                + "\"bias\":0.09999999999999998,\"memory\":[]}"),
        lines.subList(1, 4));
  }

  @Test
  void whatALearningRuleRemembers() {
    NeuronView view = Neurons.view(1, Neurons.LINEAR, Neurons.MSE, Neurons.MOMENTS);
    String update =
        shown(Neurons.step(view, Neurons.typed(), new double[] {2}, new double[] {0.5}, 0, 1, 0))
            .get(3);
    assertEquals(
        "\"memory\":[{\"name\":\"m\",\"old\":[0.3],\"old_bias\":0.3,\"new\":[0.27],"
            + "\"new_bias\":0.27},{\"name\":\"v\",\"old\":[0.3],\"old_bias\":0.3,"
            + "\"new\":[0.27],\"new_bias\":0.27}]}",
        update.substring(update.indexOf("\"memory\"")));
  }

  @Test
  void aRuleThatIsWrittenOutHasNoName() {
    LearningRule written = new LearningRule(Optional.empty(), Neurons.DESCENT.lines(), false);
    NeuronView view = Neurons.view(1, Neurons.LINEAR, Neurons.MSE, written);
    List<String> lines = lines(List.of(new TraceEvent.Conventions(view, true)));
    String line = lines.get(lines.size() - 1);
    assertTrue(
        line.contains(
            "\"learning_rule\":null," + "\"learning_rule_formula\":[\"w <- w - rate * gradient\"]"),
        line);
  }

  @Test
  void numbersThatJsonHasNoTextFor() {
    assertEquals(
        "{\"event\":\"epoch\",\"epoch\":1,\"cost\":\"Infinity\",\"previous_cost\":\"NaN\","
            + "\"gradient_norm\":\"-Infinity\",\"updates\":1,\"weights\":[-0.0,1e300],"
            + "\"bias\":null}",
        lines(
                List.of(
                    new TraceEvent.Epoch(
                        1,
                        Double.POSITIVE_INFINITY,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        1,
                        Vector.of(-0.0, 1e300),
                        Optional.empty())))
            .get(1));
  }

  @Test
  void parametersAreToldWhereNoLineLeftThemSo() {
    List<TraceEvent> step =
        Neurons.step(LINEAR, Neurons.row(2), new double[] {0.5}, new double[] {3}, 0.25, 1, 0.1);
    List<TraceEvent> twice = new java.util.ArrayList<>(step);
    twice.addAll(step);
    assertEquals(
        List.of(
            "{\"event\":\"parameters\",\"weights\":[3],\"bias\":0.25}",
            "{\"event\":\"counters\",\"updates\":2,\"memory\":[]}",
            "{\"event\":\"parameters\",\"weights\":[3],\"bias\":0.25}",
            "{\"event\":\"counters\",\"updates\":2,\"memory\":[]}"),
        lines(twice).stream()
            .filter(line -> line.matches(".*\"(parameters|counters)\",\"(weights|updates)\".*"))
            .toList());
  }

  @Test
  void theLastLineHasAChecksumOfAllBefore() throws Exception {
    StringBuilder out = new StringBuilder();
    JsonRenderer renderer = new JsonRenderer(out, new Head("a.nn", "0.1.0", 1, 1));
    renderer.accept(printed(""));
    String end = "{\"event\":\"end\",\"status\":\"finished\",\"lines\":2";
    byte[] before = (out + end).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    renderer.end("finished");
    String sum =
        java.util.HexFormat.of()
            .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(before));
    assertTrue(out.toString().endsWith(end + ",\"sha256\":\"" + sum + "\"}\n"), out.toString());
  }

  @Test
  void whyATrainingEnded() {
    Expression condition =
        new Comparison(Comparison.Relation.LESS, COST, new Literal("0.01", 0.01));
    String line = lines(List.of(trained(new Reason.Until(condition, Map.of(COST, 0.0098))))).get(2);
    assertTrue(
        line.endsWith(
            "\"reason\":{\"kind\":\"until\",\"condition\":\"cost < 0.01\","
                + "\"values\":{\"cost\":0.0098}},\"rules\":[]}"),
        line);
  }

  private static TraceEvent.Trained trained(Reason reason) {
    return new TraceEvent.Trained(
        LINEAR, 3, 4, 4, 3, 0.5, 0.25, Vector.of(1), 0, reason, List.of());
  }

  private static TraceEvent.Printed printed(String text) {
    return new TraceEvent.Printed(
        List.of(new Fitted.Piece(text, Optional.empty(), 0)), Vector.of(), Map.of());
  }

  @Test
  void textIsEscaped() {
    String text = "\"\\\u0000\u001b\n\u2028\u202e\ud800 ŷ 😀";
    assertEquals(
        "{\"event\":\"printed\",\"text\":TEXT,\"template\":TEXT,\"values\":[]}"
            .replace("TEXT", "\"\\\"\\\\\\u0000\\u001b\\n\\u2028\\u202e\\ud800 ŷ 😀\""),
        lines(List.of(printed(text))).get(1));
  }

  /** Every key of every event stands in the table of the reference, in its order. */
  @Test
  void theReferenceListsWhatIsWritten() throws Exception {
    String all = Files.readString(Path.of(System.getProperty("basedir", "")).resolve(PAGE));
    // Further up stands a table of statements, some of which have the name of an event.
    String page = all.substring(all.indexOf("## The trace as JSON lines"));
    for (String line : lines(every())) {
      Matcher event = Pattern.compile("\"event\":\"(\\w+)\"").matcher(line);
      assertTrue(event.find(), line);
      String name = event.group(1);
      String row =
          page.lines()
              .filter(l -> l.startsWith("| `" + name + "` |"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(name + " is not in " + PAGE));
      int at = 0;
      Matcher keys =
          Pattern.compile("[{,]\"(\\w+)\":")
              .matcher(
                  line.replaceAll("\\[[^\\[\\]]*\\]", "0")
                      .replaceAll("\\[[^\\[\\]]*\\]", "0")
                      .replaceAll(
                          "(\"(?:values|reason|metrics|undefined|mean|deviation|baseline)\":)\\{.*?\\}(?=[,}])",
                          "$1{}"));
      while (keys.find()) {
        String key = keys.group(1);
        if (key.equals("event")) {
          continue;
        }
        int found = row.indexOf("`" + key + "`", at);
        assertTrue(found >= 0, key + " of " + name + " is not listed in its place: " + row);
        at = found;
      }
    }
  }

  private static final String PAGE = "grammar/README.md";

  private static List<TraceEvent> every() {
    List<TraceEvent> events =
        new java.util.ArrayList<>(
            Neurons.step(
                LINEAR, Neurons.row(2), new double[] {0.5}, new double[] {3}, 0.25, 1, 0.1));
    events.add(
        new TraceEvent.Configured(
            6, 8, io.github.neuronscript.trace.TraceLevel.FULL, NumberSystem.doubles()));
    events.add(new TraceEvent.Conventions(LINEAR, false));
    events.add(
        new TraceEvent.Gathered(
            LINEAR,
            Neurons.row(2, 1).epochAlone(),
            2,
            List.of(),
            Vector.of(1, 2),
            Vector.of(3),
            Optional.empty(),
            Vector.of(1, 2)));
    events.add(new TraceEvent.Epoch(1, 0.5, 0.6, 0.1, 1, Vector.of(1), Optional.of(0.0)));
    events.add(trained(new Reason.NoUpdate()));
    events.add(new TraceEvent.Predicted(LINEAR, Vector.of(1), Vector.of(1), Vector.of(1), 0, 1, 1));
    events.add(
        Neurons.evaluated(
            Vector.of(1, 0), Vector.of(0.5, 0.5), Vector.of(0.25, 0.25), 0.5, 0.25, true));
    events.add(new TraceEvent.Shown(COST, Map.of(COST, 0.5), 0.5, true));
    events.add(new TraceEvent.Listed("weights", List.of(TraceEvent.Listed.Entry.of("w1", 1))));
    events.add(printed(""));
    events.add(new TraceEvent.Expected(COST, Map.of(COST, 0.5)));
    return events;
  }
}
