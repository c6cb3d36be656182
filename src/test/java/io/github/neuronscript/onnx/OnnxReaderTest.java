package io.github.neuronscript.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.MemoryFiles;
import io.github.neuronscript.Model;
import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.Options;
import io.github.neuronscript.Result;
import io.github.neuronscript.cli.Formats;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.RandomFormula;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX files that are read: our own, those of other tools, and what is none. */
class OnnxReaderTest {

  private static final double[] NONE = {};

  private final SplitMix random = new SplitMix(5);

  static Stream<String> activations() {
    return Exported.ACTIVATIONS.stream();
  }

  private static Result imported(byte[] file, String behind) {
    MemoryFiles files = new MemoryFiles().with("m.onnx", file);
    return new NeuronScript()
        .run(
            Source.of("s.nn", "import \"m.onnx\"\n" + behind),
            Options.defaults().files(files).formats(new Formats()));
  }

  private static Model model(byte[] file) {
    return imported(file, "").orThrow().model().orElseThrow();
  }

  private static String refusal(byte[] file) {
    return assertThrows(IOException.class, () -> OnnxReader.read(file)).getMessage();
  }

  @ParameterizedTest
  @MethodSource("activations")
  void whatIsExportedComesBackToTheBit(String activation) {
    String script =
        "inputs x1, `größe (cm)`, y\nweights 0.1, -0.7, 2.5\nbias -0.3\n"
            + "scale from 1, -0.25, 3 by 0.1, 7, 2.5\nactivation "
            + activation;
    Exported exported = Exported.of(script, "m.onnx", "");
    Model back = model(exported.file());
    assertEquals(exported.model().inputs(), back.inputs());
    for (int i = 0; i < 200; i++) {
      double[] row = {random.unit() * 20 - 10, random.unit() * 20 - 10, random.unit() * 20 - 10};
      assertEquals(
          NumberWriter.hex(exported.model().predict(row)), NumberWriter.hex(back.predict(row)));
    }
  }

  @Test
  void formulasComeBackToTheBit() throws IOException {
    RandomFormula formulas = RandomFormula.over(random, List.of(Fitted.Z));
    for (int i = 0; i < 1000; i++) {
      Expression output = formulas.formula(1 + i % 5);
      Fitted neuron = Exported.neuron(output);
      Fitted back = OnnxReader.read(OnnxWriter.bytes(neuron, false));
      Compiled ours = Compiled.of(List.of(Fitted.Z), output);
      Compiled theirs = Compiled.of(List.of(Fitted.Z), back.output());
      for (int times = 0; times < 30; times++) {
        double z = random.of(0.0, 1.0, -1.0, random.unit() * 10 - 5);
        assertEquals(
            NumberWriter.hex(ours.at(z, NONE)),
            NumberWriter.hex(theirs.at(z, NONE)),
            () -> FormulaWriter.source(output) + " came back as " + back.output());
      }
    }
  }

  @Test
  void aModelThatIsImportedLearnsOn() {
    String data = "data { 0, 0 -> 0; 0, 1 -> 1; 1, 0 -> 1; 1, 1 -> 1 }\n";
    Exported exported =
        Exported.of("inputs a, b\n" + data + "scale standard\ntrain 20 epochs", "m.onnx", "");
    Result on = imported(exported.file(), data + "train 100 epochs\nevaluate\n").orThrow();
    assertTrue(on.value("cost").orElseThrow() < 0.2, "it has learnt");
    // The scale is that of the file.
    assertEquals(0.5, model(exported.file()).decide(1, 1).contributions().get(0).scaled() / 2);
  }

  // Files of other tools.

  private static ProtoWriter tensor(String name, double[] values, long... dimensions) {
    return new Body(true, new HashSet<>()).tensor(name, values, dimensions);
  }

  private static ProtoWriter node(String type, String output, String... inputs) {
    ProtoWriter node = new ProtoWriter();
    Arrays.stream(inputs).forEach(input -> node.text(Onnx.NODE_INPUT, input));
    return node.text(Onnx.NODE_OUTPUT, output).text(Onnx.NODE_TYPE, type);
  }

