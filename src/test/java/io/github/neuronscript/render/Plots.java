package io.github.neuronscript.render;

import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pictures for tests, one of each kind. */
final class Plots {

  private Plots() {}

  static Plot.Axis axis(String name, double from, double to) {
    return new Plot.Axis(name, from, to, false);
  }

  /** The sigmoid from −4 to 4, with z = 1 marked. */
  static Plot activation() {
    double[] xs = new double[81];
    double[] ys = new double[xs.length];
    double[] slopes = new double[xs.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = (i - 40) / 10.0;
      ys[i] = 1 / (1 + StrictMath.exp(-xs[i]));
      slopes[i] = ys[i] * (1 - ys[i]);
    }
    return new Plot(
        Plot.Kind.ACTIVATION,
        axis("z", -4, 4),
        axis("", 0, 1),
        List.of(
            new Plot.Curve("sigmoid(z)", Vector.of(xs), Vector.of(ys)),
            new Plot.Curve("f′(z)", Vector.of(xs), Vector.of(slopes))),
        List.of(),
        List.of(new Plot.Mark("f(z)", 1, 0.731), new Plot.Mark("f′(z)", 1, 0.1966)),
        Optional.empty(),
        0);
  }

  static Plot cost(double from, double to, boolean logarithmic, double... costs) {
    double[] epochs = new double[costs.length];
    for (int i = 0; i < epochs.length; i++) {
      epochs[i] = i + 1;
    }
    return new Plot(
        Plot.Kind.COST,
        axis("epoch", 0, costs.length),
        new Plot.Axis("C", from, to, logarithmic),
        List.of(new Plot.Curve("C", Vector.of(epochs), Vector.of(costs))),
        List.of(),
        List.of(),
        Optional.empty(),
        0);
  }

  /** The logical AND, with 2·x1 + 2·x2 − 3 ≥ 0 for class 1. */
  static Plot boundary() {
    return boundary("x1", "x2");
  }

  static Plot boundary(String across, String up) {
    double infinity = Double.POSITIVE_INFINITY;
    return new Plot(
        Plot.Kind.BOUNDARY,
        axis(across, -0.1, 1.1),
        axis(up, -0.1, 1.1),
        List.of(),
        List.of(
            new Plot.Group("y", 0, 0, Vector.of(0, 0, 1), Vector.of(0, 1, 0)),
            new Plot.Group("y", 1, 1, Vector.of(1), Vector.of(1))),
        List.of(),
        Optional.of(new Plot.Boundary(0.5, 2, 2, -3, List.of(new Plot.Boundary.Band(0, infinity)))),
        4);
  }

  /** Six groups of a target, in one column each. */
  static Plot data() {
    List<Plot.Group> groups = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      groups.add(new Plot.Group("y", i, i, Vector.of(i, i, i), Vector.of(1, 2, 3 + i)));
    }
    return new Plot(
        Plot.Kind.DATA,
        axis("x1", -1, 6),
        axis("x2", 0, 9),
        List.of(),
        groups,
        List.of(),
        Optional.empty(),
        18);
  }
}
