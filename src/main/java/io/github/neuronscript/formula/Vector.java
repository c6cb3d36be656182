package io.github.neuronscript.formula;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Numbers in a row that nobody can change: doubles, or numbers of another system together with the
 * doubles nearest to them.
 */
public final class Vector {

  private static final Vector EMPTY = new Vector(new double[0], null);

  private static final int SHOWN = 8;

  private final double[] numbers;

  /** The numbers themselves where they are no doubles, or null. */
  private final Number[] exact;

  private Vector(double[] numbers, Number[] exact) {
    this.numbers = numbers;
    this.exact = exact;
  }

  /** Returns a vector of these numbers; copies the array. */
  public static Vector of(double... numbers) {
    return numbers.length == 0 ? EMPTY : new Vector(numbers.clone(), null);
  }

  /** Returns a vector of numbers of any system. */
  public static Vector ofNumbers(List<? extends Number> numbers) {
    double[] nearest = new double[numbers.size()];
    Number[] exact = new Number[nearest.length];
    boolean doubles = true;
    for (int i = 0; i < nearest.length; i++) {
      exact[i] = numbers.get(i);
      nearest[i] = exact[i].doubleValue();
      doubles &= exact[i] instanceof Double;
    }
    return nearest.length == 0 ? EMPTY : new Vector(nearest, doubles ? null : exact);
  }

  /** Returns a vector of the same number of any system, so many times. */
  public static Vector repeated(Number number, int times) {
    double[] nearest = new double[times];
    Arrays.fill(nearest, number.doubleValue());
    Number[] exact = null;
    if (!(number instanceof Double)) {
      exact = new Number[times];
      Arrays.fill(exact, number);
    }
    return times == 0 ? EMPTY : new Vector(nearest, exact);
  }

  /** Returns each number as one of that system. */
  public Vector in(NumberSystem system) {
    return ofNumbers(toNumbers().stream().map(system::of).toList());
  }

  /** Whether the numbers are doubles. */
  public boolean isDoubles() {
    return exact == null;
  }

  public int size() {
    return numbers.length;
  }

  /** Returns the i-th number, from 0, or the double nearest to it. */
  public double get(int i) {
    return numbers[i];
  }

  /** Returns the i-th number, from 0, as it is. */
  public Number number(int i) {
    return exact == null ? (Number) numbers[i] : exact[i];
  }

  public boolean isEmpty() {
    return numbers.length == 0;
  }

  /** Returns a copy, in doubles. */
  public double[] toArray() {
    return numbers.clone();
  }

  /** Returns the numbers as they are. */
  public List<Number> toNumbers() {
    return new AbstractList<>() {
      @Override
      public Number get(int i) {
        return number(i);
      }

      @Override
      public int size() {
        return numbers.length;
      }
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vector v
        && Arrays.equals(numbers, v.numbers)
        && Arrays.equals(exact, v.exact);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  /** Returns the first numbers, in full, and how many there are if they are more. */
  @Override
  public String toString() {
    String shown =
        toNumbers().stream()
            .limit(SHOWN)
            .map(number -> NumberWriter.written(number, 17))
            .collect(Collectors.joining(", "));
    return "[" + shown + (size() > SHOWN ? ", … of " + size() : "") + "]";
  }
}
