package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Options;
import io.github.neuronscript.Sample;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.NumberWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of a worksheet stands nowhere on it, and can be calculated. */
class WorksheetTest {

  private static final List<String> SCRIPTS =
      List.of("by_hand", "and", "or", "own_activation", "look_inside", "iris");

  private static final Pattern KEY = Pattern.compile("(?m)^([0-9]+): (.*)$");

  private static final Pattern NUMBER =
      Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?:e[−-]?[0-9]+)?(?:/[0-9]+)?");

  private static final Pattern CARRIED = Pattern.compile("2:([A-Za-z0-9+/=%\\s]+)");

  private static List<Arguments> sheets() {
    return SCRIPTS.stream()
        .flatMap(s -> IntStream.of(1, 2, 3).mapToObj(seed -> Arguments.of(s, seed)))
        .toList();
  }

  /** Of each script one or two. */
  static List<Arguments> someSheets() {
    return Sample.oneOf(2, 0, sheets());
  }

  static List<Arguments> otherSheets() {
    return Sample.others(2, 0, sheets());
  }

  private static Path path(String script) {
    return Pages.path("scripts/" + script + ".nn");
  }

  private static int most(Handout handout) {
    return assertThrows(
            TooManyBlanks.class, () -> handout.worksheet(PageFormat.MARKDOWN, 10_000, 1))
        .most();
  }

  /** As many as are wanted, or as there are; to find the most of all takes seconds. */
  private static int atMost(int wanted, Handout handout) {
    try {
      return key(handout, wanted, 1).size();
    } catch (TooManyBlanks few) {
      return few.most();
    }
  }

  /** Reads the numbers of a key as they stand there. */
  private static List<String> key(Handout handout, int blanks, int seed) {
    List<String> numbers = new ArrayList<>();
    Matcher lines = KEY.matcher(handout.key(PageFormat.MARKDOWN, blanks, seed));
    while (lines.find()) {
      numbers.add(lines.group(2));
    }
    assertEquals(blanks, numbers.size());
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("someSheets")
  void numberStandsNowhereElse(String script, int seed) {
    assertNowhereElse(script, seed);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("otherSheets")
  void soAreOtherSheets(String script, int seed) {
    assertNowhereElse(script, seed);
    assertAllPoints(script, seed);
  }

  private static void assertNowhereElse(String script, int seed) {
    Handout handout = Pages.handout(path(script), 3);
    int blanks = atMost(4 + 3 * seed, handout);
    assertTrue(blanks > 0, "nothing can be left out of " + script);
    List<String> left = key(handout, blanks, seed);
    for (PageFormat format : PageFormat.values()) {
      String sheet = handout.worksheet(format, blanks, seed);
      // What is read: not the styles, the places of lines in a picture, or what is carried.
      String read = visible(sheet) + "\n" + carried(sheet);
      for (String number : left) {
        assertFalse(tells(read, number), () -> number + " stands on the sheet:\n" + read);
      }
    }
  }

  /** Beside the boundary stand the new weights, which are left out. */
  @Test
  void pictureThatTellsABlankIsNotThere() {
    Handout handout =
        Pages.ofText(
            """
            inputs x1, x2
            weights 0.43, -0.27
            bias 0.11
            data { 0.11, 0.93 -> 0; 0.92, 0.13 -> 1 }
            step
            """);
    assertTrue(handout.page(PageFormat.MARKDOWN).contains("plot  decision boundary"));
    String sheet = handout.worksheet(PageFormat.MARKDOWN, most(handout), 1);
    assertFalse(sheet.contains("plot  decision boundary"), sheet);
    String and = Pages.handout(path("and"), 3).worksheet(PageFormat.MARKDOWN, 8, 1);
    assertTrue(and.contains("plot  cost by epoch"), and);
  }

  private static String visible(String sheet) {
    return CARRIED
        .matcher(sheet.replaceAll("(?s)<style>.*?</style>", " ").replace("\\ ", " "))
        .replaceAll(" ")
        .replaceAll("\\\\(put|qbezier|line|circle\\*?)(\\([-0-9.,]+\\)|\\{[0-9.]+\\})+", " ")
        .replaceAll("(?:d|points|x|y|x1|x2|y1|y2|cx|cy|transform|viewBox)=\"[^\"]*\"", " ");
  }

  private static String carried(String sheet) {
    Matcher matcher = CARRIED.matcher(sheet.substring(sheet.indexOf("neuronscript-worksheet")));
    assertTrue(matcher.find());
    String letters = matcher.group(1).replaceAll("[^A-Za-z0-9+/=]", "");
    String text =
        new String(Base64.getDecoder().decode(letters), java.nio.charset.StandardCharsets.UTF_8);
    return text.replaceAll("(?:checksum|fingerprint)=[0-9a-f]+", "");
  }

  /** Whether a text has a number that is the other one at six digits, whatever its sign. */
  private static boolean tells(String text, String number) {
    String size = number.replace("−", "");
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      String found = matcher.group().replace("−", "-");
      if (found.equals(size)) {
        return true;
      }
      if (!found.contains("/") && !size.contains("/")) {
        String rounded = NumberWriter.rounded(Double.parseDouble(found), 6);
        if (rounded.equals(NumberWriter.rounded(Double.parseDouble(size.replace("−", "-")), 6))) {
          return true;
        }
      }
    }
    return false;
  }

  /** With a script that trains in one batch from zeros, where the first outputs are all ½. */
  @ParameterizedTest
  @ValueSource(strings = {"exam_hours", "judged"})
  void kindThatWasNotAskedForYetComesFirst(String script) {
    Handout handout = Pages.handout(path(script), Handout.STEPS);
    String sheet = handout.worksheet(PageFormat.MARKDOWN, 8, 1);
    for (String quantity : List.of("∂C/∂\\S+", "(?:w\\d+|b) +←.*", "z .*", "ŷ .*", "L .*")) {
      Pattern asked =
          Pattern.compile("(?m)^" + quantity + " [^\n]*(?:\n +[^\n]*)*?\\([0-9]+\\) ____");
      assertTrue(asked.matcher(sheet).find(), () -> quantity + " is not asked for:\n" + sheet);
    }
    long scaled =
        sheet.lines().filter(l -> l.matches(".*\\)/[0-9.]+ +[=≈] \\([0-9]+\\) ____.*")).count();
    assertTrue(scaled <= 2, sheet);
  }

  /** From w ← 0.1 − 0.5·[5] ≈ 0.2 the gradient could be had without the chain rule. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void updateThatTellsALeftOutGradientIsLeftOut(long seed) {
    String sheet =
        Pages.handout(path("by_hand"), Handout.STEPS).worksheet(PageFormat.MARKDOWN, 8, seed);
    assertTrue(sheet.matches("(?s).*∂L/∂(w1|w2|b) [^\\n]*\\) ____.*"), sheet);
    Pattern told = Pattern.compile("(?m)^\\S+ +← .*\\[[0-9]+\\] +[=≈] [−0-9].*$");
    assertFalse(told.matcher(sheet).find(), sheet);
  }

  /** The gradients of two equal inputs are the same number, and each is asked for. */
  @Test
  void equalNumbersOfTheirOwnAreBlanksOfTheirOwn() {
    Handout handout =
        Pages.ofText(
            """
            inputs x1 = 0.37, x2 = 0.37
            weights w1 = 0.41, w2 = -0.23
            bias 0.11
            target 1
            step
            forward
            """);
    int most = most(handout);
    String sheet = handout.worksheet(PageFormat.MARKDOWN, most, 1);
    Matcher first = Pattern.compile("∂L/∂w1 = .* \\(([0-9]+)\\) ____").matcher(sheet);
    Matcher second = Pattern.compile("∂L/∂w2 = .* \\(([0-9]+)\\) ____").matcher(sheet);
    assertTrue(first.find() && second.find(), sheet);
    // Each is named where it is used.
    assertTrue(sheet.contains("= 0.41 − 0.1·[" + first.group(1) + "]"), sheet);
    assertTrue(sheet.contains("= −0.23 − 0.1·[" + second.group(1) + "]"), sheet);
    // With few blanks it is asked for once, and named where it stands again.
    for (int blanks = 1; blanks < most; blanks++) {
      String fewer = handout.worksheet(PageFormat.MARKDOWN, blanks, 1);
      boolean both = fewer.matches("(?s).*∂L/∂w2 = [^\n]*\\) ____.*");
      boolean one = fewer.matches("(?s).*∂L/∂w1 = [^\n]*\\) ____.*");
      assertTrue(one || !both, fewer);
      assertFalse(one && fewer.matches("(?s).*∂L/∂w2 = [^\n]* ≈ −?0\\..*"), fewer);
    }
    String key = String.join("\n", handout.key(PageFormat.MARKDOWN, most, 1).lines().toList());
    Marks marks =
        Marks.of(
            String.join("\n", key.lines().filter(l -> KEY.matcher(l).matches()).toList()),
            handout.worksheet(PageFormat.HTML, most, 1),
            Options.defaults());
    assertEquals(2 * most, marks.halfPoints(), String.join("\n", marks.lines()));
  }

  /** A product with 1 is the same number once more, and no task. */
  @Test
  void copiesAreNoBlanks() {
    String sheet =
        Pages.ofText(
                "inputs x = 0.37\nweights w = 0.41\nbias 0.11\nloss cross_entropy\ntarget 1\n"
                    + "step\n")
            .worksheet(PageFormat.MARKDOWN, 5, 1);
    assertTrue(sheet.contains("∂L/∂b = ∂L/∂z·∂z/∂b"), sheet);
    assertFalse(sheet.matches("(?s).*∂L/∂b [^\n]*____.*"), sheet);
  }

  /** The key, handed in, is all right: so each number can be calculated again from the sheet. */
  @ParameterizedTest
  @MethodSource("someSheets")
  void keyGetsAllPoints(String script, int seed) {
    assertAllPoints(script, seed);
  }

  private static void assertAllPoints(String script, int seed) {
    Path path = path(script);
    Handout handout = Pages.handout(path, 3);
    int blanks = atMost(4 + 3 * seed, handout);
    String answers =
        String.join(
            "\n",
            handout
                .key(PageFormat.MARKDOWN, blanks, seed)
                .lines()
                .filter(line -> KEY.matcher(line).matches())
                .toList());
    for (PageFormat format : PageFormat.values()) {
      String sheet = handout.worksheet(format, blanks, seed);
      Marks marks = Marks.of(answers, sheet, Pages.options(path));
      assertEquals(2 * blanks, marks.halfPoints(), String.join("\n", marks.lines()));
    }
  }

  static Stream<String> otherNeurons() {
    return Stream.of(
        """
        set numbers exact
        inputs x1 = 1/2, x2 = 2/3
        weights w1 = 3/7, w2 = -1/5
        bias 1/10
        activation linear
        loss mse
        learning rate 1/3
        target 1
        step
        forward
        """,
        """
        set numbers decimal 20
        inputs x = 0.37
        weights w = 0.7
        bias 0.11
        target 1
        step
        """,
        """
        inputs x1, x2
        weights w1 = 0.31, w2 = 0.42
        bias 0.13
        loss cross_entropy
        penalty l2(0.03)
        learning rule adam(0.9, 0.999)
        learning rate 0.07
        data { 1, 0.5 -> 1; 0.2, 0.7 -> 0 }
        train 2 epochs
        """,
        """
        inputs x1, x2
        weights w1 = 0.31, w2 = 0.42
        bias none
        activation tanh
        cost sum
        learning rule momentum(0.9)
        data { 1, 0.5 -> 1; 0.2, 0.7 -> -1 }
        scale standard
        train 2 epochs
        """);
  }

  @ParameterizedTest
  @MethodSource("otherNeurons")
  void keyOfAnyNeuronGetsAllPoints(String script) {
    Handout handout = Pages.ofText(script);
    int blanks = most(handout);
    assertTrue(blanks >= 5, "only " + blanks);
    String answers = handout.key(PageFormat.MARKDOWN, blanks, 1);
    String lines =
        String.join("\n", answers.lines().filter(line -> KEY.matcher(line).matches()).toList());
    String sheet = handout.worksheet(PageFormat.HTML, blanks, 1);
    Marks marks = Marks.of(lines, sheet, Options.defaults());
    assertEquals(2 * blanks, marks.halfPoints(), String.join("\n", marks.lines()));
  }

  @Test
  void seedChoosesTheNumbers() {
    Handout handout = Pages.handout(path("and"), 5);
    String one = handout.worksheet(PageFormat.MARKDOWN, 6, 1);
    assertEquals(one, handout.worksheet(PageFormat.MARKDOWN, 6, 1));
    assertNotEquals(key(handout, 6, 1), key(handout, 6, 2));
  }

  @Test
  void numbersAreOfManyKinds() {
    String key = Pages.handout(path("and"), 5).key(PageFormat.MARKDOWN, 7, 1);
    for (String kind : List.of(" z ", " ŷ ", " L ", " ∂L/∂ŷ ", " ∂ŷ/∂z ", " ← ")) {
      assertTrue(key.contains(kind), kind + " is missing:\n" + key);
    }
  }

  @Test
  void usesOfAGapNameIt() {
    Handout handout = Pages.handout(path("by_hand"), 5);
    String sheet = handout.worksheet(PageFormat.MARKDOWN, most(handout), 1);
    assertTrue(sheet.contains("= 1/(1 + e^−[1])  ≈ (2) ____"), sheet);
    assertTrue(sheet.contains("= [4]·[5]·0.5"), sheet);
  }

  @Test
  void expectationsAreNotOnTheSheet() {
    Handout handout =
        Pages.ofText(
            "inputs x = 0.3\nweights w = 0.7\nbias 0.2\n"
                + "forward; expect z > 0.4  # stays\n"
                + "expect (output\n  > 0.1)  # goes\nforward\n");
    String sheet = handout.worksheet(PageFormat.MARKDOWN, 1, 1);
    assertFalse(sheet.contains("expect"), sheet);
    assertFalse(sheet.contains("goes"), sheet);
  }

  /** In a comment, or printed: such a number is no blank. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.535",
        "0,535",
        ".5349",
        ",535",
        "0.53494",
        "5.35e-1",
        "5.35E-1",
        "53.5 %",
        "53.49%",
        "5.349·10^-1",
        "-0.535",
        "ŷ=0.5349."
      })
  void roundedNumberTellsToo(String text) {
    assertTrue(Worksheet.tells("so it is " + text + " here", 0.5349429451582145, 6), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.53", "0.536", "0.5340", "0.0535", "53.5", "5.35", "1/2", "0.6 %"})
  void otherNumberTellsNothing(String text) {
    assertFalse(Worksheet.tells("so it is " + text + " here", 0.5349429451582145, 6), text);
  }

  @Test
  void shortNumberTellsWhatIsAsShort() {
    assertTrue(Worksheet.tells("z = .14", 0.13999999999999999, 6));
    assertTrue(Worksheet.tells("z = 7/50", 0.13999999999999999, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60, 97})
  void enoughStepsAreTheFewest(int blanks) {
    TooManyBlanks few =
        assertThrows(
            TooManyBlanks.class,
            () -> Pages.handout(path("and"), 3).worksheet(PageFormat.MARKDOWN, blanks, 1));
    int enough = few.enough().orElseThrow();
    Pages.handout(path("and"), enough).worksheet(PageFormat.MARKDOWN, blanks, 1);
    assertThrows(
        TooManyBlanks.class,
        () -> Pages.handout(path("and"), enough - 1).worksheet(PageFormat.MARKDOWN, blanks, 1));
  }

  @Test
  void exampleIsNoAnswer() {
    String sheet = Pages.handout(path("by_hand"), 5).worksheet(PageFormat.MARKDOWN, 13, 1);
    assertTrue(sheet.contains("such as `1: 0.125`; `0,125`, `1.25e-1` and `1/8` are read"), sheet);
    String other =
        Pages.ofText(
                "inputs x = 0.25\nweights w = 0.3\nbias 0.05\nactivation linear\ntarget 1\nstep\n")
            .worksheet(PageFormat.MARKDOWN, 2, 1);
    assertFalse(other.contains("0.125"), other);
    assertTrue(other.contains("such as `1: 0.375`; `0,375`, `3.75e-1` and `3/8`"), other);
  }

  /** As many as the page shows, although the script changes its mind later. */
  @Test
  void keyHasTheDigitsOfThePage() {
    String script =
        "inputs x = 0.37\nweights w = 0.6\nbias 0.21\ntarget 1\nforward\nset digits 2\nshow z\n";
    Handout handout = Pages.ofText(script);
    List<String> key = key(handout, 1, 1);
    String page = handout.page(PageFormat.MARKDOWN);
    assertTrue(page.contains(" " + key.get(0) + "\n") && key.get(0).length() > 4, key + page);
  }

  @Test
  void otherDataAreNoticed() {
    String script = "inputs x\ntarget y\ndata from \"a.csv\"\nweights w = 0.3\nbias 0.1\nstep\n";
    Handout handout =
        Handout.of(Source.of("a.nn", script), withData("x,y\n0.37,1\n"), OptionalInt.empty());
    String sheet = handout.worksheet(PageFormat.HTML, 3, 1);
    assertEquals(3, Marks.of("", sheet, withData("x,y\n0.37,1\n")).blanks());
    UnusableSheet other =
        assertThrows(UnusableSheet.class, () -> Marks.of("", sheet, withData("x,y\n0.38,1\n")));
    assertEquals(UnusableSheet.Reason.OTHER_NUMBERS, other.reason());
  }

  /** One letter changed, added or lost anywhere in it, and also its end. */
  @ParameterizedTest
  @EnumSource(PageFormat.class)
  void damagedSheetIsNoticed(PageFormat format) {
    String sheet = Pages.handout(path("by_hand"), 5).worksheet(format, 3, 1);
    int start = sheet.indexOf("2:", sheet.indexOf("neuronscript-worksheet")) + 2;
    int line = (int) sheet.substring(0, start).chars().filter(c -> c == '\n').count() + 1;
    for (int at : new int[] {start, start + 7, start + 100, start + 701}) {
      char other = sheet.charAt(at) == 'Q' ? 'R' : 'Q';
      String before = sheet.substring(0, at);
      for (String damaged :
          List.of(
              before + other + sheet.substring(at + 1),
              before + other + sheet.substring(at),
              before + sheet.substring(at + 1),
              before + "?" + sheet.substring(at + 1),
              before)) {
        UnusableSheet refused =
            assertThrows(UnusableSheet.class, () -> Marks.of("", damaged, Options.defaults()));
        assertEquals(UnusableSheet.Reason.DAMAGED, refused.reason());
        assertEquals(line, refused.line());
      }
    }
    String older = sheet.substring(0, start - 2) + "1:" + sheet.substring(start);
    UnusableSheet refused =
        assertThrows(UnusableSheet.class, () -> Marks.of("", older, Options.defaults()));
    assertEquals(UnusableSheet.Reason.OTHER_VERSION, refused.reason());
  }

  private static Options withData(String csv) {
    return Options.defaults()
        .files(
            (script, path) ->
                new java.io.ByteArrayInputStream(
                    csv.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void pageIsNoWorksheet() {
    String page = Pages.handout(path("by_hand"), 5).page(PageFormat.HTML);
    UnusableSheet none =
        assertThrows(UnusableSheet.class, () -> Marks.of("1: 2", page, Options.defaults()));
    assertEquals(UnusableSheet.Reason.NO_WORKSHEET, none.reason());
  }
}
