package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sums of vectors over rows, in any number system; in doubles in the order of {@link RowSum}. */
public final class RowTotal {

  private final NumberSystem numbers;
  private final int width;
  private final RowSum doubles;
  private final List<Number> exact;

  /** Makes an empty sum of vectors that are {@code width} long. */
  public RowTotal(NumberSystem numbers, int width) {
    this.numbers = numbers;
    this.width = width;
    this.doubles = new RowSum(width);
    this.exact = new ArrayList<>(Collections.nCopies(width, numbers.of(0.0)));
  }

  /** Adds one row. */
  public void add(Vector row) {
    for (int i = 0; i < width; i++) {
      if (numbers.isDouble()) {
        doubles.add(i, row.get(i));
      } else {
        exact.set(i, numbers.add(exact.get(i), row.number(i)));
      }
    }
    doubles.endRow();
  }

  /** Adds one row of one number. */
  public void add(Number row) {
    add(Vector.ofNumbers(List.of(row)));
  }

  /** Returns the sums; to be called once, at the end. */
  public Vector total() {
    return numbers.isDouble() ? Vector.of(doubles.total()) : Vector.ofNumbers(exact);
  }

  /** Returns each number of a vector divided by a count. */
  public static Vector over(NumberSystem numbers, Vector sums, int count) {
    Number divisor = numbers.of((double) count);
    return Vector.ofNumbers(
        sums.toNumbers().stream().map(sum -> numbers.divide(sum, divisor)).toList());
  }
}
