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
          if z >= 0 then 3 else 0                  | z = 0: jump 0 of 3
          sign(z)                                  | z = 0: jump 0 of 0
          -sign(z)                                 | z = 0: jump 0 of 0
          -abs(z)                                  | z = 0: kink 0
          max(0, z + 0.3)                          | z + 0.3 = 0: kink 0
          max(0, z - 8)                            | z − 8 = 0: kink 0
          max(0, z + 8)                            | z + 8 = 0: kink 0
          abs(z - 7.97)                            | z − 7.97 = 0: kink 0
          abs(z + 7.97)                            | z + 7.97 = 0: kink 0
          abs(z - 9)                               | z − 9 = 0: kink ?
          abs(z^2 - 2)                             | z² − 2 = 0: kink ?
          a * abs(z)                               | z = 0: kink 0
          if z > 0 then z else a * z               | z = 0: kink ?
          if z > a then 1 else 0                   | z = a: jump 0 of 0
          if z > a then z else 2 * a               | z = a: jump 0 of ?
          if a > 0 then z else 1                   |
          if z > 1 then exp(z) else 0              | z = 1: jump 0 of 0
          1000 * z * abs(z)                        |
          0.001 * abs(z)                           | z = 0: kink 0
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
            ? " of " + kink.value().map(v -> NumberWriter.written(v, 6)).orElse("?")
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

  /** A value that depends on other variables is not known, unless they can have one only. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          max(z, a * z)            |         | z = a·z: kink 1
          if z > 0 then z else a   | a == 1  | z = 0: jump 0 of 1
          if z > 0 then z else a   | a == 2  | z = 0: jump 0 of 2
          if z > 0 then z else a   |         | z = 0: jump 0 of ?
          if z > 0 then z else a * b | a == 2 and b == -0.25 | z = 0: jump 0 of -0.5
          if z > 0 then z else a   | a == 7  | z = 0: kink ?
          if z > 0 then z else 1   | z < -99 | z = 0: jump 0 of 1
          """)
  void whatTheOtherVariablesFulfil(String formula, String requirement, String expected) {
    Expression function = Formulas.of(formula);
    Expression derivative = Derivative.of(function, Z, Prelude.simplifier());
    List<Kinks.Kink> kinks =
        new Kinks(function, derivative, Z).all(Optional.ofNullable(requirement).map(Formulas::of));
    assertEquals(expected, String.join(" and ", kinks.stream().map(KinksTest::text).toList()));
  }

  /** What is found is what is equal, as near as doubles are. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          abs(z)                     | 0    | z = 0: kink 0
          max(0, z - 1000)           | 1000 | z − 1000 = 0: kink 0
          if z >= 2 then -z else z   | 2    | z = 2: jump −1 of −2
          if z > 0.5 then z else -z  | 1/2  | z = 0.5: jump −1 of −1/2
          -sign(z)                   | 0    | z = 0: jump 0 of 0
          z * abs(z)                 | 0    |
          abs(z) + max(1, 2 - z)     | 1    | 2 − z = 1: kink 1
          """)
  void theKinkThatAnExampleStandsOn(String formula, String z, String expected) {
    Expression function = Formulas.of(formula);
    Expression derivative = Derivative.of(function, Z, Prelude.simplifier());
    NumberSystem numbers = NumberSystem.fractions();
    Number here = numbers.value(Formulas.of(z), Map.of());
    List<Kinks.Kink> kinks = new Kinks(function, derivative, Z).at(numbers, Map.of(Z, here));
    String found = String.join(" and ", kinks.stream().map(KinksTest::text).toList());
    assertEquals(expected == null ? "" : expected.replace('−', '-'), found.replace('−', '-'));
  }
}
