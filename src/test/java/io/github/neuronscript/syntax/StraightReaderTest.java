package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.SplitMix;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.CommonToken;
import org.junit.jupiter.api.Test;

/**
 * What is read straight from the tokens is what the grammar finds, with every part in its place.
 */
class StraightReaderTest {

  private static final int SCRIPTS = 4_000;

  private final Set<String> kinds = new TreeSet<>();
  private int statements;
  private int straight;

  private void check(String text) {
    Scanner scanner = Scanner.of(Source.of("a.nn", text));
    Scanner again = Scanner.of(scanner.source());
    List<StatementSplitter.Piece> pieces = StatementSplitter.split(scanner.tokens());
    List<StatementSplitter.Piece> same = StatementSplitter.split(again.tokens());
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).neverClosed().isEmpty()) {
        List<CommonToken> tokens = pieces.get(i).tokens();
        check(text, scanner, tokens, again, same.get(i).tokens());
      }
    }
  }

  private void check(
      String text,
      Scanner scanner,
      List<CommonToken> tokens,
      Scanner again,
      List<CommonToken> sameTokens) {
    Span span = scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
    List<CommonToken> prepared;
    try {
      prepared = checked(scanner, tokens);
    } catch (Problem refused) {
      return;
    }
    Optional<Statement> read =
        StraightReader.statement(scanner, ScriptLimits.STANDARD, prepared, span);
    statements++;
    if (read.isPresent()) {
      straight++;
      kinds.add(read.get().getClass().getSimpleName());
      StatementParser parser = new StatementParser(again, ScriptLimits.STANDARD);
      try {
        Statement byGrammar = parser.byGrammar(StatementParser.prepared(sameTokens), span);
        assertSame(byGrammar, read.get(), byGrammar, read.get(), text);
      } catch (Problem problem) {
        throw new AssertionError("reads what has a mistake: " + span.text(), problem);
      }
    }
  }

  /** Leaves out what no statement may hold, which is refused before either reads it. */
  private static List<CommonToken> checked(Scanner scanner, List<CommonToken> tokens) {
    new StatementParser(scanner, ScriptLimits.STANDARD).check(tokens);
    return StatementParser.prepared(tokens);
  }

  /** Compares records to the last part, and where each formula stands. */
  private static void assertSame(
      Statement one, Statement other, Object expected, Object actual, String text) {
    if (expected instanceof Places) {
      return;
    }
    if (expected instanceof Expression formula && actual instanceof Expression read) {
      assertEquals(one.places().of(formula), other.places().of(read), text);
    }
    if (expected instanceof List<?> list && actual instanceof List<?> read) {
      assertEquals(list.size(), read.size(), text);
      for (int i = 0; i < list.size(); i++) {
        assertSame(one, other, list.get(i), read.get(i), text);
      }
    } else if (expected instanceof Optional<?> part && actual instanceof Optional<?> read) {
      assertEquals(part.isPresent(), read.isPresent(), text);
      part.ifPresent(value -> assertSame(one, other, value, read.orElseThrow(), text));
    } else if (expected instanceof Record && expected.getClass() == actual.getClass()) {
      for (RecordComponent part : expected.getClass().getRecordComponents()) {
        assertSame(one, other, value(part, expected), value(part, actual), text);
      }
    } else {
      assertEquals(expected, actual, text);
    }
  }

  private static Object value(RecordComponent part, Object of) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  @Test
  void theTablesAreReadAlike() {
    Tables.trees().forEach(entry -> check(entry.script()));
    assertTrue(straight > statements / 2, straight + " of " + statements);
  }

  @Test
  void randomScriptsAreReadAlike() {
    RandomScript random = new RandomScript(new SplitMix(41));
    for (int i = 0; i < SCRIPTS; i++) {
      check(random.script(4));
    }
    assertTrue(straight > statements / 3, straight + " of " + statements);
    assertEquals(
        Set.of(
            "Activation",
            "Backward",
            "Assign",
            "Bias",
            "DataFile",
            "DataRows",
            "Define",
            "DefineRule",
            "Evaluate",
            "Expect",
            "Forward",
            "Inputs",
            "LearningRate",
            "LearningRule",
            "Let",
            "Loss",
            "Predict",
            "Print",
            "Seed",
            "Set",
            "Show",
            "ShowDeclaration",
            "Step",
            "Target",
            "Train",
            "Update",
            "Weights"),
        kinds);
  }

  @Test
  void damagedScriptsAreReadAlikeOrNotAtAll() {
    DifferentTexts texts = new DifferentTexts(new SplitMix(42));
    for (int i = 0; i < SCRIPTS; i++) {
      check(texts.next());
    }
    assertTrue(straight > 1_000, straight + " of " + statements);
  }

  @Test
  void operatorsBindAlike() {
    SplitMix random = new SplitMix(43);
    for (int i = 0; i < 10 * SCRIPTS; i++) {
      StringBuilder text = new StringBuilder("let a = ");
      for (int operand = random.below(6); operand >= 0; operand--) {
        text.append(random.of("", "", "", "- ", "not ", "if a then ", "(", "f(", "if "));
        text.append(random.of("b ", "1 ", "c ", "nan ", "true ", "x) ", "(d) ", "\"t\" "));
        text.append(operand > 0 ? random.of(OPERATORS) : random.of("", ")", "))"));
      }
      check(text.toString());
    }
    assertTrue(straight > 2_000, straight + " of " + statements);
  }

  private static final String[] OPERATORS = {
    "+ ", "- ", "* ", "/ ", "% ", "^ ", "< ", "== ", "is ", "is ", "within ", "and ", "or ",
    "then ", "else ", "is nan ", ", "
  };
}
