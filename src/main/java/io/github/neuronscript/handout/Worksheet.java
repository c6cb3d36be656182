package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberReader;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.neuron.Randomness;
import io.github.neuronscript.render.Numbers;
import io.github.neuronscript.render.SvgPlot;
import io.github.neuronscript.trace.Line;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A page with numbers left out. Each of them can be calculated from what stands before it, and
 * stands nowhere else on the page.
 */
final class Worksheet {

  /** A number in any way that people write one. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "((?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)(?:[eE][−+-]?[0-9]+)?)"
              + "(?:\\s?[·×*]\\s?10\\^\\(?[−-]?[0-9]+\\)?|\\s?%)?");

  private static final Pattern FRACTION = Pattern.compile("[0-9]+/[0-9]+");

  private static final Pattern TAG = Pattern.compile("<style>[^<]*</style>|<[^>]*>");

  /** Enough to tell every double from every other. */
  private static final int EXACT = 17;

  /** Of so many digits a number that is rounded would be marked as right. */
  private static final int TELLING_DIGITS = 3;

  /** Only numbers that are so near can be the same. */
  private static final double NEAR = 0.1;

  /** Fewer significant digits than this are no task. */
  private static final int LEAST_DIGITS = 2;

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
    ScriptText script = ScriptText.of(handout.source());
    List<CalculatedLines.Candidate> chosen = new ArrayList<>();
    List<CalculatedLines.Candidate> order = shuffled(handout, script, seed);
    for (CalculatedLines.Candidate candidate : order) {
      if (chosen.size() == count) {
        break;
      }
      if (isHidden(candidate.value(), handout, script)) {
        chosen.add(candidate);
      }
    }
    if (chosen.size() < count) {
      throw new TooManyBlanks(
          count, chosen.size(), handout.reason(handout.composer(Gaps.NONE, script)));
    }
    chosen.sort((a, b) -> Integer.compare(a.index(), b.index()));
    return new Worksheet(handout, script, chosen);
  }

  /** Returns the worksheet whose numbers stand in some lines of the steps. */
  static Worksheet at(Handout handout, List<Integer> places) {
    ScriptText script = ScriptText.of(handout.source());
    List<CalculatedLines.Candidate> blanks =
        handout.composer(Gaps.NONE, script).candidates().stream()
            .filter(candidate -> places.contains(candidate.index()))
            .toList();
    return new Worksheet(handout, script, blanks);
  }

  /** Kind after kind, one of each in turn. */
  private static List<CalculatedLines.Candidate> shuffled(
      Handout handout, ScriptText script, long seed) {
    Composer whole = handout.composer(Gaps.NONE, script);
    Map<String, List<CalculatedLines.Candidate>> kinds = new LinkedHashMap<>();
    Set<Number> seen = new HashSet<>();
    for (CalculatedLines.Candidate candidate : whole.candidates()) {
      String text = Numbers.text(candidate.value(), whole.digits());
      boolean task =
          CalculatedLines.isWorthAsking(candidate.value())
              && text.chars().filter(c -> c >= '1' && c <= '9').count() >= LEAST_DIGITS;
      if (seen.add(candidate.value()) && task) {
        kinds.computeIfAbsent(kind(candidate.line()), k -> new ArrayList<>()).add(candidate);
      }
    }
    Randomness randomness = new Randomness(seed, "blanks");
    List<List<CalculatedLines.Candidate>> mixed = new ArrayList<>();
    for (List<CalculatedLines.Candidate> kind : kinds.values()) {
      mixed.add(mixed(kind, randomness, mixed.size() + 1));
    }
    mixed = mixed(mixed, randomness, 0);
    List<CalculatedLines.Candidate> order = new ArrayList<>();
    int longest = mixed.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (List<CalculatedLines.Candidate> kind : mixed) {
        if (i < kind.size()) {
          order.add(kind.get(i));
        }
      }
    }
    return order;
  }

  private static <T> List<T> mixed(List<T> list, Randomness randomness, int which) {
    int[] order = new int[list.size()];
    randomness.shuffle(order, which);
    List<T> mixed = new ArrayList<>();
    for (int i : order) {
      mixed.add(list.get(i));
    }
    return mixed;
  }

  /** Returns what a line calculates: gradients of all weights are of one kind. */
  private static String kind(Line line) {
    if (line.symbol() instanceof Partial partial) {
      boolean ofParameter =
          partial.by().role() == Variable.Role.WEIGHT || partial.by().role() == Variable.Role.BIAS;
      return "∂" + partial.of().name() + "/∂" + (ofParameter ? "" : partial.by().name());
    }
    return line.becomes() ? "←" : FormulaWriter.symbols(line.symbol());
  }

  /** Whether a page without a number tells it nowhere. */
  private static boolean isHidden(Number value, Handout handout, ScriptText script) {
    Composer composer = handout.composer(new Gaps(List.of(value)), script);
    return composer.usedTooEarly().isEmpty()
        && !tells(text(composer.blocks()), value, composer.digits());
  }

  /** Returns all that can be read on a page, also in its pictures. */
  static String text(List<Block> blocks) {
    String page = MarkdownPage.write(new Page("", blocks, Optional.empty()));
    return page
        + blocks.stream()
            .filter(Block.Picture.class::isInstance)
            .map(block -> TAG.matcher(SvgPlot.svg(((Block.Picture) block).plot())).replaceAll(" "))
            .collect(Collectors.joining("\n"));
  }

  /**
   * Whether a number of a text is a value, whatever its sign: as the page would show it, or so near
   * that it would be marked as right.
   *
   * @param digits of the page
   */
  static boolean tells(String text, Number value, int digits) {
    double size = Math.abs(value.doubleValue());
    String rounded = NumberWriter.rounded(size, digits);
    double unit = size == 0 ? 0 : StrictMath.pow(10, Math.floor(StrictMath.log10(size)) - digits);
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      boolean percent = numbers.group().endsWith("%");
      String plain = numbers.group(1).replace('−', '-').replace(',', '.').replace('E', 'e');
      double number = NumberReader.parse(plain.startsWith(".") ? "0" + plain : plain);
      if (NumberWriter.rounded(number, digits).equals(rounded)) {
        return true;
      }
      double near = percent ? number / 100 : number;
      boolean isPower = numbers.group().length() > numbers.group(1).length() && !percent;
      if ((isPower || Math.abs(near - size) <= NEAR * size)
          && Answer.read(numbers.group())
              .filter(a -> a.is(size))
              .filter(a -> a.digits() >= TELLING_DIGITS || a.isWithin(size, 5 * unit))
              .isPresent()) {
        return true;
      }
    }
    String hidden = Numbers.text(value, digits).replace("−", "");
    Matcher fractions = FRACTION.matcher(text);
    while (fractions.find()) {
      if (fractions.group().equals(hidden)
          || Answer.read(fractions.group()).filter(a -> a.is(size)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Gaps gaps() {
    return new Gaps(blanks.stream().map(CalculatedLines.Candidate::value).toList());
  }

  /** Returns the lines of the steps; the index of a blank is that of one of them. */
  Calculation calculation() {
    return new Calculation(handout.composer(Gaps.NONE, script).lines());
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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(numbers.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
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
                    "Give at least three significant digits, and calculate with all that you"
                        + " have. Hand in a text file with a line for each number, such as "
                        + example()
                        + " are read, too. `nn mark answers.txt` and the file of this page mark"
                        + " it."))));
    List<Block.Picture> pictures = handout.pictures().stream().filter(this::tellsNoBlank).toList();
    if (!pictures.isEmpty()) {
      blocks.add(new Block.Heading(2, Handout.PICTURES));
      blocks.addAll(pictures);
    }
    return new Page(title, blocks, Optional.of(sheet));
  }

  /** Whether no number beside a picture is one that is left out, as weights beside a boundary. */
  private boolean tellsNoBlank(Block.Picture picture) {
    String text = text(List.of(picture));
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
