package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.syntax.Statement.Template;
import java.util.ArrayList;
import java.util.List;

/** Reads a text of {@code print}: {@code "epoch {epoch}: cost {cost}"}. */
final class TemplateReader {

  private final Scanner scanner;
  private final ScriptLimits limits;
  private final Span string;
  private final Places places;
  private final List<Template.Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * Makes a reader of one string token.
   *
   * @param string the place of the token, quotes included
   */
  TemplateReader(Scanner scanner, Span string, Places places, ScriptLimits limits) {
    this.limits = limits;
    this.scanner = scanner;
    this.string = string;
    this.places = places;
  }

  Template read() {
    String raw = string.text();
    int end = raw.length() - 1;
    int i = 1;
    while (i < end) {
      char c = raw.charAt(i);
      boolean doubled = i + 1 < end && raw.charAt(i + 1) == c;
      if (c == '\\') {
        text.append(Texts.escaped(string, i));
        i += 2;
      } else if (c == '{' && !doubled) {
        i = hole(raw, i, end);
      } else {
        text.append(c);
        i += (c == '{' || c == '}') && doubled ? 2 : 1;
      }
    }
    finishText();
    return new Template(parts);
  }

  private int hole(String raw, int open, int last) {
    int close = raw.indexOf('}', open);
    Span brace = new Span(string.source(), string.start() + open, string.start() + open + 1);
    if (close < 0 || close >= last) {
      throw new Problem(SyntaxErrors.openHole(brace));
    }
    finishText();
    // Only within the hole: a text of many would be gone through again for each of them.
    int colon = open + raw.substring(open, close).lastIndexOf(':');
    int end = colon > open ? colon : close;
    int width = colon > open ? width(colon + 1, close) : 0;
    Scanner inside = Scanner.of(scanner.source(), brace.end(), string.start() + end);
    if (inside.tokens().isEmpty()) {
      throw new Problem(SyntaxErrors.emptyHole(brace));
    }
    Expression formula = new StatementParser(inside, limits).formula(places);
    parts.add(Template.Part.value(formula, width));
    return close + 1;
  }

  /** The number behind the colon of {@code {cost:10}}. */
  private int width(int from, int to) {
    Span place = new Span(string.source(), string.start() + from - 1, string.start() + to);
    String digits = place.text().substring(1).strip();
    int width = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : 0;
    if (width < 1 || width > SyntaxLimits.WIDTH) {
      throw new Problem(SyntaxErrors.badWidth(place, SyntaxLimits.WIDTH));
    }
    return width;
  }

  private void finishText() {
    if (text.length() > 0) {
      parts.add(Template.Part.text(text.toString()));
      text.setLength(0);
    }
  }
}
