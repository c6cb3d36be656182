package io.github.neuronscript.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session remembers, forgets and leaves alone. */
class SessionTest {

  private static final String[] STATE = {
    "w1", "w2", "b", "rate", "epoch", "updates", "cost", "previous_cost", "gradient_norm", "half"
  };

  private static final String[] AND = {
    "inputs x1, x2",
    "weights 0.25, -0.5",
    "bias 0.125",
    "learning rate 0.5",
    "let half = 0.5",
    "data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }",
    "train 3 epochs"
  };

  // Errors

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weights 1, 2, 3",
        "inputs a, a",
        "train 10 epochs until output > 1",
        "train 1e12 epochs",
        "train 0 epochs",
        "trian 5 epochs",
        "let half = 1 / 0",
        "half = 1 / 0",
        "learning rate 1 / 0",
        "expect cost < 0",
        "predict 1",
        "forward 1, 2, 3",
        "forward 1, 1 / 0",
        "data from \"missing.csv\"; evaluate",
        "show 1 / 0",
        "loss huber(-1)",
        "weights uniform(1, -1)",
        "learning rate 7; train 5 epochs until nothing",
      })
  void anErrorLeavesTheStateAsItWas(String line) {
    Typed typed = new Typed().type(AND);
    String before = typed.bits(STATE);
    State state = typed.session.state();
    assertTrue(!typed.typeBadly(line).isEmpty());
    if (!line.contains(";")) {
      assertSame(state, typed.session.state());
      assertEquals(before, typed.bits(STATE));
    }
    assertEquals(before.substring(0, 60), typed.bits(STATE).substring(0, 60));
  }

  @Test
  void aFailedStepDoesNotMoveOn() {
    Typed typed = new Typed().type("inputs x", "loss hinge", "data { 1 -> 1; 2 -> 0; 3 -> 1 }");
    assertEquals("target-outside-loss", typed.code("step 3"));
    assertEquals(0, typed.value("updates"));
    typed.type("step", "show target");
    assertEquals(1, typed.value("updates"));
  }

  @Test
  void divergedKeepsTheLastFinishedEpoch() {
    String[] start = {"inputs x", "activation linear", "learning rate 5", "data { 1 -> 3 }"};
    Typed typed = new Typed().type(start);
    assertEquals("diverged", typed.code("train 1000 epochs"));
    int epochs = (int) typed.value("epoch");
    Typed until = new Typed().type(start).type("train " + epochs + " epochs");
    String[] state = {"w1", "b", "epoch", "updates", "cost", "previous_cost", "gradient_norm"};
    assertEquals(until.bits(state), typed.bits(state));
    assertEquals("diverged", until.code("train 1 epoch"));
  }

  // Cancellation

  /** Wants a run to end at one of the questions that are asked once it is armed. */
  private static final class Token implements BooleanSupplier {
    private int left = -1;

    void arm(int questions) {
      left = questions;
    }

    @Override
    public boolean getAsBoolean() {
      return left >= 0 && left-- == 0;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "none"})
  void cancelledKeepsTheLastFinishedEpoch(String level) {
    String[] start = {
      "inputs x1, x2",
      "set trace " + level,
      "data { 0, 0 -> 0; 0, 1 -> 0; 1, 1 -> 1 }",
      "learning rule gradient descent",
      "backward"
    };
    List<Integer> epochs = new ArrayList<>();
    // The first question comes before the first epoch, while the targets are looked at.
    for (int questions = 2; questions < 41; questions++) {
      Token token = new Token();
      Typed typed = new Typed(token).type(start);
      token.arm(questions);
      List<Diagnostic> stopped = typed.typeBadly("train 1000 epochs batch 1");
      assertEquals("interrupted", stopped.get(0).code().text());
      int epoch = (int) typed.value("epoch");
      assertEquals(
          "stopped in epoch " + (epoch + 1),
          stopped.get(0).message().substring(0, ("stopped in epoch " + (epoch + 1)).length()));
      Typed whole = new Typed().type(start);
      if (epoch > 0) {
        whole.type("train " + epoch + " epochs batch 1");
      }
      String[] state = {"w1", "w2", "b", "updates", "cost"};
      assertEquals(whole.bits(state), typed.bits(state));
      epochs.add(epoch);
    }
    assertTrue(epochs.contains(0) && epochs.contains(5), epochs.toString());
  }

  @Test
  void cancelledNamesEpochAndExample() {
    Token token = new Token();
    Typed typed = new Typed(token);
    typed.type("inputs x", "data { 0 -> 0; 1 -> 1; 2 -> 1 }", "backward");
    token.arm(8);
    assertEquals(
        "stopped in epoch 7, after 0 of 3 examples; the state is that of epoch 6",
        typed.typeBadly("train 1000 epochs batch 1").get(0).message());
  }

  // Beginning again

  @Test
  void resetIsAsDeclared() {
    Typed typed = new Typed().type(AND).type("rate = 0.01", "b = 3", "step", "reset");
    assertEquals("0.25 -0.5 0.125 0.5 0.0 0.0", plain(typed, "w1", "w2", "b", "rate"));
    assertEquals(0.5, typed.value("half"), "a let stays");
    assertTrue(Double.isNaN(typed.value("previous_cost")));
    Typed fresh = new Typed().type(AND);
    assertEquals(fresh.bits(STATE), typed.type("train 3 epochs").bits(STATE));
  }

  private static String plain(Typed typed, String... formulas) {
    StringBuilder values = new StringBuilder();
    for (String formula : formulas) {
      values.append(typed.value(formula)).append(' ');
    }
    return values.append(typed.value("epoch")) + " " + typed.value("updates");
  }

  @Test
  void resetForgetsTheRulesMemory() {
    String[] start = {
      "inputs x", "weights 1", "bias none", "activation linear", "learning rule momentum(0.9)"
    };
    Typed typed = new Typed().type(start).type("data { 1 -> 0 }", "step 3", "reset", "step 2");
    Typed fresh = new Typed().type(start).type("data { 1 -> 0 }", "step 2");
    assertEquals(fresh.bits("w1"), typed.bits("w1"));
  }

  // Declaring again

  @Test
  void inputsOfTheSameNumberKeepTheWeights() {
    Typed typed = new Typed().type(AND);
    String weights = typed.bits("w1", "w2", "b");
    typed.type("inputs left, right");
    assertEquals(weights, typed.bits("w1", "w2", "b"));
    assertEquals(0, typed.value("epoch"));
    assertEquals(List.of(), typed.notices().stream().filter(n -> n.startsWith("w")).toList());
  }

  @Test
  void inputsOfAnotherNumberForgetLearntWeightsAndSaySo() {
    Typed typed = new Typed();
    typed.type("inputs x1, x2", "data { 0, 1 -> 1; 1, 1 -> 0 }", "train 5 epochs", "inputs a");
    assertEquals(0, typed.value("w1"));
    assertTrue(typed.notices().contains("weights-forgotten"));
  }

  @Test
  void inputsOfAnotherNumberWaitForRowsThatFit() {
    Typed typed = new Typed().type(AND).type("inputs a");
    assertEquals("row-length", typed.code("train 1 epoch"));
    typed.type("data { 1 -> 0; 2 -> 1 }", "train 1 epoch");
    assertEquals(1, typed.value("epoch"));
  }

  @Test
  void dataKeepsWeightsAndCountersAndForgetsTheCost() {
    Typed typed = new Typed().type(AND);
    String weights = typed.bits("w1", "w2", "b", "epoch", "updates");
    double cost = typed.value("cost");
    typed.type("step", "step", "data { 1, 1 -> 0 }");
    assertTrue(typed.value("cost") != cost);
    typed.type("reset", AND[5], "train 3 epochs", "data { 1, 1 -> 0 }");
    assertEquals(weights, typed.bits("w1", "w2", "b", "epoch", "updates"));
    typed.type("forward");
    assertEquals(0, typed.value("target"));
  }

  @Test
  void dataPutsTheRowAtTheFirst() {
    Typed typed = new Typed();
    typed.type("inputs x", "data { 1 -> 0; 2 -> 1 }", "step", "forward");
    assertEquals(2, typed.value("x"));
    typed.type("data { 7 -> 0; 8 -> 1 }", "forward");
    assertEquals(7, typed.value("x"));
  }

  @Test
  void theRowGoesRoundAndTrainingDoesNotMoveIt() {
    Typed typed = new Typed().type("inputs x", "data { 1 -> 0; 2 -> 1; 3 -> 0 }");
    typed.type("step 4", "train 5 epochs", "forward");
    assertEquals(2, typed.value("x"));
  }

  @Test
  void weightsAndLearningRuleStartCounting() {
    Typed typed = new Typed().type(AND).type("learning rule adagrad");
    assertEquals(0, typed.value("epoch"));
    assertTrue(typed.value("w1") != 0.25, "a rule keeps the weights");
    typed.type("train 2 epochs", "weights 1, 2");
    assertEquals("1.0 2.0 0.0 0.0", plain(typed, "w1", "w2"));
  }

  // Values

  @Test
  void previousCostIsTheEpochsBeforeOverSeveralTrainings() {
    Typed typed = new Typed().type(AND);
    double cost = typed.value("cost");
    typed.type("train 1 epoch");
    assertEquals(cost, typed.value("previous_cost"));
    Typed first = new Typed().type(AND).type("reset", "train 1 epoch");
    assertTrue(Double.isNaN(first.value("previous_cost")));
  }

  @Test
  void costIsMeasuredWhereNobodyHas() {
    Typed typed = new Typed();
    typed.type("inputs x", "weights 1", "bias 0", "activation linear", "data { 1 -> 0; 3 -> 0 }");
    assertEquals(5, typed.value("cost"));
    typed.type("cost sum");
    assertEquals(10, typed.value("cost"));
    typed.type("cost mean", "evaluate", "w1 = 2");
    assertEquals(5, typed.value("cost"), "that of the evaluation");
  }

  @Test
  void defaultsAreSaidOnce() {
    Typed typed = new Typed().type("inputs x", "data { 1 -> 1 }", "forward", "forward", "step");
    typed.type("train 2 epochs", "reset", "train 2 epochs");
    assertEquals(2, typed.notices().size(), typed.notices().toString());
  }

  @Test
  void typedValuesAreShownUntilTheNextStep() {
    Typed typed = new Typed().type("inputs x", "data { 1 -> 0; 2 -> 1 }");
    typed.type("forward 5 -> 1", "forward");
    assertEquals(5, typed.value("x"));
    typed.type("backward", "update");
    assertEquals(1, typed.value("updates"));
    typed.type("forward");
    assertEquals(1, typed.value("x"), "the place in the data is not moved by a typed example");
    typed.type("forward 5 -> 1", "step");
    assertEquals(1, typed.value("x"), "a step takes the row in turn");
  }

  @Test
  void assigningSetsOneValue() {
    Typed typed = new Typed().type("inputs x1 = 1, x2 = 2", "weights 3, 4", "bias c = 5");
    typed.type("x1 = 10", "w2 = 40", "c = 50", "rate = 0.5", "activation linear", "forward");
    assertEquals(3 * 10 + 40 * 2 + 50, typed.value("z"));
    assertEquals(0.5, typed.value("rate"));
  }

  // Far out, and at kinks

  private static final String[] SATURATED = {
    "inputs x", "weights 1", "bias 0", "forward 800 -> 0", "backward"
  };

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid cross_entropy", "sig cross_entropy", "sig own", "sigmoid own"})
  void saturationIsHarmless(String pair) {
    String[] names = pair.split(" ", -1);
    Typed typed = new Typed();
    typed.type(
        "define sig(z) = 1 / (1 + exp(-z))",
        "define own(y, p) = -(y * ln(p) + (1 - y) * ln(1 - p))",
        "activation " + names[0],
        "loss " + names[1]);
    typed.type(SATURATED);
    assertEquals(800, typed.value("loss"));
    assertEquals(1, typed.value("output"));
    typed.type("update");
    assertEquals(800, typed.value("gradient_norm") / Math.hypot(800, 1) * 800, 1e-9);
    typed.type("w1 = 1", "b = 0", "forward -800 -> 1");
    assertEquals(800, typed.value("loss"));
    assertEquals(0, typed.value("output"));
    typed.type("forward 800 -> 1");
    assertEquals(0, typed.value("loss"));
    typed.type("forward 0.5 -> 1");
    assertEquals(StrictMath.log1p(StrictMath.exp(-0.5)), typed.value("loss"), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"relu", "sign", "step", "abs"})
  void theSlopeAtAKinkIsTheStatedOne(String activation) {
    Typed typed = new Typed().type("inputs x = 1", "weights 0", "bias 0", "target 1");
    typed.type("activation " + activation, "step");
    assertEquals(0, typed.value("gradient_norm"));
  }
}
