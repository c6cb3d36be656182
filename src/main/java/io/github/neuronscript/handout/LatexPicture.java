package io.github.neuronscript.handout;

import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.render.Plot;
import io.github.neuronscript.render.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A plot in LaTeX's own picture environment, which needs no package: a frame with ticks, lines as
 * curves of Bézier, points as circles, dots and crosses.
 */
final class LatexPicture {

  private static final double WIDTH = 110;
  private static final double HEIGHT = 66;

  /** What rounding may put a place beside the frame. */
  private static final double SLACK = 1e-6;

  /** No part of a curve is shorter, but for the last. */
  private static final double SHORTEST = 0.3;

  private static final int TICKS = 6;
  private static final int DIGITS = 4;

  /** Points of a curve beyond this are thinned out. */
  private static final int MOST_POINTS = 120;

  /** Points of each class, in the order of the groups. */
  private static final List<String> SHAPES =
      List.of(
          "\\circle{1.8}", "\\makebox(0,0){$\\times$}", "\\circle*{1.6}", "\\makebox(0,0){$+$}");

  private final Plot plot;
  private final Scale across;
  private final Scale up;
  private final UnaryOperator<String> escaped;
  private final StringBuilder out = new StringBuilder();

  private LatexPicture(Plot plot, UnaryOperator<String> escaped) {
    this.plot = plot;
    this.across = Scale.across(plot);
    this.up = Scale.up(plot);
    this.escaped = escaped;
  }

