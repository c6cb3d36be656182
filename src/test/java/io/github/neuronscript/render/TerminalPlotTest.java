package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerminalPlotTest {

  private static List<String> lines(Plot plot, Style style) {
    return TerminalPlot.lines(
        plot, style, new Glyphs(style.ascii()), new PlotText(6), style.width());
  }

  private static String text(Plot plot, Style style) {
    return String.join("\n", lines(plot, style)) + "\n";
  }

  static Stream<Plot> plots() {
    return Stream.of(
        Plots.activation(),
        Plots.cost(0, 1, false, 1, 0.5, 0.25, Double.NaN, 0.125),
        Plots.cost(1e-300, 1e300, true, 1, 1e-290, 1e290),
        Plots.cost(1_000_000, 1_000_000.00001, false, 1_000_000, 1_000_000.000005),
        Plots.cost(-Double.MAX_VALUE, Double.MAX_VALUE, false, -1e308, 1e308),
        Plots.boundary(),
        Plots.boundary("an input with a name so long that it fits nowhere", "größe · 大小"),
        Plots.data());
  }

  @ParameterizedTest
  @MethodSource("plots")
  void fitsIntoEveryWidth(Plot plot) {
    for (int width : new int[] {20, 40, 78, 200}) {
      for (boolean ascii : new boolean[] {false, true}) {
        for (String line : lines(plot, new Style(width, false, ascii))) {
          assertTrue(
              Glyphs.width(line) <= Math.max(40, width) || width == 20,
              line.length() + " columns of " + width + ": " + line);
          assertTrue(!ascii || line.chars().allMatch(c -> c < 0x80), line);
        }
      }
    }
  }

  @Test
  void drawsABoundaryInAscii() {
    assertEquals(
        """
        x2
            |             ***. . . . . . . . .
          1 +  o            *** . . . . . .x.
            |                 ***. . . . . . .
            |                   *** . . . . .
        0.8 +                     ***. . . . .
            |                        ** . . .
        0.6 +                          **. . .
            |                            ** .
            |                              **.
        0.4 +                                *
            |
        0.2 +
            |
            |
          0 +  o                           o
            |
            +--+-------------+-------------+--
               0            0.5            1
                            x1
        o y = 0   x y = 1   . yhat >= 0.5
        """,
        text(Plots.boundary(), new Style(38, false, true)));
  }

  /** Without colours, and in ASCII: two curves and their marks have signs of their own. */
  @Test
  void curvesAndMarksDiffer() {
    String text = text(Plots.activation(), new Style(78, false, false));
    assertEquals(2, text.chars().filter(c -> c == '◆').count(), text);
    assertEquals(2, text.chars().filter(c -> c == '◇').count(), text);
    assertTrue(text.contains("⠤⠤⠤ sigmoid(z)   ⠄⠠⠀⠄ f′(z)   ◆ f(z) at z = 1"), text);
    String ascii = text(Plots.activation(), new Style(78, false, true));
    assertTrue(ascii.contains("*** sigmoid(z)   ... f'(z)   @ f(z) at z = 1"), ascii);
    assertTrue(ascii.contains("o f'(z) at z = 1"), ascii);
  }

  /** The mark of a pole is nowhere, and so is not told. */
  @Test
  void markThatIsNotDrawnIsNotInTheLegend() {
    Plot plot = Plots.activation();
    double none = Double.NEGATIVE_INFINITY;
    Plot pole =
        new Plot(
            plot.kind(),
            plot.across(),
            plot.up(),
            plot.curves(),
            List.of(),
            List.of(new Plot.Mark("f(z)", 0, 0.5), new Plot.Mark("f′(z)", 0, none)),
            Optional.empty(),
            0);
    String text = text(pole, Style.plain());
    assertTrue(text.contains("◆ f(z) at z = 0") && !text.contains("◇"), text);
    List<String> words = new PlotText(6).sentences(pole);
    assertEquals(
        "marked: z = 0, f(z) = 0.5; f′(z) has no finite value there", words.get(words.size() - 1));
    assertFalse(SvgPlot.svg(pole).contains("∞"));
  }

  @Test
  void numbersBesideAnAxisAreShort() {
    assertEquals("0 2e12 4e12 6e12", ticks(Scale.of(new Plot.Axis("x", 0, 7e12, false)), 5));
    assertEquals(
        "−1.5e7 −1e7 −5000000 0", ticks(Scale.of(new Plot.Axis("x", -16e6, 1e6, false)), 4));
    assertEquals("0 500000 1000000", ticks(Scale.of(new Plot.Axis("x", 0, 1e6, false)), 5));
    // There is no half of an epoch.
    assertEquals("0 1 2 3", ticks(Scale.across(Plots.cost(0, 1, false, 1, 1, 1)), 9));
  }

  private static String ticks(Scale scale, int most) {
    return String.join(" ", scale.ticks(most).stream().map(Scale.Tick::text).toList());
  }

  @Test
  void drawsACurveInBraille() {
    assertEquals(
        """
        C
          1 ┤      ⢣
            │       ⢇
            │       ⠘⡄
        0.8 ┤        ⠱⡀
            │         ⢣
            │          ⢇
        0.6 ┤          ⠘⡄
            │           ⠱⡀
            │            ⠑⢄
        0.4 ┤             ⠈⠢⡀
            │               ⠈⠢⡀
            │                 ⠑⢄
        0.2 ┤                   ⠉⠢⢄
            │                      ⠉⠢⢄
            │
          0 ┤
            └┬───────────┬───────────┬
             0           2           4
                       epoch
        """,
        text(Plots.cost(0, 1, false, 1, 0.5, 0.25, 0.125), new Style(30, false, false)));
  }

  /** Where points of two classes fall together, neither hides the other. */
  @Test
  void saysWherePointsFallTogether() {
    Plot plot =
        new Plot(
            Plot.Kind.DATA,
            Plots.axis("x1", 0, 1),
            Plots.axis("x2", 0, 1),
            List.of(),
            List.of(
                new Plot.Group("y", 0, 0, Vector.of(0.5), Vector.of(0.5)),
                new Plot.Group("y", 1, 1, Vector.of(0.5, 1), Vector.of(0.5, 1))),
            List.of(),
            Optional.empty(),
            3);
    String text = text(plot, new Style(40, false, false));
    assertTrue(text.contains("◐ both"), text);
    assertEquals(2, text.chars().filter(c -> c == '◐').count(), text);
    assertEquals(1, text.chars().filter(c -> c == '○').count(), "only in the legend: " + text);
  }

  /** Colours are added to signs, and change none. */
  @ParameterizedTest
  @MethodSource("plots")
  void saysNothingByColourAlone(Plot plot) {
    String plain = text(plot, new Style(78, false, false));
    String painted = text(plot, new Style(78, true, false));
    assertFalse(plain.contains("\u001b"), plain);
    assertEquals(plain, painted.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void shortensNamesThatWouldFillTheScreen() {
    Plot plot = Plots.boundary("x".repeat(10_000), "y".repeat(10_000));
    List<String> all = new ArrayList<>(lines(plot, Style.plain()));
    all.addAll(new PlotText(6).sentences(plot));
    all.add(PlotText.title(plot));
    for (String line : all) {
      assertTrue(line.length() < 200, line);
    }
    TextTable table = new TextTable();
    table.row(List.of("name", "z".repeat(10_000)));
    assertEquals(List.of("name  " + "z".repeat(59) + "…"), table.lines(78, new Glyphs(false)));
  }

  @Test
  void escapesNames() {
    String text = text(Plots.boundary("a\u001b[2Jb", "\u202ereverse"), Style.plain());
    assertFalse(text.chars().anyMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), text);
  }

  @Test
  void tellsCostsInWords() {
    PlotText words = new PlotText(4);
    assertEquals(
        List.of("cost falls from 1 to 0.25 at epoch 3"),
        words.sentences(named(Plots.cost(0, 1, false, 1, 0.5, 0.25))));
    assertEquals(
        List.of("cost rises from 1 to 2 at epoch 3, its least is 0.5 at epoch 2"),
        words.sentences(named(Plots.cost(0, 2, false, 1, 0.5, 2))));
    assertEquals(
        List.of("cost is 1 at first and at epoch 2"),
        words.sentences(named(Plots.cost(0, 2, false, 1, 1))));
    assertEquals(
        List.of("cost is 1 at first and at epoch 3"),
        words.sentences(named(Plots.cost(0, 2, false, 1, 1 - 1e-9, 1 + 1e-9))));
    assertEquals(
        List.of("cost is 7 at epoch 1"), words.sentences(named(Plots.cost(0, 9, false, 7))));
    assertEquals(
        List.of("cost falls from 1 to 0.00001 at epoch 2", "the axis of cost is logarithmic"),
        words.sentences(named(Plots.cost(1e-5, 1, true, 1, 1e-5))));
  }

  private static Plot named(Plot plot) {
    Plot.Curve curve = plot.curves().get(0);
    return new Plot(
        plot.kind(),
        plot.across(),
        new Plot.Axis("cost", plot.up().from(), plot.up().to(), plot.up().logarithmic()),
        List.of(new Plot.Curve("cost", curve.xs(), curve.ys())),
        plot.groups(),
        plot.marks(),
        plot.boundary(),
        plot.rows());
  }
}
