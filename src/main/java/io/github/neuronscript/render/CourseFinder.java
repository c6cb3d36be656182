package io.github.neuronscript.render;

import io.github.neuronscript.render.Plot.Course;
import io.github.neuronscript.render.Plot.Hole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds where a function has no value, and where no bound, between numbers at which it is known. It
 * looks closer there: what lies between two of them and shows at neither is not found.
 */
final class CourseFinder {

  /** Halvings until an end of a hole is known to {@link #PLACES} digits. */
  private static final int HALVINGS = 60;

  private static final int PLACES = 12;

  /** How many times nearer each look at an end is than the one before. */
  private static final double NEARER = 8;

  private static final int LOOKS = 12;

  /** So many steps have to go on growing. */
  private static final int STEADY = 4;

  /** Parts of an interval in which the largest number is looked for. */
  private static final int PARTS = 8;

  /** So many narrowings without growth end the search. */
  private static final int PATIENCE = 6;

  /** A number that grows by so much as one comes nearer has no bound. */
  private static final double GROWTH = 1e6;

  private final DoubleUnaryOperator function;
  private final List<Hole> holes = new ArrayList<>();
  private final TreeSet<Double> poles = new TreeSet<>();
  private boolean upwards;
  private boolean downwards;

  private CourseFinder(DoubleUnaryOperator function) {
    this.function = function;
  }

  /**
   * Looks at a function.
   *
   * @param xs in ascending order
   * @param ys its values there
   */
  static Course of(DoubleUnaryOperator function, double[] xs, double[] ys) {
    CourseFinder finder = new CourseFinder(function);
    finder.findHoles(xs, ys);
    finder.findPoles(xs, ys);
    return new Course(finder.holes, List.copyOf(finder.poles), finder.downwards, finder.upwards);
  }

  private boolean hasValue(double x) {
    return Double.isFinite(function.applyAsDouble(x));
  }

  private void findHoles(double[] xs, double[] ys) {
    int i = 0;
    while (i < xs.length) {
      int first = i;
      while (i < xs.length && !Double.isFinite(ys[i])) {
        i++;
      }
      if (i > first) {
        boolean open = first == 0;
        double from = open ? Double.NEGATIVE_INFINITY : end(xs[first - 1], xs[first]);
        double to = i == xs.length ? Double.POSITIVE_INFINITY : end(xs[i], xs[i - 1]);
        holes.add(new Hole(from, !open && !hasValue(from), to, i < xs.length && !hasValue(to)));
        if (!open) {
          lookAt(from, xs[first - 1]);
        }
        if (i < xs.length) {
          lookAt(to, xs[i]);
        }
      }
      i++;
    }
  }

  /** Returns where between two numbers the values end, rounded to what can be seen. */
  private double end(double good, double bad) {
    double with = good;
    double without = bad;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = with + (without - with) / 2;
      if (hasValue(middle)) {
        with = middle;
      } else {
        without = middle;
      }
    }
    return rounded(without, Math.abs(bad - good));
  }

  /** Returns a number to twelve digits of a width. */
  static double rounded(double number, double width) {
    BigDecimal unit = new BigDecimal(width);
    int places = PLACES - (unit.precision() - unit.scale());
    return new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }

  /** Finds whether the function has a bound as one comes from a number to the end of a hole. */
  private void lookAt(double end, double from) {
    List<Double> seen = new ArrayList<>();
    double distance = from - end;
    for (int i = 0; i < LOOKS; i++) {
      double value = function.applyAsDouble(end + distance);
      if (Double.isFinite(value)) {
        seen.add(value);
      }
      distance /= NEARER;
    }
    if (seen.size() < LOOKS / 2) {
      return;
    }
    int last = seen.size() - 1;
    boolean steady = true;
    for (int i = last - STEADY; i < last; i++) {
      double before = seen.get(i) - seen.get(i - 1);
      double now = seen.get(i + 1) - seen.get(i);
      // The logarithm grows by equal steps; towards a bound they shrink.
      steady &= now != 0 && now / before >= 0.99;
    }
    double most = seen.stream().mapToDouble(Math::abs).max().getAsDouble();
    boolean swings = !steady && most > GROWTH * (1 + Math.abs(seen.get(0)));
    if (steady || swings) {
      poles.add(end);
      upwards |= swings || seen.get(last) > seen.get(last - 1);
      downwards |= swings || seen.get(last) < seen.get(last - 1);
    }
  }

  private void findPoles(double[] xs, double[] ys) {
    for (int i = 1; i < xs.length - 1; i++) {
      double size = Math.abs(ys[i]);
      if (size > 0 && size >= Math.abs(ys[i - 1]) && size >= Math.abs(ys[i + 1])) {
        findPole(xs[i - 1], xs[i + 1], size);
      }
    }
  }

  private void findPole(double low, double high, double size) {
    double from = low;
    double to = high;
    double largest = size;
    for (int i = 1; i <= HALVINGS / 2 && from < to; i++) {
      double part = (to - from) / PARTS;
      double place = from;
      largest = 0;
      for (int k = 1; k < PARTS; k++) {
        double value = Math.abs(function.applyAsDouble(from + k * part));
        // No value is beyond all values here: it stands between growing ones.
        if (!(value <= largest)) {
          largest = Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
          place = from + k * part;
        }
      }
      if (i == PATIENCE && largest < PARTS * size) {
        return;
      }
      from = place - part;
      to = place + part;
    }
    double pole = rounded(from + (to - from) / 2, high - low);
    double beside = (high - low) / GROWTH;
    double left = function.applyAsDouble(pole - beside);
    double right = function.applyAsDouble(pole + beside);
    if (largest > GROWTH * size && Math.min(Math.abs(left), Math.abs(right)) > PARTS * size) {
      poles.add(pole);
      upwards |= left > 0 || right > 0;
      downwards |= left < 0 || right < 0;
    }
  }
}
