package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;

/**
 * Cuts the tokens of a script into statements before anything is parsed. A newline or {@code ;}
 * ends a statement, and a row inside {@code { }}; it is only space inside {@code ( )} and {@code [
 * ]}, behind a comma or an operator, and before {@code then} and {@code else}. A bracket that is
 * never closed ends before the next line that starts with a statement's first word.
 */
final class StatementSplitter {

  /** The tokens of one statement; separators are kept inside braces only. */
  record Piece(List<CommonToken> tokens, Optional<CommonToken> neverClosed) {}

  private static final int NONE = -1;

  private final List<CommonToken> tokens;

  /** For each bracket the index of its partner, or NONE. */
  private final int[] partner;

  private StatementSplitter(List<CommonToken> tokens) {
    this.tokens = tokens;
    this.partner = partners(tokens);
  }

  static List<Piece> split(List<CommonToken> tokens) {
    return new StatementSplitter(tokens).pieces();
  }

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    List<CommonToken> current = new ArrayList<>();
    int[] open = new int[tokens.size() + 1];
    int depth = 0;
    CommonToken neverClosed = null;
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      int type = token.getType();
      if (type == NeuronScriptLexer.SEPARATOR) {
        boolean inBraces = depth > 0 && isType(open[depth - 1], NeuronScriptLexer.LBRACE);
        boolean endsUnclosed = neverClosed != null && startsAStatement(i + 1);
        if (!endsUnclosed && depth > 0 && !inBraces
            || isNewline(token) && !endsUnclosed && continues(current, i + 1)) {
          continue;
        }
        if (inBraces && !endsUnclosed) {
          current.add(token);
          continue;
        }
        finish(pieces, current, neverClosed);
        current = new ArrayList<>();
        depth = 0;
        neverClosed = null;
        continue;
      }
      current.add(token);
      if (isOpening(type)) {
        open[depth++] = i;
        if (partner[i] == NONE && neverClosed == null) {
          neverClosed = token;
        }
      } else if (isClosing(type) && partner[i] != NONE) {
        while (depth > 0 && open[depth - 1] != partner[i]) {
          depth--;
        }
        depth = Math.max(0, depth - 1);
      }
    }
    finish(pieces, current, neverClosed);
    return pieces;
  }

  private static void finish(
      List<Piece> pieces, List<CommonToken> current, CommonToken neverClosed) {
    if (!current.isEmpty()) {
      pieces.add(new Piece(current, Optional.ofNullable(neverClosed)));
    }
  }

  private boolean startsAStatement(int next) {
    return next < tokens.size()
        && isType(next, NeuronScriptLexer.NAME)
        && Words.first(tokens.get(next).getText()).isPresent();
  }

  private boolean continues(List<CommonToken> current, int next) {
    if (!current.isEmpty() && asksForMore(current.get(current.size() - 1).getType())) {
      return !isDataRowWithItsTarget(current);
    }
    while (next < tokens.size() && isType(next, NeuronScriptLexer.SEPARATOR)) {
      next++;
    }
    return next < tokens.size()
        && !current.isEmpty()
        && (isType(next, NeuronScriptLexer.THEN) || isType(next, NeuronScriptLexer.ELSE));
  }

  /** In a row of data that has its arrow a comma at the end of the line is an error, not more. */
  private static boolean isDataRowWithItsTarget(List<CommonToken> current) {
    if (current.get(current.size() - 1).getType() != NeuronScriptLexer.COMMA
        || !current.get(0).getText().equals("data")) {
      return false;
    }
    for (int i = current.size() - 1; i >= 0; i--) {
      int type = current.get(i).getType();
      if (type == NeuronScriptLexer.ARROW) {
        return true;
      }
      if (type == NeuronScriptLexer.SEPARATOR) {
        return false;
      }
    }
    return false;
  }

  static boolean asksForMore(int type) {
    return switch (type) {
      case NeuronScriptLexer.PLUS,
          NeuronScriptLexer.MINUS,
          NeuronScriptLexer.TIMES,
          NeuronScriptLexer.SLASH,
          NeuronScriptLexer.PERCENT,
          NeuronScriptLexer.CARET,
          NeuronScriptLexer.EQUAL,
          NeuronScriptLexer.UNEQUAL,
          NeuronScriptLexer.AT_MOST,
          NeuronScriptLexer.AT_LEAST,
          NeuronScriptLexer.LESS,
          NeuronScriptLexer.GREATER,
          NeuronScriptLexer.EQUALS,
          NeuronScriptLexer.ARROW,
          NeuronScriptLexer.LEFT_ARROW,
          NeuronScriptLexer.COMMA,
          NeuronScriptLexer.AND,
          NeuronScriptLexer.OR,
          NeuronScriptLexer.NOT,
          NeuronScriptLexer.IS,
          NeuronScriptLexer.WITHIN,
          NeuronScriptLexer.THEN,
          NeuronScriptLexer.OTHERWISE ->
          true;
      default -> false;
    };
  }

  private boolean isType(int index, int type) {
    return tokens.get(index).getType() == type;
  }

  private static boolean isNewline(CommonToken separator) {
    return !separator.getText().equals(";");
  }

  static boolean isOpening(int type) {
    return type == NeuronScriptLexer.LPAREN
        || type == NeuronScriptLexer.LBRACKET
        || type == NeuronScriptLexer.LBRACE;
  }

  static boolean isClosing(int type) {
    return type == NeuronScriptLexer.RPAREN
        || type == NeuronScriptLexer.RBRACKET
        || type == NeuronScriptLexer.RBRACE;
  }

  /** Pairs brackets of one kind; a brace closes over parentheses left open, never the other way. */
  private static int[] partners(List<CommonToken> tokens) {
    int[] partner = new int[tokens.size()];
    Arrays.fill(partner, NONE);
    int[] open = new int[tokens.size()];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      int type = tokens.get(i).getType();
      if (isOpening(type)) {
        open[depth++] = i;
      } else if (isClosing(type)) {
        int at = depth - 1;
        while (at >= 0 && !matches(tokens.get(open[at]).getType(), type)) {
          boolean brace = tokens.get(open[at]).getType() == NeuronScriptLexer.LBRACE;
          at = brace ? NONE : at - 1;
        }
        if (at >= 0) {
          partner[i] = open[at];
          partner[open[at]] = i;
          depth = at;
        }
      }
    }
    return partner;
  }

  private static boolean matches(int opening, int closing) {
    return switch (closing) {
      case NeuronScriptLexer.RPAREN -> opening == NeuronScriptLexer.LPAREN;
      case NeuronScriptLexer.RBRACKET -> opening == NeuronScriptLexer.LBRACKET;
      default -> opening == NeuronScriptLexer.LBRACE;
    };
  }
}
