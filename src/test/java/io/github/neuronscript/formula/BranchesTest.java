package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Variable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchesTest {

  private static final Variable X = Formulas.x("x");
  private static final Variable Y = Formulas.x("y");

  private static Branches of(String formula) {
    return Branches.of(List.of(Formulas.of(formula)));
  }

  private static String written(List<Expression> places) {
    return places.stream().map(FormulaWriter::symbols).collect(Collectors.joining(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "max(0, x)             ¦ x = 0",
        "max(x, 0)             ¦ x = 0",
        "max(-1, x)            ¦ x = −1",
        "max(-x, y)            ¦ −x = y",
        "max(0, 1)             ¦ 0 = 1",
        "min(x, y)             ¦ x = y",
        "sign(x) + abs(x)      ¦ x = 0",
        "abs(max(x, y))        ¦ max(x, y) = 0, x = y",
        "sin(abs(x - y))       ¦ x − y = 0",
        "clamp(x, -1, 1)       ¦ x = −1, x = 1",
        "floor(x / 2)          ¦ x/2 = floor(x/2)",
        "0 < x and y >= 1      ¦ x = 0, y = 1",
        "if x > 0 then 1 else 2 ¦ x = 0",
        "relu(x)               ¦ x = 0",
        "leaky_relu(x, 0.1)    ¦ x = 0",
        "huber(y, x, 1)        ¦ |y − x| = 1, y − x = 0",
        "mae(y, relu(x))       ¦ y − relu(x) = 0, x = 0",
      })
  void findsWhereAChoiceTurns(String formula, String places) {
    assertEquals(places, written(of(formula).places()));
    assertFalse(of(formula).isEmpty());
  }

  /** Softplus is written with max and abs, and its stated derivative is smooth. */
  @ParameterizedTest
  @CsvSource({"x^2 + y", "sin(x)", "softplus(x)", "softplus(x^2) * gelu(y)", "x is nan"})
  void findsNothingInWhatIsSmooth(String formula) {
    assertEquals(List.of(), of(formula).places());
    assertTrue(of(formula).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "2    ¦ 1  ¦ [1, 1, 1]   ¦ ''",
        "0    ¦ 1  ¦ [0, -1, 0]  ¦ x = 0",
        "-3   ¦ -3 ¦ [-1, 0, -1] ¦ x = y",
        "0    ¦ 0  ¦ [0, 0, 0]   ¦ x = 0, x = y",
      })
  void saysWhichWayEveryChoiceFalls(double x, double y, String sides, String edges) {
    Branches branches = of("abs(x) + max(x, y) + sign(x)");
    Map<Expression, Double> values = Map.of(X, x, Y, y);
    assertEquals(sides, branches.at(NumberSystem.doubles(), values).toString());
    assertEquals(edges, written(branches.edges(NumberSystem.doubles(), values)));
  }

  /** 0.1 + 0.2 is 0.3 for decimals, and a little more for doubles. */
  @Test
  void computesInTheNumbersThatItIsGiven() {
    Branches branches = of("max(x + 0.2, 0.3)");
    assertEquals(List.of(1), branches.at(NumberSystem.doubles(), Map.of(X, 0.1)));
    Map<Expression, BigDecimal> tenth = Map.of(X, new BigDecimal("0.1"));
    assertEquals(List.of(0), branches.at(NumberSystem.decimals(30), tenth));
    assertEquals("x + 0.2 = 0.3", written(branches.edges(NumberSystem.decimals(30), tenth)));
  }
}
