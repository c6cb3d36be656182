package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.RowSum;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceEvent.GradientChecked.Verdict;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is shown of the mathematics, held to what is computed. */
class InspectingTest {

  private static final List<String> ACTIVATIONS =
      List.of(
          "linear",
          "sigmoid",
          "tanh",
          "relu",
          "leaky_relu(0.1)",
          "elu(0.5)",
          "softplus",
          "swish",
          "gelu");

  private static final List<String> LOSSES =
      List.of("mse", "half_mse", "mae", "huber(0.5)", "hinge", "perceptron");

  private static List<String> neuron(SplitMix random, int rows) {
    List<String> lines = new ArrayList<>();
    lines.add("inputs x1, x2, x3");
    lines.add("weights normal(0, 1) seed " + random.below(1000));
    lines.add("bias " + (random.unit() - 0.5));
    lines.add("activation " + random.of(ACTIVATIONS.toArray(String[]::new)));
    lines.add("loss " + random.of(LOSSES.toArray(String[]::new)));
    lines.add("cost " + random.of("mean", "sum"));
    lines.add("data {");
    for (int row = 0; row < rows; row++) {
      String target = random.of("-1", "1");
      double size = random.of("1", "100").equals("1") ? 1 : 100;
      lines.add(
          (random.unit() - 0.5)
              + ", "
              + size * random.unit()
              + ", "
              + random.of("0", "1", "-2.5")
              + " -> "
              + target);
    }
    lines.add("}");
    return lines;
  }

  /** The chain rule is right, so a difference never contradicts it, and seldom stands at a kink. */
  @Test
  void theGradientIsThatOfTheCost() {
    SplitMix random = new SplitMix(41);
    int agreeing = 0;
    for (int i = 0; i < 400; i++) {
      List<String> lines = neuron(random, 1 + random.below(12));
      lines.add("check gradient");
      TraceEvent.GradientChecked checked =
          Recording.at(TraceLevel.NONE, lines.toArray(String[]::new))
              .finished()
              .last(TraceEvent.GradientChecked.class);
      for (TraceEvent.GradientChecked.Check check : checked.partials()) {
        assertNotEquals(Verdict.DIFFERS, check.verdict(), () -> check + " of " + lines);
        agreeing += check.verdict() == Verdict.AGREES ? 1 : 0;
      }
    }
    assertTrue(agreeing > 1500, agreeing + " agree");
  }

  /** A wrong derivative is found out; this one is wrong between the points where it was checked. */
  @Test
  void aWrongDerivativeDiffers() {
    TraceEvent.GradientChecked checked =
        Recording.at(
                TraceLevel.NONE,
                "define f(z) = z^2 with derivative if abs(z - 0.77) < 0.01 then 9 else 2 * z",
                "inputs x",
                "activation f",
                "weights 0.775",
                "bias none",
                "data { 1 -> 0 }",
                "check gradient")
            .finished()
            .last(TraceEvent.GradientChecked.class);
    assertEquals(Verdict.DIFFERS, checked.partials().get(0).verdict());
  }

  /** To the last bit, in the order of the arithmetic, over more rows than a chunk has. */
  @Test
  void theColumnsOfTheLedgerAddUpToTheGradient() {
    SplitMix random = new SplitMix(42);
    for (int rows : new int[] {1, 2, 7, 256, 257, 700}) {
      List<String> lines = neuron(random, rows);
      lines.add("ledger");
      lines.add("set trace full");
      lines.add("learning rate 1e-9");
      lines.add("train 1 epoch");
      Recording run = Recording.at(TraceLevel.NONE, lines.toArray(String[]::new)).finished();
      TraceEvent.Ledger ledger = run.last(TraceEvent.Ledger.class);
      RowSum sum = new RowSum(4);
      for (TraceEvent.Ledger.Share share : ledger.shares()) {
        for (int i = 0; i < 4; i++) {
          sum.add(i, share.gradient().get(i));
        }
        sum.endRow();
      }
      assertEquals(ledger.sums(), Vector.of(sum.total()));
      if (rows > 1) {
        TraceEvent.Gathered gathered = run.last(TraceEvent.Gathered.class);
        assertEquals(gathered.sums(), ledger.sums());
        assertEquals(gathered.gradient(), ledger.gradient());
      }
    }
  }

  /** Norris on raw x: 2/λ recalculated by another program is about 3.408e−6. */
  @Test
  void theLargestRateThatConverges() {
    List<String> norris =
        new ArrayList<>(
            List.of(
                "inputs x",
                "target y",
                "activation linear",
                "data from \"scripts/data/norris.csv\"",
                "diagnose"));
    TraceEvent.Diagnosed found =
        Recording.with(
                Options.defaults().trace(TraceLevel.NONE).files(TestFiles.ofTheRepository()),
                norris.toArray(String[]::new))
            .finished()
            .last(TraceEvent.Diagnosed.class);
    assertEquals(3.408e-6, found.largestRate().orElseThrow().doubleValue(), 0.0005e-6);
    // Just below it the cost falls in the long run, just above it rises.
    for (double factor : new double[] {0.99, 1.01}) {
      List<String> lines = new ArrayList<>(norris.subList(0, 4));
      lines.add("learning rate " + factor * found.largestRate().orElseThrow().doubleValue());
      lines.add("train 300 epochs");
      lines.add("show cost, previous_cost");
      Recording run =
          Recording.with(
              Options.defaults().trace(TraceLevel.NONE).files(TestFiles.ofTheRepository()),
              lines.toArray(String[]::new));
      List<Double> costs = run.shown();
      assertEquals(factor < 1, costs.get(0) <= costs.get(1), () -> factor + ": " + costs);
    }
  }

  /** Also where the bound that takes one pass is the largest rate itself: one input, no bias. */
  @Test
  void aRateIsTooLargeFromTheLargestOn() {
    SplitMix random = new SplitMix(43);
    for (int i = 0; i < 60; i++) {
      List<String> lines = new ArrayList<>();
      int inputs = 1 + random.below(3);
      lines.add("inputs x[" + inputs + "]");
      lines.add("activation linear");
      lines.add(random.of("bias 0", "bias none", "bias 1 fixed"));
      lines.add("loss " + random.of("mse", "half_mse"));
      lines.add("cost " + random.of("mean", "sum"));
      lines.add("penalty " + random.of("none", "l2(0.3)"));
      lines.add("data {");
      for (int row = 0; row < 1 + random.below(9); row++) {
        lines.add(
            IntStream.range(0, inputs)
                    .mapToObj(j -> "" + (3 * random.unit() - 1))
                    .collect(Collectors.joining(", "))
                + " -> "
                + random.unit());
      }
      lines.add("}");
      lines.add("diagnose");
      double largest =
          Recording.of(lines.toArray(String[]::new))
              .finished()
              .last(TraceEvent.Diagnosed.class)
              .largestRate()
              .orElseThrow()
              .doubleValue();
      for (double rate :
          new double[] {largest / 20, Math.nextDown(largest), largest, 2 * largest}) {
        lines.set(lines.size() - 1, "learning rate " + rate + "; diagnose");
        boolean found =
            Recording.of(lines.toArray(String[]::new))
                .finished()
                .last(TraceEvent.Diagnosed.class)
                .findings()
                .stream()
                .anyMatch(finding -> finding.code() == Code.RATE_TOO_LARGE);
        assertEquals(rate >= largest, found, () -> rate + " of " + largest + ": " + lines);
      }
    }
  }
}
