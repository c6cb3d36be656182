package io.github.neuronscript.receipt;

import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Derivative;
import io.github.neuronscript.formula.Evaluator;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.neuron.ChainRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/**
 * Re-derives what pictures show: the activation at every point, the costs of the epochs, axes, and
 * boundaries. All in doubles, as pictures are. Written from the page of the language, and not by
 * the classes that draw.
 */
final class Plots {

  private static final int SAMPLES = 480;
  private static final int MOST_ROWS = 2000;

  /** Fewer costs than this are drawn, and the last one. */
  private static final int MOST_COSTS = 1024;

  private static final int MOST_BANDS_FOUND = 32;
  private static final int MOST_TARGETS = 6;
  private static final int HALVINGS = 48;
  private static final int PLACES = 12;
  private static final double REACH = 6;
  private static final double MARGIN = 0.06;
  private static final double WIDE = 1000;

  /** Turns of a curve from which on it may have more places without a bound than are drawn. */
  private static final int MANY_TURNS = 32;

  private static final String PICTURE = "what is drawn";
  private static final String FORMULA = "the activation";

  private final Known known;

  /** The costs of epochs that lines have told, since the weights began; some of many. */
  private final TreeMap<Long, Double> costs = new TreeMap<>();

  Plots(Known known) {
    this.known = known;
  }

  /** Takes the cost of an epoch; what came before with a higher number is of other weights. */
  void epoch(Fields line) {
    long epoch = line.integer("epoch");
    costs.tailMap(epoch, true).clear();
    costs.put(epoch, line.number("cost").doubleValue());
    long stride = stride(epoch);
    if (costs.size() > 2 * MOST_COSTS) {
      costs.keySet().removeIf(each -> (each - 1) % stride != 0);
    }
  }

  void forget() {
    costs.clear();
  }

  void plotted(Fields line) {
    switch (line.text("kind")) {
      case "activation" -> activation(line);
      case "cost" -> cost(line);
      case "boundary" -> boundary(line);
      default -> points(line);
    }
  }

  /** An axis without its name. */
  private record Span(double from, double to) {

    /** Returns one with room for all numbers that are finite. */
    static Span of(double... numbers) {
      double[] finite = finite(numbers);
      if (finite.length == 0) {
        return new Span(0, 1);
      }
      double from = Arrays.stream(finite).min().getAsDouble();
      double to = Arrays.stream(finite).max().getAsDouble();
      double margin = from == to ? Math.max(1, Math.abs(from) / 2) : to * MARGIN - from * MARGIN;
      return new Span(
          Math.max(-Double.MAX_VALUE, from - margin), Math.min(Double.MAX_VALUE, to + margin));
    }

    void hold(Fields axis, boolean logarithmic, String from) {
      axis.derive("from", (Number) this.from, from);
      axis.derive("to", (Number) to, from);
      axis.derive("logarithmic", logarithmic, from);
    }
  }

  private static double[] finite(double[] numbers) {
    return Arrays.stream(numbers).filter(Double::isFinite).toArray();
  }

  private static double[] doubles(Fields line, String key) {
    return Figures.doubles(line.list(key));
  }

  /** A picture of this kind has so many curves, and nothing that only others have. */
  private static List<Fields> curves(Fields line, int count) {
    List<Fields> curves = line.objects("curves");
    if (curves.size() != count || count > 0 && !line.items("groups").isEmpty()) {
      throw line.broken("the picture is none of its `kind`");
    }
    for (Fields curve : curves) {
      if (curve.items("xs").size() != curve.items("ys").size()) {
        throw line.broken("`curves.xs` and `curves.ys` are not of one length");
      }
    }
    return curves;
  }

  private DoubleUnaryOperator function(Expression formula) {
    long size = Work.PART * Definition.writtenOutSize(formula);
    return z -> {
      known.work.count(size);
      return Evaluator.value(formula, leaf -> leaf.equals(ChainRule.Z) ? z : Double.NaN);
    };
  }

