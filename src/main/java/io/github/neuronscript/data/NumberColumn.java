package io.github.neuronscript.data;

import io.github.neuronscript.formula.NumberReader;
import java.util.Arrays;

/** A growing column of numbers. */
final class NumberColumn implements Column {
  private double[] values = new double[256];
  private int size;

  @Override
  public boolean add(char[] buffer, int from, int to, boolean quoted) {
    double value = NumberReader.parseCell(buffer, from, to);
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1));
    }
    values[size++] = value;
    return !Double.isNaN(value);
  }

  /** Returns a copy of just the right length. */
  double[] values() {
    return Arrays.copyOf(values, size);
  }
}
