package io.github.neuronscript.render;

import io.github.neuronscript.render.Plot.Course;
import io.github.neuronscript.render.Plot.Hole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds where a function has no value and where no bound, and between which numbers its values lie.
 * It looks at a grid finer than can be seen, and closer wherever something shows there; what lies
 * between two numbers of the grid and shows at neither is not found.
 */
final class CourseFinder {

  /** Halvings until an end of a hole is known to {@link #PLACES} digits. */
  private static final int HALVINGS = 60;

  private static final int PLACES = 12;

  /** How many times nearer each look at an end is than the one before. */
  private static final double NEARER = 8;

  private static final int LOOKS = 12;

  /** So many of them are drawn. */
  private static final int NEAR_LOOKS = 5;

  /** So many steps have to go on growing. */
  private static final int STEADY = 4;

  /** Parts of an interval in which the largest number is looked for. */
  private static final int PARTS = 8;

  /** Steps that are a smaller part of a number than this are errors of rounding. */
  private static final double NOISE = 1e-10;

  /** Numbers of the finer grid between two of those that are drawn. */
  private static final int FINER = 8;

  /** What swings by so much more as one comes nearer has no bound. */
  private static final double FARTHER = 1000;

  /** Two poles nearer than this part of where they are looked for are one. */
  private static final double ONE_POLE = 1e-6;

  /** From so many narrowings on a number is believed only if they come to an end. */
  private static final int SURE = 8;

  private final DoubleUnaryOperator function;
  private final List<Hole> holes = new ArrayList<>();
  private final TreeSet<Double> poles = new TreeSet<>();
  private boolean upwards;
  private boolean downwards;
  private double least = Double.NaN;
  private double greatest = Double.NaN;

  private CourseFinder(DoubleUnaryOperator function) {
    this.function = function;
  }

  /**
   * Looks at a function.
   *
   * @param drawn the numbers at which it is drawn, in ascending order
   */
  static Course of(DoubleUnaryOperator function, double[] drawn) {
    CourseFinder finder = new CourseFinder(function);
    double[] xs = finer(drawn);
    double[] ys = Arrays.stream(xs).map(function).toArray();
    finder.findHoles(xs, ys);
    finder.findExtremes(xs, ys, true);
    return new Course(
        finder.holes,
        List.copyOf(finder.poles),
        List.of(),
        finder.downwards,
        finder.upwards,
        finder.least,
        finder.greatest);
  }

