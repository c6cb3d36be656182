package io.github.neuronscript.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
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
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
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