  /** f and f′ by z; f′ has no value where f has none. */
  private void activation(Fields line) {
    List<Fields> curves = curves(line, 2);
    Expression f = known.neuron(line).view().activation();
    DoubleUnaryOperator value = function(f);
    DoubleUnaryOperator slope = slope(line, f, value);
    List<Fields> marks = line.objects("marks");
    double z = 0;
    if (!marks.isEmpty()) {
      if (marks.size() != 2) {
        throw line.broken("`marks` has " + marks.size() + " entries, and not 2");
      }
      known.names.drawn().ifPresent(own -> marks.get(0).derive("x", own, "the example before"));
      z = marks.get(0).number("x").doubleValue();
      marks.get(0).derive("name", "f(z)", PICTURE);
      marks.get(0).derive("y", (Number) value.applyAsDouble(z), FORMULA);
      marks.get(1).derive("name", "f′(z)", PICTURE);
      marks.get(1).derive("x", (Number) z, "the other mark");
      marks.get(1).derive("y", (Number) slope.applyAsDouble(z), FORMULA);
    }
    double further = Double.isInfinite(z * (1 + MARGIN)) ? z : z * (1 + MARGIN);
    Span across = new Span(Math.min(-REACH, further), Math.max(REACH, further));
    Fields axis = line.object("across");
    axis.derive("name", "z", PICTURE);
    across.hold(axis, false, "the mark");
    double[] zs = new double[SAMPLES + 1];
    for (int i = 0; i <= SAMPLES; i++) {
      double part = (double) i / SAMPLES;
      zs[i] = across.from * (1 - part) + across.to * part;
    }
    String written = FormulaWriter.source(f);
    String name = written.equals("f(z)") ? written : "f(z) = " + written;
    Optional<double[]> values = curve(curves.get(0), name, zs, value);
    Optional<double[]> slopes = curve(curves.get(1), "f′(z)", zs, slope);
    double[] marked = marks.stream().mapToDouble(m -> m.number("y").doubleValue()).toArray();
    up(line.object("up"), values, slopes, marked);
    nothing(line, "boundary");
    line.deriveCount("rows", 0, PICTURE);
    line.hold("kind");
  }

  private DoubleUnaryOperator slope(Fields line, Expression f, DoubleUnaryOperator value) {
    Expression formula;
    try {
      formula =
          known
              .neuron(line)
              .view()
              .formulas()
              .outputByZ()
              .orElseGet(() -> Derivative.of(f, ChainRule.Z, known.formulas.simplifier(line)))
              .replace(ChainRule.OUTPUT, f);
    } catch (Derivative.TooLarge e) {
      return z -> Double.NaN;
    }
    DoubleUnaryOperator slope = function(formula);
    return z -> Double.isNaN(value.applyAsDouble(z)) ? Double.NaN : slope.applyAsDouble(z);
  }

