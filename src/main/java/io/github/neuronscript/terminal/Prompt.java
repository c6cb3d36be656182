package io.github.neuronscript.terminal;

import java.io.PrintWriter;
import java.util.List;

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
   */
  record Entry(Kind kind, String text) {}

  /** What the prompt has to know of the language that is typed. */
  interface Language {

    /** Whether a text ends within a statement, so that the next line belongs to it. */
    boolean isUnfinished(String text);

    /** Returns the words that could stand at the end of a text, whatever the last one is so far. */
    List<String> candidates(String text);
  }

  /** Waits for the next text. */
  Entry read(Language language);

  /** Returns where the answers go. */
  PrintWriter out();

  /** Whether Ctrl-C was pressed since the last text was read. */
  boolean interrupted();
}
