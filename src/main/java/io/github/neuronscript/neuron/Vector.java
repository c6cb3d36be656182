package io.github.neuronscript.neuron;

import java.util.Arrays;

/** Numbers in a row that nobody can change. */
public final class Vector {

  private static final Vector EMPTY = new Vector(new double[0]);

  private final double[] numbers;

  private Vector(double[] numbers) {
    this.numbers = numbers;
  }

  /** Returns a vector of these numbers; copies the array. */
  public static Vector of(double... numbers) {
    return numbers.length == 0 ? EMPTY : new Vector(numbers.clone());
  }

  public int size() {
    return numbers.length;
  }

  /** Returns the i-th number, from 0. */
  public double get(int i) {
    return numbers[i];
  }

  public boolean isEmpty() {
    return numbers.length == 0;
  }

  /** Returns a copy. */
  public double[] toArray() {
    return numbers.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector v && Arrays.equals(numbers, v.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return "a vector of " + numbers.length;
  }
}
