package io.github.neuronscript.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is there on this machine to measure with.
 *
 * @param root of the checkout
 * @param folder where files are made
 * @param compilers the ways in which the contestants in C are compiled, each with its program
 * @param python one that has numpy
 * @param packages which of scikit-learn and pandas it has too
 * @param jdks by version, 17 or newer
 */
record Tools(
    Path root,
    Path folder,
    Map<String, Path> compilers,
    Optional<String> python,
    List<String> packages,
    Map<Integer, Path> jdks) {

  static final String STRICT = "-O3 -ffp-contract=off";
  static final String FAST = "-O3 -ffast-math";
  static final String NATIVE = "-O3 -march=native -ffp-contract=off";
  static final String NATIVE_FAST = "-O3 -march=native -ffast-math";

  /** Rows of the files of numbers, of 11 each. */
  static final int CSV_ROWS = 200_000;

  static final int CSV_COLUMNS = 11;

  /** Lines of the long script. */
  static final int LINES = 100_000;

  /** Looks for everything, and compiles the contestants in C. */
  static Tools find(Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("target/benchmark/contestants"));
    Map<String, Path> compiled = new HashMap<>();
    for (String flags : List.of(STRICT, FAST, NATIVE, NATIVE_FAST)) {
      compile(root, folder, flags).ifPresent(program -> compiled.put(flags, program));
    }
    Optional<String> python =
        Stream.of("/usr/bin/python3", "python3")
            .filter(program -> output(program, "-c", "import numpy").isPresent())
            .findFirst();
    List<String> packages =
        Stream.of("sklearn", "pandas")
            .filter(name -> python.flatMap(p -> output(p, "-c", "import " + name)).isPresent())
            .toList();
    return new Tools(root, folder, compiled, python, packages, findJdks());
  }

  /** Returns the program, if there is a compiler that makes one. */
  static Optional<Path> compile(Path root, Path folder, String flags) {
    Path program = folder.resolve("contestants" + flags.replaceAll("[^a-z0-9A-Z]+", "-"));
    List<String> command = new ArrayList<>(List.of("gcc", "-std=c11"));
    command.addAll(List.of(flags.split(" ", -1)));
    Path source = root.resolve("src/test/c/contestants.c");
    command.addAll(List.of("-o", program.toString(), source.toString(), "-lm", "-lpthread"));
    return output(command.toArray(new String[0])).map(said -> program);
  }

  private static Map<Integer, Path> findJdks() throws IOException {
    Map<Integer, Path> found = new TreeMap<>();
    found.put(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    Path folder = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> homes = Files.list(folder)) {
        for (Path home : homes.filter(home -> Files.exists(home.resolve("release"))).toList()) {
          String version =
              Files.readString(home.resolve("release"))
                  .replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
          if (version.matches("\\d+") && Integer.parseInt(version) >= 17) {
            found.putIfAbsent(Integer.parseInt(version), home);
          }
        }
      }
    }
    return found;
  }

  /** Returns what a command printed, both ways; empty if it failed or is not there. */
  static Optional<String> output(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Numbers of 6 or of all their digits. */
  Path csv(boolean allDigits) {
    return folder.resolve(allDigits ? "all-digits.csv" : "six-digits.csv");
  }

  Path longScript() {
    return folder.resolve("long.nn");
  }

  /** Writes the files that are measured. */
  void writeFiles() throws IOException {
    Files.writeString(longScript(), Growth.script(LINES));
    for (boolean allDigits : new boolean[] {false, true}) {
      try (BufferedWriter file = Files.newBufferedWriter(csv(allDigits))) {
        file.write(String.join(",", Generated.columns(CSV_COLUMNS - 1)) + "\n");
        for (int row = 0; row < CSV_ROWS; row++) {
          StringBuilder line = new StringBuilder();
          for (int j = 0; j < CSV_COLUMNS; j++) {
            double number = Generated.number((long) row * CSV_COLUMNS + j);
            line.append(j == 0 ? "" : ",")
                .append(allDigits ? number : String.format(Locale.ROOT, "%.6f", number));
          }
          file.write(line.append('\n').toString());
        }
      }
    }
  }

  /** Names the processor, its cores, and this Java. */
  static String machine() {
    String model = "an unnamed processor";
    try {
      if (Files.exists(Path.of("/proc/cpuinfo"))) {
        model =
            Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name") || line.startsWith("model\t"))
                .map(line -> line.replaceAll("^model\\s*:", "model").replaceAll(".*: ", ""))
                .distinct()
                .reduce((a, b) -> b + " (" + a + ")")
                .orElse(model);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return model
        + ", "
        + Runtime.getRuntime().availableProcessors()
        + " cores, "
        + System.getProperty("os.name")
        + ", Java "
        + Runtime.version();
  }
}
