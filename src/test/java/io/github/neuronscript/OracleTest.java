package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Figures that others published, certified, or calculated by an independent program. Published ones
 * are compared at their printed digits, recalculated ones at 1e-12; a mismatch is never mended by a
 * wider tolerance.
 */
class OracleTest {

  private static final String AND_ROWS = "data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }";

  private static void assertRelative(double expected, double actual) {
    assertEquals(expected, actual, 1e-12 * Math.abs(expected));
  }

  private static void assertShown(List<Double> expected, Recording run) {
    assertEquals(expected, run.shown());
  }

  /** Returns weights and bias after each update that was made. */
  private static List<List<Double>> updates(Recording run) {
    run.finished();
    List<List<Double>> parameters = new ArrayList<>();
    for (TraceEvent.Update update : run.all(TraceEvent.Update.class)) {
      if (update.made()) {
        parameters.add(numbers(update));
      }
    }
    return parameters;
  }

  private static List<Double> numbers(TraceEvent.Update update) {
    List<Double> numbers = new ArrayList<>();
    for (double number : update.after().toArray()) {
      numbers.add(number);
    }
    return numbers;
  }

  // Ridge regression (recalculated): (XᵀX/m + λD)·(w, b) = Xᵀy/m with D = diag(1, 1, 0), solved in
  // Python's fractions: w = (1521/1633, 1339/1633), b = 603/3266, C = 1548/8165.

  private static final String[] RIDGE = {
    "inputs x1, x2",
    "weights zeros",
    "bias 0",
    "activation linear",
    "loss mse",
    "learning rate 0.2",
    "learning rule gradient descent",
    "data { 1, 2 -> 3; 2, -1 -> 1; 3, 1 -> 4; -1, 1 -> 0; 0, 3 -> 2.5 }",
    "penalty l2(0.1)"
  };

  private static void assertRidge(Recording run) {
    List<Double> shown = run.finished().shown();
    assertRelative(1521 / 1633.0, shown.get(0));
    assertRelative(1339 / 1633.0, shown.get(1));
    assertRelative(603 / 3266.0, shown.get(2));
    assertRelative(1548 / 8165.0, shown.get(3));
  }

  @Test
  void ridgeRegression() {
    String script = String.join("\n", RIDGE);
    String trained = "train 1000 epochs";
    assertRidge(Recording.at(TraceLevel.NONE, script, trained, "show w1, w2, b, cost"));
    assertRidge(Recording.at(TraceLevel.FULL, script, trained, "show w1, w2, b, cost"));
    String decimals = "set numbers decimal 25\n" + script;
    assertRidge(Recording.at(TraceLevel.NONE, decimals, trained, "show w1, w2, b, cost"));
  }

  @Test
  void ridgeRegressionIsStationary() {
    String script = "set numbers exact\n" + String.join("\n", RIDGE);
    String best = "weights 1521/1633, 1339/1633; bias 603/3266; train 1";
    Recording run =
        Recording.at(
            TraceLevel.NONE, script, best, "expect cost == 1548/8165; expect w1 == 1521/1633");
    run.finished();
  }

  /** 2/λ of XᵀX·2/m + 2·0.1·D, by the eigenvalues of NumPy. */
  @Test
  void largestRateOfRidgeRegression() {
    Recording run = Recording.at(TraceLevel.NONE, String.join("\n", RIDGE), "diagnose");
    double largest =
        run.finished().last(TraceEvent.Diagnosed.class).largestRate().orElseThrow().doubleValue();
    assertEquals(0.23030774245781122, largest, 1e-8);
  }

  /** For orthogonal inputs the lasso moves each weight of least squares by λ to 0, or to 0. */
  @Test
  void lassoOfOrthogonalInputs() {
    Recording run =
        Recording.at(
            TraceLevel.NONE,
            "inputs x1, x2; weights zeros; bias none; activation linear; loss half_mse",
            "data { 1, 1 -> 2; 1, -1 -> 2; -1, 1 -> -2; -1, -1 -> -2 }; penalty l1(0.5)",
            "learning rate 0.1; train 1000",
            "show w1, w2");
    assertRelative(1.5, run.finished().shown().get(0));
    assertEquals(0, run.shown().get(1));
  }

  // One example (recalculated). x (0.5, 0.8), w (0.4, −0.2), b 0.1, y 1, α 0.5, sigmoid, mse

  private static final String[] ONE_EXAMPLE = {
    "inputs x1 = 0.5, x2 = 0.8",
    "weights 0.4, -0.2",
    "bias 0.1",
    "target 1",
    "activation sigmoid",
    "loss mse",
    "learning rate 0.5",
    "step",
    "show w1, w2, b"
  };

