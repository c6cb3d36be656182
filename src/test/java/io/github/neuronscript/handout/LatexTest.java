package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is a pdflatex, it makes a document of every page. */
@Tag("full")
class LatexTest {

  private static final Pattern WIDE = Pattern.compile("Overfull \\\\hbox \\(([0-9]+)\\.");

  @TempDir Path folder;

  @BeforeAll
  static void isThere() {
    assumeTrue(Tool.isThere("pdflatex"), "there is no `pdflatex`, by which pages are tried");
  }

  static Stream<String> scripts() {
    return Stream.of(
        "by_hand", "and", "own_activation", "perceptron_rule", "penalty", "look_inside", "iris");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void handoutAndWorksheetCompile(String script) throws Exception {
    Handout handout = Pages.handout(Pages.path("scripts/" + script + ".nn"), 3);
    assertEquals(List.of(), compile(handout.page(PageFormat.LATEX)));
    int blanks = script.equals("perceptron_rule") || script.equals("penalty") ? 0 : 3;
    if (blanks > 0) {
      assertEquals(List.of(), compile(handout.worksheet(PageFormat.LATEX, blanks, 1)));
      assertEquals(List.of(), compile(handout.key(PageFormat.LATEX, blanks, 1)));
    }
  }

  static Stream<String> texts() {
    return HostileTextTest.texts();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void hostileTextCompiles(String text) throws Exception {
    List<String> errors = compile(HostileTextTest.handout(text).page(PageFormat.LATEX));
    // A name of two thousand letters has no place to break.
    assertEquals(List.of(), errors.stream().filter(e -> e.startsWith("!")).toList());
  }

  /** Returns its errors, and the lines that are wider than the page by more than a letter. */
  private List<String> compile(String page) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("page.tex"), page);
    Process process =
        new ProcessBuilder("pdflatex", "-interaction=nonstopmode", "-no-shell-escape", "page.tex")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "pdflatex does not end");
    String log = Files.readString(folder.resolve("page.log"), StandardCharsets.ISO_8859_1);
    return log.lines()
        .filter(
            line -> {
              var wide = WIDE.matcher(line);
              return line.startsWith("!")
                  || wide.lookingAt() && Integer.parseInt(wide.group(1)) > 10;
            })
        .toList();
  }
}
