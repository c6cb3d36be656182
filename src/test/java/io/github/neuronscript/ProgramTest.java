package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.ScriptException;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application does with a script: compile it once, run it often. */
class ProgramTest {

  private static final NeuronScript ENGINE = new NeuronScript();

  private static final String AND =
      """
      inputs x1, x2
      target both
      let goal = 0.1
      data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }
      learning rate 2
      rule "good" on epoch when cost < goal then stop
      train 500 epochs
      """;

  private static Source source(String text) {
    return Source.of("s.nn", text);
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> tests = Files.walk(TestFiles.path("src/test/scripts"));
        Stream<Path> examples = Files.list(TestFiles.path("scripts"))) {
      return Stream.concat(tests.filter(path -> Files.exists(trace(path))), examples)
          .filter(path -> path.toString().endsWith(".nn"))
          .sorted()
          .toList();
    }
  }

  private static Path trace(Path script) {
    return script.resolveSibling(script.getFileName().toString().replace(".nn", ".trace"));
  }

  /** What only a file can tell stays open until the program runs. */
  @ParameterizedTest
  @MethodSource("scripts")
  void compilesWithoutAnyFile(Path script) throws IOException {
    Compilation compiled = ENGINE.compile(source(Files.readString(script)));
    assertEquals(List.of(), compiled.errors());
    assertTrue(compiled.program().isPresent());
  }

  @Test
  void saysAllThatIsWrong() {
    Compilation compiled = ENGINE.compile(source("inputs a, a\nweigths 1\ntrain\n"));
    assertTrue(compiled.program().isEmpty());
    assertEquals(
        List.of(Code.DUPLICATE_NAME, Code.UNKNOWN_STATEMENT, Code.DATA_MISSING),
        compiled.errors().stream().map(Diagnostic::code).toList());
    ScriptException thrown =
        assertThrows(ScriptException.class, () -> ENGINE.compileOrThrow(source("trian 5")));
    assertEquals(Code.UNKNOWN_STATEMENT, thrown.diagnostics().get(0).code());
  }

  @Test
  void runsAsOftenAsOneLikes() {
    Program program = ENGINE.compileOrThrow(source(AND));
    Options quiet = Options.defaults().trace(TraceLevel.NONE);
    double cost = program.run(quiet).orThrow().value("cost").orElseThrow();
    assertEquals(cost, program.run(quiet).value("cost").orElseThrow());
    assertTrue(cost < 0.1);
    Result other = program.run(Map.of("goal", 0.2, "w1", 0.5), quiet);
    assertTrue(other.value("cost").orElseThrow() > cost);
    assertEquals(0.2, other.value("goal").orElseThrow());
    Result wrong = program.run(Map.of("gaol", 0.2), quiet);
    assertEquals(Result.Status.FAILED, wrong.status());
    assertEquals(List.of("did you mean `goal`?"), wrong.diagnostics().get(0).helps());
    assertThrows(ScriptException.class, wrong::orThrow);
  }

  @Test
  void tellsWhatItDeclares() {
    Program.Info info = ENGINE.compileOrThrow(source(AND)).info();
    assertEquals(List.of("x1", "x2"), info.inputs().stream().map(Program.Name::name).toList());
    assertEquals("x2", info.inputs().get(1).place().text());
    assertEquals("both", info.target().orElseThrow().name());
    assertEquals(List.of("good"), info.rules().stream().map(Program.Name::name).toList());
    assertEquals(List.of("w1", "w2", "b", "bias", "goal", "rate", "seed"), info.names());
    assertTrue(!info.readsFiles());
    assertTrue(ENGINE.compileOrThrow(source("target y\ndata from \"x.csv\"")).info().readsFiles());
  }

  @Test
  void hasAFingerprintOfItsText() {
    String fingerprint = ENGINE.compileOrThrow(source(AND)).fingerprint();
    assertTrue(fingerprint.matches("[0-9a-f]{64}"));
    assertEquals(fingerprint, ENGINE.compileOrThrow(Source.of("other.nn", AND)).fingerprint());
    assertNotEquals(
        fingerprint, ENGINE.compileOrThrow(source(AND.replace("2", "3"))).fingerprint());
  }

  @Test
  void keepsTheLastWholeStateWhateverEndsIt() {
    Result failed = ENGINE.run(source(AND + "let k = 3\nexpect k == 4\nlet k = 5\n"), quiet());
    assertEquals(Result.Status.FAILED, failed.status());
    assertEquals(3, failed.value("k").orElseThrow());
    assertTrue(failed.model().isPresent());
    int[] asked = new int[1];
    Result cancelled =
        ENGINE.run(
            source(AND.replace("cost < goal", "epoch < 0").replace("500", "1000000")),
            quiet().cancelled(() -> asked[0]++ > 1000));
    assertEquals(Result.Status.CANCELLED, cancelled.status());
    assertTrue(cancelled.value("epoch").orElseThrow() > 100);
    Result nothing = ENGINE.run(source("trian 5"), quiet());
    assertEquals(Result.Status.FAILED, nothing.status());
    assertTrue(nothing.model().isEmpty());
    assertTrue(nothing.value("w1").isEmpty());
  }

  private static Options quiet() {
    return Options.defaults().trace(TraceLevel.NONE);
  }
}
