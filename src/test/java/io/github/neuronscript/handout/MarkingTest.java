package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Options;
import io.github.neuronscript.formula.NumberWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Marks: what is right, what follows, and which mistake is named. */
class MarkingTest {

  private static final String BY_HAND =
      """
      inputs        x1 = 0.5, x2 = 0.8
      weights       w1 = 0.4, w2 = -0.2
      bias          b = 0.1
      activation    sigmoid
      loss          mse
      learning rate 0.3
      target        y = 1
      forward
      backward
      update
      forward
      """;

  /** The numbers of that script, by hand with a calculator, and not by the program. */
  private static final double Z = 0.14;

  private static final double OUTPUT = 1 / (1 + Math.exp(-Z));
  private static final double BY_OUTPUT = -2 * (1 - OUTPUT);
  private static final double SLOPE = OUTPUT * (1 - OUTPUT);
  private static final double BY_W1 = BY_OUTPUT * SLOPE * 0.5;
  private static final double BY_W2 = BY_OUTPUT * SLOPE * 0.8;

  /** A worksheet with every number left out that can be. */
  private record Full(String sheet, Map<String, Integer> numbers, Map<String, Integer> second) {

    private static final Pattern ROW = Pattern.compile("\\(([0-9]+)\\) (\\S+) +[=←]");

    static Full of(String script) {
      Handout handout = Pages.ofText(script);
      int most = 0;
      try {
        handout.worksheet(PageFormat.HTML, 1000, 1);
      } catch (TooManyBlanks e) {
        most = e.most();
      }
      Map<String, Integer> numbers = new TreeMap<>();
      Map<String, Integer> second = new TreeMap<>();
      Matcher rows = ROW.matcher(handout.key(PageFormat.MARKDOWN, most, 1));
      while (rows.find()) {
        int number = Integer.parseInt(rows.group(1));
        (numbers.containsKey(rows.group(2)) ? second : numbers).putIfAbsent(rows.group(2), number);
      }
      return new Full(handout.worksheet(PageFormat.HTML, most, 1), numbers, second);
    }

    /** Returns what is said of one number, handed in beside others. */
    String mark(String symbol, String answer, String... others) {
      return mark(numbers.get(symbol), answer, others);
    }

    /** Returns what is said of the number of a symbol in a pass, 1 or 2. */
    String mark(String symbol, int pass, String answer) {
      return mark((pass == 1 ? numbers : second).get(symbol), answer);
    }

    private String mark(int number, String answer, String... others) {
      String all = number + ": " + answer + "\n" + String.join("\n", others);
      List<String> lines = Marks.of(all, sheet, Options.defaults()).lines();
      StringBuilder said = new StringBuilder();
      boolean within = false;
      for (String line : lines) {
        within = line.startsWith("(" + number + ")") || within && line.startsWith("     ");
        said.append(within ? line.strip() + "\n" : "");
      }
      return said.toString();
    }

    /** Returns the number that is right, as it is shown. */
    String right(String symbol) {
      String said = mark(symbol, "");
      return said.substring(said.lastIndexOf(' ') + 1).strip().replace('−', '-');
    }

    String given(String symbol, double value) {
      return numbers.get(symbol) + ": " + digits(value);
    }
  }

  private static String digits(double value) {
    return NumberWriter.rounded(value, 6);
  }

  private static final Full SHEET = Full.of(BY_HAND);

  /** Two steps of tanh. */
  private static final Full TWICE =
      Full.of(BY_HAND.replace("sigmoid", "tanh") + "backward\nupdate\n");

  private static final double TANH_BY_Z =
      -2 * (1 - Math.tanh(Z)) * (1 - Math.tanh(Z) * Math.tanh(Z));
  private static final double TANH_W1 = 0.4 - 0.3 * TANH_BY_Z * 0.5;
  private static final double TANH_B = 0.1 - 0.3 * TANH_BY_Z;

  private static void assertNamed(String mistake, String said) {
    assertTrue(said.contains("wrong; right is") && said.contains(mistake), said);
  }

  private static final List<String> GUESSES =
      List.of(
          "0", "1", "-1", "1.00", "2", "-2", "0.5", "0.500", "0.25", "0.250", "0.1", "0.100",
          "0.01", "10", "1/2", "1/4");

  /** One number for all blanks is a guess. */
  @ParameterizedTest
  @ValueSource(strings = {"by_hand", "and"})
  void oneNumberForAllBlanksGetsNoPoint(String script) {
    Handout handout = Pages.handout(Pages.path("scripts/" + script + ".nn"), 5);
    for (int blanks : new int[] {3, 8, 13}) {
      String sheet = handout.worksheet(PageFormat.HTML, blanks, 1);
      for (String guess : GUESSES) {
        StringBuilder answers = new StringBuilder();
        for (int i = 1; i <= blanks; i++) {
          answers.append(i).append(": ").append(guess).append('\n');
        }
        Marks marks =
            Marks.of(
                answers.toString(), sheet, Pages.options(Pages.path("scripts/" + script + ".nn")));
        assertEquals(0, marks.halfPoints(), guess + "\n" + String.join("\n", marks.lines()));
      }
    }
  }

