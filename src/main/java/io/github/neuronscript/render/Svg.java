package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.Escapes;
import io.github.neuronscript.formula.NumberWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes one picture as SVG. All text is escaped; nothing is loaded, nothing runs, and nothing has
 * an id, so that several pictures may stand in one page. Places are written to a hundredth.
 */
public final class Svg {

  private static final double HUNDREDTHS = 100;

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Begins a picture.
   *
   * @param style rules for the classes of this picture, trusted; a style within a page holds for
   *     all of it, so their names have to be of this kind of picture alone
   * @param title what it is, as its name for a screen reader
   * @param description what is seen
   */
  public Svg(int width, int height, String style, String title, String description) {
    open("svg");
    attribute("xmlns", "http://www.w3.org/2000/svg").attribute("class", "nn-picture");
    attribute("viewBox", "0 0 " + width + " " + height);
    attribute("width", Integer.toString(width)).attribute("height", Integer.toString(height));
    attribute("role", "img").attribute("aria-label", title + ". " + description);
    open("title").text(title).end();
    open("desc").text(description).end();
    open("style").inner(style).end();
  }

  /** Begins an element; attributes come next, then what is in it, then {@link #end}. */
  public Svg open(String element) {
    inner("");
    out.append('<').append(element);
    open.push("<" + element);
    return this;
  }

  /** Adds an attribute to the element that was just begun. */
  public Svg attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    return this;
  }

  /** Adds a length or a place. */
  public Svg attribute(String name, double value) {
    return attribute(name, number(value));
  }

  /** Adds text to the element. */
  public Svg text(String text) {
    return inner(escaped(text));
  }

  /** Ends the element that was begun last. */
  public Svg end() {
    String element = open.pop();
    if (element.startsWith("<")) {
      out.append("/>");
    } else {
      out.append("</").append(element).append('>');
    }
    out.append('\n');
    return this;
  }

  /** Ends the picture and returns it. */
  public String finish() {
    end();
    return out.toString();
  }

  /** Returns a place as it is written. */
  public static String number(double value) {
    return NumberWriter.shortest(Math.rint(value * HUNDREDTHS) / HUNDREDTHS + 0.0);
  }

  private Svg inner(String content) {
    if (!open.isEmpty() && open.peek().startsWith("<")) {
      out.append('>');
      open.push(open.pop().substring(1));
    }
    out.append(content);
    return this;
  }

  /** Escapes what means something to XML or HTML, and makes visible what would be hidden. */
  private static String escaped(String text) {
    return Escapes.visible(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
