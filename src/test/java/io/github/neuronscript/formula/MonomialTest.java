package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products whose parts nobody simplified before. */
class MonomialTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x^1 * x              ¦ x²",
        "x^0 * x              ¦ x^0·x",
        "x^2.5 * x            ¦ x^2.5·x",
        "x^99 * x             ¦ x^100",
        "x^100 * x            ¦ x^100·x",
        "(-x)^2 * -y          ¦ −x²·y",
        "(-2 * x / y)^3       ¦ −8·x³/y³",
        "x / (2 * y) * 4      ¦ 2·x/y",
        "x / exp(y) * exp(y)^3 ¦ x·(e^y)²",
      })
  void gathersPowers(String typed, String gathered) {
    assertEquals(gathered, FormulaWriter.symbols(Monomial.of(Formulas.of(typed)).toExpression()));
  }
}
