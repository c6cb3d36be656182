package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.data.Limits;
import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.formula.Function;
import io.github.neuronscript.house.MarkdownPage.Block;
import io.github.neuronscript.program.Prelude;
import io.github.neuronscript.program.Topics;
import io.github.neuronscript.syntax.SyntaxLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The language reference holds all of the language: what it prints is what the program has. */
class ReferenceTest {
  private static final MarkdownPage PAGE = MarkdownPage.read(Repository.path("grammar/README.md"));

  /** A word in the style of code, such as an error's code in the table of limits. */
  private static final Pattern CODE = Pattern.compile("`([a-z0-9]+(-[a-z0-9]+)+)`");

  @Test
  void thePreludeIsPrintedInFull() {
    List<String> prelude = Prelude.text().lines().toList();
    List<Block> printed =
        PAGE.blocks("text").stream()
            .filter(block -> block.lines().get(0).equals(prelude.get(0)))
            .toList();
    assertEquals(1, printed.size(), "one block of text starts as prelude.nn does");
    assertEquals(
        prelude, printed.get(0).lines(), "copy prelude.nn into the block of grammar/README.md");
  }

  @Test
  void everyFunctionAndTopicIsOnThePage() {
    String text = String.join("\n", PAGE.lines());
    List<String> missing = new ArrayList<>();
    for (Function function : Function.values()) {
      if (!text.contains("`" + function.word() + "(")) {
        missing.add(function.word());
      }
    }
    Topics.ALL.stream().filter(topic -> !text.contains("`" + topic + "`")).forEach(missing::add);
    assertEquals(List.of(), missing);
  }

  @Test
  void theLimitsAreThoseOfTheProgram() {
    List<String> table =
        PAGE.lines().stream()
            .dropWhile(line -> !line.equals("## Limits"))
            .takeWhile(line -> !line.equals("## Errors"))
            .toList();
    List<Integer> limits =
        List.of(
            SyntaxLimits.CHARACTERS,
            SyntaxLimits.TOKENS,
            SyntaxLimits.DEPTH,
            SyntaxLimits.NODES,
            SyntaxLimits.INPUTS,
            SyntaxLimits.ERRORS,
            Limits.DEFAULT.rows(),
            Limits.DEFAULT.columns(),
            Limits.DEFAULT.cellLength());
    assertEquals(
        List.of(),
        limits.stream()
            .map(ReferenceTest::grouped)
            .filter(limit -> table.stream().noneMatch(line -> line.contains("| " + limit + " |")))
            .toList());
  }

  /** 2,000,000 */
  private static String grouped(int number) {
    var text = new StringBuilder(Integer.toString(number));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  @Test
  void theCodesItNamesExist() {
    List<String> codes = Arrays.stream(Code.values()).map(Code::text).toList();
    List<String> unknown = new ArrayList<>();
    int seen = 0;
    for (String line : PAGE.lines()) {
      Matcher word = CODE.matcher(line);
      while (word.find()) {
        seen++;
        if (!codes.contains(word.group(1)) && !word.group(1).matches("[0-9]e-[0-9]+")) {
          unknown.add(word.group(1));
        }
      }
    }
    assertEquals(List.of(), unknown);
    assertTrue(seen > 10, "only " + seen + " codes found on the page");
  }
}
