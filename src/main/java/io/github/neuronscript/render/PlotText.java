package io.github.neuronscript.render;

import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a picture shows, in words: for whoever cannot see it, and to be sure for all others. */
public final class PlotText {

  /** More lines that bound a class are not told one by one. */
  private static final int MOST_BANDS = 3;

  /** More places without a value or a bound are counted only. */
  private static final int MOST_PLACES = 4;

  /** Signs of a name; of more, the beginning is shown. */
  private static final int LONGEST_NAME = 40;

  private final int digits;

  /** Makes one that writes numbers in so many digits. */
  public PlotText(int digits) {
    this.digits = digits;
  }

  /** Returns what it is a picture of. */
  public static String title(Plot plot) {
    return switch (plot.kind()) {
      case ACTIVATION -> "activation and derivative by " + name(plot.across());
      case COST -> "cost by epoch";
      case BOUNDARY -> "decision boundary by " + name(plot.across()) + " and " + name(plot.up());
      case DATA -> "data, " + name(plot.up()) + " by " + name(plot.across());
    };
  }

  private static String name(Plot.Axis axis) {
    return name(axis.name());
  }

  /** Returns a name with room for what is said of it. */
  static String name(String name) {
    return Glyphs.shortened(name, LONGEST_NAME);
  }

  /** Returns the word that asks for it. */
  static String word(Plot plot) {
    return plot.kind().name().toLowerCase(Locale.ROOT);
  }

  private static final String NOTHING_MARKED =
      "nothing is marked, for no example was gone through with these weights: `forward` does it";

  /** Returns what is seen, a sentence each, without a full stop. */
  public List<String> sentences(Plot plot) {
    List<String> sentences = new ArrayList<>();
    if (plot.kind() == Plot.Kind.COST) {
      plot.curves().forEach(curve -> sentences.add(course(curve)));
    } else if (!plot.curves().isEmpty()) {
      plot.curves().forEach(curve -> sentences.add(range(curve, plot.across())));
    }
    if (plot.kind() == Plot.Kind.ACTIVATION) {
      sentences.add(plot.marks().isEmpty() ? NOTHING_MARKED : marks(plot));
    }
    if (plot.kind() == Plot.Kind.BOUNDARY && plot.boundary().isEmpty()) {
      sentences.add("there is no line, for z is beyond all numbers here");
    }
    plot.boundary().ifPresent(boundary -> sentences.add(where(plot, boundary)));
    if (plot.rows() > 0) {
      sentences.add(rows(plot));
    }
    if (plot.up().logarithmic()) {
      sentences.add("the axis of " + name(plot.up()) + " is logarithmic");
    }
    return sentences;
  }

  /** Returns what a group of points is called. */
  String name(Plot.Group group) {
    return group.from() == group.to()
        ? name(group.name()) + " = " + number(group.from())
        : name(group.name()) + " " + number(group.from()) + " to " + number(group.to());
  }

  private String course(Plot.Curve cost) {
    Vector epochs = cost.xs();
    Vector costs = cost.ys();
    int last = costs.size() - 1;
    double first = costs.get(0);
    double end = costs.get(last);
    String to = " at epoch " + number(epochs.get(last));
    if (last == 0 || Double.isNaN(end) || Double.isNaN(first)) {
      return name(cost.name()) + " is " + number(end) + to;
    }
    int least = last;
    for (int i = 0; i < last; i++) {
      least = costs.get(i) < costs.get(least) ? i : least;
    }
    // What is the same in the digits that are shown has not been seen to move.
    String course =
        number(first).equals(number(end))
            ? " is " + number(first) + " at first and"
            : (end < first ? " falls from " : " rises from ")
                + number(first)
                + " to "
                + number(end);
    String lowest =
        costs.get(least) < Math.min(first, end)
                && !number(costs.get(least)).equals(number(Math.min(first, end)))
            ? ", its least is "
                + number(costs.get(least))
                + " at epoch "
                + number(epochs.get(least))
            : "";
    return name(cost.name()) + course + to + lowest;
  }

