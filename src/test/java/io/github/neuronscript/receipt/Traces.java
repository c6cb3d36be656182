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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Traces of the scripts that there are. */
final class Traces {

  static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private Traces() {}

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
    return nn("", all.toArray(String[]::new));
  }

  static byte[] code(String script, String... options) {
    List<String> all = new ArrayList<>(List.of("run", "--format", "json", "-"));
    all.addAll(List.of(options));
    return nn(script, all.toArray(String[]::new));
  }

  private static byte[] nn(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Main.run(
        arguments,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        none,
        ROOT);
    return out.toByteArray();
  }
}
