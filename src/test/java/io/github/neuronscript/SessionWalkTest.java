package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Format;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.trace.Pace;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is held, ended, gone back to or gone through in steps goes on with the same bits. */
class SessionWalkTest {

  private static final String NEURON =
      """
      inputs x1, x2
      weights uniform(-1, 1) seed 5
      bias 0.25
      activation sigmoid
      data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1; 0.5, 0.25 -> 0 }
      """;

  static Stream<String> trainings() {
    return Stream.of(
        NEURON + "loss cross_entropy\nlearning rate 0.5\ntrain 23 epochs batch 2 shuffle seed 3",
        NEURON + "scale standard\nlearning rule adam(0.9, 0.999)\ntrain 12 epochs batch all",
        NEURON + "penalty l2(0.01)\nlearning rule momentum(0.9)\ntrain 30 epochs until cost < 0.2",
        NEURON
            + "when epoch / 3 == floor(epoch / 3) then { print \"{epoch}\"; learning rate rate * 0.9 }\ntrain 11 epochs",
        NEURON
            + "let n = 0\non step when output > 0.5 then let n = n + 1\n"
            + "when n > 20 then stop\ntrain 90 epochs batch 1",
        NEURON + "activation step\nlearning rule perceptron\ntrain until converged",
        NEURON + "set trace full\ntrain 3 epochs batch 2",
        NEURON + "set numbers exact\nactivation linear\nweights 1/2, 1/3\ntrain 2 epochs",
        NEURON + "step 7");
  }

  private final StringBuilder told = new StringBuilder();

  private Consumer<TraceEvent> json() {
    Head head = new Head("test", "0", 0, 0);
    return Format.JSON.renderer(told, Style.plain(), head);
  }

  private Session session(String script) {
    told.setLength(0);
    Session session = new NeuronScript().newSession(Options.defaults().listener(json()));
    int last = script.lastIndexOf('\n');
    for (Session.Text text : texts(script.substring(0, last))) {
      Result result = session.run(text, Pace.THROUGH);
      assertEquals(Result.Status.FINISHED, result.status(), result::toString);
    }
    return session;
  }

  private static List<Session.Text> texts(String text) {
    return Session.read(Source.of("test", text), Options.defaults()).statements();
  }

  private static Session.Text last(String script) {
    return texts(script.substring(script.lastIndexOf('\n') + 1)).get(0);
  }

  /** Everything that can be read of a session, to the last bit. */
  private static String values(Session session) {
    Result result = session.run(Source.of("nothing", ""));
    StringBuilder all = new StringBuilder();
    result.names().forEach(n -> all.append(n).append(' ').append(bits(result, n)).append('\n'));
    result.variables().forEach((n, v) -> all.append(n).append(Double.toHexString(v)).append('\n'));
    return all.toString();
  }

  private static String bits(Result result, String name) {
    return Double.toHexString(result.value(name).orElseThrow());
  }

  private record Whole(String told, String values) {}

