package io.github.neuronscript.render;

import io.github.neuronscript.render.Halves.Spot;
import io.github.neuronscript.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Paints a plot as SVG: one file, or one picture of a page. Colours are those of Okabe and Ito, and
 * never the only sign: classes have shapes, curves have dashes, and all have names. It follows the
 * reader's choice of light or dark; on paper it is light.
 */
public final class SvgPlot {

  private static final String STYLE =
      """

      .nn-picture{max-width:100%;height:auto;font:13px system-ui,sans-serif}
      .nn-plot-back{fill:#fff}
      .nn-plot-text{fill:#222;stroke:none}
      .nn-plot-title{font-size:16px;font-weight:600}
      .nn-plot-halo{stroke:#fff;stroke-width:4px;paint-order:stroke;stroke-linejoin:round}
      .nn-plot-grid{stroke:#e2e2e2;fill:none}
      .nn-plot-frame{stroke:#767676;fill:none}
      .nn-plot-mark{stroke:#222;fill:#222;stroke-width:1.5px}
      .nn-plot-region{fill:currentColor;fill-opacity:.12;stroke:none}
      .nn-plot-line{stroke:currentColor;fill:none;stroke-width:2px;stroke-linejoin:round}
      .nn-plot-shape{stroke:currentColor;fill:none;stroke-width:1.5px}
      .nn-plot-0{color:#0072b2}.nn-plot-1{color:#d55e00}.nn-plot-2{color:#009e73}
      .nn-plot-3{color:#cc79a7}.nn-plot-4{color:#e69f00}.nn-plot-5{color:#000}
      @media screen and (prefers-color-scheme:dark){
      .nn-plot-back{fill:#1b1b1b}
      .nn-plot-text{fill:#e6e6e6}
      .nn-plot-title{font-size:16px;font-weight:600}
      .nn-plot-halo{stroke:#1b1b1b}
      .nn-plot-grid{stroke:#3a3a3a}
      .nn-plot-frame{stroke:#9a9a9a}
      .nn-plot-mark{stroke:#e6e6e6;fill:#e6e6e6}
      .nn-plot-0{color:#56b4e9}.nn-plot-1{color:#e69f00}.nn-plot-2{color:#009e73}
      .nn-plot-3{color:#cc79a7}.nn-plot-4{color:#f0e442}.nn-plot-5{color:#fff}
      }
      """;

  private static final int LOOKS = 6;
  private static final int DIGITS = 4;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final int LEFT = 72;
  private static final int TOP = 16;
  private static final int BOTTOM = HEIGHT - 52;
  private static final int LEGEND = 486;
  private static final int LEGEND_LINE = 22;
  private static final int LONGEST_NAME = 19;
  private static final int TICKS = 7;

  /** With more points than this they are drawn small. */
  private static final int MANY_POINTS = 400;

  /** About the width of a sign, and the height of a line, of a label in the picture. */
  private static final double SIGN = 8;

  private static final double LABEL = 20;

  /** Above a picture that stands alone, for its title. */
  private static final int HEAD = 34;

  private static final int TITLE_SIGNS = 66;

  /** A line of what is said below a picture that stands alone. */
  private static final int CAPTION_LINE = 19;

  /** Signs of such a line. */
  private static final int CAPTION_SIGNS = 80;

  private static final List<String> DASHES = List.of("none", "7 4", "2 3", "10 3 2 3");

  private final Plot plot;
  private final PlotText words = new PlotText(DIGITS);
  private final Scale across;
  private final Scale up;
  private final int right;
  private final Svg svg;
  private final boolean alone;
  private final List<String> caption;
  private final int height;
  private int legend = TOP + 12;

