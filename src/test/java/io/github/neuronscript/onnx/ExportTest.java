package io.github.neuronscript.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.MemoryFiles;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.cli.Formats;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.HostFunction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statements {@code export} and {@code import}, and the scale that goes with a model. */
class ExportTest {

  private final MemoryFiles files = new MemoryFiles();

  private Result run(String script) {
    Options options = Options.defaults().files(files).formats(new Formats());
    return new NeuronScript().run(Source.of("s.nn", script), options);
  }

  private static Diagnostic error(Result result) {
    return result.diagnostics().stream().filter(Diagnostic::isError).findFirst().orElseThrow();
  }

  @Test
  void aScriptImportsWhatItHasExported() {
    Result result =
        run(
            """
            inputs a, b
            data { 1, 10 -> 0; 3, 20 -> 1; 5, 40 -> 1 }
            scale standard
            train 50 epochs
            predict 2, 15
            let before = output
            export "m.onnx"
            weights 0, 0
            import "m.onnx"
            predict 2, 15
            expect output == before
            """);
    assertEquals(List.of(), result.diagnostics());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sigmoid", "relu", "tanh", "linear"})
  void activationsWithANameComeBackByIt(String activation) {
    Result result =
        run(
            "inputs x\nactivation "
                + activation
                + "\nexport \"m.onnx\"\nactivation step\nimport \"m.onnx\"\nsave \"m.json\"");
    assertEquals(List.of(), result.diagnostics());
    String saved = new String(files.read("m.json"), StandardCharsets.UTF_8);
    assertTrue(saved.contains("\"activation " + activation + "\""), saved);
  }

  @Test
  void aGivenScaleStaysWhateverTheData() {
    String declared = "inputs a, b\nweights 1, -1\nactivation linear\nscale from 1, 2 by 4, 0.5\n";
    Result result =
        run(
            declared
                + "data { 7, 7 -> 1; 8, 9 -> 0 }\nevaluate\ndata { 1, 2 -> 0 }\nevaluate\n"
                + "predict 5, 3\nexpect output == -1\nsave \"m.json\"");
    assertEquals(List.of(), result.diagnostics());
    assertEquals(
        List.of(), run("load \"m.json\"\npredict 5, 3\nexpect output == -1").diagnostics());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scale from 1 by 2 | a scale from 1 number by 1 does not fit 2 inputs",
        "scale from 1, 2 by 2 | a scale from 2 numbers by 1 does not fit 2 inputs",
        "scale from 1, 2 by 2, 0 | a scale has finite numbers, and none that divides is 0",
        "scale from 1, 2 by 3, 4; inputs x; predict 3 | a scale of 2 inputs does not fit 1"
      })
  void aScaleFitsTheInputs(String script, String message) {
    assertEquals(message, error(run("inputs a, b\n" + script.replace("; ", "\n"))).message());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "export \"model.pb\" | FILE_NOT_WRITTEN | a name ends in `.onnx` or `.java`",
        "export \"Model.java\" float | FILE_NOT_WRITTEN | computes in double precision",
        "import \"model.pb\" | FILE_MISSING | there is no file `model.pb`",
        "import \"some.json\" | MODEL_UNREADABLE | what can be imported ends in `.onnx`",
        "import \"some.onnx\" | MODEL_UNREADABLE | it is damaged, or no ONNX file"
      })
  void whatCannotBeIsSaid(String script, String code, String why) {
    files.with("some.json", "{}").with("some.onnx", "inputs x");
    Diagnostic error = error(run("inputs x\n" + script));
    assertEquals(code, error.code().name());
    assertTrue((error.message() + error.notes()).contains(why), error.toString());
  }

  @Test
  void whereTheHostGivesNoFormatsThatIsSaid() {
    Options options = Options.defaults().files(files.with("m.onnx", "x"));
    Result exported =
        new NeuronScript().run(Source.of("s.nn", "inputs x\nexport \"n.onnx\""), options);
    assertEquals(Code.NO_PAINTER, error(exported).code());
    assertTrue(error(exported).toString().contains("Options.formats"));
    Result imported = new NeuronScript().run(Source.of("s.nn", "import \"m.onnx\""), options);
    assertEquals(Code.MODEL_UNREADABLE, error(imported).code());
    assertTrue(error(imported).notes().toString().contains("Options.formats"));
  }

  @Test
  void aFunctionOfTheApplicationIsNamed() {
    Options options =
        Options.defaults()
            .files(files)
            .formats(new Formats())
            .functions(HostFunction.of("mine", z -> z * 2));
    String script = "inputs x\nactivation mine\nexport ";
    for (String file : List.of("\"m.onnx\"", "\"M.java\"")) {
      Result result = new NeuronScript().run(Source.of("s.nn", script + file), options);
      assertEquals(Code.FILE_NOT_WRITTEN, error(result).code());
      assertTrue(error(result).notes().toString().contains("`mine`, a function of the app"));
    }
  }
}
