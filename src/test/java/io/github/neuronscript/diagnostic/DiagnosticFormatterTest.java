package io.github.neuronscript.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticFormatterTest {

  private static final Code CODE = Code.UNEXPECTED;

  private static Span span(Source source, String part) {
    int start = source.text().indexOf(part);
    return new Span(source, start, start + part.length());
  }

  private static String format(Diagnostic diagnostic) {
    return new DiagnosticFormatter(false).format(diagnostic);
  }

  @Test
  void marksBothParties() {
    Source source =
        Source.of("iris.nn", "inputs  sepal, petal, width\nweights w1 = 0.1, w2 = 0.2\nbias 0.1\n");
    Diagnostic diagnostic =
        Diagnostic.error(
                CODE,
                "3 inputs need 3 weights, but 2 are given",
                span(source, "weights w1 = 0.1, w2 = 0.2"))
            .label("no weight for `width`")
            .related(span(source, "inputs  sepal, petal, width"), "3 inputs declared here")
            .help("add `, w3 = 0.1`");
    assertEquals(
        """
        error[unexpected]: 3 inputs need 3 weights, but 2 are given
         --> iris.nn:2:1
          |
        1 | inputs  sepal, petal, width
          | --------------------------- 3 inputs declared here
        2 | weights w1 = 0.1, w2 = 0.2
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^ no weight for `width`
          |
          = help: add `, w3 = 0.1`
        """,
        format(diagnostic));
  }

  @Test
  void marksTwoPlacesOfOneLine() {
    Source source = Source.of("a.nn", "train batch 1 batch 2");
    Diagnostic diagnostic =
        Diagnostic.error(CODE, "twice", span(source, "batch 2"))
            .related(span(source, "batch 1"), "first");
    assertEquals(
        """
        error[unexpected]: twice
         --> a.nn:1:15
          |
        1 | train batch 1 batch 2
          |       ------- first
          |               ^^^^^^^
        """,
        format(diagnostic));
  }

  @Test
  void showsAPlaceInAnotherFile() {
    Source script = Source.of("a.nn", "inputs x");
    Source data = Source.of("d.csv", "a,b\n1,2");
    Diagnostic diagnostic =
        Diagnostic.warning(CODE, "no such column", span(script, "x"))
            .related(span(data, "a,b"), "the columns")
            .note("a note")
            .note("another")
            .help("a help");
    assertEquals(
        """
        warning[unexpected]: no such column
         --> a.nn:1:8
          |
        1 | inputs x
          |        ^
         ::: d.csv:1:1
          |
        1 | a,b
          | --- the columns
          |
          = note: a note
          = note: another
          = help: a help
        """,
        format(diagnostic));
  }

  @Test
  void makesRoomForLongLineNumbers() {
    Source source = Source.of("a.nn", "first\n".repeat(99) + "hundredth");
    Diagnostic diagnostic =
        Diagnostic.notice(CODE, "far", span(source, "hundredth"))
            .related(new Span(source, 0, 5), "near")
            .help("walk");
    assertEquals(
        """
        notice[unexpected]: far
           --> a.nn:100:1
            |
          1 | first
            | ----- near
        100 | hundredth
            | ^^^^^^^^^
            |
            = help: walk
        """,
        format(diagnostic));
  }

  @Test
  void writesWhatHasNoPlace() {
    assertEquals("error[unexpected]: alone\n", format(Diagnostic.error(CODE, "alone")));
    assertEquals(
        "error[unexpected]: alone\n  = help: company\n",
        format(Diagnostic.error(CODE, "alone").help("company")));
  }

  @Test
  void marksAnEmptyPlaceAndTheEndOfALine() {
    Source source = Source.of("a.nn", "ab\ncd");
    assertEquals(
        """
        error[unexpected]: here
         --> a.nn:1:3
          |
        1 | ab
          |   ^
        """,
        format(Diagnostic.error(CODE, "here", new Span(source, 2, 2))));
    assertEquals(
        """
        error[unexpected]: the line end
         --> a.nn:1:3
          |
        1 | ab
          |   ^
        """,
        format(Diagnostic.error(CODE, "the line end", new Span(source, 2, 3))));
  }

  /** Only the first line of a place of several lines is shown. */
  @Test
  void marksUpToTheLineEnd() {
    Source source = Source.of("a.nn", "x { a\nb }\n");
    assertEquals(
        """
        error[unexpected]: long
         --> a.nn:1:3
          |
        1 | x { a
          |   ^^^
        """,
        format(Diagnostic.error(CODE, "long", span(source, "{ a\nb }"))));
  }

  @Test
  void showsAWindowOfALongLine() {
    String text = "x".repeat(90) + "HERE" + "y".repeat(90);
    Source source = Source.of("a.nn", text);
    assertEquals(
        "error[unexpected]: long\n --> a.nn:1:91\n  |\n1 | …"
            + "x".repeat(33)
            + "HERE"
            + "y".repeat(63)
            + "…\n  | "
            + " ".repeat(34)
            + "^^^^\n",
        format(Diagnostic.error(CODE, "long", span(source, "HERE"))));
    String start = format(Diagnostic.error(CODE, "long", new Span(source, 0, 150)));
    assertEquals(
        "error[unexpected]: long\n --> a.nn:1:1\n  |\n1 | "
            + text.substring(0, 100)
            + "…\n  | "
            + "^".repeat(100)
            + "\n",
        start);
  }

  @Test
  void countsCharactersAsAPersonDoes() {
    Source source = Source.of("😀.nn", "😀😀 é\tx");
    assertEquals(
        """
        error[unexpected]: `😀`
         --> 😀.nn:1:6
          |
        1 | 😀😀 é x
          |      ^
        """,
        format(Diagnostic.error(CODE, "`😀`", span(source, "x"))));
  }

  /** Nothing in a script can move the cursor or hide what follows. */
  @Test
  void disarmsWhatItShows() {
    Source source = Source.of("a\u001b[2J.nn", "x \u001b[31m \u202e y");
    assertEquals(
        """
        error[unexpected]: a\\u{1b}b\\u{a}c
         --> a\\u{1b}[2J.nn:1:3
          |
        1 | x \\u{1b}[31m \\u{202e} y
          |   ^^^^^^
          |
          = help: \\u{7}
        """,
        format(Diagnostic.error(CODE, "a\u001bb\nc", new Span(source, 2, 3)).help("\u0007")));
  }

  @Test
  void paintsOnRequest() {
    Source source = Source.of("a.nn", "x");
    String painted =
        new DiagnosticFormatter(true).format(Diagnostic.error(CODE, "m", new Span(source, 0, 1)));
    assertEquals(
        """
        ⇢[1;31merror[unexpected]⇢[0m: ⇢[1mm⇢[0m
         ⇢[36m-->⇢[0m a.nn:1:1
          |
        1 | x
          | ⇢[1;31m^⇢[0m
        """,
        painted.replace('\u001b', '⇢'));
  }

  @Test
  void longTextsAreBrokenAtTheWidthAskedFor() {
    Source source = Source.of("a.nn", "train");
    Diagnostic diagnostic =
        Diagnostic.error(CODE, "one two three", new Span(source, 0, 5)).help("four five six");
    DiagnosticFormatter.LineBreaker words = (text, indent) -> List.of(text.split(" "));
    String head = "error[" + CODE.text() + "]:";
    String said = new DiagnosticFormatter(false, text -> text, words).format(diagnostic);
    assertEquals(head + "\n  one\n  two\n  three\n", said.substring(0, said.indexOf(" -->")));
    assertTrue(said.endsWith("  = help: four\n          five\n          six\n"), said);
  }
}
