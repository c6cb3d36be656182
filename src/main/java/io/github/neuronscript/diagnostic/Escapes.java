package io.github.neuronscript.diagnostic;

/** Makes text from scripts and files harmless to a terminal. */
public final class Escapes {

  private Escapes() {}

  /**
   * Returns the text with control characters, line separators, and marks that reorder or hide text
   * written as {@code \}{@code u{...}}, so that no output can move the cursor or deceive the
   * reader.
   */
  public static String visible(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      if (isHidden(c)) {
        if (out == null) {
          out = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        out.append(c == '\t' ? " " : "\\u{" + Integer.toHexString(c) + "}");
      } else if (out != null) {
        out.appendCodePoint(c);
      }
      i += width;
    }
    return out == null ? text : out.toString();
  }

  private static boolean isHidden(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
