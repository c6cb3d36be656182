package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberSystem;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.neuron.ChainRule;
import io.github.neuronscript.neuron.Examples;
import io.github.neuronscript.neuron.Summation;
import io.github.neuronscript.program.DataFiles;
import io.github.neuronscript.program.PlotChecks;
import io.github.neuronscript.syntax.Statement;
import io.github.neuronscript.trace.Plot;
import io.github.neuronscript.trace.Plot.Axis;
import io.github.neuronscript.trace.Plot.Boundary;
import io.github.neuronscript.trace.Plot.Curve;
import io.github.neuronscript.trace.Plot.Group;
import io.github.neuronscript.trace.Plot.Mark;
import io.github.neuronscript.trace.TraceEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;

/** What there is to see of a neuron and its data. Changes nothing. */
final class Plotting {

  /** Steps of a curve, and of the search for a boundary. */
  static final int SAMPLES = 480;

  /** Of so many lines in a boundary each is found exactly; of more, to a sample. */
  static final int MOST_ENDS = 32;

  /** Halvings until an end of a band is known to {@link #PLACES} digits of the picture. */
  static final int HALVINGS = 48;

  private static final int PLACES = 12;

  /** So many rows are drawn at most. */
  static final int MOST_ROWS = 2000;

  /** What a row takes that is drawn. */
  static final int ROW = 50;

  /** So many different targets have a group each; of more, each group has a range of them. */
  private static final int MOST_TARGETS = 6;

  private static final int RANGES = 3;

  /** How far z goes to both sides if nothing is marked beyond. */
  private static final double REACH = 6;

  /** The part of an axis beyond the outermost numbers. */
  private static final double MARGIN = 0.06;

  /** A cost that changes by more than this is drawn by its magnitude. */
  private static final double WIDE = 1000;

  private final Work work;
  private final State next;

  Plotting(Work work) {
    this.work = work;
    this.next = work.next;
  }

  void plot(Statement.Plot s) {
    Plot plot =
        switch (Plot.Kind.valueOf(s.kind().text().toUpperCase(Locale.ROOT))) {
          case ACTIVATION -> activation(s.span());
          case COST -> cost(s.span());
          case BOUNDARY -> boundary(s);
          case DATA -> data(s);
        };
    s.to().ifPresent(to -> write(plot, to));
    work.tell(new TraceEvent.Plotted(plot, s.to().map(Statement.Destination::path)));
  }

  private void write(Plot plot, Statement.Destination to) {
    String picture =
        work.options
            .painter()
            .orElseThrow(() -> new ScriptException(RunErrors.noPainter(to.span())))
            .apply(plot);
    byte[] bytes = picture.getBytes(StandardCharsets.UTF_8);
    long most = work.options.files().limits().unpackedBytes();
    if (bytes.length > most) {
      throw new LimitException(RunErrors.tooManyBytes(to.span(), to.path(), most));
    }
    work.meter.charge(FilePrediction.FILE, "files that are written");
    work.meter.charge(bytes.length, "writing");
    DataFiles.write(work.options.files(), to, stream -> stream.write(bytes));
  }

  private Plot activation(Span place) {
    work.sayDefaults(List.of("activation"));
    Neuron neuron = next.neuron.orElseGet(() -> work.compile(place));
    Expression f = neuron.formulas().output();
    Expression slope = neuron.formulas().outputByZ().orElseGet(() -> slope(f, place));
    charge(SAMPLES + 2L, f, slope);
    Compiled value = Compiled.of(List.of(ChainRule.Z), f);
    Compiled derivative = Compiled.of(List.of(ChainRule.Z, ChainRule.OUTPUT), slope);
    Optional<Double> marked = z().filter(z -> Double.isFinite(z));
    double z = marked.orElse(0.0);
    Axis across = new Axis("z", Math.min(-REACH, beyond(z)), Math.max(REACH, beyond(z)), false);
    double[] zs = new double[SAMPLES + 1];
    double[] values = new double[zs.length];
    double[] slopes = new double[zs.length];
    for (int i = 0; i < zs.length; i++) {
      zs[i] = at(across, (double) i / SAMPLES);
      values[i] = value.at(zs[i], new double[0]);
      slopes[i] = derivative.at(zs[i], new double[] {values[i]});
    }
    List<Mark> marks = new ArrayList<>();
    if (marked.isPresent()) {
      double there = value.at(z, new double[0]);
      marks.add(new Mark("f(z)", z, there));
      marks.add(new Mark("f′(z)", z, derivative.at(z, new double[] {there})));
    }
    String name = "f(z) = " + FormulaWriter.source(neuron.activation());
    return new Plot(
        Plot.Kind.ACTIVATION,
        across,
        axis("f(z), f′(z)", place, values, slopes),
        List.of(
            new Curve(name, Vector.of(zs), Vector.of(values)),
            new Curve("f′(z)", Vector.of(zs), Vector.of(slopes))),
        List.of(),
        marks,
        Optional.empty(),
        0);
  }

