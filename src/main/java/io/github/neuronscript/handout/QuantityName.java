package io.github.neuronscript.handout;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * The name of a quantity as people type it: {@code dL/dw1} is ∂L/∂w1, and {@code y_hat}, {@code y^}
 * and {@code output} are ŷ. Capital and small letters are the same.
 *
 * @param plain all ways of one name made the same
 */
record QuantityName(String plain) {

  private static final Map<String, String> WORDS =
      Map.of("output", "yhat", "loss", "l", "cost", "c");

  static QuantityName of(Expression symbol) {
    return of(FormulaWriter.symbols(symbol));
  }

  static QuantityName of(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("[\\s`_]", "")
            .replace("\u0302", "hat")
            .replace("^", "hat")
            .replace('∂', 'd')
            .toLowerCase(Locale.ROOT);
    return new QuantityName(WORDS.getOrDefault(plain, plain));
  }
}
