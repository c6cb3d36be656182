package io.github.neuronscript.javasource;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.neuronscript.NeuronScript;
import io.github.neuronscript.formula.Definition;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * Writes a neuron and its decision rules as a class of Java 8 or later, in ASCII, that depends on
 * nothing and computes the same bits.
 */
public final class JavaClass {

  private static final String ENDING = ".java";

  /** So many numbers a class can hold in arrays: its initializer has 64 KB. */
  private static final int MOST_NUMBERS = 6000;

  /** A method has no more than 255 words of arguments, and a double is two. */
  private static final int MOST_ARGUMENTS = 100;

  private static final int MOST_PARTS = 2000;

  /** Names of the class itself. */
  private static final Set<String> TAKEN =
      Set.of(
          "predict",
          "decide",
          "weightedSum",
          "output",
          "inputs",
          "WEIGHTS",
          "BIAS",
          "OFFSET",
          "DIVISOR");

  private final Fitted neuron;
  private final Formulas.Shared shared;

  private JavaClass(Fitted neuron) {
    this.neuron = neuron;
    Set<String> taken = new HashSet<>(TAKEN);
    for (Helpers helper : Helpers.values()) {
      taken.addAll(helper.methods());
    }
    this.shared = new Formulas.Shared(new Identifiers(taken));
  }

  /**
   * Returns the source of a class.
   *
   * @param file whose name says what the class is called
   * @throws IOException if it cannot be written; its message says why
   */
  public static byte[] bytes(Fitted neuron, String file) throws IOException {
    String name = name(file);
    int numbers = neuron.weights().length + 2 * neuron.offset().length;
    if (numbers > MOST_NUMBERS) {
      throw new IOException(
          "a Java class holds at most "
              + MOST_NUMBERS
              + " numbers, and this neuron has "
              + numbers);
    }
    try {
      return new JavaClass(neuron).text(name).getBytes(US_ASCII);
    } catch (Formulas.Unwritable e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * Returns the name of the class in a file.
   *
   * @throws IOException if no class can be called so
   */
  public static String name(String file) throws IOException {
    String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    String name = last.substring(0, last.length() - ENDING.length());
    boolean plain = SourceVersion.isName(name) && name.chars().allMatch(c -> c < 0x80 && c != '.');
    if (!plain) {
      throw new IOException(
          "a Java class cannot be called `"
              + name
              + "`; give the file the name of a class, as in"
              + " `export \"Model.java\"`");
    }
    return name;
  }

  private String text(String name) {
    boolean scaled = neuron.offset().length > 0;
    int n = neuron.weights().length;
    Formulas formulas = new Formulas(Map.of(Fitted.Z, "z"), shared);
    check(neuron.output());
    String output = formulas.number(neuron.output());
    List<String> rules = rules();
    StringBuilder text = new StringBuilder();
    text.append("/**\n * A neuron that NeuronScript ").append(NeuronScript.VERSION);
    text.append(" has written. Computes in arithmetic ").append(NeuronScript.ARITHMETIC);
    text.append(":\n * the same bits as there. Safe to share between threads.\n */\n");
    text.append("public final class ").append(name).append(" {\n\n");
    array(text, "WEIGHTS", neuron.weights());
    text.append("  private static final double BIAS = ");
    text.append(Formulas.literal(neuron.bias())).append(";\n");
    if (scaled) {
      array(text, "OFFSET", neuron.offset());
      array(text, "DIVISOR", neuron.divisor());
    }
    text.append("\n  private ").append(name).append("() {}\n\n");
    text.append("  /** Returns the names of the inputs, in their order. */\n");
    text.append("  public static String[] inputs() {\n    return new String[] {");
    text.append(
        neuron.inputs().stream()
            .map(input -> Identifiers.literal(input.name()))
            .collect(Collectors.joining(", ")));
    text.append("};\n  }\n\n");
    if (n <= MOST_ARGUMENTS) {
      text.append("  /** Returns the output for one example, in the units of the data. */\n");
      overload(text, "double predict");
      if (!rules.isEmpty()) {
        text.append("  /** Returns what the first rule answers that has an answer, or null. */\n");
        overload(text, "String decide");
      }
    }
    text.append(
        "  /** Returns the output for one example, of inputs in the units of the data. */\n");
    text.append("  public static double predict(double[] inputs) {\n");
    text.append("    return output(weightedSum(inputs));\n  }\n\n");
    rules.forEach(text::append);
    weightedSum(text, scaled);
    text.append("  private static double output(double z) {\n    return ").append(output);
    text.append(";\n  }\n");
    shared.methods().forEach(method -> text.append('\n').append(method));
    return text.append("}\n").toString();
  }

  private static void array(StringBuilder text, String name, double[] values) {
    text.append("  private static final double[] ").append(name).append(" = {");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : i % 8 == 0 ? ",\n    " : ", ").append(Formulas.literal(values[i]));
    }
    text.append("};\n");
  }