  private static ProtoWriter with(ProtoWriter node, String attribute, long value) {
    return node.message(
        Onnx.NODE_ATTRIBUTE,
        new ProtoWriter()
            .text(Onnx.ATTRIBUTE_NAME, attribute)
            .number(Onnx.ATTRIBUTE_INT, value)
            .number(Onnx.ATTRIBUTE_TYPE, Onnx.OF_INT));
  }

  private static byte[] graph(List<ProtoWriter> tensors, ProtoWriter... nodes) {
    ProtoWriter graph = new ProtoWriter();
    Arrays.stream(nodes).forEach(node -> graph.message(Onnx.GRAPH_NODE, node));
    tensors.forEach(tensor -> graph.message(Onnx.GRAPH_INITIALIZER, tensor));
    graph.message(Onnx.GRAPH_INPUT, new ProtoWriter().text(Onnx.VALUE_NAME, "input"));
    graph.message(Onnx.GRAPH_OUTPUT, new ProtoWriter().text(Onnx.VALUE_NAME, "out"));
    return new ProtoWriter().message(Onnx.MODEL_GRAPH, graph).toBytes();
  }

  private static final List<ProtoWriter> LAYER =
      List.of(
          tensor("w", new double[] {0.5, -0.25}, 2, 1),
          tensor("wt", new double[] {0.5, -0.25}, 1, 2),
          tensor("b", new double[] {1}, 1),
          tensor("two", new double[] {1, 2}, 2),
          tensor("wide", new double[] {1, 2, 3, 4}, 2, 2));

  @ParameterizedTest
  @CsvSource({
    "Sigmoid, 0.8519528019683106",
    "Relu, 1.75",
    "Tanh, 0.9413755384972873",
    "Identity, 1.75",
    "Softplus, 1.9102241504380872",
    "Softsign, 0.6363636363636364",
    "HardSigmoid, 0.85",
    "Erf, 0.9866716712191824"
  })
  void layersOfOtherToolsAreRead(String activation, double expected) {
    byte[] gemm =
        graph(
            LAYER,
            with(node("Gemm", "z", "input", "wt", "b"), "transB", 1),
            node(activation, "a", "z"),
            node("Squeeze", "out", "a"));
    byte[] matMul =
        graph(
            LAYER,
            node("MatMul", "p", "input", "w"),
            node("Add", "z", "b", "p"),
            node(activation, "out", "z"));
    assertEquals(expected, model(gemm).predict(2, 1), 1e-15);
    assertEquals(expected, model(matMul).predict(2, 1), 1e-15);
    assertEquals(List.of("x1", "x2"), model(gemm).inputs());
    assertArrayEquals(new double[] {0.5, -0.25}, model(gemm).weights());
  }

  @Test
  void aWeightedSumIsReadOnceWithItsBias() {
    // w·x is read before the bias comes: then 1 belongs to the formula.
    byte[] before =
        graph(
            LAYER,
            node("MatMul", "p", "input", "w"),
            node("Neg", "n", "p"),
            node("Add", "z", "p", "b"),
            node("Mul", "out", "z", "n"));
    assertEquals(-0.75 * 1.75, model(before).predict(2, 1));
    byte[] after =
        graph(
            LAYER,
            node("MatMul", "p", "input", "w"),
            node("Add", "z", "p", "b"),
            node("Mul", "out", "z", "p"));
    assertTrue(refusal(after).contains("without its bias"), refusal(after));
  }

