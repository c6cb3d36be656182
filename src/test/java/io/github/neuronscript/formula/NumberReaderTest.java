package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberReaderTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.5, 0.5",
    ".5, 0.5",
    "1e-3, 0.001",
    "1E+3, 1000",
    "1_000_000, 1000000",
    "0.000_1, 0.0001",
    "007, 7",
    "1e-999, 0",
    "1.7976931348623158e308, 1.7976931348623157e308",
  })
  void readsNumbersOfTheLanguage(String text, double value) {
    assertEquals(value, NumberReader.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1.",
        "1.e3",
        "-1",
        "+1",
        "e3",
        "1e",
        "1e+",
        "_1",
        "1_",
        "1__0",
        "1_.5",
        "1._5",
        "1e1_0",
        "1.2.3",
        " 1",
        "1 ",
        "1d",
        "1f",
        "0x1p3",
        "NaN",
        "inf",
        "Infinity",
        "\u0661",
        "1,5",
        "1e999"
      })
  void refusesAnythingElse(String text) {
    assertThrows(NumberFormatException.class, () -> NumberReader.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "5.1, 5.1",
    "' 5.1\t', 5.1",
    "-2, -2",
    "\u22122.5e-3, -0.0025",
    "+2, 2",
    "5., 5",
    ".5, 0.5",
    "-.5E2, -50",
    "-0, -0.0",
    "1e22, 1e22",
    "1e23, 1e23",
    "9007199254740993, 9007199254740992",
    "90071992547409930000000000, 9.007199254740993e25",
    "0e9999, 0",
    "1e-9999, 0",
    "123456789012345678901234567890e-20, 1234567890.1234567",
  })
  void readsCells(String text, double value) {
    assertEquals(OptionalDouble.of(value), NumberReader.parseCell(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "0x10",
        "0x1p3",
        "1d",
        "1f",
        "1_000",
        "1,5",
        "1.2.3",
        ".",
        "-",
        "--1",
        "- 1",
        "1e",
        "1e+",
        "1e1.5",
        "1 2",
        "1e999",
        "-1e999",
        "\u0661",
        "\u00a01"
      })
  void leavesOtherCells(String text) {
    assertEquals(OptionalDouble.empty(), NumberReader.parseCell(text));
  }

  @Test
  void readsPartOfAnArray() {
    assertEquals(-2.5, NumberReader.parseCell("1,-2.5,3".toCharArray(), 2, 6));
  }

  /** The middle between two doubles, and decimals of 17 and 18 digits beside it. */
  @Test
  void cellsNearTheMiddleOfTwoDoublesAreRoundedRightly() {
    SplitMix random = new SplitMix(6);
    for (int i = 0; i < 20_000; i++) {
      double below = (random.next() >>> 12) * StrictMath.pow(2, -(i % 56)) + 1;
      BigDecimal middle =
          new BigDecimal(below)
              .add(new BigDecimal(Math.nextUp(below)))
              .divide(BigDecimal.valueOf(2));
      for (int digits : new int[] {17, 18}) {
        String text = middle.round(new MathContext(digits)).toString();
        assertEquals(Double.parseDouble(text), NumberReader.parseCell(text).orElseThrow(), text);
      }
    }
  }

  @Test
  void cellsAgreeWithTheJdkBitForBit() {
    SplitMix random = new SplitMix(5);
    for (int i = 0; i < 200_000; i++) {
      long digits = random.next() >>> (1 + i % 63);
      String text = Long.toString(digits);
      int point = (int) Math.floorMod(random.next(), text.length() + 1L);
      text = text.substring(0, point) + "." + text.substring(point);
      if (i % 3 == 0) {
        text += "e" + Math.floorMod(random.next(), 60L);
      } else if (i % 3 == 1) {
        text += "e-" + Math.floorMod(random.next(), 60L);
      }
      assertEquals(Double.parseDouble(text), NumberReader.parseCell(text).orElseThrow(), text);
    }
  }

  @Test
  void everyShortestTextReadsBack() {
    SplitMix random = new SplitMix(6);
    for (int i = 0; i < 50_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.next()));
      if (value < Double.POSITIVE_INFINITY) {
        assertEquals(value, NumberReader.parse(NumberWriter.shortest(value)));
      }
    }
  }
}
