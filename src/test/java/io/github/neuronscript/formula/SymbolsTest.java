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

  /** A prime or a ° behind a name is no part of it. */
  @ParameterizedTest
  @CsvSource({
    "w1, w1",
    "w1′, w1′",
    "t°, t°",
    "w′′, w′′",
    "sepal length, `sepal length`",
    "sepal length′, `sepal length`′",
    "and°, `and`°",
    "′, ``′",
    "x′y, `x′y`",
  })
  void writesNamesInALineOfText(String name, String written) {
    assertEquals(written, Symbols.written(new Variable(name, Variable.Role.COLUMN)));
    assertEquals(name, Symbols.of(new Variable(name, Variable.Role.COLUMN)));
    Partial partial =
        new Partial(Variable.quantity("loss"), new Variable(name, Variable.Role.WEIGHT));
    assertEquals("∂L/∂" + written, Symbols.written(partial));
  }

  @Test
  void writesQuantitiesInALineOfTextAsTheirSigns() {
    assertEquals("ŷ", Symbols.written(Variable.quantity("output")));
    assertEquals("updates left", Symbols.written(Variable.quantity("updates left")));
  }
}
