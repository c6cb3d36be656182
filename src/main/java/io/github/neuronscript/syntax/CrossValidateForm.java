package io.github.neuronscript.syntax;

import io.github.neuronscript.syntax.antlr.NeuronScriptLexer;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CommonToken;

/** How a cross-validation is written, with the number that was given if it is one. */
final class CrossValidateForm {

  private CrossValidateForm() {}

  /**
   * Returns what to type, for backticks around it.
   *
   * @param tokens those of the statement; the first two are {@code cross validate}
   */
  static String of(List<CommonToken> tokens) {
    Optional<String> count = count(tokens);
    String folds = "cross validate " + count.orElse("5") + " folds";
    String splits = "cross validate " + count.orElse("20") + " splits 80 / 20";
    if (tokens.size() < 5) {
      return has(tokens, 3, NeuronScriptLexer.SPLITS) ? splits : folds + "` or `" + splits;
    }
    String options = " seed 1 stratified, 200 epochs";
    if (has(tokens, 3, NeuronScriptLexer.FOLDS)) {
      boolean percentages = has(tokens, 5, NeuronScriptLexer.SLASH);
      return percentages ? splits : folds + options;
    }
    return has(tokens, 3, NeuronScriptLexer.SPLITS) ? splits + options : folds + "` or `" + splits;
  }

  /** Returns the number of folds or splits, also where it stands behind that word. */
  private static Optional<String> count(List<CommonToken> tokens) {
    int index = tokens.size() == 4 && has(tokens, 3, NeuronScriptLexer.NUMBER) ? 3 : 2;
    return has(tokens, index, NeuronScriptLexer.NUMBER)
        ? Optional.of(tokens.get(index).getText())
            .filter(text -> text.matches("[1-9][0-9]{0,5}") && !text.equals("1"))
        : Optional.empty();
  }

  private static boolean has(List<CommonToken> tokens, int index, int type) {
    return index < tokens.size() && tokens.get(index).getType() == type;
  }
}