  private Expression slope(Expression f, Span place) {
    try {
      return Derivative.of(f, ChainRule.Z, work.simplifier());
    } catch (Derivative.TooLarge e) {
      throw new ScriptException(RunErrors.derivativeTooLarge(place));
    }
  }

  /** Returns z of the last example, or of the one that is given by hand. */
  private Optional<Double> z() {
    if (next.shown.isPresent()) {
      return Optional.of(next.shown.get().z().doubleValue());
    }
    boolean byHand = next.inputs.stream().allMatch(input -> input.value().isPresent());
    if (!byHand || next.inputs.isEmpty() || next.bound.isPresent()) {
      return Optional.empty();
    }
    double[] inputs =
        next.inputs.stream().mapToDouble(x -> x.value().orElseThrow().doubleValue()).toArray();
    double[] weights = Learned.weights(next).toArray();
    work.meter.charge(weights.length, "the weighted sum");
    double dot = Summation.dot(weights, 0, inputs, 0, weights.length);
    return Optional.of(dot + next.biasValue.doubleValue());
  }

  /** Returns a number a little further from 0. */
  private static double beyond(double z) {
    double further = z * (1 + MARGIN);
    return Double.isInfinite(further) ? z : further;
  }

  private static double at(Axis axis, double part) {
    return axis.from() * (1 - part) + axis.to() * part;
  }

  private void charge(long times, Expression... formulas) {
    for (Expression formula : formulas) {
      long each = Effort.ofFormula(formula, NumberSystem.doubles());
      work.meter.charge(Effort.times(times, each), times + " points of a curve");
    }
  }