  private String range(Plot.Curve curve, Plot.Axis axis) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < curve.ys().size(); i++) {
      double y = curve.ys().get(i);
      if (Double.isFinite(y)) {
        least = Math.min(least, y);
        most = Math.max(most, y);
      }
    }
    Plot.Course course = curve.course();
    least = Double.isNaN(course.least()) ? least : course.least();
    most = Double.isNaN(course.greatest()) ? most : course.greatest();
    String name = name(axis);
    String where = " for " + name + " from " + number(axis.from()) + " to " + number(axis.to());
    if (least > most) {
      return name(curve.name()) + " has no value" + where;
    }
    String range =
        course.noLeast() && course.noGreatest()
            ? " has neither a least nor a greatest value"
            : course.noGreatest()
                ? " is at least " + number(least)
                : course.noLeast()
                    ? " is at most " + number(most)
                    : least == most
                        ? " is " + number(least)
                        : " lies from " + number(least) + " to " + number(most);
    List<String> missing = new ArrayList<>();
    if (course.holes().size() > MOST_PLACES) {
      missing.add("no value in " + course.holes().size() + " places");
    } else {
      holes(name, course, false, "no value ").ifPresent(missing::add);
      holes(name, course, true, "beyond all numbers ").ifPresent(missing::add);
    }
    if (course.poles().size() > MOST_PLACES) {
      missing.add("no bound in " + course.poles().size() + " places");
    } else if (!course.poles().isEmpty()) {
      missing.add(
          course.poles().stream()
              .map(pole -> name + equals(pole.doubleValue()))
              .collect(Collectors.joining(" and ", "no bound near ", "")));
    }
    missing.addAll(jumps(name, course));
    return name(curve.name())
        + range
        + where
        + (missing.isEmpty() ? "" : "; " + String.join(", ", missing));
  }

  private Optional<String> holes(String name, Plot.Course course, boolean beyond, String what) {
    List<String> places =
        course.holes().stream()
            .filter(hole -> hole.beyond() == beyond)
            .map(hole -> hole(name, hole))
            .toList();
    return places.isEmpty() ? Optional.empty() : Optional.of(what + String.join(" and ", places));
  }

  private List<String> jumps(String name, Plot.Course course) {
    List<Plot.Jump> jumps = course.jumps();
    if (jumps.isEmpty()) {
      return List.of();
    }
    if (jumps.size() > MOST_PLACES) {
      return List.of("it jumps in " + jumps.size() + " places");
    }
    return jumps.stream()
        .map(
            jump ->
                jump.taken()
                    ? "it has no value at "
                        + name
                        + equals(jump.at())
                        + ", where it is taken as "
                        + number(jump.value())
                    : "it jumps at " + name + equals(jump.at()))
        .toList();
  }

  private String hole(String name, Plot.Hole hole) {
    if (hole.from() == hole.to()) {
      return "at " + name + equals(hole.from());
    }
    String from = number(hole.from()) + (hole.withFrom() ? " ≤ " : " < ");
    if (Double.isInfinite(hole.to())) {
      return "for " + name + (hole.withFrom() ? " ≥ " : " > ") + number(hole.from());
    }
    String to = name + (hole.withTo() ? " ≤ " : " < ") + number(hole.to());
    return "for " + (Double.isInfinite(hole.from()) ? "" : from) + to;
  }

  private String marks(Plot plot) {
    List<String> values = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Plot.Mark mark : plot.marks()) {
      if (Double.isFinite(mark.y())) {
        values.add(value(mark));
      } else {
        missing.add(mark.name());
      }
    }
    String none =
        missing.isEmpty()
            ? ""
            : String.join(" and ", missing)
                + (missing.size() == 1 ? " has" : " have")
                + " no finite value there";
    if (values.isEmpty()) {
      return "nothing is marked at " + marked(plot) + ": " + none;
    }
    values.add(0, marked(plot));
    return "marked: " + String.join(", ", values) + (none.isEmpty() ? "" : "; " + none);
  }

  /** Returns the place that is marked. */
  String marked(Plot plot) {
    return name(plot.across()) + equals(plot.marks().get(0).x());
  }

  /** Returns the value of a curve at the place that is marked. */
  String value(Plot.Mark mark) {
    return mark.name() + equals(mark.y());
  }

  private String where(Plot plot, Plot.Boundary boundary) {
    String start = "class 1, where ŷ ≥ " + number(boundary.threshold()) + ", ";
    List<Plot.Boundary.Band> bands = boundary.bands();
    if (bands.isEmpty()) {
      return start + "lies nowhere in this picture";
    }
    if (bands.size() > MOST_BANDS) {
      return start + "lies in " + bands.size() + " bands of this picture";
    }
    String parts =
        bands.stream().map(b -> inequality(plot, boundary, b)).collect(Collectors.joining(" or "));
    return start + (parts.isEmpty() ? "lies everywhere in this picture" : "lies where " + parts);
  }

  private String inequality(Plot plot, Plot.Boundary boundary, Plot.Boundary.Band band) {
    boolean open = Double.isInfinite(band.from());
    if (open && Double.isInfinite(band.to())) {
      return "";
    }
    if (!open && !Double.isInfinite(band.to())) {
      String z = sum(plot, boundary, boundary.bias());
      return number(band.from()) + " ≤ " + z + " ≤ " + number(band.to());
    }
    double end = open ? band.to() : band.from();
    return sum(plot, boundary, boundary.bias() - end) + (open ? " ≤ 0" : " ≥ 0");
  }

  private String sum(Plot plot, Plot.Boundary boundary, double constant) {
    StringBuilder sum = new StringBuilder();
    term(sum, boundary.w1(), "·" + name(plot.across()));
    term(sum, boundary.w2(), "·" + name(plot.up()));
    term(sum, constant, "");
    return sum.toString();
  }

  private void term(StringBuilder sum, double factor, String name) {
    if (factor == 0) {
      return;
    }
    boolean negative = factor < 0;
    if (!sum.isEmpty()) {
      sum.append(negative ? " − " : " + ");
    } else if (negative) {
      sum.append('−');
    }
    boolean one = Math.abs(factor) == 1 && !name.isEmpty();
    sum.append(one ? name.substring(1) : number(Math.abs(factor)) + name);
  }

  private String rows(Plot plot) {
    int drawn = plot.drawn();
    String rows =
        drawn == plot.rows()
            ? Numbers.count(drawn, "row")
            : drawn + " of " + Numbers.count(plot.rows(), "row") + " are drawn";
    if (plot.groups().size() < 2) {
      return rows;
    }
    return rows
        + ": "
        + plot.groups().stream()
            .map(group -> group.xs().size() + " with " + name(group))
            .collect(Collectors.joining(", "));
  }

  private String number(double value) {
    return Numbers.text(value, digits);
  }

  private String equals(double value) {
    String text = number(value);
    return " " + Numbers.relation(value, text) + " " + text;
  }
}
