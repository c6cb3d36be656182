package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.formula.Expression.Comparison.Relation;
import io.github.neuronscript.formula.Expression.Elementary;
import io.github.neuronscript.formula.Expression.Variable;
import io.github.neuronscript.formula.Expression.Variable.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  private static final Variable X = Formulas.x("x");
  private static final Variable Y = Formulas.x("y");

  /** Formulas of every kind of node: those that the parser makes, and those that are resolved. */
  private static List<Expression> formulas(int count) {
    SplitMix random = new SplitMix(71);
    RandomFormula typed = RandomFormula.typed(random);
    RandomFormula resolved = RandomFormula.over(random, List.of(X, Y));
    List<Expression> formulas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      formulas.add(typed.formula(1 + i % 4));
      formulas.add(resolved.formula(1 + i % 4));
    }
    return formulas;
  }

  @Test
  void isEqualToItselfMadeAgain() {
    for (Expression formula : formulas(500)) {
      formula.each(
          node -> {
            Expression again = node.withChildren(node.children());
            assertEquals(node, again);
            assertEquals(node.hashCode(), again.hashCode());
            List<Expression> others = Collections.nCopies(node.children().size(), X);
            Expression other = node.withChildren(others);
            assertEquals(others, other.children());
            assertEquals(node.getClass(), other.getClass());
          });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "x + y         ¦ x * y",
        "x + y         ¦ y + x",
        "x + y         ¦ x + y + y",
        "x + (y + z)   ¦ x + y + z",
        "x / y         ¦ x % y",
        "x < y         ¦ x <= y",
        "x == y        ¦ x != y",
        "x and y       ¦ x or y",
        "not x         ¦ -x",
        "x is nan      ¦ not x",
        "sin(x)        ¦ cos(x)",
        "f(x)          ¦ g(x)",
        "f(x)          ¦ `f`(x)",
        "f(x)          ¦ f(x, x)",
        "x             ¦ `x`",
        "0.5           ¦ 0.50",
        "if x then y else z ¦ if x then z else y",
        "x is y within z ¦ y is x within z",
      })
  void tellsDifferentFormulasApart(String one, String other) {
    assertNotEquals(Formulas.parsed(one), Formulas.parsed(other));
    assertNotEquals(Formulas.parsed(one).hashCode(), Formulas.parsed(other).hashCode());
    assertEquals(Formulas.parsed(one), Formulas.parsed(one));
    assertNotEquals(Formulas.parsed(one), (Object) one);
  }

  /** The names Aa and BB have the same hash in Java. */
  @Test
  void tellsFormulasOfTheSameHashApart() {
    Expression one = Formulas.of("Aa + x");
    Expression other = Formulas.of("BB + x");
    assertEquals(one.hashCode(), other.hashCode());
    assertNotEquals(one, other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"f(x)", "`f`(x)", "`my own`()", "\"a\""})
  void whatIsNotResolvedIsWrittenAsItIs(String typed) {
    assertEquals(typed, FormulaWriter.source(Formulas.parsed(typed)));
  }

  /** So that tables of formulas are quick. */
  @Test
  void fewFormulasShareAHash() {
    Set<Expression> different = new HashSet<>(formulas(2_000));
    Set<Integer> hashes = new HashSet<>();
    different.forEach(formula -> hashes.add(formula.hashCode()));
    assertTrue(
        hashes.size() >= different.size() - 2, () -> hashes.size() + " of " + different.size());
  }

  @Test
  void whatBeginsWithASumOrProductIsOneWithIt() {
    Expression sum = new Expression.Sum(List.of(Formulas.of("x + y"), Formulas.of("y + x")));
    assertEquals(List.of(X, Y, Formulas.of("y + x")), sum.children());
    Expression product =
        new Expression.Product(List.of(Formulas.of("x * y"), Formulas.of("y * x")));
    assertEquals(List.of(X, Y, Formulas.of("y * x")), product.children());
  }

  @ParameterizedTest
  @EnumSource
  void turnedHoldsTheOtherWayRound(Relation relation) {
    for (int a = 0; a < 3; a++) {
      Map<Variable, Double> values = Map.of(X, (double) a, Y, 1.0);
      assertEquals(
          Evaluator.value(new Expression.Comparison(relation, X, Y), values),
          Evaluator.value(new Expression.Comparison(relation.turned(), Y, X), values));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x < y", "x is y within 1", "x is nan", "not x", "x and y", "x or y", "x == y"})
  void isTruth(String typed) {
    assertTrue(Formulas.of(typed).isTruth());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "true", "x + y", "step(x)", "if x < y then true else false"})
  void isNoTruth(String typed) {
    assertFalse(Formulas.of(typed).isTruth());
  }

  @Test
  void knowsWordsAndColumns() {
    Variable all = new Variable("all", Role.NAME);
    assertTrue(Variable.isWord(all, "all"));
    assertFalse(Variable.isWord(all, "none"));
    assertFalse(Variable.isWord(new Variable("all", Role.QUOTED), "all"));
    assertFalse(Variable.isWord(new Expression.Text("all"), "all"));
    assertTrue(Variable.isColumn(new Variable("all", Role.COLUMN)));
    assertFalse(Variable.isColumn(all));
    assertFalse(Variable.isColumn(Algebra.ONE));
  }

  @Test
  void readsEveryNodeFromTheLeft() {
    List<String> read = new ArrayList<>();
    Formulas.of("x * sin(y) + 2").each(node -> read.add(FormulaWriter.source(node)));
    assertEquals(List.of("x * sin(y) + 2", "x * sin(y)", "x", "sin(y)", "y", "2"), read);
  }

  @Test
  void findsAndReplacesParts() {
    Expression formula = Formulas.of("sin(x + 1) / (x + 1)");
    assertTrue(formula.contains(Formulas.of("x + 1")::equals));
    assertTrue(formula.contains(formula::equals));
    assertFalse(formula.contains(Y::equals));
    assertEquals("sin(y) / y", formula.replace(Formulas.of("x + 1"), Y).toString());
    assertSame(formula, formula.replace(Y, X));
  }

  /** Otherwise a formula that doubles at every step would never be done. */
  @Test
  void looksOnceAtWhatStandsInManyPlaces() {
    Expression doubling = Elementary.of(Function.SIN, X);
    for (int i = 0; i < 100; i++) {
      doubling = new Expression.Quotient(doubling, doubling);
    }
    int[] changed = new int[1];
    doubling.rewrite(
        node -> {
          changed[0] += node instanceof Elementary ? 1 : 0;
          return node.equals(X) ? Y : node;
        });
    assertEquals(1, changed[0]);
    assertEquals(Definition.HUGE, Definition.writtenOutSize(doubling));
    assertEquals(102, Definition.writtenOutDepth(doubling));
  }

  @Test
  void aFunctionTakesAsManyArgumentsAsItHas() {
    assertThrows(IllegalArgumentException.class, () -> Elementary.of(Function.SIN, X, Y));
    assertThrows(IllegalArgumentException.class, () -> Elementary.of(Function.MAX, X));
  }

  @ParameterizedTest
  @CsvSource({"PI, pi, π", "TRUE, true, true", "FALSE, false, false", "NAN, nan, nan"})
  void constantsHaveAWordAndASymbol(Expression.Constant constant, String word, String symbol) {
    assertEquals(word, constant.word());
    assertEquals(symbol, constant.symbol());
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "1e21, 1e21", "-0.0, -0", "NaN, nan"})
  void aLiteralOfADoubleReadsBack(double value, String text) {
    Expression.Literal literal = Expression.Literal.of(value);
    assertEquals(text, literal.text());
    assertEquals(value, literal.value());
  }
}
