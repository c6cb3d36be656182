package io.github.neuronscript.render;

import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.HostFunction;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.render.Plot.Axis;
import io.github.neuronscript.render.Plot.Boundary;
import io.github.neuronscript.render.Plot.Curve;
import io.github.neuronscript.render.Plot.Group;
import io.github.neuronscript.render.Plot.Mark;
import io.github.neuronscript.trace.NeuronKinks;
import io.github.neuronscript.trace.NeuronView;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Makes of what a script plots the curves, points, axes and lines that are drawn. */
final class PlotMaker {

  private static final int SAMPLES = TraceEvent.Plotted.SAMPLES;

  /** Of so many lines in a boundary each is found exactly; of more, to a sample. */
  private static final int MOST_ENDS = 32;

  /** Halvings until an end of a band is known as well as it can be seen. */
  private static final int HALVINGS = 48;

  /** So many different targets have a group each; of more, each group has a range of them. */
  private static final int MOST_TARGETS = 6;

  private static final int RANGES = 3;

  /** How far z goes to both sides if nothing is marked beyond. */
  private static final double REACH = 6;

  /** The part of an axis beyond the outermost numbers. */
  private static final double MARGIN = 0.06;

  /** One in so many numbers of a curve may lie above the picture, and as many below. */
  private static final int OUTERMOST = 25;

  /** To more poles than that a curve need not go on. */
  private static final int MOST_POLES = 32;

  /** A cost that changes by more than this is drawn by its magnitude. */
  private static final double WIDE = 1000;

  /** How far beside a jump a curve is looked at. */
  private static final double BESIDE = 1e-9;

  private static final double[] NONE = new double[0];

  private final TraceEvent.Plotted facts;

  private PlotMaker(TraceEvent.Plotted facts) {
    this.facts = facts;
  }

  static Plot of(TraceEvent.Plotted facts) {
    PlotMaker maker = new PlotMaker(facts);
    return switch (Plot.Kind.valueOf(facts.kind().toUpperCase(Locale.ROOT))) {
      case ACTIVATION -> maker.activation();
      case COST -> maker.cost();
      case BOUNDARY -> maker.boundary();
      case DATA -> maker.data();
    };
  }

  /** A function that has no value where code of the host fails. */
  private static DoubleUnaryOperator function(Expression formula) {
    Compiled compiled = Compiled.of(List.of(ChainRule.Z), formula);
    return z -> {
      try {
        return compiled.at(z, NONE);
      } catch (HostFunction.Failed e) {
        return Double.NaN;
      }
    };
  }

  private Plot activation() {
    NeuronView neuron = facts.neuron().orElseThrow();
    Expression f = neuron.activation();
    DoubleUnaryOperator value = function(f);
    DoubleUnaryOperator formula = slope(f, neuron.formulas().outputByZ());
    // The formula of f′ may have values where f has none, as 1/z beside ln z.
    DoubleUnaryOperator slope =
        z -> Double.isNaN(value.applyAsDouble(z)) ? Double.NaN : formula.applyAsDouble(z);
    boolean isMarked = !facts.at().isEmpty() && Double.isFinite(facts.at().get(0));
    double z = isMarked ? facts.at().get(0) : 0;
    Axis across = new Axis("z", Math.min(-REACH, beyond(z)), Math.max(REACH, beyond(z)), false);
    double[] zs = new double[SAMPLES + 1];
    Arrays.setAll(zs, i -> at(across, (double) i / SAMPLES));
    double[] values = Arrays.stream(zs).map(value).toArray();
    double[] slopes = Arrays.stream(zs).map(slope).toArray();
    List<Mark> marks =
        isMarked
            ? List.of(
                new Mark("f(z)", z, value.applyAsDouble(z)),
                new Mark("f′(z)", z, slope.applyAsDouble(z)))
            : List.of();
    Plot.Course valuesCourse = CourseFinder.of(value, zs).with(jumps(neuron, across, value, false));
    Plot.Course slopesCourse = CourseFinder.of(slope, zs).with(jumps(neuron, across, slope, true));
    double[] marked = marks.stream().mapToDouble(Mark::y).toArray();
    String written = FormulaWriter.source(f);
    return new Plot(
        Plot.Kind.ACTIVATION,
        across,
        activationAxis(
            inPicture(values, valuesCourse),
            inPicture(slopes, slopesCourse),
            marked,
            valuesCourse,
            slopesCourse),
        List.of(
            curve(written.equals("f(z)") ? written : "f(z) = " + written, zs, value, valuesCourse),
            curve("f′(z)", zs, slope, slopesCourse)),
        List.of(),
        marks,
        Optional.empty(),
        0);
  }

