package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * Pairs brackets of one kind. A closing bracket leaves those of other kinds behind its partner
 * open; a brace closes over what was left open in it, and no bracket closes over a brace.
 */
final class Brackets {

  static final int NONE = -1;

  /** How many brackets are open since the last open brace; so no search is in vain. */
  private record Frame(int brace, int round, int square) {}

  private final int[] partner;
  private final int[] open;
  private final Deque<Frame> outer = new ArrayDeque<>();
  private int depth;
  private int round;
  private int square;

  private Brackets(int count) {
    partner = new int[count];
    open = new int[count];
    Arrays.fill(partner, NONE);
  }

  /** Returns for each bracket the index of its partner, or NONE, and NONE for other tokens. */
  static int[] partners(List<CommonToken> tokens) {
    Brackets brackets = new Brackets(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      brackets.next(i, tokens.get(i).getType(), tokens);
    }
    return brackets.partner;
  }

  private void next(int i, int type, List<CommonToken> tokens) {
    switch (type) {
      case NeuronScriptLexer.LPAREN -> {
        round++;
        open[depth++] = i;
      }
      case NeuronScriptLexer.LBRACKET -> {
        square++;
        open[depth++] = i;
      }
      case NeuronScriptLexer.LBRACE -> {
        outer.push(new Frame(i, round, square));
        round = 0;
        square = 0;
        open[depth++] = i;
      }
      case NeuronScriptLexer.RPAREN -> {
        if (round > 0) {
          close(i, NeuronScriptLexer.LPAREN, tokens);
        }
      }
      case NeuronScriptLexer.RBRACKET -> {
        if (square > 0) {
          close(i, NeuronScriptLexer.LBRACKET, tokens);
        }
      }
      case NeuronScriptLexer.RBRACE -> {
        if (!outer.isEmpty()) {
          Frame frame = outer.pop();
          while (open[depth - 1] != frame.brace()) {
            depth--;
          }
          pair(open[--depth], i);
          round = frame.round();
          square = frame.square();
        }
      }
      default -> {}
    }
  }

  private void close(int i, int opening, List<CommonToken> tokens) {
    int type;
    do {
      type = tokens.get(open[--depth]).getType();
      round -= type == NeuronScriptLexer.LPAREN ? 1 : 0;
      square -= type == NeuronScriptLexer.LBRACKET ? 1 : 0;
    } while (type != opening);
    pair(open[depth], i);
  }

  private void pair(int opening, int closing) {
    partner[opening] = closing;
    partner[closing] = opening;
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

  static boolean matches(int opening, int closing) {
    return switch (closing) {
      case NeuronScriptLexer.RPAREN -> opening == NeuronScriptLexer.LPAREN;
      case NeuronScriptLexer.RBRACKET -> opening == NeuronScriptLexer.LBRACKET;
      default -> opening == NeuronScriptLexer.LBRACE;
    };
  }
}
