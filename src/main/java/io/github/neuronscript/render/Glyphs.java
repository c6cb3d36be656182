package io.github.neuronscript.render;

import io.github.neuronscript.diagnostic.Escapes;
import java.util.Map;

/**
 * Makes text fit to be shown: control characters escaped, and where only ASCII can be shown, every
 * sign written by its twin and every other character by its number.
 */
public final class Glyphs {

  private static final Map<Integer, String> TWINS =
      Map.ofEntries(
          Map.entry((int) 'σ', "sigmoid"),
          Map.entry((int) 'ŷ', "yhat"),
          Map.entry((int) 'α', "rate"),
          Map.entry((int) 'π', "pi"),
          Map.entry((int) 'Σ', "sum"),
          Map.entry((int) '∂', "d"),
          Map.entry((int) '·', "*"),
          Map.entry((int) '×', "x"),
          Map.entry((int) '−', "-"),
          Map.entry((int) '–', "-"),
          Map.entry((int) '≈', "~="),
          Map.entry((int) '←', "<-"),
          Map.entry((int) '→', "->"),
          Map.entry((int) '≤', "<="),
          Map.entry((int) '≥', ">="),
          Map.entry((int) '≠', "!="),
          Map.entry((int) '′', "'"),
          Map.entry((int) 'ᵢ', "_i"),
          Map.entry((int) 'λ', "lambda"),
          Map.entry((int) '°', "_original"),
          Map.entry((int) '²', "^2"),
          Map.entry((int) '³', "^3"),
          Map.entry((int) '½', "1/2"),
          Map.entry((int) '√', "sqrt"),
          Map.entry((int) '∞', "inf"),
          Map.entry((int) '…', "..."));

  /** Signs that stand for a number, and whose twin is a word. */
  private static final String VALUES = "αŷπ";

  private final boolean ascii;

  private static boolean isOfOneName(char c) {
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '′';
  }

  public Glyphs(boolean ascii) {
    this.ascii = ascii;
  }

  /** Returns the text as it can be shown; its width may have changed. */
  public String text(String text) {
    String visible = Escapes.visible(text);
    if (!ascii || visible.chars().allMatch(c -> c < 0x80)) {
      return visible;
    }
    StringBuilder out = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); ) {
      int c = visible.codePointAt(i);
      i += Character.charCount(c);
      if (c == '√' && i < visible.length() && visible.charAt(i) != '(') {
        // √2·π is sqrt(2)*pi: a word needs to know where its radicand ends.
        int end = i;
        while (end < visible.length() && isOfOneName(visible.charAt(end))) {
          end++;
        }
        out.append("sqrt(").append(text(visible.substring(i, end))).append(')');
        i = end;
        continue;
      }
      append(out, c);
      // α(y − ŷ) is a product, which rate(y - yhat) would not be.
      if (VALUES.indexOf(c) >= 0 && i < visible.length() && visible.charAt(i) == '(') {
        out.append('*');
      }
    }
    return out.toString();
  }

  /** What stands between remarks on one line. */
  String separator() {
    return ascii ? "; " : " · ";
  }

  private static void append(StringBuilder out, int c) {
    if (c < 0x80) {
      out.append((char) c);
    } else if (TWINS.containsKey(c)) {
      out.append(TWINS.get(c));
    } else {
      out.append("\\u{").append(Integer.toHexString(c)).append('}');
    }
  }

  /** Returns a text, or its beginning and … if it has more signs than that. */
  static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** Returns how many columns of a terminal a text takes. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int type = Character.getType(c);
      if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK) {
        width += isWide(c) ? 2 : 1;
      }
      i += Character.charCount(c);
    }
    return width;
  }

  /** The blocks of UAX #11 that a name may come from; ideographs, kana and Hangul. */
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || c >= 0x2e80 && c <= 0xa4cf
            || c >= 0xac00 && c <= 0xd7a3
            || c >= 0xf900 && c <= 0xfaff
            || c >= 0xfe30 && c <= 0xfe6f
            || c >= 0xff00 && c <= 0xff60
            || c >= 0xffe0 && c <= 0xffe6
            || c >= 0x1f300 && c <= 0x1f64f
            || c >= 0x1f900 && c <= 0x1f9ff
            || c >= 0x20000 && c <= 0x3fffd);
  }

  /** Returns the text with spaces after it up to that width. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }
}
