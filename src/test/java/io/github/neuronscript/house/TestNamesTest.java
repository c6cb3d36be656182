package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Surefire runs {@code *Test.java} and silently leaves the rest: nothing with tests may be left.
 */
class TestNamesTest {
  private static final Pattern TEST_ANNOTATION =
      Pattern.compile(
          "^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate)\\b",
          Pattern.MULTILINE);

  @Test
  void everyClassWithTestsIsRun() throws IOException {
    assertEquals(
        List.of(),
        sources().filter(TestNamesTest::hasTests).filter(path -> !isRun(path)).toList(),
        "these files have tests, but their names do not end in Test.java, so they never run");
  }

  @Test
  void everyClassNamedTestHasTests() throws IOException {
    assertEquals(
        List.of(), sources().filter(TestNamesTest::isRun).filter(path -> !hasTests(path)).toList());
  }

  private static boolean isRun(Path source) {
    return source.getFileName().toString().endsWith("Test.java");
  }

  private static boolean hasTests(Path source) {
    return TEST_ANNOTATION.matcher(Repository.read(source)).find();
  }

  private static Stream<Path> sources() throws IOException {
    try (Stream<Path> paths = Files.walk(Repository.path("src/test/java"))) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted().toList().stream();
    }
  }
}