  /** Returns a curve, which goes on up to its poles unless there are many. */
  private static Curve curve(
      String name, double[] xs, DoubleUnaryOperator function, Plot.Course course) {
    TreeSet<Double> all = new TreeSet<>();
    Arrays.stream(xs).forEach(all::add);
    if (course.poles().size() <= MOST_POLES) {
      for (double pole : course.poles()) {
        Arrays.stream(CourseFinder.towards(pole, xs[1] - xs[0]))
            .filter(x -> x > xs[0] && x < xs[xs.length - 1])
            .forEach(all::add);
      }
    }
    double[] drawn = all.stream().mapToDouble(x -> x).toArray();
    return new Curve(
        name, Vector.of(drawn), Vector.of(Arrays.stream(drawn).map(function).toArray()), course);
  }

  /**
   * Returns the axis of both curves. What has a bound is seen whole; of f′ without a bound as much
   * as is about as high as f, and what goes beyond all numbers on both sides has as much room
   * upwards as downwards.
   */
  private static Axis activationAxis(
      double[] values,
      double[] slopes,
      double[] marked,
      Plot.Course valuesCourse,
      Plot.Course slopesCourse) {
    String name = "f(z), f′(z)";
    if (!slopesCourse.noLeast() && !slopesCourse.noGreatest()) {
      return inTheMiddle(axis(name, values, slopes, marked), valuesCourse);
    }
    Axis f = inTheMiddle(axis(name, values, marked), valuesCourse);
    if (valuesCourse.noLeast() && valuesCourse.noGreatest()) {
      return f;
    }
    double height = f.to() / 2 - f.from() / 2;
    double[] near =
        Arrays.stream(slopes)
            .map(slope -> Math.max(f.from() - height, Math.min(f.to() + height, slope)))
            .toArray();
    double[] ends = {f.from(), f.to()};
    return inTheMiddle(axis(name, ends, near), slopesCourse);
  }

  /** Returns an axis with 0 in its middle for what goes beyond all numbers on both sides. */
  private static Axis inTheMiddle(Axis axis, Plot.Course course) {
    double size = Math.max(Math.abs(axis.from()), Math.abs(axis.to()));
    return course.noLeast() && course.noGreatest()
        ? new Axis(axis.name(), -size, size, false)
        : axis;
  }

  /**
   * Returns where the activation jumps, or its derivative.
   *
   * @param function the activation, or its derivative
   * @param ofSlope which of them
   */
  private static List<Plot.Jump> jumps(
      NeuronView neuron, Axis across, DoubleUnaryOperator function, boolean ofSlope) {
    List<Plot.Jump> jumps = new ArrayList<>();
    for (NeuronKinks.Kink kink : NeuronKinks.all(neuron)) {
      if (kink.quantity().equals(ChainRule.OUTPUT) && (ofSlope || kink.found().jump())) {
        double place = place(kink.found().place());
        if (place > across.from() && place < across.to()) {
          double value = function.applyAsDouble(place);
          double left = Math.abs(function.applyAsDouble(place - BESIDE) - value);
          double right = Math.abs(function.applyAsDouble(place + BESIDE) - value);
          double all = Math.max(left, right);
          jumps.add(new Plot.Jump(place, left <= all / 2, right <= all / 2, ofSlope, value));
        }
      }
    }
    return jumps;
  }

  /** Returns the z of a place such as z = 0 or 2z = 1; NaN if it is none of a straight line. */
  private static double place(Expression place) {
    if (!(place instanceof Expression.Comparison equal)) {
      return Double.NaN;
    }
    DoubleUnaryOperator difference =
        z -> function(equal.left()).applyAsDouble(z) - function(equal.right()).applyAsDouble(z);
    double at0 = difference.applyAsDouble(0);
    double slope = difference.applyAsDouble(1) - at0;
    double z = CourseFinder.rounded(-at0 / slope, 1);
    return Math.abs(difference.applyAsDouble(z)) <= BESIDE ? z : Double.NaN;
  }

