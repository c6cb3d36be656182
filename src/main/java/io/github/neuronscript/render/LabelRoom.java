package io.github.neuronscript.render;

import io.github.neuronscript.render.Halves.Spot;
import java.util.List;
import java.util.Optional;

/**
 * Finds room for a label in a part of a picture: where it covers no point, and is as far from all
 * of them and from the edges as can be. Lengths are those of the picture.
 */
final class LabelRoom {

  /** Places that are tried in each direction. */
  private static final int TRIED = 40;

  private final List<Spot> corners;
  private final List<Spot> points;
  private final double halfWidth;
  private final double halfHeight;

  /** 1 if the corners go around one way, −1 if they go the other way. */
  private final double turn;

  /**
   * Looks for room.
   *
   * @param corners of the part, which is convex
   * @param points that are not to be covered
   * @param width of the label, with its margin
   * @param height of the label, with its margin
   */
  LabelRoom(List<Spot> corners, List<Spot> points, double width, double height) {
    this.corners = corners;
    this.points = points;
    this.halfWidth = width / 2;
    this.halfHeight = height / 2;
    this.turn = turn(corners);
  }

  /** Returns the middle of the label; empty where it would cover a point or leave the part. */
  Optional<Spot> middle() {
    double left = corners.stream().mapToDouble(Spot::x).min().orElse(0) + halfWidth;
    double right = corners.stream().mapToDouble(Spot::x).max().orElse(0) - halfWidth;
    double top = corners.stream().mapToDouble(Spot::y).min().orElse(0) + halfHeight;
    double bottom = corners.stream().mapToDouble(Spot::y).max().orElse(0) - halfHeight;
    Spot best = null;
    double most = 0;
    for (int row = 0; row <= TRIED; row++) {
      for (int column = 0; column <= TRIED; column++) {
        Spot middle =
            new Spot(left + (right - left) * column / TRIED, top + (bottom - top) * row / TRIED);
        double room = room(middle);
        if (room > most) {
          most = room;
          best = middle;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns how far the label is from the nearest edge or point; below 0 if it covers it. */
  private double room(Spot middle) {
    double room = Double.POSITIVE_INFINITY;
    for (int i = 0; i < corners.size(); i++) {
      room =
          Math.min(room, fromEdge(middle, corners.get(i), corners.get((i + 1) % corners.size())));
    }
    for (Spot point : points) {
      double across = Math.abs(point.x() - middle.x()) - halfWidth;
      double up = Math.abs(point.y() - middle.y()) - halfHeight;
      room = Math.min(room, Math.max(across, up));
    }
    return room;
  }

  /** Returns how far the label lies within an edge, whichever way the corners go around. */
  private double fromEdge(Spot middle, Spot from, Spot to) {
    double across = to.x() - from.x();
    double up = to.y() - from.y();
    double length = StrictMath.sqrt(across * across + up * up);
    if (length == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double inwards =
        turn * (across * (middle.y() - from.y()) - up * (middle.x() - from.x())) / length;
    return inwards - (Math.abs(up) * halfWidth + Math.abs(across) * halfHeight) / length;
  }

  private static double turn(List<Spot> corners) {
    double area = 0;
    for (int i = 0; i < corners.size(); i++) {
      Spot a = corners.get(i);
      Spot b = corners.get((i + 1) % corners.size());
      area += a.x() * b.y() - b.x() * a.y();
    }
    return Math.signum(area);
  }
}