  /** A right number stays right beside the same one in a blank where it is wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"0.14", "0.140", "7/50", "14 %"})
  void rightNumberIsRightWhereverElseItStands(String z) {
    Marks marks = marks("by_hand", 8, "1: " + z, "5: " + z);
    String line = marks.lines().get(indexOf(marks.lines(), "(1)"));
    assertTrue(line.endsWith("  right"), line);
    assertTrue(saidOf(marks, "(5)").contains("wrong; right is"), saidOf(marks, "(5)"));
    assertEquals(2, marks.halfPoints());
  }

  /** What follows counts as it is calculated, and not as it is copied. */
  @Test
  void ownWrongNumberOnceMoreGetsNoPoint() {
    String said = SHEET.mark("∂L/∂b", "1", SHEET.given("∂L/∂ŷ", 1), SHEET.given("∂ŷ/∂z", 1));
    assertTrue(said.contains("wrong; right is") && said.contains("it only repeats"), said);
    String calculated =
        SHEET.mark("∂L/∂b", "0.06", SHEET.given("∂L/∂ŷ", 0.3), SHEET.given("∂ŷ/∂z", 0.2));
    assertTrue(calculated.contains("right by what went before"), calculated);
  }

  @ParameterizedTest
  @CsvSource({
    "ŷ, 0.534943, right",
    "ŷ, 0.535, right",
    "ŷ, '0,5349', right",
    "ŷ, 53.5 %, right",
    "ŷ, 5.3494e-1, right",
    "z, 0.14, right",
    "z, 7/50, right",
    "∂L/∂ŷ, minus 0.930, right",
    "∂L/∂ŷ, minus 0.9 = 0.930, not a number",
    "ŷ, 0.53494294515821449, right",
    "ŷ, 0.5350, rounded wrongly",
    "ŷ, 0.534, rounded wrongly",
    "ŷ, 0.53, three significant digits",
    "ŷ, 0.6, wrong",
    "ŷ, 0.5, wrong",
    "ŷ, 1, wrong",
    "ŷ, 0, wrong",
    "z, 0.1, wrong",
    "z, .1, wrong",
    "∂L/∂ŷ, -1, wrong",
    "∂L/∂ŷ, -0.93, right",
    "∂L/∂ŷ, -0.94, wrong",
    "∂L/∂w1, 0.0, wrong",
    "ŷ, half, not a number",
    "ŷ, 0.5349..., right",
    "ŷ, 0.53494…, right",
    "ŷ, '0.534942... ', right",
    "ŷ, 0.536..., wrong",
    "ŷ, 0.535 units, right",
    "ŷ, 53.5 percent, right",
    "∂ŷ/∂z, 1/4, 'close, but rounded too far: at least three significant digits'",
    "∂ŷ/∂z, 1/4, half right",
    "∂ŷ/∂z, 0.25, half right",
    "ŷ, 1/2, 'close, but rounded too far: at least three significant digits'",
    "ŷ, 8/15, 'close, but rounded too far: calculate with all digits'",
    "ŷ, 0.5325, 'close, but rounded too far: calculate with all digits'",
    "w1, 0.4-0.3*(-0.1157), 'not worked out; right is 0.434709'",
    "w1, 0.4−0.3·(−0.1157), 'it comes to 0.43471: write that number'",
    "ŷ, 1/(1+e^-0.14), it comes to 0.534943: write that number",
    "ŷ, 1/(1 + exp(-0.14)), it comes to 0.534943: write that number",
    "ŷ, 1/(1 + exp(, not a number",
    "ŷ, 0.5 and 0.6, write one number alone"
  })
  void numberIsJudgedAtItsDigits(String symbol, String answer, String expected) {
    String said = SHEET.mark(symbol, answer);
    assertTrue(said.contains(expected), said);
    assertEquals(expected.equals("right"), said.stripTrailing().endsWith("  right"), said);
  }

  @Test
  void arrowMayStandBeforeANumber() {
    assertEquals(Map.of(8, "0.589"), Answers.read("8 → 0.589", List.of()).texts());
  }

  @Test
  void signFlipped() {
    assertNamed("the sign is flipped", SHEET.mark("∂L/∂w1", digits(-BY_W1)));
    String said = SHEET.mark("∂L/∂ŷ", digits(-BY_OUTPUT));
    assertNamed("the sign is flipped", said);
    assertNamed("y and ŷ are swapped", said);
  }

  @Test
  void factorTwoMissing() {
    assertNamed("the factor 2 is missing", SHEET.mark("∂L/∂ŷ", digits(BY_OUTPUT / 2)));
    assertNamed("the factor 2 is missing", SHEET.mark("∂L/∂w2", digits(BY_W2 / 2)));
  }

  @Test
  void halfInTheLoss() {
    double loss = (1 - OUTPUT) * (1 - OUTPUT);
    assertNamed("½ stands before the loss", SHEET.mark("L", digits(loss / 2)));
    assertNamed("the square is forgotten", SHEET.mark("L", digits(1 - OUTPUT)));
  }

  @Test
  void slopeForgotten() {
    assertNamed("f′(z) is forgotten", SHEET.mark("∂L/∂w1", digits(BY_OUTPUT * 0.5)));
    assertNamed("z stands where ŷ belongs", SHEET.mark("∂ŷ/∂z", digits(Z * (1 - Z))));
  }

