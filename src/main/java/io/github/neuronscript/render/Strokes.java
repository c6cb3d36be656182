package io.github.neuronscript.render;

import io.github.neuronscript.render.Halves.Spot;
import java.util.ArrayList;
import java.util.List;

/** What of a curve lies in the picture, as lines from spot to spot. */
final class Strokes {

  private final List<List<Spot>> strokes = new ArrayList<>();
  private List<Spot> stroke = new ArrayList<>();

  private Strokes() {}

  /** Returns the lines, whose spots go from 0 to 1; a number between two gaps is a single spot. */
  static List<List<Spot>> of(Plot.Curve curve, Scale across, Scale up) {
    Strokes strokes = new Strokes();
    Spot before = null;
    for (int i = 0; i < curve.xs().size(); i++) {
      Spot spot = new Spot(across.at(curve.xs().get(i)), up.at(curve.ys().get(i)));
      if (!Double.isFinite(spot.x()) || !Double.isFinite(spot.y())) {
        strokes.lift();
        before = null;
        continue;
      }
      if (before != null && isBroken(curve, i)) {
        strokes.lift();
      } else if (before != null) {
        strokes.line(before, spot);
      } else if (isInside(spot)) {
        strokes.stroke.add(spot);
      }
      before = spot;
    }
    strokes.lift();
    return strokes.strokes;
  }

  /**
   * Whether a curve jumps, or has no value or no bound between one of its numbers and the one
   * before.
   */
  private static boolean isBroken(Plot.Curve curve, int i) {
    double from = curve.xs().get(i - 1);
    double to = curve.xs().get(i);
    return curve.course().jumps().stream().anyMatch(jump -> jump.breaks(from, to))
        || curve.course().poles().stream().anyMatch(pole -> pole >= from && pole <= to)
        || curve.course().holes().stream().anyMatch(h -> h.from() >= from && h.to() <= to);
  }

  private static boolean isInside(Spot spot) {
    return spot.x() >= 0 && spot.x() <= 1 && spot.y() >= 0 && spot.y() <= 1;
  }

  private void lift() {
    if (!stroke.isEmpty()) {
      strokes.add(stroke);
      stroke = new ArrayList<>();
    }
  }

  /** Adds what of a line lies inside (Liang and Barsky). */
  private void line(Spot a, Spot b) {
    double right = b.x() - a.x();
    double up = b.y() - a.y();
    double[] towards = {-right, right, -up, up};
    double[] distance = {a.x(), 1 - a.x(), a.y(), 1 - a.y()};
    double from = 0;
    double to = 1;
    for (int i = 0; i < towards.length; i++) {
      if (towards[i] == 0 && distance[i] < 0) {
        from = 2;
      } else if (towards[i] < 0) {
        from = Math.max(from, distance[i] / towards[i]);
      } else if (towards[i] > 0) {
        to = Math.min(to, distance[i] / towards[i]);
      }
    }
    if (from > to) {
      lift();
      return;
    }
    if (stroke.isEmpty() || from > 0) {
      lift();
      stroke.add(new Spot(a.x() + from * right, a.y() + from * up));
    }
    stroke.add(new Spot(a.x() + to * right, a.y() + to * up));
    if (to < 1) {
      lift();
    }
  }
}
