package io.github.neuronscript.handout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody handed in: for each blank a text. Lines {@code 1: 0.535}, {@code (1) = 0,535} or
 * {@code 1 0.535}, or CSV with the columns {@code blank} and {@code value}. Empty lines and what
 * begins with # do not count.
 *
 * @param texts by the number of the blank
 * @param unread what is said of lines that are not understood
 */
record Answers(Map<Integer, String> texts, List<String> unread) {

  private static final Pattern LINE =
      Pattern.compile(
          "[(\\[]?\\s*([0-9]{1,6})\\s*(?:[)\\]]\\s*[:=≈→]?|[:=≈→;\\t]|\\.(?=\\s)|(?=\\s))\\s*(.*)");

  /** A comment that may have been meant as an answer. */
  private static final Pattern HASHED = Pattern.compile("#\\s*[(\\[]?[0-9]{1,6}[)\\]]?\\s*[:=≈].*");

  private static final Pattern CSV = Pattern.compile("\"?([0-9]{1,6})\"?\\s*[,;\\t]\\s*(.*)");

  private static final Pattern HEAD =
      Pattern.compile("\"?blank\"?\\s*[,;\\t]\\s*\"?value\"?.*", Pattern.CASE_INSENSITIVE);

  Answers {
    texts = Map.copyOf(texts);
    unread = List.copyOf(unread);
  }

  static Answers read(String text) {
    Map<Integer, String> texts = new TreeMap<>();
    List<String> unread = new ArrayList<>();
    boolean csv = false;
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.replace("\ufeff", "").strip();
      if (HASHED.matcher(line).matches()) {
        unread.add("line " + number + " is not read, for it begins with #");
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      if (texts.isEmpty() && HEAD.matcher(line).matches()) {
        csv = true;
        continue;
      }
      Matcher matcher = (csv ? CSV : LINE).matcher(line);
      if (!matcher.matches()) {
        unread.add("line " + number + " is not read: write a line as `1: 0.535`");
        continue;
      }
      int blank = Integer.parseInt(matcher.group(1));
      String value = withoutComment(matcher.group(2));
      if (texts.containsKey(blank)) {
        unread.add("line " + number + " gives (" + blank + ") again, and only the first counts");
      } else if (!value.isEmpty()) {
        texts.put(blank, value);
      }
    }
    return new Answers(texts, unread);
  }

  private static String withoutComment(String text) {
    int comment = text.indexOf('#');
    String value = (comment < 0 ? text : text.substring(0, comment)).strip();
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).strip()
        : value;
  }
}
