package io.github.neuronscript.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Session;
import io.github.neuronscript.bench.Row.Aim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contestants do the same work, and the table says of it what is so. */
class ContestantsTest {

  /** Of the greatest weight: by other orders of sums, and other functions exp. */
  private static final double ROUNDING = 1e-12;

  private static final int ROWS = 40;

  private static double[] trained(int width, Library.Way way) {
    Session session = Library.session(width, ROWS, way);
    Library.train(session, 3);
    return Library.weights(session);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 20})
  void trainsByHandToTheSameWeights(int width) {
    double[] w = new double[width + 1];
    ByHand.train(Generated.inputRows(ROWS, width), Generated.targets(ROWS, width), w, 3);
    assertSame(trained(width, Library.Way.USUAL), w);
    assertTrue(Math.abs(w[0]) > 0.01, "it learns something");
  }

  @Test
  void trainsABatchByHandToTheSameWeights() {
    int rows = 600;
    double[] w = new double[11];
    ByHand.batch(Generated.inputRows(rows, 10), Generated.targets(rows, 10), w, 3);
    Session session = Library.session(10, rows, Library.Way.USUAL);
    Library.batch(session, 3);
    assertSame(Library.weights(session), w);
  }

  /** However it is asked for, it is the same training. */
  @ParameterizedTest
  @EnumSource(Library.Way.class)
  void trainsInEveryWayToTheSameWeights(Library.Way way) {
    assertSame(trained(10, Library.Way.USUAL), trained(10, way));
  }

  @Test
  void trainsInCToTheSameWeights(@TempDir Path folder) throws IOException {
    Optional<Path> program = Tools.compile(Path.of(""), folder, "-O1");
    assumeTrue(program.isPresent(), "there is no gcc");
    for (String what : List.of("train", "batch")) {
      String said =
          Tools.output(program.get().toString(), what, "10", "600", "0.001").orElseThrow();
      Session session = Library.session(10, 600, Library.Way.USUAL);
      if (what.equals("train")) {
        Library.train(session, 3);
      } else {
        Library.batch(session, 3);
      }
      Measured c = new Measured(Contestant.fixed("C", 1));
      c.add(said);
      assertSame(Library.weights(session), c.weights());
      assertTrue(c.median() > 0);
    }
  }

  private static void assertSame(double[] expected, double[] actual) {
    double difference = Measured.difference(expected, actual);
    assertTrue(
        difference <= ROUNDING, () -> Arrays.toString(expected) + " " + Arrays.toString(actual));
  }

  @Test
  void readsTheSameNumbers(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("n.csv"), "x1,x2,y\n0.5,-2,1\n1e-3,4.25,0\n");
    assertArrayEquals(new double[] {0.5, -2, 1, 1e-3, 4.25, 0}, ByHand.load(file, 3));
    Session session = Library.load(file, 2);
    Library.run(session, "train 1 epoch batch 1");
    Session held = new NeuronScript().newSession(Library.options());
    Library.run(
        held,
        """
        inputs x1, x2
        data { 0.5, -2 -> 1; 0.001, 4.25 -> 0 }
        step
        train 1 epoch batch 1
        """);
    assertArrayEquals(Library.weights(held), Library.weights(session));
    assertTrue(Library.weights(held)[1] != 0);
  }

  @Test
  void aDifferenceIsOneOfTheGreatestNumber() {
    assertEquals(0, Measured.difference(new double[2], new double[2]));
    assertEquals(0.25, Measured.difference(new double[] {4, 1}, new double[] {4, 2}));
    assertEquals(
        Double.POSITIVE_INFINITY, Measured.difference(new double[] {1}, new double[] {1, 2}));
  }

  @Test
  void aRatioIsHeldToItsLimits() {
    Aim slow = Aim.atMost(1.35, 1.1);
    assertEquals(1.2, slow.ratio(12, 10));
    assertEquals(
        List.of("good", "holds", "SHORT"),
        List.of(slow.verdict(1.1), slow.verdict(1.35), slow.verdict(1.36)));
    Aim fast = Aim.fasterBy(1.5, 3);
    assertEquals(2, fast.ratio(10, 20));
    assertEquals(
        List.of("good", "holds", "SHORT"),
        List.of(fast.verdict(3), fast.verdict(1.5), fast.verdict(1.49)));
    assertEquals("", Aim.none().verdict(100));
  }

  @Test
  void aRatioIsThatOfTheMedians() {
    Measured ours = new Measured(Contestant.fixed("ours", 1));
    Measured theirs = new Measured(Contestant.fixed("theirs", 2));
    for (double time : new double[] {30, 10, 20}) {
      ours.add(time);
      theirs.add("setup none\ntime " + time / 4);
    }
    assertEquals("2.00 × [2.00–2.00]", Measured.ratio(Aim.none(), ours, theirs));
    assertEquals(10, theirs.median());
    assertEquals("none", theirs.setup());
    assertEquals(2.5, Measured.median(List.of(4.0, 1.0, 2.0, 3.0)));
  }

  @Test
  void anExponentIsThatOfThePower() {
    assertEquals(2, Growth.exponent(n -> 3.0 * n * n, 10, 100, 1000), 1e-12);
    assertEquals(0, Growth.exponent(n -> 3.0, 10, 100, 1000), 1e-12);
    assertArrayEquals(new int[] {1_000, 10_000}, Arrays.copyOf(Growth.ROWS.sizes(true), 2));
  }

  /** Each group has somebody of ours to begin with, whatever is there to measure with. */
  @Test
  void everyRowIsMeasuredOrSaysWhyNot() {
    Tools nothing =
        new Tools(
            Path.of(""),
            Path.of(""),
            Map.of(),
            Optional.empty(),
            List.of(),
            Map.of(17, Path.of("jdk")));
    List<Row> rows = Rows.all(nothing, true);
    List<String> missing =
        rows.stream().flatMap(row -> row.theirs().missing().stream()).distinct().sorted().toList();
    assertEquals(4, missing.size(), missing.toString());
    assertTrue(rows.stream().anyMatch(row -> row.theirs().missing().isEmpty()));
  }
}
