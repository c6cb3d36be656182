package io.github.neuronscript.neuron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rows a neuron learns from.
 *
 * @param inputs row-major, {@code rows · width} long; never modified
 * @param targets one for each row, or empty when the rows have none; never modified
 * @param exact the same numbers where they are no doubles
 * @param places for each row its number in the data, from 1; empty where that is its place here
 */
public record Examples(
    int rows, int width, double[] inputs, double[] targets, Optional<Exact> exact, int[] places) {

  /** Numbers of another system than doubles. */
  public record Exact(List<Vector> inputs, Vector targets) {
    public Exact {
      inputs = List.copyOf(inputs);
    }
  }

  public Examples {
    if (inputs.length != (long) rows * width) {
      throw new IllegalArgumentException(inputs.length + " numbers for " + rows + " × " + width);
    }
    if (targets.length != 0 && targets.length != rows) {
      throw new IllegalArgumentException(targets.length + " targets for " + rows + " rows");
    }
  }

  /** Makes examples of doubles. */
  public Examples(int rows, int width, double[] inputs, double[] targets) {
    this(rows, width, inputs, targets, Optional.empty(), new int[0]);
  }

  /** Returns examples of numbers of any system. */
  public static Examples of(int width, Exact exact) {
    double[] inputs = new double[exact.inputs().size() * width];
    int row = 0;
    for (Vector numbers : exact.inputs()) {
      System.arraycopy(numbers.numbers, 0, inputs, width * row++, width);
    }
    return new Examples(
        row, width, inputs, exact.targets().toArray(), Optional.of(exact), new int[0]);
  }

  /** Returns other inputs for the same rows. */
  Examples withInputs(double[] others) {
    return new Examples(rows, width, others, targets, Optional.empty(), places);
  }

  /** Returns other inputs, of any numbers, for the same rows. */
  Examples withInputs(List<Vector> others) {
    Examples made = of(width, new Exact(others, exact.orElseThrow().targets()));
    return new Examples(rows, width, made.inputs, targets, made.exact, places);
  }

  /** Returns some of the rows, counted from 0; they keep their numbers. */
  public Examples part(int[] some) {
    double[] chosen = new double[some.length * width];
    double[] ofThem = new double[hasTargets() ? some.length : 0];
    int[] numbers = new int[some.length];
    for (int i = 0; i < some.length; i++) {
      System.arraycopy(inputs, some[i] * width, chosen, i * width, width);
      if (hasTargets()) {
        ofThem[i] = targets[some[i]];
      }
      numbers[i] = number(some[i]);
    }
    Optional<Exact> exactly =
        exact.map(
            all ->
                new Exact(
                    Arrays.stream(some).mapToObj(row -> all.inputs().get(row)).toList(),
                    hasTargets()
                        ? Vector.ofNumbers(
                            Arrays.stream(some).mapToObj(row -> all.targets().number(row)).toList())
                        : all.targets()));
    return new Examples(some.length, width, chosen, ofThem, exactly, numbers);
  }

  /** Returns these rows and others of the same data, in its order. */
  public Examples with(Examples others) {
    int all = rows + others.rows;
    double[] together = Arrays.copyOf(inputs, all * width);
    System.arraycopy(others.inputs, 0, together, inputs.length, others.inputs.length);
    double[] ofThem = Arrays.copyOf(targets, all);
    System.arraycopy(others.targets, 0, ofThem, rows, others.targets.length);
    int[] numbers = new int[all];
    for (int i = 0; i < all; i++) {
      numbers[i] = i < rows ? number(i) : others.number(i - rows);
    }
    Optional<Exact> exactly =
        exact.map(
            own ->
                new Exact(
                    joined(own.inputs(), others.exact.orElseThrow().inputs()),
                    Vector.ofNumbers(
                        joined(
                            own.targets().toNumbers(),
                            others.exact.orElseThrow().targets().toNumbers()))));
    int[] order =
        IntStream.range(0, all)
            .boxed()
            .sorted(Comparator.comparingInt(i -> numbers[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Examples(all, width, together, ofThem, exactly, numbers).part(order);
  }

  private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** Returns the number that a row, counted from 0, has in the data, from 1. */
  public int number(int row) {
    return places.length == 0 ? row + 1 : places[row];
  }

  public boolean hasTargets() {
    return targets.length > 0;
  }

  /** Returns one row, counted from 0, in doubles. */
  public double[] row(int row) {
    return Arrays.copyOfRange(inputs, row * width, (row + 1) * width);
  }

  /** Returns one row, counted from 0. */
  public Vector vector(int row) {
    return exact.isPresent() ? exact.get().inputs().get(row) : Vector.of(row(row));
  }

  /** Returns the target of one row, counted from 0. */
  public Number target(int row) {
    return exact.isPresent() ? exact.get().targets().number(row) : (Number) targets[row];
  }

  /** Returns all rows. */
  List<Vector> vectors() {
    List<Vector> vectors = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      vectors.add(vector(row));
    }
    return vectors;
  }
}
