package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.DerivationStep;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.program.Prelude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChainRuleTest {

  private static String text(Expression formula) {
    return FormulaWriter.symbols(formula);
  }

  /** The factors of ∂L/∂z, and their product. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z          | (p - y)^2     | 2(ŷ − y)    | 1",
        "tanh(z)    | (p - y)^2 / 2 | ŷ − y       | 1 − ŷ²",
        "sigmoid(z) | (p - y)^2     | 2(ŷ − y)    | ŷ(1 − ŷ)",
        "exp(z)     | p             | 1           | ŷ",
      })
  void hasTwoFactors(String activation, String loss, String byOutput, String byZ) {
    ChainRule rule = Neurons.neuron(activation, loss);
    assertEquals(
        byOutput + " and " + byZ,
        text(rule.lossByOutput().orElseThrow()) + " and " + text(rule.outputByZ().orElseThrow()));
    List<ChainRule.Factor> factors = rule.derivation(Neurons.formula(loss), Prelude.simplifier());
    assertEquals(2, factors.size());
    assertEquals("∂L/∂ŷ", text(factors.get(0).symbol()));
    assertEquals("∂ŷ/∂z", text(factors.get(1).symbol()));
    assertEquals(rule.lossByOutput().get(), last(factors.get(0)));
    assertEquals(rule.outputByZ().get(), last(factors.get(1)));
  }

  private static Expression last(ChainRule.Factor factor) {
    List<DerivationStep> steps = factor.steps();
    return steps.get(steps.size() - 1).formula();
  }

  /** Also written out, and under other names; the derivative is the error in every case. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sigmoid(z)         | cross_entropy(y, p)",
        "1 / (1 + exp(-z))  | cross_entropy(y, p)",
        "sigmoid(z)         | -(y * ln(p) + (1 - y) * ln(1 - p))",
        "1 / (1 + exp(-z))  | -(y * ln(p) + (1 - y) * ln(1 - p))",
      })
  void sigmoidAndCrossEntropyCollapse(String activation, String loss) {
    ChainRule rule = Neurons.neuron(activation, loss);
    assertTrue(rule.lossByOutput().isEmpty() && rule.outputByZ().isEmpty());
    assertEquals("ŷ − y", text(rule.lossByZ()));
    // softplus(z) − y·z stays finite where the factors do not.
    for (double z : new double[] {-2000, -1, 0, 3, 2000}) {
      Map<Expression, Double> values = Map.of(ChainRule.Z, z, ChainRule.TARGET, 0.25);
      double expected = Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))) - 0.25 * z;
      assertEquals(expected, Evaluator.value(rule.loss(), values), 1e-15 * Math.abs(expected));
    }
    List<ChainRule.Factor> factors = rule.derivation(Neurons.formula(loss), Prelude.simplifier());
    assertEquals(1, factors.size());
    assertEquals("∂L/∂z", text(factors.get(0).symbol()));
    assertEquals(4, factors.get(0).forms().size());
    assertEquals(rule.loss(), factors.get(0).forms().get(3).formula());
    assertEquals(rule.lossByZ(), last(factors.get(0)));
  }

  /** A softplus that is in the activation or in the loss is no sign of collapsing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "softplus(z) | (p - y)^2",
        "softplus(z) | cross_entropy(y, p)",
        "z           | softplus(p) - y * p",
        "tanh(z)     | softplus(p)",
        "sigmoid(z)  | softplus(p)",
        "sigmoid(z)  | (p - y)^2",
      })
  void othersDoNotCollapse(String activation, String loss) {
    ChainRule rule = Neurons.neuron(activation, loss);
    assertTrue(rule.lossByOutput().isPresent() && rule.outputByZ().isPresent());
  }

  /** 1/(1 + e^−z) is shown as declared, and computed like sigmoid. */
  @Test
  void aBuiltInOneWrittenOutIsComputedLikeIt() {
    ChainRule rule = Neurons.neuron("1 / (1 + exp(-z))", "(p - y)^2");
    assertEquals(Neurons.formula("1 / (1 + exp(-z))"), rule.output());
    assertEquals(Neurons.formula("sigmoid(z)"), rule.computedOutput());
    assertEquals("ŷ(1 − ŷ)", text(rule.outputByZ().orElseThrow()));
    ChainRule own = Neurons.neuron("z / (1 + abs(z))", "(p - y)^2");
    assertEquals(own.output(), own.computedOutput());
  }

  /** The block computes, from z and y, the output, the loss and its derivative. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "z",
        "sigmoid(z)",
        "tanh(z)",
        "elu(z, 1)",
        "swish(z)",
        "softplus(z)",
        "2 * softplus(z)"
      })
  void theBlockComputesTheThree(String activation) {
    ChainRule rule = Neurons.neuron(activation, "(p - y)^2");
    var workspace = rule.block().newWorkspace();
    workspace.input(0)[0] = -0.75;
    workspace.input(1)[0] = 2;
    workspace.evaluate(1);
    double sigmoid = 1 / (1 + Math.exp(0.75));
    double output =
        switch (activation) {
          case "z" -> -0.75;
          case "sigmoid(z)" -> sigmoid;
          case "tanh(z)" -> Math.tanh(-0.75);
          case "swish(z)" -> -0.75 * sigmoid;
          case "softplus(z)" -> Math.log1p(Math.exp(-0.75));
          case "2 * softplus(z)" -> 2 * Math.log1p(Math.exp(-0.75));
          default -> Math.expm1(-0.75);
        };
    double slope =
        switch (activation) {
          case "z" -> 1;
          case "sigmoid(z)" -> output * (1 - output);
          case "tanh(z)" -> 1 - output * output;
          case "swish(z)" -> sigmoid - 0.75 * sigmoid * (1 - sigmoid);
          case "softplus(z)" -> sigmoid;
          case "2 * softplus(z)" -> 2 * sigmoid;
          default -> Math.exp(-0.75);
        };
    assertEquals(output, workspace.output(2)[0], 1e-15);
    assertEquals((output - 2) * (output - 2), workspace.output(0)[0], 1e-14);
    assertEquals(2 * (output - 2) * slope, workspace.output(1)[0], 1e-14);
  }

  private static Definition defined(String name, String body, String derivative) {
    return new Definition(
        name,
        List.of("z"),
        over(body),
        Optional.ofNullable(derivative).map(d -> new Definition.StatedDerivative("z", over(d))),
        Optional.empty());
  }

  private static Expression over(String text) {
    return Neurons.formula(text).replace(ChainRule.Z, Variable.parameter("z"));
  }

  private static ChainRule neuron(Definition activation) {
    return ChainRule.of(
        new Expression.Apply(activation, List.of(ChainRule.Z)),
        Neurons.formula("(p - y)^2"),
        Prelude.simplifier());
  }

  /** Although its function is computed like sigmoid, whose derivative is known. */
  @Test
  void aStatedDerivativeIsTaken() {
    ChainRule rule = neuron(defined("own", "1 / (1 + exp(-z))", "3 * z"));
    assertEquals("σ(z)", text(rule.computedOutput()));
    assertEquals("3·z", text(rule.outputByZ().orElseThrow()));
    assertEquals(List.of("as it is stated"), lastRules(rule));
    assertEquals(List.of("ŷ put in"), lastRules(Neurons.neuron("tanh(z)", "(p - y)^2")));
    ChainRule unstated = neuron(defined("own", "1 / (1 + exp(-z))", null));
    assertEquals("σ(z)", text(unstated.computedOutput()));
    assertEquals("ŷ(1 − ŷ)", text(unstated.outputByZ().orElseThrow()));
  }

  private static List<String> lastRules(ChainRule rule) {
    List<DerivationStep> steps =
        rule.derivation(Neurons.formula("(p - y)^2"), Prelude.simplifier()).get(1).steps();
    return steps.get(steps.size() - 1).rules();
  }

  /** Under another name, or as a part of it, f(z) is still ŷ. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z * tanh(z)     | 1 + own(z)            | 1 + ŷ",
        "z * tanh(z)     | 1 + other(z)          | 1 + ŷ",
        "z * tanh(z)     | other(z) * third(z)   | ŷ·third(z)",
        "z + tanh(z) + 1 | other(z)              | other(z)",
      })
  void writesTheOutputWhereItStands(String body, String derivative, String written) {
    Definition other = defined("other", "z * tanh(z)", null);
    Definition third = defined("third", "z * tanh(-z)", null);
    Definition own = defined("own", body, null);
    Expression stated =
        over(derivative.replace("own", "sin").replace("other", "cos").replace("third", "exp"))
            .rewrite(
                e ->
                    e instanceof Expression.Elementary call
                        ? switch (call.function()) {
                          case SIN -> new Expression.Apply(own, call.arguments());
                          case COS -> new Expression.Apply(other, call.arguments());
                          case EXP -> new Expression.Apply(third, call.arguments());
                          default -> e;
                        }
                        : e);
    Definition activation =
        new Definition(
            "own",
            List.of("z"),
            over(body),
            Optional.of(new Definition.StatedDerivative("z", stated)),
            Optional.empty());
    assertEquals(written, text(neuron(activation).outputByZ().orElseThrow()));
  }

  /** A formula of 65,536 times z is neither written out nor looked for in its derivative. */
  @Test
  void aLongActivationIsTakenAsItIs() {
    Definition doubling = defined("own", "z", null);
    for (int i = 0; i < 16; i++) {
      Expression half = new Expression.Apply(doubling, List.of(Variable.parameter("z")));
      doubling = Definition.of("own", List.of("z"), Expression.Sum.of(half, half));
    }
    Definition longest =
        new Definition(
            "long",
            List.of("z"),
            doubling.body(),
            Optional.of(new Definition.StatedDerivative("z", over("tanh(z)"))),
            Optional.empty());
    ChainRule rule = neuron(longest);
    assertEquals(rule.output(), rule.computedOutput());
    assertEquals("tanh(z)", text(rule.outputByZ().orElseThrow()));
  }
}
