package io.github.neuronscript.terminal;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** How what is typed looks: by the sixteen colours of the user's theme, or not at all. */
final class Looks {

  private static final AttributedStyle GHOST = AttributedStyle.DEFAULT.faint();

  private final boolean color;

  Looks(boolean color) {
    this.color = color;
  }

  /**
   * Returns a text in its colours.
   *
   * @param ghost what could stand behind it, told apart by being faint
   */
  AttributedString of(String text, List<Prompt.Piece> pieces, String ghost) {
    AttributedStringBuilder out = new AttributedStringBuilder(text.length() + ghost.length());
    int done = 0;
    if (color) {
      for (Prompt.Piece piece : pieces) {
        if (piece.start() >= done && piece.end() <= text.length()) {
          out.append(text, done, piece.start());
          out.styled(style(piece.look()), text.substring(piece.start(), piece.end()));
          done = piece.end();
        }
      }
    }
    out.append(text, done, text.length());
    if (!ghost.isEmpty()) {
      out.styled(GHOST, ghost);
    }
    return out.toAttributedString();
  }

  private static AttributedStyle style(Prompt.Look look) {
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (look) {
      case KEYWORD -> plain.bold();
      case NUMBER -> plain.foreground(AttributedStyle.CYAN);
      case TEXT -> plain.foreground(AttributedStyle.GREEN);
      case COMMENT -> plain.faint();
      case WRONG -> plain.foreground(AttributedStyle.RED).underline();
      case COMMAND -> plain.foreground(AttributedStyle.MAGENTA);
      case NAME, SIGN -> plain;
    };
  }
}
