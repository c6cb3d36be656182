package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.handout.Handout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nn handout} and {@code nn mark}: files, options, exit codes. */
class HandoutCommandTest extends OnACommandLine {

  private static final String SCRIPT =
      "# A neuron.\ninputs x = 0.37\nweights w = 0.6\nbias 0.21\ntarget 1\nstep\n";

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @BeforeEach
  void script() throws IOException {
    write("a.nn", SCRIPT);
  }

  @ParameterizedTest
  @CsvSource({
    "page.html, <!DOCTYPE html>",
    "page.tex, \\documentclass",
    "page.md, # A neuron.",
  })
  void nameSaysHowThePageIsWritten(String page, String start) throws IOException {
    Result result = nn("handout", "a.nn", "-o", page);
    assertEquals(0, result.exit(), result.err());
    assertEquals("", result.out() + result.err());
    assertTrue(Files.readString(folder.resolve(page)).startsWith(start));
    assertEquals(List.of("a.nn", page), files());
  }

  @Test
  void pageGoesToStandardOutput() {
    assertTrue(nn("handout", "a.nn", "-o", "-").out().startsWith("<!DOCTYPE html>"));
    String page = nn("handout", "a.nn", "--output", "-", "--format", "md").out();
    assertTrue(page.startsWith("# A neuron."));
    assertEquals(page, nnWith(SCRIPT, "handout", "-", "-o", "-", "--format", "md").out());
  }

