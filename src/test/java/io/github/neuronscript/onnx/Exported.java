package io.github.neuronscript.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.MemoryFiles;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.cli.Formats;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.trace.Fitted;
import io.github.neuronscript.trace.ModelFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A script that exports its neuron, with what it has written.
 *
 * @param model to compare with
 * @param file the bytes
 */
public record Exported(Model model, byte[] file) {

  /** Returns a neuron of one input with the weight 1, no bias and an output over z. */
  public static Fitted neuron(Expression output) {
    double[] unscaled = {};
    List<Fitted.Input> inputs = List.of(new Fitted.Input("x", Optional.empty()));
    return new Fitted(inputs, new double[] {1}, 0, unscaled, unscaled, output, List.of(), 6);
  }

  /** All activations of the prelude, with those of a function of one argument. */
  public static final List<String> ACTIVATIONS =
      List.of(
          "linear",
          "sigmoid",
          "step",
          "step_above",
          "bipolar_step",
          "relu",
          "leaky_relu(0.01)",
          "elu(1.5)",
          "softplus",
          "swish",
          "gelu",
          "tanh",
          "exp",
          "erf",
          "sin",
          "cos",
          "tan",
          "sign",
          "floor",
          "round",
          "abs");

  /** Returns the neuron that a script leaves. */
  public static Fitted fitted(String script) {
    Fitted[] seen = new Fitted[1];
    ModelFormats formats =
        new ModelFormats() {
          @Override
          public byte[] written(Fitted neuron, String name, boolean single) {
            seen[0] = neuron;
            return new byte[0];
          }

          @Override
          public String declared(byte[] file, String name) throws IOException {
            throw new IOException("nothing is read");
          }
        };
    Options options = Options.defaults().files(new MemoryFiles()).formats(formats);
    new NeuronScript().run(Source.of("s.nn", script + "\nexport \"m\""), options).orThrow();
    return seen[0];
  }

  /** Runs a script and exports what it leaves. */
  public static Exported of(String script, String file, String option) {
    MemoryFiles files = new MemoryFiles();
    Options options = Options.defaults().files(files).formats(new Formats());
    Result result =
        new NeuronScript()
            .run(Source.of("s.nn", script + "\nexport \"" + file + "\" " + option + "\n"), options);
    assertEquals(
        List.of(), result.diagnostics().stream().filter(Diagnostic::isError).toList(), script);
    try (var in = files.open("s.nn", file)) {
      return new Exported(result.model().orElseThrow(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
