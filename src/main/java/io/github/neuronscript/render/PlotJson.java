package io.github.neuronscript.render;

/** The keys of a plot. */
final class PlotJson {

  private PlotJson() {}

  static Json of(Json json, Plot plot) {
    json.text("kind", PlotText.word(plot)).integer("rows", plot.rows());
    axis(json, "across", plot.across());
    axis(json, "up", plot.up());
    json.list("curves");
    for (Plot.Curve curve : plot.curves()) {
      json.element().text("name", curve.name()).numbers("xs", curve.xs());
      json.numbers("ys", curve.ys()).end();
    }
    json.endList().list("groups");
    for (Plot.Group group : plot.groups()) {
      json.element().text("name", group.name()).number("from", group.from());
      json.number("to", group.to()).numbers("xs", group.xs()).numbers("ys", group.ys()).end();
    }
    json.endList().list("marks");
    for (Plot.Mark mark : plot.marks()) {
      json.element().text("name", mark.name()).number("x", mark.x()).number("y", mark.y()).end();
    }
    json.endList();
    if (plot.boundary().isEmpty()) {
      return json.nothing("boundary");
    }
    Plot.Boundary boundary = plot.boundary().get();
    json.object("boundary").number("threshold", boundary.threshold());
    json.number("w1", boundary.w1()).number("w2", boundary.w2());
    json.number("bias", boundary.bias()).list("bands");
    for (Plot.Boundary.Band band : boundary.bands()) {
      json.element().number("from", band.from()).number("to", band.to()).end();
    }
    return json.endList().end();
  }

  private static void axis(Json json, String key, Plot.Axis axis) {
    json.object(key).text("name", axis.name()).number("from", axis.from());
    json.number("to", axis.to()).truth("logarithmic", axis.logarithmic()).end();
  }
}
