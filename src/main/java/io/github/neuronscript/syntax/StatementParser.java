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

  StatementParser(Scanner scanner) {
    this.scanner = scanner;
  }

  /**
   * Returns a statement.
   *
   * @throws Problem with the first error
   */
  Statement statement(List<CommonToken> tokens) {
    Span span = scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
    check(tokens);
    List<CommonToken> prepared = prepared(tokens);
    NeuronScriptParser parser = parser(prepared);
    try {
      ParserRuleContext tree = parser.statement();
      requireEnd(parser, prepared);
      return tree.accept(new StatementBuilder(scanner, span));
    } catch (ParseCancellationException stop) {
      throw new Problem(error(stop, prepared, span));
    }
  }

  /** Returns the formula that all tokens of the scanner make up, as in {@code "{cost / 2}"}. */
  Expression formula(Places places) {
    List<CommonToken> tokens = scanner.tokens();
    Span span = scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
    check(tokens);
    NeuronScriptParser parser = parser(tokens);
    try {
      NeuronScriptParser.ExpressionContext tree = parser.expression();
      requireEnd(parser, tokens);
      return new ExpressionBuilder(scanner, places).build(tree);
    } catch (ParseCancellationException stop) {
      throw new Problem(error(stop, tokens, span));
    }
  }

  private static NeuronScriptParser parser(List<CommonToken> tokens) {
    NeuronScriptParser parser =
        new NeuronScriptParser(new CommonTokenStream(new ListTokenSource(tokens)));
    parser.removeErrorListeners();
    parser.setErrorHandler(new BailErrorStrategy());
    return parser;
  }

  private void requireEnd(NeuronScriptParser parser, List<CommonToken> tokens) {
    Token next = parser.getCurrentToken();
    if (next.getType() != Token.EOF) {
      throw new Problem(unexpected(indexOf(next, tokens), tokens));
    }
  }

  /** Refuses what no statement may hold, before ANTLR sees it. */
  private void check(List<CommonToken> tokens) {
    new Nesting(scanner).check(tokens);
    for (CommonToken token : tokens) {
      Span place = scanner.span(token);
      switch (token.getType()) {
        case NeuronScriptLexer.OPEN_STRING -> throw new Problem(SyntaxErrors.openString(place));
        case NeuronScriptLexer.SINGLE_QUOTED -> throw new Problem(SyntaxErrors.singleQuoted(place));
        case NeuronScriptLexer.SLASHES -> throw new Problem(SyntaxErrors.slashes(place));
        case NeuronScriptLexer.FOREIGN -> throw new Problem(SyntaxErrors.foreign(place));
        case NeuronScriptLexer.STRAY -> throw new Problem(SyntaxErrors.stray(place));
        default -> {}
      }
    }
  }

  private static List<CommonToken> prepared(List<CommonToken> tokens) {
    Words.mark(tokens);
    List<CommonToken> prepared = new ArrayList<>(tokens);
    boolean arrows = tokens.get(0).getType() == NeuronScriptLexer.DEFINE;
    if (!arrows) {
      splitArrows(prepared);
    }
    withoutOuterParentheses(prepared);
    for (int i = 0; i < prepared.size(); i++) {
      prepared.get(i).setTokenIndex(i);
    }
    return prepared;
  }

  /** Outside a learning rule {@code cost <-1} compares with a negative number. */
  private static void splitArrows(List<CommonToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      if (token.getType() == NeuronScriptLexer.LEFT_ARROW && token.getText().equals("<-")) {
        CommonToken less = new CommonToken(token);
        less.setType(NeuronScriptLexer.LESS);
        less.setStopIndex(token.getStartIndex());
        CommonToken minus = new CommonToken(token);
        minus.setType(NeuronScriptLexer.MINUS);
        minus.setStartIndex(token.getStopIndex());
        tokens.set(i, less);
        tokens.add(i + 1, minus);
      }
    }
  }

  /** {@code forward(1, 0)} is {@code forward 1, 0}, for those who think of it as a function. */
  private static void withoutOuterParentheses(List<CommonToken> tokens) {
    int head = tokens.get(0).getType();
    boolean takesValues = head == NeuronScriptLexer.FORWARD || head == NeuronScriptLexer.PREDICT;
    if (!takesValues || tokens.size() < 4 || tokens.get(1).getType() != NeuronScriptLexer.LPAREN) {
      return;
    }
    int depth = 0;
    boolean comma = false;
    for (int i = 1; i < tokens.size(); i++) {
      int type = tokens.get(i).getType();
      depth += StatementSplitter.isOpening(type) ? 1 : 0;
      depth -= StatementSplitter.isClosing(type) ? 1 : 0;
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

  private Diagnostic error(
      ParseCancellationException stop, List<CommonToken> tokens, Span statement) {
    RecognitionException cause = (RecognitionException) stop.getCause();
    Token at = cause.getOffendingToken();
    if (at == null || at.getType() == Token.EOF) {
      return atEnd(tokens, statement);
    }
    return unexpected(indexOf(at, tokens), tokens);
  }

  private Diagnostic atEnd(List<CommonToken> tokens, Span statement) {
    CommonToken head = tokens.get(0);
    Span last = scanner.span(tokens.get(tokens.size() - 1));
    if (tokens.size() == 1 && isReserved(head.getType())) {
      return SyntaxErrors.reserved(statement);
    }
    return SyntaxErrors.endsTooEarly(last, keyword(head), form(head));
  }

  private Diagnostic unexpected(int index, List<CommonToken> tokens) {
    CommonToken head = tokens.get(0);
    CommonToken at = tokens.get(index);
    Span place = scanner.span(at);
    String keyword = keyword(head);
    boolean unknownHead = head.getType() == NeuronScriptLexer.NAME;
    if (index == 0) {
      return StatementSplitter.isClosing(at.getType())
          ? SyntaxErrors.neverOpened(place)
          : startsOddly(at, place);
    }
    if (index == 1 && unknownHead && isOperand(at.getType())) {
      return SyntaxErrors.unknownStatement(scanner.span(head));
    }
    if (unknownHead && Words.isOfALaterVersion(head.getText())) {
      return SyntaxErrors.unknownStatement(scanner.span(head));
    }
    if (StatementSplitter.isClosing(at.getType())) {
      return depthBefore(index, tokens) == 0
          ? SyntaxErrors.neverOpened(place)
          : SyntaxErrors.endsTooEarly(place, keyword, form(head));
    }
    if (index == 1 && !keyword.isEmpty() && StatementSplitter.asksForMore(at.getType())
        || index == 1 && at.getType() == NeuronScriptLexer.LPAREN) {
      return SyntaxErrors.putShowInFront(place, statementSpan(tokens), keyword);
    }
    CommonToken before = tokens.get(index - 1);
    if (at.getType() == NeuronScriptLexer.SEPARATOR
        && before.getType() == NeuronScriptLexer.COMMA) {
      return SyntaxErrors.commaAtLineEnd(scanner.span(before));
    }
    if (isOperand(at.getType()) && isOperand(before.getType())) {
      return twoOperands(before, at, keyword, head);
    }
    if (isReserved(at.getType()) && before.getType() != NeuronScriptLexer.NUMBER) {
      return SyntaxErrors.reserved(place);
    }
    return SyntaxErrors.unexpected(place, keyword, form(head));
  }

  private Diagnostic startsOddly(CommonToken at, Span place) {
    return isReserved(at.getType()) && Words.isOfALaterVersion(at.getText())
        ? SyntaxErrors.unknownStatement(place)
        : SyntaxErrors.unexpected(place, "", "");
  }

  private Diagnostic twoOperands(
      CommonToken before, CommonToken at, String keyword, CommonToken head) {
    Span first = scanner.span(before);
    Span second = scanner.span(at);
    if (first.end() == second.start()) {
      return SyntaxErrors.missingOperator(first, second);
    }
    boolean list =
        switch (head.getType()) {
          case NeuronScriptLexer.INPUTS,
              NeuronScriptLexer.WEIGHTS,
              NeuronScriptLexer.DATA,
              NeuronScriptLexer.FORWARD,
              NeuronScriptLexer.PREDICT,
              NeuronScriptLexer.SHOW,
              NeuronScriptLexer.PRINT ->
              true;
          default -> false;
        };
    return list
        ? SyntaxErrors.missingComma(first, second)
        : SyntaxErrors.unexpected(second, keyword, form(head));
  }

  private Span statementSpan(List<CommonToken> tokens) {
    return scanner.span(tokens.get(0), tokens.get(tokens.size() - 1));
  }

  private static int depthBefore(int index, List<CommonToken> tokens) {
    int depth = 0;
    for (int i = 0; i < index; i++) {
      depth += StatementSplitter.isOpening(tokens.get(i).getType()) ? 1 : 0;
      depth -= StatementSplitter.isClosing(tokens.get(i).getType()) ? 1 : 0;
    }
    return depth;
  }

  private static int indexOf(Token at, List<CommonToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i) == at) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  private static String keyword(CommonToken head) {
    return Words.first(head.getText()).isPresent()
            && head.getType() != NeuronScriptLexer.NAME
            && head.getType() != NeuronScriptLexer.QUOTED_NAME
        ? head.getText()
        : "";
  }

  private static String form(CommonToken head) {
    return keyword(head).isEmpty() ? "" : Words.first(head.getText()).orElseThrow().form();
  }

  private static boolean isOperand(int type) {
    return switch (type) {
      case NeuronScriptLexer.NAME,
          NeuronScriptLexer.QUOTED_NAME,
          NeuronScriptLexer.NUMBER,
          NeuronScriptLexer.STRING,
          NeuronScriptLexer.RPAREN ->
          true;
      default -> false;
    };
  }

  private static boolean isReserved(int type) {
    return type >= NeuronScriptLexer.AND && type <= NeuronScriptLexer.FALSE;
  }
}