  private static void assertTo15(double expected, Number value) {
    double actual = value.doubleValue();
    assertEquals(expected, actual, 1e-15);
  }

  @Test
  void oneExampleForward() {
    TraceEvent.Forward forward =
        Recording.at(TraceLevel.SUMMARY, ONE_EXAMPLE).last(TraceEvent.Forward.class);
    assertTo15(0.14, forward.z());
    assertTo15(0.5349429451582145, forward.output());
  }

  @Test
  void oneExampleBackward() {
    TraceEvent.Backward backward =
        Recording.at(TraceLevel.SUMMARY, ONE_EXAMPLE).last(TraceEvent.Backward.class);
    assertTo15(0.2162780642581155, backward.loss());
    assertTo15(-0.930114109683571, backward.lossByOutput().orElseThrow());
    assertTo15(0.24877899058367, backward.outputByZ().orElseThrow());
    assertTo15(-0.23139284933470772, backward.lossByZ());
    assertTo15(-0.11569642466735386, backward.gradient().get(0));
    assertTo15(-0.18511427946776618, backward.gradient().get(1));
    assertTo15(-0.23139284933470772, backward.gradient().get(2));
  }

  @Test
  void oneExampleUpdate() {
    List<Double> shown = Recording.of(ONE_EXAMPLE).shown();
    assertTo15(0.45784821233367695, shown.get(0));
    assertTo15(-0.10744286026611692, shown.get(1));
    assertTo15(0.21569642466735386, shown.get(2));
  }

  // AND by gradient descent, full batch (recalculated)

  private static Recording and(int epochs) {
    return Recording.of(
        "inputs x1, x2",
        AND_ROWS,
        "learning rate 0.5",
        "train " + epochs + " epochs",
        "show cost, w1, w2, b");
  }

  @Test
  void andByGradientDescent() {
    assertEquals(0.25, and(1).shown().get(0));
    assertRelative(0.24243402390568633, and(2).shown().get(0));
    List<Double> third = and(3).shown();
    assertRelative(0.2357730876421893, third.get(0));
    assertRelative(0.005628049460253963, third.get(1));
    assertRelative(0.005628049460253963, third.get(2));
    assertRelative(-0.1759016839783457, third.get(3));
  }

  // Rosenblatt's rule

  /** Hagan, Demuth and Beale, Neural Network Design; recalculated. */
  @Test
  void perceptronOnFourPoints() {
    Recording run =
        Recording.at(
            TraceLevel.FULL,
            "inputs x1, x2",
            "activation step",
            "learning rule perceptron",
            "learning rate 1",
            "data { 2, 2 -> 0; 1, -2 -> 1; -2, 2 -> 0; -1, 1 -> 1 }",
            "train 10 epochs");
    List<List<Double>> after =
        run.finished().all(TraceEvent.Update.class).stream().map(OracleTest::numbers).toList();
    assertEquals(List.of(-2.0, -2.0, -1.0), after.get(0));
    assertEquals(List.of(-2.0, -2.0, -1.0), after.get(1));
    assertEquals(List.of(-2.0, -2.0, -1.0), after.get(2));
    assertEquals(List.of(-3.0, -1.0, 0.0), after.get(3));
    assertEquals(List.of(-2.0, -3.0, 1.0), after.get(7));
    TraceEvent.Trained trained = run.last(TraceEvent.Trained.class);
    assertEquals(3, trained.epochs());
    assertEquals(new TraceEvent.Reason.NoUpdate(), trained.reason());
    assertEquals(12, after.size());
    assertTrue(run.all(TraceEvent.Update.class).subList(8, 12).stream().noneMatch(u -> u.made()));
  }

  /** Cornell CS 472, 2004: the threshold is the weight of a third input that is always −1. */
  @Test
  void orWithABiasInput() {
    Recording run =
        Recording.at(
            TraceLevel.FULL,
            "inputs x1, x2, x3",
            "bias none",
            "activation step",
            "learning rule perceptron",
            "learning rate 0.5",
            "data { 0, 0, -1 -> 0; 0, 1, -1 -> 1; 1, 0, -1 -> 1; 1, 1, -1 -> 1 }",
            "train 10 epochs");
    List<List<Double>> weights = updates(run).stream().map(all -> all.subList(0, 3)).toList();
    assertEquals(
        List.of(
            List.of(0.0, 0.0, 0.5),
            List.of(0.0, 0.5, 0.0),
            List.of(0.0, 0.5, 0.5),
            List.of(0.5, 0.5, 0.0),
            List.of(0.5, 0.5, 0.5)),
        weights);
    assertEquals(4, run.last(TraceEvent.Trained.class).epochs());
  }