  /** Returns the numbers that have to be seen: of a curve without bounds not the outermost. */
  private static double[] inPicture(double[] numbers, Plot.Course course) {
    double[] sorted = Arrays.stream(finite(numbers)).sorted().toArray();
    int outer = sorted.length / OUTERMOST;
    return Arrays.copyOfRange(
        sorted,
        course.noLeast() ? outer : 0,
        Math.max(0, sorted.length - (course.noGreatest() ? outer : 0)));
  }

  private static DoubleUnaryOperator slope(Expression f, Optional<Expression> known) {
    try {
      Expression formula =
          known.orElseGet(() -> Derivative.of(f, ChainRule.Z, Prelude.simplifier()));
      return function(formula.replace(ChainRule.OUTPUT, f));
    } catch (Derivative.TooLarge e) {
      return z -> Double.NaN;
    }
  }

  /** Returns a number a little further from 0. */
  private static double beyond(double z) {
    double further = z * (1 + MARGIN);
    return Double.isInfinite(further) ? z : further;
  }

  private static double at(Axis axis, double part) {
    return axis.from() * (1 - part) + axis.to() * part;
  }

  private Plot cost() {
    Vector epochs = facts.columns().get(0);
    Vector costs = facts.columns().get(1);
    double[] finite = finite(costs.toArray());
    double least = Arrays.stream(finite).min().orElse(Double.NaN);
    double most = Arrays.stream(finite).max().orElse(Double.NaN);
    Axis up =
        least > 0 && most / WIDE > least
            ? new Axis("cost", least, most, true)
            : fromZero(axis("cost", finite, new double[] {0}));
    return new Plot(
        Plot.Kind.COST,
        new Axis("epoch", 0, Math.max(2, epochs.get(epochs.size() - 1)), false),
        up,
        List.of(new Curve("cost", epochs, costs)),
        List.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  /** An axis without room below 0 if nothing lies there. */
  private static Axis fromZero(Axis axis) {
    boolean margin = axis.from() >= -axis.to() * MARGIN;
    return margin ? new Axis(axis.name(), 0, axis.to(), false) : axis;
  }

  private static double[] finite(double[] numbers) {
    return Arrays.stream(numbers).filter(Double::isFinite).toArray();
  }

  /** Returns an axis with room for all of these numbers that are finite. */
  private static Axis axis(String name, double[]... numbers) {
    double[] all = finite(Arrays.stream(numbers).flatMapToDouble(Arrays::stream).toArray());
    if (all.length == 0) {
      return new Axis(name, 0, 1, false);
    }
    double from = Arrays.stream(all).min().getAsDouble();
    double to = Arrays.stream(all).max().getAsDouble();
    double margin = from == to ? Math.max(1, Math.abs(from) / 2) : to * MARGIN - from * MARGIN;
    return new Axis(
        name,
        Math.max(-Double.MAX_VALUE, from - margin),
        Math.min(Double.MAX_VALUE, to + margin),
        false);
  }

  private Plot data() {
    List<String> names = facts.names();
    boolean byClass = names.size() > 2;
    double[] xs = facts.columns().get(0).toArray();
    double[] ys = facts.columns().get(1).toArray();
    return new Plot(
        Plot.Kind.DATA,
        axis(names.get(0), xs),
        axis(names.get(1), ys),
        List.of(),
        groups(xs, ys, byClass),
        List.of(),
        Optional.empty(),
        facts.rows());
  }

  /** Returns the points, a group for each target or range of targets, in ascending order. */
  private List<Group> groups(double[] xs, double[] ys, boolean apart) {
    String target = facts.names().get(facts.names().size() - 1);
    double[] targets = facts.columns().get(facts.columns().size() - 1).toArray();
    TreeSet<Double> different = new TreeSet<>();
    for (double y : targets) {
      different.add(y + 0.0);
    }
    double least = different.first();
    double width = different.last() / RANGES - least / RANGES;
    TreeMap<Double, List<Integer>> byTarget = new TreeMap<>();
    for (int i = 0; i < xs.length; i++) {
      double y = targets[i] + 0.0;
      double range =
          Math.min(RANGES - 1.0, Math.floor((y / RANGES - least / RANGES) * RANGES / width));
      double key = !apart ? 0 : different.size() <= MOST_TARGETS ? y : range;
      if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
        byTarget.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
    List<Group> groups = new ArrayList<>();
    for (List<Integer> rows : byTarget.values()) {
      groups.add(
          new Group(
              target,
              rows.stream().mapToDouble(i -> targets[i]).min().getAsDouble(),
              rows.stream().mapToDouble(i -> targets[i]).max().getAsDouble(),
              Vector.of(rows.stream().mapToDouble(i -> xs[i]).toArray()),
              Vector.of(rows.stream().mapToDouble(i -> ys[i]).toArray())));
    }
    return groups;
  }

  private Plot boundary() {
    double[] xs = facts.columns().get(0).toArray();
    double[] ys = facts.columns().get(1).toArray();
    Axis across = axis(facts.names().get(0), xs);
    Axis up = axis(facts.names().get(1), ys);
    return new Plot(
        Plot.Kind.BOUNDARY,
        across,
        up,
        List.of(),
        groups(xs, ys, true),
        List.of(),
        boundary(facts.neuron().orElseThrow(), across, up),
        facts.rows());
  }

  /** Returns the boundary; none if z is beyond all numbers. */
  private Optional<Boundary> boundary(NeuronView neuron, Axis across, Axis up) {
    double threshold = facts.at().get(0);
    double[] weights = {facts.parameters().get(0), facts.parameters().get(1)};
    double bias = facts.parameters().get(2);
    if (neuron.scaling().isPresent()) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= neuron.scaling().get().divisor().get(i);
        bias -= weights[i] * neuron.scaling().get().offset().get(i);
      }
    }
    double least = bias;
    double most = bias;
    Axis[] axes = {across, up};
    for (int i = 0; i < axes.length; i++) {
      double from = weights[i] * axes[i].from();
      double to = weights[i] * axes[i].to();
      least += Math.min(from, to);
      most += Math.max(from, to);
    }
    if (!Double.isFinite(most - least)) {
      return Optional.empty();
    }
    List<Boundary.Band> bands = bands(function(neuron.activation()), threshold, least, most);
    return Optional.of(new Boundary(threshold, weights[0], weights[1], bias, bands));
  }

  /** Returns where between two numbers z the output is at least the threshold. */
  private static List<Boundary.Band> bands(
      DoubleUnaryOperator output, double threshold, double least, double most) {
    DoublePredicate isClassOne = z -> output.applyAsDouble(z) >= threshold;
    List<double[]> changes = new ArrayList<>();
    boolean first = isClassOne.test(least);
    double before = least;
    boolean inside = first;
    for (int i = 1; i <= SAMPLES; i++) {
      double z = least + (most - least) * i / SAMPLES;
      if (isClassOne.test(z) != inside) {
        inside = !inside;
        changes.add(new double[] {before, z});
      }
      before = z;
    }
    boolean few = changes.size() <= MOST_ENDS;
    List<Boundary.Band> bands = new ArrayList<>();
    double from = Double.NEGATIVE_INFINITY;
    inside = first;
    for (double[] change : changes) {
      double end = few ? end(change[0], change[1], inside, isClassOne) : change[1];
      if (inside) {
        bands.add(new Boundary.Band(from, end));
      }
      from = end;
      inside = !inside;
    }
    if (inside) {
      bands.add(new Boundary.Band(from, Double.POSITIVE_INFINITY));
    }
    return bands;
  }

  /** Returns where between two numbers the class changes, rounded to what can be seen. */
  private static double end(double low, double high, boolean lower, DoublePredicate isClassOne) {
    double width = high - low;
    double a = low;
    double b = high;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = a + (b - a) / 2;
      if (isClassOne.test(middle) == lower) {
        a = middle;
      } else {
        b = middle;
      }
    }
    return width == 0 ? b : CourseFinder.rounded(b, width);
  }
}
