package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;

/**
 * Which part of a statement its neighbours have in the same column.
 *
 * @param kind the kind of its first line
 * @param second the index of the token that begins the second column; 0 if there is none
 */
record Columns(Line.Kind kind, int second) {

  private static final Columns NONE = new Columns(Line.Kind.SINGLE, 0);

  static Columns of(List<CommonToken> statement) {
    return switch (statement.get(0).getType()) {
      case NeuronScriptLexer.INPUTS,
          NeuronScriptLexer.WEIGHTS,
          NeuronScriptLexer.BIAS,
          NeuronScriptLexer.ACTIVATION,
          NeuronScriptLexer.LOSS,
          NeuronScriptLexer.PENALTY,
          NeuronScriptLexer.COST,
          NeuronScriptLexer.TARGET,
          NeuronScriptLexer.DATA,
          NeuronScriptLexer.SCALE,
          NeuronScriptLexer.SPLIT,
          NeuronScriptLexer.THRESHOLD,
          NeuronScriptLexer.SEED ->
          declaration(statement, 1);
      case NeuronScriptLexer.LEARNING -> declaration(statement, 2);
      case NeuronScriptLexer.LET ->
          new Columns(Line.Kind.LET, first(NeuronScriptLexer.EQUALS, statement));
      case NeuronScriptLexer.DEFINE ->
          statement.get(1).getType() == NeuronScriptLexer.RULE
              ? new Columns(Line.Kind.LEARNING_RULE, first(NeuronScriptLexer.LBRACE, statement))
              : new Columns(Line.Kind.FUNCTION, first(NeuronScriptLexer.EQUALS, statement));
      case NeuronScriptLexer.WHEN,
          NeuronScriptLexer.ONCE,
          NeuronScriptLexer.ON,
          NeuronScriptLexer.RULE ->
          new Columns(Line.Kind.RULE, then(statement));
      default -> NONE;
    };
  }

  /** A keyword alone shows what is declared, and declares nothing. */
  private static Columns declaration(List<CommonToken> statement, int value) {
    return statement.size() > value ? new Columns(Line.Kind.DECLARATION, value) : NONE;
  }

  /** Returns the index of the {@code then} of a rule, which is not that of an {@code if} in it. */
  private static int then(List<CommonToken> rule) {
    int index = 0;
    int ifs = 0;
    while (ifs > 0 || rule.get(index).getType() != NeuronScriptLexer.THEN) {
      int type = rule.get(index).getType();
      ifs += type == NeuronScriptLexer.IF ? 1 : type == NeuronScriptLexer.THEN ? -1 : 0;
      index++;
    }
    return index;
  }

  private static int first(int type, List<CommonToken> statement) {
    int index = 0;
    while (statement.get(index).getType() != type) {
      index++;
    }
    return index;
  }
}
