package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.render.Style;
import io.github.neuronscript.render.TextRenderer;
import io.github.neuronscript.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The specification by example: what every script under src/test/scripts shows on a terminal of 100
 * columns. A script that succeeds has a {@code .trace} beside it, one that fails an {@code
 * .errors}: what was printed before, and then the errors.
 */
class GoldenScriptsTest {

  private static final Path FOLDER = TestFiles.path("src/test/scripts");

  private static final String ACCEPT =
      "mvn -o test -Dtest=GoldenScriptsTest -Dneuronscript.accept=true";

  /** Codes that need more than a script: a host, a command line, a huge text, a broken disk. */
  private static final Set<Code> SHOWN_ELSEWHERE =
      EnumSet.of(
          Code.UNKNOWN_VALUE,
          Code.DERIVATIVE_MISSING,
          Code.HOST_FUNCTION_FAILED,
          Code.HOST_FUNCTION_DIFFERS,
          Code.WRONG_USAGE,
          Code.SCRIPT_MISSING,
          Code.SCRIPT_UNREADABLE,
          Code.SCRIPT_NOT_UTF8,
          Code.SCRIPT_TOO_LONG,
          Code.OUT_OF_MEMORY,
          Code.INTERRUPTED,
          Code.LIMIT_REACHED,
          Code.TIME_IS_UP,
          Code.CSV_TOO_LARGE,
          Code.DATA_CHANGED,
          Code.FILE_UNREADABLE,
          Code.NO_DRIVER,
          Code.COLUMN_RENAMED,
          Code.NO_PAINTER,
          Code.OUTPUT_UNWRITABLE);

  private static List<Path> files(String ending) {
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      return paths.filter(path -> path.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> scripts() {
    return files(".nn").stream()
        .map(path -> FOLDER.relativize(path).toString().replace('\\', '/').replace(".nn", ""))
        .toList();
  }

  /** What a script showed, and whether it succeeded. */
  private record Shown(boolean succeeded, String text) {
    static Shown of(Path script) throws IOException {
      StringBuilder text = new StringBuilder();
      DiagnosticFormatter formatter = new DiagnosticFormatter(false);
      TextRenderer renderer = new TextRenderer(text, Style.plain());
      Options options =
          TestFiles.beside(script)
              .listener(
                  event -> {
                    renderer.accept(event);
                    if (event instanceof TraceEvent.Noticed notice) {
                      text.append(formatter.format(notice.diagnostic()));
                    }
                  });
      Source source = Source.of(script.getFileName().toString(), Files.readString(script));
      Result outcome = new NeuronScript().run(source, options);
      boolean printed = !text.isEmpty();
      for (Diagnostic error : outcome.diagnostics()) {
        text.append(printed ? "\n" : "").append(formatter.format(error));
        printed = true;
      }
      return new Shown(outcome.status() == Result.Status.FINISHED, text.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void showsWhatItShould(String name) throws IOException {
    Path script = FOLDER.resolve(name + ".nn");
    Path trace = FOLDER.resolve(name + ".trace");
    Path errors = FOLDER.resolve(name + ".errors");
    Shown shown = Shown.of(script);
    Path golden = shown.succeeded() ? trace : errors;
    Path other = shown.succeeded() ? errors : trace;
    if (Boolean.getBoolean("neuronscript.accept")) {
      Files.writeString(golden, shown.text());
      Files.deleteIfExists(other);
    }
    if (!Files.exists(golden)) {
      String what = Files.exists(other) ? other.getFileName() + " is there, but " : "";
      fail(report(script, what + golden.getFileName() + " is missing", "", shown.text()));
    }
    String expected = Files.readString(golden);
    if (!expected.equals(shown.text())) {
      fail(report(script, "another text than in " + golden.getFileName(), expected, shown.text()));
    }
    assertEquals(false, Files.exists(other), other + " is left over");
  }

  private static String report(Path script, String what, String expected, String actual)
      throws IOException {
    List<String> before = expected.lines().toList();
    List<String> after = actual.lines().toList();
    int line = 0;
    while (line < before.size()
        && line < after.size()
        && before.get(line).equals(after.get(line))) {
      line++;
    }
    return "\n"
        + FOLDER.relativize(script)
        + ": "
        + what
        + "\n\n"
        + Files.readString(script).indent(4)
        + "\nfirst difference, in line "
        + (line + 1)
        + "\n  expected: "
        + (line < before.size() ? before.get(line) : "(the end)")
        + "\n  but was:  "
        + (line < after.size() ? after.get(line) : "(the end)")
        + "\n\nto accept it: "
        + ACCEPT
        + "\n";
  }

  @Test
  void everyGoldenFileHasItsScript() {
    List<Path> alone = new ArrayList<>();
    for (String ending : List.of(".trace", ".errors")) {
      for (Path golden : files(ending)) {
        String name = golden.getFileName().toString().replace(ending, ".nn");
        if (!Files.exists(golden.resolveSibling(name))) {
          alone.add(golden);
        }
      }
    }
    assertEquals(List.of(), alone);
  }

  /** Whoever adds a code adds a script that runs into it. */
  @Test
  void everyCodeIsShown() throws IOException {
    Set<Code> missing = EnumSet.allOf(Code.class);
    missing.removeAll(SHOWN_ELSEWHERE);
    Pattern head = Pattern.compile("^(?:error|warning|notice)\\[([a-z0-9-]+)]", Pattern.MULTILINE);
    for (String ending : List.of(".trace", ".errors")) {
      for (Path golden : files(ending)) {
        Matcher matcher = head.matcher(Files.readString(golden));
        while (matcher.find()) {
          missing.remove(Code.of(matcher.group(1)).orElseThrow());
        }
      }
    }
    assertEquals(Set.of(), missing, "no script under src/test/scripts runs into these");
  }

  static List<String> examples() throws IOException {
    try (Stream<Path> paths = Files.list(TestFiles.path("scripts"))) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".nn"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleFinishes(String name) throws IOException {
    Shown shown = Shown.of(TestFiles.path("scripts").resolve(name));
    assertEquals(true, shown.succeeded(), shown.text());
  }
}
