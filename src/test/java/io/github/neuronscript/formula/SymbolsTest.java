package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymbolsTest {

  @ParameterizedTest
  @CsvSource({
    "output, ŷ",
    "target, y",
    "loss, L",
    "cost, C",
    "rate, α",
    "gradient, g",
    "epoch, epoch",
  })
  void writesQuantitiesAsMathematicsDoes(String word, String sign) {
    assertEquals(sign, Symbols.of(Variable.quantity(word)));
    assertEquals(word, Symbols.of(Variable.parameter(word)));
    Partial partial = new Partial(Variable.quantity(word), Variable.parameter("w1"));
    assertEquals("∂" + sign + "/∂w1", Symbols.of(partial));
  }

  @Test
  void writesTheLogisticFunctionAsItsSign() {
    assertEquals("σ", Symbols.function("sigmoid"));
    assertEquals("relu", Symbols.function("relu"));
  }

  /** A name is plain when it begins with a letter or _ and goes on with these and digits. */
  @ParameterizedTest
  @CsvSource({
    "x, x",
    "x1, x1",
    "_, _",
    "_1, _1",
    "ŷ, ŷ",
    "𝑥, 𝑥",
    "𝑥2, 𝑥2",
    "sepal_length, sepal_length",
    "andy, andy",
    "'', ``",
    "1, `1`",
    "1x, `1x`",
    "x-1, `x-1`",
    "sepal length, `sepal length`",
    "x𝟙+, `x𝟙+`",
    "🙂, `🙂`",
    "and, `and`",
    "or, `or`",
    "otherwise, `otherwise`",
    "nan, `nan`",
  })
  void putsNamesThatAreNotPlainInBackticks(String name, String typed) {
    assertEquals(typed, Symbols.typed(name));
  }
}
