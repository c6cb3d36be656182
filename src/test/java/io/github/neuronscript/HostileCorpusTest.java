package io.github.neuronscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every hostile script through every way into the library, one after the other in a machine of 64
 * MB, under the limits for scripts that anybody may have written: nothing escapes but our
 * exceptions, and each ends as is written.
 */
@Tag("full")
class HostileCorpusTest {

  @TempDir static Path folder;

  /** What the machine said of each: how it ended, and what its run took. */
  private static final Map<String, String> SAID = new HashMap<>();

  private static String complaints;

  @BeforeAll
  static void go() throws IOException, InterruptedException {
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                HostileProcess.class.getName(),
                folder.toString())
            .redirectError(errors.toFile())
            .start();
    process.getOutputStream().close();
    try (InputStream lines = process.getInputStream()) {
      new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", 2))
          .forEach(parts -> SAID.put(parts[0], parts[parts.length - 1]));
    }
    process.waitFor();
    complaints = Files.readString(errors);
  }

  static List<HostileCorpus.Attack> attacks() {
    return HostileCorpus.attacks();
  }

  @Test
  void namesFamilies() {
    List<String> names = attacks().stream().map(HostileCorpus.Attack::name).toList();
    assertEquals(names.size(), names.stream().distinct().count());
    assertTrue(names.size() >= 40, names.size() + " families");
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void endsEverywhereByItsLimits(HostileCorpus.Attack attack) {
    String said = SAID.getOrDefault(attack.name(), "nothing");
    assertEquals(attack.expected(), said.split("\t", 2)[0], () -> complaints);
  }
}
