package io.github.neuronscript.neuron;

import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How inputs in the units of the data become those of the neuron: x′ = (x − offset)/divisor, for
 * each input. Immutable.
 *
 * @param numbers what is computed in
 * @param offset what is subtracted: the mean, or the least value
 * @param divisor what is divided by: the population deviation, or the range; 1 for a constant
 *     column
 */
public record Scaling(NumberSystem numbers, Vector offset, Vector divisor) {

  /**
   * Learns a scale by its name in a script; none for any other name.
   *
   * @param asked before every 256 rows; it may throw, to end it
   */
  public static Optional<Scaling> learnt(
      String kind, NumberSystem numbers, Examples examples, Runnable asked) {
    return switch (kind) {
      case "standard" -> Optional.of(standard(numbers, examples, asked));
      case "minmax" -> Optional.of(minmax(numbers, examples, asked));
      default -> Optional.empty();
    };
  }

  /** Mean 0 and population deviation 1. */
  static Scaling standard(NumberSystem numbers, Examples examples, Runnable asked) {
    return numbers.isDouble() ? standard(examples, asked) : exactStandard(numbers, examples, asked);
  }

  /** The least value becomes 0 and the greatest 1. */
  static Scaling minmax(NumberSystem numbers, Examples examples, Runnable asked) {
    return numbers.isDouble() ? minmax(examples, asked) : exactMinmax(numbers, examples, asked);
  }

  private static Scaling exactStandard(NumberSystem numbers, Examples examples, Runnable asked) {
    int rows = examples.rows();
    RowTotal sum = new RowTotal(numbers, examples.width());
    for (Vector row : examples.vectors()) {
      asked.run();
      sum.add(row);
    }
    Vector mean = RowTotal.over(numbers, sum.total(), rows);
    RowTotal squares = new RowTotal(numbers, examples.width());
    for (Vector row : examples.vectors()) {
      asked.run();
      List<Number> square = new ArrayList<>();
      for (int j = 0; j < mean.size(); j++) {
        Number apart = numbers.subtract(row.number(j), mean.number(j));
        square.add(numbers.multiply(apart, apart));
      }
      squares.add(Vector.ofNumbers(square));
    }
    Vector square = RowTotal.over(numbers, squares.total(), rows);
    List<Number> offset = new ArrayList<>();
    List<Number> deviation = new ArrayList<>();
    for (int j = 0; j < mean.size(); j++) {
      asked.run();
      boolean constant = isConstant(numbers, examples, j);
      offset.add(constant ? examples.vector(0).number(j) : mean.number(j));
      deviation.add(constant ? numbers.of(1.0) : orOne(numbers, numbers.root(square.number(j))));
    }
    return new Scaling(numbers, Vector.ofNumbers(offset), Vector.ofNumbers(deviation));
  }

  private static boolean isConstant(NumberSystem numbers, Examples examples, int column) {
    Number first = examples.vector(0).number(column);
    return examples.vectors().stream()
        .allMatch(row -> numbers.compare(Relation.EQUAL, row.number(column), first));
  }

  private static Scaling exactMinmax(NumberSystem numbers, Examples examples, Runnable asked) {
    List<Number> least = new ArrayList<>();
    List<Number> range = new ArrayList<>();
    for (int j = 0; j < examples.width(); j++) {
      Number low = examples.vector(0).number(j);
      Number high = low;
      for (Vector row : examples.vectors()) {
        asked.run();
        low = numbers.compare(Relation.LESS, row.number(j), low) ? row.number(j) : low;
        high = numbers.compare(Relation.GREATER, row.number(j), high) ? row.number(j) : high;
      }
      least.add(low);
      range.add(orOne(numbers, numbers.subtract(high, low)));
    }
    return new Scaling(numbers, Vector.ofNumbers(least), Vector.ofNumbers(range));
  }

  private static Number orOne(NumberSystem numbers, Number divisor) {
    return NumberSystem.signum(divisor) > 0 ? divisor : numbers.of(1.0);
  }

  /**
   * In doubles the mean and the squares are summed in row order. The mean of a constant column may
   * be rounded, so that its deviation would be that error: its value stands for the mean.
   */
  private static Scaling standard(Examples examples, Runnable asked) {
    int n = examples.width();
    double[] mean = new double[n];
    double[] deviation = new double[n];
    double[] first = examples.row(0);
    boolean[] varies = new boolean[n];
    RowSum sums = new RowSum(n, asked);
    for (int row = 0; row < examples.rows(); row++) {
      for (int j = 0; j < n; j++) {
        double x = examples.input(row, j);
        varies[j] |= x != first[j];
        sums.add(j, x);
      }
      sums.endRow();
    }
    double[] total = sums.total();
    for (int j = 0; j < n; j++) {
      mean[j] = varies[j] ? total[j] / examples.rows() : first[j];
    }
    for (int row = 0; row < examples.rows(); row++) {
      for (int j = 0; j < n; j++) {
        double apart = examples.input(row, j) - mean[j];
        sums.add(j, apart * apart);
      }
      sums.endRow();
    }
    double[] squares = sums.total();
    for (int j = 0; j < n; j++) {
      deviation[j] = orOne(Math.sqrt(squares[j] / examples.rows()));
    }
    return new Scaling(NumberSystem.doubles(), Vector.of(mean), Vector.of(deviation));
  }

  private static Scaling minmax(Examples examples, Runnable asked) {
    int n = examples.width();
    double[] least = examples.row(0);
    double[] range = examples.row(0);
    for (int row = 0; row < examples.rows(); row++) {
      if (row % RowSum.CHUNK == 0) {
        asked.run();
      }
      for (int j = 0; j < n; j++) {
        least[j] = Math.min(least[j], examples.input(row, j));
        range[j] = Math.max(range[j], examples.input(row, j));
      }
    }
    for (int j = 0; j < n; j++) {
      range[j] = orOne(range[j] - least[j]);
    }
    return new Scaling(NumberSystem.doubles(), Vector.of(least), Vector.of(range));
  }

  /** A constant column only loses its offset. */
  private static double orOne(double divisor) {
    return divisor > 0 && Double.isFinite(divisor) ? divisor : 1;
  }

  /** Returns one row scaled. */
  public Vector apply(Vector row) {
    List<Number> x = new ArrayList<>(row.size());
    for (int j = 0; j < row.size(); j++) {
      x.add(numbers.divide(numbers.subtract(row.number(j), offset.number(j)), divisor.number(j)));
    }
    return Vector.ofNumbers(x);
  }

  /**
   * Returns all rows scaled.
   *
   * @param asked before every 256 numbers; it may throw, to end it
   */
  public Inputs apply(Inputs inputs, Runnable asked) {
    return numbers.isDouble()
        ? inputs.scaled(offset.toArray(), divisor.toArray(), asked)
        : Inputs.of(
            inputs.width(),
            inputs.vectors().stream().peek(row -> asked.run()).map(this::apply).toList());
  }
}