  private static double[] finer(double[] drawn) {
    double[] xs = new double[(drawn.length - 1) * FINER + 1];
    for (int i = 0; i < xs.length; i++) {
      double from = drawn[i / FINER];
      int part = i % FINER;
      xs[i] = part == 0 ? from : from + (drawn[i / FINER + 1] - from) * part / FINER;
    }
    return xs;
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
        boolean beyond = from < to && areInfinite(ys, first, i);
        holes.add(
            new Hole(from, !open && !hasValue(from), to, i < xs.length && !hasValue(to), beyond));
        boolean pole = !beyond;
        if (!open) {
          beyond(from, ys[first], pole);
          // From one further: the last may lie at the end itself, but for an error of rounding.
          lookBeside(from, xs[Math.max(0, first - 2)]);
        }
        if (i < xs.length) {
          beyond(to, ys[i - 1], pole);
          lookBeside(to, xs[Math.min(i + 1, xs.length - 1)]);
        }
      }
      i++;
    }
  }

  private static boolean areInfinite(double[] ys, int from, int to) {
    return Arrays.stream(ys, from, to).allMatch(Double::isInfinite);
  }

  /**
   * At the end of a hole that is no lack of a value but one beyond all numbers.
   *
   * @param pole whether that is so near this place alone; else the numbers of a double come to an
   *     end
   */
  private void beyond(double end, double value, boolean pole) {
    if (Double.isInfinite(value)) {
      if (pole) {
        poles.add(end);
      }
      upwards |= value > 0;
      downwards |= value < 0;
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

  /** Returns numbers ever nearer to a place on both sides, in ascending order. */
  static double[] towards(double place, double distance) {
    double[] xs = new double[2 * NEAR_LOOKS];
    double away = distance;
    for (int i = 0; i < NEAR_LOOKS; i++) {
      away /= NEARER;
      xs[i] = place - away;
      xs[xs.length - 1 - i] = place + away;
    }
    return xs;
  }

  /** Returns a number to twelve digits of a width. */
  static double rounded(double number, double width) {
    BigDecimal unit = new BigDecimal(width);
    int places = PLACES - (unit.precision() - unit.scale());
    return new BigDecimal(number).setScale(places, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }

  /** Finds whether the function has a bound as one comes from a number to a place. */
  private boolean lookAt(double end, double from) {
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
      return false;
    }
    int last = seen.size() - 1;
    boolean steady = true;
    for (int i = last - STEADY; i < last; i++) {
      double before = seen.get(i) - seen.get(i - 1);
      double now = seen.get(i + 1) - seen.get(i);
      // The logarithm grows by equal steps; towards a bound they shrink, until they are noise.
      steady &= now / before >= 0.99 && Math.abs(now) > NOISE * Math.abs(seen.get(i));
    }
    boolean up = steady && seen.get(last) > seen.get(last - 1);
    boolean down = steady && !up;
    if (swings(seen.subList(0, LOOKS / 2))) {
      up = true;
      down = true;
    }
    upwards |= up;
    downwards |= down;
    if (up || down) {
      poles.add(end);
    }
    return up || down;
  }

  /**
   * Whether numbers go up and down, ever farther. What is nearer than the first half of all looks
   * may be nothing but errors of rounding.
   */
  private static boolean swings(List<Double> seen) {
    int third = seen.size() / 3;
    double before = 0;
    double after = 0;
    boolean straight = true;
    for (int i = 0; i < seen.size(); i++) {
      double size = Math.abs(seen.get(i));
      straight &=
          i == 0
              || size >= Math.abs(seen.get(i - 1))
                  && Math.signum(seen.get(i)) == Math.signum(seen.get(i - 1));
      before = i < third ? Math.max(before, size) : before;
      after = i >= seen.size() - third ? Math.max(after, size) : after;
    }
    return !straight && after > FARTHER * (1 + before);
  }

  /** Looks closer wherever a number is greater or less than those beside it. */
  private void findExtremes(double[] xs, double[] ys, boolean again) {
    for (int i = 0; i < xs.length; i++) {
      seen(ys[i]);
      if (i > 0 && i < xs.length - 1) {
        if (isPeak(ys[i - 1], ys[i], ys[i + 1])) {
          findExtreme(xs[i - 1], xs[i + 1], 1, again);
        }
        if (isPeak(-ys[i - 1], -ys[i], -ys[i + 1])) {
          findExtreme(xs[i - 1], xs[i + 1], -1, again);
        }
      }
    }
  }

  private void lookBeside(double end, double from) {
    if (lookAt(end, from)) {
      lookBetween(end, from);
    }
  }

  /** Looks for more between a pole and a number beside it, where that other pole hid them. */
  private void lookBetween(double from, double to) {
    double[] xs = new double[2 * FINER + 1];
    double start = Math.min(from, to);
    double width = Math.abs(to - from);
    Arrays.setAll(xs, i -> start + width * i / (xs.length - 1));
    // The pole itself is known.
    double[] between = Arrays.copyOfRange(xs, 1, xs.length - 1);
    findExtremes(between, Arrays.stream(between).map(function).toArray(), false);
  }

  private void seen(double value) {
    if (Double.isFinite(value)) {
      least = value < least || Double.isNaN(least) ? value : least;
      greatest = value > greatest || Double.isNaN(greatest) ? value : greatest;
    }
  }

  private static boolean isPeak(double before, double value, double after) {
    return value >= before && value >= after && (value > before || value > after);
  }

  /**
   * Narrows down where the function is greatest between two numbers, or least, and looks whether it
   * goes on growing there.
   *
   * @param sign 1 for the greatest value, −1 for the least
   * @param again whether to look for more beside a pole
   */
  private void findExtreme(double low, double high, int sign, boolean again) {
    double from = low;
    double to = high;
    double place = low;
    double before = Double.NaN;
    double step = Double.POSITIVE_INFINITY;
    boolean sure = true;
    for (int i = 0; i < HALVINGS / 2 && from < to; i++) {
      double part = (to - from) / PARTS;
      double most = Double.NEGATIVE_INFINITY;
      place = from + part;
      for (int k = 1; k < PARTS; k++) {
        double x = from + k * part;
        double value = function.applyAsDouble(x);
        // No value is beyond all values here: it stands between growing ones.
        double height = Double.isNaN(value) ? Double.POSITIVE_INFINITY : sign * value;
        if (height > most) {
          most = height;
          place = x;
        }
      }
      // Errors of rounding grow the nearer one comes; what is no error comes to an end.
      double further = Math.abs(most - before);
      sure &= i < SURE || further <= 2 * step;
      step = i == 1 ? further : Math.max(further, step / 4);
      if (sure) {
        seen(sign * most);
      }
      before = most;
      from = place - part;
      to = place + part;
    }
    double pole = known(rounded(place, high - low), (high - low) * ONE_POLE);
    boolean left = pole > low && lookAt(pole, low);
    boolean right = pole < high && lookAt(pole, high);
    if (again && (left || right)) {
      lookBetween(pole, low);
      lookBetween(pole, high);
    }
  }

  /** Returns the pole that is known so near to a place, or the place. */
  private double known(double place, double near) {
    Double below = poles.floor(place + near);
    return below != null && below >= place - near ? below : place;
  }
}
