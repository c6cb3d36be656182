package io.github.neuronscript.render;

import io.github.neuronscript.render.Halves.Spot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Paints a plot with characters: in Braille, or in ASCII. Nothing is told by colour alone. */
final class TerminalPlot {

  private static final int ROWS = 16;
  private static final int WIDEST = 76;
  private static final int NARROWEST = 10;
  private static final int TICKS_UP = 6;
  private static final int COLUMNS_OF_A_TICK = 10;
  private static final int FEWEST_TICKS = 3;
  private static final String BETWEEN = "   ";

  /** A dotted curve has one in so many dots, and so is no other one without colours either. */
  private static final int DOTTED = 3;

  private static final int DIGITS = 4;

  private static final String POINTS = "○●△▲□■";
  private static final String ASCII_POINTS = "oxv^#%";
  private static final String ASCII_CURVES = "*.+~";

  /** That of the first curve, of the second one, and of both in one place. */
  private static final String MARKS = "◆◇◈";

  private static final String ASCII_MARKS = "@o8";
  private static final int BOTH_MARKS = 2;

  private final Plot plot;
  private final Style style;
  private final Glyphs glyphs;
  private final PlotText words;
  private final Scale across;
  private final Scale up;
  private final boolean ascii;
  private final String[] labels = new String[ROWS];
  private final int labelWidth;
  private final int columns;
  private final Canvas canvas;

  /** What the marks are that are drawn, by their signs. */
  private final Map<Integer, String> marked = new TreeMap<>();

  private TerminalPlot(Plot plot, Style style, Glyphs glyphs, PlotText words, int width) {
    this.plot = plot;
    this.style = style;
    this.glyphs = glyphs;
    this.words = words;
    this.across = Scale.across(plot);
    this.up = Scale.up(plot);
    this.ascii = style.ascii();
    Arrays.fill(labels, "");
    Canvas measure = new Canvas(1, ROWS, ascii);
    for (Scale.Tick tick : up.ticks(TICKS_UP)) {
      labels[measure.row(up.at(tick.value()))] = label(tick, width);
    }
    this.labelWidth = Arrays.stream(labels).mapToInt(String::length).max().orElse(0);
    this.columns = Math.max(NARROWEST, Math.min(WIDEST, width) - labelWidth - 2);
    this.canvas = new Canvas(columns, ROWS, ascii);
  }

  /** Returns the lines of the picture and of what its signs mean, none wider than asked for. */
  static List<String> lines(Plot plot, Style style, Glyphs glyphs, PlotText words, int width) {
    return new TerminalPlot(plot, style, glyphs, words, width).lines(width);
  }

  private String label(Scale.Tick tick, int width) {
    String text = glyphs.text(tick.text());
    return text.length() <= width / 3
        ? text
        : glyphs.text(Numbers.text((Number) tick.value(), DIGITS));
  }

  private List<String> lines(int width) {
    boundary();
    boolean both = points();
    marks();
    for (int i = 0; i < plot.curves().size(); i++) {
      curve(plot.curves().get(i), i);
    }
    region();
    List<String> lines = new ArrayList<>();
    String name = name(plot.up(), width);
    if (!name.isEmpty()) {
      lines.add(name);
    }
    for (int row = 0; row < ROWS; row++) {
      String label = labels[row];
      String axis = label.isEmpty() ? (ascii ? "|" : "│") : ascii ? "+" : "┤";
      String before = " ".repeat(labelWidth - label.length()) + label + " " + axis;
      lines.add((before + canvas.text(row, style)).stripTrailing());
    }
    lines.addAll(below(width));
    lines.addAll(packed(legend(both), width));
    return lines;
  }

  private String name(Plot.Axis axis, int width) {
    String name = glyphs.text(axis.name());
    String kind = axis.logarithmic() ? " (logarithmic)" : "";
    int most = Math.max(1, width - kind.length());
    return (name.length() > most ? name.substring(0, most) : name) + kind;
  }

  /** The axis to the right, its numbers and its name. */
  private List<String> below(int width) {
    char[] axis = (ascii ? "-" : "─").repeat(columns).toCharArray();
    StringBuilder numbers = new StringBuilder();
    int free = 0;
    for (Scale.Tick tick : across.ticks(Math.max(FEWEST_TICKS, columns / COLUMNS_OF_A_TICK))) {
      int column = canvas.column(across.at(tick.value()));
      axis[column] = ascii ? '+' : '┬';
      String text = label(tick, columns);
      int start = Math.max(0, Math.min(column - text.length() / 2, columns - text.length()));
      if (start >= free) {
        numbers.append(" ".repeat(start - numbers.length())).append(text);
        free = start + text.length() + 1;
      }
    }
    String margin = " ".repeat(labelWidth + 2);
    String name = name(plot.across(), width - margin.length());
    int middle = Math.max(0, (columns - name.length()) / 2);
    return List.of(
        " ".repeat(labelWidth + 1) + (ascii ? "+" : "└") + new String(axis),
        margin + numbers,
        margin + " ".repeat(middle) + name);
  }

  private void curve(Plot.Curve curve, int index) {
    char sign = ASCII_CURVES.charAt(index % ASCII_CURVES.length());
    int drawn = 0;
    for (List<Spot> stroke : Strokes.of(curve, across, up)) {
      for (int i = 1; i < stroke.size(); i++) {
        int every = index % 2 == 0 ? 1 : DOTTED;
        drawn = canvas.line(stroke.get(i - 1), stroke.get(i), sign, index, every, drawn);
      }
      if (stroke.size() == 1) {
        Spot alone = stroke.get(0);
        canvas.put(canvas.column(alone.x()), canvas.row(alone.y()), ascii ? sign : '●', index);
      }
    }
  }

