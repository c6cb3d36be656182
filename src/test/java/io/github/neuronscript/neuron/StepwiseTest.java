package io.github.neuronscript.neuron;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Fraction;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One example by hand, in every number system. */
class StepwiseTest {

  private static final NumberSystem DOUBLES = NumberSystem.doubles();
  private static final NumberSystem EXACT = NumberSystem.fractions();
  private final ChainRule squares = Neurons.neuron("3 * z", "(p - y)^2");

  private static Vector fractions(Fraction... numbers) {
    return Vector.ofNumbers(List.of(numbers));
  }

  /** z = 1/2·1/3 + 1/5·2 + 1 = 47/30, p = 47/10, L = (37/10)², and ∂L/∂z = 2·37/10·3. */
  @Test
  void anExampleInFractions() {
    Vector weights = fractions(Neurons.fraction(1, 2), Neurons.fraction(1, 5));
    Vector x = fractions(Neurons.fraction(1, 3), Neurons.fraction(2, 1));
    Stepwise.Forward forward = Stepwise.forward(EXACT, squares, weights, Neurons.fraction(1, 1), x);
    assertEquals(Neurons.fraction(47, 30), forward.z());
    assertEquals(Neurons.fraction(47, 10), forward.output());
    assertEquals(Neurons.fraction(1369, 100), Stepwise.loss(EXACT, squares, forward, 1.0));
    Stepwise.Backward backward = Stepwise.backward(EXACT, squares, forward, 1.0, x);
    assertEquals(Neurons.fraction(1369, 100), backward.loss());
    assertEquals(Optional.of(Neurons.fraction(37, 5)), backward.lossByOutput());
    assertEquals(Optional.of(Neurons.fraction(3, 1)), backward.outputByZ());
    assertEquals(Neurons.fraction(111, 5), backward.lossByZ());
    assertEquals(
        List.of(Neurons.fraction(37, 5), Neurons.fraction(222, 5), Neurons.fraction(111, 5)),
        backward.gradient().toNumbers());
  }

  @Test
  void anExampleInDoubles() {
    Vector x = Vector.of(2, -1);
    Stepwise.Forward forward = Stepwise.forward(DOUBLES, squares, Vector.of(0.5, 4), 0.25, x);
    assertEquals(-2.75, forward.z());
    assertEquals(-8.25, forward.output());
    Stepwise.Backward backward = Stepwise.backward(DOUBLES, squares, forward, -8.0, x);
    assertEquals(0.0625, backward.loss());
    assertEquals(-1.5, backward.lossByZ());
    assertEquals(Vector.of(-3, 1.5, -1.5), backward.gradient());
  }

  /** Where loss and activation collapse there is one factor: p − y. */
  @Test
  void aLossThatCollapses() {
    ChainRule entropy = Neurons.neuron("sigmoid(z)", "cross_entropy(y, p)");
    Stepwise.Forward forward = Stepwise.forward(DOUBLES, entropy, Vector.of(1), 0.0, Vector.of(0));
    Stepwise.Backward backward = Stepwise.backward(DOUBLES, entropy, forward, 1.0, Vector.of(0));
    assertEquals(Math.log(2), backward.loss());
    assertEquals(Optional.empty(), backward.lossByOutput());
    assertEquals(Optional.empty(), backward.outputByZ());
    assertEquals(-0.5, backward.lossByZ());
  }

  @Test
  void theLengthOfAGradient() {
    Vector gradient = Vector.of(3, 4, 12);
    assertEquals(13.0, Stepwise.norm(DOUBLES, gradient, true));
    assertEquals(5.0, Stepwise.norm(DOUBLES, gradient, false));
    // A root is no fraction: the nearest double.
    assertEquals(13.0, Stepwise.norm(EXACT, gradient.in(EXACT), true));
    NumberSystem decimals = NumberSystem.decimals(20);
    assertEquals(
        new BigDecimal("1.4142135623730950488"),
        Stepwise.norm(decimals, Vector.of(1, 1, 5).in(decimals), false));
    assertEquals(
        new BigDecimal("5.1961524227066318806"),
        Stepwise.norm(decimals, Vector.of(1, 1, 5).in(decimals), true));
  }

  @Test
  void aDerivativeIsUndefinedOnlyWhereTheLossIsNot() {
    assertTrue(undefined(1.0, 1.0, Double.NaN));
    assertTrue(undefined(1.0, Double.POSITIVE_INFINITY, Double.NaN));
    assertFalse(undefined(1.0, Double.NaN, Double.NaN));
    assertFalse(undefined(Double.POSITIVE_INFINITY, 1.0, Double.NaN));
    assertFalse(undefined(1.0, 1.0, 1.0));
    assertFalse(undefined(1.0, 1.0, Double.POSITIVE_INFINITY));
  }

  private static boolean undefined(double z, double loss, double lossByZ) {
    return Stepwise.isUndefined(
        new Stepwise.Forward(z, 0.0),
        new Stepwise.Backward(loss, Optional.empty(), Optional.empty(), lossByZ, Vector.of()));
  }
}
