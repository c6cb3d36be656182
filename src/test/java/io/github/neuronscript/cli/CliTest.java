package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands, their exit codes, and what goes to which output. */
class CliTest extends OnACommandLine {

  private static void assertUsage(String expected, Result result) {
    assertEquals("", result.out());
    assertEquals(expected, result.err());
    assertEquals(ExitCode.WRONG_USAGE, result.exit());
  }

  @Test
  void runsAFileStandardInputOrCode() throws IOException {
    write("a b/ŷ.nn", "show 1 + 1\n");
    assertEquals(new Result(0, "1 + 1 = 2\n", ""), nn("run", "a b/ŷ.nn"));
    assertEquals(new Result(0, "1 + 1 = 2\n", ""), nnWith("show 1 + 1", "run", "-"));
    assertEquals(new Result(0, "1 + 1 = 2\n", ""), nn("-e", "show 1 + 1"));
    assertEquals(new Result(0, "1 + 1 = 2\n", ""), nn("run", "-e", "show 1 + 1"));
    assertEquals(new Result(0, "-1\n", ""), nn("--trace", "none", "-e", "print -1"));
  }

  @Test
  void runsSeveralFilesUntilOneFails() throws IOException {
    write("a.nn", "show 1 + 1\n");
    write("bad.nn", "show w1 +\n");
    Result result = nn("run", "a.nn", "bad.nn", "a.nn");
    assertEquals(ExitCode.FAILED, result.exit());
    assertEquals("1 + 1 = 2\n", result.out());
    assertTrue(result.err().startsWith("error["), result.err());
    assertTrue(result.err().contains("--> bad.nn:1:"), result.err());
  }

  /** Before or behind the command, and with the same numbers. */
  @Test
  void trainsByVectorsWhereJavaHasThem() {
    String script = "inputs x1, x2; data { 0, 1 -> 0; 1, 1 -> 1 }; train 20 epochs batch 1";
    Result plain = nn("run", "-e", script);
    assertEquals(plain, nn("--fast", "run", "-e", script));
    assertEquals(plain, nn("-e", script, "--fast"));
  }

