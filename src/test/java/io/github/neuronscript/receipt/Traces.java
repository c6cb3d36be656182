package io.github.neuronscript.receipt;

import io.github.neuronscript.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Traces of the scripts that there are. */
final class Traces {

  static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  /** The scripts in a folder of their own: some of them write files beside themselves. */
  private static final Path COPY = copy();

  private Traces() {}

  private static Path copy() {
    Path copy = ROOT.resolve("target/traces");
    for (String folder : List.of("scripts", "src/test/scripts")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = copy.resolve(ROOT.relativize(file).toString());
          Files.createDirectories(to.getParent());
          Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return copy;
  }

  /** Returns every script that is meant to run, by its path. */
  static List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    for (String folder : List.of("scripts", "src/test/scripts")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(file -> file.toString().endsWith(".nn"))
            .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
            .sorted()
            .forEach(scripts::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return scripts;
  }

  /** Returns the JSON lines of a run, as they are written to standard output. */
  static byte[] run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", "--format", "json"));
    all.addAll(List.of(arguments));
    return nn(COPY, "", all.toArray(String[]::new));
  }

  static byte[] code(String script, String... options) {
    List<String> all = new ArrayList<>(List.of("run", "--format", "json", "-"));
    all.addAll(List.of(options));
    return nn(ROOT, script, all.toArray(String[]::new));
  }

  /** Returns the trace of a script that saves its model in a folder, and goes on with it. */
  static byte[] saved(Path folder) {
    String script =
        """
        inputs x1, x2
        data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }
        learning rule adam(0.9, 0.999)
        set trace full
        train 2 epochs
        save "m.json"
        train 1 epoch
        load "m.json"
        train 2 epochs
        """;
    return nn(folder, script, "run", "--format", "json", "-");
  }

  /** Returns the trace of a script that saves its model and loads it at once. */
  static byte[] savedAndLoaded(Path folder) {
    String script = "inputs x\nweights 1\nbias 0\nforward 2\nsave \"m.json\"\nload \"m.json\"\n";
    return nn(folder, script, "run", "--format", "json", "-");
  }

  /** Returns the trace of a script that saves what it has assigned, and never computes with it. */
  static byte[] assigned(Path folder) {
    String script = "inputs x\nweights 1\nbias 0\nw1 = 5\nsave \"m.json\"\n";
    return nn(folder, script, "run", "--format", "json", "-");
  }

  private static byte[] nn(Path folder, String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(
        arguments,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        none,
        folder);
    return out.toByteArray();
  }
}
