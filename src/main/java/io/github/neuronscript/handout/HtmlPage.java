package io.github.neuronscript.handout;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.Notation;
import io.github.neuronscript.formula.Notations;
import io.github.neuronscript.render.SvgPlot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page for browsers: one file, native MathML, no scripts, and nothing that is loaded. It can be
 * read aloud, printed, and in the dark.
 */
final class HtmlPage implements Block.Visitor<Void> {

  /** Nothing is loaded or run, whatever stands in the page. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final Pattern INDEXED = Pattern.compile("<mi>([wx])ᵢ</mi>");

  private static final Formula.Look LOOK =
      new Formula.Look() {
        @Override
        public Notation notation() {
          return Notations.MATHML;
        }

        @Override
        public String indexed(String written) {
          return INDEXED.matcher(written).replaceAll("<msub><mi>$1</mi><mi>i</mi></msub>");
        }

        @Override
        public String sign(String sign) {
          String form =
              sign.equals("(") ? " form=\"prefix\"" : sign.equals(")") ? " form=\"postfix\"" : "";
          return "<mo" + form + ">" + sign + "</mo>";
        }

        @Override
        public String gap(int number) {
          return "<mrow class=\"gap\"><mtext>(" + number + ")</mtext></mrow>";
        }

        @Override
        public String reference(int number) {
          return "<mrow class=\"ref\"><mtext>(" + number + ")</mtext></mrow>";
        }
      };

  private final StringBuilder out = new StringBuilder();

  private HtmlPage() {}

  static String write(Page page) {
    HtmlPage html = new HtmlPage();
    html.head(page);
    page.blocks().forEach(block -> block.accept(html));
    html.out.append("</main>\n</body>\n</html>\n");
    return html.out.toString();
  }

  private void head(Page page) {
    line("<!DOCTYPE html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\" />");
    line("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\" />");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />");
    line("<meta name=\"generator\" content=\"NeuronScript\" />");
    line("<meta name=\"color-scheme\" content=\"light dark\" />");
    page.sheet()
        .ifPresent(
            sheet ->
                line("<meta name=\"" + Sheet.MARK + "\" content=\"" + sheet.encoded() + "\" />"));
    line("<title>" + escaped(page.title()) + "</title>");
    line("<style>");
    out.append(style());
    line("</style>");
    line("</head>");
    line("<body>");
    line("<main>");
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("page.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** Returns a text as it may stand between tags and in quotes. */
  static String escaped(String text) {
    return Escapes.visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Returns a text of several lines. */
  private static String lines(String text) {
    return text.lines().map(HtmlPage::escaped).collect(Collectors.joining("\n"));
  }

  private static String math(Formula formula) {
    String written = LOOK.notation().whole(MathMl.written(MathMl.read(formula.in(LOOK))));
    return written.replaceFirst(
        "<math ",
        "<math alttext=\"" + Matcher.quoteReplacement(escaped(Spoken.of(formula))) + "\" ");
  }

  private static String phrase(Phrase phrase) {
    StringBuilder text = new StringBuilder();
    for (Phrase.Part part : phrase.parts()) {
      if (part instanceof Phrase.Words words) {
        text.append(escaped(words.text()));
      } else if (part instanceof Phrase.Code code) {
        text.append("<code>").append(escaped(code.text())).append("</code>");
      } else if (part instanceof Phrase.Maths maths) {
        text.append(math(maths.formula()));
      }
    }
    return text.toString();
  }

  @Override
  public Void heading(Block.Heading b) {
    // An input and its value stay on one line.
    String text = escaped(b.text()).replace(" = ", "\u00a0=\u00a0");
    line("<h" + b.level() + ">" + text + "</h" + b.level() + ">");
    return null;
  }

  @Override
  public Void paragraph(Block.Paragraph b) {
    line("<p>" + phrase(b.phrase()) + "</p>");
    return null;
  }

  @Override
  public Void items(Block.Items b) {
    line("<ul>");
    b.items().forEach(item -> line("<li>" + phrase(item) + "</li>"));
    line("</ul>");
    return null;
  }

  @Override
  public Void equations(Block.Equations b) {
    line("<ul class=\"equations\">");
    for (Equation equation : b.equations()) {
      out.append("<li><span class=\"of\">");
      equation.symbol().forEach(symbol -> out.append(math(symbol)));
      out.append("</span><span class=\"is\">");
      List<String> steps = new ArrayList<>();
      for (Equation.Step step : equation.steps()) {
        steps.add(step(step));
      }
      out.append(String.join(" ", steps));
      if (!equation.remark().isEmpty()) {
        out.append(" <span class=\"remark\">")
            .append(phrase(Phrase.of(equation.remark())))
            .append("</span>");
      }
      line("</span></li>");
    }
    line("</ul>");
    return null;
  }

  private static String step(Equation.Step step) {
    Formula relation = new Formula.Sign(step.relation());
    if (step.formula() instanceof Formula.Gap gap) {
      return "<span class=\"f\">"
          + math(relation)
          + "<span class=\"gap\" role=\"img\" aria-label=\""
          + Spoken.of(gap)
          + "\">("
          + gap.number()
          + ")</span></span>";
    }
    Formula whole = Formula.Side.of(relation, step.formula());
    List<MathMl> parts = MathMl.read(whole.in(LOOK));
    return BrokenFormula.isLong(parts)
        ? "<span class=\"f long\" role=\"img\" aria-label=\""
            + escaped(Spoken.of(whole))
            + "\">"
            + BrokenFormula.written(parts)
            + "</span>"
        : "<span class=\"f\">" + math(whole) + "</span>";
  }

  @Override
  public Void table(Block.Table b) {
    if (!b.caption().isEmpty()) {
      line("<p class=\"caption\">" + escaped(b.caption()) + "</p>");
    }
    line("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + label(b) + "\">");
    line("<table>");
    out.append("<thead><tr>");
    b.head().forEach(cell -> out.append("<th scope=\"col\">").append(phrase(cell)).append("</th>"));
    line("</tr></thead>");
    line("<tbody>");
    for (List<Phrase> row : b.rows()) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String tag = i == 0 ? "th scope=\"row\"" : "td";
        out.append("<" + tag + ">").append(phrase(row.get(i))).append(i == 0 ? "</th>" : "</td>");
      }
      line("</tr>");
    }
    line("</tbody>");
    line("</table>");
    line("</div>");
    return null;
  }

  private static String label(Block.Table b) {
    return escaped(b.caption().isEmpty() ? "Table" : b.caption());
  }

  @Override
  public Void code(Block.Code b) {
    line("<pre tabindex=\"0\"><code>" + lines(b.text()) + "</code></pre>");
    return null;
  }

  @Override
  public Void picture(Block.Picture b) {
    line("<figure>");
    line(SvgPlot.svg(b.plot()));
    line("<figcaption>" + escaped(b.caption()) + "</figcaption>");
    line("</figure>");
    return null;
  }
}
