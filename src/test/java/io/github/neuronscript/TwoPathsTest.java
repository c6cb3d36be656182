package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a training is run, it ends in the same bits: with every step told or with none, in one go
 * or cut up, by {@code step} or by its three parts.
 */
class TwoPathsTest {

  private static final String STATE =
      "show epoch, updates, cost, previous_cost, gradient_norm, rate";

  private static final String[] DEFINITIONS = {
    "define bent(z) = (sqrt(z^2 + 1) - 1) / 2 + z",
    "define sig(z) = 1 / (1 + exp(-z))",
    "define soft(z) = ln(1 + exp(z)) with derivative sig(z)",
    "define pinball(y, p) = max(0.9 * (y - p), -0.1 * (y - p))",
    "define elastic(w, a, c) = a * abs(w) + c * w^2",
    "define own_entropy(y, p) = -(y * ln(p) + (1 - y) * ln(1 - p))",
    "define rule heavy(beta) { v <- beta * v + gradient; w <- w - rate * v }",
    "define rule shy { n <- n + 1; w <- w + rate / n * (y - output) * x }",
  };

  private static final String[] ACTIVATIONS = {
    "linear",
    "sigmoid",
    "tanh",
    "relu",
    "leaky_relu(0.1)",
    "elu(1)",
    "softplus",
    "swish",
    "gelu",
    "step",
    "step_above",
    "bipolar_step",
    "bent",
    "sig",
    "soft"
  };

  private static final String[] LOSSES = {
    "mse", "half_mse", "mae", "huber(0.5)", "hinge", "perceptron", "pinball"
  };

  private static final String[] PENALTIES = {
    "none", "none", "l2(0.01)", "l1(0.05)", "elastic(0.01, 0.2)", "abs"
  };

  private static final String[] BY_GRADIENT = {
    "gradient descent",
    "momentum(0.9)",
    "nesterov(0.9)",
    "adagrad",
    "rmsprop(0.9)",
    "adam(0.9, 0.999)",
    "heavy(0.5)"
  };

  private static final String[] BY_EXAMPLE = {"perceptron", "delta", "hebb", "oja", "shy"};

  private static final String[] RULES = {
    "when cost >= previous_cost then rate = rate / 2",
    "when epoch > 1 and w1 > 0 then { rate = 0.9 * rate; w1 = w1 - 0.01 }",
    "when gradient_norm < 0.1 then w1 = 0 otherwise rate = rate * 0.99",
    "on step when loss > 0.2 then rate = rate * (1 + 0.001 * abs(output))",
    "on step once when updates > 7 and z < 1 then rate = rate / 2",
    "on step when target > 0 and x1 > 0.5 then rate = rate * 1.001",
    "when accuracy > 0.5 then rate = rate * 1.5",
  };