  /**
   * Returns the picture in lines, without its caption.
   *
   * @param escaped writes a text so that no sign is a command
   */
  static String of(Plot plot, UnaryOperator<String> escaped) {
    LatexPicture picture = new LatexPicture(plot, escaped);
    picture.paint();
    return picture.out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void paint() {
    line("\\begin{center}\\small");
    line("\\setlength{\\unitlength}{1mm}");
    line("\\begin{picture}(135,80)(-20,-12)");
    line("\\put(0,0){\\framebox(" + number(WIDTH) + "," + number(HEIGHT) + "){}}");
    axes();
    plot.boundary().ifPresent(this::boundary);
    for (int i = 0; i < plot.curves().size(); i++) {
      curve(plot.curves().get(i), i > 0);
    }
    for (int i = 0; i < plot.groups().size(); i++) {
      points(plot.groups().get(i), SHAPES.get(i % SHAPES.size()));
    }
    for (int i = 0; i < plot.marks().size(); i++) {
      put(plot.marks().get(i).x(), plot.marks().get(i).y(), mark(i));
    }
    line("\\end{picture}");
    line("");
    names();
    line("\\end{center}");
  }

  private static String number(double value) {
    double hundredths = Math.rint(value * 100) / 100;
    return NumberWriter.shortest(hundredths == 0 ? 0 : hundredths);
  }

  private double[] place(double x, double y) {
    return new double[] {WIDTH * across.at(x), HEIGHT * up.at(y)};
  }

  private void put(double x, double y, String what) {
    double[] place = place(x, y);
    if (isInside(place)) {
      line("\\put" + at(place) + "{" + what + "}");
    }
  }

  private void axes() {
    for (Scale.Tick tick : across.ticks(TICKS)) {
      String x = number(WIDTH * across.at(tick.value()));
      line("\\put(" + x + ",0){\\line(0,-1){1.5}}");
      line("\\put(" + x + ",-3.5){\\makebox(0,0){" + escaped.apply(tick.text()) + "}}");
    }
    for (Scale.Tick tick : up.ticks(TICKS)) {
      String y = number(HEIGHT * up.at(tick.value()));
      line("\\put(0," + y + "){\\line(-1,0){1.5}}");
      line("\\put(-2.5," + y + "){\\makebox(0,0)[r]{" + escaped.apply(tick.text()) + "}}");
    }
    line(
        "\\put("
            + number(WIDTH / 2)
            + ",-9){\\makebox(0,0){"
            + escaped.apply(plot.across().name())
            + "}}");
    line(
        "\\put(0,"
            + number(HEIGHT + 3)
            + "){\\makebox(0,0)[l]{"
            + escaped.apply(plot.up().name())
            + "}}");
  }

  private void curve(Plot.Curve curve, boolean dashed) {
    Vector xs = curve.xs();
    int step = Math.max(1, (xs.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < xs.size(); i += step) {
      shown.add(i);
    }
    if (!shown.isEmpty() && shown.get(shown.size() - 1) != xs.size() - 1) {
      shown.add(xs.size() - 1);
    }
    double[] last = null;
    int drawn = 0;
    int before = 0;
    for (int i : shown) {
      double from = xs.get(before);
      double to = xs.get(i);
      if (curve.course().jumps().stream().anyMatch(jump -> jump.breaks(from, to))) {
        last = null;
      }
      before = i;
      double[] next = {across.at(xs.get(i)) * WIDTH, up.at(curve.ys().get(i)) * HEIGHT};
      if (last != null && distance(last, next) < SHORTEST && i < xs.size() - 1) {
        continue;
      }
      if (last != null && (!dashed || drawn++ % 2 == 0)) {
        segment(last, next);
      }
      last = next;
    }
  }

  private static double distance(double[] a, double[] b) {
    return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]));
  }

  /** Draws a straight line of any slope, which \line cannot; what is outside is left out. */
  private void segment(double[] from, double[] to) {
    // TeX divides by the length, and of a tiny one it overflows.
    if (isInside(from) && isInside(to) && distance(from, to) > SHORTEST / 2) {
      double[] middle = {(from[0] + to[0]) / 2, (from[1] + to[1]) / 2};
      line("\\qbezier" + at(from) + at(middle) + at(to));
    }
  }

  private static boolean isInside(double[] place) {
    return place[0] >= -SLACK
        && place[0] <= WIDTH + SLACK
        && place[1] >= -SLACK
        && place[1] <= HEIGHT + SLACK;
  }

  private static String at(double[] place) {
    return "(" + number(place[0]) + "," + number(place[1]) + ")";
  }

  private static String mark(int which) {
    return which == 0 ? "\\circle*{1.6}" : "\\circle{2}";
  }

  private void points(Plot.Group group, String shape) {
    for (int i = 0; i < group.xs().size(); i++) {
      put(group.xs().get(i), group.ys().get(i), shape);
    }
  }

  private void boundary(Plot.Boundary boundary) {
    for (Plot.Boundary.Band band : boundary.bands()) {
      edge(boundary, band.from());
      edge(boundary, band.to());
    }
  }

  private static boolean hasEdge(Plot.Boundary boundary) {
    return boundary.bands().stream()
        .anyMatch(band -> Double.isFinite(band.from()) || Double.isFinite(band.to()));
  }

  /** Draws the line w1·x + w2·y + b = z where it crosses the frame. */
  private void edge(Plot.Boundary boundary, double z) {
    if (Double.isInfinite(z)) {
      return;
    }
    double level = z - boundary.bias();
    List<double[]> ends = new ArrayList<>();
    for (double x : new double[] {plot.across().from(), plot.across().to()}) {
      double y = (level - boundary.w1() * x) / boundary.w2();
      addEnd(ends, place(x, y));
    }
    for (double y : new double[] {plot.up().from(), plot.up().to()}) {
      double x = (level - boundary.w2() * y) / boundary.w1();
      addEnd(ends, place(x, y));
    }
    if (ends.size() >= 2) {
      segment(ends.get(0), ends.get(1));
    }
  }

  private static void addEnd(List<double[]> ends, double[] place) {
    if (isInside(place) && ends.stream().noneMatch(end -> distance(end, place) < SLACK)) {
      ends.add(place);
    }
  }

  /** Says which shape is which class, and which line which curve. */
  private void names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < plot.groups().size(); i++) {
      Plot.Group group = plot.groups().get(i);
      String range =
          group.from() == group.to()
              ? " = " + Numbers.text(group.from(), DIGITS)
              : " from "
                  + Numbers.text(group.from(), DIGITS)
                  + " to "
                  + Numbers.text(group.to(), DIGITS);
      names.add(
          "\\begin{picture}(4,2)\\put(2,1){"
              + SHAPES.get(i % SHAPES.size())
              + "}\\end{picture} "
              + escaped.apply(group.name() + range));
    }
    if (plot.curves().size() > 1) {
      for (int i = 0; i < plot.curves().size(); i++) {
        names.add((i == 0 ? "solid: " : "dashed: ") + escaped.apply(plot.curves().get(i).name()));
      }
    }
    for (int i = 0; i < plot.marks().size(); i++) {
      Plot.Mark mark = plot.marks().get(i);
      if (isInside(place(mark.x(), mark.y()))) {
        String value = Numbers.text(mark.y(), DIGITS);
        names.add(
            "\\begin{picture}(4,2)\\put(2,1){"
                + mark(i)
                + "}\\end{picture} "
                + escaped.apply(
                    mark.name() + " " + Numbers.relation(mark.y(), value) + " " + value));
      }
    }
    if (plot.boundary().filter(LatexPicture::hasEdge).isPresent()) {
      names.add("line: boundary");
    }
    if (!names.isEmpty()) {
      line(String.join("\\qquad ", names) + "\\\\");
    }
  }
}
