package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a learning rule makes of parameters, in doubles and in fractions, by hand. */
class LearnerTest {

  /** Two weights and a bias, with a memory for each name of the rule that is 0. */
  private static List<Learner> learners(boolean biasLearns, LearningRule rule) {
    List<Vector> memory = new ArrayList<>();
    rule.memory().forEach(name -> memory.add(Vector.of(0, 0, 0)));
    Vector weights = Vector.of(1, -2);
    return List.of(
        new Parameters(weights, 0.5, biasLearns, memory, 7),
        new ExactParameters(NumberSystem.fractions(), weights, 0.5, biasLearns, memory, 7),
        new ExactParameters(NumberSystem.decimals(20), weights, 0.5, biasLearns, memory, 7));
  }

  private static void learn(Learner learner, LearningRule rule, double... gradient) {
    learner.learn(rule, Vector.of(gradient), Vector.of(3, 5), 2.0, 4.0, 8.0, 0.25);
  }

  private static void assertParameters(Learner learner, double w1, double w2, double bias) {
    assertEquals(Vector.of(w1, w2), learner.weights().in(NumberSystem.doubles()));
    assertEquals(bias, learner.bias().doubleValue());
    assertEquals(Vector.of(w1, w2, bias), learner.together().in(NumberSystem.doubles()));
  }

  @Test
  void everyParameterIsChanged() {
    LearningRule rule = Neurons.descent();
    for (Learner learner : learners(true, rule)) {
      assertParameters(learner, 1, -2, 0.5);
      assertEquals(7, learner.updates());
      learn(learner, rule, 4, -8, 1);
      assertParameters(learner, 0, 0, 0.25);
      assertEquals(8, learner.updates());
    }
  }

  @Test
  void aFixedBiasStays() {
    LearningRule rule = Neurons.descent();
    for (Learner learner : learners(false, rule)) {
      learn(learner, rule, 4, -8, 1);
      assertParameters(learner, 0, 0, 0.5);
    }
  }

  /** Its own x, of a bias 1, and all that is known of the example. */
  @Test
  void aRuleReadsTheExample() {
    LearningRule rule = Neurons.rule("w <- w + rate * x + 10 * y + 100 * p + 1000 * z");
    for (Learner learner : learners(true, rule)) {
      learn(learner, rule, 0, 0, 0);
      assertParameters(learner, 8420 + 1.75, 8420 - 0.75, 8420 + 0.75);
    }
  }

  @Test
  void aRuleReadsTheUpdatesWithThisOne() {
    LearningRule rule = Neurons.rule("w <- updates + gradient");
    for (Learner learner : learners(true, rule)) {
      learn(learner, rule, 0.5, 0, 0);
      assertParameters(learner, 8.5, 8, 8);
      learn(learner, rule, 0.5, 0, 0);
      assertParameters(learner, 9.5, 9, 9);
    }
  }

  /** Lines run in order: v is the new one when w reads it, and n the old one. */
  @Test
  void aRuleRemembersForEachParameter() {
    LearningRule rule = Neurons.rule("v <- v / 2 + gradient", "w <- w - v + 100 * n", "n <- n + 1");
    assertEquals(List.of(Variable.quantity("v"), Variable.quantity("n")), rule.memory());
    for (Learner learner : learners(true, rule)) {
      learn(learner, rule, 4, -8, 1);
      assertParameters(learner, -3, 6, -0.5);
      learn(learner, rule, 4, -8, 1);
      assertParameters(learner, -3 - 6 + 100, 6 + 12 + 100, -0.5 - 1.5 + 100);
      List<Vector> memory = learner.memory();
      assertEquals(2, memory.size());
      assertEquals(Vector.of(6, -12, 1.5), memory.get(0).in(NumberSystem.doubles()));
      assertEquals(Vector.of(2, 2, 2), memory.get(1).in(NumberSystem.doubles()));
    }
  }

  @Test
  void anotherRuleMayFollow() {
    Parameters parameters = new Parameters(new double[] {1, 1}, 1, true, new double[0][], 0);
    learn(parameters, Neurons.descent(), 4, 4, 4);
    assertParameters(parameters, 0, 0, 0);
    learn(parameters, Neurons.rule("w <- w + gradient"), 4, 4, 4);
    assertParameters(parameters, 4, 4, 4);
  }

  /** More weights than a block has rows. */
  @Test
  void manyWeightsAreChanged() {
    int n = 600;
    double[] weights = new double[n];
    double[] gradient = new double[n + 1];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      weights[i] = i;
      gradient[i] = 2 * i;
      x[i] = i + 1;
    }
    gradient[n] = 77;
    LearningRule rule =
        Neurons.rule("v <- v + updates * x", "w <- w + rate * gradient + 1000 * (y + p + z)");
    double[][] memory = {new double[n + 1]};
    Parameters parameters = new Parameters(weights, 0.5, true, memory, 1);
    parameters.learn(rule, Vector.of(gradient), Vector.of(x), 1.0, 2.0, 3.0, 0.5);
    for (int i = 0; i < n; i++) {
      assertEquals(2.0 * i + 6000, parameters.weights().get(i));
      assertEquals(2.0 * i + 2, parameters.memory().get(0).get(i));
    }
    assertEquals(0.5 + 38.5 + 6000, parameters.bias());
    assertEquals(2, parameters.memory().get(0).get(n));
    // What was handed in is the caller's.
    assertEquals(5, weights[5]);
    assertEquals(0, memory[0][5]);
  }

  @Test
  void tellsWhetherAllAreFinite() {
    double inf = Double.POSITIVE_INFINITY;
    for (NumberSystem numbers : List.of(NumberSystem.fractions(), NumberSystem.decimals(5))) {
      assertTrue(exact(numbers, 1, 2).isFinite());
      assertFalse(exact(numbers, inf, 2).isFinite());
      assertFalse(exact(numbers, 1, Double.NaN).isFinite());
    }
    assertTrue(new Parameters(new double[] {1}, 2, true, new double[0][], 0).isFinite());
    assertFalse(new Parameters(new double[] {1, inf}, 2, true, new double[0][], 0).isFinite());
    assertFalse(new Parameters(new double[] {1}, Double.NaN, true, new double[0][], 0).isFinite());
  }

  private static ExactParameters exact(NumberSystem numbers, double weight, double bias) {
    return new ExactParameters(numbers, Vector.of(weight), bias, true, List.of(), 0);
  }

  @Test
  void fractionsStayExact() {
    LearningRule rule = Neurons.descent();
    ExactParameters learner = exact(NumberSystem.fractions(), 1, 0);
    learner.learn(
        rule,
        Vector.ofNumbers(List.of(Neurons.fraction(1, 3), Neurons.fraction(-1, 7))),
        Vector.of(1),
        0.0,
        0.0,
        0.0,
        Neurons.fraction(1, 2));
    assertEquals(Neurons.fraction(5, 6), learner.weights().number(0));
    assertEquals(Neurons.fraction(1, 14), learner.bias());
  }

  @Test
  void knowsWhatItReads() {
    for (String line : List.of("w <- w + x", "w <- w * y", "w <- p", "w <- 2 * z")) {
      assertTrue(Neurons.rule(line).isExampleByExample(), line);
    }
    LearningRule rule = Neurons.rule("v <- gradient + rate", "w <- w - v / updates");
    assertFalse(rule.isExampleByExample());
    assertFalse(rule.isOnlyOnMistakes());
    assertEquals(Optional.of("rule"), rule.name());
    assertEquals(2, rule.lines().size());
    assertTrue(new LearningRule(Optional.of("perceptron"), rule.lines(), true).isOnlyOnMistakes());
  }
}
