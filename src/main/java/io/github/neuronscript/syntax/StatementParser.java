package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import io.github.neuronscript.syntax.antlr.NeuronScriptParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses the tokens of one statement with ANTLR and puts its complaints into the user's words. */
final class StatementParser {

  private final Scanner scanner;
  private final ScriptLimits limits;
  private final List<Diagnostic> notices = new ArrayList<>();

  StatementParser(Scanner scanner, ScriptLimits limits) {
    this.scanner = scanner;
    this.limits = limits;
  }

  /**
   * Returns a statement; its tokens are marked as keywords on the way.
   *
   * @throws Problem with the first error
   */
  Statement statement(List<CommonToken> tokens) {
    Span span = scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
    check(tokens);
    CommonToken head = tokens.get(0);
    if (Words.isOfALaterVersion(head.getText())
        && head.getType() != NeuronScriptLexer.QUOTED_NAME) {
      throw new Problem(SyntaxErrors.notInThisVersion(scanner.span(head)));
    }
    List<CommonToken> prepared = prepared(tokens);
    Statement statement =
        StraightReader.statement(scanner, limits, prepared, span)
            .orElseGet(() -> byGrammar(prepared, span));
    if (hasSpacedMinus(prepared)) {
      notices.add(SyntaxErrors.spacedMinus(span));
    }
    return statement;
  }

  /** Returns the statement that the whole grammar finds in prepared tokens. */
  Statement byGrammar(List<CommonToken> prepared, Span span) {
    Mistake mistake = new Mistake(scanner, prepared, true);
    NeuronScriptParser parser = parser(prepared, limits.asked());
    try {
      ParserRuleContext tree = parser.statement();
      requireEnd(parser, prepared, mistake);
      return tree.accept(new StatementBuilder(scanner, span, limits));
    } catch (ParseCancellationException stop) {
      throw new Problem(error(stop, prepared, mistake));
    }
  }

  /** Returns what is worth saying about a statement that has no error. */
  List<Diagnostic> notices() {
    return notices;
  }

  /** Returns the formula that all tokens of the scanner make up, as in {@code "{cost / 2}"}. */
  Expression formula(Places places) {
    List<CommonToken> tokens = scanner.tokens();
    check(tokens);
    return StraightReader.formula(scanner, limits, tokens, places)
        .orElseGet(() -> formulaByGrammar(tokens, places));
  }

  private Expression formulaByGrammar(List<CommonToken> tokens, Places places) {
    Mistake mistake = new Mistake(scanner, tokens, false);
    NeuronScriptParser parser = parser(tokens, limits.asked());
    try {
      NeuronScriptParser.ExpressionContext tree = parser.expression();
      requireEnd(parser, tokens, mistake);
      return new ExpressionBuilder(scanner, places, limits.terms()).build(tree);
    } catch (ParseCancellationException stop) {
      throw new Problem(error(stop, tokens, mistake));
    }
  }

  private static NeuronScriptParser parser(List<CommonToken> tokens, Runnable asked) {
    NeuronScriptParser parser =
        new NeuronScriptParser(new CommonTokenStream(new Asking(tokens, asked)));
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    return parser;
  }

  /** Tokens that are fetched while they are parsed. */
  private static final class Asking extends ListTokenSource {
    private final Runnable asked;
    private int fetched;

    Asking(List<CommonToken> tokens, Runnable asked) {
      super(tokens);
      this.asked = asked;
    }

    @Override
    public Token nextToken() {
      if (++fetched % SyntaxLimits.UNASKED == 0) {
        asked.run();
      }
      return super.nextToken();
    }
  }

  private static void requireEnd(
      NeuronScriptParser parser, List<CommonToken> tokens, Mistake mistake) {
    Token next = parser.getCurrentToken();
    if (next.getType() != Token.EOF) {
      throw new Problem(mistake.at(indexOf(next, tokens)));
    }
  }

  private static Diagnostic error(
      ParseCancellationException stop, List<CommonToken> tokens, Mistake mistake) {
    Token at = ((RecognitionException) stop.getCause()).getOffendingToken();
    return at == null || at.getType() == Token.EOF
        ? mistake.atEnd()
        : mistake.at(indexOf(at, tokens));
  }

