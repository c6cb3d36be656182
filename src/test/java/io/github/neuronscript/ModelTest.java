package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.syntax.ScriptParser;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model gives what the script gives that it was learnt by. */
class ModelTest {

  private static final NeuronScript ENGINE = new NeuronScript();

  private static Model model(String... lines) {
    return ENGINE
        .run(Source.of("m.nn", String.join("\n", lines)), Options.defaults())
        .orThrow()
        .model()
        .orElseThrow();
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> tests = Files.walk(TestFiles.path("src/test/scripts"));
        Stream<Path> examples = Files.list(TestFiles.path("scripts"))) {
      List<Path> predicting = new ArrayList<>();
      for (Path path : Stream.concat(tests, examples).sorted().toList()) {
        if (path.toString().endsWith(".nn") && Files.readString(path).contains("predict ")) {
          predicting.add(path);
        }
      }
      return predicting;
    }
  }

  /** Applies the model at the very moment of each prediction of a script. */
  @ParameterizedTest
  @MethodSource("scripts")
  void hasTheBitsOfItsScript(Path script) throws IOException {
    List<TraceEvent> events = new ArrayList<>();
    Session session = ENGINE.newSession(TestFiles.beside(script).listener(events::add));
    for (String statement : statements(script)) {
      events.clear();
      session.run(Source.of(script.toString(), statement));
      for (TraceEvent event : events) {
        if (event instanceof TraceEvent.Predicted p && p.neuron().numbers().isDouble()) {
          Model model = session.model().orElseThrow();
          double[] raw = p.raw().toArray();
          assertEquals(p.output().doubleValue(), model.predict(raw), statement);
          assertEquals(p.z().doubleValue(), model.decide(raw).z(), statement);
          assertEquals(answer(events), model.decide(raw).answer().isPresent(), statement);
        }
      }
    }
  }

  private static List<String> statements(Path script) throws IOException {
    return ScriptParser.parse(Source.of(script.toString(), Files.readString(script)))
        .statements()
        .stream()
        .map(statement -> statement.span().text())
        .toList();
  }

  private static boolean answer(List<TraceEvent> events) {
    return events.stream().anyMatch(event -> event instanceof TraceEvent.Answered);
  }

  @Test
  void decidesWithReasons() {
    Model model =
        model(
            "inputs age, income",
            "weights 0.5, -0.25",
            "bias 1",
            "let limit = 0.8",
            "rule \"sure\" on predict when output > limit and age > 3 then answer \"yes, {output}\"",
            "on predict when z < 0 then answer \"no\" otherwise answer \"perhaps {age:4}\"",
            "predict 0, 0");
    assertEquals(List.of("age", "income"), model.inputs());
    Decision yes = model.decide(4, 2);
    assertEquals(2.5, yes.z());
    // 1/(1 + e^-2.5) by a calculator of 20 digits.
    assertEquals(0.9241418199787564, yes.output(), 1e-15);
    assertEquals(Optional.of("yes, 0.924142"), yes.answer());
    assertEquals(List.of("sure", "z < 0"), yes.fired().stream().map(Decision.Fired::rule).toList());
    Decision.Fired sure = yes.fired().get(0);
    assertEquals("output > limit and age > 3", sure.condition());
    assertEquals(Map.of("output", yes.output(), "limit", 0.8, "age", 4.0), sure.values());
    assertTrue(sure.held());
    assertEquals("perhaps    4", yes.fired().get(1).answer());
    assertEquals(
        new Decision.Contribution("income", 2, 2, -0.25, -0.5), yes.contributions().get(1));
    assertEquals(1, yes.bias());
    Decision no = model.decide(Map.of("age", -2, "income", 4));
    assertEquals(Optional.of("no"), no.answer());
  }

  @Test
  void computesInputsFromColumns() throws IOException {
    Model model =
        ENGINE
            .run(
                Source.of(
                    "m.nn",
                    "inputs one_hot(kind), twice = 2 * x\ntarget y\ndata from d\nweights 1\n"
                        + "activation linear\nweights 1, 10, 100\npredict \"a\", 4\n"),
                Options.defaults()
                    .data(
                        Map.of(
                            "d",
                            DataRows.columns(
                                Map.of(
                                    "kind", List.of("a", "b"),
                                    "x", List.of(1, 2),
                                    "y", List.of(0, 1))))))
            .model()
            .orElseThrow();
    assertEquals(List.of("kind_a", "kind_b", "twice"), model.inputs());
    assertEquals(610, model.predict(Map.of("kind", "b", "x", 3)));
    assertEquals(301, model.predict(Map.of("kind", "a", "twice", 3)));
    assertEquals(1, model.predict(Map.of("kind_a", true, "kind_b", false, "twice", 0)));
    String message =
        assertThrows(IllegalArgumentException.class, () -> model.predict(Map.of("kind", "b")))
            .getMessage();
    assertEquals("no value for `x` among [kind]; the model reads [kind_a, kind_b, twice]", message);
  }

  /** The same bits as one by one, and the same sign of a zero. */
  @ParameterizedTest
  @ValueSource(strings = {"inputs a\nbias b = -0", "inputs a\nscale standard", "inputs a, b, c"})
  void predictsManyRowsAsOneByOne(String inputs) {
    int width = inputs.contains(", c") ? 3 : 1;
    String row = width == 1 ? "0.3" : "0.3, 7.5, 2";
    Model model =
        model(
            inputs,
            "activation linear",
            "data { " + row + " -> 1; " + row.replace("0.3", "4") + " -> 0 }",
            "train 3");
    double[] values = new double[300 * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 == 3 ? -0.0 : Math.sin(i) * 1e3;
    }
    double[] outputs = new double[300];
    model.predictAll(values, outputs);
    for (int i = 0; i < outputs.length; i++) {
      double one = model.predict(Arrays.copyOfRange(values, i * width, (i + 1) * width));
      assertEquals(Double.doubleToRawLongBits(one), Double.doubleToRawLongBits(outputs[i]));
    }
  }

  @Test
  void predictsManyRowsAtOnce() {
    Model model = model("inputs a, b", "weights 2, 3", "activation linear", "predict 1, 1");
    double[] outputs = new double[3];
    model.predictAll(new double[] {1, 0, 0, 1}, outputs);
    assertArrayEquals(new double[] {2, 3, 0}, outputs);
    assertThrows(
        IllegalArgumentException.class, () -> model.predictAll(new double[3], new double[3]));
    assertThrows(
        IllegalArgumentException.class, () -> model.predictAll(new double[4], new double[1]));
    assertThrows(IllegalArgumentException.class, () -> model.predict(1));
    assertThrows(IllegalArgumentException.class, () -> model.predict(Map.of("a", 1, "b", "x")));
  }

  @Test
  void isWhatTheNeuronWasThen() {
    Session session = ENGINE.newSession(Options.defaults());
    session.run(Source.of("1", "inputs a\nweights 2\nactivation linear\npredict 1"));
    Model before = session.model().orElseThrow();
    Session.Point point = session.point();
    session.run(Source.of("2", "weights 5\nlet k = 1\npredict 1"));
    assertEquals(2, before.predict(1));
    assertEquals(5, session.model().orElseThrow().predict(1));
    assertEquals(1, session.value("k").orElseThrow());
    session.restore(point);
    assertEquals(2, session.model().orElseThrow().predict(1));
    assertTrue(session.value("k").isEmpty());
    assertEquals(
        Result.Status.FAILED, session.run(Source.of("3", "show k")).status(), "k is forgotten");
    assertThrows(
        IllegalArgumentException.class, () -> ENGINE.newSession(Options.defaults()).restore(point));
  }

  @Test
  void sessionsAreForOneThreadAtATime() throws InterruptedException {
    List<Throwable> seen = new ArrayList<>();
    Session[] session = new Session[1];
    session[0] =
        ENGINE.newSession(
            Options.defaults()
                .listener(
                    event -> {
                      if (!(event instanceof TraceEvent.Shown)) {
                        return;
                      }
                      Thread other =
                          new Thread(
                              () -> {
                                try {
                                  session[0].value("b");
                                } catch (IllegalStateException e) {
                                  seen.add(e);
                                }
                              });
                      other.start();
                      try {
                        other.join();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    session[0].run(Source.of("1", "let a = 1\nshow a"));
    assertEquals(1, seen.size());
    assertEquals(1, session[0].value("a").orElseThrow());
  }

  /** The square root of 8/3 is no fraction: the script is whole, but there is nothing to apply. */
  @Test
  void isNoneWhereExactNumbersCannotScale() {
    String script = "inputs x\ndata { 1 -> 2; 3 -> 4; 5 -> 6 }\nscale standard\nset numbers exact";
    Result result = ENGINE.run(Source.of("a.nn", script), Options.defaults());
    assertEquals(Result.Status.FINISHED, result.status());
    assertEquals(Optional.empty(), result.model());
  }
}
