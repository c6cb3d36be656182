package io.github.neuronscript.handout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a worksheet carries, so that its numbers can be calculated again: the script and how the
 * numbers were chosen, not the numbers.
 *
 * @param name of the script
 * @param script its text without the statements that hold answers
 * @param steps examples whose steps stand on the page
 * @param places the numbers that are left out, as indices of the lines of the steps
 * @param seed by which they were chosen
 * @param language the number of the language
 * @param arithmetic the number of the arithmetic
 * @param fingerprint of the numbers of the steps, in hexadecimal digits: other data give another
 *     one
 */
record Sheet(
    String name,
    String script,
    int steps,
    List<Integer> places,
    long seed,
    int language,
    int arithmetic,
    String fingerprint) {

  Sheet {
    places = List.copyOf(places);
  }

  /** What stands before it in a page. */
  static final String MARK = "neuronscript-worksheet";

  /** The number of this way to write it. */
  private static final String VERSION = "2";

  /** Only so far behind the mark the number of the way stands. */
  private static final int NEAR = 30;

  private static final Pattern WAY = Pattern.compile("\\b([0-9]{1,3}):");

  private static final String CHECKSUM = "checksum=";

  /**
   * Returns it as letters, digits, + / and =, with the number of the way before it. A checksum
   * within tells whether any of them was changed.
   */
  String encoded() {
    String head =
        String.join(
            "\n",
            "name=" + name.replace("\n", " "),
            "steps=" + steps,
            "places=" + places.stream().map(String::valueOf).collect(Collectors.joining(",")),
            "seed=" + seed,
            "language=" + language,
            "arithmetic=" + arithmetic,
            "fingerprint=" + fingerprint);
    String text = head + "\n\n" + script;
    byte[] bytes = (CHECKSUM + Checksum.of(text) + "\n" + text).getBytes(StandardCharsets.UTF_8);
    return VERSION + ":" + Base64.getEncoder().encodeToString(bytes);
  }

  /** Returns the same in lines of that many characters. */
  List<String> lines(int width) {
    String text = encoded();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < text.length(); i += width) {
      lines.add(text.substring(i, Math.min(text.length(), i + width)));
    }
    return lines;
  }

  /** Whether a page carries one, whole or damaged. */
  static boolean isIn(String page) {
    return way(page).isPresent();
  }

  private static Optional<MatchResult> way(String page) {
    int mark = page.indexOf(MARK);
    if (mark < 0) {
      return Optional.empty();
    }
    int start = mark + MARK.length();
    Matcher way = WAY.matcher(page).region(start, Math.min(page.length(), start + NEAR));
    return way.find() ? Optional.of(way.toMatchResult()) : Optional.empty();
  }

  /**
   * Returns what a page carries; empty if it is no worksheet.
   *
   * @throws UnusableSheet if it is a damaged one, or of another way to write it
   */
  static Optional<Sheet> in(String page) {
    Optional<MatchResult> way = way(page);
    if (way.isEmpty()) {
      return Optional.empty();
    }
    if (!way.get().group(1).equals(VERSION)) {
      throw new UnusableSheet(UnusableSheet.Reason.OTHER_VERSION);
    }
    StringBuilder letters = new StringBuilder();
    for (int i = way.get().end(); i < page.length(); i++) {
      char c = page.charAt(i);
      boolean letter =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || "+/=".indexOf(c) >= 0;
      if (letter) {
        letters.append(c);
      } else if (c != '%' && !Character.isWhitespace(c)) {
        break;
      }
    }
    int line =
        1 + (int) page.substring(0, way.get().start()).chars().filter(c -> c == '\n').count();
    try {
      String text =
          new String(Base64.getDecoder().decode(letters.toString()), StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      if (end < 0 || !text.startsWith(CHECKSUM + Checksum.of(text.substring(end + 1)) + "\n")) {
        throw UnusableSheet.damaged(line);
      }
      return Optional.of(
          read(text.substring(end + 1)).orElseThrow(() -> UnusableSheet.damaged(line)));
    } catch (IllegalArgumentException e) {
      throw UnusableSheet.damaged(line);
    }
  }

  private static Optional<Sheet> read(String text) {
    int end = text.indexOf("\n\n");
    if (end < 0) {
      return Optional.empty();
    }
    Map<String, String> head = new HashMap<>();
    for (String line : text.substring(0, end).split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        head.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    try {
      return Optional.of(
          new Sheet(
              head.getOrDefault("name", ""),
              text.substring(end + 2),
              Integer.parseInt(head.getOrDefault("steps", "")),
              Arrays.stream(head.getOrDefault("places", "").split(",", -1))
                  .map(Integer::valueOf)
                  .toList(),
              Long.parseLong(head.getOrDefault("seed", "")),
              Integer.parseInt(head.getOrDefault("language", "")),
              Integer.parseInt(head.getOrDefault("arithmetic", "")),
              head.getOrDefault("fingerprint", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