  private SvgPlot(Plot plot, boolean alone) {
    this.plot = plot;
    this.alone = alone;
    this.across = Scale.across(plot);
    this.up = Scale.up(plot);
    boolean named = plot.curves().size() + plot.groups().size() + plot.marks().size() > 1;
    this.right = named || plot.boundary().isPresent() ? LEGEND - 16 : WIDTH - 20;
    String description = String.join(". ", words.sentences(plot)) + ".";
    this.caption = alone ? caption() : List.of();
    this.height = alone ? HEAD + HEIGHT + CAPTION_LINE * caption.size() + 12 : HEIGHT;
    this.svg = new Svg(WIDTH, height, STYLE, PlotText.title(plot), description);
  }

  /** Returns the picture of what a script plots, to stand alone: with a title, and what is seen. */
  public static String alone(TraceEvent.Plotted plotted) {
    return alone(PlotMaker.of(plotted));
  }

  /** Returns the picture with a title above it and what is seen below it. */
  public static String alone(Plot plot) {
    return new SvgPlot(plot, true).painted();
  }

  /** Returns the picture for a page that says what it is; the same bytes for the same plot. */
  public static String svg(Plot plot) {
    return new SvgPlot(plot, false).painted();
  }

  private List<String> caption() {
    return words.sentences(plot).stream()
        .flatMap(sentence -> Paragraph.wrapped(capital(sentence) + ".", CAPTION_SIGNS).stream())
        .map(line -> Glyphs.shortened(line, CAPTION_SIGNS))
        .toList();
  }

  /** Begins a text with a capital letter where it begins with a word of English. */
  private static String capital(String text) {
    return text.matches("(?s)[a-z]{2,}[ ,:].*")
        ? Character.toString(text.charAt(0) - 32) + text.substring(1)
        : text;
  }

  private String painted() {
    svg.open("rect").attribute("class", "nn-plot-back");
    svg.attribute("width", WIDTH).attribute("height", height).end();
    if (!alone) {
      drawn();
      return svg.finish();
    }
    String title = Glyphs.shortened(capital(PlotText.title(plot)), TITLE_SIGNS);
    text(16, 24, "start", title, "nn-plot-text nn-plot-title");
    svg.open("g").attribute("transform", "translate(0 " + HEAD + ")");
    drawn();
    svg.end();
    int y = HEAD + HEIGHT + 12;
    for (String line : caption) {
      text(16, y, "start", line, "nn-plot-text");
      y += CAPTION_LINE;
    }
    return svg.finish();
  }

  private void drawn() {
    regions();
    axes();
    boundary();
    for (int i = 0; i < plot.curves().size(); i++) {
      curve(plot.curves().get(i), i);
    }
    for (int i = 0; i < plot.groups().size(); i++) {
      group(plot.groups().get(i), look(plot.groups().get(i), i));
    }
    marks();
    sides();
  }

  /** Class 1 looks the same whether or not there is another class in the data. */
  private int look(Plot.Group group, int index) {
    boolean classes = plot.boundary().isPresent() && plot.groups().size() <= 2;
    return classes ? (group.to() > 0 ? 1 : 0) : index % LOOKS;
  }

  private void regions() {
    if (plot.boundary().isPresent()) {
      Halves halves = new Halves(plot);
      halves.outside().forEach(part -> region(part, 0));
      halves.inside().forEach(part -> region(part, 1));
    }
  }

  private void region(List<Spot> corners, int look) {
    path(corners, "nn-plot-region nn-plot-" + look, "Z", "none");
  }

  private void boundary() {
    if (plot.boundary().isPresent()) {
      for (List<Spot> line : new Halves(plot).lines()) {
        path(line, "nn-plot-mark", "", "none");
      }
    }
  }

