package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** The scanner cuts a text as the lexer does that ANTLR makes of the grammar. */
class ScannerTest {

  private static final int TEXTS = 20_000;

  private static final String[] PIECES = {
    "_",
    "__",
    ".",
    "..",
    "1",
    "07",
    "1.5",
    "e",
    "E",
    "e+",
    "e-",
    "e−",
    "E9",
    "and",
    "or",
    "not",
    "if",
    "then",
    "else",
    "is",
    "nan",
    "true",
    "false",
    "otherwise",
    "Or",
    "when",
    "within",
    "x₁",
    "₀",
    "σ",
    "é",
    "e\u0301",
    "\u0301",
    "٣",
    "𝛼",
    "𐐀",
    "\"",
    "\\",
    "\\\"",
    "\\n",
    "`",
    "'",
    "“",
    "”",
    "#",
    "//",
    "/",
    "*",
    "+",
    "-",
    "−",
    "–",
    "×",
    "÷",
    "·",
    "=",
    "!",
    "&",
    "|",
    ":",
    "<",
    ">",
    "≠",
    "≤",
    "≥",
    "→",
    "←",
    ";",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "%",
    "^",
    "~",
    "@",
    "$",
    "?",
    "\r",
    "\n",
    "\r\n",
    " ",
    "\t",
    "\f",
    "\u000B",
    "\u00A0",
    "\uFEFF",
    "\u2028",
    "\0",
    "\uD835",
    "\uDEFC",
    "😀",
    "\uFFFF"
  };

  private record Piece(int type, int start, int end, String text, int line) {}

  private static Piece piece(Token token, int start, int end) {
    return new Piece(token.getType(), start, end, token.getText(), token.getLine());
  }

  /** ANTLR counts code points. */
  private static List<Piece> byAntlr(String text) {
    NeuronScriptLexer lexer = new NeuronScriptLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    int signs = 0;
    for (Token t = lexer.nextToken(); t.getType() != Token.EOF; t = lexer.nextToken()) {
      int start = text.offsetByCodePoints(at, t.getStartIndex() - signs);
      at = text.offsetByCodePoints(start, t.getStopIndex() + 1 - t.getStartIndex());
      signs = t.getStopIndex() + 1;
      if (t.getType() != NeuronScriptLexer.SPACE) {
        pieces.add(piece(t, start, at));
      }
    }
    return pieces;
  }

  private static List<Piece> byHand(String text) {
    Scanner scanner = Scanner.of(Source.of("a.nn", text));
    List<CommonToken> tokens = new ArrayList<>(scanner.tokens());
    tokens.addAll(scanner.comments());
    List<Piece> pieces = new ArrayList<>();
    for (CommonToken token : tokens) {
      Span span = scanner.span(token);
      pieces.add(piece(token, span.start(), span.end()));
    }
    pieces.sort((a, b) -> Integer.compare(a.start(), b.start()));
    return pieces;
  }

  private static void check(String text) {
    assertEquals(byAntlr(text), byHand(text), () -> "in the text " + text);
  }

  @Test
  void theTablesAreCutAlike() {
    Tables.trees().forEach(entry -> check(entry.script()));
  }

  @Test
  void textsThatNobodyWouldWriteAreCutAlike() {
    SplitMix random = new SplitMix(31);
    Set<Integer> types = new HashSet<>();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.below(12); piece >= 0; piece--) {
        text.append(
            random.below(20) == 0 ? Character.toString(random.below(0x11000)) : random.of(PIECES));
      }
      check(text.toString());
      byHand(text.toString()).forEach(piece -> types.add(piece.type()));
    }
    for (int type = NeuronScriptLexer.AND; type <= NeuronScriptLexer.STRAY; type++) {
      String name = NeuronScriptLexer.VOCABULARY.getSymbolicName(type);
      assertTrue(types.contains(type) || type == NeuronScriptLexer.SPACE, name);
    }
  }

  @Test
  void goodAndDamagedScriptsAreCutAlike() {
    DifferentTexts texts = new DifferentTexts(new SplitMix(32));
    for (int i = 0; i < TEXTS / 10; i++) {
      check(texts.next());
    }
  }

  @Test
  void aPartOfATextHasThePlacesOfTheWhole() {
    Scanner scanner = Scanner.of(Source.of("a.nn", "𝛼 {1.5e} x"), 4, 7);
    assertEquals(1, scanner.tokens().size());
    assertEquals("1.5", scanner.span(scanner.tokens().get(0)).text());
  }

  @Test
  void itIsAskedEvery256Tokens() {
    Source source = Source.of("a.nn", "x ".repeat(1000));
    int[] asked = {0};
    Scanner.of(source, () -> asked[0]++);
    assertEquals(4, asked[0]);
    Runnable stop =
        () -> {
          throw new IllegalStateException("stop");
        };
    assertThrows(IllegalStateException.class, () -> Scanner.of(source, stop));
  }
}