  @Test
  void biasForgotten() {
    assertNamed("the bias is forgotten", SHEET.mark("z", digits(Z - 0.1)));
    assertNamed("the bias is forgotten", SHEET.mark("ŷ", digits(1 / (1 + Math.exp(-(Z - 0.1))))));
  }

  @Test
  void activationForgotten() {
    assertNamed("the activation is forgotten", SHEET.mark("∂L/∂ŷ", digits(-2 * (1 - Z))));
    assertNamed("the sign of z is flipped", SHEET.mark("ŷ", digits(1 / (1 + Math.exp(Z)))));
  }

  @Test
  void inputForgottenOrItsWeight() {
    assertNamed("the input is forgotten", SHEET.mark("∂L/∂w2", digits(BY_OUTPUT * SLOPE)));
    assertNamed(
        "the weight stands where its input belongs",
        SHEET.mark("∂L/∂w2", digits(BY_OUTPUT * SLOPE * -0.2)));
  }

  @Test
  void learningRateWrong() {
    assertNamed("α is forgotten", SHEET.mark("w1", digits(0.4 - BY_W1)));
    assertNamed("ten times too large", SHEET.mark("w1", digits(0.4 - 3 * BY_W1)));
    assertNamed("ten times too small", SHEET.mark("w1", digits(0.4 - 0.03 * BY_W1)));
    assertNamed("added instead of subtracted", SHEET.mark("w1", digits(0.4 + 0.3 * BY_W1)));
    assertNamed("only the step", SHEET.mark("w1", digits(-0.3 * BY_W1)));
  }

  @Test
  void otherLearningRateIsSolvedFromTheWeight() {
    for (String rate : List.of("0.01", "0.1", "0.2", "0.25", "0.5")) {
      double taken = Double.parseDouble(rate);
      String said = SHEET.mark("w1", digits(0.4 - taken * BY_W1));
      assertNamed("α = " + rate + " was taken in place of 0.3", said);
      assertFalse(said.contains("and also"), said);
      assertNamed("α = " + rate + " was taken", SHEET.mark("w2", digits(-0.2 - taken * BY_W2)));
    }
    // A rate of more digits is told where two weights agree on it, and not of one alone.
    String alone = SHEET.mark("w1", digits(0.4 - 0.1234 * BY_W1));
    assertFalse(alone.contains("was taken"), alone);
    assertNamed(
        "α = 0.1234 was taken in place of 0.3",
        SHEET.mark("w1", digits(0.4 - 0.1234 * BY_W1), SHEET.given("w2", -0.2 - 0.1234 * BY_W2)));
  }

  /** ŷ of the second pass, with the new weights, in the first backward pass. */
  @Test
  void outputAfterTheUpdateUsedBeforeIt() {
    double z = 0.14 - 0.3 * (0.5 * BY_W1 + 0.8 * BY_W2 + BY_OUTPUT * SLOPE);
    double output = 1 / (1 + Math.exp(-z));
    double byZ = -2 * (1 - output) * output * (1 - output);
    String early =
        "perhaps an updated weight is used too early: this goes on from ŷ after the update\n";
    assertNamed(early, SHEET.mark("L", digits((1 - output) * (1 - output))));
    assertNamed(early, SHEET.mark("∂L/∂ŷ", digits(-2 * (1 - output))));
    assertNamed(early, SHEET.mark("∂ŷ/∂z", digits(output * (1 - output))));
    assertNamed(early, SHEET.mark("∂L/∂w1", digits(byZ * 0.5)));
    assertNamed(early, SHEET.mark("∂L/∂w2", digits(byZ * 0.8)));
  }

  /** Each weight by the gradient of a pass that has all weights changed before it. */
  @Test
  void weightsUpdatedOneByOne() {
    double w1 = 0.4 - 0.3 * BY_W1;
    double output = 1 / (1 + Math.exp(-(w1 * 0.5 - 0.2 * 0.8 + 0.1)));
    double w2 = -0.2 + 0.3 * 2 * (1 - output) * output * (1 - output) * 0.8;
    double next = 1 / (1 + Math.exp(-(w1 * 0.5 + w2 * 0.8 + 0.1)));
    double b = 0.1 + 0.3 * 2 * (1 - next) * next * (1 - next);
    String early = "perhaps an updated weight is used too early\n";
    assertNamed(early, SHEET.mark("b", digits(b)));
    // The pass is made once more, so that z of the first one may be right.
    assertNamed(early, SHEET.mark("w2", digits(w2), SHEET.given("z", Z)));
  }

  /** A number that was cut has no more digits that somebody could have gone on with. */
  @Test
  void cutNumbersGetHalfThePointEach() {
    Marks marks =
        Marks.of(
            "5: 0.2487\n6: -0.1156",
            Pages.handout(Pages.path("scripts/by_hand.nn"), 5)
                .worksheet(PageFormat.MARKDOWN, 13, 1),
            Options.defaults());
    assertTrue(saidOf(marks, "(5)").contains("half right; "), saidOf(marks, "(5)"));
    assertTrue(saidOf(marks, "(6)").contains("half right by what"), saidOf(marks, "(6)"));
    assertEquals(2, marks.halfPoints());
  }