  private void axes() {
    for (Scale.Tick tick : across.ticks(TICKS)) {
      double x = x(across.at(tick.value()));
      line(x, TOP, x, BOTTOM);
      text(x, BOTTOM + 18, "middle", tick.text(), "nn-plot-text");
    }
    for (Scale.Tick tick : up.ticks(TICKS)) {
      double y = y(up.at(tick.value()));
      line(LEFT, y, right, y);
      text(LEFT - 8, y + 4, "end", tick.text(), "nn-plot-text");
    }
    svg.open("rect").attribute("class", "nn-plot-frame").attribute("x", LEFT).attribute("y", TOP);
    svg.attribute("width", right - LEFT).attribute("height", BOTTOM - TOP).end();
    text((LEFT + right) / 2.0, HEIGHT - 12, "middle", name(plot.across()), "nn-plot-text");
    double middle = (TOP + BOTTOM) / 2.0;
    svg.open("text").attribute("class", "nn-plot-text").attribute("text-anchor", "middle");
    svg.attribute("transform", "translate(16 " + Svg.number(middle) + ") rotate(-90)");
    svg.text(name(plot.up())).end();
  }

  private static String name(Plot.Axis axis) {
    return Glyphs.shortened(axis.name(), 2 * LONGEST_NAME)
        + (axis.logarithmic() ? " (logarithmic)" : "");
  }

  private void curve(Plot.Curve curve, int index) {
    String classes = "nn-plot-line nn-plot-" + index % LOOKS;
    String dashes = DASHES.get(index % DASHES.size());
    for (List<Spot> stroke : Strokes.of(curve, across, up)) {
      if (stroke.size() == 1) {
        circle(stroke.get(0), "nn-plot-shape nn-plot-" + index % LOOKS);
      } else {
        path(stroke, classes, "", dashes);
      }
    }
    if (right < LEGEND) {
      path("M" + LEGEND + " " + (legend - 4) + "h20", classes, dashes);
      legend(curve.name());
    }
  }

