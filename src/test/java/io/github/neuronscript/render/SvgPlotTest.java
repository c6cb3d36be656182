package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Vector;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgPlotTest {

  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"/><image href='https://example.org/a.png'/>",
          "]]></style><script>",
          "&amp;&lt;",
          "\u001b[2J\u202emirrored\u0000\ud800",
          "x".repeat(10_000),
          "\\input{secret}");

  static Stream<Plot> plots() {
    return Stream.of(
        Plots.activation(),
        Plots.cost(0, 1, false, 1, 0.5, 0.25, Double.NaN, 0.125),
        Plots.cost(1e-5, 1, true, 1, 1e-2, 1e-4, 0, 1e-5),
        Plots.boundary(),
        Plots.data());
  }

  static List<String> hostile() {
    return HOSTILE;
  }

  private static Element parsed(String svg) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    return factory
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isAnImageWithATextForScreenReaders(Plot plot) throws Exception {
    Element svg = parsed(SvgPlot.svg(plot));
    assertEquals("svg", svg.getTagName());
    assertEquals("img", svg.getAttribute("role"));
    String title = svg.getElementsByTagName("title").item(0).getTextContent();
    String description = svg.getElementsByTagName("desc").item(0).getTextContent();
    assertEquals(title + ". " + description, svg.getAttribute("aria-label"));
    assertTrue(description.length() > 10, description);
  }

  @ParameterizedTest
  @MethodSource("plots")
  void loadsNothingAndRunsNothing(Plot plot) {
    String svg = SvgPlot.svg(plot);
    assertFalse(svg.contains("<script") || svg.contains("href") || svg.contains("url("), svg);
    assertFalse(svg.contains(" id="), "two pictures of one page would share it");
  }

  @ParameterizedTest
  @MethodSource("plots")
  void givesTheSameBytesAgain(Plot plot) {
    assertEquals(SvgPlot.svg(plot), SvgPlot.svg(plot));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void escapesNames(String name) throws Exception {
    String svg = SvgPlot.svg(Plots.boundary(name, name));
    Element root = parsed(svg);
    assertEquals(0, root.getElementsByTagName("script").getLength());
    assertEquals(0, root.getElementsByTagName("image").getLength());
    assertEquals(1, root.getElementsByTagName("style").getLength());
    NodeList texts = root.getElementsByTagName("text");
    for (int i = 0; i < texts.getLength(); i++) {
      int length = texts.item(i).getTextContent().length();
      assertTrue(length < 120, "a label of " + length + " characters leaves the picture");
    }
    assertFalse(svg.chars().anyMatch(c -> c < 0x20 && c != '\n' || c == 0x202e), svg);
  }

  /** Nothing is told by colour alone: each class has a shape, each curve dashes, all have names. */
  @Test
  void explainsTheSidesAndTheLineOfABoundaryBesideIt() throws Exception {
    NodeList texts = parsed(SvgPlot.svg(Plots.boundary())).getElementsByTagName("text");
    List<String> beside = new ArrayList<>();
    for (int i = 0; i < texts.getLength(); i++) {
      Element text = (Element) texts.item(i);
      if (text.getAttribute("text-anchor").equals("start")) {
        beside.add(text.getTextContent());
      }
    }
    assertEquals(List.of("y = 0", "y = 1", "ŷ ≥ 0.5", "ŷ < 0.5", "boundary"), beside);
  }

  /** A label may cover about so much around its middle. */
  private static final double HALF_LABEL = 30;

  @Test
  void labelsCoverNoPoint() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      Plot plot = scattered(seed);
      Element svg = parsed(SvgPlot.svg(plot));
      Halves halves = new Halves(plot);
      int labels = 0;
      for (Element text : elements(svg, "text")) {
        if (!text.getAttribute("class").contains("halo")) {
          continue;
        }
        labels++;
        double x = Double.parseDouble(text.getAttribute("x"));
        double y = Double.parseDouble(text.getAttribute("y")) - 5;
        for (Plot.Group group : plot.groups()) {
          for (int i = 0; i < group.xs().size(); i++) {
            double across = Math.abs(72 + group.xs().get(i) * (470 - 72) - x);
            double up = Math.abs(348 - group.ys().get(i) * (348 - 16) - y);
            assertTrue(across > HALF_LABEL || up > 8, "a label covers a point");
          }
        }
        // It stands on its own side, as a whole.
        boolean one = text.getTextContent().startsWith("ŷ ≥");
        for (double end : new double[] {x - HALF_LABEL, x + HALF_LABEL}) {
          boolean inside = halves.contains((end - 72) / (470 - 72), (348 - y) / (348 - 16));
          assertEquals(one, inside, "a label crosses the boundary");
        }
      }
      assertTrue(labels > 0, "there is room for one");
    }
  }

  @Test
  void labelWithoutRoomIsBesideThePictureOnly() throws Exception {
    double[] xs = new double[1600];
    double[] ys = new double[1600];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = i % 40 / 39.0;
      ys[i] = Math.floorDiv(i, 40) / 39.0;
    }
    Element svg =
        parsed(SvgPlot.svg(decided(new Plot.Group("y", 0, 0, Vector.of(xs), Vector.of(ys)))));
    assertTrue(texts(svg).contains("ŷ ≥ 0.5"));
    assertTrue(
        elements(svg, "text").stream().noneMatch(t -> t.getAttribute("class").contains("halo")));
  }

  /** 60 points by a simple generator, with x1 + x2 ≥ 1 for class 1. */
  private static Plot scattered(int seed) {
    double[] xs = new double[60];
    double[] ys = new double[60];
    long state = seed;
    for (int i = 0; i < xs.length; i++) {
      state = (state * 1_103_515_245L + 12_345L) & 0x7fffffffL;
      xs[i] = state / (double) 0x7fffffffL;
      state = (state * 1_103_515_245L + 12_345L) & 0x7fffffffL;
      ys[i] = state / (double) 0x7fffffffL;
    }
    return decided(new Plot.Group("y", 0, 0, Vector.of(xs), Vector.of(ys)));
  }

  private static Plot decided(Plot.Group group) {
    return new Plot(
        Plot.Kind.BOUNDARY,
        Plots.axis("x1", 0, 1),
        Plots.axis("x2", 0, 1),
        List.of(),
        List.of(group),
        List.of(),
        Optional.of(
            new Plot.Boundary(
                0.5, 1, 1, -1, List.of(new Plot.Boundary.Band(0, Double.POSITIVE_INFINITY)))),
        group.xs().size());
  }

  @ParameterizedTest
  @MethodSource("plots")
  void standsAloneWithATitleAndWhatIsSeen(Plot plot) throws Exception {
    Element alone = parsed(SvgPlot.alone(plot));
    List<String> texts = texts(alone);
    String title = alone.getElementsByTagName("title").item(0).getTextContent();
    assertTrue(texts.get(0).equalsIgnoreCase(title), texts.toString());
    String seen = alone.getElementsByTagName("desc").item(0).getTextContent();
    String shown = String.join(" ", texts).toLowerCase(Locale.ROOT);
    assertTrue(shown.endsWith(seen.toLowerCase(Locale.ROOT)), seen + "\n" + shown);
    // On a page the page says it.
    assertFalse(SvgPlot.svg(plot).contains("\"nn-plot-text nn-plot-title\""));
  }

  @Test
  void captionStaysInThePicture() throws Exception {
    Element alone = parsed(SvgPlot.alone(Plots.boundary("x".repeat(500), "y ".repeat(500))));
    double height = Double.parseDouble(alone.getAttribute("height"));
    for (Element text : elements(alone, "text")) {
      assertTrue(text.getTextContent().length() <= 100, text.getTextContent());
      if (text.hasAttribute("y")) {
        assertTrue(Double.parseDouble(text.getAttribute("y")) < height);
      }
    }
  }

  @Test
  void tellsClassesAndCurvesByMoreThanColour() throws Exception {
    Element data = parsed(SvgPlot.svg(Plots.data()));
    List<String> names = texts(data);
    for (int i = 0; i < 6; i++) {
      assertTrue(names.contains("y = " + i), names.toString());
    }
    List<String> curves =
        elements(parsed(SvgPlot.svg(Plots.activation())), "path").stream()
            .filter(path -> path.getAttribute("class").contains("nn-plot-line"))
            .map(path -> path.getAttribute("stroke-dasharray"))
            .distinct()
            .toList();
    assertEquals(2, curves.size(), curves.toString());
  }

  @Test
  void drawsTheBoundaryWhereItIs() throws Exception {
    List<String> lines =
        elements(parsed(SvgPlot.svg(Plots.boundary())), "path").stream()
            .filter(path -> path.getAttribute("class").equals("nn-plot-mark"))
            .map(path -> path.getAttribute("d"))
            .toList();
    // From (1.1, 0.4) to (0.4, 1.1) in a frame from (72, 348) to (470, 16).
    assertEquals("M470 209.67L237.83 16", lines.get(0));
  }

  @Test
  void leavesAGapWhereThereIsNoNumber() throws Exception {
    List<String> lines =
        elements(
                parsed(SvgPlot.svg(Plots.cost(0, 1, false, 1, 0.5, Double.NaN, 0.25, 0.5))), "path")
            .stream()
            .filter(path -> path.getAttribute("class").contains("nn-plot-line"))
            .map(path -> path.getAttribute("d"))
            .toList();
    assertEquals(2, lines.size(), lines.toString());
  }

  private static List<String> texts(Element root) {
    return elements(root, "text").stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Element root, String name) {
    NodeList found = root.getElementsByTagName(name);
    return Stream.iterate(0, i -> i + 1)
        .limit(found.getLength())
        .map(i -> (Element) found.item(i))
        .toList();
  }
}
