package io.github.neuronscript.terminal;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** Where statements are typed, and where the answers go. */
public interface Prompt {

  /** What a person did at the prompt. */
  enum Kind {
    /** Typed a text. */
    TEXT,
    /** Pressed Ctrl-C: whatever was typed is forgotten. */
    CLEARED,
    /** Pressed Ctrl-D, or the terminal is gone. */
    LEFT
  }

  /**
   * What came from the prompt.
   *
   * @param text one or more lines, without the last line end; empty unless a text was typed
   * @param pasted whether a part of it was pasted, as far as the terminal tells
   */
  record Entry(Kind kind, String text, boolean pasted) {}

  /**
   * A word that may stand where somebody is typing.
   *
   * @param text replaces what is typed from that offset on
   * @param shown what a list of such words calls it
   * @param group what it is, as the heading of its list; may be empty
   * @param detail what is to be said of it; may be empty
   * @param from an offset in what is typed
   * @param whole whether nothing more belongs to it, so that a space may follow
   */
  record Word(String text, String shown, String group, String detail, int from, boolean whole) {}

  /** How a piece of what is typed looks, by what it is. */
  enum Look {
    KEYWORD,
    NAME,
    NUMBER,
    TEXT,
    COMMENT,
    SIGN,
    WRONG,
    /** A word to the session and not to the language, such as {@code :help}. */
    COMMAND
  }

  /** A piece of what is typed: from an offset up to another. */
  record Piece(int start, int end, Look look) {}

  /** What the prompt has to know of the language that is typed. */
  interface Language {

    /** Whether a text ends within a statement, so that the next line belongs to it. */
    boolean isUnfinished(String text);

    /** Returns the words that could stand at the end of a text, those of the place first. */
    List<Word> words(String text);

    /** Returns the pieces of a text in their order; what belongs to none looks like nothing. */
    List<Piece> pieces(String text);

    /** Returns how the statement is written that a text ends in, on one line; may be empty. */
    String hint(String text);
  }

  /**
   * What became of a text in an editor.
   *
   * @param text the text as it was saved; nothing, if there was no editor or it failed
   * @param problem why there is no text, as a sentence; empty if there is one
   */
  record Edited(Optional<String> text, String problem) {}

  /** Waits for the next text. */
  Entry read(Language language);

  /** Returns where the answers go. */
  PrintWriter out();

  /**
   * Makes sure that what is written now is seen, even if somebody did not want to see the rest of a
   * long answer.
   */
  void heed();

  /**
   * What comes until the next text is read comes by itself, little by little: it stops at no page.
   */
  void flow();

  /** Whether Ctrl-C was pressed since the last text was read. */
  boolean interrupted();

  /** Returns how many columns a line has now. */
  int width();

  /** Returns how many lines the screen has now. */
  int height();

  /**
   * Shows lines at the bottom of the screen, in place of those before; none removes them. Shown at
   * most ten times a second, the last ones in any case. Where there is no such place, nothing
   * happens.
   */
  void status(List<String> lines);

  /**
   * Shows one line below all that was written, until the next one, an empty one, or more output.
   * Where nothing can be taken back, nothing happens.
   */
  void progress(String line);

  /**
   * Opens a text in the editor of the user, and waits until that is closed. What comes back counts
   * as typed: it is shown, and stands in the history.
   */
  Edited edit(String text);
}
