package io.github.neuronscript.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.NumberSystem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slopes by dual numbers, beside those that a table of derivatives has. */
class ForwardModeTest {

  private static final Variable Z = Variable.quantity("z");

  private static Fields line(String formula) {
    return new Fields(
        1,
        "",
        NumberSystem.doubles(),
        LineReader.read(1, "{\"event\":\"x\",\"f\":\"" + formula + "\"}"));
  }

  private static Expression formula(String formula) {
    Work work = new Work();
    work.begin(1);
    return new Formulas(work).overWords(line(formula), "f");
  }

  private static ForwardMode.Dual at(String formula, double z) {
    return ForwardMode.of(formula(formula), Map.of(Z, new ForwardMode.Dual(z, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7                   | 0.3 | 7                   | 0",
        "-z + z + z          | 0.5 | 0.5                 | 1",
        "z * z * z           | 2   | 8                   | 12",
        "1 / z               | 2   | 0.5                 | -0.25",
        "z / (z + 1)         | 1   | 0.5                 | 0.25",
        "7.5 % z             | 2   | 1.5                 | -3",
        "z^3                 | 2   | 8                   | 12",
        "2^z                 | 3   | 8                   | 5.545177444479562",
        "z^z                 | 2   | 4                   | 6.772588722239782",
        "z^2                 | 0   | 0                   | 0",
        "exp(2 * z)          | 0   | 1                   | 2",
        "ln(z)               | 4   | 1.3862943611198906  | 0.25",
        "ln1p(z)             | 1   | 0.6931471805599453  | 0.5",
        "log10(z)            | 10  | 1                   | 0.04342944819032518",
        "xlogy(z, 2)         | 3   | 2.0794415416798357  | 0.6931471805599453",
        "xlogy(2, z)         | 4   | 2.772588722239781   | 0.5",
        "sqrt(z)             | 4   | 2                   | 0.25",
        "abs(z)              | -3  | 3                   | -1",
        "sin(z)              | 0   | 0                   | 1",
        "cos(z)              | 0.5 | 0.8775825618903728  | -0.479425538604203",
        "tan(z)              | 0.5 | 0.5463024898437905  | 1.2984464104095248",
        "tanh(z)             | 0.5 | 0.46211715726000973 | 0.7864477329659274",
        "erf(z)              | 0   | 0                   | 1.1283791670955126",
        "min(z, 3)           | 2   | 2                   | 1",
        "max(z, 3)           | 2   | 3                   | 0",
        "clamp(z, 0, 1)      | 0.5 | 0.5                 | 1",
        "clamp(z, 0, 1)      | 2   | 1                   | 0",
        "floor(z)            | 2.5 | 2                   | 0",
        "round(z)            | 2.3 | 2                   | 0",
        "sign(z)             | -2  | -1                  | 0",
      })
  void slopesAreThoseOfTheTable(String formula, double z, double value, double slope) {
    ForwardMode.Dual dual = at(formula, z);
    assertEquals(value, dual.value(), 1e-15 * Math.abs(value));
    assertEquals(slope, dual.slope(), 4e-15 * Math.abs(slope));
  }

  @Test
  void slopeOfAChoiceIsThatOfItsBranch() {
    assertEquals(new ForwardMode.Dual(6, 2), at("if z > 0 then 2 * z else -z", 3));
    assertEquals(new ForwardMode.Dual(3, -1), at("if z > 0 then 2 * z else -z", -3));
  }

  /** What the function says of its own derivative is not read. */
  @Test
  void wrongDerivativeIsFound() {
    Work work = new Work();
    work.begin(1);
    Slopes slopes = new Slopes(line("0"), work);
    Variable z = Variable.parameter("z");
    Expression cube = new Expression.Product(List.of(z, z, z));
    Expression square = new Expression.Product(List.of(z, z));
    slopes.of(cube, List.of("z"), z, new Expression.Sum(List.of(square, square, square)));
    Broken broken =
        assertThrows(
            Broken.class,
            () -> slopes.of(cube, List.of("z"), z, new Expression.Sum(List.of(square, square))));
    assertTrue(broken.getMessage().contains("the derivative of the function"));
  }
}