  @Test
  void oneMistakeIsNamedOnce() {
    Handout handout = Pages.handout(Pages.path("scripts/and.nn"), 5);
    String sheet = handout.worksheet(PageFormat.MARKDOWN, 12, 2);
    String said = saidOf(Marks.of("2: 0.176426\n11: 0.412963", sheet, Options.defaults()), "(11)");
    assertEquals(said.indexOf("too early"), said.lastIndexOf("too early"), said);
    assertTrue(said.contains("a batch changes the weights once"), said);
  }

  /** The gradient of w2 from a forward pass that has the new w1 already. */
  @Test
  void updatedWeightUsedTooEarly() {
    double w1 = 0.4 - 0.3 * BY_W1;
    double z = w1 * 0.5 - 0.2 * 0.8 + 0.1;
    double output = 1 / (1 + Math.exp(-z));
    double byW2 = -2 * (1 - output) * output * (1 - output) * 0.8;
    assertNamed("used too early", SHEET.mark("∂L/∂w2", digits(byW2)));
    assertNamed("used too early", SHEET.mark("w2", digits(-0.2 - 0.3 * byW2)));
  }

  /** Two examples in one batch; the second as somebody sees it who has changed the weights. */
  @Test
  void weightsUpdatedAfterEachExampleOfABatch() {
    Full batch =
        Full.of(
            "inputs x1, x2\nweights w1 = 0.4, w2 = -0.2\nbias b = 0.1\nlearning rate 0.3\n"
                + "data { 0.5, 0.8 -> 1; 0.93, 0.31 -> 0 }\ntrain 2 epochs\n");
    double w1 = 0.4 - 0.3 * BY_W1;
    double w2 = -0.2 - 0.3 * BY_W2;
    double b = 0.1 - 0.3 * BY_OUTPUT * SLOPE;
    double z = 0.93 * w1 + 0.31 * w2 + b;
    double output = 1 / (1 + Math.exp(-z));
    double byZ = 2 * output * output * (1 - output);
    String early = "an updated weight is used too early: a batch changes the weights once";
    assertNamed(early, batch.mark("z", 2, digits(z)));
    assertNamed(early, batch.mark("ŷ", 2, digits(output)));
    assertNamed(early, batch.mark("w1", digits(w1 - 0.3 * byZ * 0.93)));
    assertNamed(early, batch.mark("w2", digits(w2 - 0.3 * byZ * 0.31)));
    // The gradient of the batch, from a pass that has the new w1 of the batch already.
    double secondZ = 0.93 * 0.4 + 0.31 * -0.2 + 0.1;
    double secondOutput = 1 / (1 + Math.exp(-secondZ));
    double secondByZ = 2 * secondOutput * secondOutput * (1 - secondOutput);
    double next = 0.4 - 0.3 * (BY_W1 + secondByZ * 0.93) / 2;
    double firstZ = 0.5 * next - 0.8 * 0.2 + 0.1;
    double firstOutput = 1 / (1 + Math.exp(-firstZ));
    double firstByZ = -2 * (1 - firstOutput) * firstOutput * (1 - firstOutput);
    secondZ = 0.93 * next + 0.31 * -0.2 + 0.1;
    secondOutput = 1 / (1 + Math.exp(-secondZ));
    secondByZ = 2 * secondOutput * secondOutput * (1 - secondOutput);
    double byW2 = (firstByZ * 0.8 + secondByZ * 0.31) / 2;
    assertNamed("used too early", batch.mark("∂C/∂w2", digits(byW2)));
    assertNamed("used too early", batch.mark("w2", digits(-0.2 - 0.3 * byW2)));
    // By the weights of the batch each example is right.
    String right = batch.mark("z", 2, digits(0.93 * 0.4 - 0.31 * 0.2 + 0.1));
    assertTrue(right.contains("  right"), right);
  }

  @Test
  void twoMistakesAtOnce() {
    String both = "the sign is flipped, and also the factor 2 is missing";
    assertNamed(both, SHEET.mark("∂L/∂ŷ", digits(-BY_OUTPUT / 2)));
    assertNamed(both, SHEET.mark("∂L/∂w2", NumberWriter.rounded(-BY_W2 / 2, 3)));
    assertNamed(
        "the bias is forgotten, and also the sign of w2 is flipped", SHEET.mark("z", "0.3600"));
    assertNamed(
        "the learning rate α is forgotten, and also the step is added",
        SHEET.mark("w1", digits(0.4 + BY_W1)));
    assertNamed(
        "the factor 2 is missing, as for a loss with ½, and also f′(z) is forgotten",
        SHEET.mark("∂L/∂w2", digits(BY_OUTPUT / 2 * 0.8)));
    // One mistake that gives a number is not made two.
    assertFalse(SHEET.mark("∂L/∂ŷ", digits(BY_OUTPUT / 2)).contains("and also"));
    // Of three digits too many pairs give a number by chance.
    assertFalse(
        SHEET.mark("∂L/∂w2", NumberWriter.rounded(BY_OUTPUT / 2 * 0.8, 3)).contains("and also"));
  }