  private static Recording gate(String targets) {
    String[] y = targets.split("", -1);
    return Recording.of(
        "inputs x1, x2",
        "activation step_above",
        "learning rule perceptron",
        "learning rate 1",
        "data { 0, 0 -> %s; 0, 1 -> %s; 1, 0 -> %s; 1, 1 -> %s }".formatted(y[0], y[1], y[2], y[3]),
        "train 100 epochs",
        "show epoch, updates, w1, w2, b");
  }

  /** Recalculated in fractions. */
  @Test
  void gatesWithTheTieBelow() {
    assertShown(List.of(6.0, 10.0, 2.0, 1.0, -2.0), gate("0001"));
    assertShown(List.of(4.0, 4.0, 1.0, 1.0, 0.0), gate("0111"));
    assertShown(List.of(6.0, 11.0, -2.0, -1.0, 3.0), gate("1110"));
  }

  /** Recalculated: in fractions it takes 6 epochs, because 0.1 + 0.2 is not 0.3 in doubles. */
  @Test
  void andInDoubles() {
    Recording run =
        Recording.of(
            "inputs x1, x2",
            "activation step",
            "learning rule perceptron",
            "learning rate 0.1",
            AND_ROWS,
            "train 100 epochs",
            "show epoch, updates, b");
    assertShown(List.of(4.0, 8.0, -0.20000000000000004), run);
  }

  /** Recalculated in fractions: (1/5, 1/10, −3/10) after 6 epochs and 11 updates. */
  @Test
  void andInFractions() {
    Recording run =
        Recording.of(
            "set numbers exact",
            "inputs x1, x2",
            "activation step",
            "learning rule perceptron",
            "learning rate 0.1",
            AND_ROWS,
            "train 100 epochs",
            "show epoch, updates",
            "expect w1 == 1/5",
            "expect w2 == 1/10",
            "expect b == -3/10");
    assertShown(List.of(6.0, 11.0), run);
  }

  /** Fausett, Fundamentals of Neural Networks, 1994. */
  @Test
  void hebbOnBipolarAnd() {
    Recording run =
        Recording.at(
            TraceLevel.FULL,
            "inputs x1, x2",
            "activation bipolar_step",
            "learning rule hebb",
            "learning rate 1",
            "data { 1, 1 -> 1; 1, -1 -> -1; -1, 1 -> -1; -1, -1 -> -1 }",
            "train 1 epoch");
    assertEquals(
        List.of(
            List.of(1.0, 1.0, 1.0),
            List.of(0.0, 2.0, 0.0),
            List.of(1.0, 1.0, -1.0),
            List.of(2.0, 2.0, -2.0)),
        updates(run));
  }

  // Regression

  /** Wikipedia, Logistic regression: hours of study and the exam. */
  @Test
  void examHours() {
    double[] hours = {
      .5, .75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75, 5,
      5.5
    };
    int[] passed = {0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1};
    StringBuilder rows = new StringBuilder("data {\n");
    for (int i = 0; i < hours.length; i++) {
      rows.append(hours[i]).append(" -> ").append(passed[i]).append('\n');
    }
    Recording run =
        Recording.of(
            "inputs hours",
            rows + "}",
            "loss cross_entropy",
            "learning rate 0.6",
            "train 20000 epochs",
            "show bias, w1",
            "predict 2",
            "show output",
            "predict 4",
            "show output");
    List<Double> shown = run.shown();
    assertEquals(-4.0777, shown.get(0), 0.00005);
    assertEquals(1.5046, shown.get(1), 0.00005);
    assertEquals(0.26, shown.get(2), 0.005);
    assertEquals(0.87, shown.get(3), 0.005);
    // Newton's method in an independent program, to where its steps stay below 1e-15.
    assertRelative(-4.077713431087631, shown.get(0));
    assertRelative(1.5046454283733333, shown.get(1));
  }

  /** NIST Statistical Reference Datasets, NoInt2; the first weights recalculated. */
  @Test
  void regressionWithoutIntercept() {
    String[] script = {
      "inputs x",
      "bias none",
      "activation linear",
      "learning rate 0.01",
      "data { 4 -> 3; 5 -> 4; 6 -> 4 }",
      "train 1 epoch; show w1",
      "train 1 epoch; show w1",
      "train 1 epoch; show w1",
      "train 1 epoch; show w1",
      "train 100 epochs; show w1"
    };
    List<Double> w = Recording.of(script).shown();
    assertRelative(0.37333333333333335, w.get(0));
    assertRelative(0.5550222222222222, w.get(1));
    assertRelative(0.6434441481481481, w.get(2));
    assertRelative(0.6864761520987654, w.get(3));
    assertRelative(0.727272727272727, w.get(4));
  }

