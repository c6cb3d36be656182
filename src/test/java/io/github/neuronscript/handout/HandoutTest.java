package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
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

  private static void assertGolden(String name, String page) throws IOException {
    Path golden = FOLDER.resolve(name);
    if (Boolean.getBoolean("neuronscript.accept")) {
      Files.writeString(golden, page);
    }
    assertEquals(Files.readString(golden), page, name);
  }

  /** Well-formed as XML too, so that nothing in a script can open or close an element. */
  @ParameterizedTest
  @MethodSource("scripts")
  void pageIsWhole(Path script) throws Exception {
    Handout handout = Pages.handout(script, 3);
    String page = handout.page(PageFormat.HTML);
    Document document = parsed(page);
    assertEquals("en", document.getDocumentElement().getAttribute("lang"));
    assertEquals(0, document.getElementsByTagName("script").getLength());
    assertFormulasHaveText(document);
    assertHeadingsInOrder(page);
    assertFalse(page.contains("src=") || page.contains("url("), "nothing is loaded");
    assertEquals(page, Pages.handout(script, 3).page(PageFormat.HTML));
    assertTrue(handout.page(PageFormat.LATEX).chars().allMatch(c -> c < 0x80), "TeX reads ASCII");
    assertFalse(handout.page(PageFormat.MARKDOWN).isBlank());
  }

  static Document parsed(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setExpandEntityReferences(false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(page)));
  }

  private static void assertFormulasHaveText(Document document) {
    NodeList formulas = document.getElementsByTagName("math");
    for (int i = 0; i < formulas.getLength(); i++) {
      String text = ((Element) formulas.item(i)).getAttribute("alttext");
      assertFalse(text.isBlank());
      assertFalse(text.matches(".*[∂ŷ·−≈←√²Σσα].*"), "nobody can say this: " + text);
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