  @Test
  void factorTwoTooOften() {
    String often = "the factor 2 is there too often";
    assertNamed(often, SHEET.mark("∂L/∂b", digits(2 * BY_OUTPUT * SLOPE)));
    assertNamed(often, SHEET.mark("∂L/∂ŷ", digits(2 * BY_OUTPUT)));
    // The gradients are empty: what is seen in the line of w1 itself is named, and no more.
    String twice = SHEET.mark("w1", digits(0.4 - 0.3 * 2 * BY_W1));
    assertNamed("the step is made twice", twice);
    assertFalse(twice.contains(often), twice);
  }

  @Test
  void halfOfTheLossIsConfusedBothWays() {
    Full half = Full.of(BY_HAND.replace("mse", "half_mse"));
    double loss = (1 - OUTPUT) * (1 - OUTPUT);
    assertNamed("½ before the loss is forgotten", half.mark("L", digits(loss)));
    String without = "the factor 2 is there, as for a loss without ½";
    assertNamed(without, half.mark("∂L/∂ŷ", digits(BY_OUTPUT)));
    assertNamed(without, half.mark("∂L/∂w1", digits(BY_W1)));
    String said = half.mark("∂L/∂w1", digits(BY_W1 / 4));
    assertTrue(!said.contains("the factor 2"), said);
  }

  /** Also by somebody who has the forgotten factor right, in its own line. */
  @Test
  void factorIsForgottenInAProduct() {
    String said =
        SHEET.mark(
            "∂L/∂w1",
            digits(BY_OUTPUT * 0.5),
            SHEET.given("∂L/∂ŷ", BY_OUTPUT),
            SHEET.given("∂ŷ/∂z", SLOPE));
    assertNamed("f′(z) is forgotten", said);
  }

  @Test
  void decimalPointMoved() {
    assertNamed("one place too far to the right", SHEET.mark("∂ŷ/∂z", digits(10 * SLOPE)));
    assertNamed("one place too far to the left", SHEET.mark("∂ŷ/∂z", digits(SLOPE / 10)));
  }

  @Test
  void meanAndSumMixedUp() {
    String script =
        "inputs x\nweights w = 0.3\nbias 0.1\nlearning rule gradient descent\n"
            + "data { 0.37 -> 1; 1.21 -> 0 }\ntrain 1 epoch\n";
    Full mean = Full.of(script);
    double sum = 0;
    for (double[] row : new double[][] {{0.37, 1}, {1.21, 0}}) {
      double output = 1 / (1 + Math.exp(-(0.3 * row[0] + 0.1)));
      sum += -2 * (row[1] - output) * output * (1 - output) * row[0];
    }
    assertNamed("the sum stands where the mean belongs", mean.mark("∂C/∂w", digits(sum)));
    Full summed = Full.of("cost sum\n" + script);
    assertNamed("the mean stands where the sum belongs", summed.mark("∂C/∂w", digits(sum / 2)));
  }

  @Test
  void numberOfAnotherLine() {
    assertNamed("this is the answer to", SHEET.mark("∂L/∂w1", digits(BY_W2)));
  }

  @Test
  void numberOfAnotherLineOfThePage() {
    assertTrue(
        saidOf(marks("by_hand", 8, "5: -0.115696"), "(5)")
            .contains("this is ∂L/∂w1, which stands above"));
    assertTrue(
        saidOf(marks("by_hand", 8, "1: 0.215696"), "(1)")
            .contains("this is b, which stands below"));
    // 0.5, the input, stands in every second line.
    assertFalse(saidOf(marks("by_hand", 8, "5: 0.5"), "(5)").contains("this is"));
  }

  private static String saidOf(Marks marks, String number) {
    List<String> lines = marks.lines();
    int line = indexOf(lines, number);
    return lines.get(line) + "\n" + lines.get(line + 1);
  }

  @Test
  void weightNotUpdated() {
    assertNamed("the weight is not updated", SHEET.mark("w2", "-0.2"));
    assertNamed("the weight is not updated", SHEET.mark("w1", "0.400"));
    assertNamed("the weight is not updated", TWICE.mark("b", "0.1"));
  }

  @Test
  void oldWeightsUsed() {
    String old = "the old weights are used, from before the update";
    assertNamed(old, saidOf(marks("by_hand", 8, "8: 0.535"), "(8)"));
    double output = Math.tanh(Z);
    // The second pass of the script has no other inputs: so it is the first once more.
    assertNamed(old, TWICE.mark("∂ŷ/∂z", 2, digits(1 - output * output)));
    double z = 0.5 * TANH_W1 - 0.8 * 0.2 + TANH_B;
    assertNamed("the old w2 is used", TWICE.mark("ŷ", 2, digits(Math.tanh(z))));
  }

  @Test
  void partOfTheSlopeForgotten() {
    assertNamed("the factor ŷ is forgotten in ŷ(1 − ŷ)", SHEET.mark("∂ŷ/∂z", digits(1 - OUTPUT)));
    assertNamed("“1 −” is forgotten in 1 − ŷ", SHEET.mark("∂ŷ/∂z", digits(OUTPUT * OUTPUT)));
    double tanh = Math.tanh(Z);
    assertNamed("“1 −” is forgotten in 1 − ŷ²", TWICE.mark("∂ŷ/∂z", digits(tanh * tanh)));
    assertNamed("the square is forgotten in ŷ²", TWICE.mark("∂ŷ/∂z", digits(1 - tanh)));
  }

