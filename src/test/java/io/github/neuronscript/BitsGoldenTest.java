package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.neuronscript.trace.TraceLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Arithmetic 2, bit by bit: what fixed trainings end in, as hexadecimal numbers that every machine,
 * every JDK, the interpreter and the compiler have to meet. These never change without a new number
 * of the arithmetic.
 */
class BitsGoldenTest {

  private static final Path GOLDEN =
      TestFiles.path("src/test/resources/io/github/neuronscript/bits.txt");

  private static final String IRIS =
      "inputs sepal_length, sepal_width, petal_length, petal_width;"
          + "target y = species == \"setosa\"; data from \"scripts/data/iris.csv\";";

  private static final String CANCER =
      "inputs mean_radius / 30, mean_texture / 30, mean_smoothness, worst_radius / 30,"
          + " worst_texture / 30, worst_perimeter / 200, worst_area / 4000, mean_perimeter / 200,"
          + " mean_area / 4000, ln(worst_area);"
          + "target y = diagnosis == \"malignant\"; data from \"scripts/data/breast_cancer.csv\";";

  private static final String SHOW = "; show w1, w2, w3, w4, bias, cost, gradient_norm";

  /** Trainings by name. */
  private static Map<String, String> scripts() {
    Map<String, String> scripts = new LinkedHashMap<>();
    scripts.put(
        "and",
        "inputs x1, x2; data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 };"
            + "learning rate 0.5; train 1000 epochs; show w1, w2, bias, cost, gradient_norm");
    String[] rules = {
      "gradient descent",
      "momentum(0.9)",
      "nesterov(0.9)",
      "adagrad",
      "rmsprop(0.9)",
      "adam(0.9, 0.999)"
    };
    for (String rule : rules) {
      scripts.put(
          "iris by " + rule,
          IRIS
              + "loss cross_entropy; learning rate 0.05; learning rule "
              + rule
              + "; train 20 epochs batch 16 shuffle seed 7"
              + SHOW);
    }
    for (String rule : new String[] {"delta", "oja"}) {
      scripts.put(
          "iris by " + rule,
          IRIS
              + "learning rate 0.001; weights random; learning rule "
              + rule
              + "; train 5 epochs shuffle"
              + SHOW);
    }
    String[] activations = {
      "linear", "tanh", "relu", "leaky_relu(0.01)", "elu(1)", "softplus", "swish", "gelu", "sin"
    };
    for (String activation : activations) {
      scripts.put(
          "iris with " + activation,
          IRIS
              + "weights normal(0, 0.3) seed 3; learning rate 0.01; activation "
              + activation
              + "; train 30 epochs"
              + SHOW);
    }
    scripts.put(
        "cancer, all in one batch",
        CANCER + "loss cross_entropy; learning rate 0.3; train 200 epochs" + SHOW);
    scripts.put(
        "cancer, batches of 300",
        CANCER
            + "loss huber(0.3); weights uniform(-1, 1) seed 11; cost sum; learning rate 0.001;"
            + "train 50 epochs batch 300 shuffle seed 2; evaluate"
            + SHOW);
    scripts.put(
        "functions",
        "show exp(1.5), exp(-30.25), ln(0.1), log10(7), sqrt(2), sin(10), cos(10), tan(1.1),"
            + "tanh(0.3), 2^0.3, 0.1 + 0.2, erf(0.7), erf(2.5), 7.5 % -2, pi, ln1p(1e-5),"
            + "sigmoid(-3), softplus(3), swish(1), gelu(1), round(2.5), 1/3");
    return scripts;
  }

  /** Returns what the trainings end in, a line for each. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    scripts()
        .forEach(
            (name, script) -> {
              Options options =
                  Options.defaults().trace(TraceLevel.NONE).files(TestFiles.ofTheRepository());
              lines.add(name + ": " + String.join(" ", Recording.with(options, script).bits()));
            });
    return lines;
  }

  /** Prints the lines; the entry of a virtual machine started with other flags. */
  public static void main(String[] arguments) {
    lines().forEach(System.out::println);
  }

  @Test
  void everyBit() throws IOException {
    if (Boolean.getBoolean("neuronscript.accept")) {
      Files.write(GOLDEN, lines());
    }
    if (!Files.exists(GOLDEN)) {
      fail(GOLDEN + " is missing");
    }
    assertEquals(String.join("\n", Files.readAllLines(GOLDEN)), String.join("\n", lines()));
  }

  @Test
  @Tag("full")
  void everyBitInterpreted() throws IOException {
    assertEquals(Files.readAllLines(GOLDEN), linesOf("-Xint"));
  }

  @Test
  @Tag("full")
  void everyBitCompiledAtOnce() throws IOException {
    assertEquals(Files.readAllLines(GOLDEN), linesOf("-Xbatch", "-XX:-TieredCompilation"));
  }

  @Test
  void everyBitElsewhere() throws IOException {
    assertEquals(
        Files.readAllLines(GOLDEN),
        linesOf(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Kathmandu",
            "-Dfile.encoding=ISO-8859-1"));
  }

  private static List<String> linesOf(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(
        List.of(
            "-Dbasedir=" + TestFiles.path(""),
            "-cp",
            System.getProperty("java.class.path"),
            BitsGoldenTest.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return text.lines().toList();
  }
}
