package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.NumberSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Sums over rows, several at once, in the order of the arithmetic. Written from the page of the
 * language, and not by the classes that the trace's numbers come from, so that it checks them.
 */
final class Sums {

  private static final int CHUNK = 256;
  private static final int LANES = 8;

  /** A sum of so many chunks. */
  private record Part(long chunks, double[] sums) {}

  private final NumberSystem numbers;
  private final int width;
  private final Deque<Part> parts = new ArrayDeque<>();
  private double[] chunk;
  private int rowsInChunk;
  private long rows;
  private final List<Number> exact;

  Sums(NumberSystem numbers, int width) {
    this.numbers = numbers;
    this.width = width;
    this.chunk = new double[width];
    this.exact = new ArrayList<>(Collections.nCopies(width, numbers.of(0.0)));
  }

  void add(Number value) {
    add(List.of(value));
  }

  /** Adds a row; what it has beyond the width is left out. */
  void add(List<Number> row) {
    rows++;
    if (!numbers.isDouble()) {
      for (int j = 0; j < width; j++) {
        exact.set(j, numbers.add(exact.get(j), row.get(j)));
      }
      return;
    }
    for (int j = 0; j < width; j++) {
      chunk[j] += row.get(j).doubleValue();
    }
    if (++rowsInChunk == CHUNK) {
      endChunk();
    }
  }

  long rows() {
    return rows;
  }

  private void endChunk() {
    Part last = new Part(1, chunk);
    while (!parts.isEmpty() && parts.peek().chunks == last.chunks) {
      last = new Part(2 * last.chunks, joined(parts.pop().sums, last.sums));
    }
    parts.push(last);
    chunk = new double[width];
    rowsInChunk = 0;
  }

  private double[] joined(double[] earlier, double[] later) {
    double[] sums = new double[width];
    for (int j = 0; j < width; j++) {
      sums[j] = earlier[j] + later[j];
    }
    return sums;
  }

  /** Returns the sums, after the last row. */
  List<Number> total() {
    if (!numbers.isDouble()) {
      return exact;
    }
    if (rowsInChunk > 0 || parts.isEmpty()) {
      endChunk();
    }
    Iterator<Part> fromLast = parts.iterator();
    double[] total = fromLast.next().sums;
    while (fromLast.hasNext()) {
      total = joined(fromLast.next().sums, total);
    }
    List<Number> sums = new ArrayList<>(width);
    for (double sum : total) {
      sums.add(sum);
    }
    return sums;
  }

  /** Returns Σ aᵢ·bᵢ; in doubles by eight lanes, and what is left after them. */
  static Number dot(NumberSystem numbers, List<Number> a, List<Number> b) {
    if (!numbers.isDouble()) {
      Number sum = numbers.of(0.0);
      for (int i = 0; i < a.size(); i++) {
        sum = numbers.add(sum, numbers.multiply(a.get(i), b.get(i)));
      }
      return sum;
    }
    int whole = a.size() - a.size() % LANES;
    double[] s = new double[LANES];
    for (int i = 0; i < whole; i++) {
      s[i % LANES] += a.get(i).doubleValue() * b.get(i).doubleValue();
    }
    double total = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    for (int i = whole; i < a.size(); i++) {
      total += a.get(i).doubleValue() * b.get(i).doubleValue();
    }
    return total;
  }
}
