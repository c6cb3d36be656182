package io.github.neuronscript.handout;

import static java.util.stream.Collectors.joining;

import io.github.neuronscript.diagnostic.Escapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What somebody handed in: for each blank a text. Lines {@code 1: 0.535}, {@code (1) = 0,535} or
 * {@code 1 0.535}, or CSV with the columns {@code blank} and {@code value}. In place of the number
 * of a blank the name of its quantity may stand, if no other blank has it: {@code w2: −0.107}.
 * Empty lines and what begins with # do not count.
 *
 * @param texts by the number of the blank
 * @param unread what is said of lines that are not understood
 */
record Answers(Map<Integer, String> texts, List<String> unread) {

  private static final Pattern LINE =
      Pattern.compile(
          "[(\\[]?\\s*([0-9]{1,6})\\s*(?:[)\\]]\\s*[:=≈→]?|[:=≈→;\\t]|\\.(?=\\s)|(?=\\s))\\s*(.*)");

  private static final Pattern NAMED =
      Pattern.compile("[(\\[]?\\s*([^:=≈→←;\\t]{1,100}?)\\s*[)\\]]?\\s*[:=≈→←;\\t]=?\\s*(.*)");

  private static final Pattern NAMED_CSV =
      Pattern.compile("\"?([^\",;\\t]{1,100})\"?\\s*[,;\\t]\\s*(.*)");

  private static final String HOW_TO_WRITE =
      "write a line as `1: 0.535`, or for CSV begin with the line `blank,value`";

  /** A comment that may have been meant as an answer. */
  private static final Pattern HASHED = Pattern.compile("#\\s*[(\\[]?[0-9]{1,6}[)\\]]?\\s*[:=≈].*");

  private static final Pattern CSV = Pattern.compile("\"?([0-9]{1,6})\"?\\s*[,;\\t]\\s*(.*)");

  private static final Pattern HEAD =
      Pattern.compile("\"?blank\"?\\s*[,;\\t]\\s*\"?value\"?.*", Pattern.CASE_INSENSITIVE);

  /** Two words that name columns in another language, as in {@code Nr;Wert}. */
  private static final Pattern OTHER_HEAD =
      Pattern.compile("\"?(\\p{L}{1,20})[.:]?\"?[,;\\t]\"?\\p{L}{1,20}\"?");

  Answers {
    texts = Map.copyOf(texts);
    unread = List.copyOf(unread);
  }

  /**
   * Reads what was handed in.
   *
   * @param names of the quantities of the blanks, in their order
   */
  static Answers read(String text, List<QuantityName> names) {
    Reader reader = new Reader(names);
    text.lines().forEach(reader::line);
    return new Answers(reader.texts, reader.unread);
  }

  /** Reads one line after the other. */
  private static final class Reader {
    private final List<QuantityName> names;
    private final Map<Integer, String> texts = new TreeMap<>();
    private final List<String> unread = new ArrayList<>();
    private boolean csv;
    private int number;

    Reader(List<QuantityName> names) {
      this.names = names;
    }

    void line(String raw) {
      number++;
      String line = raw.replace("\ufeff", "").strip();
      if (HASHED.matcher(line).matches()) {
        unread("is not read, for it begins with #");
      }
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      if (texts.isEmpty() && isHead(line)) {
        csv = true;
        return;
      }
      Matcher numbered = (csv || isCsv(line) ? CSV : LINE).matcher(line);
      if (numbered.matches()) {
        answer(Integer.parseInt(numbered.group(1)), numbered.group(2));
        return;
      }
      Matcher named = (csv ? NAMED_CSV : NAMED).matcher(line);
      if (named.matches()) {
        named(named.group(1), named.group(2));
      } else {
        unread("is not read: " + HOW_TO_WRITE);
      }
    }

    private boolean isHead(String line) {
      Matcher other = OTHER_HEAD.matcher(line);
      return HEAD.matcher(line).matches()
          || other.matches() && blanks(QuantityName.of(other.group(1))).isEmpty();
    }

    /** Whether a line without a head can be nothing but CSV: 1,0.14 is no number, and 1,5 is. */
    private static boolean isCsv(String line) {
      Matcher cells = CSV.matcher(line);
      return cells.matches() && line.matches("\"?[0-9]+\"?\\s*,.*") && Answer.read(line).isEmpty();
    }

    private void named(String written, String value) {
      List<Integer> blanks = blanks(QuantityName.of(written));
      String name = Escapes.visible(written);
      if (blanks.size() == 1) {
        answer(blanks.get(0), value);
      } else if (blanks.isEmpty()) {
        unread("is not read: no blank asks for `" + name + "`; " + HOW_TO_WRITE);
      } else {
        unread(
            "is not read: "
                + blanks.stream().map(blank -> "(" + blank + ")").collect(joining(" and "))
                + " ask for `"
                + name
                + "`; write the number, as in `"
                + blanks.get(0)
                + ": 0.535`");
      }
    }

    private List<Integer> blanks(QuantityName name) {
      return IntStream.range(0, names.size())
          .filter(i -> names.get(i).equals(name))
          .mapToObj(i -> i + 1)
          .toList();
    }

    private void answer(int blank, String text) {
      String value = withoutComment(text);
      if (texts.containsKey(blank)) {
        unread("gives (" + blank + ") again, and only the first counts");
      } else if (!value.isEmpty()) {
        texts.put(blank, value);
      }
    }

    private void unread(String why) {
      unread.add("line " + number + " " + why);
    }
  }

  private static String withoutComment(String text) {
    int comment = text.indexOf('#');
    String value = (comment < 0 ? text : text.substring(0, comment)).strip();
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1).strip()
        : value;
  }
}
