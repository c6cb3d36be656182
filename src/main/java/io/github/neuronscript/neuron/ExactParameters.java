package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parameters in another number system than doubles. */
public final class ExactParameters implements Learner {

  private final NumberSystem numbers;
  private final boolean biasLearns;

  /** The weights, the bias last. */
  private final List<Number> parameters;

  private final List<List<Number>> memory = new ArrayList<>();
  private long updates;

  /**
   * Copies the numbers.
   *
   * @param memory for each name that the rule remembers as many numbers as there are parameters
   */
  public ExactParameters(
      NumberSystem numbers,
      Vector weights,
      Number bias,
      boolean biasLearns,
      List<Vector> memory,
      long updates) {
    this.numbers = numbers;
    this.biasLearns = biasLearns;
    this.parameters = new ArrayList<>(weights.in(numbers).toNumbers());
    this.parameters.add(numbers.of(bias));
    for (Vector remembered : memory) {
      this.memory.add(new ArrayList<>(remembered.in(numbers).toNumbers()));
    }
    this.updates = updates;
  }

  @Override
  public Vector weights() {
    return Vector.ofNumbers(parameters.subList(0, parameters.size() - 1));
  }

  @Override
  public Number bias() {
    return parameters.get(parameters.size() - 1);
  }

  @Override
  public Vector together() {
    return Vector.ofNumbers(parameters);
  }

  @Override
  public List<Vector> memory() {
    return memory.stream().map(Vector::ofNumbers).toList();
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public boolean isFinite() {
    return parameters.stream().allMatch(NumberSystem::isFinite);
  }

  @Override
  public void learn(
      LearningRule rule,
      Vector gradient,
      Vector x,
      Number target,
      Number output,
      Number z,
      Number rate) {
    updates++;
    int n = parameters.size() - 1;
    Map<Expression, Number> values = new HashMap<>();
    values.put(ChainRule.TARGET, target);
    values.put(ChainRule.OUTPUT, output);
    values.put(ChainRule.Z, z);
    values.put(LearningRule.RATE, rate);
    values.put(LearningRule.UPDATES, (double) updates);
    for (int p = 0; p < (biasLearns ? n + 1 : n); p++) {
      values.put(LearningRule.W, parameters.get(p));
      values.put(LearningRule.X, p < n ? x.number(p) : (Number) 1.0);
      values.put(LearningRule.GRADIENT, gradient.number(p));
      for (int k = 0; k < memory.size(); k++) {
        values.put(rule.memory().get(k), memory.get(k).get(p));
      }
      for (LearningRule.Line line : rule.lines()) {
        values.put(line.name(), numbers.value(line.formula(), values));
      }
      parameters.set(p, values.get(LearningRule.W));
      for (int k = 0; k < memory.size(); k++) {
        memory.get(k).set(p, values.get(rule.memory().get(k)));
      }
    }
  }
}
