package io.github.neuronscript.handout;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;

/** The marks of a worksheet that was filled in. Immutable. */
public final class Marks {

  private static final int LONGEST = 40;

  /** So many lines that are not understood may stand beside answers, or more with more answers. */
  private static final int MOST_UNREAD = 10;

  private final List<Marking.Mark> marks;
  private final List<String> unread;

  private Marks(List<Marking.Mark> marks, List<String> unread) {
    this.marks = List.copyOf(marks);
    this.unread = List.copyOf(unread);
  }

  /**
   * Marks what was handed in.
   *
   * @param answers a line for each number, or CSV
   * @param page the worksheet, in any of the formats
   * @param options to run its script with, which read its data
   * @throws UnusableSheet if the page is no worksheet or a damaged one, its numbers come out
   *     otherwise now, or the answers are a page, too
   * @throws NeuronScriptException if its script fails
   */
  public static Marks of(String answers, String page, Options options) {
    Objects.requireNonNull(options, "options");
    Sheet sheet =
        Sheet.in(page)
            .orElseThrow(
                () ->
                    new UnusableSheet(
                        Sheet.isIn(answers)
                            ? UnusableSheet.Reason.OTHER_WAY_ROUND
                            : UnusableSheet.Reason.NO_WORKSHEET));
    if (sheet.language() != NeuronScript.LANGUAGE
        || sheet.arithmetic() != NeuronScript.ARITHMETIC) {
      throw new UnusableSheet(UnusableSheet.Reason.OTHER_VERSION);
    }
    Handout handout =
        Handout.of(Source.of(sheet.name(), sheet.script()), options, OptionalInt.of(sheet.steps()));
    Worksheet worksheet = Worksheet.at(handout, sheet.places());
    if (!worksheet.fingerprint().equals(sheet.fingerprint())) {
      throw new UnusableSheet(UnusableSheet.Reason.OTHER_NUMBERS);
    }
    Answers handedIn = Answers.read(answers, worksheet.names());
    if (Sheet.isIn(answers) || isPage(handedIn)) {
      throw new UnusableSheet(UnusableSheet.Reason.NO_ANSWERS);
    }
    List<String> unread = new ArrayList<>(handedIn.unread());
    int blanks = sheet.places().size();
    handedIn.texts().keySet().stream()
        .sorted()
        .filter(number -> number < 1 || number > blanks)
        .forEach(
            number ->
                unread.add(
                    "there is no number (" + number + "): the sheet has (1) to (" + blanks + ")"));
    return new Marks(Marking.of(worksheet, handedIn), unread);
  }

  /** Whether most of many lines are no answers: a handout, or another text. */
  private static boolean isPage(Answers handedIn) {
    int unread = handedIn.unread().size();
    return unread > MOST_UNREAD && unread > handedIn.texts().size();
  }

  /** Returns the points, in halves. */
  public int halfPoints() {
    return marks.stream().mapToInt(mark -> mark.verdict().halves()).sum();
  }

  /** Returns how many numbers there were to fill in. */
  public int blanks() {
    return marks.size();
  }

  /** Returns the marks as lines of text, without line ends: each number, and the points. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int symbols = width(marks, Marking.Mark::symbol);
    int given = width(marks, Marks::given);
    int numbers = width(marks, mark -> number(mark));
    for (Marking.Mark mark : marks) {
      lines.add(
          padded(number(mark), numbers)
              + "  "
              + padded(mark.symbol(), symbols)
              + "  "
              + padded(given(mark), given)
              + "  "
              + words(mark));
      mark.remarks().forEach(remark -> lines.add(" ".repeat(numbers + 2) + remark));
    }
    lines.addAll(unread);
    lines.add("");
    lines.add(
        points(halfPoints()) + " of " + marks.size() + (marks.size() == 1 ? " point" : " points"));
    return lines;
  }

  private static String number(Marking.Mark mark) {
    return "(" + mark.number() + ")";
  }

  /** What was written, as far as a line has room for it. */
  private static String given(Marking.Mark mark) {
    String text = mark.given();
    return length(text) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private static String words(Marking.Mark mark) {
    return switch (mark.verdict()) {
      case RIGHT -> "right";
      case FOLLOWS -> "right by what went before; the page has " + mark.right();
      case NEARLY_FOLLOWS -> "half right by what went before; the page has " + mark.right();
      case ROUNDED_WRONGLY -> "half right; the page has " + mark.right();
      case TOO_COARSE -> "half right; the page has " + mark.right();
      case WRONG -> "wrong; right is " + mark.right();
      case NOT_WORKED_OUT -> "not worked out; right is " + mark.right();
      case NOT_A_NUMBER -> "not a number; right is " + mark.right();
      case MISSING -> "missing; right is " + mark.right();
    };
  }

  private static String points(int halves) {
    return halves / 2 + (halves % 2 == 0 ? "" : ".5");
  }

  private static int width(List<Marking.Mark> marks, Function<Marking.Mark, String> text) {
    return marks.stream().mapToInt(mark -> length(text.apply(mark))).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - length(text));
  }
}
