package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Options;
import io.github.neuronscript.Sample;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Pages of scripts: each as it was accepted, whole, readable aloud, and the same every time. */
class HandoutTest {

  private static final Path FOLDER = Pages.path("src/test/pages");

  /** Large or endless ones would only be slow here. */
  private static final List<String> SLOW = List.of("breast_cancer.nn");

  static Stream<Path> scripts() {
    return Pages.scripts().stream().filter(s -> !SLOW.contains(s.getFileName().toString()));
  }

  static List<Path> someScripts() {
    return Sample.oneOf(3, 1, scripts().toList());
  }

  static List<Path> otherScripts() {
    return Sample.others(3, 1, scripts().toList());
  }

  static Stream<String> golden() {
    return Stream.of("by_hand", "and", "own_activation", "perceptron_rule", "penalty")
        .flatMap(name -> Stream.of(name + ".html", name + ".tex", name + ".md"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void pageIsAsItWasAccepted(String name) throws IOException {
    PageFormat format = PageFormat.of(name.substring(name.lastIndexOf('.') + 1)).orElseThrow();
    String script = name.substring(0, name.lastIndexOf('.'));
    String page = Pages.handout(Pages.path("scripts/" + script + ".nn"), 2).page(format);
    assertGolden(name, page);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void worksheetIsAsItWasAccepted(PageFormat format) throws IOException {
    Handout handout = Pages.handout(Pages.path("scripts/by_hand.nn"), Handout.STEPS);
    assertGolden("worksheet." + format.text(), handout.worksheet(format, 8, 1));
    assertGolden("key." + format.text(), handout.key(format, 8, 1));
  }

  static Stream<PageFormat> formats() {
    return Stream.of(PageFormat.values());
  }

  @Test
  void neuronsStandInTheOrderOfTheScript() {
    String page =
        Pages.handout(Pages.path("scripts/perceptron_rule.nn"), 5).page(PageFormat.MARKDOWN);
    int first = page.indexOf("## The neuron\n");
    int second = page.indexOf("## Another neuron\n");
    assertTrue(first > 0 && second > page.indexOf("## Evaluation"), page);
    assertTrue(
        page.substring(first, second)
            .replaceAll(" +", " ")
            .contains("w ← w + α(y − ŷ)·x perceptron"));
    assertTrue(
        page.substring(second).replaceAll(" +", " ").contains("w ← w + α(y − ŷ)·x rosenblatt"));
  }

  @Test
  void predictionsSayForWhichInputs() {
    String page = markdown("exam_hours");
    assertTrue(page.contains("\n## Predictions\n\n### For hours = 3\n"), page);
    assertTrue(page.contains("\n## More predictions\n\n### For hours = 2\n"), page);
    // One input has all of the sum.
    assertFalse(page.contains("share of hours"), page);
    String two = markdown("look_inside");
    assertTrue(two.contains("share of hours = "), two);
    assertTrue(two.contains("Each wᵢ·xᵢ is what an input adds to z"), two);
  }

  @Test
  void wordsOfTheMetricsAreExplainedOnce() {
    for (String script : List.of("exam_hours", "judged", "breast_cancer")) {
      String page = markdown(script);
      for (String word : List.of("right", "TP", "TN", "wrong", "pairs", "p")) {
        String explained = "\n- " + word + (word.startsWith("T") ? ", " : ": ");
        int first = page.indexOf(explained);
        assertTrue(first > 0, word + " is not explained\n" + page);
        assertEquals(first, page.lastIndexOf(explained), word);
      }
    }
    String none = "\n- precision has no baseline: by always one class, no example is predicted";
    assertTrue(markdown("breast_cancer").contains(none));
    assertTrue(markdown("straight_line").contains("\n- ȳ: the mean of the targets"));
  }

  @Test
  void scaledInputIsToldFromADerivative() {
    assertTrue(markdown("other_tools").contains("as in x′, says that it is scaled"));
    assertTrue(markdown("other_tools").contains("Behind brackets ′ is a derivative"));
    assertFalse(markdown("iris").contains("it is scaled"));
  }

  @Test
  void listsAndFindingsHaveNoEmptyHeading() {
    String tools = markdown("other_tools");
    assertTrue(tools.contains("\nScale by given numbers:\n"), tools);
    assertFalse(tools.contains("| scale | from |"), tools);
    assertFalse(markdown("look_inside").contains("Diagnosis: ."));
  }

  private static String markdown(String script) {
    return Pages.handout(Pages.path("scripts/" + script + ".nn"), 2).page(PageFormat.MARKDOWN);
  }

  @Test
  void gradientOfAnotherNeuronStandsBehindIt() {
    String page =
        Pages.ofText(
                "inputs x = 0.3\nweights w = 0.7\nbias 0.2\ntarget 1\nstep\nactivation tanh\nstep\n")
            .page(PageFormat.MARKDOWN);
    assertTrue(
        page.indexOf("## Another neuron") > 0
            && page.indexOf("## The gradient of the last neuron")
                > page.indexOf("## Another neuron"),
        page);
  }

  @Test
  void ruleThatReadsNoGradientIsNotSaidToFollowIt() {
    String perceptron =
        Pages.handout(Pages.path("scripts/perceptron_rule.nn"), 5).page(PageFormat.MARKDOWN);
    assertFalse(perceptron.contains("against its gradient"), perceptron);
    assertTrue(perceptron.contains("Only a mistake changes them."), perceptron);
    String byHand = Pages.handout(Pages.path("scripts/by_hand.nn"), 5).page(PageFormat.MARKDOWN);
    assertTrue(byHand.contains("against its gradient"), byHand);
  }

  @Test
  void costOfAnEpochIsSaidToBeSeenDuringIt() {
    String page = Pages.handout(Pages.path("scripts/and.nn"), 5).page(PageFormat.MARKDOWN);
    assertTrue(page.contains("C is the cost seen during an epoch"), page);
    assertTrue(page.contains("the weights are those after it"), page);
    assertFalse(page.contains("after epoch"), page);
  }

  @Test
  void stepWithOneExampleSaysThatItsCostIsItsLoss() {
    String one = "Here m = 1";
    String byHand = Pages.handout(Pages.path("scripts/by_hand.nn"), 5).page(PageFormat.MARKDOWN);
    assertTrue(byHand.contains(one), byHand);
    String batch =
        Pages.ofText(
                "inputs x\nweights 0.3\nbias 0.1\nlearning rule gradient descent\n"
                    + "data { 1 -> 1; 2 -> 0 }\ntrain 1 epoch\n")
            .page(PageFormat.MARKDOWN);
    assertFalse(batch.contains(one), batch);
  }

  /** What is learnt, and why the training ended, is the point of the page. */
  @Test
  void scriptThatIsSilentInTheTerminalShowsItsTraining() {
    Handout handout = Pages.handout(Pages.path("scripts/exam_hours.nn"), 5);
    String page = handout.page(PageFormat.MARKDOWN);
    assertTrue(page.contains("## Training") && page.contains("1.50464"), page);
    assertTrue(page.contains("gradient_norm < "), page);
    assertFalse(page.contains("set trace"), page);
    // The first epoch begins with zeros; the second has numbers worth asking for.
    String sheet =
        Pages.handout(Pages.path("scripts/exam_hours.nn"), 40).worksheet(PageFormat.MARKDOWN, 8, 1);
    assertTrue(sheet.contains("(8) ________"), sheet);
    assertEquals(0, Marks.of("", sheet, Options.defaults()).halfPoints());
    String judged = Pages.handout(Pages.path("scripts/judged.nn"), 5).page(PageFormat.MARKDOWN);
    assertTrue(judged.contains("### Threshold"), judged);
  }

  @Test
  void pictureOfTheDataIsNoPartOfTheGradient() {
    String page =
        Pages.ofText("inputs x1, x2\ndata { 1, 2 -> 1; 2, 1 -> 0 }\nplot data\ntrain 1 epoch\n")
            .page(PageFormat.MARKDOWN);
    int shown = page.indexOf("## What the script shows");
    assertTrue(shown > page.indexOf("## The gradient"), page);
    assertTrue(shown >= 0 && shown < page.indexOf("plot  data"), page);
  }

  /** Boxes of HTML and LaTeX are brackets in Markdown. */
  @Test
  void worksheetNamesTheSignsThatItHas() {
    Handout handout = Pages.handout(Pages.path("scripts/by_hand.nn"), 5);
    String text = handout.worksheet(PageFormat.MARKDOWN, 8, 1);
    assertTrue(text.contains("A number in square brackets"), text);
    assertFalse(text.contains("small box"), text);
    assertTrue(handout.worksheet(PageFormat.HTML, 8, 1).contains("small box"));
  }

  /** Tests of a script are nothing for its readers. */
  @Test
  void expectationsAreNotOnThePage() {
    String page = Pages.handout(Pages.path("scripts/by_hand.nn"), 5).page(PageFormat.HTML);
    assertFalse(page.contains("expect"), page);
  }

  @Test
  void pageSaysWhatHoldsForItsScript() {
    String page = Pages.handout(Pages.path("scripts/and.nn"), 5).page(PageFormat.MARKDOWN);
    assertFalse(page.contains("unless `train` says"), page);
    assertFalse(page.contains("for −1 and 1"), page);
  }

  /** 0.4·0.5 + (−0.2)·0.8 + 0.1 is 0.14, whatever doubles make of it. */
  @Test
  void exactResultHasAnEqualsSign() {
    String page =
        Pages.handout(Pages.path("scripts/by_hand.nn"), 5)
            .page(PageFormat.MARKDOWN)
            .replaceAll(" +", " ");
    assertTrue(page.contains("= 0.4·0.5 + (−0.2)·0.8 + 0.1 = 0.14\n"), page);
    assertTrue(page.contains("= (1 − 0.534943)² ≈ 0.216278\n"), page);
    // Nor where the numbers put in are rounded themselves.
    assertTrue(page.contains("= 0.4 − 0.5·(−0.115696) ≈ 0.457848\n"), page);
  }

  @Test
  void calculationsStandInColumns() {
    String page = Pages.handout(Pages.path("scripts/by_hand.nn"), 5).page(PageFormat.MARKDOWN);
    String backward = page.substring(page.indexOf("#### Backward pass"));
    List<String> lines =
        backward.lines().filter(line -> line.startsWith("∂L/∂w") || line.startsWith("L ")).toList();
    assertEquals(3, lines.size(), backward);
    assertEquals(1, lines.stream().map(line -> line.indexOf('≈')).distinct().count(), backward);
  }

  /** A table of a page is a table, and what is said of it a sentence. */
  @Test
  void whatTheScriptLooksIntoStandsInTables() {
    String page =
        Pages.ofText(
                """
                inputs x1, x2
                weights 0.4, -0.3
                data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }
                learning rate 0.5
                set trace none
                train 20 epochs
                ledger
                check gradient
                diagnose
                show weights
                show 2*w1 + b, w1 < 0, 0.1 + 0.2
                cross validate 2 folds
                threshold best f1
                back 1
                print "one"
                print "two"
                """)
            .page(PageFormat.MARKDOWN);
    assertTrue(page.contains("| example | y | ŷ | ∂L/∂w1 | ∂L/∂w2 | ∂L/∂b |"), page);
    assertTrue(page.contains("| ∂C/∂w1 |"), page);
    assertTrue(page.contains("| w2 | −0."), page);
    assertTrue(page.contains("\n2·w1 + b = 2·0."), page);
    assertTrue(page.contains("\n0.1 + 0.2 = 0.30000000000000004\n"), page);
    assertTrue(page.contains("\nw1 &lt; 0 is false (0."), page);
    assertTrue(page.contains("| fold | examples | epochs | C |"), page);
    assertTrue(page.contains("\nUndone: `threshold best f1`.\n"), page);
    assertTrue(page.contains("```text\none\ntwo\n```\n"), page);
    assertFalse(page.contains("your neuron"), page);
    assertFalse(page.contains("```text\nledger"), page);
  }

  /** Twenty weights have a column each, on as many sheets of paper as it takes. */
  @Test
  void wideTableGoesOnBelow() {
    String names =
        IntStream.rangeClosed(1, 20).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
    String row = String.join(", ", Collections.nCopies(20, "0.123456"));
    String page =
        Pages.ofText("inputs " + names + "\ndata { " + row + " -> 1 }\nset trace none\nledger\n")
            .page(PageFormat.MARKDOWN);
    List<String> heads = page.lines().filter(line -> line.startsWith("| example |")).toList();
    assertTrue(heads.size() > 1, page);
    assertTrue(heads.stream().allMatch(line -> line.length() < 150), page);
    assertTrue(heads.get(heads.size() - 1).endsWith("| ∂L/∂b |"), page);
  }

  private static void assertGolden(String name, String page) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (Boolean.getBoolean("neuronscript.accept")) {
      Files.writeString(golden, page);
    }
    assertEquals(Files.readString(golden), page, name);
  }

  /** Well-formed as XML too, so that nothing in a script can open or close an element. */
  @ParameterizedTest
  @MethodSource("someScripts")
  void pageIsWhole(Path script) throws Exception {
    assertWhole(script);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("otherScripts")
  void everyOtherPageIsWhole(Path script) throws Exception {
    assertWhole(script);
  }

  private static void assertWhole(Path script) throws Exception {
    Handout handout = Pages.handout(script, 3);
    String page = handout.page(PageFormat.HTML);
    Document document = parsed(page);
    assertEquals("en", document.getDocumentElement().getAttribute("lang"));
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertFormulasHaveText(document);
    assertHeadingsInOrder(page);
    assertNoChapterTwice(page);
    assertFalse(page.contains("src=") || page.contains("url("), "nothing is loaded");
    assertEquals(page, Pages.handout(script, 3).page(PageFormat.HTML));
    assertTrue(handout.page(PageFormat.LATEX).chars().allMatch(c -> c < 0x80), "TeX reads ASCII");
    assertFalse(handout.page(PageFormat.MARKDOWN).isBlank());
  }

  /** Browsers break no formula, stretch every bracket, and make a speck of a prime above. */
  @Test
  void formulasAreSetForBrowsers() throws Exception {
    String page = Pages.handout(Pages.path("scripts/and.nn"), 5).page(PageFormat.HTML);
    Document document = parsed(page);
    NodeList spans = document.getElementsByTagName("span");
    int broken = 0;
    for (int i = 0; i < spans.getLength(); i++) {
      Element span = (Element) spans.item(i);
      int pieces = span.getElementsByTagName("math").getLength();
      if (span.getAttribute("class").equals("f long")) {
        broken += pieces > 1 ? 1 : 0;
        assertFalse(span.getAttribute("aria-label").isEmpty());
      } else if (span.getAttribute("class").equals("f")) {
        assertEquals(1, pieces, span.getTextContent());
        assertTrue(span.getTextContent().length() < 30, span.getTextContent());
      }
    }
    assertTrue(broken > 10, "long formulas are in one piece");
    assertTrue(page.contains("<span class=\"num\">"), "a long numerator is in one piece");
    assertFalse(page.contains("<mo>′</mo></msup>"), "a prime is set above");
    assertFalse(page.matches("(?s).*<mo>[()]</mo><mi>.*"), "a low bracket stretches");
    NodeList operators = document.getElementsByTagName("mo");
    for (int i = 0; i < operators.getLength(); i++) {
      Element operator = (Element) operators.item(i);
      boolean stretches = !operator.getAttribute("stretchy").equals("false");
      if (operator.getTextContent().equals("(") && stretches) {
        Element around = (Element) operator.getParentNode();
        assertTrue(around.getElementsByTagName("mfrac").getLength() > 0, around.getTextContent());
      }
    }
  }

  /** The one number twice, and a word of the terminal, say nothing to a class. */
  @Test
  void pageSaysNothingTwice() {
    String page = Pages.handout(Pages.path("scripts/exam_hours.nn"), 1).page(PageFormat.MARKDOWN);
    assertFalse(page.contains("\nlog loss"), page);
    assertTrue(page.contains("C is the log loss as well"), page);
    assertFalse(page.contains("trace none"), page);
    String judged = Pages.handout(Pages.path("scripts/judged.nn"), 1).page(PageFormat.MARKDOWN);
    assertTrue(judged.contains("\nthreshold = 0.5\n"), judged);
    assertTrue(judged.contains("\n| Brier |") && !judged.contains("\n| log loss |"), judged);
    // With another loss they are two numbers.
    String hours = Pages.source(Pages.path("scripts/exam_hours.nn")).text();
    String squared =
        Pages.ofText(
                hours
                    .replace("cross_entropy", "mse")
                    .replaceAll("(?m)^(?:expect|train).*", "")
                    .replace("evaluate", "train 3 epochs\nevaluate"))
            .page(PageFormat.MARKDOWN);
    assertTrue(squared.contains("\nlog loss"), squared);
    assertFalse(squared.contains("C is the log loss"), squared);
  }

  static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setExpandEntityReferences(false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
  }

  private static void assertFormulasHaveText(Document document) {
    NodeList formulas = document.getElementsByTagName("math");
    for (int i = 0; i < formulas.getLength(); i++) {
      Element formula = (Element) formulas.item(i);
      String text = formula.getAttribute("alttext");
      // The pieces of a long one have their text together.
      for (Node around = formula; text.isEmpty() && around instanceof Element element; ) {
        text = element.getAttribute("role").equals("img") ? element.getAttribute("aria-label") : "";
        around = around.getParentNode();
      }
      assertFalse(text.isBlank());
      assertFalse(text.matches(".*[∂ŷ·−≈←√²Σσα].*"), "nobody can say this: " + text);
    }
  }

  /** A chapter that comes again has another title, until the page speaks of another neuron. */
  private static void assertNoChapterTwice(String page) {
    Matcher headings = Pattern.compile("<h2>(.*?)</h2>").matcher(page);
    Set<String> since = new HashSet<>();
    Set<String> again =
        Set.of(
            "Another neuron",
            "More steps",
            "More training",
            "Evaluated again",
            "More predictions",
            "What the script shows then");
    while (headings.find()) {
      String title = headings.group(1);
      if (title.equals("Another neuron")) {
        since.clear();
      }
      assertTrue(since.add(title) || again.contains(title), "twice " + title);
    }
  }

  private static void assertHeadingsInOrder(String page) {
    Matcher headings = Pattern.compile("<h([1-6])>").matcher(page);
    int last = 0;
    while (headings.find()) {
      int level = Integer.parseInt(headings.group(1));
      assertTrue(level <= last + 1, "h" + level + " behind h" + last);
      last = level;
    }
    assertTrue(last > 0);
  }

  /** The derivation names softplus, which the script does not. */
  @Test
  void softplusIsExplainedWhereItIsNeeded() {
    String page = Pages.handout(Pages.path("scripts/exam_hours.nn"), 1).page(PageFormat.MARKDOWN);
    int explained = page.indexOf("softplus(z) = ln(1 + e^z)   its derivative is σ(z)");
    assertTrue(explained >= 0 && explained == page.indexOf("softplus"), page);
    String other = Pages.handout(Pages.path("scripts/by_hand.nn"), 1).page(PageFormat.MARKDOWN);
    assertFalse(other.contains("softplus"), other);
  }

  /** The weights after the update stand in the example behind it. */
  @Test
  void firstBatchThatIsLeftOutInTheMiddleEndsOnThePage() {
    String page =
        Pages.handout(Pages.path("scripts/exam_hours.nn"), Handout.STEPS).page(PageFormat.MARKDOWN);
    assertTrue(page.contains("The steps of 15 more examples are left out here."), page);
    assertTrue(page.contains("### Epoch 1: all 20 examples of the batch"), page);
    assertTrue(page.contains("= −10.125/20  = −0.50625"), page);
    assertTrue(page.contains("= 0 − 0.6·(−0.50625)  = 0.30375"), page);
    assertTrue(page.contains("= 0.30375·0.5 + 0 "), page);
    assertTrue(page.contains("The steps of 39479 more examples are left out here."), page);
  }

  @Test
  void stepsBeyondTheMostAreCounted() {
    String page = Pages.handout(Pages.path("scripts/and.nn"), 2).page(PageFormat.MARKDOWN);
    assertTrue(page.contains("Epoch 1, example 1"), page);
    assertFalse(page.contains("example 2"), page);
    assertTrue(page.contains("more examples are left out here."), page);
  }

  @Test
  void scriptWithoutNeuronHasAPage() {
    String page = Pages.ofText("print \"hello\"\n1 + 2").page(PageFormat.MARKDOWN);
    assertTrue(page.contains("hello"), page);
    assertFalse(page.contains("The neuron"), page);
  }
}
