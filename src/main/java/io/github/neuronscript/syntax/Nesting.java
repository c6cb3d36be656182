package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * Bounds how deep a parser and the tree it builds can get, from the tokens alone. At each level of
 * brackets it counts what can nest without one: conditions up to the next comma or row, {@code not}
 * up to the next {@code and} or {@code or}, and signs, powers and divisions up to the next
 * addition. The bound is not exact, but never too low by more than a constant.
 */
final class Nesting {

  /** What is open at one level of brackets. */
  private static final class Level {
    int conditions;
    int negations;
    int chain;

    int depth() {
      return conditions + negations + chain;
    }
  }

  private final Scanner scanner;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int outer;

  private Nesting(Scanner scanner) {
    this.scanner = scanner;
    levels.push(new Level());
  }

  /** Throws {@link Problem} at the token that is nested too deeply. */
  static void check(Scanner scanner, List<CommonToken> tokens) {
    // A token adds two at most, so that most statements need not be looked at.
    if (2 * tokens.size() > SyntaxLimits.DEPTH) {
      new Nesting(scanner).check(tokens);
    }
  }

  private void check(List<CommonToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      int type = tokens.get(i).getType();
      if (Brackets.isOpening(type)) {
        outer += 1 + levels.element().depth();
        levels.push(new Level());
      } else if (Brackets.isClosing(type) && levels.size() > 1) {
        levels.pop();
        outer -= 1 + levels.element().depth();
      } else {
        int before = i == 0 ? NeuronScriptLexer.COMMA : tokens.get(i - 1).getType();
        count(type, before, levels.element());
      }
      if (outer + levels.element().depth() > SyntaxLimits.DEPTH) {
        throw tooDeep(tokens.get(i));
      }
    }
  }

  private static void count(int type, int before, Level level) {
    boolean sign =
        StatementSplitter.asksForMore(before)
            || Brackets.isOpening(before)
            || before == NeuronScriptLexer.IF;
    boolean operand =
        StatementSplitter.asksForMore(before)
            && before != NeuronScriptLexer.COMMA
            && (!Mistake.isReserved(before) || before == NeuronScriptLexer.IS);
    switch (type) {
      // As a right operand both also nest the operator, which counts for nothing by itself.
      case NeuronScriptLexer.IF -> level.conditions += operand ? 2 : 1;
      case NeuronScriptLexer.NOT -> level.negations += operand ? 2 : 1;
      case NeuronScriptLexer.CARET, NeuronScriptLexer.SLASH, NeuronScriptLexer.PERCENT ->
          level.chain++;
      case NeuronScriptLexer.MINUS -> level.chain = sign ? level.chain + 1 : 0;
      case NeuronScriptLexer.PLUS -> level.chain = 0;
      case NeuronScriptLexer.AND, NeuronScriptLexer.OR -> {
        level.chain = 0;
        level.negations = 0;
      }
      case NeuronScriptLexer.COMMA, NeuronScriptLexer.SEPARATOR, NeuronScriptLexer.ARROW -> {
        level.chain = 0;
        level.negations = 0;
        level.conditions = 0;
      }
      default -> {}
    }
  }

  private Problem tooDeep(CommonToken token) {
    return new Problem(SyntaxErrors.tooDeep(scanner.span(token), SyntaxLimits.DEPTH));
  }
}
