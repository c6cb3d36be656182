package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.syntax.Statement.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a text of {@code print}: {@code "epoch {epoch}: cost {cost}"}. */
final class TemplateReader {

  private final Scanner scanner;
  private final Span string;
  private final Places places;
  private final List<Template.Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * Makes a reader of one string token.
   *
   * @param string the place of the token, quotes included
   */
  TemplateReader(Scanner scanner, Span string, Places places) {
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

  private int hole(String raw, int open, int end) {
    int close = raw.indexOf('}', open);
    Span brace = new Span(string.source(), string.start() + open, string.start() + open + 1);
    if (close < 0 || close >= end) {
      throw new Problem(SyntaxErrors.openHole(brace));
    }
    finishText();
    Scanner inside = Scanner.of(scanner.source(), brace.end(), string.start() + close);
    if (inside.tokens().isEmpty()) {
      throw new Problem(SyntaxErrors.emptyHole(brace));
    }
    Expression formula = new StatementParser(inside).formula(places);
    parts.add(new Template.Part("", Optional.of(formula)));
    return close + 1;
  }

  private void finishText() {
    if (text.length() > 0) {
      parts.add(new Template.Part(text.toString(), Optional.empty()));
      text.setLength(0);
    }
  }
}
