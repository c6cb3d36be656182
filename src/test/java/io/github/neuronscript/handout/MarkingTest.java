package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
  private record Full(String sheet, Map<String, Integer> numbers) {

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
      Matcher rows = ROW.matcher(handout.key(PageFormat.MARKDOWN, most, 1));
      while (rows.find()) {
        numbers.putIfAbsent(rows.group(2), Integer.parseInt(rows.group(1)));
      }
      return new Full(handout.worksheet(PageFormat.HTML, most, 1), numbers);
    }

    /** Returns what is said of one number, handed in beside others. */
    String mark(String symbol, String answer, String... others) {
      int number = numbers.get(symbol);
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

    String given(String symbol, double value) {
      return numbers.get(symbol) + ": " + digits(value);
    }
  }

  private static String digits(double value) {
    return NumberWriter.rounded(value, 6);
  }

  private static final Full SHEET = Full.of(BY_HAND);

  private static void assertNamed(String mistake, String said) {
    assertTrue(said.contains("wrong; right is") && said.contains(mistake), said);
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
    "ŷ, 0.53494294515821449, right",
    "ŷ, 0.5350, rounded wrongly",
    "ŷ, 0.534, rounded wrongly",
    "ŷ, 0.53, three significant digits",
    "ŷ, 0.6, wrong",
    "ŷ, half, not a number"
  })
  void numberIsJudgedAtItsDigits(String symbol, String answer, String expected) {
    String said = SHEET.mark(symbol, answer);
    assertTrue(said.contains(expected), said);
    assertEquals(expected.equals("right"), said.stripTrailing().endsWith("  right"), said);
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