  /** A random neuron with its data, and how it is trained. */
  private record Case(
      long seed, List<String> declarations, String options, int inputs, String csv) {

    static Case of(long seed, int mostInputs, int mostRows) {
      SplitMix random = new SplitMix(seed);
      int inputs = 1 + random.below(mostInputs);
      int rows = 1 + random.below(mostRows);
      boolean byExample = random.below(3) == 0;
      List<String> lines = new ArrayList<>(List.of(DEFINITIONS));
      lines.add("inputs x[" + inputs + "]");
      lines.add("target y");
      lines.add("data from \"data.csv\"");
      lines.add("weights " + random.of("zeros", "random", "normal(0, 0.3)", "uniform(-0.1, 0.2)"));
      lines.add("bias " + random.of("0.25", "0.5 fixed", "none", "-0.125"));
      boolean entropy = random.below(4) == 0;
      lines.add("activation " + (entropy ? random.of("sigmoid", "sig") : random.of(ACTIVATIONS)));
      String loss = entropy ? random.of("cross_entropy", "own_entropy") : random.of(LOSSES);
      lines.add("loss " + loss);
      String penalty = new SplitMix(~seed).of(PENALTIES);
      lines.add("penalty " + (byExample && !penalty.equals("abs") ? "none" : penalty));
      lines.add("learning rule " + (byExample ? random.of(BY_EXAMPLE) : random.of(BY_GRADIENT)));
      lines.add("learning rate " + random.of("0.001", "0.01", "0.1"));
      lines.add("cost " + random.of("mean", "sum"));
      lines.add("seed " + random.below(100));
      String batch = byExample ? random.of("", "batch 1") : "batch " + random.of("1", "3", "all");
      String options = batch + random.of("", " shuffle", " shuffle seed 7");
      boolean margin = loss.equals("hinge") || loss.equals("perceptron");
      boolean bipolar = margin || !entropy && random.below(2) == 0;
      return new Case(seed, lines, options, inputs, csv(random, inputs, rows, bipolar));
    }

    /** The same with two rules; {@code stop} ends a training earlier if it is one of them. */
    Case ruled(boolean stop) {
      SplitMix random = new SplitMix(seed);
      List<String> lines = new ArrayList<>(declarations);
      lines.add(random.of(RULES));
      lines.add(stop ? "on step when updates > 40 and z < 0 then stop" : random.of(RULES));
      return new Case(seed, lines, options, inputs, csv);
    }

    private static String csv(SplitMix random, int inputs, int rows, boolean bipolar) {
      StringBuilder csv = new StringBuilder();
      for (int i = 1; i <= inputs; i++) {
        csv.append('x').append(i).append(',');
      }
      csv.append("y\n");
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < inputs; i++) {
          csv.append(4 * random.unit() - 2).append(',');
        }
        csv.append(bipolar ? 2 * random.below(2) - 1 : random.below(2)).append('\n');
      }
      return csv.toString();
    }

    /** Runs the declarations and these lines, and returns everything that was learnt. */
    List<String> after(TraceLevel level, String... actions) {
      List<String> lines = new ArrayList<>(declarations);
      for (String action : actions) {
        lines.add(action.replace("OPTIONS", options));
      }
      lines.add(STATE);
      for (int i = 1; i <= inputs; i++) {
        lines.add("show w" + i);
      }
      lines.add(declarations.contains("bias none") ? "show 0" : "show bias");
      byte[] file = csv.getBytes(StandardCharsets.UTF_8);
      Recording run =
          Recording.with(
              Options.defaults()
                  .trace(level)
                  .files((script, path) -> new ByteArrayInputStream(file)),
              lines.toArray(new String[0]));
      return run.outcome().diagnostics().isEmpty() ? run.bits() : List.of(run.errors());
    }

    @Override
    public String toString() {
      return seed
          + ": "
          + String.join("; ", declarations.subList(DEFINITIONS.length, declarations.size()))
          + "; "
          + options;
    }
  }

  static Stream<Case> cases() {
    return Stream.iterate(1L, seed -> seed + 1).limit(60).map(seed -> Case.of(seed, 40, 300));
  }

  static Stream<Case> manyCases() {
    return Stream.iterate(1000L, seed -> seed + 1).limit(1500).map(seed -> Case.of(seed, 40, 700));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void toldOrNot(Case c) {
    assertSameBits(c);
    assertSameBits(c.ruled(c.seed() % 3 == 0));
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("manyCases")
  void toldOrNotManyTimes(Case c) {
    assertSameBits(c);
  }

  /** The cases are worth something only while few of them fail alike. */
  @Test
  void mostCasesTrain() {
    List<Case> failing =
        cases()
            .filter(c -> c.after(TraceLevel.NONE, "train 3 epochs OPTIONS").size() == 1)
            .toList();
    assertTrue(failing.size() <= 6, () -> failing.size() + " fail: " + failing);
  }

  private static void assertSameBits(Case c) {
    List<String> kernels = c.after(TraceLevel.NONE, "train 3 epochs OPTIONS");
    assertEquals(kernels, c.after(TraceLevel.FULL, "train 3 epochs OPTIONS"));
    assertEquals(kernels, c.after(TraceLevel.SUMMARY, "train 3 epochs OPTIONS"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void inOneGoOrCutUp(Case c) {
    assertSameCutUp(c);
    assertSameCutUp(c.ruled(false));
  }

  private static void assertSameCutUp(Case c) {
    List<String> whole = c.after(TraceLevel.NONE, "train 10 epochs OPTIONS");
    String[] parts = {"train 5 epochs OPTIONS", "train 4 epochs OPTIONS", "train 1 epoch OPTIONS"};
    assertEquals(whole, c.after(TraceLevel.NONE, parts));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void stepIsForwardBackwardUpdate(Case c) {
    List<String> steps = c.after(TraceLevel.NONE, "step 3", "set digits 4");
    String[] parts = {"forward; backward; update", "forward; update", "backward; update"};
    assertEquals(steps, c.after(TraceLevel.NONE, parts));
    assertEquals(steps, c.after(TraceLevel.FULL, "step", "step 2"));
  }

  /** One epoch, example by example in file order, is as many steps as there are rows. */
  @Test
  void anEpochOfSteps() {
    for (long seed = 1; seed <= 60; seed++) {
      Case c = Case.of(seed, 8, 20);
      long rows = c.csv().lines().count() - 1;
      List<String> epoch = c.after(TraceLevel.NONE, "train 1 epoch batch 1");
      List<String> steps = c.after(TraceLevel.NONE, "step " + rows);
      assertEquals(epoch.subList(6, epoch.size()), steps.subList(6, steps.size()), c.toString());
    }
  }

  /** Asking changes nothing, whatever is asked, and asking twice gives the same answer twice. */
  @Test
  void askingChangesNothing() {
    for (long seed = 1; seed <= 30; seed++) {
      Case c = Case.of(seed, 5, 20);
      String zeros = "0" + ", 0".repeat(c.inputs() - 1);
      String ask = "forward; backward; predict " + zeros + "; forward " + zeros + " -> 1; evaluate";
      List<String> quiet = c.after(TraceLevel.NONE, "train 2 epochs OPTIONS", "step");
      List<String> asked =
          c.after(TraceLevel.NONE, ask, "train 2 epochs OPTIONS", "forward; backward", "step");
      assertEquals(quiet, asked, c.toString());
    }
  }

  @Test
  void everyExampleIsTold() {
    Case c = Case.of(3, 4, 9);
    long rows = c.csv().lines().count() - 1;
    Recording run =
        Recording.with(
            Options.defaults()
                .trace(TraceLevel.FULL)
                .files(
                    (script, path) ->
                        new ByteArrayInputStream(c.csv().getBytes(StandardCharsets.UTF_8))),
            String.join("\n", c.declarations()),
            "train 2 epochs " + c.options());
    assertEquals(2 * rows, run.finished().all(TraceEvent.Forward.class).size());
    assertEquals(2 * rows, run.all(TraceEvent.Backward.class).size());
  }
}
