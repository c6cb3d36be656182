package io.github.neuronscript.handout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where there is a Chromium, it shows pages as they should be. It needs no network. */
@Tag("full")
class BrowserTest {

  private static final Pattern MEASURED = Pattern.compile("<p id=\"measured\">([^<]*)</p>");

  /** Measures a page in frames of each width, as the page itself allows no script. */
  private static final String FRAMES =
      """
      <!DOCTYPE html><html><body><p id="measured"></p>
      <iframe src="page.html" style="width:400px;height:3000px;border:0"></iframe>
      <iframe src="page.html" style="width:485px;height:3000px;border:0"></iframe>
      <iframe src="page.html" style="width:1200px;height:3000px;border:0"></iframe>
      <script>
      function measure(page, width) {
        const low = [...page.querySelectorAll("math")].filter(m => {
          const box = m.getBoundingClientRect();
          return box.height < 5 || box.width < 3;
        });
        const wide = [...page.querySelectorAll("main *")].filter(e => {
          const box = e.getBoundingClientRect();
          const scrolls = e.closest("pre, .scroll, .f, svg");
          return box.right > width + 1 && !scrolls;
        });
        const scrolling = [...page.querySelectorAll(".f")]
            .filter(f => f.scrollWidth > f.clientWidth + 1);
        const broken = [...page.querySelectorAll(".f.long")].filter(f => {
          const boxes = [...f.querySelectorAll(":scope > .t > *")]
              .map(e => e.getBoundingClientRect());
          const wide = boxes.reduce((sum, box) => sum + box.width, 20);
          const lines = Math.max(...boxes.map(b => b.top)) >= Math.min(...boxes.map(b => b.bottom));
          return lines && wide < f.parentElement.clientWidth;
        });
        const root = page.documentElement;
        const style = getComputedStyle(page.body);
        return [width, root.scrollWidth - root.clientWidth, low.length, wide.length,
                page.querySelectorAll("math").length, style.color !== style.backgroundColor,
                scrolling.length, broken.length]
            .join(" ");
      }
      onload = () => {
        document.getElementById("measured").textContent =
            [...document.querySelectorAll("iframe")]
            .map(frame => measure(frame.contentDocument, frame.clientWidth)).join(";");
      };
      </script></body></html>
      """;

  @TempDir Path folder;

  /** How many formulas scroll on the page that was looked at, for each width. */
  private final List<String> scrolling = new ArrayList<>();

  @BeforeAll
  static void isThere() {
    assumeTrue(Tool.isThere("chromium"), "there is no `chromium`, in which pages are looked at");
  }

  static Stream<String> scripts() {
    return Stream.of(
        "by_hand", "and", "own_activation", "penalty", "look_inside", "iris", "exact_numbers");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void pageFitsAndItsFormulasAreSeen(String script) throws Exception {
    Handout handout = Pages.handout(Pages.path("scripts/" + script + ".nn"), 3);
    assertFits(handout.page(PageFormat.HTML));
    assertEquals(List.of("0", "0", "0"), scrolling, "formulas that are not broken");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void hostileTextFits(String text) throws Exception {
    assertFits(HostileTextTest.handout(text).page(PageFormat.HTML));
  }

  static Stream<String> texts() {
    return Stream.of("x".repeat(2_000), "</code></pre><script>alert(1)</script>");
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void worksheetFits(int blanks) throws Exception {
    Handout handout = Pages.handout(Pages.path("scripts/by_hand.nn"), Handout.STEPS);
    assertFits(handout.worksheet(PageFormat.HTML, blanks, 1));
    assertFits(handout.key(PageFormat.HTML, blanks, 1));
  }

  static Stream<Integer> sheets() {
    return Stream.of(12);
  }

  private void assertFits(String page) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("page.html"), page);
    Path frames = folder.resolve("frames.html");
    Files.writeString(frames, FRAMES);
    Matcher measured = MEASURED.matcher(shown(frames));
    assertTrue(measured.find(), "nothing was measured");
    List<String> widths = new ArrayList<>();
    scrolling.clear();
    for (String frame : measured.group(1).split(";", -1)) {
      String[] numbers = frame.split(" ", -1);
      widths.add(numbers[0]);
      assertEquals("0", numbers[1], "it scrolls sideways at " + numbers[0]);
      assertEquals("0", numbers[2], "formulas that are not seen at " + numbers[0]);
      assertEquals("0", numbers[3], "elements that stand out at " + numbers[0]);
      assertTrue(Integer.parseInt(numbers[4]) > 0, "no formula");
      assertEquals("true", numbers[5], "text has a colour of its own");
      scrolling.add(numbers[6]);
      assertEquals("0", numbers[7], "formulas broken where there is room, at " + numbers[0]);
    }
    assertEquals(List.of("400", "485", "1200"), widths);
  }

  /** Returns the page as it is when it has been shown; no message may go to the console. */
  private String shown(Path page) throws IOException, InterruptedException {
    Path out = folder.resolve("out.html");
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--allow-file-access-from-files",
                "--enable-logging=stderr",
                // Not in the temporary folder: its processes may write for a moment after their
                // end.
                "--user-data-dir=" + Pages.path("target/browser"),
                "--window-size=1800,3200",
                "--virtual-time-budget=10000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the browser does not end");
    List<String> console =
        Files.readAllLines(log).stream().filter(line -> line.contains("CONSOLE")).toList();
    assertEquals(List.of(), console);
    return Files.readString(out);
  }
}
