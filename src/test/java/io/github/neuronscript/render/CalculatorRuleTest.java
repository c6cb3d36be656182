package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Negation;
import io.github.neuronscript.formula.Expression.Sum;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.neuron.LearningRule;
import io.github.neuronscript.trace.TraceEvent;
import io.github.neuronscript.trace.TraceLevel;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is printed can be recalculated from what is printed. */
class CalculatorRuleTest {

  private static final Variable A = Variable.parameter("a");
  private static final Variable B = Variable.parameter("b");

  @Test
  void operandsOfADifferenceCarryMoreDigits() {
    Expression difference = Sum.of(A, new Negation(B));
    double a = 1.23456789012;
    double b = 1.23456688901;
    int digits = CalculatorRule.operandDigits(difference, Map.of(A, a, B, b), a - b, 6);
    assertEquals(11, digits);
  }

  @Test
  void besideOneTheDigitsOfADoubleAreNotEnough() {
    Expression difference = Sum.of(A, new Negation(B));
    double b = 0.9999999999999172;
    int digits = CalculatorRule.operandDigits(difference, Map.of(A, 1.0, B, b), 1 - b, 6);
    // The double is 0.999999999999917177…: 1 − it is 8.2823e−14, which 16 digits do not give.
    assertEquals("0.9999999999999172", Numbers.operand(b, 16));
    assertEquals("0.9999999999999171774", Numbers.operand(b, digits));
  }

  @Test
  void aWholeResultThatIsPrintedInFullNeedsItsLastDigit() {
    Expression product = new Expression.Product(List.of(A, B));
    int digits = CalculatorRule.operandDigits(product, Map.of(A, 2.0, B, 3703702.5), 7407405, 6);
    // 2·3.7037e6 would be 5 units of the last digit off.
    assertEquals("3703702", Numbers.operand(3703702.5, digits));
  }

  @Test
  void exactOperandsNeedNoMore() {
    Expression sum = Sum.of(A, B);
    assertEquals(6, CalculatorRule.operandDigits(sum, Map.of(A, 0.5, B, 0.25), 0.75, 6));
  }

  @Test
  void aSumThatIsShownShortenedIsLeftAlone() {
    Expression sum = Sum.of(A, Variable.quantity("…"), B);
    assertEquals(6, CalculatorRule.operandDigits(sum, Map.of(A, 1.0 / 3, B, 1.0 / 3), 7, 6));
  }

  @Test
  void aThousandNeuronsCanBeRecalculated() {
    Random random = new Random(1);
    List<Definition> activations =
        List.of(Neurons.SIGMOID, Neurons.LINEAR, Neurons.TANH, Neurons.STEP, Neurons.LEAKY);
    List<Definition> losses = List.of(Neurons.MSE, Neurons.MAE, Neurons.CROSS_ENTROPY);
    List<LearningRule> rules = List.of(Neurons.PERCEPTRON, Neurons.DESCENT, Neurons.MOMENTS);
    int lines = 0;
    for (int i = 0; i < 1000; i++) {
      Definition activation = activations.get(random.nextInt(activations.size()));
      Definition loss = losses.get(random.nextInt(activation.equals(Neurons.SIGMOID) ? 3 : 2));
      int n = 1 + random.nextInt(4);
      int digits = 2 + random.nextInt(9);
      StringBuilder out = new StringBuilder();
      TextRenderer renderer = new TextRenderer(out, new Style(10_000, false, false));
      renderer.accept(
          new TraceEvent.Configured(digits, 8, TraceLevel.FULL, NumberSystem.doubles()));
      Neurons.step(
              Neurons.view(n, activation, loss, rules.get(i % 3)),
              Neurons.row(1),
              numbers(random, n),
              numbers(random, n),
              number(random),
              random.nextInt(2),
              Math.abs(number(random)))
          .forEach(renderer);
      lines += check(out.toString(), digits);
    }
    assertTrue(lines > 9000, lines + " lines");
  }

  private static int check(String text, int digits) {
    int checked = 0;
    for (String line : text.lines().toList()) {
      String[] parts = line.strip().split(" {2,}[=≈] ", -1);
      if (parts.length == 3) {
        double result = Calculator.value(parts[2]);
        double recomputed = Calculator.value(parts[1]);
        double unit = CalculatorRule.unit(parts[2], digits);
        // A calculator rounds too, in its own last digit.
        double slack = 1e-9 * unit + 4e-16 * Math.abs(recomputed);
        assertTrue(
            Math.abs(recomputed - result) <= unit + slack,
            () -> line + "\nbut a calculator has " + recomputed);
        checked++;
      }
    }
    return checked;
  }

  private static double[] numbers(Random random, int n) {
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = number(random);
    }
    return numbers;
  }

  /** Short decimals, long ones, small and large ones. */
  private static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(21) / 10.0 - 1;
      case 1 -> random.nextGaussian();
      case 2 -> random.nextGaussian() * 1e-4;
      default -> random.nextGaussian() * 5;
    };
  }
}