  @Test
  void signInTheSumFlipped() {
    assertNamed("the sign of the bias is flipped", SHEET.mark("z", digits(Z - 0.2)));
    assertNamed("the sign of w2 is flipped", SHEET.mark("z", digits(Z + 0.32)));
    assertNamed("the sign of the bias is flipped", TWICE.mark("ŷ", digits(Math.tanh(Z - 0.2))));
  }

  @Test
  void targetForgotten() {
    Full cross = Full.of(BY_HAND.replace("mse", "cross_entropy").replace("y = 1", "y = 0.7"));
    assertNamed("y is forgotten", cross.mark("∂L/∂z", digits(OUTPUT)));
    assertNamed("y and ŷ are swapped", cross.mark("∂L/∂z", digits(0.7 - OUTPUT)));
    assertNamed("the factor ∂L/∂z is forgotten", cross.mark("∂L/∂w2", "0.8"));
  }

  /** Not even by a match of all digits: on the first line nobody has an updated weight. */
  @Test
  void updatedWeightIsNotUsedBeforeTheFirstUpdate() {
    String early = "an updated weight is used too early";
    double w1 = 0.4 - 0.3 * BY_W1;
    double w2 = -0.2 - 0.3 * BY_W2;
    double first = 0.5 * w1 + 0.8 * w2 + 0.1 - 0.3 * BY_OUTPUT * SLOPE;
    String said = SHEET.mark("z", digits(first));
    assertFalse(said.contains(early), said);
    double slope = 1 - Math.tanh(Z) * Math.tanh(Z);
    double w2ByTanh = -0.2 - 0.3 * -2 * (1 - Math.tanh(Z)) * slope * 0.8;
    double z = 0.5 * TANH_W1 + 0.8 * w2ByTanh + TANH_B;
    double byZ = -2 * (1 - Math.tanh(z)) * (1 - Math.tanh(z) * Math.tanh(z));
    double next = 0.5 * (TANH_W1 - 0.3 * byZ * 0.5) + 0.8 * w2ByTanh + TANH_B;
    assertNamed(early, TWICE.mark("z", 2, digits(next)));
  }

  @Test
  void twoDigitsNameNothing() {
    String said = saidOf(marks("by_hand", 8, "1: 0.24"), "(1)");
    assertFalse(said.contains("perhaps"), said);
    // The gradient without its factor 2 is −0.465057, and without ŷ(1 − ŷ) −0.930114.
    assertFalse(SHEET.mark("∂L/∂ŷ", "-0.47").contains("perhaps"));
    assertNamed("the factor 2 is missing", SHEET.mark("∂L/∂ŷ", "-0.465"));
    assertNamed("f′(z) is forgotten", SHEET.mark("∂L/∂b", "-0.93"));
  }

  /** With α = ½ the whole gradient is the step made twice. */
  @Test
  void mistakesOfOneNumberAreAllNamed() {
    String said = saidOf(marks("by_hand", 8, "7: -0.0149"), "(7)");
    assertNamed("the learning rate α is forgotten", said);
    assertNamed("the step is made twice", said);
    assertFalse(SHEET.mark("w2", digits(-0.2 - BY_W2)).contains("the step is made twice"));
    assertNamed("the step is made twice", SHEET.mark("w2", digits(-0.2 - 0.6 * BY_W2)));
  }

  @Test
  void blankMayBeCalledByItsQuantity() {
    Marks marks =
        marks("by_hand", 8, "w2: -0.107", "6: 0.458 = w1", "dL/dy_hat = -0.930", "5: 0.2 = w1");
    for (String number : List.of("(7)", "(6)", "(3)")) {
      String line = marks.lines().get(indexOf(marks.lines(), number));
      assertTrue(line.endsWith("  right"), line);
    }
    assertTrue(saidOf(marks, "(5)").contains("not a number"));
  }

  @Test
  void quantityOfSeveralBlanksIsNoAnswer() {
    List<String> lines = Marks.of("ŷ: 0.5\nb: 1\nw7: 2", TWICE.sheet(), Options.defaults()).lines();
    int first = TWICE.numbers().get("ŷ");
    String help = "write the number, as in `" + first + ": 0.535`";
    assertTrue(
        lines.stream().anyMatch(l -> l.startsWith("line 1 is not read") && l.endsWith(help)),
        lines.toString());
    assertTrue(
        lines.stream().anyMatch(l -> l.startsWith("line 3 is not read: no blank asks for `w7`")),
        lines.toString());
  }

  @Test
  void chanceNamesNothing() {
    String said = SHEET.mark("∂L/∂w1", "-0.777777");
    assertTrue(said.contains("wrong; right is") && !said.contains("perhaps"), said);
  }

  @Test
  void followsFromAnOwnWrongNumber() {
    double z = 0.24;
    double output = 1 / (1 + Math.exp(-z));
    String said = SHEET.mark("ŷ", digits(output), SHEET.given("z", z));
    int number = SHEET.numbers().get("z");
    assertTrue(said.contains("right by what went before"), said);
    assertTrue(said.contains("it follows from your own (" + number + ")"), said);
  }

