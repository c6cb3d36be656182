package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.SplitMix;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Good scripts, damaged at random: the parser never throws, and its complaints have a place. */
class MutationTest {

  @Test
  void damagedScriptsAreRead() {
    damage(5_000, 41);
  }

  @Test
  @Tag("full")
  void manyDamagedScriptsAreRead() {
    damage(200_000, 42);
  }

  private static void damage(int times, long seed) {
    SplitMix random = new SplitMix(seed);
    RandomScript scripts = new RandomScript(random);
    List<Tables.Entry> table = new ArrayList<>(Tables.trees());
    table.addAll(Tables.messages());
    for (int i = 0; i < times; i++) {
      String text =
          random.below(2) == 0
              ? scripts.script(1 + random.below(4))
              : table.get(random.below(table.size())).script()
                  + "\n"
                  + table.get(random.below(table.size())).script();
      for (int k = random.below(4); k >= 0; k--) {
        text = random.below(2) == 0 ? editCharacters(text, random) : editTokens(text, random);
      }
      check(text);
    }
  }

  private static void check(String text) {
    try {
      HostileTextTest.read(text);
      everyStatementHasItsPlace(text);
      ScriptFormatterTest.checkMeaningAndRest(text);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("reading\n" + text, e);
    }
  }

  private static void everyStatementHasItsPlace(String text) {
    Script script = ScriptParser.parse(Source.of("a.nn", text));
    int end = 0;
    for (Statement statement : script.statements()) {
      Span span = statement.span();
      assertTrue(span.start() >= end, "statements do not overlap");
      assertTrue(span.end() > span.start(), "statements are not empty");
      end = span.end();
      if (statement instanceof Statement.Show show) {
        show.values().forEach(value -> everyPartHasItsPlace(value, statement));
      }
    }
    long damaged = script.statements().stream().filter(Statement.Damaged.class::isInstance).count();
    long errors = script.diagnostics().stream().filter(Diagnostic::isError).count();
    assertEquals(damaged, errors, "one damaged statement, one error");
  }

  /** Every part of a formula stands inside the part that holds it. */
  private static void everyPartHasItsPlace(Expression whole, Statement statement) {
    Span outer = statement.places().of(whole);
    for (Expression part : whole.children()) {
      Span inner = statement.places().of(part);
      if (!(part instanceof Expression.Constant)) {
        assertTrue(
            inner.start() >= outer.start() && inner.end() <= outer.end(),
            () -> inner.text() + " in " + outer.text());
      }
      everyPartHasItsPlace(part, statement);
    }
  }

  private static String editCharacters(String text, SplitMix random) {
    int at = random.below(text.length() + 1);
    int to = Math.min(text.length(), at + random.below(4));
    String part = text.substring(at, to);
    return switch (random.below(3)) {
      case 0 -> text.substring(0, at) + text.substring(to);
      case 1 -> text.substring(0, at) + part + part + text.substring(to);
      default ->
          text.substring(0, at)
              + random.of(
                  "\"", "{", "}", "(", ")", "[", ";", "\n", "\\", "`", "'", "//", "=", "😀", "\0",
                  "->", "<-", ",", ".", " ", "#", "and", "\ud83d", "9", "x", "e", "−", "\u0301")
              + text.substring(at);
    };
  }

  private static String editTokens(String text, SplitMix random) {
    List<String> pieces = new ArrayList<>();
    for (CommonToken token : Scanner.of(Source.of("a.nn", text)).tokens()) {
      pieces.add(token.getText());
    }
    if (pieces.size() < 2) {
      return text + " x";
    }
    int a = random.below(pieces.size());
    int b = random.below(pieces.size());
    switch (random.below(3)) {
      case 0 -> pieces.remove(a);
      case 1 -> pieces.add(b, pieces.get(a));
      default -> pieces.set(a, pieces.set(b, pieces.get(a)));
    }
    return String.join(random.of(" ", " ", ""), pieces);
  }
}