  private Plot cost(Span place) {
    if (next.costs.isEmpty()) {
      throw new ScriptException(RunErrors.noCosts(place));
    }
    work.meter.charge(Costs.MOST, "costs that are drawn");
    List<Number> epochs = new ArrayList<>(next.costs.epochs().toNumbers());
    List<Number> costs = new ArrayList<>(next.costs.costs().toNumbers());
    double last = next.epoch;
    if (epochs.get(epochs.size() - 1).doubleValue() != last) {
      epochs.add(last);
      costs.add(next.epochCost.doubleValue());
    }
    Vector ys = Vector.ofNumbers(costs);
    double[] finite = finite(ys.toArray());
    double least = Arrays.stream(finite).min().orElse(Double.NaN);
    double most = Arrays.stream(finite).max().orElse(Double.NaN);
    boolean wide = least > 0 && most / WIDE > least;
    Axis up =
        wide
            ? new Axis("cost", least, most, true)
            : fromZero(axis("cost", place, finite, new double[] {0}));
    return new Plot(
        Plot.Kind.COST,
        new Axis("epoch", 0, Math.max(2, last), false),
        up,
        List.of(new Curve("cost", Vector.ofNumbers(epochs), ys)),
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
  private static Axis axis(String name, Span place, double[]... numbers) {
    double[] all = finite(Arrays.stream(numbers).flatMapToDouble(Arrays::stream).toArray());
    if (all.length == 0) {
      throw new ScriptException(RunErrors.nothingToPlot(place, name + " is nowhere finite"));
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

  private Plot data(Statement.Plot s) {
    work.bindIfNeeded(s.span());
    int[] drawn = PlotChecks.drawn(s, next.inputNames());
    Bound bound = next.bound.orElseThrow(() -> new ScriptException(RunErrors.noData(s.span())));
    Rows rows = new Rows(bound.raw(), s.span());
    double[] xs = rows.column(drawn[0]);
    boolean byClass = drawn.length == 2;
    double[] ys = byClass ? rows.column(drawn[1]) : rows.targets();
    List<String> inputs = next.inputNames();
    String target = targetName();
    return new Plot(
        Plot.Kind.DATA,
        axis(inputs.get(drawn[0]), s.span(), xs),
        axis(byClass ? inputs.get(drawn[1]) : target, s.span(), ys),
        List.of(),
        groups(target, xs, ys, rows.targets(), byClass),
        List.of(),
        Optional.empty(),
        bound.raw().rows());
  }

  private String targetName() {
    return next.target.map(State.Target::name).orElse("y");
  }

  /** The rows that are drawn: all, or so many of them evenly. */
  private final class Rows {
    private final Examples examples;
    private final int[] rows;

    Rows(Examples examples, Span place) {
      if (!examples.hasTargets()) {
        throw new ScriptException(RunErrors.noTarget(place));
      }
      this.examples = examples;
      int drawn = Math.min(MOST_ROWS, examples.rows());
      work.meter.charge(Effort.times(drawn, ROW), drawn + " rows that are drawn");
      this.rows = new int[drawn];
      Arrays.setAll(rows, i -> (int) ((long) i * examples.rows() / drawn));
    }

    double[] column(int input) {
      return Arrays.stream(rows).mapToDouble(row -> examples.input(row, input)).toArray();
    }

    double[] targets() {
      return Arrays.stream(rows).mapToDouble(row -> examples.targets()[row]).toArray();
    }
  }

  /** Returns the points, a group for each target or range of targets, in ascending order. */
  private static List<Group> groups(
      String target, double[] xs, double[] ys, double[] targets, boolean apart) {
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

  private Plot boundary(Statement.Plot s) {
    Neuron neuron = work.ready(s.span(), Work.FORWARD);
    PlotChecks.drawn(s, next.inputNames());
    Optional<Examples> examples = next.bound.map(Bound::raw).or(new Stepping(work)::byHand);
    if (examples.isEmpty()) {
      throw new ScriptException(RunErrors.noData(s.span()));
    }
    Rows rows = new Rows(examples.get(), s.span());
    double[] xs = rows.column(0);
    double[] ys = rows.column(1);
    Axis across = axis(next.inputNames().get(0), s.span(), xs);
    Axis up = axis(next.inputNames().get(1), s.span(), ys);
    return new Plot(
        Plot.Kind.BOUNDARY,
        across,
        up,
        List.of(),
        groups(targetName(), xs, ys, rows.targets(), true),
        List.of(),
        Optional.of(boundary(neuron, across, up, s.span())),
        next.bound.isPresent() ? examples.get().rows() : 0);
  }

  private Boundary boundary(Neuron neuron, Axis across, Axis up, Span place) {
    double threshold = work.threshold(place).doubleValue();
    double[] weights = next.weights.orElseThrow().toArray();
    double bias = next.biasValue.doubleValue();
    if (next.scaling.isPresent()) {
      for (int i = 0; i < weights.length; i++) {
        weights[i] /= next.scaling.get().divisor().get(i);
        bias -= weights[i] * next.scaling.get().offset().get(i);
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
      throw new ScriptException(RunErrors.nothingToPlot(place, "z is not finite for these inputs"));
    }
    return new Boundary(
        threshold, weights[0], weights[1], bias, bands(neuron, threshold, least, most));
  }

  /** Returns where between two numbers z the output is at least the threshold. */
  private List<Boundary.Band> bands(Neuron neuron, double threshold, double least, double most) {
    Expression f = neuron.formulas().output();
    charge(SAMPLES + 1L, f);
    Compiled output = Compiled.of(List.of(ChainRule.Z), f);
    DoublePredicate isClassOne = z -> output.at(z, new double[0]) >= threshold;
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
    charge(few ? (long) HALVINGS * changes.size() : 0, f);
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
    if (width == 0) {
      return b;
    }
    BigDecimal unit = new BigDecimal(width);
    int places = PLACES - (unit.precision() - unit.scale());
    return new BigDecimal(b).setScale(places, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }
}
