package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.program.ModelText;
import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files whose checksums are right and whose contents nobody has saved. */
class HostileModelTest {

  private static final String DATA = "data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }\n";

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          "x",
          "",
          "NaN",
          "Infinity",
          "1/0",
          "1e999999999",
          "9".repeat(20_000),
          -1.0,
          0.0,
          0.5,
          1e300,
          Double.MAX_VALUE,
          List.of(),
          List.of(1.0),
          List.of("x"),
          List.of("NaN", "NaN"),
          List.of(0.0, 0.0),
          List.of(1.0, 1.0, 1.0),
          Collections.nCopies(5_000, 1.0),
          Collections.singletonList(null),
          List.of(List.of()),
          List.of(List.of("x", 1.0), List.of("x", 2.0)),
          List.of(List.of(1.0, 2.0, 3.0)),
          List.of(Collections.singletonList(null)),
          List.of(List.of(List.of(List.of("deep")))));

  @TempDir Path folder;

  private Options options() {
    return Options.defaults()
        .files(FilePolicy.none().read(folder).writing(folder).relativeTo(folder))
        .limits(Limits.untrusted())
        .trace(TraceLevel.NONE);
  }

  private Result run(String script) {
    return new NeuronScript().run(Source.of("s.nn", script), options());
  }

  static Stream<String> models() {
    return Stream.of(
        "inputs x1, x2\nlearning rule adam(0.9, 0.99)\nscale standard\n" + DATA,
        "inputs x1, x2\nlearning rule momentum(0.9)\nset numbers decimal 30\n" + DATA,
        "inputs x1, x2\nactivation linear\nset numbers exact\n" + DATA,
        "inputs n, one_hot(kind)\ntarget y\ndata from \"d.csv\" missing mean\nscale minmax\n"
            + "when epoch > 2 then rate = 0.1\nsplit 60 / 40 seed 1\nthreshold 0.5\n");
  }

  private Map<String, Object> saved(String declared) throws IOException {
    Files.writeString(
        folder.resolve("d.csv"), "n,kind,y\n1,red,0\n,blue,1\n3,red,0\n4,green,1\n5,red,0\n");
    Result result = run(declared + "train 4 epochs\nsave \"m.json\"\n");
    assertEquals(Result.Status.FINISHED, result.status(), () -> result.diagnostics().toString());
    return ModelText.read(Source.of("m.json", Files.readString(folder.resolve("m.json"))));
  }

  private void forge(Map<String, Object> fields) throws IOException {
    Files.writeString(folder.resolve("m.json"), ModelText.of(fields));
  }

  private static final List<String> USES =
      List.of(
          "show model\nshow weights original\nshow rules\nexplain 1, 1",
          "predict from \"d.csv\" missing skip explained to \"o.csv\"",
          "step\ntrain 3 epochs\nevaluate\nsave \"m2.json\"");

  /** Whatever stands for a value: the model is refused, or it can be used. */
  @Test
  void noValueBreaksAnything() throws IOException {
    change(models().findFirst().orElseThrow(), 1);
  }

  @ParameterizedTest
  @MethodSource("models")
  @Tag("full")
  void noValueBreaksAnyModelInAnyUse(String declared) throws IOException {
    change(declared, USES.size());
  }

  /** Puts each value in place of each other, and uses every model so many ways in turn. */
  private void change(String declared, int ways) throws IOException {
    Map<String, Object> whole = saved(declared);
    int turn = 0;
    for (String key : whole.keySet()) {
      Map<String, Object> without = new LinkedHashMap<>(whole);
      without.remove(key);
      use(without, turn++, ways, "no " + key);
      for (Object value : VALUES) {
        Map<String, Object> other = new LinkedHashMap<>(whole);
        other.put(key, value);
        use(other, turn++, ways, key + " = " + value);
        if (whole.get(key) instanceof List<?> list && !list.isEmpty()) {
          List<Object> replaced = new ArrayList<>(list);
          replaced.set(list.size() - 1, value);
          other.put(key, replaced);
          use(other, turn++, ways, key + " has " + value);
        }
      }
    }
  }

  private void use(Map<String, Object> fields, int turn, int ways, String what) throws IOException {
    forge(fields);
    for (int way = 0; way < ways; way++) {
      Result result = run("load \"m.json\"\n" + USES.get((turn + way) % USES.size()) + "\n");
      // A bug would have thrown.
      assertTrue(
          result.status() == Result.Status.FINISHED || !errors(result).isEmpty(),
          () -> what + ": " + result);
    }
  }

  private static List<Diagnostic> errors(Result result) {
    return result.diagnostics().stream().filter(Diagnostic::isError).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train 5 epochs",
        "step",
        "include \"other.nn\"",
        "load \"m.json\"",
        "save \"n.json\"",
        "show 1",
        "print \"hello\"",
        "predict 1, 1",
        "predict from \"d.csv\" to \"o.csv\"",
        "plot activation to \"p.svg\"",
        "evaluate",
        "cross validate 3 folds",
        "expect 1 > 2",
        "reset",
        "stop",
        "back 1",
        "derive",
        "x1 = 3"
      })
  void aModelHoldsDeclarationsAlone(String statement) throws IOException {
    Map<String, Object> fields = saved("inputs x1, x2\n" + DATA);
    List<Object> script = new ArrayList<>((List<?>) fields.get("script"));
    script.add(statement);
    fields.put("script", script);
    forge(fields);
    List<Diagnostic> errors = errors(run("load \"m.json\"\n"));
    assertEquals(Code.MODEL_UNREADABLE, errors.get(0).code(), errors.toString());
    assertTrue(errors.get(0).span().isPresent());
    assertFalse(Files.exists(folder.resolve("n.json")) || Files.exists(folder.resolve("p.svg")));
  }

  @Test
  void dataThatHaveFewerRowsNowAreGoneThroughFromTheBeginning() throws IOException {
    Files.writeString(folder.resolve("e.csv"), "x,y\n1,0\n2,1\n3,1\n");
    run("inputs x\ntarget y\ndata from \"e.csv\"\nstep\nstep\nsave \"m.json\"\n");
    Files.writeString(folder.resolve("e.csv"), "x,y\n1,0\n2,1\n");
    Result result = run("load \"m.json\"\nstep\n");
    assertEquals(Result.Status.FINISHED, result.status(), () -> result.diagnostics().toString());
  }
}
