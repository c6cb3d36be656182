package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every formula of the prelude against figures that an independent program computed: with mpmath,
 * by {@code python3 prelude_figures.py}, which lies beside its output in the resources.
 */
class PreludeFiguresTest {

  /** One line of the figures: what it is about, its name, and the rest. */
  private record Figure(String kind, String name, List<String> cells) {

    static Figure of(String line) {
      List<String> cells = List.of(line.split(" \\| ", -1));
      return new Figure(cells.get(0), cells.get(1), cells.subList(2, cells.size()));
    }

    double number(int cell) {
      return Double.parseDouble(cells.get(cell));
    }

    /** The numbers of one cell, which are separated by commas. */
    double[] numbers(int cell) {
      return Arrays.stream(cells.get(cell).split(", ", -1))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }

    @Override
    public String toString() {
      return kind + " " + name + " " + cells.get(0);
    }
  }

  private static List<Figure> figures() {
    try (InputStream in = PreludeFiguresTest.class.getResourceAsStream("prelude_figures.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Figure::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Figure> of(String kind) {
    return figures().stream().filter(figure -> figure.kind().equals(kind));
  }

  static Stream<Figure> activations() {
    return of("activation");
  }

  static Stream<Figure> losses() {
    return of("loss");
  }

  static Stream<Figure> penalties() {
    return of("penalty");
  }

  static Stream<Figure> rules() {
    return of("rule");
  }

  static Stream<Figure> scales() {
    return of("scale");
  }

  private static void assertNear(double expected, Number actual) {
    assertEquals(expected, actual.doubleValue(), 1e-12 * Math.abs(expected));
  }

  @ParameterizedTest
  @MethodSource("activations")
  void activationAndItsDerivative(Figure figure) {
    Recording run =
        Recording.at(
            TraceLevel.SUMMARY,
            "inputs x",
            "weights 1",
            "bias none",
            "activation " + figure.name(),
            "forward " + figure.cells().get(0) + " -> 0",
            "backward");
    assertNear(figure.number(1), run.finished().last(TraceEvent.Forward.class).output());
    assertNear(figure.number(2), run.last(TraceEvent.Backward.class).outputByZ().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("losses")
  void lossAndItsDerivative(Figure figure) {
    TraceEvent.Backward backward =
        Recording.at(
                TraceLevel.SUMMARY,
                "inputs x",
                "weights 1",
                "bias none",
                "activation linear",
                "loss " + figure.name(),
                "forward " + figure.cells().get(1) + " -> " + figure.cells().get(0),
                "backward")
            .finished()
            .last(TraceEvent.Backward.class);
    assertNear(figure.number(2), backward.loss());
    assertNear(figure.number(3), backward.lossByOutput().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("penalties")
  void penaltyOfAWeightAndItsDerivative(Figure figure) {
    TraceEvent.Derived derived =
        Recording.of(
                "derive "
                    + figure.name()
                    + " at "
                    + String.join(", ", figure.cells().subList(0, 2)))
            .finished()
            .last(TraceEvent.Derived.class);
    assertNear(figure.number(2), derived.value());
    assertNear(figure.number(3), derived.derivative());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void threeUpdatesOfARule(Figure figure) {
    List<TraceEvent.Update> updates =
        Recording.at(
                TraceLevel.SUMMARY,
                "inputs x1, x2",
                "weights 0.8, 0.2",
                "bias 0.1",
                "activation tanh",
                "learning rate 0.1",
                "learning rule " + figure.name(),
                "data { 0.5, -1.25 -> 1 }",
                "step 3")
            .finished()
            .all(TraceEvent.Update.class);
    assertEquals(3, updates.size());
    for (int t = 0; t < 3; t++) {
      double[] expected = figure.numbers(t);
      for (int i = 0; i < expected.length; i++) {
        assertNear(expected[i], updates.get(t).after().number(i));
      }
    }
  }

  /** A constant column, b, only loses its offset. */
  @ParameterizedTest
  @MethodSource("scales")
  void scaleOfAColumn(Figure figure) {
    List<TraceEvent.Forward> rows =
        Recording.at(
                TraceLevel.FULL,
                "inputs a, b, c",
                "data { 1, 3, -0.5 -> 0; 2, 3, 0.25 -> 1; 4, 3, 1.5 -> 0; 8, 3, 0.75 -> 1 }",
                "scale " + figure.name(),
                "train 1 epoch")
            .finished()
            .all(TraceEvent.Forward.class);
    double[] expected = figure.numbers(1);
    int column = List.of("a", "b", "c").indexOf(figure.cells().get(0));
    for (int row = 0; row < expected.length; row++) {
      assertNear(expected[row], rows.get(row).inputs().number(column));
    }
  }

  /** Whoever adds a line to the prelude adds it to the figures. */
  @Test
  void nothingOfThePreludeIsLeftOut() {
    Set<String> names = new TreeSet<>();
    names.addAll(Prelude.scope().functions().keySet());
    names.addAll(Prelude.scope().learningRules().keySet());
    Set<String> known =
        figures().stream()
            .map(figure -> figure.name().replaceAll("\\(.*", ""))
            .collect(Collectors.toSet());
    names.removeAll(known);
    assertEquals(Set.of(), names);
  }
}
