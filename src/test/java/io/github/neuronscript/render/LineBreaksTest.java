package io.github.neuronscript.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineBreaksTest {

  @Test
  void aFormulaIsBrokenBeforeTheOutermostOperator() {
    assertEquals(
        List.of(
            "= 0.1·(if 0.9(y − ŷ) ≥ −0.1(y − ŷ) then 0 else 1)",
            "  − 0.9·(if 0.9(y − ŷ) ≥ −0.1(y − ŷ) then 1 else 0)"),
        LineBreaks.formula(
            "= 0.1·(if 0.9(y − ŷ) ≥ −0.1(y − ŷ) then 0 else 1)"
                + " − 0.9·(if 0.9(y − ŷ) ≥ −0.1(y − ŷ) then 1 else 0)",
            90));
    assertEquals(
        List.of("= if |y − ŷ| ≤ 1 then (y − ŷ)²/2", "  else 1(|y − ŷ| − 1/2)"),
        LineBreaks.formula("= if |y − ŷ| ≤ 1 then (y − ŷ)²/2 else 1(|y − ŷ| − 1/2)", 40));
  }

  @Test
  void aLongSumFillsItsLines() {
    assertEquals(
        List.of("= w1·x1 + w2·x2", "  + w3·x3 + w4·x4"),
        LineBreaks.formula("= w1·x1 + w2·x2 + w3·x3 + w4·x4", 18));
  }

  @Test
  void aRuleIsBrokenBetweenItsLines() {
    assertEquals(
        List.of("adam m ← 0.9·m + 0.1·∂C/∂w;", "  w ← w − α·m"),
        LineBreaks.formula("adam m ← 0.9·m + 0.1·∂C/∂w; w ← w − α·m", 36));
  }

  @Test
  void whatHasNoPlaceToBreakStaysWhole() {
    assertEquals(List.of("= 0.123456·0.654321"), LineBreaks.formula("= 0.123456·0.654321", 10));
    assertEquals(
        List.of("= 0.123456·0.654321", "  + 1"), LineBreaks.formula("= 0.123456·0.654321 + 1", 10));
    assertEquals(List.of("no bias", "  here"), LineBreaks.formula("no bias here", 8));
  }

  @Test
  void aSentenceIsBrokenBetweenWords() {
    assertEquals(
        List.of("stopped: the", "9 epochs"), LineBreaks.sentence("stopped: the 9 epochs", 12));
  }

  @Test
  void whatStandsInBackticksIsOneWordUnlessNoLineHoldsIt() {
    assertEquals(
        List.of("write", "`split 80 / 20`:", "80 % train"),
        LineBreaks.sentence("write `split 80 / 20`: 80 % train", 16));
    assertEquals(
        List.of("write", "`` a `b c` ``", "or else"),
        LineBreaks.sentence("write `` a `b c` `` or else", 14));
    assertEquals(
        List.of("write", "`split 80", "/ 20`"), LineBreaks.sentence("write `split 80 / 20`", 9));
  }

  @Test
  void aBacktickThatIsAloneHoldsNothingTogether() {
    assertEquals(List.of("a ` closes", "no name"), LineBreaks.sentence("a ` closes no name", 12));
    assertEquals(List.of("a `` b` c", "d"), LineBreaks.sentence("a `` b` c d", 9));
  }

  @Test
  void aProductWithoutSpacesIsBrokenBehindItsSign() {
    assertEquals(List.of("= abc·def·", "  ghi·jkl"), LineBreaks.formula("= abc·def·ghi·jkl", 11));
    assertEquals(List.of("= a*b*", "  cd"), LineBreaks.formula("= a*b*cd", 7));
    assertEquals(List.of("abcdefghijkl"), LineBreaks.formula("abcdefghijkl", 5));
  }
}
