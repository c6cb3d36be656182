package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayList;
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

  private final List<CommonToken> tokens;

  /** For each bracket the index of its partner, or {@link Brackets#NONE}. */
  private final int[] partner;

  /** For each token the index of the next one that is no separator, itself included. */
  private final int[] word;

  /** Whether the text ends within a statement. */
  private boolean unfinished;

  private StatementSplitter(List<CommonToken> tokens) {
    this.tokens = tokens;
    this.partner = Brackets.partners(tokens);
    this.word = words(tokens);
  }

  private static int[] words(List<CommonToken> tokens) {
    int[] word = new int[tokens.size() + 1];
    word[tokens.size()] = tokens.size();
    for (int i = tokens.size() - 1; i >= 0; i--) {
      word[i] = tokens.get(i).getType() == NeuronScriptLexer.SEPARATOR ? word[i + 1] : i;
    }
    return word;
  }

  static List<Piece> split(List<CommonToken> tokens) {
    return new StatementSplitter(tokens).pieces();
  }

  /**
   * Whether the last statement goes on in the next line: a bracket is open, or the last token asks
   * for more. A closing bracket too many is an error already, and nothing to wait for.
   */
  static boolean isUnfinished(List<CommonToken> tokens) {
    StatementSplitter splitter = new StatementSplitter(tokens);
    splitter.pieces();
    return splitter.unfinished;
  }

  private List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    List<CommonToken> current = new ArrayList<>();
    int[] open = new int[tokens.size() + 1];
    int depth = 0;
    CommonToken neverClosed = null;
    boolean rowHasTarget = false;
    boolean strayClosing = false;
    // The lines in the body of a rule begin with first words, and so cannot end it for a prompt.
    boolean bodyIsOpen = false;
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      int type = token.getType();
      if (type == NeuronScriptLexer.SEPARATOR) {
        boolean inBraces = depth > 0 && isType(open[depth - 1], NeuronScriptLexer.LBRACE);
        boolean endsUnclosed = neverClosed != null && startsAStatement(i + 1);
        if (!endsUnclosed && depth > 0 && !inBraces
            || isNewline(token) && !endsUnclosed && continues(current, rowHasTarget, i + 1)) {
          continue;
        }
        if (inBraces && !endsUnclosed) {
          current.add(token);
          rowHasTarget = false;
          continue;
        }
        bodyIsOpen |= neverClosed != null && opensBody(current, neverClosed);
        finish(pieces, current, neverClosed);
        current.clear();
        depth = 0;
        neverClosed = null;
        rowHasTarget = false;
        strayClosing = false;
        continue;
      }
      current.add(token);
      strayClosing |= Brackets.isClosing(type) && partner[i] == Brackets.NONE;
      rowHasTarget |= type == NeuronScriptLexer.ARROW && current.get(0).getText().equals("data");
      if (Brackets.isOpening(type)) {
        open[depth++] = i;
        if (partner[i] == Brackets.NONE && neverClosed == null) {
          neverClosed = token;
        }
      } else if (Brackets.isClosing(type) && partner[i] != Brackets.NONE) {
        while (depth > 0 && open[depth - 1] != partner[i]) {
          depth--;
        }
        depth = Math.max(0, depth - 1);
      }
    }
    unfinished =
        bodyIsOpen
            || (neverClosed != null
                ? !strayClosing
                : continues(current, rowHasTarget, tokens.size()));
    finish(pieces, current, neverClosed);
    return pieces;
  }

  /** Whether a brace that is never closed opens the body of a when-then rule. */
  private static boolean opensBody(List<CommonToken> statement, CommonToken brace) {
    int before = statement.indexOf(brace) - 1;
    return before >= 0
        && brace.getType() == NeuronScriptLexer.LBRACE
        && switch (statement.get(before).getType()) {
          case NeuronScriptLexer.THEN, NeuronScriptLexer.OTHERWISE -> true;
          default -> false;
        };
  }

  private static void finish(
      List<Piece> pieces, List<CommonToken> current, CommonToken neverClosed) {
    if (!current.isEmpty()) {
      pieces.add(new Piece(List.copyOf(current), Optional.ofNullable(neverClosed)));
    }
  }

  private boolean startsAStatement(int next) {
    return next < tokens.size()
        && (isType(next, NeuronScriptLexer.NAME) || isType(next, NeuronScriptLexer.WHEN))
        && Words.startsAStatement(tokens.get(next).getText());
  }

  /** Whether the statement goes on behind a line end. */
  private boolean continues(List<CommonToken> current, boolean rowHasTarget, int next) {
    if (current.isEmpty()) {
      return false;
    }
    int last = current.get(current.size() - 1).getType();
    if (asksForMore(last)) {
      // In a row of data that has its arrow a comma at the end of the line is an error, not more.
      return last != NeuronScriptLexer.COMMA || !rowHasTarget;
    }
    int index = word[next];
    return index < tokens.size()
        && (isType(index, NeuronScriptLexer.THEN) || isType(index, NeuronScriptLexer.ELSE));
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
          NeuronScriptLexer.ELSE,
          NeuronScriptLexer.OTHERWISE ->
          true;
      default -> false;
    };
  }

  private boolean isType(int index, int type) {
    return tokens.get(index).getType() == type;
  }

  private static boolean isNewline(CommonToken separator) {
    return !((ScriptToken) separator).is(";");
  }
}