  private void group(Plot.Group group, int look) {
    double size = plot.drawn() > MANY_POINTS ? 2 : 4;
    StringBuilder shapes = new StringBuilder();
    for (int i = 0; i < group.xs().size(); i++) {
      double x = across.at(group.xs().get(i));
      double y = up.at(group.ys().get(i));
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
        shapes.append('M').append(place(x(x), y(y))).append(shape(look, size));
      }
    }
    String classes = "nn-plot-shape nn-plot-" + look;
    if (!shapes.isEmpty()) {
      svg.open("path").attribute("class", classes).attribute("d", shapes.toString()).end();
    }
    if (right < LEGEND) {
      svg.open("path").attribute("class", classes);
      svg.attribute("d", "M" + (LEGEND + 10) + " " + (legend - 4) + shape(look, 4)).end();
      legend(words.name(group));
    }
  }

  /** A shape around a place: circle, cross, triangle, square, plus, rhombus. */
  private static String shape(int look, double size) {
    String s = Svg.number(size);
    String d = Svg.number(2 * size);
    String shape =
        switch (look) {
          case 0 -> "m-S 0a S S 0 1 0 D 0a S S 0 1 0 -D 0";
          case 1 -> "m-S -Sl D Dm0 -Dl-D D";
          case 2 -> "m0 -Sl S Dh-Dz";
          case 3 -> "m-S -ShDvDh-Dz";
          case 4 -> "m-S 0hDm-S -SvD";
          default -> "m0 -Sl S Sl-S Sl-S -Sz";
        };
    return shape.replace("S", s).replace("D", d);
  }

  private void marks() {
    if (plot.marks().isEmpty()) {
      return;
    }
    double at = across.at(plot.marks().get(0).x());
    if (at >= 0 && at <= 1) {
      path(List.of(new Spot(at, 0), new Spot(at, 1)), "nn-plot-frame", "", "4 4");
    }
    path("M" + (LEGEND + 10) + " " + (legend - 14) + "v20", "nn-plot-frame", "4 4");
    legend(words.marked(plot));
    for (int i = 0; i < plot.marks().size(); i++) {
      Plot.Mark mark = plot.marks().get(i);
      Spot spot = new Spot(across.at(mark.x()), up.at(mark.y()));
      if (spot.x() >= 0 && spot.x() <= 1 && spot.y() >= 0 && spot.y() <= 1) {
        String classes = i == 0 ? "nn-plot-mark" : "nn-plot-shape nn-plot-" + i % LOOKS;
        circle(spot, classes);
        svg.open("circle").attribute("class", classes).attribute("cx", LEGEND + 10);
        svg.attribute("cy", legend - 4).attribute("r", 4).end();
        legend(words.value(mark));
      }
    }
  }

  /** Names both sides of the boundary and the line between, in the picture and beside it. */
  private void sides() {
    if (plot.boundary().isEmpty()) {
      return;
    }
    Halves halves = new Halves(plot);
    String threshold = Numbers.text(plot.boundary().get().threshold(), DIGITS);
    side(halves.inside(), 1, "ŷ ≥ " + threshold);
    side(halves.outside(), 0, "ŷ < " + threshold);
    if (!halves.lines().isEmpty()) {
      path("M" + LEGEND + " " + (legend - 4) + "h20", "nn-plot-mark", "none");
      legend("boundary");
    }
  }

  private void side(List<List<Spot>> parts, int look, String name) {
    parts.forEach(part -> name(part, name));
    if (!parts.isEmpty()) {
      svg.open("rect").attribute("class", "nn-plot-region nn-plot-" + look);
      svg.attribute("x", LEGEND).attribute("y", legend - 11);
      svg.attribute("width", 20).attribute("height", 14).end();
      legend(name);
    }
  }

  /** Writes a name into a part, where it covers no point; if there is no room, it has none. */
  private void name(List<Spot> part, String name) {
    List<Spot> corners = part.stream().map(this::inPicture).toList();
    double width = SIGN * (name.length() + 2);
    new LabelRoom(corners, points(), width, LABEL)
        .middle()
        .ifPresent(
            middle ->
                text(middle.x(), middle.y() + 5, "middle", name, "nn-plot-text nn-plot-halo"));
  }

  private List<Spot> points() {
    List<Spot> points = new ArrayList<>();
    for (Plot.Group group : plot.groups()) {
      for (int i = 0; i < group.xs().size(); i++) {
        points.add(inPicture(new Spot(across.at(group.xs().get(i)), up.at(group.ys().get(i)))));
      }
    }
    return points;
  }

  private Spot inPicture(Spot spot) {
    return new Spot(x(spot.x()), y(spot.y()));
  }

  private void legend(String name) {
    text(LEGEND + 28, legend, "start", Glyphs.shortened(name, LONGEST_NAME), "nn-plot-text");
    legend += LEGEND_LINE;
  }

  private void circle(Spot spot, String classes) {
    svg.open("circle").attribute("class", classes).attribute("r", 4);
    svg.attribute("cx", x(spot.x())).attribute("cy", y(spot.y())).end();
  }

  private void line(double x1, double y1, double x2, double y2) {
    svg.open("path").attribute("class", "nn-plot-grid");
    svg.attribute("d", "M" + place(x1, y1) + "L" + place(x2, y2)).end();
  }

  private void path(List<Spot> spots, String classes, String close, String dashes) {
    StringBuilder path = new StringBuilder();
    for (Spot spot : spots) {
      path.append(path.isEmpty() ? 'M' : 'L').append(place(x(spot.x()), y(spot.y())));
    }
    path(path + close, classes, dashes);
  }

  private void path(String places, String classes, String dashes) {
    svg.open("path").attribute("class", classes).attribute("d", places);
    if (!dashes.equals("none")) {
      svg.attribute("stroke-dasharray", dashes);
    }
    svg.end();
  }

  private void text(double x, double y, String anchor, String text, String classes) {
    svg.open("text").attribute("class", classes).attribute("text-anchor", anchor);
    svg.attribute("x", x).attribute("y", y).text(text).end();
  }

  private static String place(double x, double y) {
    return Svg.number(x) + " " + Svg.number(y);
  }

  private double x(double at) {
    return LEFT + at * (right - LEFT);
  }

  private double y(double at) {
    return BOTTOM - at * (BOTTOM - TOP);
  }
}