  @Test
  void pageThatIsThereIsReplacedAsAWhole() throws IOException {
    write("page.md", "old");
    assertEquals(0, nn("handout", "a.nn", "-o", "page.md").exit());
    assertTrue(Files.readString(folder.resolve("page.md")).startsWith("# A neuron."));
    write("a.nn", SCRIPT + "expect loss > 5\n");
    Result failed = nn("handout", "a.nn", "-o", "page.md");
    assertEquals(1, failed.exit());
    assertTrue(failed.err().contains("a.nn:7:1"), failed.err());
    assertTrue(Files.readString(folder.resolve("page.md")).startsWith("# A neuron."));
    assertEquals(List.of("a.nn", "page.md"), files());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.nn | `-o page.html`",
        "-o page.html | `nn handout FILE`",
        "a.nn -o page.doc | end it with .html, .tex, .md",
        "a.nn -o page.html --format pdf | html, tex or md",
        "a.nn -o p.html --steps x | `--steps` is a whole number",
        "a.nn -o p.html --blanks 0 | `--blanks` is a whole number from 1",
        "a.nn -o p.html --blanks 3.5 | `--blanks` is a whole number",
        "a.nn -o p.html --blanks 3 --seed -1 | `--seed` is a whole number",
        "a.nn -o p.html --answers | `--blanks 8`",
        "a.nn -o p.html --seed 3 | `--blanks 8`",
        "a.nn -o p.html --blanks 200 | give inputs and weights of more digits",
        "a.nn -o p.html --blanks 2 --steps 0 | show more steps by `--steps 1`",
        "a.nn -o p.html --blanks 200 --steps 0 | write `--blanks 9` without `--steps`",
        "b.nn -o p.html | there is no file `b.nn`"
      })
  void wrongUsageIsExplained(String options, String expected) throws IOException {
    Result result = nn(("handout " + options).split(" ", -1));
    assertEquals(2, result.exit(), result.err());
    assertTrue(result.err().contains(expected), result.err());
    assertEquals(List.of("a.nn"), files());
  }

  /** The script, what it includes, its data, and what the command line binds; also by a link. */
  @ParameterizedTest
  @CsvSource({
    "b.nn, html",
    "./b.nn, md",
    "class/../b.nn, tex",
    "link.html, html",
    "common.nn, html",
    "class/d.csv, md",
    "bound.csv, tex",
  })
  void nothingIsWrittenOverWhatThePageIsMadeFrom(String page, String format) throws IOException {
    Files.createDirectory(folder.resolve("class"));
    write("class/d.csv", "x,y\n0.37,1\n0.51,0\n");
    write("bound.csv", "x,y\n0.37,1\n0.51,0\n");
    write("common.nn", "inputs x\ntarget y\n");
    write(
        "b.nn",
        "include \"common.nn\"\ndata from \"class/d.csv\"\nweights w = 0.6\nbias 0.21\nstep\n"
            + "data from sold\nstep\n");
    Files.createSymbolicLink(folder.resolve("link.html"), folder.resolve("b.nn"));
    String before = Files.readString(folder.resolve(page));
    Result result =
        nn("handout", "b.nn", "-o", page, "--format", format, "--data", "sold=bound.csv");
    assertEquals(2, result.exit(), result.err());
    assertTrue(result.err().contains("would be written over `" + page + "`"), result.err());
    assertEquals(before, Files.readString(folder.resolve(page)));
  }

  /** What is saved by another program as something else than text has a message of its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.txt sheet.pdf | a PDF carries nothing to mark by",
        "sheet.pdf sheet.html | no list of answers",
        "utf16.txt sheet.html | `utf16.txt` is in UTF-16",
        "unmarked.txt sheet.html | `unmarked.txt` is in UTF-16",
        "a.txt utf16.txt | `utf16.txt` is in UTF-16",
        "latin1.txt sheet.html | `latin1.txt` is not in UTF-8"
      })
  void filesThatAreNoTextAreExplained(String files, String expected) throws IOException {
    nn("handout", "a.nn", "-o", "sheet.html", "--blanks", "2");
    write("a.txt", "1: 0.5\n");
    Files.write(
        folder.resolve("sheet.pdf"),
        "%PDF-1.7\n%\u00e2\u00e3".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(folder.resolve("utf16.txt"), "\ufeff1: 0.5".getBytes(StandardCharsets.UTF_16LE));
    Files.write(folder.resolve("unmarked.txt"), "1: 0.5".getBytes(StandardCharsets.UTF_16LE));
    Files.write(folder.resolve("latin1.txt"), "# f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1));
    Result result = nn(("mark " + files).split(" ", -1));
    assertEquals(2, result.exit(), result.err());
    assertTrue(result.err().contains(expected), result.err());
  }

  /** A sheet comes from somebody else: its script may read, and nothing else. */
  @Test
  void nothingIsWrittenByTheScriptOfAPage() throws IOException {
    write("d.csv", "x\n0.37\n0.51\n");
    write("grades.csv", "mine");
    write("m.json", "mine");
    String writing =
        SCRIPT
            + "predict from \"d.csv\" to \"grades.csv\"\nsave \"m.json\"\n"
            + "plot activation to \"p.svg\"\nload \"m.json\"\n";
    write("b.nn", writing);
    assertEquals(0, nn("handout", "b.nn", "-o", "page.md").exit());
    Result made = nn("handout", "b.nn", "-o", "sheet.html", "--blanks", "3");
    assertEquals(0, made.exit(), made.err());
    Result marked = nnWith("1: 2\n", "mark", "-", "sheet.html");
    assertEquals(0, marked.exit(), marked.err());
    for (String file : List.of("grades.csv", "m.json")) {
      assertEquals("mine", Files.readString(folder.resolve(file)));
    }
    assertEquals(
        List.of("a.nn", "b.nn", "d.csv", "grades.csv", "m.json", "page.md", "sheet.html"), files());
    String page = Files.readString(folder.resolve("page.md"));
    assertTrue(page.contains("It writes `grades.csv`, `m.json` and `p.svg`; for this page"), page);
  }

  @Test
  void adviceForMoreBlanksHelps() throws IOException {
    String data = "inputs x\nweights w = 0.31\nbias 0.27\ndata { 0.37 -> 1; 0.83 -> 0 }\n";
    write("none.nn", data);
    Result none = nn("handout", "none.nn", "-o", "p.html", "--blanks", "2");
    assertTrue(none.err().contains("write `step`, `forward` or `train`"), none.err());
    write("off.nn", data + "set trace summary\ntrain 2 epochs\n");
    Result off = nn("handout", "off.nn", "-o", "p.html", "--blanks", "2");
    assertTrue(off.err().contains("write `set trace full` before"), off.err());
    write("off.nn", data + "set trace summary\nset trace full\ntrain 2 epochs\n");
    assertEquals(0, nn("handout", "off.nn", "-o", "p.html", "--blanks", "2").exit());
    write("many.nn", data + "train 20 epochs\n");
    Result many = nn("handout", "many.nn", "-o", "p.html", "--blanks", "50", "--steps", "3");
    Matcher advice = Pattern.compile("show more steps by `--steps ([0-9]+)`").matcher(many.err());
    assertTrue(advice.find(), many.err());
    int enough = Integer.parseInt(advice.group(1));
    for (int steps : new int[] {enough - 1, enough}) {
      String shown = Integer.toString(steps);
      Result result = nn("handout", "many.nn", "-o", "p.html", "--blanks", "50", "--steps", shown);
      assertEquals(steps == enough ? 0 : 2, result.exit(), result.err());
    }
    Result all = nn("handout", "many.nn", "-o", "p.html", "--blanks", "500", "--steps", "3");
    Matcher most = Pattern.compile("`--blanks ([0-9]+)` without `--steps`").matcher(all.err());
    assertTrue(most.find(), all.err());
    Result sheet = nn("handout", "many.nn", "-o", "p.html", "--blanks", most.group(1));
    assertEquals(0, sheet.exit(), sheet.err());
  }

  /** The first steps of zeros have no numbers to ask for: who asks gets some more steps. */
  @Test
  void blanksTakeAsManyStepsAsTheyNeed() throws IOException {
    write(
        "zeros.nn",
        "inputs x\nweights zeros\ndata { 0.37 -> 1; 0.83 -> 0; 0.59 -> 1; 0.42 -> 0 }\n"
            + "train 9 epochs\n");
    Result few = nn("handout", "zeros.nn", "-o", "-", "--format", "md", "--blanks", "3");
    Result many = nn("handout", "zeros.nn", "-o", "-", "--format", "md", "--blanks", "60");
    Result again = nn("handout", "zeros.nn", "-o", "s.html", "--blanks", "60");
    assertEquals(0, many.exit(), many.err());
    assertTrue(many.out().contains("60 numbers are left out"), many.out());
    Pattern example = Pattern.compile("(?m)^### Epoch [0-9]+, example");
    assertEquals(Handout.STEPS, example.matcher(few.out()).results().count());
    assertTrue(example.matcher(many.out()).results().count() > Handout.STEPS, many.out());
    assertEquals(0, again.exit(), again.err());
    String key =
        nn("handout", "zeros.nn", "-o", "-", "--format", "md", "--blanks", "60", "--answers").out();
    Result marked = nnWith(key.substring(key.indexOf("1: ")), "mark", "-", "s.html");
    assertTrue(marked.out().contains("60 of 60 points"), marked.out());
  }

  @Test
  void longAnswerIsQuotedInShort() throws IOException {
    assertEquals(0, nn("handout", "a.nn", "-o", "sheet.html", "--blanks", "3").exit());
    String marks = nnWith("1: " + "x".repeat(300_000), "mark", "-", "sheet.html").out();
    assertTrue(marks.lines().allMatch(line -> line.length() < 120), marks);
    assertTrue(marks.contains("xxx…  not a number"), marks);
  }

  @Test
  void filesTheOtherWayRoundAreNoticed() throws IOException {
    assertEquals(0, nn("handout", "a.nn", "-o", "sheet.html", "--blanks", "2").exit());
    write("answers.txt", "1: 2\n");
    Result result = nn("mark", "sheet.html", "answers.txt");
    assertEquals(2, result.exit());
    assertTrue(result.err().contains("are the two files the other way round?"), result.err());
    assertTrue(result.err().contains("`nn mark answers.txt sheet.html`"), result.err());
    Result neither = nn("mark", "answers.txt", "answers.txt");
    assertFalse(neither.err().contains("-o answers.txt"), neither.err());
  }

  @Test
  void folderThatIsMissingIsNamed() {
    Result result = nn("handout", "a.nn", "-o", "none/page.html");
    assertEquals(1, result.exit());
    assertTrue(result.err().contains("`none/page.html` cannot be written"), result.err());
    assertTrue(result.err().contains("there is no such folder"), result.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sheet.html", "sheet.tex", "sheet.md"})
  void worksheetIsMarked(String sheet) throws IOException {
    assertEquals(0, nn("handout", "a.nn", "-o", sheet, "--blanks", "4").exit());
    String key =
        nn("handout", "a.nn", "-o", "-", "--format", "md", "--blanks", "4", "--answers").out();
    write(
        "answers.txt",
        key.lines().filter(line -> line.matches("[0-9]+: .*")).toList().stream()
            .reduce("", (all, line) -> all + line + "\n"));
    Result marks = nn("mark", "answers.txt", sheet);
    assertEquals(0, marks.exit(), marks.err());
    assertTrue(marks.out().endsWith("\n4 of 4 points\n"), marks.out());
    Result none = nnWith("1: nothing\n", "mark", "-", sheet);
    assertEquals(0, none.exit());
    assertTrue(none.out().endsWith("\n0 of 4 points\n"), none.out());
  }

  @Test
  void sheetDoesNotTellWhereItWasMade() throws IOException {
    String name = folder.resolve("a.nn").toString();
    String sheet = nn("handout", name, "-o", "-", "--format", "md", "--blanks", "2").out();
    assertFalse(sheet.contains(folder.toString()));
    write("sheet.md", sheet);
    assertEquals(0, nnWith("", "mark", "-", "sheet.md").exit());
  }

  @Test
  void sheetReadsItsDataFromItsOwnFolder() throws IOException {
    Files.createDirectory(folder.resolve("class"));
    write("class/d.csv", "x,y\n0.37,1\n0.51,0\n");
    write(
        "class/b.nn",
        "inputs x\ntarget y\ndata from \"d.csv\"\nweights w = 0.6\nbias 0.21\nstep\n");
    assertEquals(0, nn("handout", "class/b.nn", "-o", "class/s.html", "--blanks", "3").exit());
    assertEquals(0, nnWith("", "mark", "-", "class/s.html").exit());
    write("class/d.csv", "x,y\n0.38,1\n0.51,0\n");
    Result other = nnWith("", "mark", "-", "class/s.html");
    assertEquals(2, other.exit());
    assertTrue(other.err().contains("gives other numbers"), other.err());
  }

  @Test
  void whatCannotBeMarkedIsExplained() throws IOException {
    write("page.html", nn("handout", "a.nn", "-o", "-").out());
    write("answers.txt", "1: 2\n");
    assertEquals(2, nn("mark", "answers.txt").exit());
    Result page = nn("mark", "answers.txt", "page.html");
    assertEquals(2, page.exit());
    assertTrue(page.err().contains("`page.html` is no worksheet"), page.err());
    String sheet = nn("handout", "a.nn", "-o", "-", "--blanks", "2").out();
    int carried = sheet.indexOf("content=\"2:") + 200;
    write("sheet.html", sheet.substring(0, carried) + sheet.substring(carried + 1));
    Result damaged = nn("mark", "answers.txt", "sheet.html");
    assertEquals(2, damaged.exit());
    assertTrue(damaged.err().contains("`sheet.html` was damaged"), damaged.err());
    assertTrue(damaged.err().contains("in line 9"), damaged.err());
    assertTrue(damaged.err().contains("fetch the worksheet anew"), damaged.err());
    Result missing = nn("mark", "answer.txt", "page.html");
    assertEquals(2, missing.exit());
    assertTrue(missing.err().contains("there is no file `answer.txt`"), missing.err());
    Files.write(folder.resolve("latin.txt"), new byte[] {'1', ':', ' ', (byte) 0xe9});
    Result latin = nn("mark", "latin.txt", "page.html");
    assertEquals(2, latin.exit());
    assertTrue(latin.err().contains("latin.txt:1:4"), latin.err());
    assertTrue(latin.err().contains("`latin.txt` is not in UTF-8"), latin.err());
  }
}
