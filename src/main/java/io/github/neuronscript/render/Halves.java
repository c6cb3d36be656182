package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a picture on both sides of a boundary. Places in it go from 0 to 1, to the right and
 * upwards.
 */
final class Halves {

  /** A place in the picture. */
  record Spot(double x, double y) {}

  /** z = zero + right·x + up·y. */
  private final double zero;

  private final double right;
  private final double up;
  private final List<Plot.Boundary.Band> bands;

  Halves(Plot plot) {
    Plot.Boundary boundary = plot.boundary().orElseThrow();
    Plot.Axis x = plot.across();
    Plot.Axis y = plot.up();
    zero = boundary.w1() * x.from() + boundary.w2() * y.from() + boundary.bias();
    right = boundary.w1() * x.to() - boundary.w1() * x.from();
    up = boundary.w2() * y.to() - boundary.w2() * y.from();
    bands = boundary.bands();
  }

  /** Whether class 1 is predicted there. */
  boolean contains(double x, double y) {
    double z = z(x, y);
    return bands.stream().anyMatch(band -> z >= band.from() && z <= band.to());
  }

  /** Returns the corners of each part of the picture in which class 1 is predicted. */
  List<List<Spot>> inside() {
    return bands.stream().map(b -> between(b.from(), b.to())).filter(p -> p.size() > 2).toList();
  }

  /** Returns the corners of each part of the picture in which class 1 is not predicted. */
  List<List<Spot>> outside() {
    List<List<Spot>> parts = new ArrayList<>();
    double from = Double.NEGATIVE_INFINITY;
    for (Plot.Boundary.Band band : bands) {
      parts.add(between(from, band.from()));
      from = band.to();
    }
    parts.add(between(from, Double.POSITIVE_INFINITY));
    return parts.stream().filter(part -> part.size() > 2).toList();
  }

  /** Returns both ends of each line in the picture at which a band ends. */
  List<List<Spot>> lines() {
    List<List<Spot>> lines = new ArrayList<>();
    for (Plot.Boundary.Band band : bands) {
      for (double end : new double[] {band.from(), band.to()}) {
        List<Spot> spots = Double.isInfinite(end) ? List.of() : crossings(end);
        if (spots.size() == 2) {
          lines.add(spots);
        }
      }
    }
    return lines;
  }

  private double z(double x, double y) {
    return zero + right * x + up * y;
  }

  private static List<Spot> frame() {
    return List.of(new Spot(0, 0), new Spot(1, 0), new Spot(1, 1), new Spot(0, 1));
  }

  private List<Spot> between(double from, double to) {
    if (from == Double.POSITIVE_INFINITY || to == Double.NEGATIVE_INFINITY) {
      return List.of();
    }
    List<Spot> part = Double.isInfinite(from) ? frame() : cut(frame(), from, 1);
    return Double.isInfinite(to) ? part : cut(part, to, -1);
  }

  /** What of a convex part has z on one side of an end (Sutherland and Hodgman). */
  private List<Spot> cut(List<Spot> corners, double end, int side) {
    List<Spot> kept = new ArrayList<>();
    for (int i = 0; i < corners.size(); i++) {
      Spot a = corners.get(i);
      Spot b = corners.get((i + 1) % corners.size());
      double before = side * (z(a.x(), a.y()) - end);
      double after = side * (z(b.x(), b.y()) - end);
      if (before >= 0) {
        kept.add(a);
      }
      if (before > 0 && after < 0 || before < 0 && after > 0) {
        kept.add(between(a, b, before / (before - after)));
      }
    }
    return kept;
  }

  private List<Spot> crossings(double end) {
    List<Spot> spots = new ArrayList<>();
    List<Spot> frame = frame();
    for (int i = 0; i < frame.size(); i++) {
      Spot a = frame.get(i);
      Spot b = frame.get((i + 1) % frame.size());
      double before = z(a.x(), a.y()) - end;
      double after = z(b.x(), b.y()) - end;
      if (before == 0 && !spots.contains(a)) {
        spots.add(a);
      } else if (before > 0 && after < 0 || before < 0 && after > 0) {
        spots.add(between(a, b, before / (before - after)));
      }
    }
    return spots;
  }

  private static Spot between(Spot a, Spot b, double part) {
    return new Spot(a.x() + (b.x() - a.x()) * part, a.y() + (b.y() - a.y()) * part);
  }
}
