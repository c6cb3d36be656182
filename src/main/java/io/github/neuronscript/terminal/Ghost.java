package io.github.neuronscript.terminal;

import org.jline.reader.History;

/** What could stand behind what is typed: the end of the last text that began so. */
final class Ghost {

  private final History history;
  private String asked = "";
  private int size;
  private String found = "";

  Ghost(History history) {
    this.history = history;
  }

  /** Returns what would make the last such text of it; empty if there was none. */
  String behind(String text) {
    if (text.isBlank()) {
      return "";
    }
    if (!text.equals(asked) || size != history.size()) {
      asked = text;
      size = history.size();
      found = find(text);
    }
    return found;
  }

  private String find(String text) {
    for (int i = history.last(); i >= history.first(); i--) {
      String entry = history.get(i);
      if (entry.startsWith(text) && entry.length() > text.length()) {
        return entry.substring(text.length());
      }
    }
    return "";
  }

  /** Returns the first word of a text, with the spaces and signs before it. */
  static String word(String text) {
    int end = 0;
    while (end < text.length() && !Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    while (end < text.length() && isOfWord(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static boolean isOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }
}
