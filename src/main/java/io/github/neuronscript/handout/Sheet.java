package io.github.neuronscript.handout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String VERSION = "1";

  /** Returns it as letters, digits, + / and =, with the number of the way before it. */
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
    byte[] bytes = (head + "\n\n" + script).getBytes(StandardCharsets.UTF_8);
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

  /** Returns what a page carries; empty if it is no worksheet, or a damaged one. */
  static Optional<Sheet> in(String page) {
    int mark = page.indexOf(MARK);
    int start = mark < 0 ? -1 : page.indexOf(VERSION + ":", mark);
    if (start < 0) {
      return Optional.empty();
    }
    StringBuilder letters = new StringBuilder();
    for (int i = start + VERSION.length() + 1; i < page.length(); i++) {
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
    try {
      byte[] bytes = Base64.getDecoder().decode(letters.toString());
      return read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
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
