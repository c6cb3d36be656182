package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.neuronscript.house.MarkdownPage.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages keep their promises: each {@code console} block is run and compared, each {@code nn}
 * block is checked. What a block shows is never typed by hand: {@code mvn test
 * -Dtest=ConsoleBlocksTest -Dneuronscript.accept=true} writes it.
 */
class ConsoleBlocksTest {
  private static final String ACCEPT = "neuronscript.accept";

  /** First line of an {@code nn} block that is meant to fail, with the code of its error. */
  private static final Pattern MEANT_TO_FAIL = Pattern.compile("# error: ([a-z0-9-]+)\\s*");

  @TestFactory
  Stream<DynamicTest> consoleBlocksShowWhatHappens() {
    if (Boolean.getBoolean(ACCEPT)) {
      pages().forEach(page -> page.rewrite("console", ConsoleBlocksTest::replay));
    }
    return tests("console", ConsoleBlocksTest::compare);
  }

  @TestFactory
  Stream<DynamicTest> scriptsAreWhatTheyClaim() {
    return tests("nn", ConsoleBlocksTest::check);
  }

  private static Stream<MarkdownPage> pages() {
    return Stream.of("README.md", "grammar/README.md", "src/README.md")
        .map(Repository::path)
        .filter(Files::exists)
        .map(MarkdownPage::read);
  }

  private static Stream<DynamicTest> tests(String language, BiConsumer<String, Block> test) {
    return pages()
        .flatMap(
            page ->
                page.blocks(language).stream()
                    .map(
                        block -> {
                          String place =
                              Repository.root().relativize(page.file()) + ":" + (block.first() + 1);
                          return dynamicTest(place, () -> test.accept(place, block));
                        }));
  }

  private static List<String> replay(List<String> block) {
    return Transcript.replay(block, Repository.root());
  }

  private static void compare(String place, Block block) {
    String difference = difference(block.lines(), replay(block.lines()));
    if (!difference.isEmpty()) {
      fail(
          place
              + difference
              + "\nto accept it: mvn test -Dtest=ConsoleBlocksTest -D"
              + ACCEPT
              + "=true");
    }
  }

  /** The first line that differs, or nothing. */
  static String difference(List<String> written, List<String> actual) {
    for (int i = 0; i < Math.max(written.size(), actual.size()); i++) {
      String left = i < written.size() ? written.get(i) : "(the block ends)";
      String right = i < actual.size() ? actual.get(i) : "(the output ends)";
      if (!left.equals(right)) {
        return ", line " + (i + 1) + " of the block\n  written: " + left + "\n  actual:  " + right;
      }
    }
    return "";
  }

  private static void check(String place, Block block) {
    var result =
        Transcript.nn(
            List.of("check", "-"), String.join("\n", block.lines()) + "\n", Repository.root());
    Matcher meant = MEANT_TO_FAIL.matcher(block.lines().isEmpty() ? "" : block.lines().get(0));
    if (meant.matches()) {
      assertTrue(
          result.exit() != 0 && result.output().contains("error[" + meant.group(1) + "]"),
          () -> place + " should fail with " + meant.group(1) + ", but:\n" + result.output());
    } else {
      assertEquals(0, result.exit(), () -> place + "\n" + result.output());
    }
  }

  @Test
  void aCommandIsSplitAsByAShell() {
    assertEquals(
        List.of("scripts/nn", "eval", "w1 = \"a b\"", "it's", "", "a\"\\n"),
        Transcript.words("scripts/nn  eval 'w1 = \"a b\"' \"it's\" '' \"a\\\"\\n\" # a comment"));
    assertThrows(IllegalArgumentException.class, () -> Transcript.words("scripts/nn 'a"));
  }

  @Test
  void otherCommandsAreRefused() {
    for (String command : List.of("$ rm -rf x", "$ mvn verify", "output without a command")) {
      assertThrows(IllegalArgumentException.class, () -> replay(List.of(command)));
    }
  }

  @Test
  void aBlockIsReplayed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("a.txt"), "one\n\ntwo\n");
    Path file = folder.resolve("page.md");
    Files.writeString(
        file, "# A page\n```console\n$ cat a.txt\nwrong\n$ echo $?\n```\n```sh\nls\n```\n");
    var page = MarkdownPage.read(file);
    Block block = page.blocks("console").get(0);
    assertEquals(2, block.first());
    List<String> actual = Transcript.replay(block.lines(), folder);
    assertEquals(List.of("$ cat a.txt", "one", "", "two", "$ echo $?", "0"), actual);
    assertEquals(
        ", line 2 of the block\n  written: wrong\n  actual:  one",
        difference(block.lines(), actual));

    page.rewrite("console", lines -> Transcript.replay(lines, folder));
    assertEquals(
        "# A page\n```console\n$ cat a.txt\none\n\ntwo\n$ echo $?\n0\n```\n```sh\nls\n```\n",
        Repository.read(file));
  }

  @Test
  void aDocumentStaysInTheBlock() {
    List<String> block = List.of("$ scripts/nn run - <<'EOF'", "bias 1", "EOF", "anything");
    assertEquals(block.subList(0, 3), replay(block).subList(0, 3));
  }
}
