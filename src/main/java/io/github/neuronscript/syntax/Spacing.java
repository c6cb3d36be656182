package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/** Says where a space stands between two tokens of a statement that is laid out. */
final class Spacing {

  private Spacing() {}

  /** Whether there is a space between two tokens, given by their indices, on one line. */
  static boolean between(List<CommonToken> tokens, int left, int right) {
    int before = tokens.get(left).getType();
    int after = tokens.get(right).getType();
    if (isSign(tokens, left)) {
      // `--` is another word.
      return after == NeuronScriptLexer.MINUS;
    }
    if (before == NeuronScriptLexer.CARET || after == NeuronScriptLexer.CARET) {
      return false;
    }
    if (before == NeuronScriptLexer.LPAREN || before == NeuronScriptLexer.LBRACKET) {
      return false;
    }
    return switch (after) {
      case NeuronScriptLexer.COMMA, NeuronScriptLexer.RPAREN, NeuronScriptLexer.RBRACKET -> false;
      case NeuronScriptLexer.LBRACKET -> !isName(before);
      case NeuronScriptLexer.LPAREN ->
          !isName(before)
              && !(looksLikeACall(before) && touch(tokens.get(left), tokens.get(right)));
      case NeuronScriptLexer.RBRACE -> before != NeuronScriptLexer.LBRACE;
      default -> true;
    };
  }

  /** Whether a token is the minus of a negative and not that of a difference. */
  private static boolean isSign(List<CommonToken> tokens, int index) {
    if (tokens.get(index).getType() != NeuronScriptLexer.MINUS) {
      return false;
    }
    return index == 0
        || switch (tokens.get(index - 1).getType()) {
          case NeuronScriptLexer.NAME,
              NeuronScriptLexer.QUOTED_NAME,
              NeuronScriptLexer.NUMBER,
              NeuronScriptLexer.STRING,
              NeuronScriptLexer.TRUE,
              NeuronScriptLexer.FALSE,
              NeuronScriptLexer.NAN,
              NeuronScriptLexer.RPAREN,
              NeuronScriptLexer.RBRACKET ->
              false;
          default -> true;
        };
  }

  private static boolean isName(int type) {
    return type == NeuronScriptLexer.NAME || type == NeuronScriptLexer.QUOTED_NAME;
  }

  /** Actions that some write like functions, {@code forward(1, 0)}; they may. */
  private static boolean looksLikeACall(int type) {
    return switch (type) {
      case NeuronScriptLexer.FORWARD,
          NeuronScriptLexer.PREDICT,
          NeuronScriptLexer.EXPLAIN,
          NeuronScriptLexer.SHOW,
          NeuronScriptLexer.PRINT,
          NeuronScriptLexer.EXPECT,
          NeuronScriptLexer.FAIL,
          NeuronScriptLexer.ANSWER ->
          true;
      default -> false;
    };
  }

  private static boolean touch(CommonToken left, CommonToken right) {
    return left.getStopIndex() + 1 == right.getStartIndex();
  }
}
