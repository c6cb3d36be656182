package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences into lines; an indented line is an example and stays as it is. */
public final class Paragraph {

  private static final int READABLE = 80;

  private Paragraph() {}

  /** Returns the lines of a text, none wider than asked for unless a word is. */
  public static List<String> wrapped(String text, int width) {
    int widest = Math.min(width, READABLE);
    if (text.startsWith(" ") || text.length() <= widest) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > widest) {
      int space = rest.lastIndexOf(' ', widest);
      if (space <= 0) {
        break;
      }
      lines.add(rest.substring(0, space));
      rest = rest.substring(space + 1);
    }
    lines.add(rest);
    return lines;
  }
}