  private Whole whole(String script) {
    Session session = session(script);
    assertEquals(Result.Status.FINISHED, session.run(last(script), Pace.THROUGH).status());
    assertTrue(session.unfinished().isEmpty());
    return new Whole(told.toString(), values(session));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void heldAfterEveryEpochItTellsTheSame(String script) {
    Whole whole = whole(script);
    Session session = session(script);
    Result result = session.run(last(script), (epoch, done, planned, cost) -> true);
    while (result.status() == Result.Status.PAUSED) {
      result = session.resume((epoch, done, planned, cost) -> true);
    }
    assertEquals(whole, new Whole(told.toString(), values(session)));
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void gonesBackToAnyEpochItComesToTheSame(String script) {
    Whole whole = whole(script);
    Session session = session(script);
    List<Session.Point> points = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    Result result = session.run(last(script), (epoch, done, planned, cost) -> true);
    while (result.status() == Result.Status.PAUSED) {
      points.add(session.point());
      seen.add(values(session));
      result = session.resume((epoch, done, planned, cost) -> true);
    }
    for (int i = points.size() - 1; i >= 0; i--) {
      session.restore(points.get(i));
      assertEquals(seen.get(i), values(session));
      assertEquals(Result.Status.FINISHED, session.resume(Pace.THROUGH).status());
      assertEquals(whole.values(), values(session));
    }
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void endedByTheHostItGoesOn(String script) {
    Whole whole = whole(script);
    int line = script.lastIndexOf('\n');
    for (int most = 1; most < 60; most += 3) {
      told.setLength(0);
      int[] left = {Integer.MAX_VALUE};
      Options options = Options.defaults().listener(json()).cancelled(() -> --left[0] < 0);
      Session session = new NeuronScript().newSession(options);
      session.run(Source.of("test", script.substring(0, line)));
      left[0] = most;
      Result result = session.run(last(script), Pace.THROUGH);
      while (result.status() == Result.Status.CANCELLED) {
        left[0] = most + 200;
        result =
            session.unfinished().isPresent()
                ? session.resume(Pace.THROUGH)
                : session.run(last(script), Pace.THROUGH);
      }
      assertEquals(Result.Status.FINISHED, result.status(), result::toString);
      left[0] = Integer.MAX_VALUE;
      assertEquals(whole.values(), values(session));
    }
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void goneThroughStepByStepItComesToTheSame(String script) {
    Whole whole = whole(script);
    Session session = session(script);
    Session.Point before = session.point();
    for (int steps = 1; steps < 40; steps++) {
      session.restore(before);
      int most = steps;
      List<TraceEvent> heard = new ArrayList<>();
      Result result =
          session.walk(
              last(script),
              event -> {
                if (event.isStep()) {
                  heard.add(event);
                }
                return heard.size() < most;
              });
      if (result.status() == Result.Status.FINISHED) {
        break;
      }
      assertEquals(steps, heard.size());
      assertTrue(session.unfinished().orElseThrow().inside());
      TraceEvent last = heard.get(heard.size() - 1);
      if (last instanceof TraceEvent.Update update) {
        for (int i = 0; i < update.neuron().weights().size(); i++) {
          assertEquals(
              update.after().get(i), session.value(update.neuron().weights().get(i)).orElseThrow());
        }
      } else if (last instanceof TraceEvent.Forward forward) {
        assertEquals(forward.z().doubleValue(), session.value("z").orElseThrow());
      }
      assertEquals(Result.Status.FINISHED, session.resume(Pace.THROUGH).status());
      assertEquals(whole.values(), values(session));
    }
  }

  @Test
  void aTrainingThatIsCutIsTheStatementThatItNames() {
    String script = trainings().findFirst().orElseThrow();
    Session session = session(script);
    session.run(last(script), (epoch, done, planned, cost) -> epoch == 7);
    assertEquals(
        new Session.Unfinished(
            "train 23 epochs batch 2 shuffle seed 3", OptionalLong.of(7), false, 0),
        session.unfinished().orElseThrow());
    assertEquals("train 7 epochs batch 2 shuffle seed 3", session.cut());
    String values = values(session);
    String same = script.replace("train 23", "train 7");
    assertEquals(values, whole(same).values());
    assertThrows(IllegalStateException.class, session::cut);
    assertThrows(IllegalStateException.class, () -> session.resume(Pace.THROUGH));
  }

  @Test
  void askingGivesNothingUpAndChangingDoes() {
    String script = trainings().findFirst().orElseThrow();
    Session session = session(script);
    session.run(last(script), (epoch, done, planned, cost) -> epoch == 7);
    session.run(Source.of("test", "show w1; predict 1, 1; evaluate; set trace none"));
    assertTrue(session.unfinished().isPresent());
    session.run(Source.of("test", "w1 = 0.5"));
    assertFalse(session.unfinished().isPresent());
  }
}
