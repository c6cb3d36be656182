package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;

/** What stands between double quotes. */
final class Texts {

  private Texts() {}

  /** Returns the text that a string token means; {@code token} is its place. */
  static String unescaped(Span token) {
    String raw = token.text();
    StringBuilder out = new StringBuilder(raw.length());
    int end = raw.length() - 1;
    for (int i = 1; i < end; i++) {
      if (raw.charAt(i) == '\\') {
        out.append(escaped(token, i));
        i++;
      } else {
        out.append(raw.charAt(i));
      }
    }
    return out.toString();
  }

  /** Returns what the backslash at an index of a string token and the sign behind it mean. */
  static char escaped(Span token, int index) {
    int start = token.start() + index;
    int sign = token.source().text().codePointAt(start + 1);
    return switch (sign) {
      case '"' -> '"';
      case '\\' -> '\\';
      case 'n' -> '\n';
      case 't' -> '\t';
      default ->
          throw new Problem(
              SyntaxErrors.badEscape(
                  new Span(token.source(), start, start + 1 + Character.charCount(sign))));
    };
  }
}
