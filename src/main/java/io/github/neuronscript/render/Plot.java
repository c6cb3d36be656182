package io.github.neuronscript.render;

import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.trace.TraceEvent;
import java.util.List;
import java.util.Optional;

/**
 * What there is to see in a picture: numbers and the names of what they are, without words and
 * without layout. All numbers are doubles, also where the script computes in others. Immutable.
 *
 * @param across what goes to the right
 * @param up what goes upwards
 * @param curves lines through numbers
 * @param groups points, one group for each class
 * @param marks single places to point at
 * @param boundary where the neuron decides; only for {@link Kind#BOUNDARY}, and not if z is beyond
 *     all numbers
 * @param rows how many rows of data there are; the groups have fewer points where they are thinned,
 *     or where a row has no finite number to be drawn by. 0 without data
 */
public record Plot(
    Kind kind,
    Axis across,
    Axis up,
    List<Curve> curves,
    List<Group> groups,
    List<Mark> marks,
    Optional<Boundary> boundary,
    long rows) {

  /** What can be drawn; the word behind {@code plot}. */
  public enum Kind {
    /** The activation f and its derivative f′ by z. */
    ACTIVATION,
    /** The cost by epoch. */
    COST,
    /** The data of a neuron with two inputs, and where it predicts which class. */
    BOUNDARY,
    /** The data: the target by the one input, or two inputs by class. */
    DATA
  }

  /**
   * One direction. What lies outside of it is not drawn.
   *
   * @param name of the quantity
   * @param from finite, and above 0 for a logarithmic one
   * @param to finite, greater than {@code from}
   * @param logarithmic whether equal distances are equal ratios
   */
  public record Axis(String name, double from, double to, boolean logarithmic) {
    public Axis {
      if (!(from < to) || Double.isInfinite(from) || Double.isInfinite(to)) {
        throw new IllegalArgumentException(
            "an axis from " + NumberWriter.shortest(from) + " to " + NumberWriter.shortest(to));
      }
      if (logarithmic && from <= 0) {
        throw new IllegalArgumentException(
            "a logarithmic axis from " + NumberWriter.shortest(from));
      }
    }
  }

  /**
   * A line through numbers. Where one of them is NaN or infinite there is a gap.
   *
   * @param name of the quantity
   * @param xs in ascending order
   * @param ys as many
   * @param course where between these numbers it has no value or no bound
   */
  public record Curve(String name, Vector xs, Vector ys, Course course) {
    public Curve {
      sameSize(xs, ys);
    }

    /** Makes one that has a value and a bound wherever it is not told by its numbers. */
    public Curve(String name, Vector xs, Vector ys) {
      this(name, xs, ys, Course.PLAIN);
    }
  }

  /**
   * Where a curve has no value or no bound.
   *
   * @param holes in ascending order and apart
   * @param poles near which it goes beyond all numbers, in ascending order
   * @param jumps where it goes from one value to another at once
   * @param noLeast whether it goes below all numbers
   * @param noGreatest whether it goes above all numbers
   * @param least the least value that was seen, also between the numbers that are drawn; NaN if
   *     nobody looked
   * @param greatest the greatest value that was seen; NaN if nobody looked
   */
  public record Course(
      List<Hole> holes,
      List<Double> poles,
      List<Jump> jumps,
      boolean noLeast,
      boolean noGreatest,
      double least,
      double greatest) {

    /** Values and bounds everywhere. */
    public static final Course PLAIN =
        new Course(List.of(), List.of(), List.of(), false, false, Double.NaN, Double.NaN);

    public Course {
      holes = List.copyOf(holes);
      poles = List.copyOf(poles);
      jumps = List.copyOf(jumps);
    }

    /** Returns the same with jumps. */
    Course with(List<Jump> others) {
      return new Course(holes, poles, others, noLeast, noGreatest, least, greatest);
    }
  }

  /**
   * A piece of an axis without values.
   *
   * @param from −∞ where it has no end within the picture
   * @param withFrom whether there is no value at {@code from} either
   * @param to ∞ where it has no end within the picture
   * @param withTo whether there is no value at {@code to} either
   * @param beyond whether the value there is beyond all numbers, and not missing
   */
  public record Hole(double from, boolean withFrom, double to, boolean withTo, boolean beyond) {}

  /**
   * A place where a curve goes from one value to another.
   *
   * @param left whether the value there is that on the left
   * @param right whether the value there is that on the right
   * @param taken whether the value there is only taken for one: a derivative where there is none
   * @param value there
   */
  public record Jump(double at, boolean left, boolean right, boolean taken, double value) {

    /** Whether a curve is broken between two numbers beside each other. */
    public boolean breaks(double from, double to) {
      return from < at && at < to || at == to && !left || at == from && !right;
    }
  }

  /**
   * Points of one class.
   *
   * @param name of the target
   * @param from the least target of the group
   * @param to the greatest target of the group; equal to {@code from} for a class
   * @param xs finite
   * @param ys as many, finite
   */
  public record Group(String name, double from, double to, Vector xs, Vector ys) {
    public Group {
      sameSize(xs, ys);
    }
  }

  /**
   * A single place.
   *
   * @param name of the quantity that {@code y} is
   */
  public record Mark(String name, double x, double y) {}

  /**
   * Where a neuron with two inputs predicts the class 1: where z = w₁·x₁ + w₂·x₂ + b lies in one of
   * the bands. Each end of a band is a line in the picture, all of them parallel.
   *
   * @param threshold ŷ is at least this in class 1
   * @param w1 in the units of the data, as {@code w2} and {@code bias}
   * @param bands of z, in ascending order and apart; none if ŷ is nowhere in the picture at the
   *     threshold
   */
  public record Boundary(double threshold, double w1, double w2, double bias, List<Band> bands) {

    /**
     * Numbers z for which ŷ is at least the threshold.
     *
     * @param from −∞ where the band has no end within the picture
     * @param to ∞ where the band has no end within the picture
     */
    public record Band(double from, double to) {}

    public Boundary {
      bands = List.copyOf(bands);
    }
  }

  public Plot {
    curves = List.copyOf(curves);
    groups = List.copyOf(groups);
    marks = List.copyOf(marks);
  }

  /** Returns what is drawn of what a script plots. */
  public static Plot of(TraceEvent.Plotted plotted) {
    return PlotMaker.of(plotted);
  }

  /** Returns how many rows are drawn. */
  public int drawn() {
    return groups.stream().mapToInt(group -> group.xs().size()).sum();
  }

  private static void sameSize(Vector xs, Vector ys) {
    if (xs.size() != ys.size()) {
      throw new IllegalArgumentException(xs.size() + " numbers across and " + ys.size() + " up");
    }
  }
}
