package io.github.neuronscript.handout;

import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.trace.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A page with numbers left out. Each of them can be calculated from what stands before it, and
 * stands nowhere else on the page.
 */
final class Worksheet {

  /** Enough to tell every double from every other. */
  private static final int EXACT = 17;

  private final Handout handout;
  private final ScriptText script;
  private final List<CalculatedLines.Candidate> blanks;

  private Worksheet(Handout handout, ScriptText script, List<CalculatedLines.Candidate> blanks) {
    this.handout = handout;
    this.script = script;
    this.blanks = List.copyOf(blanks);
  }

  /**
   * Chooses numbers to leave out: of as many kinds as can be.
   *
   * @param handout of a script without expectations
   * @throws TooManyBlanks if there are not so many
   */
  static Worksheet of(Handout handout, int count, long seed) {
    ScriptText script = handout.script();
    return new Worksheet(handout, script, BlankChoice.of(handout, script, count, seed));
  }

  /** Returns the worksheet of numbers that were chosen. */
  static Worksheet of(Handout handout, List<CalculatedLines.Candidate> chosen) {
    return new Worksheet(handout, handout.script(), chosen);
  }

  /** Returns the worksheet whose numbers stand in some lines of the steps. */
  static Worksheet at(Handout handout, List<Integer> places) {
    ScriptText script = handout.script();
    List<CalculatedLines.Candidate> blanks =
        handout.composer(Gaps.NONE, script).candidates().stream()
            .filter(candidate -> places.contains(candidate.index()))
            .toList();
    return new Worksheet(handout, script, blanks);
  }

  /** Whether a text tells a value, whatever its sign. */
  static boolean tells(String text, Number value, int digits) {
    ToldNumbers told = new ToldNumbers();
    told.add(text);
    return told.tell(value, digits);
  }

  private Gaps gaps() {
    return new Gaps(blanks, 1);
  }

  /** Returns the lines of the steps; the index of a blank is that of one of them. */
  Calculation calculation() {
    return new Calculation(handout.composer(Gaps.NONE, script).lines());
  }

  /** Returns the examples in steps at most. */
  int steps() {
    return handout.steps();
  }

  /** Returns the numbers that are left out, in the order of the page. */
  List<CalculatedLines.Candidate> blanks() {
    return blanks;
  }

  /** Returns what stands for all numbers of the steps. */
  String fingerprint() {
    List<Line> lines = handout.composer(Gaps.NONE, script).lines();
    String numbers =
        lines.stream()
            .map(
                line ->
                    FormulaWriter.symbols(line.symbol())
                        + " "
                        + NumberWriter.written(line.result(), EXACT))
            .collect(Collectors.joining("\n"));
    return Checksum.of(numbers);
  }

  /** Returns the text of the script. */
  String script() {
    return handout.source().text();
  }

  /** Returns with how many digits each blank is shown, by the index of its line. */
  Map<Integer, Integer> digits() {
    return blanks.stream()
        .collect(
            Collectors.toMap(CalculatedLines.Candidate::index, CalculatedLines.Candidate::digits));
  }

  /** Returns the page to be filled in. */
  Page page(Sheet sheet, PageFormat format) {
    List<Block> blocks = new ArrayList<>(handout.composer(gaps(), script).blocks());
    String title = "Worksheet: " + script.title();
    blocks.set(0, new Block.Heading(1, title));
    int n = blanks.size();
    blocks.addAll(
        1,
        List.of(
            new Block.Paragraph(
                Phrase.plain(
                    (n == 1
                            ? "One number is left out below. It can"
                            : n + " numbers are left out below, (1) to (" + n + "). Each can")
                        + " be calculated from what stands before it. A number in "
                        + (format == PageFormat.MARKDOWN ? "square brackets" : "a small box")
                        + " stands for the one that you found there.")),
            new Block.Paragraph(
                Phrase.of(
                    "Give the number itself, with at least three significant digits, and go on with"
                        + " all the digits that you have. Hand in a text file with a line for each"
                        + " number, such as "
                        + example()
                        + " are read, too. `nn mark answers.txt PAGE` marks it, where PAGE is the"
                        + " file of this page."))));
    List<Block.Picture> pictures = handout.pictures().stream().filter(this::tellsNoBlank).toList();
    if (!pictures.isEmpty()) {
      blocks.add(new Block.Heading(2, Handout.PICTURES));
      blocks.addAll(pictures);
    }
    return new Page(title, blocks, Optional.of(sheet));
  }

  /** Whether no number beside a picture is one that is left out, as weights beside a boundary. */
  private boolean tellsNoBlank(Block.Picture picture) {
    String text = BlankChoice.text(List.of(picture));
    return blanks.stream().noneMatch(blank -> tells(text, blank.value(), blank.digits()));
  }

  /** Returns ways to write a number that is no answer to any blank. */
  private String example() {
    int thousandths =
        IntStream.concat(IntStream.of(125, 375, 625, 875), IntStream.range(101, 1000))
            .filter(n -> blanks.stream().noneMatch(blank -> isNear(n / 1000.0, blank.value())))
            .findFirst()
            .orElse(100);
    int common = thousandths % 125 == 0 ? 125 : 1;
    String digits = Integer.toString(thousandths);
    return "`1: 0."
        + digits
        + "`; `0,"
        + digits
        + "`, `"
        + digits.charAt(0)
        + "."
        + digits.substring(1)
        + "e-1` and `"
        + thousandths / common
        + "/"
        + 1000 / common
        + "`";
  }

  private static boolean isNear(double number, Number value) {
    return Math.abs(number - Math.abs(value.doubleValue())) < 0.01 * number;
  }

  /** Returns the page with the answers. */
  Page key() {
    Composer composer = handout.composer(Gaps.NONE, script);
    List<Block> blocks = new ArrayList<>();
    String title = "Key: " + script.title();
    blocks.add(new Block.Heading(1, title));
    List<Equation> rows = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < blanks.size(); i++) {
      CalculatedLines.Candidate blank = blanks.get(i);
      rows.add(composer.keyed(i + 1, blank));
      String number = Numbers.text(blank.value(), blank.digits());
      lines.append(i + 1).append(": ").append(number).append('\n');
    }
    blocks.add(new Block.Equations(rows));
    blocks.add(new Block.Paragraph(Phrase.plain("As a file of answers:")));
    blocks.add(new Block.Code(lines.toString()));
    return new Page(title, blocks, Optional.empty());
  }

  /** Returns what each blank asks for. */
  List<QuantityName> names() {
    return blanks.stream().map(blank -> QuantityName.of(blank.line().symbol())).toList();
  }

  /** Returns where the blanks are, as indices of lines. */
  List<Integer> places() {
    return blanks.stream().map(CalculatedLines.Candidate::index).toList();
  }
}
