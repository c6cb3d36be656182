package io.github.neuronscript.formula;

import io.github.neuronscript.formula.Expression.Comparison.Relation;

/**
 * Arithmetic 2: what the operators of a formula mean, to the last bit. IEEE 754 doubles, round to
 * nearest, ties to even; {@code exp}, {@code ln} and {@code tanh} are those of {@link
 * Transcendental}, the other functions StrictMath's, so that every machine has the same bits. The
 * order of sums over inputs and rows, the other half of the arithmetic, stands in the neuron room.
 */
public final class Arithmetic {

  /** The number of this arithmetic; traces and models carry it. It changes with any bit. */
  public static final int VERSION = 2;

  private Arithmetic() {}

  static double truth(boolean value) {
    return value ? 1 : 0;
  }

  /** Whether a number counts as true: every number but 0 and NaN does. */
  public static boolean holds(double value) {
    return value != 0 && !Double.isNaN(value);
  }

  /** Returns a − b·⌊a/b⌋ as IEEE's exact remainder gives it, with the sign of the divisor. */
  static double remainder(double a, double b) {
    double r = a % b;
    return r != 0 && r < 0 != b < 0 ? r + b : r;
  }

  /** Squares and cubes are products, so that x^2 has the bits of x·x; 0^0 is 1. */
  static double power(double base, double exponent) {
    if (exponent == 2) {
      return base * base;
    }
    if (exponent == 3) {
      return base * base * base;
    }
    return StrictMath.pow(base, exponent);
  }

  static boolean near(double value, double target, double tolerance) {
    return value == target || Math.abs(value - target) <= tolerance;
  }

  static boolean compare(Relation relation, double a, double b) {
    return switch (relation) {
      case LESS -> a < b;
      case AT_MOST -> a <= b;
      case GREATER -> a > b;
      case AT_LEAST -> a >= b;
      case EQUAL -> a == b;
      case UNEQUAL -> a != b;
    };
  }
}