  private void boundary() {
    if (plot.boundary().isPresent()) {
      for (List<Spot> line : new Halves(plot).lines()) {
        canvas.line(line.get(0), line.get(1), '*', -1, 1, 0);
      }
    }
  }

  /** Marks where class 1 is predicted and nothing else is. */
  private void region() {
    if (plot.boundary().isEmpty()) {
      return;
    }
    Halves halves = new Halves(plot);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < columns; column++) {
        boolean inside = halves.contains(canvas.middleOfColumn(column), canvas.middleOfRow(row));
        if (inside && (row + column) % 2 == 0 && canvas.isFree(column, row)) {
          canvas.put(column, row, area(), 1);
        }
      }
    }
  }

  private char area() {
    return ascii ? '.' : '·';
  }

  /** Class 1 looks the same whether or not there is another class in the data. */
  private int look(int index) {
    Plot.Group group = plot.groups().get(index);
    boolean classes = plot.boundary().isPresent() && plot.groups().size() <= 2;
    return classes ? (group.to() > 0 ? 1 : 0) : index % POINTS.length();
  }

  private char sign(int look) {
    return (ascii ? ASCII_POINTS : POINTS).charAt(look);
  }

  private char both() {
    return ascii ? '@' : '◐';
  }

  /** Returns whether points of different groups fall together. */
  private boolean points() {
    boolean together = false;
    for (int k = 0; k < plot.groups().size(); k++) {
      Plot.Group group = plot.groups().get(k);
      for (int i = 0; i < group.xs().size(); i++) {
        double x = across.at(group.xs().get(i));
        double y = up.at(group.ys().get(i));
        if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
          int column = canvas.column(x);
          int row = canvas.row(y);
          char there = canvas.sign(column, row);
          boolean other = isPoint(there) && there != sign(look(k));
          together |= other;
          canvas.put(column, row, other ? both() : sign(look(k)), other ? -1 : look(k));
        }
      }
    }
    return together;
  }

  private boolean isPoint(char sign) {
    return sign != 0 && ((ascii ? ASCII_POINTS : POINTS).indexOf(sign) >= 0 || sign == both());
  }

  private void marks() {
    for (int i = 0; i < plot.marks().size(); i++) {
      Plot.Mark mark = plot.marks().get(i);
      double x = across.at(mark.x());
      double y = up.at(mark.y());
      if (x >= 0 && x <= 1 && y >= 0 && y <= 1) {
        int column = canvas.column(x);
        int row = canvas.row(y);
        int sign = canvas.sign(column, row) == 0 ? i : BOTH_MARKS;
        canvas.put(column, row, mark(sign), -1);
        marked.merge(sign, mark.name(), (one, other) -> other);
        if (sign == BOTH_MARKS) {
          marked.clear();
          marked.put(sign, plot.marks().get(0).name() + ", " + mark.name());
        }
      }
    }
  }

  private char mark(int which) {
    return (ascii ? ASCII_MARKS : MARKS).charAt(which);
  }

  /**
   * What a sign means.
   *
   * @param which series it is of; −1 for none
   */
  private record Meaning(String sign, int which, String text) {}

  private List<Meaning> legend(boolean both) {
    List<Meaning> legend = new ArrayList<>();
    for (int i = 0; i < plot.curves().size() && plot.curves().size() > 1; i++) {
      String sign =
          ascii
              ? String.valueOf(ASCII_CURVES.charAt(i % ASCII_CURVES.length())).repeat(3)
              : i % 2 == 0 ? "⠤⠤⠤" : "⠄⠠⠀⠄";
      legend.add(new Meaning(sign, i, PlotText.name(plot.curves().get(i).name())));
    }
    boolean named = plot.groups().size() > 1 || plot.boundary().isPresent();
    for (int i = 0; i < plot.groups().size() && named; i++) {
      String name = words.name(plot.groups().get(i));
      legend.add(new Meaning(String.valueOf(sign(look(i))), look(i), name));
    }
    if (both) {
      legend.add(new Meaning(String.valueOf(both()), -1, "both"));
    }
    marked.forEach(
        (sign, name) ->
            legend.add(
                new Meaning(String.valueOf(mark(sign)), -1, name + " at " + words.marked(plot))));
    if (plot.boundary().isPresent()) {
      String threshold = Numbers.text(plot.boundary().get().threshold(), DIGITS);
      legend.add(new Meaning(String.valueOf(area()), 1, "ŷ ≥ " + threshold));
    }
    return legend;
  }

  /** Puts what signs mean on as few lines as hold them. */
  private List<String> packed(List<Meaning> legend, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (Meaning meaning : legend) {
      List<String> text =
          LineBreaks.sentence(meaning.sign() + " " + glyphs.text(meaning.text()), width);
      int longer = used + (used == 0 ? 0 : BETWEEN.length()) + Glyphs.width(text.get(0));
      if (used > 0 && (longer > width || text.size() > 1)) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      String rest = text.get(0).substring(meaning.sign().length());
      String sign =
          meaning.which() < 0 ? meaning.sign() : style.series(meaning.which(), meaning.sign());
      line.append(used == 0 ? "" : BETWEEN).append(sign).append(rest);
      used += (used == 0 ? 0 : BETWEEN.length()) + Glyphs.width(text.get(0));
      for (String more : text.subList(1, text.size())) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(more);
        used = Glyphs.width(more);
      }
    }
    if (used > 0) {
      lines.add(line.toString());
    }
    return lines;
  }
}
