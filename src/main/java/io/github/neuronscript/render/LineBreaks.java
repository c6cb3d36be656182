package io.github.neuronscript.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Breaks what is too long for a line, at spaces or behind a product's sign; nothing is ever cut.
 */
final class LineBreaks {

  private static final String INDENT = "  ";

  // How readily a formula is broken at a space; the least comes first, and each bracket around it
  // counts ten.
  private static final int LINE_OF_A_RULE = 0;
  private static final int PART_OF_A_CONDITION = 1;
  private static final int RELATION = 2;
  private static final int ARGUMENT = 2;
  private static final int TERM = 3;
  private static final int BRACKET = 10;
  private static final int ANYWHERE = 10_000;
  private static final int NEVER = 1_000_000;

  private static final Set<String> SIGNS =
      Set.of(
          "+", "−", "-", "=", "←", "≈", "<", ">", "≤", "≥", "≠", "<-", "~=", "<=", ">=", "!=",
          "mod", "is", "within");

  private LineBreaks() {}

  /** Breaks a sentence between words; what stands in backticks is one, unless no line holds it. */
  static List<String> sentence(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : words(text, width)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && Glyphs.width(longer) > width) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  private static List<String> words(String text, int width) {
    List<String> words = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at <= text.length()) {
      if (at == text.length() || text.charAt(at) == ' ') {
        String word = text.substring(start, at);
        words.addAll(Glyphs.width(word) > width ? List.of(word.split(" ", -1)) : List.of(word));
        start = at + 1;
        at++;
      } else if (text.charAt(at) == '`') {
        at = endOfCode(text, at);
      } else {
        at++;
      }
    }
    return words;
  }

  /**
   * Returns the index behind as many backticks as stand at an index, where they come again; those
   * alone if they do not.
   */
  private static int endOfCode(String text, int start) {
    int opened = endOfBackticks(text, start);
    int close = text.indexOf('`', opened);
    while (close >= 0) {
      int end = endOfBackticks(text, close);
      if (end - close == opened - start) {
        return end;
      }
      close = text.indexOf('`', end);
    }
    return opened;
  }

  private static int endOfBackticks(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) == '`') {
      end++;
    }
    return end;
  }

  /**
   * Breaks a formula before an operator that stands in as few brackets as can be; later lines stand
   * a little to the right.
   */
  static List<String> formula(String text, int width) {
    List<String> lines = new ArrayList<>();
    List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
    List<Integer> costs = costs(words);
    String indent = "";
    while (!fits(words, width - indent.length())) {
      int end = end(words, costs, width - indent.length());
      if (end == words.size()) {
        break;
      }
      lines.add(indent + String.join(" ", words.subList(0, end)));
      words = words.subList(end, words.size());
      costs = costs.subList(end, costs.size());
      indent = INDENT;
    }
    lines.add(indent + String.join(" ", words));
    List<String> narrow = new ArrayList<>();
    lines.forEach(line -> product(narrow, line, width));
    return narrow;
  }

  /** Breaks what still is too long behind the last sign of a product that fits. */
  private static void product(List<String> lines, String text, int width) {
    String rest = text;
    while (Glyphs.width(rest) > width) {
      int end = rest.length();
      do {
        end = Math.max(rest.lastIndexOf('·', end - 1), rest.lastIndexOf('*', end - 1));
      } while (end > 0 && Glyphs.width(rest.substring(0, end + 1)) > width);
      if (end <= 0 || rest.substring(0, end).isBlank()) {
        break;
      }
      lines.add(rest.substring(0, end + 1));
      rest = INDENT + rest.substring(end + 1);
    }
    lines.add(rest);
  }

  private static boolean fits(List<String> words, int width) {
    int used = -1;
    for (String word : words) {
      used += 1 + Glyphs.width(word);
      if (used > width) {
        return false;
      }
    }
    return true;
  }

  /** Returns how many words go on a line: the last of the best breaks that fit, or the first. */
  private static int end(List<String> words, List<Integer> costs, int width) {
    int best = words.size();
    int used = Glyphs.width(words.get(0));
    for (int i = 1; i < words.size(); i++) {
      boolean none = best == words.size();
      if (used > width && !none) {
        break;
      }
      if (costs.get(i) < NEVER && (none || costs.get(i) <= costs.get(best))) {
        best = i;
      }
      used += 1 + Glyphs.width(words.get(i));
    }
    return best;
  }

  /** Returns for each word how bad it is to begin a line with it. */
  private static List<Integer> costs(List<String> words) {
    List<Integer> costs = new ArrayList<>();
    int depth = 0;
    boolean bars = false;
    String before = "";
    for (String word : words) {
      costs.add(cost(before, word) + BRACKET * (bars ? depth + 1 : depth));
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        bars = (c == '|') != bars;
      }
      before = word;
    }
    return costs;
  }

  private static int cost(String before, String word) {
    if (SIGNS.contains(before) || before.equals("if")) {
      return NEVER;
    }
    if (before.endsWith(";")) {
      return LINE_OF_A_RULE;
    }
    if (before.endsWith(",")) {
      return ARGUMENT;
    }
    return switch (word) {
      case "then", "else", "and", "or" -> PART_OF_A_CONDITION;
      case "+", "−", "-" -> TERM;
      default -> SIGNS.contains(word) ? RELATION : ANYWHERE;
    };
  }
}
