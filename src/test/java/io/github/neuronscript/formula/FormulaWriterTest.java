package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.formula.Expression.Partial;
import io.github.neuronscript.formula.Expression.Variable;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaWriterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2 * (y - x)                    ¦ 2(y − x)",
        "-2 * (y - x)                   ¦ −2(y − x)",
        "-(2 * (y - x))                 ¦ −2(y − x)",
        "x * (1 - x)                    ¦ x(1 − x)",
        "f1 * (1 - sigmoid(x))          ¦ f1(1 − σ(x))",
        "sigmoid(x) * (1 - sigmoid(x))  ¦ σ(x)·(1 − σ(x))",
        "(x + 1) * (x - 1)              ¦ (x + 1)·(x − 1)",
        "(x + 1)^2                      ¦ (x + 1)²",
        "x^3 * y^2                      ¦ x³·y²",
        "x^4                            ¦ x^4",
        "x^-1                           ¦ x^−1",
        "x^(y + 1)                      ¦ x^(y + 1)",
        "x^(2 * y)                      ¦ x^(2·y)",
        "x^y^2                          ¦ x^(y²)",
        "(x^y)^2                        ¦ (x^y)²",
        "(-x)^2                         ¦ (−x)²",
        "-x^2                           ¦ −x²",
        "2^-x^2                         ¦ 2^(−x²)",
        "2^-(x + y)                     ¦ 2^(−(x + y))",
        "2^sqrt(x)                      ¦ 2^(√x)",
        "exp(x)                         ¦ e^x",
        "exp(-x)                        ¦ e^−x",
        "exp(-x^2)                      ¦ e^(−x²)",
        "exp(-x^2 / 2)                  ¦ e^(−x²/2)",
        "exp(2 * x)                     ¦ e^(2·x)",
        "exp(x + 1)                     ¦ e^(x + 1)",
        "exp(-abs(x))                   ¦ e^−|x|",
        "exp(x)^2                       ¦ (e^x)²",
        "exp(exp(x))                    ¦ e^(e^x)",
        "1 / (1 + exp(-x))              ¦ 1/(1 + e^−x)",
        "x / (y * z)                    ¦ x/(y·z)",
        "x / y / z                      ¦ x/y/z",
        "x / (y / z)                    ¦ x/(y/z)",
        "x * (y / z)                    ¦ x·(y/z)",
        "x * y / z                      ¦ x·y/z",
        "x / -y                         ¦ x/(−y)",
        "x * -y                         ¦ x·(−y)",
        "-x * y                         ¦ −x·y",
        "-(x * y)                       ¦ −x·y",
        "-(-x)                          ¦ −(−x)",
        "-(x + y)                       ¦ −(x + y)",
        "x - (-y)                       ¦ x − (−y)",
        "x - (y - z)                    ¦ x − (y − z)",
        "x + (y + z)                    ¦ x + (y + z)",
        "x + -y                         ¦ x − y",
        "-x - y                         ¦ −x − y",
        "x % y                          ¦ x mod y",
        "-(x % y)                       ¦ −(x mod y)",
        "-x % y                         ¦ −x mod y",
        "x * (y % z)                    ¦ x·(y mod z)",
        "x + y % z                      ¦ x + (y mod z)",
        "x % y < z                      ¦ (x mod y) < z",
        "sqrt(x + 1)                    ¦ √(x + 1)",
        "abs(x - y)                     ¦ |x − y|",
        "ln(x)                          ¦ ln(x)",
        "ln1p(exp(x))                   ¦ ln(1 + e^x)",
        "ln1p(-x)                       ¦ ln(1 − x)",
        "xlogy(x, y)                    ¦ x·ln(y)",
        "xlogy(1 - x, y)                ¦ (1 − x)·ln(y)",
        "max(0, x)                      ¦ max(0, x)",
        "clamp(x, -1, 1)                ¦ clamp(x, −1, 1)",
        "pi * x                         ¦ π·x",
        "leaky_relu(x, 0.01)            ¦ leaky_relu(x, 0.01)",
        "x == y                         ¦ x = y",
        "x != y                         ¦ x ≠ y",
        "x <= y and y >= z              ¦ x ≤ y and y ≥ z",
        "x is (nan) within 1            ¦ x is (nan) within 1",
        "x is y within 1e-9             ¦ x is y within 1e−9",
        "x is nan                       ¦ x is nan",
        "not x and y                    ¦ not x and y",
        "not (x and y)                  ¦ not (x and y)",
        "x or (y or z)                  ¦ x or (y or z)",
        "(x or y) and z                 ¦ (x or y) and z",
        "if x > 0 then x else 0         ¦ if x > 0 then x else 0",
        "if x then y else if z then 1 else 2 ¦ if x then y else if z then 1 else 2",
        "if x then (if y then 1 else 2) else 3 ¦ if x then (if y then 1 else 2) else 3",
        "(if x then 1 else 0) * y       ¦ (if x then 1 else 0)·y",
        "2 * (if x then 1 else 0)       ¦ 2·(if x then 1 else 0)",
        "(x < y) + 1                    ¦ (x < y) + 1",
        "-1 * (x + 1)                   ¦ −1·(x + 1)",
        "2e5 * (x + 1)                  ¦ 2e5·(x + 1)",
        "-x * (y + 1)                   ¦ −x·(y + 1)",
        "3 * (x + 1)^2                  ¦ 3(x + 1)²",
        "-xlogy(x, y)                   ¦ −x·ln(y)",
        "x - xlogy(-y, z)               ¦ x − (−y·ln(z))",
        "x == \"a\"                       ¦ x = \"a\"",
      })
  void writesMathematics(String typed, String written) {
    assertEquals(written, FormulaWriter.symbols(Formulas.of(typed)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2 * (y - x)          ¦ 2 * (y - x)",
        "2^-x^2               ¦ 2^(-x^2)",
        "x^y^z                ¦ x^(y^z)",
        "exp(-x^2)            ¦ exp(-x^2)",
        "-(x * y)             ¦ -(x * y)",
        "x * (y % z)          ¦ x * (y % z)",
        "xlogy(x, y)          ¦ xlogy(x, y)",
        "x == y               ¦ x == y",
        "x <= y or x >= z     ¦ x <= y or x >= z",
        "x != y / z           ¦ x != y / z",
        "1_000 * pi           ¦ 1000 * pi",
        "if x then y else if z then 1 else 2 ¦ if x then y else (if z then 1 else 2)",
      })
  void writesWhatIsTyped(String typed, String written) {
    assertEquals(written, FormulaWriter.source(Formulas.of(typed)));
  }

  @Test
  void writesQuantitiesAsTheirSigns() {
    Variable cost = Variable.quantity("cost");
    Variable output = Variable.quantity("output");
    assertEquals("∂C/∂ŷ", FormulaWriter.symbols(new Partial(cost, output)));
    Expression error = Formulas.sum(Variable.quantity("target"), new Expression.Negation(output));
    assertEquals("y − ŷ", FormulaWriter.symbols(error));
    assertEquals("target - output", FormulaWriter.source(error));
    assertEquals("α", FormulaWriter.symbols(Variable.quantity("rate")));
    assertEquals("cost", FormulaWriter.symbols(Variable.parameter("cost")));
    assertEquals(
        "`sepal length` * `and`",
        FormulaWriter.source(
            Expression.Product.of(
                new Variable("sepal length", Variable.Role.COLUMN),
                new Variable("and", Variable.Role.INPUT))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x * (1 - x)     ¦ −0.5·(1 − (−0.5))",
        "-x              ¦ −(−0.5)",
        "x + x           ¦ −0.5 + (−0.5)",
        "x - x           ¦ −0.5 − (−0.5)",
        "x^2             ¦ (−0.5)²",
        "exp(x)          ¦ e^−0.5",
        "exp(-x)         ¦ e^(−(−0.5))",
        "2^x             ¦ 2^−0.5",
        "1 / x           ¦ 1/(−0.5)",
        "2 * x           ¦ 2·(−0.5)",
        "abs(x)          ¦ |−0.5|",
        "x / y           ¦ −0.5/(−0.5)",
        "2 + x * y       ¦ 2 + (−0.5)·(−0.5)",
        "2 - x * 3       ¦ 2 − (−0.5)·3",
        "2 - x / 3       ¦ 2 − (−0.5/3)",
        "2 * (1 - 3)     ¦ 2·(1 − 3)",
        "sqrt(x)         ¦ √(−0.5)",
        "sigmoid(x)      ¦ σ(−0.5)",
        "if x > 0 then x else -x ¦ if −0.5 > 0 then −0.5 else −(−0.5)",
      })
  void putsNumbersIn(String typed, String written) {
    assertEquals(
        written,
        FormulaWriter.numbers(Formulas.of(typed), Notations.TEXT, leaf -> Optional.of("−0.5")));
  }

  @Test
  void whatIsWrittenReadsBackAsTheSameTree() {
    SplitMix random = new SplitMix(61);
    RandomFormula formulas = RandomFormula.typed(random);
    for (int i = 0; i < 5_000; i++) {
      Expression formula = formulas.formula(1 + random.below(5));
      String text = FormulaWriter.source(formula);
      assertEquals(formula, Formulas.parsed(text), text);
    }
  }
}
