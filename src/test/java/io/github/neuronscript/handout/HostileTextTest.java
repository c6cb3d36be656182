package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Vector;
import io.github.neuronscript.render.Head;
import io.github.neuronscript.render.JsonRenderer;
import io.github.neuronscript.render.Plot;
import io.github.neuronscript.render.SvgPlot;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;

/**
 * Texts of users that would be something else in a page: each goes into whatever a script can name,
 * and from there into HTML with MathML and SVG, LaTeX, Markdown and JSON.
 */
class HostileTextTest {

  static Stream<String> texts() {
    return Stream.of(
        "<script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "</code></pre></main><iframe src=//x.y>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "<!-- --> ]]> <![CDATA[",
        "&lt;script&gt; &amp; &#60;",
        "\\input{/etc/passwd}",
        "\\write18{ls} \\end{document}",
        "\\catcode`\\%=12 %",
        "$x$ $$y$$ \\(z\\) \\[w\\]",
        "{ } # ~ ^ _ & %",
        "\\",
        "a\\",
        "[click](javascript:alert(1)) ![p](x)",
        "*bold* _it_ | cell | ~~no~~",
        "-- --> neuronscript-worksheet 1:QUJD",
        "-- --> neuronscript-worksheet 2:QUJD",
        "\u202eevil\u202c \u2066x\u2069",
        "\u200b\u200d\ufeff",
        "ä ö ß é ø ł ñ ç",
        "漢字 🙂 ﷽",
        "αβγ ŷ ∂ Σ √2 x² ½",
        "x".repeat(2_000),
        "w1 w2 " + "long ".repeat(100));
  }

  private static String script(String text) {
    String name = "`" + text.replace("`", "") + "`";
    String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    quoted = quoted.replace("{", "{{").replace("}", "}}");
    return "# "
        + text
        + "\n# second "
        + text
        + "\ninputs "
        + name
        + " = 0.37, x2 = 0.81\nweights w1 = 0.4, w2 = -0.2\nbias b = 0.1\ntarget y = 1\n"
        + "step\nprint "
        + quoted
        + "\nshow inputs\non predict when output > 0.1 then answer "
        + quoted
        + "\npredict 0.3, 0.4  # "
        + text
        + "\n";
  }

  static Handout handout(String text) {
    return Pages.ofText(script(text));
  }

  /** Plain TeX fonts have other signs where these are. */
  @Test
  void nameInALatexFormulaIsWrittenAsInText() {
    String page =
        Pages.ofText("inputs `a<b>|c\"d\\{` = 0.3\nweights 0.1\ntarget 1\nforward\n")
            .page(PageFormat.LATEX);
    assertTrue(
        page.contains(
            "\\cdot \\text{a\\textless{}b\\textgreater{}\\textbar{}c\\char34{}d\\textbackslash{}\\{}"),
        page);
    assertTrue(page.contains("\\hat{y}"), page);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void htmlStaysAPage(String text) throws Exception {
    for (String page :
        List.of(
            handout(text).page(PageFormat.HTML),
            handout(text).worksheet(PageFormat.HTML, 3, 1),
            handout(text).key(PageFormat.HTML, 3, 1))) {
      Document document = HandoutTest.parsed(page);
      for (String element : List.of("script", "iframe", "img", "link", "object", "a")) {
        assertEquals(0, document.getElementsByTagName(element).getLength(), element);
      }
      assertEquals(1, document.getElementsByTagName("main").getLength());
      assertHasNoHiddenSigns(page);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void latexRunsNoCommandOfTheText(String text) {
    for (String page :
        List.of(
            handout(text).page(PageFormat.LATEX),
            handout(text).worksheet(PageFormat.LATEX, 3, 1))) {
      assertTrue(page.chars().allMatch(c -> c == '\n' || c >= 0x20 && c < 0x7f));
      for (String command : List.of("\\input", "\\write", "\\catcode", "\\[", "\\(")) {
        assertFalse(page.replace("\\\\[4pt]", "").contains(command), command);
      }
      assertEquals(page.length() - "\\end{document}\n".length(), page.indexOf("\\end{document}"));
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void markdownShowsTheText(String text) {
    String page = handout(text).page(PageFormat.MARKDOWN);
    assertHasNoHiddenSigns(page);
    boolean fenced = false;
    for (String line : page.lines().toList()) {
      if (line.startsWith("```")) {
        fenced = !fenced;
      } else if (!fenced) {
        String outside = line.replaceAll("`[^`]*`", "");
        assertFalse(outside.matches(".*<[a-zA-Z/!].*"), line);
        assertFalse(outside.matches(".*(?<!\\\\)\\]\\(.*"), line);
        assertFalse(outside.matches(".*(?<!\\\\)\\$.*"), line);
      }
    }
    assertFalse(fenced, "a block is left open");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void sheetIsMarkedByItsOwnNumbers(String text) {
    for (PageFormat format : PageFormat.values()) {
      String sheet = handout(text).worksheet(format, 3, 1);
      assertEquals(3, Marks.of("", sheet, Options.defaults()).blanks(), format.text());
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void jsonStaysOneObjectALine(String text) {
    StringBuilder out = new StringBuilder();
    JsonRenderer json = new JsonRenderer(out, new Head(text, "1", 1, 1));
    new NeuronScript().run(Source.of("test.nn", script(text)), Options.defaults().listener(json));
    assertTrue(out.length() > 0);
    for (String line : out.toString().split("\n", -1)) {
      assertTrue(line.isEmpty() || line.startsWith("{") && line.endsWith("}"), line);
      assertTrue(line.chars().allMatch(c -> c >= 0x20), line);
      assertEquals(0, line.replaceAll("\\\\.", "").chars().filter(c -> c == '"').count() % 2, line);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void svgStaysAPicture(String text) throws Exception {
    Vector three = Vector.of(1, 2, 3);
    Plot plot =
        new Plot(
            Plot.Kind.DATA,
            new Plot.Axis(text, 0, 4, false),
            new Plot.Axis(text, 0, 4, false),
            List.of(new Plot.Curve(text, three, three)),
            List.of(new Plot.Group(text, 0, 0, three, three)),
            List.of(new Plot.Mark(text, 2, 2)),
            Optional.empty(),
            3);
    String svg = SvgPlot.svg(plot);
    Document document = HandoutTest.parsed(svg);
    assertEquals("svg", document.getDocumentElement().getTagName());
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertHasNoHiddenSigns(svg);
    String page =
        HtmlPage.write(new Page(text, List.of(new Block.Picture(plot)), Optional.empty()));
    assertEquals(1, HandoutTest.parsed(page).getElementsByTagName("svg").getLength());
  }

  private static void assertHasNoHiddenSigns(String page) {
    IntStream hidden =
        page.codePoints()
            .filter(
                c ->
                    Character.getType(c) == Character.CONTROL && c != '\n'
                        || Character.getType(c) == Character.FORMAT && c != 0x2061);
    assertEquals(List.of(), hidden.mapToObj(Integer::toHexString).toList());
  }

  /** A name that looks like the number of a gap is none. */
  @Test
  void nameIsNoGap() {
    String page =
        Pages.ofText("inputs `(1)` = 0.37\nweights `[1]` = 0.4\nbias 0.1\nforward")
            .worksheet(PageFormat.HTML, 1, 1);
    assertEquals(2, page.split("class=\"(gap|ref)\"", -1).length - 1, page);
  }
}
