package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that {@code java -jar} runs: everything, under its own name. */
class RunnableJarTest {
  private static final String BASE = "io.github.neuronscript";

  /** A library may move its classes from one package to another; its name stays. */
  private static final Pattern LIBRARY =
      Pattern.compile("(org\\.antlr\\.v4|org\\.jline|ch\\.obermuhlner|picocli)\\b.*");

  private final BuiltJar jar = BuiltJar.runnable();

  @Test
  void hasThesePackages() {
    assertEquals(
        new TreeSet<>(
            List.of(
                "ch.obermuhlner",
                BASE,
                BASE + ".cli",
                BASE + ".data",
                BASE + ".diagnostic",
                BASE + ".formula",
                BASE + ".handout",
                BASE + ".javasource",
                BASE + ".jdbc",
                BASE + ".judge",
                BASE + ".model",
                BASE + ".neuron",
                BASE + ".onnx",
                BASE + ".program",
                BASE + ".receipt",
                BASE + ".render",
                BASE + ".repl",
                BASE + ".scripting",
                BASE + ".session",
                BASE + ".syntax",
                BASE + ".syntax.antlr",
                BASE + ".terminal",
                BASE + ".trace",
                "org.antlr.v4",
                "org.jline",
                "picocli")),
        jar.packages().stream()
            .map(name -> LIBRARY.matcher(name).replaceFirst("$1"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void hasTheLicencesOfAllLibraries() {
    assertEquals(
        List.of(
            "META-INF/licenses/antlr4-runtime.txt",
            "META-INF/licenses/big-math.txt",
            "META-INF/licenses/jline.txt",
            "META-INF/licenses/picocli.txt"),
        jar.files().stream().filter(name -> name.startsWith("META-INF/licenses/")).toList());
    assertTrue(jar.files().contains("META-INF/LICENSE"));
  }

  /** Only who starts Java can give it the Vector API. */
  @Test
  void saysHowJavaGetsVectors(@TempDir Path folder) throws Exception {
    List<String> run = List.of("run", "--fast", "-e", "print 6 * 7");
    List<String> java = new ArrayList<>(List.of(BuiltJar.java(), "-jar", jar.file().toString()));
    java.addAll(run);
    Process process = new ProcessBuilder(java).directory(folder.toFile()).start();
    String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor());
    assertTrue(said.contains("`java --add-modules jdk.incubator.vector -jar`"), said);
    java.addAll(1, List.of("--add-modules", "jdk.incubator.vector"));
    String result = BuiltJar.run(folder, java);
    assertTrue(result.endsWith("42\n"), result);
  }

  @Test
  void runsAScript(@TempDir Path folder) throws Exception {
    String said =
        BuiltJar.run(
            folder,
            List.of(BuiltJar.java(), "-jar", jar.file().toString(), "run", "-e", "print 6 * 7"));
    assertEquals("42\n", said);
  }

  @Test
  void showsAnExample(@TempDir Path folder) throws Exception {
    String said =
        BuiltJar.run(
            folder, List.of(BuiltJar.java(), "-jar", jar.file().toString(), "example", "and"));
    assertEquals(Repository.read(Repository.path("scripts/and.nn")), said);
  }
}
