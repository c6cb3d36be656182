package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.SplitMix;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.antlr.v4.runtime.dfa.DFAState;
import org.junit.jupiter.api.Test;

/** The grammar means one thing by every text, and finds out without looking at what came before. */
class AmbiguityTest {

  private static final int SCRIPTS = 5_000;

  /** Goes on behind a mistake, and needs no lexer to make up the token that is missing. */
  private static final DefaultErrorStrategy RECOVERY =
      new DefaultErrorStrategy() {
        @Override
        protected Token getMissingSymbol(Parser parser) {
          return new CommonToken(parser.getExpectedTokens().getMinElement(), "<missing>");
        }
      };

  /** Collects whatever ANTLR finds hard. */
  private static final class Reports extends BaseErrorListener {
    final List<String> seen = new ArrayList<>();
    String script = "";

    private void report(Parser parser, String what, DFA dfa, int from, int to) {
      String rule = parser.getRuleNames()[dfa.atnStartState.ruleIndex];
      String text =
          parser.getTokenStream().getText(parser.getTokenStream().get(from), to(parser, to));
      seen.add(what + " in " + rule + " at `" + text + "` of " + script);
    }

    private static Token to(Parser parser, int index) {
      return parser.getTokenStream().get(index);
    }

    @Override
    public void reportAmbiguity(
        Parser parser,
        DFA dfa,
        int from,
        int to,
        boolean exact,
        BitSet alternatives,
        ATNConfigSet configs) {
      report(parser, "ambiguity", dfa, from, to);
    }

    @Override
    public void reportAttemptingFullContext(
        Parser parser, DFA dfa, int from, int to, BitSet alternatives, ATNConfigSet configs) {
      report(parser, "full context", dfa, from, to);
    }
  }

  private static Reports parse(String script, Reports reports) {
    Scanner scanner = Scanner.of(Source.of("a.nn", script));
    for (StatementSplitter.Piece piece : StatementSplitter.split(scanner.tokens())) {
      List<CommonToken> tokens = StatementParser.prepared(piece.tokens());
      NeuronScriptParser parser =
          new NeuronScriptParser(new CommonTokenStream(new ListTokenSource(tokens)));
      parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
      parser.setErrorHandler(RECOVERY);
      parser.removeErrorListeners();
      parser.addErrorListener(reports);
      reports.script = script;
      parser.statement();
    }
    return reports;
  }

  /** Parses as scripts are whose statements are not read straight. */
  private static void byGrammar(String script) {
    Scanner scanner = Scanner.of(Source.of("a.nn", script));
    for (StatementSplitter.Piece piece : StatementSplitter.split(scanner.tokens())) {
      List<CommonToken> tokens = StatementParser.prepared(piece.tokens());
      Span span = scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
      try {
        new StatementParser(scanner, ScriptLimits.STANDARD).byGrammar(tokens, span);
      } catch (Problem mistake) {
        assertTrue(mistake.diagnostic() != null);
      }
    }
  }

  @Test
  void theTablesHaveNoAmbiguity() {
    Reports reports = new Reports();
    Tables.trees().forEach(entry -> parse(entry.script(), reports));
    assertEquals(List.of(), reports.seen);
  }

  @Test
  void randomScriptsHaveNoAmbiguity() {
    Reports reports = new Reports();
    RandomScript random = new RandomScript(new SplitMix(21));
    for (int i = 0; i < SCRIPTS && reports.seen.size() < 5; i++) {
      parse(random.script(4), reports);
    }
    assertEquals(List.of(), reports.seen);
  }

  /** What the parser remembers of its decisions is bounded by the grammar, not by the scripts. */
  @Test
  void theParsersMemoryStopsGrowing() {
    RandomScript random = new RandomScript(new SplitMix(22));
    int before = 0;
    for (int i = 0; i < SCRIPTS; i++) {
      if (i == SCRIPTS * 2 / 3) {
        before = states();
      }
      byGrammar(random.script(4));
    }
    assertTrue(before > 100, () -> "counts nothing");
    // A rare pair of words may still come late; scripts that fed the memory would add thousands.
    int grown = states() - before;
    assertTrue(grown <= 3, () -> "has grown by " + grown);
  }

  /** Counts the states of all decisions in the cache that all parsers share. */
  private static int states() {
    NeuronScriptParser parser =
        new NeuronScriptParser(new CommonTokenStream(new ListTokenSource(List.of())));
    int count = 0;
    for (DFA dfa : parser.getInterpreter().decisionToDFA) {
      count += dfa.getStates().size();
      if (dfa.isPrecedenceDfa()) {
        for (DFAState start : dfa.s0.edges) {
          count += start == null ? 0 : 1;
        }
      }
    }
    return count;
  }

  @Test
  void randomScriptsAreUnderstood() {
    RandomScript random = new RandomScript(new SplitMix(23));
    int understood = 0;
    for (int i = 0; i < 1_000; i++) {
      Script script = ScriptParser.parse(Source.of("a.nn", random.statement()));
      understood += script.diagnostics().isEmpty() ? 1 : 0;
    }
    int count = understood;
    assertTrue(count > 700, () -> "only " + count);
  }
}