  @Test
  void anotherNetworkIsRefusedByName() {
    byte[] layers =
        graph(
            LAYER,
            node("MatMul", "p", "input", "w"),
            node("Relu", "a", "p"),
            node("MatMul", "out", "a", "b"));
    assertTrue(refusal(layers).contains("MatMul multiplies"), refusal(layers));
    byte[] wide = graph(LAYER, node("MatMul", "out", "input", "wide"));
    assertTrue(refusal(wide).contains("more than one neuron"), refusal(wide));
    byte[] unknown = graph(LAYER, node("MatMul", "p", "input", "w"), node("Softmax", "out", "p"));
    assertTrue(refusal(unknown).contains("operator `Softmax`"), refusal(unknown));
    byte[] learning =
        graph(LAYER, node("LinearClassifier", "out", "input").text(Onnx.NODE_DOMAIN, "ai.onnx.ml"));
    assertTrue(refusal(learning).contains("`LinearClassifier` of ai.onnx.ml"), refusal(learning));
    byte[] cast =
        graph(LAYER, node("MatMul", "p", "input", "w"), with(node("Cast", "out", "p"), "to", 7));
    assertTrue(refusal(cast).contains("a Cast to something else"), refusal(cast));
    byte[] loop = graph(LAYER, node("Neg", "out", "out"));
    assertTrue(refusal(loop).contains("reads what is not there"), refusal(loop));
    Diagnostic error =
        imported(unknown, "show w1").diagnostics().stream()
            .filter(Diagnostic::isError)
            .findFirst()
            .orElseThrow();
    assertEquals(Code.MODEL_UNREADABLE, error.code());
    assertEquals("\"m.onnx\"", error.span().orElseThrow().text());
  }

  // What is none.

  @Test
  void aFormulaThatGrowsWithoutEndIsRefused() {
    ProtoWriter[] nodes = new ProtoWriter[200];
    nodes[0] = node("MatMul", "v0", "input", "w");
    for (int i = 1; i < nodes.length; i++) {
      String before = "v" + (i - 1);
      String output = i == nodes.length - 1 ? "out" : "v" + i;
      nodes[i] = node("Mul", output, before, before);
    }
    assertTrue(refusal(graph(LAYER, nodes)).contains("too long or too deep"));
    for (int i = 1; i < nodes.length; i++) {
      nodes[i] = node("Neg", i == nodes.length - 1 ? "out" : "v" + i, "v" + (i - 1));
    }
    assertTrue(refusal(graph(LAYER, nodes)).contains("too long or too deep"));
  }

  @Test
  void hugeLengthsMakeNothingHuge() {
    ProtoWriter tensor =
        new ProtoWriter()
            .number(Onnx.TENSOR_DIMENSION, Long.MAX_VALUE)
            .number(Onnx.TENSOR_DIMENSION, 2)
            .number(Onnx.TENSOR_TYPE, Onnx.DOUBLE)
            .bytes(Onnx.TENSOR_RAW, new byte[16]);
    assertTrue(refusal(graph(List.of(tensor))).contains("do not fit its shape"));
    byte[] length = {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f, 0};
    assertTrue(refusal(length).contains("damaged"));
    assertTrue(refusal(new byte[0]).contains("no graph"));
    assertTrue(refusal("inputs x\n".getBytes(UTF_8)).contains("no ONNX file"));
  }

  @Test
  void aDamagedFileIsRefusedOrReadButNothingElse() {
    Exported exported =
        Exported.of("inputs a, b\nscale from 1, 2 by 3, 4\nactivation gelu", "m.onnx", "");
    byte[] whole = exported.file();
    for (int length = 0; length < whole.length; length++) {
      readOrRefuse(Arrays.copyOf(whole, length));
    }
    for (int i = 0; i < 20_000; i++) {
      byte[] other = whole.clone();
      for (int changes = 1 + random.below(3); changes > 0; changes--) {
        other[random.below(other.length)] = (byte) random.next();
      }
      readOrRefuse(other);
    }
  }

  private static void readOrRefuse(byte[] file) {
    try {
      Declarations.of(OnnxReader.read(file));
    } catch (IOException e) {
      assertTrue(!e.getMessage().isBlank(), "it says why");
    }
  }

  @Test
  void namesThatCannotStandInAScriptAreCounted() throws IOException {
    Fitted neuron =
        new Fitted(
            List.of(
                new Fitted.Input("a`\nexport \"x.onnx\"", Optional.empty()),
                new Fitted.Input("b", Optional.empty())),
            new double[] {1, 2},
            0,
            NONE,
            NONE,
            Fitted.Z,
            List.of(),
            6);
    assertEquals(List.of("x1", "x2"), model(OnnxWriter.bytes(neuron, false)).inputs());
  }
}
