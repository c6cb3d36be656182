package io.github.neuronscript.javasource;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Model;
import io.github.neuronscript.formula.Compiled;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.NumberWriter;
import io.github.neuronscript.formula.RandomFormula;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.onnx.Exported;
import io.github.neuronscript.trace.Fitted;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exported class, compiled by javac, gives the bits of the model. */
class JavaClassTest {

  private static final double[] NONE = {};

  private final SplitMix random = new SplitMix(21);

  @TempDir Path folder;

  private static JavaFileObject source(String name, byte[] text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignored) {
        return new String(text, US_ASCII);
      }
    };
  }

  /** Compiles classes without anything on the class path. */
  private ClassLoader compiled(List<JavaFileObject> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringBuilder problems = new StringBuilder();
    boolean done =
        compiler
            .getTask(
                null,
                null,
                problem -> problems.append(problem).append('\n'),
                List.of(
                    "-d",
                    folder.toString(),
                    "-cp",
                    folder.toString(),
                    "--release",
                    "8",
                    "-Xlint:-options",
                    "-encoding",
                    "US-ASCII"),
                null,
                sources)
            .call();
    assertTrue(done, problems.toString());
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static MethodHandle method(
      ClassLoader classes, String name, String method, Class<?> result, Class<?>... arguments)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findStatic(classes.loadClass(name), method, MethodType.methodType(result, arguments));
  }

  private double[] row(int width) {
    double[] row = new double[width];
    for (int i = 0; i < width; i++) {
      row[i] = random.below(10) == 0 ? random.below(3) - 1 : random.unit() * 20 - 10;
    }
    return row;
  }

  private String numbers(int count) {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(NumberWriter.shortest(random.unit() * 4 - 2));
    }
    return String.join(", ", numbers);
  }

  @Test
  void givesTheBitsOfTheModel() throws Throwable {
    List<JavaFileObject> sources = new ArrayList<>();
    List<Model> models = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (String activation : Exported.ACTIVATIONS) {
      for (int width : new int[] {1, 7, 8, 35, 120}) {
        String scale =
            random.below(2) == 0 ? "" : "\nscale from " + numbers(width) + " by " + numbers(width);
        String script =
            "inputs x["
                + width
                + "]\nweights "
                + numbers(width)
                + "\nbias "
                + numbers(1)
                + scale
                + "\nactivation "
                + activation;
        String name = "M" + models.size();
        Exported exported = Exported.of(script, name + ".java", "");
        sources.add(source(name, exported.file()));
        models.add(exported.model());
        widths.add(width);
      }
    }
    ClassLoader classes = compiled(sources);
    for (int i = 0; i < models.size(); i++) {
      MethodHandle predict = method(classes, "M" + i, "predict", double.class, double[].class);
      for (int times = 0; times < 200; times++) {
        double[] row = row(widths.get(i));
        double theirs = (double) predict.invoke(row);
        assertEquals(
            NumberWriter.hex(models.get(i).predict(row)), NumberWriter.hex(theirs), "M" + i);
      }
    }
  }

  /** Numbers of all sizes, and those where another way begins. */
  private double anySize(int i) {
    double[] odd = {
      0, -0.0, 1, -1, Double.MIN_VALUE, Double.MIN_NORMAL, 708, 709.8, 710, -708, -745.2, -746, -747
    };
    if (i < odd.length) {
      return odd[i];
    }
    return i % 2 == 0 ? random.unit() * 1600 - 800 : Double.longBitsToDouble(random.next());
  }

  @Test
  void functionsHaveTheBitsOfTheLanguageEverywhere() throws Throwable {
    List<String> formulas =
        List.of("exp(z)", "ln(z)", "ln1p(z)", "tanh(z)", "erf(z)", "xlogy(2, z)", "log10(z)");
    List<JavaFileObject> sources = new ArrayList<>();
    List<Model> models = new ArrayList<>();
    for (String formula : formulas) {
      String name = "F" + models.size();
      String script = "inputs x\nweights 1\nbias 0\ndefine f(z) = " + formula + "\nactivation f";
      Exported exported = Exported.of(script, name + ".java", "");
      sources.add(source(name, exported.file()));
      models.add(exported.model());
    }
    ClassLoader classes = compiled(sources);
    for (int i = 0; i < models.size(); i++) {
      MethodHandle predict = method(classes, "F" + i, "predict", double.class, double[].class);
      for (int times = 0; times < 20_000; times++) {
        double x = anySize(times);
        if (Double.isFinite(x)) {
          assertEquals(
              Double.doubleToLongBits(models.get(i).predict(x)),
              Double.doubleToLongBits((double) predict.invoke(new double[] {x})),
              formulas.get(i) + " at " + x);
        }
      }
    }
  }

  @Test
  void givesTheBitsOfRandomFormulas() throws Throwable {
    giveTheBits(100);
  }

  @Tag("full")
  @Test
  void givesTheBitsOfManyRandomFormulas() throws Throwable {
    giveTheBits(1_000);
  }

  private void giveTheBits(int count) throws Throwable {
    RandomFormula formulas = RandomFormula.over(random, List.of(Fitted.Z));
    List<JavaFileObject> sources = new ArrayList<>();
    List<Expression> outputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Expression output = formulas.formula(1 + i % 5);
      Fitted neuron = Exported.neuron(output);
      sources.add(source("F" + i, JavaClass.bytes(neuron, "F" + i + ".java")));
      outputs.add(output);
    }
    ClassLoader classes = compiled(sources);
    for (int i = 0; i < outputs.size(); i++) {
      MethodHandle predict = method(classes, "F" + i, "predict", double.class, double.class);
      Compiled ours = Compiled.of(List.of(Fitted.Z), outputs.get(i));
      for (int times = 0; times < 50; times++) {
        double x = row(1)[0];
        assertEquals(
            NumberWriter.hex(ours.at(x + 0.0, NONE)),
            NumberWriter.hex((double) predict.invoke(x)),
            FormulaWriter.source(outputs.get(i)));
      }
    }
  }

  @Test
  void oddNamesAreMadeSafe() throws Throwable {
    String script =
        """
        inputs `class`, `größe (cm)`, größe, `a "quoted" \\u0022 name`, `*/ x`, x₁, `1st`, ŷ2, `_`
        weights 1, 2, 3, 4, 5, 6, 7, 8, 9
        bias 0.5
        define predict(z) = z * WEIGHTS(z)
        define WEIGHTS(z) = exp(z) - holdsAsTrue(z)
        define holdsAsTrue(static) = if static then static / 3 else 7
        activation predict
        """
            .replace(
                "define predict(z) = z * WEIGHTS(z)\ndefine WEIGHTS(z) = exp(z) - holdsAsTrue(z)\n"
                    + "define holdsAsTrue(static) = if static then static / 3 else 7\n",
                "define holdsAsTrue(static) = if static then static / 3 else 7\n"
                    + "define WEIGHTS(z) = exp(z) - holdsAsTrue(z)\n"
                    + "define predict(z) = z * WEIGHTS(z)\n");
    Exported exported = Exported.of(script, "Odd.java", "");
    ClassLoader classes = compiled(List.of(source("Odd", exported.file())));
    MethodHandle predict = method(classes, "Odd", "predict", double.class, double[].class);
    double[] row = {0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8, 0.9};
    assertEquals(exported.model().predict(row), (double) predict.invoke(row));
    String[] names = (String[]) method(classes, "Odd", "inputs", String[].class).invoke();
    assertArrayEquals(exported.model().inputs().toArray(), names);
  }

  @Test
  void decidesAsTheModel() throws Throwable {
    String script =
        """
        inputs a, b
        weights 1, -1
        rule "never" on predict when z is nan then answer "no number"
        rule "high" on predict when output > 0.8 and a > 1 then answer "hi\\n\\"gh\\""
        on predict when b - a > 2 then answer "löw" otherwise answer "middle"
        """;
    Exported exported = Exported.of(script, "Rules.java", "");
    ClassLoader classes = compiled(List.of(source("Rules", exported.file())));
    MethodHandle decide = method(classes, "Rules", "decide", String.class, double[].class);
    MethodHandle ofEach =
        method(classes, "Rules", "decide", String.class, double.class, double.class);
    int high = 0;
    for (int times = 0; times < 300; times++) {
      double[] row = row(2);
      String ours = exported.model().decide(row).answer().orElse(null);
      assertEquals(ours, (String) decide.invoke(row));
      assertEquals(ours, (String) ofEach.invoke(row[0], row[1]));
      high += ours.startsWith("hi") ? 1 : 0;
    }
    assertTrue(high > 10, "often enough");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"my-model.java", "class.java", ".java", "1.java", "größe.java", "a.b.java"})
  void aClassHasAName(String file) {
    Fitted neuron = Exported.fitted("inputs x");
    IOException refused =
        assertThrows(IOException.class, () -> JavaClass.bytes(neuron, "out/" + file));
    assertTrue(refused.getMessage().contains("cannot be called"), refused.getMessage());
  }

  @Test
  void whatOnlyWeCanWriteIsRefused() {
    Fitted neuron = Exported.fitted("inputs x\non predict when z > 0 then answer \"{output}\"");
    IOException refused =
        assertThrows(IOException.class, () -> JavaClass.bytes(neuron, "Model.java"));
    assertTrue(refused.getMessage().contains("puts a number into"), refused.getMessage());
  }
}