  private static Recording norris(String... lines) {
    List<String> script = new ArrayList<>();
    script.add("inputs x");
    script.add("target y");
    script.add("activation linear");
    script.add("data from \"scripts/data/norris.csv\"");
    script.addAll(List.of(lines));
    return Recording.with(
        Options.defaults().trace(TraceLevel.NONE).files(TestFiles.ofTheRepository()),
        script.toArray(new String[0]));
  }

  /** NIST Statistical Reference Datasets, Norris: certified line, residual sum and R². */
  @Test
  void certifiedLineOfNorris() {
    List<Double> shown =
        norris(
                "weights 1.00211681802045",
                "bias -0.262323073774029",
                "cost sum",
                "learning rate 0",
                "train 1 epoch",
                "show cost, gradient_norm")
            .shown();
    assertRelative(26.6173985294224, shown.get(0));
    double total = 4255980.749722222; // Σ (y − mean)², recalculated in fractions
    assertRelative(0.999993745883712, 1 - shown.get(0) / total);
    assertEquals(0, shown.get(1), 1e-7, "the gradient vanishes, beside terms of about 1e7");
  }

  /** About 3.408e-6 is 2/λ for the largest eigenvalue λ of the second derivative (recalculated). */
  @Test
  void largestRateOfNorris() {
    String[] below = {"learning rate 3.40e-6", "train 20 epochs", "expect cost < previous_cost"};
    String[] above = {"learning rate 3.42e-6", "train 20 epochs", "expect cost > previous_cost"};
    norris(below).finished();
    norris(above).finished();
    Number largest =
        norris("learning rate 0.001", "diagnose")
            .finished()
            .last(TraceEvent.Diagnosed.class)
            .largestRate()
            .orElseThrow();
    assertEquals(3.408e-6, largest.doubleValue(), 0.0005e-6);
    // 2/λ, computed with python3: λ = s + √(s² − 4·variance of x), s = 1 + mean of x², in 40
    // digits.
    assertRelative(3.407937207074808e-6, largest.doubleValue());
  }

  // Optimisers: w² from w = 1 with α = 0.1 (recalculated)

  private static List<Double> minimise(String rule) {
    return Recording.of(
            "inputs x",
            "weights 1",
            "bias none",
            "activation linear",
            "learning rate 0.1",
            "learning rule " + rule,
            "data { 1 -> 0 }",
            "step; show w1; step; show w1; step; show w1")
        .shown();
  }

  @Test
  void momentum() {
    List<Double> w = minimise("momentum(0.9)");
    assertRelative(0.8, w.get(0));
    assertRelative(0.46, w.get(1));
    assertRelative(0.062, w.get(2));
  }

  @Test
  void adam() {
    List<Double> w = minimise("adam(0.9, 0.999)");
    assertRelative(0.9000000005, w.get(0));
    assertRelative(0.80041222869179, w.get(1));
    assertRelative(0.70158627294603, w.get(2));
  }

  // Where nothing is learnt

  @Test
  void xorFromZero() {
    Recording run =
        Recording.of(
            "inputs x1, x2",
            "data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 0 }",
            "learning rate 3",
            "train 1 epoch",
            "show cost, gradient_norm",
            "train 1000 epochs",
            "show cost, gradient_norm, w1, w2, b");
    assertShown(List.of(0.25, 0.0, 0.25, 0.0, 0.0, 0.0, 0.0), run);
  }

  @Test
  void saturated() {
    Recording run =
        Recording.of(
            "inputs x1, x2",
            "weights 0.9, 0.9",
            "bias 0",
            "data { 400, 300 -> 0; 250, 700 -> 1; -500, -400 -> 1 }",
            "train 10 epochs",
            "show gradient_norm, w1, w2, b",
            "diagnose");
    assertShown(List.of(0.0, 0.9, 0.9, 0.0), run);
    List<String> findings =
        run.last(TraceEvent.Diagnosed.class).findings().stream().map(f -> f.code().text()).toList();
    assertTrue(findings.contains("saturated"), "and it says so");
  }

  /** NIST StRD, linear regression, Norris: certified intercept and slope. */
  @Test
  void theCertifiedLineOfNorris() {
    TraceEvent.Original line =
        Recording.with(
                Options.defaults().files(TestFiles.ofTheRepository()),
                "inputs x",
                "target y",
                "data from \"scripts/data/norris.csv\"",
                "scale standard",
                "activation linear",
                "learning rate 0.4",
                "train 200 epochs",
                "show weights original")
            .finished()
            .last(TraceEvent.Original.class);
    assertEquals(1.00211681802045, line.original().get(0), 1.00211681802045 * 1e-12);
    assertEquals(-0.262323073774029, line.original().get(1), 0.262323073774029 * 1e-12);
  }
}