  @Test
  void mistakeIsNamedFromAnOwnWrongNumber() {
    double output = 0.75;
    double wrong = -(1 - output);
    assertNamed(
        "the factor 2 is missing", SHEET.mark("∂L/∂ŷ", digits(wrong), SHEET.given("ŷ", output)));
  }

  /** All that is the same everywhere gets no point, also not by following from itself. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "0.000", "-1", ".1"})
  void sameNumberEverywhereGetsNoPoint(String number) {
    StringBuilder answers = new StringBuilder();
    SHEET.numbers().values().forEach(n -> answers.append(n).append(": ").append(number + "\n"));
    Marks marks = Marks.of(answers.toString(), SHEET.sheet(), Options.defaults());
    assertEquals(0, marks.halfPoints(), String.join("\n", marks.lines()));
  }

  /** z below 0 by an own mistake: the output 0 of relu follows. */
  @Test
  void zeroFollowsFromAnOwnNumber() {
    Full relu =
        Full.of("inputs x = 0.37\nweights w = 0.6\nbias 0.21\nactivation relu\ntarget 1\nstep\n");
    String loss = relu.mark("L", "1", relu.given("z", -0.012));
    assertTrue(loss.contains("right by what went before"), loss);
  }

  @Test
  void followsWithTwoDigitsIsHalfRight() {
    String z = SHEET.given("z", 0.06);
    String said = SHEET.mark("ŷ", "0.51", z);
    assertTrue(said.contains("half right by what went before"), said);
    assertTrue(said.contains("your own (" + SHEET.numbers().get("z") + ")\n"), said);
    assertFalse(said.contains("perhaps"), said);
    String rounded = SHEET.mark("ŷ", "0.514", z);
    assertTrue(rounded.contains("half right by what went before"), rounded);
    assertTrue(rounded.contains("rounded wrongly"), rounded);
  }

  @Test
  void onlyWhatTheLineReadsIsNamedAsItsSource() {
    Map<String, Integer> numbers = SHEET.numbers();
    String all =
        String.join(
            "\n",
            SHEET.given("z", 0.24),
            SHEET.given("ŷ", 0.559714),
            SHEET.given("∂L/∂ŷ", 0.880572),
            SHEET.given("∂ŷ/∂z", 0.246434),
            SHEET.given("∂L/∂b", 0.217003));
    String said = SHEET.mark("b", digits(0.1 - 0.3 * 0.217003), all);
    assertTrue(said.contains("it follows from your own (" + numbers.get("∂L/∂b") + ")\n"), said);
    // The gradient of b is missing: what it is calculated from is named in its place.
    String before = all.substring(0, all.lastIndexOf('\n'));
    String over = SHEET.mark("b", digits(0.1 - 0.3 * 0.880572 * 0.246434), before);
    String sources = numbers.get("∂L/∂ŷ") + ") and (" + numbers.get("∂ŷ/∂z");
    assertTrue(over.contains("it follows from your own (" + sources + ")\n"), over);
  }

  /** The lines between have their right numbers on the page, so the second mistake is a new one. */
  @Test
  void mistakeInThisLineComesBeforeAChainThroughNumbersOfThePage() {
    List<String> lines =
        marks("by_hand", 8, "3: 0.930", "5: -0.231", "6: 0.342", "7: -0.293").lines();
    for (String number : List.of("(6)", "(7)")) {
      int line = indexOf(lines, number);
      assertTrue(lines.get(line).contains("wrong; right is"), lines.toString());
      assertTrue(lines.get(line + 1).contains("added instead of subtracted"), lines.toString());
    }
    // A mistake of nobody in this line may still follow from far before it.
    List<String> far = marks("by_hand", 8, "3: -0.65", "6: 0.441").lines();
    int line = indexOf(far, "(6)");
    assertTrue(far.get(line).contains("right by what went before"), far.toString());
    assertTrue(far.get(line + 1).contains("your own (3)"), far.toString());
  }

  private static Marks marks(String script, int blanks, String... answers) {
    return Marks.of(
        String.join("\n", answers),
        Pages.handout(Pages.path("scripts/" + script + ".nn"), 5)
            .worksheet(PageFormat.MARKDOWN, blanks, 1),
        Options.defaults());
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    throw new AssertionError(start + " is not in " + lines);
  }

  /** Of numbers with two digits each; what is wrong before them does not count. */
  @Test
  void coarseNumbersAreNamedAsSources() {
    Full sheet = Full.of(BY_HAND.replace("0.3", "0.5"));
    int[] updated = {
      sheet.numbers().get("w1"), sheet.numbers().get("w2"), sheet.numbers().get("b")
    };
    int last = updated[2] + 1;
    String answers =
        updated[0]
            - 1
            + ": 7\n"
            + updated[0]
            + ": 0.46\n"
            + updated[1]
            + ": -0.11\n"
            + updated[2]
            + ": 0.22\n"
            + last
            + ": 0.362\n";
    String said = String.join("\n", Marks.of(answers, sheet.sheet(), Options.defaults()).lines());
    assertTrue(
        said.contains(
            "own (" + updated[0] + ") and (" + updated[1] + ") and (" + updated[2] + ")\n"),
        said);
  }

