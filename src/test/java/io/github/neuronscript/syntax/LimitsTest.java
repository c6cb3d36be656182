package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may just be, and what may not any more. */
class LimitsTest {

  private static List<Diagnostic> diagnostics(String script) {
    return ScriptParser.parse(Source.of("a.nn", script)).diagnostics();
  }

  private static void check(String script, String said) {
    List<Diagnostic> found = diagnostics(script);
    assertEquals(said, new DiagnosticFormatter(false).format(found.get(found.size() - 1)));
  }

  @Test
  void saysThatAScriptIsTooLong() {
    String said =
        """
        error[script-too-long]: the script has %s are allowed
         --> a.nn:1:1
          |
        1 | x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x; x…
          | ^
          |
          = help: put the rows into a CSV file and write `data from "file.csv"`
        """;
    check("x; ".repeat(3_400_000), said.formatted("10200000 characters, and at most 10000000"));
    check("x; ".repeat(500_001), said.formatted("1000002 words and signs, and at most 1000000"));
    assertEquals(List.of(), diagnostics("x; ".repeat(500_000)));
    assertEquals(List.of(), diagnostics("#".repeat(SyntaxLimits.CHARACTERS)));
    assertEquals(1, diagnostics("#".repeat(SyntaxLimits.CHARACTERS + 1)).size());
  }

  @Test
  void saysThatAFormulaIsTooLong() {
    check(
        "show 0,\n  1" + " +\n 1".repeat(10_000),
        """
        error[formula-too-long]: this formula has more than 10000 parts
         --> a.nn:2:3
          |
        2 |   1 +
          |   ^^^
          |
          = help: give a part of it a name with `let` or `define`
        """);
    assertEquals(List.of(), diagnostics("1" + "+1".repeat(9_998)));
    assertEquals(1, diagnostics("1" + "+1".repeat(9_999)).size());
  }

  @Test
  void saysThatAFormulaIsNestedTooDeeply() {
    check(
        "((((((\n".repeat(40) + "1" + "))))))".repeat(40),
        """
        error[nested-too-deeply]: this is nested more than 200 deep
          --> a.nn:34:3
           |
        34 | ((((((
           |   ^
           |
           = help: give the inner part a name with `let` or `define`
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "(, 200",
    "-(, 100",
    "- , 200",
    "2^, 200",
    "1/, 200",
    "not , 200",
    "if a then 1 else , 200",
    "1 + (, 200",
    "f(1), 0",
  })
  void nestsThatDeepAndNoDeeper(String part, int depth) {
    boolean brackets = part.endsWith("(");
    for (int n : new int[] {depth, depth + 1}) {
      String text = (part + " ").repeat(n) + "1" + (brackets ? ")".repeat(n) : "");
      List<Diagnostic> found = diagnostics(text);
      if (depth > 0) {
        assertEquals(n > depth, !found.isEmpty(), () -> n + " times " + part + found);
      }
    }
  }

  @Test
  void saysThatThereAreTooManyErrors() {
    check(
        "x y\n".repeat(30),
        """
        error[too-many-errors]: only the first 20 errors are shown
          --> a.nn:21:1
           |
        21 | x y
           | ^^^
        """);
    assertEquals(21, diagnostics("x y\n".repeat(21)).size());
    assertEquals(20, diagnostics("x y\n".repeat(20)).size());
    assertTrue(
        diagnostics("x y\n".repeat(20)).stream().noneMatch(d -> d.code() == Code.TOO_MANY_ERRORS));
  }

  @Test
  void noticesDoNotCountAsErrors() {
    assertEquals(30, diagnostics("bias - 1\n".repeat(30)).size());
  }
}