  /**
   * Holds a curve to its function, and returns the numbers that the axis has room for; none where
   * the curve may go beyond all bounds.
   */
  private static Optional<double[]> curve(
      Fields curve, String name, double[] grid, DoubleUnaryOperator function) {
    curve.derive("name", name, FORMULA);
    double[] xs = doubles(curve, "xs");
    List<Number> ys = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < xs.length; i++) {
      if (i > 0 && xs[i] <= xs[i - 1]) {
        throw curve.broken("`curves.xs` does not ascend");
      }
      next += next < grid.length && xs[i] == grid[next] ? 1 : 0;
      ys.add(function.applyAsDouble(xs[i]));
    }
    if (next < grid.length || xs[0] != grid[0] || xs[xs.length - 1] != grid[grid.length - 1]) {
      throw curve.broken("`curves.xs` is not from one end of the axis to the other");
    }
    if (xs.length == grid.length) {
      curve.derive("xs", Arrays.stream(grid).boxed().toList(), "the axis");
    }
    curve.derive("ys", ys, FORMULA);
    double[] values = Arrays.stream(grid).map(function).toArray();
    double[] sorted = Arrays.stream(finite(values)).sorted().toArray();
    boolean isBounded =
        xs.length == grid.length && turns(values) <= MANY_TURNS && sorted.length == grid.length;
    return isBounded ? Optional.of(sorted) : Optional.empty();
  }

  private static int turns(double[] values) {
    int turns = 0;
    for (int i = 2; i < values.length; i++) {
      turns += (values[i] - values[i - 1]) * (values[i - 1] - values[i - 2]) < 0 ? 1 : 0;
    }
    return turns;
  }

  /** Holds the axis to both curves; how much is seen of one without a bound is given. */
  private static void up(
      Fields axis, Optional<double[]> values, Optional<double[]> slopes, double[] marked) {
    axis.derive("name", "f(z), f′(z)", PICTURE);
    if (values.isPresent() && slopes.isPresent()) {
      Span.of(joined(joined(values.get(), slopes.get()), marked)).hold(axis, false, "the curves");
      return;
    }
    axis.derive("logarithmic", false, PICTURE);
    if (!(axis.number("from").doubleValue() < axis.number("to").doubleValue())) {
      throw axis.broken("`up.from` is not below `up.to`");
    }
  }

  /** Holds a part of a picture to be missing. */
  private static void nothing(Fields line, String key) {
    line.deriveNothing(key, "`kind`");
  }

  /** Returns the distance of the epochs that are drawn: fewer than 1024, and the last one. */
  private static long stride(long last) {
    long stride = 1;
    while ((last - 1) / stride + 1 >= MOST_COSTS) {
      stride *= 2;
    }
    return stride;
  }

  private void cost(Fields line) {
    Fields curve = curves(line, 1).get(0);
    curve.derive("name", "cost", PICTURE);
    List<Number> xs = curve.list("xs");
    List<Number> ys = curve.list("ys");
    if (xs.isEmpty() || !line.items("marks").isEmpty()) {
      throw line.broken("the picture is none of its `kind`");
    }
    long last = xs.get(xs.size() - 1).longValue();
    known.names.value("epoch").ifPresent(told -> holdLast(line, last, told.longValue()));
    List<Number> epochs = new ArrayList<>();
    for (long epoch = 1; epoch <= last && epochs.size() <= xs.size(); epoch += stride(last)) {
      epochs.add((double) epoch);
    }
    if ((last - 1) % stride(last) != 0) {
      epochs.add((double) last);
    }
    curve.derive("xs", epochs, "the last epoch");
    for (int i = 0; i < xs.size(); i++) {
      Double told = costs.get(xs.get(i).longValue());
      if (told != null) {
        curve.derive("ys", i, told, "the lines before");
      }
    }
    double[] finite = finite(Figures.doubles(ys));
    double least = Arrays.stream(finite).min().orElse(Double.NaN);
    double most = Arrays.stream(finite).max().orElse(Double.NaN);
    boolean wide = least > 0 && most / WIDE > least;
    Span room = Span.of(Arrays.copyOf(finite, finite.length + 1));
    Span up = room.from >= -room.to * MARGIN ? new Span(0, room.to) : room;
    line.object("across").derive("name", "epoch", PICTURE);
    new Span(0, Math.max(2, last)).hold(line.object("across"), false, "the last epoch");
    line.object("up").derive("name", "cost", PICTURE);
    (wide ? new Span(least, most) : up).hold(line.object("up"), wide, "the costs");
    nothing(line, "boundary");
    line.deriveCount("rows", 0, PICTURE);
    line.hold("kind");
  }

  private static void holdLast(Fields line, long last, long told) {
    if (last != told) {
      throw line.broken("the last epoch of `curves.xs` is " + last + ", and not " + told);
    }
  }

  /** Points, of which the axes have to have room for all; the points themselves are data. */
  private void points(Fields line) {
    curves(line, 0);
    if (!line.items("marks").isEmpty()) {
      throw line.broken("the picture is none of its `kind`");
    }
    List<Fields> groups = line.objects("groups");
    double[] xs = {};
    double[] ys = {};
    double before = Double.NEGATIVE_INFINITY;
    boolean several = groups.size() > 1;
    for (Fields group : groups) {
      double[] x = doubles(group, "xs");
      double[] y = doubles(group, "ys");
      double from = group.number("from").doubleValue();
      double to = group.number("to").doubleValue();
      if (x.length != y.length || x.length == 0) {
        throw line.broken("`groups.xs` and `groups.ys` are not of one length, or empty");
      }
      if (from > to || from <= before || groups.size() > MOST_TARGETS) {
        throw line.broken("`groups` are not those of ascending targets");
      }
      before = to;
      if (!group.text("name").equals(groups.get(0).text("name"))) {
        throw line.broken("`groups.name` is not always the name of the target");
      }
      xs = joined(xs, x);
      ys = joined(ys, y);
    }
    if (!several && !groups.isEmpty() && isTarget(line, groups.get(0))) {
      groups.get(0).derive("from", (Number) Arrays.stream(ys).min().orElseThrow(), "the points");
      groups.get(0).derive("to", (Number) Arrays.stream(ys).max().orElseThrow(), "the points");
    }
    long rows = line.integer("rows");
    if (rows < 0 || xs.length > Math.min(MOST_ROWS, Math.max(1, rows))) {
      throw line.broken("`rows` is " + rows + ", and there are " + xs.length + " points");
    }
    if (xs.length == Math.min(MOST_ROWS, Math.max(1, rows))) {
      Span.of(xs).hold(line.object("across"), false, "the points");
      Span.of(ys).hold(line.object("up"), false, "the points");
    }
    if (line.text("kind").equals("data")) {
      nothing(line, "boundary");
    }
  }

  /** Whether a single input is drawn, and upwards the target. */
  private static boolean isTarget(Fields line, Fields group) {
    return line.text("kind").equals("data")
        && line.object("up").text("name").equals(group.text("name"));
  }

  private static double[] joined(double[] some, double[] more) {
    double[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private void boundary(Fields line) {
    points(line);
    Neuron neuron = known.neuron(line);
    List<String> inputs = neuron.view().inputs();
    if (inputs.size() != 2) {
      throw line.broken("a boundary is drawn of two inputs");
    }
    Fields across = line.object("across");
    Fields up = line.object("up");
    across.derive("name", inputs.get(0), "the conventions");
    up.derive("name", inputs.get(1), "the conventions");
    double[] w = Figures.doubles(known.weights(line));
    double bias = known.bias().doubleValue();
    for (int i = 0; i < 2 && neuron.isScaled(); i++) {
      w[i] /= neuron.divisor().get(i).doubleValue();
      bias -= w[i] * neuron.offset().get(i).doubleValue();
    }
    double least = bias;
    double most = bias;
    Fields[] axes = {across, up};
    for (int i = 0; i < 2; i++) {
      double from = w[i] * axes[i].number("from").doubleValue();
      double to = w[i] * axes[i].number("to").doubleValue();
      least += Math.min(from, to);
      most += Math.max(from, to);
    }
    if (!Double.isFinite(most - least)) {
      line.deriveNothing("boundary", "a z beyond all numbers");
      return;
    }
    if (line.isNull("boundary")) {
      throw line.broken("`boundary` is missing");
    }
    Fields own = line.object("boundary");
    threshold(line, own);
    own.derive("w1", (Number) w[0], "the weights and the scale");
    own.derive("w2", (Number) w[1], "the weights and the scale");
    own.derive("bias", (Number) bias, "the weights and the scale");
    double threshold = own.number("threshold").doubleValue();
    DoubleUnaryOperator output = function(neuron.view().activation());
    List<Span> bands = bands(z -> output.applyAsDouble(z) >= threshold, least, most);
    List<Fields> told = own.objects("bands");
    if (told.size() != bands.size()) {
      throw line.broken("`boundary.bands` has " + told.size() + ", and not " + bands.size());
    }
    for (int i = 0; i < bands.size(); i++) {
      told.get(i).derive("from", (Number) bands.get(i).from, "the threshold and the activation");
      told.get(i).derive("to", (Number) bands.get(i).to, "the threshold and the activation");
    }
    line.hold("kind");
  }

  /** The threshold told last, or the middle between the classes. */
  private void threshold(Fields line, Fields boundary) {
    Optional<Number> told = known.names.value("threshold");
    if (told.isPresent()) {
      boundary.derive("threshold", (Number) told.get().doubleValue(), "the lines before");
      return;
    }
    double[] targets =
        line.objects("groups").stream().mapToDouble(g -> g.number("from").doubleValue()).toArray();
    Figures.Classes classes = Figures.Classes.of(targets);
    boolean allOnes = Arrays.stream(targets).allMatch(y -> y == 1);
    double usual = boundary.number("threshold").doubleValue();
    if (classes == Figures.Classes.NONE
        || usual != classes.threshold() && !(allOnes && usual == 0)) {
      throw line.broken("no line before tells `boundary.threshold`");
    }
    boundary.derive("threshold", (Number) usual, "the targets");
  }

  /** Returns where between two numbers z the class is 1. */
  private static List<Span> bands(DoublePredicate isClassOne, double least, double most) {
    List<double[]> changes = new ArrayList<>();
    boolean inside = isClassOne.test(least);
    boolean first = inside;
    double before = least;
    for (int i = 1; i <= SAMPLES; i++) {
      double z = least + (most - least) * i / SAMPLES;
      if (isClassOne.test(z) != inside) {
        changes.add(new double[] {before, z});
        inside = !inside;
      }
      before = z;
    }
    List<Span> bands = new ArrayList<>();
    double from = Double.NEGATIVE_INFINITY;
    inside = first;
    for (double[] change : changes) {
      double end =
          changes.size() <= MOST_BANDS_FOUND
              ? end(change[0], change[1], inside, isClassOne)
              : change[1];
      if (inside) {
        bands.add(new Span(from, end));
      }
      from = end;
      inside = !inside;
    }
    if (inside) {
      bands.add(new Span(from, Double.POSITIVE_INFINITY));
    }
    return bands;
  }

  /** Returns where between two numbers the class changes, to twelve digits of their distance. */
  private static double end(double low, double high, boolean lower, DoublePredicate isClassOne) {
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
    if (high == low) {
      return b;
    }
    BigDecimal unit = new BigDecimal(high - low);
    int places = PLACES - (unit.precision() - unit.scale());
    return new BigDecimal(b).setScale(places, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
  }
}
