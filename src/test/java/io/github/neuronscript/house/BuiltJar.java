package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A jar that the build has made, and a Java that runs what is in it. */
record BuiltJar(Path file) {
  private static final String VERSION =
      Objects.requireNonNullElse(System.getProperty("neuronscript.version"), "?");

  /** What applications depend on. */
  static BuiltJar library() {
    return inTarget(".jar");
  }

  /** What {@code java -jar} runs. */
  static BuiltJar runnable() {
    return inTarget("-all.jar");
  }

  /** A file that the build has made and named after this version. */
  static BuiltJar inTarget(String ending) {
    Path file = Repository.path("target/neuronscript-" + VERSION + ending);
    assertTrue(Files.isRegularFile(file), file + " is missing: these tests run in `mvn verify`");
    return new BuiltJar(file);
  }

  static String version() {
    return VERSION;
  }

  /** The names of the files in it. */
  TreeSet<String> files() {
    try (JarFile jar = new JarFile(file.toFile())) {
      var names = new TreeSet<String>();
      jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).forEach(names::add);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders that have classes, with dots. */
  TreeSet<String> packages() {
    var packages = new TreeSet<String>();
    for (String name : files()) {
      if (name.endsWith(".class") && name.contains("/")) {
        packages.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
      }
    }
    return packages;
  }

  /** The classes as text in which names and other ASCII can be read. */
  Map<String, String> classes() {
    try (JarFile jar = new JarFile(file.toFile())) {
      var classes = new TreeMap<String, String>();
      for (ZipEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          classes.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> manifest() {
    try (JarFile jar = new JarFile(file.toFile())) {
      var headers = new TreeMap<String, String>();
      jar.getManifest()
          .getMainAttributes()
          .forEach((name, value) -> headers.put(name.toString(), value.toString()));
      return headers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ten lines of the README. */
  static String readmeExample() {
    return String.join(
        "\n", MarkdownPage.read(Repository.path("README.md")).blocks("java").get(0).lines());
  }

  /** Compiles with nothing else at hand; every complaint fails. */
  static void compile(Path target, List<String> options, Path... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var complaints = new StringWriter();
    var arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-proc:none", "-Werror", "-d", target.toString()));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(complaints, files, null, arguments, null, files.getJavaFileObjects(sources))
              .call();
      assertTrue(compiled, complaints::toString);
    }
  }

  /** The Java that runs the tests. */
  static String java() {
    return tool("java");
  }

  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Runs a command in a folder and returns what it says; it must succeed. */
  static String run(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String said = Files.readString(out);
    assertTrue(ended, () -> command + " is still running: " + said);
    assertEquals(0, process.exitValue(), () -> command + ": " + said);
    return said;
  }
}
