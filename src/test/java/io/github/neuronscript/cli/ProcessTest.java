package io.github.neuronscript.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, closed pipes, locales. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ProcessTest {

  private static final String LONG_TRAINING =
      """
      inputs x1, x2
      data { 0, 0 -> 0; 0, 1 -> 0; 1, 0 -> 0; 1, 1 -> 1 }
      print "begins"
      train 1000000000 epochs
      """;

  @TempDir Path folder;
  private String classPath = System.getProperty("java.class.path");

  /** The first Java that warns of native code that was not announced. */
  private static final int WARNS_OF_NATIVE_CODE = 24;

  private Process start(Map<String, String> environment, List<String> javaOptions, String... args)
      throws IOException {
    return start(ProcessBuilder.Redirect.PIPE, environment, javaOptions, args);
  }

  private Process start(
      ProcessBuilder.Redirect output,
      Map<String, String> environment,
      List<String> javaOptions,
      String... args)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(javaOptions);
    if (Runtime.version().feature() >= WARNS_OF_NATIVE_CODE) {
      // As the manifest of the runnable jar says: a driver may bring code of its own.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(output);
    builder.redirectError(folder.resolve("err").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  /** A shell that starts us in the background has us, and our children, ignore SIGINT. */
  private static boolean hearsInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .noneMatch(ignored -> (ignored & 2) != 0);
  }

  @Test
  void anInterruptStopsATrainingAndSaysWhere() throws Exception {
    assumeTrue(hearsInterrupts(), "started in the background");
    Process process = start(Map.of(), List.of(), "run", "--format", "json", "-e", LONG_TRAINING);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "\"event\":\"epoch\"");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      out.lines().forEach(line -> {});
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(ExitCode.INTERRUPTED, process.exitValue());
    assertTrue(errors().contains("notice[interrupted]: stopped in epoch "), errors());
  }

  private static void await(BufferedReader out, String text) throws IOException {
    String line = out.readLine();
    while (line != null && !line.contains(text)) {
      line = out.readLine();
    }
    assertTrue(line != null, "ended before " + text);
  }

  @Test
  void aClosedPipeEndsATrainingSilently() throws Exception {
    Process process = start(Map.of(), List.of(), "run", "--trace", "full", "-e", LONG_TRAINING);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      await(out, "update");
    }
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    assertEquals(ExitCode.OUTPUT_CLOSED, process.exitValue());
    assertTrue(errors().lines().allMatch(line -> !line.startsWith("error")), errors());
  }

  @Test
  void aFullDiskIsSaid() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full");
    Process process =
        start(
            ProcessBuilder.Redirect.to(full.toFile()), Map.of(), List.of(), "run", "-e", "print 1");
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still running");
    assertEquals(ExitCode.FAILED, process.exitValue());
    String[] lines = errors().split("\n", -1);
    assertEquals("error[output-unwritable]: the output cannot be written", lines[0]);
    assertTrue(lines[1].matches("  = note: ..+"), errors());
    assertEquals(3, lines.length, errors());
  }

  private static final String ROWS = "inputs x\ntarget y\nset trace none\nshow data\n";

  /** Runs a command whose standard input is a pipe, and returns what it says. */
  private String piped(String input, Map<String, String> environment, String... args)
      throws Exception {
    Process process = start(environment, List.of(), args);
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + "\n" + out + errors();
  }

  private void script(String data, String... more) throws IOException {
    String declared = ROWS.replace("set trace", "data from " + data + "\nset trace");
    Files.writeString(folder.resolve("s.nn"), declared + String.join("\n", more));
  }

  @Test
  void dataComeThroughAPipe() throws Exception {
    String table = "x;y\n1,5;0\n;1\n2,5;1\n";
    script("\"-\" decimal comma missing skip", "forward");
    String said = piped(table, Map.of(), "run", "s.nn");
    assertTrue(
        said.startsWith("0\ndata\n  file       standard input\n  rows     = 2\n  left out = 1\n"),
        said);
    assertTrue(said.contains("notice[rows-left-out]: 1 of 3 rows is left out"), said);

    script("sales decimal comma missing mean", "forward");
    said = piped(table, Map.of(), "run", "--data", "sales=-", "s.nn");
    assertTrue(said.startsWith("0\ndata\n  file   sales\n  rows = 3\n"), said);
    assertTrue(said.contains("notice[gaps-filled]: 1 value of `x` is missing"), said);
  }

  @Test
  void aScriptThatComesThroughThePipeLeavesNoneToItsData() throws Exception {
    String said = piped(ROWS.replace("set", "data from \"-\"\nset"), Map.of(), "run", "-");
    assertTrue(said.startsWith("1\nerror[file-refused]"), said);
    assertTrue(said.contains("note: the script comes from there"), said);
  }

  @Test
  void aFileIsNamedOnTheCommandLine() throws Exception {
    Files.writeString(folder.resolve("some sales.jsonl"), "{\"x\": 1, \"y\": 0}\n");
    script("sales");
    String said = piped("", Map.of(), "run", "--data", "sales=some sales.jsonl", "s.nn");
    assertEquals("0\ndata\n  file   sales\n  rows = 1\n", said);
  }

  /** Without the driver on its own path the process can have it only from the variable. */
  @Test
  void aDriverIsFoundByAVariable() throws Exception {
    String all = System.getProperty("java.class.path");
    List<String> jars = List.of(all.split(File.pathSeparator));
    String driver = jars.stream().filter(jar -> jar.contains("duckdb")).findAny().orElseThrow();
    classPath =
        jars.stream().filter(jar -> !jar.equals(driver)).collect(joining(File.pathSeparator));
    script("sales");
    String[] args = {
      "run",
      "--data",
      "sales=jdbc:duckdb:",
      "--query",
      "sales=select i x, i * i y from range(5) t(i)",
      "s.nn"
    };
    String said = piped("", Map.of("NN_CLASSPATH", driver), args);
    assertEquals("0\ndata\n  file   sales\n  rows = 5\n", said);
    said = piped("", Map.of("NN_CLASSPATH", ""), args);
    assertTrue(said.startsWith("1\nerror[no-driver]"), said);
    assertTrue(said.contains("NN_CLASSPATH=duckdb_jdbc.jar"), said);
  }

  @Test
  void theLocaleChangesNothing() throws Exception {
    String script =
        "inputs x1 = 0.5; weights w1 = 1.25; bias 0; activation linear; forward; show 1/3; titl 1";
    String plain = output(Map.of("LC_ALL", "C.UTF-8"), List.of(), script);
    assertTrue(plain.contains("ŷ = linear(z) = z"), plain);
    assertEquals(plain, output(Map.of("LC_ALL", "C"), List.of(), script));
    assertEquals(plain, output(Map.of("LC_ALL", "POSIX", "COLUMNS", "40"), List.of(), script));
    assertEquals(
        plain,
        output(
            Map.of("LC_ALL", "tr_TR.UTF-8"),
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Dfile.encoding=ISO-8859-9"),
            script));
  }

  /** The script goes in as a file: arguments come in the locale's encoding. */
  private String output(Map<String, String> environment, List<String> options, String script)
      throws Exception {
    Files.writeString(folder.resolve("a.nn"), script.replace("; titl 1", "\nshow `ı` + İ\n"));
    Process check = start(environment, options, "check", "a.nn", "--format", "json");
    String found = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Files.writeString(folder.resolve("a.nn"), script.replace("; titl 1", ""));
    Process run = start(environment, options, "run", "a.nn");
    return found + new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
