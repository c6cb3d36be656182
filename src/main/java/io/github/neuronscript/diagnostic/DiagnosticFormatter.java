package io.github.neuronscript.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes a diagnostic as text, with the source line and carets under the part meant:
 *
 * <pre>
 * error[weight-count]: 3 inputs need 3 weights, but 2 are given
 *  --&gt; iris.nn:2:1
 *   |
 * 1 | inputs  sepal, petal, width
 *   | --------------------------- 3 inputs declared here
 * 2 | weights w1 = 0.1, w2 = 0.2
 *   | ^^^^^^^^^^^^^^^^^^^^^^^^^^
 *   |
 *   = help: add `, w3 = 0.1`
 * </pre>
 */
public final class DiagnosticFormatter {

  /** Longest part of a source line that is shown, in code points. */
  private static final int WINDOW = 100;

  /** How far the later lines of a message stand to the right. */
  private static final int CONTINUED = 2;

  private final boolean color;

  private final UnaryOperator<String> signs;
  private final LineBreaker breaker;

  /** Breaks a text where lines have an end. */
  @FunctionalInterface
  public interface LineBreaker {
    /**
     * Returns a text in lines.
     *
     * @param indent how many columns of each line are taken
     */
    List<String> lines(String text, int indent);
  }

  /** Makes a formatter of lines as long as they come. */
  public DiagnosticFormatter(boolean color) {
    this(color, UnaryOperator.identity(), (text, indent) -> List.of(text));
  }

  /**
   * Makes a formatter for a place that cannot show every sign.
   *
   * @param signs returns a text with what can be shown instead; carets fit the changed text
   * @param breaker breaks messages, notes and help; source lines stay whole
   */
  public DiagnosticFormatter(boolean color, UnaryOperator<String> signs, LineBreaker breaker) {
    this.color = color;
    this.signs = signs;
    this.breaker = breaker;
  }

  private String visible(String text) {
    return signs.apply(Escapes.visible(text));
  }

  /** One marked place on its way to paper. */
  private record Mark(Span span, String label, boolean primary) {
    int line() {
      return span.position().line();
    }
  }

  /** Returns the whole text of a diagnostic, ending in a line end. */
  public String format(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    String head = diagnostic.severity().text() + "[" + diagnostic.code().text() + "]";
    String tint =
        switch (diagnostic.severity()) {
          case ERROR -> "1;31";
          case WARNING -> "1;33";
          case NOTICE -> "1;36";
        };
    // The head is the first word, so that the first line begins with it.
    String text = head + ": " + visible(diagnostic.message());
    String start = paint(tint, head) + ":";
    int taken = head.length() + 1;
    for (String line : breaker.lines(text, CONTINUED)) {
      String rest = line.substring(taken).strip();
      out.append(start).append(rest.isEmpty() ? "" : " " + paint("1", rest)).append('\n');
      start = " ".repeat(CONTINUED - 1);
      taken = 0;
    }
    int gutter = 1;
    if (diagnostic.span().isPresent()) {
      List<Mark> marks = marks(diagnostic, diagnostic.span().get());
      for (Mark mark : marks) {
        gutter = Math.max(gutter, Integer.toString(mark.line()).length());
      }
      places(out, marks, gutter);
      if (!diagnostic.notes().isEmpty() || !diagnostic.helps().isEmpty()) {
        out.append(bar(gutter)).append('\n');
      }
    }
    String indent = " ".repeat(gutter + 1);
    diagnostic.notes().forEach(note -> remark(out, indent + "= note: ", note));
    diagnostic.helps().forEach(help -> remark(out, indent + "= help: ", help));
    return out.toString();
  }

  private void remark(StringBuilder out, String start, String text) {
    String before = start;
    for (String line : breaker.lines(visible(text), start.length())) {
      out.append(before).append(line).append('\n');
      before = " ".repeat(start.length());
    }
  }

  private static List<Mark> marks(Diagnostic diagnostic, Span primary) {
    List<Mark> marks = new ArrayList<>();
    marks.add(new Mark(primary, diagnostic.label(), true));
    for (Diagnostic.Related related : diagnostic.related()) {
      marks.add(new Mark(related.span(), related.label(), false));
    }
    return marks;
  }

  private void places(StringBuilder out, List<Mark> marks, int gutter) {
    Mark primary = marks.get(0);
    List<Mark> here = new ArrayList<>();
    List<Mark> elsewhere = new ArrayList<>();
    for (Mark mark : marks) {
      (mark.span().source().equals(primary.span().source()) ? here : elsewhere).add(mark);
    }
    here.sort(Comparator.comparingInt(mark -> mark.span().start()));
    head(out, "-->", primary, gutter);
    lines(out, here, gutter);
    for (Mark mark : elsewhere) {
      head(out, ":::", mark, gutter);
      lines(out, List.of(mark), gutter);
    }
  }

  private void head(StringBuilder out, String arrow, Mark mark, int gutter) {
    Source.Position position = mark.span().position();
    out.append(" ".repeat(gutter)).append(paint("36", arrow)).append(' ');
    out.append(visible(mark.span().source().name()));
    out.append(':').append(position.line()).append(':').append(position.column()).append('\n');
    out.append(bar(gutter)).append('\n');
  }

  private void lines(StringBuilder out, List<Mark> marks, int gutter) {
    int shown = -1;
    for (Mark mark : marks) {
      Source source = mark.span().source();
      int line = mark.line();
      String text = source.line(line);
      int lineStart = source.lineStart(line);
      int from = Math.min(mark.span().start() - lineStart, text.length());
      int to = Math.max(from, Math.min(mark.span().end() - lineStart, text.length()));
      int cut = text.codePointCount(0, text.length()) > WINDOW ? windowStart(text, from) : 0;
      int end = windowEnd(text, cut);
      String before = (cut > 0 ? visible("…") : "") + visible(text.substring(cut, from));
      String within = visible(text.substring(from, Math.max(from, Math.min(to, end))));
      if (line != shown || cut > 0) {
        String after = end > to ? visible(text.substring(to, end)) : "";
        String number = Integer.toString(line);
        out.append(" ".repeat(gutter - number.length())).append(number).append(" | ");
        out.append(before)
            .append(within)
            .append(after)
            .append(end < text.length() ? visible("…") : "");
        out.append('\n');
        shown = line;
      }
      String carets = (mark.primary() ? "^" : "-").repeat(Math.max(1, width(within)));
      String label = mark.label().isEmpty() ? "" : " " + visible(mark.label());
      out.append(bar(gutter)).append(' ').append(" ".repeat(width(before)));
      out.append(paint(mark.primary() ? "1;31" : "36", carets + label)).append('\n');
    }
  }

  private static int windowStart(String text, int from) {
    int start = Math.max(0, from - WINDOW / 3);
    return start > 0 && Character.isLowSurrogate(text.charAt(start)) ? start - 1 : start;
  }

  private static int windowEnd(String text, int start) {
    int end = Math.min(text.length(), start + WINDOW);
    return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String bar(int gutter) {
    return " ".repeat(gutter + 1) + "|";
  }

  private String paint(String codes, String text) {
    return color ? "\u001b[" + codes + "m" + text + "\u001b[0m" : text;
  }
}
