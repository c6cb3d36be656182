package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Span;

/** What stands between double quotes. */
final class Texts {

  private Texts() {}

  /** Returns the text that a string token means; {@code span} is the place of the token. */
  static String unescaped(String quoted, Span span) {
    return escapes(quoted.substring(1, quoted.length() - 1), span);
  }

  /** Returns a raw piece with its escapes replaced. */
  static String escapes(String raw, Span span) {
    StringBuilder out = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      int escaped = raw.codePointAt(i);
      i += Character.charCount(escaped);
      switch (escaped) {
        case '"' -> out.append('"');
        case '\\' -> out.append('\\');
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        default ->
            throw new Problem(SyntaxErrors.badEscape(span, "\\" + Character.toString(escaped)));
      }
    }
    return out.toString();
  }
}
