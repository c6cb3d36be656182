package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.program.Prelude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A formula that chooses has a kink only where its values or its derivative do jump. */
class KinksTest {

  private static final Variable Z = Variable.parameter("z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abs(z)                                   | z = 0: kink 0
          max(0, z)                                | z = 0: kink 0
          max(z, 2 * z)                            | z = 2·z: kink 1
          if z > 0 then z else 0.01 * z            | z = 0: kink 0.01
          if z >= 0 then 1 else 0                  | z = 0: jump 0 of 1
          z * abs(z)                               |
          z / (1 + abs(z))                         |
          max(0, z) ^ 2                            |
          if z > 1 then z^2 else 2 * z - 1         |
          if z > 1 then z^2 else 2 * z             | z = 1: jump 2 of 2
          clamp(z, -1, 1)                          | z = −1: kink 0 and z = 1: kink 0
          abs(z - 0.3)                             | z − 0.3 = 0: kink 0
          exp(z) + sin(z)                          |
          """)
  void whereAFunctionTurns(String formula, String expected) {
    Expression function = Formulas.of(formula);
    Expression derivative = Derivative.of(function, Z, Prelude.simplifier());
    List<Kinks.Kink> kinks = new Kinks(function, derivative, Z).all(Optional.empty());
    String found = String.join(" and ", kinks.stream().map(KinksTest::text).toList());
    assertEquals(expected == null ? "" : expected, found);
  }

  private static String text(Kinks.Kink kink) {
    return FormulaWriter.symbols(kink.place())
        + (kink.jump() ? ": jump " : ": kink ")
        + kink.derivative().map(value -> NumberWriter.written(value, 6)).orElse("?")
        + (kink.jump()
            ? kink.value().map(v -> " of " + NumberWriter.written(v, 6)).orElse("")
            : "");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0.5, 0", "-3, 0"})
  void whetherAnExampleStandsOnAKink(double z, int count) {
    Expression function = Formulas.of("max(0, z)");
    Expression derivative = Derivative.of(function, Z, Prelude.simplifier());
    List<Kinks.Kink> kinks =
        new Kinks(function, derivative, Z).at(NumberSystem.doubles(), Map.of(Z, z));
    assertEquals(count, kinks.size());
  }
}