  /** The same method with an argument for each input. */
  private void overload(StringBuilder text, String method) {
    Identifiers names = new Identifiers(Set.of());
    List<String> arguments =
        neuron.inputs().stream().map(input -> names.like(input.name(), "x")).toList();
    text.append("  public static ").append(method).append('(');
    text.append(arguments.stream().map(a -> "double " + a).collect(Collectors.joining(", ")));
    text.append(") {\n    return ").append(method.substring(method.indexOf(' ') + 1));
    text.append("(new double[] {").append(String.join(", ", arguments)).append("});\n  }\n\n");
  }

  /** Eight lanes, joined in the order of the arithmetic, and what is left after them. */
  private static void weightedSum(StringBuilder text, boolean scaled) {
    String product =
        scaled
            ? "WEIGHTS[i + j] * ((inputs[i + j] - OFFSET[i + j]) / DIVISOR[i + j])"
            : "WEIGHTS[i + j] * inputs[i + j]";
    text.append("  private static double weightedSum(double[] inputs) {\n");
    text.append("    int n = WEIGHTS.length;\n    if (inputs.length != n) {\n");
    text.append("      throw new IllegalArgumentException(");
    text.append("n + \" inputs, and not \" + inputs.length);\n    }\n");
    text.append("    int whole = n - n % 8;\n    double total = 0;\n    if (whole > 0) {\n");
    text.append("      double[] s = new double[8];\n");
    text.append("      for (int i = 0; i < whole; i += 8) {\n");
    text.append("        for (int j = 0; j < 8; j++) {\n          s[j] += ").append(product);
    text.append(";\n        }\n      }\n");
    text.append(
        "      total = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));\n");
    text.append("    }\n    for (int i = whole; i < n; i++) {\n      total += ");
    text.append(product.replace("i + j", "i")).append(";\n    }\n");
    text.append("    return total + BIAS;\n  }\n\n");
  }

  /** A method holds 64 KB, which is enough for so many parts. */
  private static void check(Expression formula) {
    if (Definition.writtenOutSize(formula) > MOST_PARTS) {
      throw new Formulas.Unwritable("a formula has more than " + MOST_PARTS + " parts");
    }
  }

  // Decision rules.

  private List<String> rules() {
    if (neuron.rules().isEmpty()) {
      return List.of();
    }
    Map<Expression, String> leaves = new HashMap<>();
    leaves.put(Fitted.Z, "z");
    leaves.put(Fitted.OUTPUT, "out");
    for (int i = 0; i < neuron.inputs().size(); i++) {
      leaves.put(
          new Variable(neuron.inputs().get(i).name(), Variable.Role.INPUT), "inputs[" + i + "]");
    }
    Formulas formulas = new Formulas(leaves, shared);
    StringBuilder text = new StringBuilder();
    text.append("  /** Returns what the first rule answers that has an answer, or null. */\n");
    text.append("  public static String decide(double[] inputs) {\n");
    text.append("    double z = weightedSum(inputs);\n    double out = output(z);\n");
    for (Fitted.Rule rule : neuron.rules()) {
      check(rule.condition());
      Optional<String> then = rule.then().map(a -> answer(rule, a));
      Optional<String> otherwise = rule.otherwise().map(a -> answer(rule, a));
      if (then.isEmpty() && otherwise.isEmpty()) {
        continue;
      }
      text.append("    if (").append(formulas.truth(rule.condition())).append(") {\n");
      then.ifPresent(a -> text.append("      return ").append(a).append(";\n"));
      text.append("    }");
      otherwise.ifPresent(a -> text.append(" else {\n      return ").append(a).append(";\n    }"));
      text.append('\n');
      if (then.isPresent() && otherwise.isPresent()) {
        return List.of(text.append("  }\n\n").toString());
      }
    }
    return List.of(text.append("    return null;\n  }\n\n").toString());
  }

  private static String answer(Fitted.Rule rule, List<Fitted.Piece> pieces) {
    if (pieces.stream().anyMatch(piece -> piece.value().isPresent())) {
      throw new Formulas.Unwritable(
          "the rule `"
              + rule.label()
              + "` puts a number into its answer, which only NeuronScript"
              + " writes; let it answer a plain text");
    }
    return Identifiers.literal(
        pieces.stream().map(Fitted.Piece::text).collect(Collectors.joining()));
  }
}