  /** Who goes on with all digits of the calculator, and hands in three, is right. */
  @Test
  void unroundedNumbersMayBeGoneOnWith() {
    double half = -(1 - OUTPUT);
    String said =
        SHEET.mark(
            "∂L/∂w1",
            NumberWriter.rounded(half * SLOPE * 0.5, 3),
            SHEET.numbers().get("∂L/∂ŷ") + ": " + NumberWriter.rounded(half, 3),
            SHEET.numbers().get("∂ŷ/∂z") + ": " + NumberWriter.rounded(SLOPE, 3));
    assertTrue(said.contains("  right by what went before"), said);
  }

  /** A mistake that changes nothing in this line is not named. */
  @Test
  void mistakeBelongsToItsLine() {
    String z = SHEET.given("z", 0.04);
    String said = SHEET.mark("ŷ", "0.52", z);
    assertTrue(said.contains("wrong; right is") && !said.contains("perhaps"), said);
    String added = SHEET.mark("b", digits(0.1 + 0.3 * BY_OUTPUT * SLOPE));
    assertTrue(added.contains("perhaps the step is added instead of subtracted"), added);
    // The gradient is missing, too: nothing says that it went wrong there.
    assertFalse(added.contains(" in ("), added);
    String gradient = SHEET.mark("b", digits(0.1 - 0.3 * BY_OUTPUT / 2 * SLOPE));
    assertTrue(gradient.contains("the factor 2 is missing"), gradient);
  }

  /** Who has the new z right did not go forward with the old weights. */
  @Test
  void blankAnsweredOtherwiseIsNotNamed() {
    int output = TWICE.second().get("ŷ");
    int sum = TWICE.second().get("z");
    String old = "the old weights are used, from before the update in (" + sum + ")";
    assertNamed(old, TWICE.mark(output, digits(Math.tanh(Z))));
    String right = TWICE.mark(sum, "").replaceAll("(?s).* ", "").strip();
    String said = TWICE.mark(output, digits(Math.tanh(Z)), sum + ": " + right);
    assertTrue(said.contains("wrong; right is"), said);
    assertFalse(said.contains("the old weights"), said);
  }

  @Test
  void atMostThreeMistakesAreNamed() {
    Full ones =
        Full.of(
            "inputs x1 = 1, x2 = 1\nweights w1 = 1, w2 = 1\nbias 0.5\nlearning rate 0.1\n"
                + "activation sigmoid\ntarget 1\nstep\nforward\n");
    ones.numbers()
        .forEach(
            (symbol, number) -> {
              for (double factor : new double[] {-2, -1, -0.5, 0.1, 0.5, 2, 10}) {
                double right = Double.parseDouble(ones.right(symbol));
                String said = ones.mark(symbol, digits(factor * right));
                assertTrue(said.split("; or ", -1).length <= 3, said);
              }
            });
  }

  /** Three digits all the way are as good as six. */
  @Test
  void ownRoundedNumbersAreRight() {
    String said = SHEET.mark("∂L/∂w1", "-0.116", SHEET.numbers().get("∂L/∂ŷ") + ": -0.930");
    assertTrue(said.contains("right") && !said.contains("wrong"), said);
    double fromRounded = -0.930 * 0.249 * 0.8;
    String other =
        SHEET.mark(
            "∂L/∂w2",
            NumberWriter.rounded(fromRounded, 5),
            SHEET.numbers().get("∂L/∂ŷ") + ": -0.930",
            SHEET.numbers().get("∂ŷ/∂z") + ": 0.249");
    assertTrue(other.contains("right") && !other.contains("wrong"), other);
  }

  @ParameterizedTest
  @EnumSource(PageFormat.class)
  void pageIsNoListOfAnswers(PageFormat format) {
    Handout handout = Pages.handout(Pages.path("scripts/by_hand.nn"), 5);
    String sheet = handout.worksheet(format, 8, 1);
    for (String page : List.of(sheet, handout.worksheet(format, 3, 2), handout.page(format))) {
      UnusableSheet refused =
          assertThrows(UnusableSheet.class, () -> Marks.of(page, sheet, Options.defaults()));
      assertEquals(UnusableSheet.Reason.NO_ANSWERS, refused.reason());
    }
    // Some lines of prose around an answer are no page.
    String letter = "Dear teacher,\nhere is what I found.\n\n1: 0.14\n\nYours\n";
    assertEquals(2, Marks.of(letter, sheet, Options.defaults()).halfPoints());
  }

  @Test
  void pointsAreAddedUp() {
    String answers =
        SHEET.given("z", Z) + "\n" + SHEET.numbers().get("ŷ") + ": 0.53\n" + "77: 1\nwhat\n";
    Marks marks = Marks.of(answers, SHEET.sheet(), Options.defaults());
    assertEquals(3, marks.halfPoints());
    List<String> lines = marks.lines();
    assertEquals("1.5 of " + marks.blanks() + " points", lines.get(lines.size() - 1));
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("line 4 is not read")), lines.toString());
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("there is no number (77)")));
  }
}
