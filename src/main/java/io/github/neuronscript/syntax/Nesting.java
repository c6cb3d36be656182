package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * Bounds how deep a parser and the tree it builds can get, from the tokens alone. At each level of
 * brackets it counts what can nest without one: conditions, signs, powers, divisions. The bound is
 * not exact, but never too low by more than a constant.
 */
final class Nesting {

  private final Scanner scanner;

  Nesting(Scanner scanner) {
    this.scanner = scanner;
  }

  /** Throws {@link Problem} at the token that is nested too deeply. */
  void check(List<CommonToken> tokens) {
    int levels = tokens.size() + 1;
    int[] conditions = new int[Math.min(levels, SyntaxLimits.DEPTH + 2)];
    int[] chains = new int[conditions.length];
    int level = 0;
    int outer = 0;
    for (int i = 0; i < tokens.size(); i++) {
      CommonToken token = tokens.get(i);
      int type = token.getType();
      if (StatementSplitter.isOpening(type)) {
        outer += 1 + conditions[level] + chains[level];
        level++;
        if (outer > SyntaxLimits.DEPTH) {
          throw tooDeep(token);
        }
        conditions[level] = 0;
        chains[level] = 0;
        continue;
      }
      if (StatementSplitter.isClosing(type) && level > 0) {
        level--;
        outer -= 1 + conditions[level] + chains[level];
        continue;
      }
      switch (type) {
        case NeuronScriptLexer.IF -> conditions[level]++;
        case NeuronScriptLexer.CARET,
            NeuronScriptLexer.SLASH,
            NeuronScriptLexer.PERCENT,
            NeuronScriptLexer.NOT ->
            chains[level]++;
        case NeuronScriptLexer.MINUS -> {
          boolean sign = i == 0 || StatementSplitter.asksForMore(tokens.get(i - 1).getType());
          chains[level] = sign ? chains[level] + 1 : 0;
        }
        case NeuronScriptLexer.PLUS, NeuronScriptLexer.AND, NeuronScriptLexer.OR ->
            chains[level] = 0;
        case NeuronScriptLexer.COMMA, NeuronScriptLexer.SEPARATOR, NeuronScriptLexer.ARROW -> {
          chains[level] = 0;
          conditions[level] = 0;
        }
        default -> {}
      }
      if (outer + conditions[level] + chains[level] > SyntaxLimits.DEPTH) {
        throw tooDeep(token);
      }
    }
  }

  private Problem tooDeep(CommonToken token) {
    return new Problem(SyntaxErrors.tooDeep(scanner.span(token), SyntaxLimits.DEPTH));
  }
}