  private static int indexOf(Token at, List<CommonToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) == at) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  /** Refuses what no statement may hold, before ANTLR sees it. */
  void check(List<CommonToken> tokens) {
    Nesting.check(scanner, tokens);
    for (CommonToken token : tokens) {
      switch (token.getType()) {
        case NeuronScriptLexer.OPEN_STRING,
            NeuronScriptLexer.SINGLE_QUOTED,
            NeuronScriptLexer.SLASHES,
            NeuronScriptLexer.FOREIGN,
            NeuronScriptLexer.STRAY ->
            throw new Problem(refused(token.getType(), scanner.span(token)));
        default -> {}
      }
    }
  }

  private static Diagnostic refused(int type, Span place) {
    return switch (type) {
      case NeuronScriptLexer.OPEN_STRING -> SyntaxErrors.openString(place);
      case NeuronScriptLexer.SINGLE_QUOTED -> SyntaxErrors.singleQuoted(place);
      case NeuronScriptLexer.SLASHES -> SyntaxErrors.slashes(place);
      case NeuronScriptLexer.FOREIGN -> SyntaxErrors.foreign(place);
      default -> SyntaxErrors.stray(place);
    };
  }

  /** Returns the tokens as the grammar wants them; keywords are marked on the way. */
  static List<CommonToken> prepared(List<CommonToken> tokens) {
    List<CommonToken> prepared = marked(tokens);
    withoutOuterParentheses(prepared);
    for (int i = 0; i < prepared.size(); i++) {
      prepared.get(i).setTokenIndex(i);
    }
    return prepared;
  }

  /** Returns the tokens for what they are in their statement; none is left out. */
  static List<CommonToken> marked(List<CommonToken> tokens) {
    Words.mark(tokens);
    List<CommonToken> marked = new ArrayList<>(tokens);
    int head = tokens.get(0).getType();
    if (head != NeuronScriptLexer.DEFINE && head != NeuronScriptLexer.LEARNING) {
      splitArrows(marked);
    }
    return marked;
  }

  /** Outside a learning rule {@code z <-1} compares with a negative number. */
  private static void splitArrows(List<CommonToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      if (i > 0
          && token.getType() == NeuronScriptLexer.RULE
          && tokens.get(i - 1).getType() == NeuronScriptLexer.LEARNING) {
        // In a rule, which may not write one out; that is said with its own words.
        return;
      }
      boolean arrow =
          token.getType() == NeuronScriptLexer.LEFT_ARROW && token.getText().equals("<-");
      if (arrow && !isLineOfARule(tokens, i)) {
        int minus = token.getStopIndex();
        ScriptToken both = (ScriptToken) token;
        tokens.set(i, both.part(NeuronScriptLexer.LESS, token.getStartIndex(), minus));
        tokens.add(i + 1, both.part(NeuronScriptLexer.MINUS, minus, minus + 1));
      }
    }
  }

  /** Whether a statement is a lost line, {@code v <- 0.9 * v}: nobody compares with that space. */
  private static boolean isLineOfARule(List<CommonToken> tokens, int arrow) {
    return arrow == 1
        && tokens.size() > 2
        && tokens.get(0).getType() == NeuronScriptLexer.NAME
        && tokens.get(1).getStopIndex() + 1 < tokens.get(2).getStartIndex();
  }

  /** {@code forward(1, 0)} is {@code forward 1, 0}, for those who think of it as a function. */
  private static void withoutOuterParentheses(List<CommonToken> tokens) {
    if (!takesValues(tokens.get(0).getType())
        || tokens.size() < 4
        || tokens.get(1).getType() != NeuronScriptLexer.LPAREN) {
      return;
    }
    int depth = 0;
    boolean comma = false;
    for (int i = 1; i < tokens.size(); i++) {
      int type = tokens.get(i).getType();
      depth += Brackets.isOpening(type) ? 1 : 0;
      depth -= Brackets.isClosing(type) ? 1 : 0;
      comma |= depth == 1 && type == NeuronScriptLexer.COMMA;
      comma |= depth == 1 && type == NeuronScriptLexer.EQUALS;
      if (depth == 0) {
        boolean ends =
            i == tokens.size() - 1 || tokens.get(i + 1).getType() == NeuronScriptLexer.ARROW;
        if (comma && ends) {
          tokens.remove(i);
          tokens.remove(1);
        }
        return;
      }
    }
  }

  private static boolean takesValues(int head) {
    return switch (head) {
      case NeuronScriptLexer.INPUTS,
          NeuronScriptLexer.WEIGHTS,
          NeuronScriptLexer.FORWARD,
          NeuronScriptLexer.PREDICT,
          NeuronScriptLexer.EXPLAIN,
          NeuronScriptLexer.SHOW,
          NeuronScriptLexer.PRINT ->
          true;
      default -> false;
    };
  }

  /** Whether {@code bias - 0.1} looks like a difference and declares −0.1. */
  private static boolean hasSpacedMinus(List<CommonToken> tokens) {
    return switch (tokens.get(0).getType()) {
      case NeuronScriptLexer.INPUTS,
          NeuronScriptLexer.WEIGHTS,
          NeuronScriptLexer.BIAS,
          NeuronScriptLexer.TARGET,
          NeuronScriptLexer.THRESHOLD,
          NeuronScriptLexer.SEED ->
          tokens.size() > 2
              && tokens.get(1).getType() == NeuronScriptLexer.MINUS
              && tokens.get(1).getStopIndex() + 1 < tokens.get(2).getStartIndex();
      default -> false;
    };
  }
}