  @Test
  void anExpectationThatDoesNotHoldFails() {
    Result result = nn("-e", "let a = 1\nexpect a > 2");
    assertEquals(ExitCode.FAILED, result.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "[1,2]\n", "{\"a\":1}\n", "\u001f\u008b\b", "hello\n"})
  void whatIsNoTraceIsCalledSo(String text) throws IOException {
    Files.write(folder.resolve("t.jsonl"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        new Result(2, "t.jsonl is no trace of `nn run --format json`\n", ""),
        nn("verify", "t.jsonl"));
  }

  /**
   * What it went through has changed each line, or the first one: it is a trace that does not hold.
   */
  @Test
  void whatIsWrongWithTheFirstLineOfATraceIsSaid() throws IOException {
    String trace = nn("-e", "let a = 7; show a", "--format=json").out();
    Map<String, String> changed =
        Map.of(
            trace.replace("\n", "\r\n"),
            "the line ends with \\r\\n, and a trace has \\n",
            "\uFEFF" + trace,
            "a byte order mark stands before the line, and a trace has none",
            trace.replaceFirst(",\"schema\"", ", \"schema\""),
            "a space stands at character 18, and a trace has none between the parts of a line",
            trace.replaceFirst(",\"schema\":1", ",\"schema\":1,\"schema\":1"),
            "the name `schema` stands in one object twice",
            trace.lines().findFirst().get(),
            "the line break after this line is missing, and each line of a trace has one");
    for (Map.Entry<String, String> each : changed.entrySet()) {
      write("t.jsonl", each.getKey());
      Result result = nn("verify", "t.jsonl");
      assertEquals(
          List.of("t.jsonl does not hold, from line 1 on", "  line 1: " + each.getValue()),
          result.out().lines().limit(2).toList());
      assertEquals(ExitCode.FAILED, result.exit());
    }
    write("t.jsonl", trace.replace("\"digits\":6", "\"digits\":0"));
    assertTrue(nn("verify", "t.jsonl").out().contains("  before it: 1 line that holds\n"));
  }

  @Test
  void trainingWithoutItsStepsIsSaid() throws IOException {
    String script = "inputs x\ndata { 1 -> 0; 2 -> 1 }\ntrain 2 epochs\ntrain 2 epochs\n";
    write("t.nn", script + "set trace full\ntrain 1 epoch\n");
    write("t.jsonl", nn("run", "t.nn", "--format=json").out());
    String said = nn("verify", "t.jsonl").out().replaceAll("\\s+", " ");
    assertTrue(
        said.contains(
            " 2 trainings of 3 are told without their steps: their weights and costs are given; `nn"
                + " run --trace full` tells all steps, unless the script itself says `set trace"
                + " none` or `summary` "),
        said);
    write("t.jsonl", nn("run", "t.nn", "--format=json", "--trace=full").out());
    assertFalse(nn("verify", "t.jsonl").out().contains("without"));
  }

  @Test
  void folderIsNoTrace() throws IOException {
    Files.createDirectory(folder.resolve("traces"));
    assertUsage(
        """
        error[wrong-usage]: the trace `traces` cannot be read
          = note: it is a folder
          = help: `nn verify` takes files, or `-` for standard input
        """,
        nn("verify", "traces"));
  }

  /** Nobody knows yet whether such a trace holds: that is not the code of one that does not. */
  @Test
  void traceThatTheMemoryIsNotEnoughForIsNotChecked() {
    InputStream full =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            return read();
          }
        };
    Result result = nn(full, UnaryOperator.identity(), "verify", "-");
    assertUsage(
        """
        error[out-of-memory]: the memory that Java has is not enough
          = help: give it more: `NN_JAVA_OPTS=-Xmx4g`
        """,
        result);
  }

  @Test
  void eachTraceIsVerified() throws IOException {
    String trace = nn("-e", "let a = 7; show a", "--format=json").out();
    write("a.jsonl", trace);
    write("b.jsonl", trace.replace("7", "8"));
    write("c.jsonl", "");
    Result result = nn("verify", "a.jsonl", "b.jsonl", "c.jsonl", "a.jsonl");
    assertEquals(1, result.exit());
    List<String> verdicts = result.out().lines().filter(line -> !line.startsWith(" ")).toList();
    assertEquals(
        List.of(
            "a.jsonl holds: " + trace.lines().count() + " lines",
            verdicts.get(1),
            "c.jsonl is no trace of `nn run --format json`",
            verdicts.get(0)),
        verdicts);
    assertTrue(verdicts.get(1).startsWith("b.jsonl does not hold"), result.out());
    assertEquals(ExitCode.WRONG_USAGE, nn("verify", "c.jsonl", "a.jsonl").exit());
  }

  @Test
  void setsNamesDigitsAndFormat() {
    assertEquals("a ≈ 0.33\n", nn("-e", "let a = 1/3; show a", "--digits", "2").out());
    assertEquals("a = 7\n", nn("-e", "let a = 1/3; show a", "--set", "a=7").out());
    String json = nn("-e", "let a = 7; show a", "--format=json").out();
    assertTrue(json.startsWith("{\"event\":\"start\",\"schema\":1,\"language\":1,"), json);
    assertTrue(
        json.contains("{\"event\":\"shown\",\"formula\":\"a\",\"values\":{\"a\":7},\"value\":7}\n"),
        json);
  }

  @Test
  void colorAndAsciiWhenAsked() {
    String script = "inputs x1 = 1; weights w1 = 2; bias 0; activation linear; forward";
    assertFalse(nn("-e", script).out().contains("\u001b"));
    assertTrue(nn("-e", script, "--color", "always").out().contains("\u001b[1mforward"));
    String ascii = nn("-e", script, "--ascii").out();
    assertTrue(ascii.contains("yhat = linear(z)"), ascii);
    assertTrue(ascii.chars().allMatch(c -> c < 0x80), ascii);
    String error = nn("-e", "show ŷy", "--ascii").err();
    assertTrue(error.chars().allMatch(c -> c < 0x80), error);
  }

  @Test
  void aMissingScriptNamesOneBesideIt() throws IOException {
    write("s/and.nn", "show 1\n");
    assertUsage(
        """
        error[script-missing]: there is no file `s/adn.nn`
          = help: did you mean `s/and.nn`?
        """,
        nn("run", "s/adn.nn"));
    assertUsage(
        """
        error[script-missing]: there is no file `s/and`
          = help: did you mean `s/and.nn`?
        """,
        nn("run", "s/and"));
    assertUsage(
        """
        error[script-unreadable]: `s` cannot be read
          = note: it is a folder
        """,
        nn("run", "s"));
  }

  @Test
  void whatTheCommandLineGetsWrong() {
    assertUsage(
        """
        error[wrong-usage]: there is no command `chekc`
          = help: did you mean `check`?
        """,
        nn("chekc"));
    assertUsage(
        """
        error[wrong-usage]: there is no command `and.nn`
          = help: to run a script: `nn run and.nn`
        """,
        nn("and.nn"));
    assertUsage(
        """
        error[wrong-usage]: there is no option `--fromat`
          = help: did you mean `--format`?
        """,
        nn("run", "--fromat=json", "a.nn"));
    assertUsage(
        """
        error[wrong-usage]: `--digits N` needs a value
          = help: `nn run --help` lists what there is
        """,
        nn("run", "--digits"));
    assertUsage(
        """
        error[wrong-usage]: `--digits N` is given twice
          = help: `nn run --help` lists what there is
        """,
        nn("run", "--digits", "3", "--digits", "4", "a.nn"));
    assertUsage(
        """
        error[wrong-usage]: `--trace` is full, summary or none, not `sumary`
          = help: did you mean `summary`?
        """,
        nn("run", "--trace", "sumary", "a.nn"));
    assertUsage(
        """
        error[wrong-usage]: `nn run` needs a script
          = help: write `nn run FILE`, or `-` to read it from standard input
        """,
        nn("run"));
    assertUsage(
        """
        error[wrong-usage]: there is code after `-e`, so `1` cannot be a script too
          = help: write the code in one pair of quotes: `nn -e 'show 1 + 2'`
        """,
        nn("-e", "show", "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "18", "2.5", "x", ""})
  void digitsAreCounted(String digits) {
    assertUsage(
        "error[wrong-usage]: `--digits` is a whole number from 1 to 17, not `" + digits + "`\n",
        nn("-e", "show 1", "--digits", digits));
  }

  @ParameterizedTest
  @ValueSource(strings = {"w1", "w1=", "=1", "w1=x"})
  void settingsAreNumbers(String setting) {
    assertUsage(
        "error[wrong-usage]: `--set` takes a name and a number, not `"
            + setting
            + "`\n  = help: write `--set w1=0.5`\n",
        nn("-e", "show 1", "--set", setting));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "repl",
        "apply",
        "model",
        "check",
        "verify",
        "format",
        "example",
        "explain",
        "completion",
        "version"
      })
  void everyCommandHasHelp(String command) {
    Result result = nn(command, "--help");
    assertEquals(0, result.exit());
    assertTrue(result.out().startsWith("Usage: nn " + command), result.out());
    assertTrue(result.out().lines().allMatch(line -> line.length() <= 80), result.out());
  }

  @Test
  void verifiesTraces() throws IOException {
    String trace = nn("-e", "let a = 7; show a + 1", "--format=json").out();
    write("t.jsonl", trace);
    Result holds = nn("verify", "t.jsonl");
    assertEquals(0, holds.exit());
    assertTrue(holds.out().startsWith("t.jsonl holds: 5 lines\n  -e: it finished\n"), holds.out());
    assertTrue(holds.out().contains("is no signature"), holds.out());
    assertEquals(holds.out().replace("t.jsonl", "stdin"), nnWith(trace, "verify", "-").out());
    write("wrong.jsonl", trace.replace("\"value\":8", "\"value\":9"));
    Result wrong = nn("verify", "wrong.jsonl", "t.jsonl");
    assertEquals(ExitCode.FAILED, wrong.exit());
    assertTrue(
        wrong
            .out()
            .startsWith(
                "wrong.jsonl does not hold, from line 4 on\n"
                    + "  line 4: `value` is 9, but 8 follows from `formula` and `values`\n"),
        wrong.out());
    assertEquals(ExitCode.WRONG_USAGE, nn("verify").exit());
    assertEquals(ExitCode.WRONG_USAGE, nn("verify", "none.jsonl").exit());
    assertTrue(nn("verify", "none.jsonl").err().contains("there is no file `none.jsonl`"));
  }

  @Test
  void atTheEndOfAPipeItRunsWhatComes() {
    assertEquals(new Result(0, "1 + 1 = 2\n", ""), nnWith("show 1+1\n"));
    assertEquals(new Result(0, "", ""), nn());
    Result wrong = nnWith("show 1\nshow a\n");
    assertEquals(nnWith("show 1\nshow a\n", "run", "-"), wrong);
    assertEquals(ExitCode.FAILED, wrong.exit());
  }

  @Test
  void aSessionFromAPipeGoesOnWhereItsScriptEnds() throws IOException {
    write("s/data.csv", "x,y\n1,2\n");
    write("s/a.nn", "inputs x; target y; data from \"data.csv\"; let a = 20\n");
    Result result = nnWith("a + 1; train 1; forward\nc\na\n", "repl", "s/a.nn");
    assertTrue(result.out().startsWith("a + 1 = 20 + 1  = 21\n"), result.out());
    assertTrue(result.out().contains("\nforward"), result.out());
    assertTrue(result.err().contains("error[unknown-name]"), result.err());
    assertTrue(result.err().contains("--> stdin:2:1"), result.err());
    assertFalse(result.out().contains("a = 20\n"), result.out());
    assertEquals(ExitCode.FAILED, result.exit());
    assertUsage(
        """
        error[script-missing]: there is no file `s/b.nn`
          = help: did you mean `s/a.nn`?
        """,
        nn("repl", "s/b.nn"));
  }

  @Test
  void listsAndPrintsExamples() throws IOException {
    String list = nn("example").out();
    assertTrue(list.contains("and.nn "), list);
    assertTrue(list.contains("  A sigmoid neuron learns the logical AND.\n"), list);
    String script = Files.readString(Path.of("scripts/and.nn"));
    assertEquals(script, nn("example", "and").out());
    assertEquals(script, nn("example", "and.nn").out());
    String data = Files.readString(Path.of("scripts/data/iris.csv"));
    assertEquals(data, nn("example", "iris.csv").out());
    assertUsage(
        """
        error[wrong-usage]: there is no example `iri`
          = help: did you mean `iris`?
        """,
        nn("example", "iri"));
    assertUsage(
        """
        error[wrong-usage]: there is no example `zebra`
          = help: `nn example` lists all of them
        """,
        nn("example", "zebra"));
  }

  @Test
  void writesExamplesThatRun() {
    Result written = nn("example", "--all", "taught");
    assertEquals(new Result(0, "The examples are in taught.\n", ""), written);
    assertEquals(0, nn("run", "taught/iris.nn").exit());
    assertUsage(
        "error[wrong-usage]: `taught` is there already, and nothing is written over it\n",
        nn("example", "--all", "taught"));
  }

  @Test
  void completesTheCommandLine() {
    String script = nn("completion").out();
    assertTrue(script.startsWith("#!/usr/bin/env bash"), script);
    assertTrue(script.contains("repl") && script.contains("--allow-read"), script);
  }

  @Test
  void keepsTheHistoryInTheFolderForStates() {
    Path home = folder.toAbsolutePath().getRoot().resolve("home");
    assertEquals(
        Optional.of(home.resolve(".local/state/neuronscript/history")),
        HistoryFile.place(Map.of("XDG_STATE_HOME", "relative"), home.toString(), false));
    assertEquals(
        Optional.of(folder.toAbsolutePath().resolve("neuronscript/history")),
        HistoryFile.place(Map.of("XDG_STATE_HOME", folder.toAbsolutePath().toString()), "", false));
    assertEquals(
        Optional.of(home.resolve("AppData/Local/neuronscript/history")),
        HistoryFile.place(Map.of(), home.toString(), true));
    assertEquals(Optional.empty(), HistoryFile.place(Map.of(), "", false));
  }

  @Test
  void theVersionNamesLanguageAndArithmetic() {
    String out = nn("version").out();
    assertTrue(out.startsWith("NeuronScript 0.1.0\nlanguage     1\narithmetic   2\n"), out);
    assertEquals(out, nn("--version").out());
  }

  @Test
  void explainsCodes() {
    Result known = nn("explain", "error[never-closed]:");
    assertEquals(0, known.exit());
    assertTrue(known.out().startsWith("never-closed\n\n"), known.out());
    assertUsage(
        """
        error[wrong-usage]: there is no error with the code `never-close`
          = help: did you mean `never-closed`?
        """,
        nn("explain", "never-close"));
    assertTrue(nn("explain").out().lines().toList().contains("never-closed"));
  }

  @Test
  void checksWithoutRunning() throws IOException {
    write("good.nn", "show 1 + 1\n");
    write("bad.nn", "shw 1\nshow (1\n");
    assertEquals(new Result(0, "good.nn: no errors\n", ""), nn("check", "good.nn"));
    Result bad = nn("check", "bad.nn", "good.nn");
    assertEquals(ExitCode.FAILED, bad.exit());
    assertEquals("bad.nn: 2 errors\ngood.nn: no errors\n", bad.out());
    String json = nn("check", "bad.nn", "--format", "json").out();
    assertTrue(
        json.startsWith(
            "{\"event\":\"diagnostic\",\"severity\":\"error\",\"code\":\"unknown-statement\","),
        json);
    assertTrue(
        json.endsWith(
            "{\"event\":\"checked\",\"script\":\"bad.nn\",\"errors\":2,\"warnings\":0,"
                + "\"notices\":0}\n"),
        json);
  }

  @Test
  void formatsInPlaceOrSaysWhatItWouldChange() throws IOException {
    write("a.nn", "inputs x=1;weights   2 # two\n");
    write("good.nn", "bias 1\n");
    write("bad.nn", "bias  (1\n");
    assertEquals(
        new Result(ExitCode.FAILED, "a.nn\n", ""), nn("format", "--check", "a.nn", "good.nn"));
    Result all = nn("format", "a.nn", "good.nn", "bad.nn");
    assertEquals(ExitCode.FAILED, all.exit());
    assertTrue(all.err().contains("bad.nn:1:7"), all.err());
    assertEquals("inputs  x = 1\nweights 2  # two\n", Files.readString(folder.resolve("a.nn")));
    assertEquals("bias  (1\n", Files.readString(folder.resolve("bad.nn")));
    assertEquals(new Result(0, "", ""), nn("format", "--check", "a.nn", "good.nn"));
    assertEquals(ExitCode.WRONG_USAGE, nn("format", "--check", "none.nn").exit());
    assertEquals(new Result(0, "bias 1\n", ""), nnWith("bias    1", "format", "-"));
  }

  @Test
  void formatKeepsLinksAndPermissions() throws IOException {
    write("a.nn", "bias  1\n");
    Path file = folder.resolve("a.nn");
    Path link = Files.createSymbolicLink(folder.resolve("link.nn"), file.getFileName());
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rwxr-x---");
    Files.setPosixFilePermissions(file, permissions);
    assertEquals(0, nn("format", "link.nn").exit());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("bias 1\n", Files.readString(file));
    assertEquals(permissions, Files.getPosixFilePermissions(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }

  @Test
  void checkReadsDataUnlessToldNotTo() throws IOException {
    write("a.nn", "inputs x\ntarget y\ndata from \"none.csv\"\ntrain 1 epoch\n");
    assertEquals(ExitCode.FAILED, nn("check", "a.nn").exit());
    assertEquals(0, nn("check", "a.nn", "--no-data").exit());
  }

  @Test
  void aScriptIsUtf8WithOrWithoutAMark() throws IOException {
    write("mark.nn", "\ufeffshow 1 + 1\n");
    assertEquals("1 + 1 = 2\n", nn("run", "mark.nn").out());
    Files.write(
        folder.resolve("latin.nn"), "show 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        new Result(
            ExitCode.FAILED,
            "",
            """
            error[script-not-utf8]: the script is not in UTF-8: byte 0xE9 in line 2 is no character
             --> latin.nn:2:6
              |
            2 | # caf\ufffd
              |      ^
              |
              = help: save the file as UTF-8
            """),
        nn("run", "latin.nn"));
  }

  @ParameterizedTest
  @CsvSource({
    "data/in.csv, scripts/data/in.csv, ''",
    "../in.csv, in.csv, ''",
    "../../in.csv, , file-refused",
    "none.csv, , file-missing",
    "data, scripts/data/in.csv, file-unreadable",
    "/dev/zero, , file-refused"
  })
  void dataIsReadBelowTheScriptAndTheWorkingFolder(String path, String file, String code)
      throws IOException {
    if (file != null) {
      write(file, "x,y\n1,2\n");
    }
    write("scripts/a.nn", "inputs x\ntarget y\ndata from \"" + path + "\"\nshow data\n");
    Result result = nn("run", "scripts/a.nn");
    if (code.isEmpty()) {
      assertEquals(new Result(0, result.out(), result.err()), result);
    } else {
      assertEquals(ExitCode.FAILED, result.exit());
      assertTrue(result.err().startsWith("error[" + code + "]"), result.err());
    }
  }

  @Test
  void aLinkThatLeadsOutsideIsRefusedUnlessItsFolderIsAllowed(@TempDir Path outside)
      throws IOException {
    Files.writeString(outside.resolve("in.csv"), "x,y\n1,2\n");
    Files.createSymbolicLink(folder.resolve("link.csv"), outside.resolve("in.csv"));
    String script = "inputs x\ntarget y\ndata from \"link.csv\"\nshow data";
    Result refused = nn("-e", script);
    assertEquals(ExitCode.FAILED, refused.exit());
    assertTrue(refused.err().startsWith("error[file-refused]"), refused.err());
    assertEquals(0, nn("-e", script, "--allow-read", outside.toString()).exit());
    assertUsage(
        "error[wrong-usage]: `--allow-read none`: there is no such folder\n",
        nn("-e", script, "--allow-read", "none"));
  }

  /** A script writes below the current folder, and where its user says. */
  @Test
  void filesAreWrittenWhereTheUserAllowsIt(@TempDir Path outside) throws IOException {
    Files.writeString(folder.resolve("in.csv"), "x\n1\n2\n");
    String script = "inputs x\nweights 1\nactivation linear\npredict from \"in.csv\" to \"";
    Result done = nn("-e", script + "out.csv\"");
    assertEquals(0, done.exit(), done.err());
    assertTrue(done.out().endsWith("predict  2 rows of in.csv, written to out.csv\n"), done.out());
    assertEquals("x,output\n1,1\n2,2\n", Files.readString(folder.resolve("out.csv")));
    Path file = outside.resolve("out.csv");
    Result refused = nn("-e", script + file + "\"");
    assertEquals(ExitCode.FAILED, refused.exit());
    assertTrue(refused.err().startsWith("error[file-refused]"), refused.err());
    assertTrue(refused.err().contains("`--allow-write DIR`"), refused.err());
    assertFalse(Files.exists(file));
    // `check` says what `run` will say, and writes nothing.
    Files.writeString(folder.resolve("s.nn"), script + file + "\"");
    assertEquals(ExitCode.FAILED, nn("check", "s.nn").exit());
    assertEquals(0, nn("check", "s.nn", "--allow-write", outside.toString()).exit());
    assertFalse(Files.exists(file));
    // To read a folder is not to write there.
    assertEquals(ExitCode.FAILED, nn("run", "s.nn", "--allow-read", outside.toString()).exit());
    assertEquals(0, nn("run", "s.nn", "--allow-write", outside.toString()).exit());
    assertEquals("x,output\n1,1\n2,2\n", Files.readString(file));
    assertUsage(
        "error[wrong-usage]: `--allow-write none`: there is no such folder\n",
        nn("run", "s.nn", "--allow-write", "none"));
  }

  @Test
  void limitsAreSetByTheirNames() throws IOException {
    Files.writeString(folder.resolve("in.csv"), "x,y\n" + "1,2\n".repeat(100_001));
    String script = "inputs x\ntarget y\ndata from \"in.csv\"\nevaluate";
    Result limited = nn("-e", script, "--limits", "untrusted");
    assertEquals(ExitCode.FAILED, limited.exit());
    assertTrue(limited.err().contains("100000 rows"), limited.err());
    for (String preset : List.of("standard", "trusted")) {
      assertEquals(0, nn("-e", script, "--limits", preset, "--trace", "none").exit());
    }
    assertEquals(
        ExitCode.FAILED, nn("check", "-e", "inputs x[1001]", "--limits", "untrusted").exit());
    assertEquals(0, nn("check", "-e", "inputs x[1001]").exit());
    assertUsage(
        "error[wrong-usage]: `--limits` is untrusted, standard or trusted, not `trustd`\n"
            + "  = help: did you mean `trusted`?\n",
        nn("-e", script, "--limits", "trustd"));
  }

  @Test
  void aClosedOutputEndsTheRun() {
    PrintStream closed =
        new PrintStream(
            new java.io.OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("broken pipe");
              }
            },
            false,
            StandardCharsets.UTF_8);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new String[] {"-e", "print 1"},
            new ByteArrayInputStream(new byte[0]),
            closed,
            new PrintStream(err, false, StandardCharsets.UTF_8),
            folder);
    assertEquals(ExitCode.OUTPUT_CLOSED, exit);
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  private static final String BOUND =
      "inputs x\ntarget y\ndata from sales\nset trace none\nshow data\n";

  @Test
  void givesDataANameOrReadsThemFromStandardInput() throws IOException {
    write("s.nn", BOUND);
    write("in.nn", BOUND.replace("from sales", "from \"-\""));
    write("sales.csv", "x,y\n1,0\n2,1\n");
    String shown = "data\n  file   sales\n  rows = 2\n";
    assertEquals(new Result(0, shown, ""), nn("run", "--data", "sales=sales.csv", "s.nn"));
    assertEquals(
        new Result(0, shown, ""), nnWith("x,y\n1,0\n2,1\n", "run", "--data", "sales=-", "s.nn"));
    String twice = shown.replace("sales", "standard input");
    assertEquals(
        new Result(0, twice + twice, ""), nnWith("x;y\n1;0\n2;1\n", "run", "in.nn", "in.nn"));
    assertEquals(
        new Result(0, twice, ""),
        nnWith("{\"x\": 1, \"y\": 0}\n{\"x\": 2, \"y\": 1}\n", "run", "in.nn"));
    Result both = nnWith(BOUND.replace("from sales", "from \"-\""), "run", "-");
    assertEquals(ExitCode.FAILED, both.exit());
    assertTrue(both.err().contains("note: the script comes from there"), both.err());
  }

  @Test
  void saysWhatIsWrongWithABinding() throws IOException {
    write("s.nn", BOUND);
    assertTrue(
        nn("run", "--data", "sales", "s.nn").err().contains("write `--data 'sales=sales.csv'`"));
    assertTrue(nn("run", "--data", "sales=", "s.nn").err().contains("takes a name"));
    assertTrue(
        nn("run", "--data", "sales=https://x.org/s.csv", "s.nn")
            .err()
            .contains("download the file"));
    assertTrue(
        nn("run", "--query", "sales=select 1", "s.nn").err().contains("and `sales` is none"));
    assertTrue(
        nn("run", "--data", "sales=a.csv", "--data", "sales=b.csv", "s.nn")
            .err()
            .contains("two meanings"));
    Result missing = nn("run", "--data", "sales=none.csv", "s.nn");
    assertTrue(missing.err().contains("there is no file `none.csv`"), missing.err());
    assertTrue(nn("run", "s.nn").err().contains("no data are called `sales`"));
    assertEquals(0, nn("check", "--no-data", "s.nn").exit());
  }
}
