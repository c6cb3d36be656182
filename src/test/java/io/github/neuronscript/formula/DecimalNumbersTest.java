package io.github.neuronscript.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals of few and of many digits. */
class DecimalNumbersTest {

  private static Number value(int digits, String formula) {
    return NumberSystem.decimals(digits).value(Formulas.of(formula), Map.of());
  }

  /** A number without trailing zeros, and plainly where it is short. */
  private static String text(Number number) {
    if (!(number instanceof BigDecimal decimal)) {
      return number.toString();
    }
    BigDecimal stripped = decimal.stripTrailingZeros();
    return Math.abs(stripped.scale()) < 40 ? stripped.toPlainString() : stripped.toString();
  }

  /**
   * Figures of mpmath, an independent library, to 60 digits; the middle column says how many digits
   * the numbers in the formula need.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exp(1) | 1 | 2.71828182845904523536028747135266249775724709369995957496697",
        "exp(-1) | 1 | 0.367879441171442321595523770161460867445811131031767834507837",
        "exp(50) | 2 | 5.18470552858707246408745332293348538482746910058384640190406e+21",
        "exp(1e-9) | 1 | 1.00000000100000000050000000016666666670833333334166666666806",
        "exp(500000.5) | 7 | 2.87143418781091114910853131285351920110601982661527845468516e+217147",
        "ln(2) | 1 | 0.693147180559945309417232121458176568075500134360255254120680",
        "ln(0.5) | 1 | -0.693147180559945309417232121458176568075500134360255254120680",
        "ln(1.05) | 3 | 0.0487901641694320030653744042231646586079736644155824100400766",
        "ln(0.95) | 2 | -0.0512932943875505334261961442546872384392223616898994116160477",
        "ln(1.1) | 2 | 0.0953101798043248600439521232807650922206053653086441991852398",
        "ln(0.99) | 2 | -0.0100503358535014411835488575585477060855150076746298733786994",
        "ln(1.000000001) | 10 | 9.99999999500000000333333333083333333533333333166666666809524e-10",
        "ln(1e300) | 1 | 690.775527898213705205397436405309262280330446588631892809998",
        "ln1p(1e-20) | 1 | 9.99999999999999999995000000000000000000033333333333333333333e-21",
        "ln1p(-0.5) | 1 | -0.693147180559945309417232121458176568075500134360255254120680",
        "ln1p(0.09) | 1 | 0.0861776962410523323413335428404732358581459062456852010082178",
        "ln1p(0.1) | 1 | 0.0953101798043248600439521232807650922206053653086441991852398",
        "ln1p(-0.01) | 1 | -0.0100503358535014411835488575585477060855150076746298733786994",
        "ln1p(-0.9999999999) | 10 | -23.0258509299404568401799145468436420760110148862877297603333",
        "log10(2) | 1 | 0.301029995663981195213738894724493026768189881462108541310427",
        "log10(1.01) | 3 | 4.32137378264257427518817822293791321928935520645259140581864e-3",
        "xlogy(3, 2) | 1 | 2.07944154167983592825169636437452970422650040308076576236204",
        "xlogy(-0.5, 7) | 1 | -0.972955074527656652552676371721589864818542364790930594229695",
        "sqrt(2) | 1 | 1.41421356237309504880168872420969807856967187537694807317668",
        "sqrt(0.001) | 1 | 0.0316227766016837933199889354443271853371955513932521682685750",
        "sqrt(1e301) | 1 | 3.16227766016837933199889354443271853371955513932521682685750e+150",
        "sin(1) | 1 | 0.841470984807896506652502321630298999622563060798371065672752",
        "sin(-3) | 1 | -0.141120008059867222100744802808110279846933264252265584151883",
        "sin(1e-9) | 1 | 9.99999999999999999833333333333333333341666666666666666666468e-10",
        "cos(1) | 1 | 0.540302305868139717400936607442976603732310420617922227670097",
        "cos(3) | 1 | -0.989992496600445457271572794731261302393679096615588328814086",
        "tan(1) | 1 | 1.55740772465490223050697480745836017308725077238152003838395",
        "tan(100) | 1 | -0.587213915156929076677809635644587894258765986872919544126640",
        "sin(1e22) | 1 | -0.852200849767188801772705893753029368261762150410043656256509",
        "cos(1e22) | 1 | 0.523214785395138945497594473384709492140919972439387953527211",
        "sin(1e100) | 1 | -0.372376123661276688262086695553164295719667883567434702364415",
        "tan(9.9e100) | 2 | 1.39864694495825103581089877091582765110327272553616866943783",
        "sin(3.14159265358979323846264338328) | 30 | -4.97115802830600624894179025055407692183593713791001371965175e-31",
        "cos(1.57079632679489661923132169164) | 30 | -2.48557901415300312447089512527703846091796856895500685982587e-31",
        "tanh(0.5) | 1 | 0.462117157260009758502318483643672548730289280330113038552732",
        "tanh(-3) | 1 | -0.995054753686730451331880185255488475097813854700282491823879",
        "tanh(0.001) | 1 | 9.99999666666799999946031767901225704669296792285404388658514e-4",
        "tanh(-1e-8) | 1 | -9.99999999999999966666666666666667999999999999999946031746032e-9",
        "tanh(1e-20) | 1 | 9.99999999999999999999999999999999999999966666666666666666667e-21",
        "tanh(20) | 2 | 0.999999999999999991503291489416822045438558191190987257130475",
        "tanh(40) | 2 | 0.999999999999999999999999999999999963902972243091696553757433",
        "erf(0.5) | 1 | 0.520499877813046537682746653891964528736451575757963700058806",
        "erf(1) | 1 | 0.842700792949714869341220635082609259296066997966302908459938",
        "erf(-2) | 1 | -0.995322265018952734162069256367252928610891797040060076738352",
        "erf(0.001) | 1 | 1.12837879096923637994847765690481259924686321264664213879756e-3",
        "erf(5) | 1 | 0.999999999998462540205571965149811656514616621109881949685277",
        "erf(-8) | 1 | -0.999999999999999999999999999988775702827017072920032111556830",
        "erf(1e-30) | 1 | 1.12837916709551257389615890312154517168810125865799771368817e-30",
        "2^0.5 | 1 | 1.41421356237309504880168872420969807856967187537694807317668",
        "2^-0.5 | 1 | 0.707106781186547524400844362104849039284835937688474036588340",
        "2^-101 | 3 | 3.94430452610505902705864282641393114836603217554511502385139e-31",
        "2^101 | 3 | 2.53530120045645880299340641075200000000000000000000000000000e+30",
        "0.5^0.001 | 1 | 0.999307092990452521922379355363501818671052964441006100115046",
        "(-3)^101 | 3 | -1.54613256219603399310938338929686381810632256600300000000000e+48",
        "(-3)^102 | 3 | 4.63839768658810197932815016789059145431896769800900000000000e+48",
        "(-3)^-101 | 3 | -6.46775072494210945862835342934883460404705562166033701387290e-49",
        "3^100 | 1 | 5.15377520732011331036461129765621272702107522001000000000000e+47",
        "3^-7 | 1 | 4.57247370827617741197988111568358481938728852309099222679470e-4",
        "1.1^1000 | 2 | 2.46993291800582633412408838508522147770973338523839623486918e+41",
        "7^-100000 | 1 | 1.57035764922317385282680167068672831828854884309799995640631e-84510",
        "1.0000001^10000000 | 8 | 2.71828169254496627119855022577781327315350827128440406388550",
        "0.9999999^10000000 | 8 | 0.367879422777469496607866929103161326455811307582982690444913",
      })
  void functionsAndPowers(String formula, int least, BigDecimal figure) {
    for (int digits : new int[] {1, 2, 3, 5, 8, 10, 16, 20, 30, 34, 50}) {
      if (digits >= least) {
        BigDecimal expected = figure.round(new MathContext(digits, RoundingMode.HALF_EVEN));
        Number found = value(digits, formula);
        assertEquals(0, expected.compareTo((BigDecimal) found), () -> formula + " is " + found);
      }
    }
  }

  @Test
  void piInAThousandDigits() {
    String pi = value(1000, "pi").toString();
    assertTrue(pi.startsWith("3.14159265358979323846264338327950288419716939937510"), pi);
    // The last of the first thousand are …2164201989, and the next one is a 3.
    assertTrue(pi.endsWith("216420199"), pi);
    assertEquals(1001, pi.length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Halves go to the even digit, in sums, products, quotients and literals.
        "3  | 1.23 + 0.005      | 1.24",
        "3  | 1.22 + 0.005      | 1.22",
        "3  | 1.5 * 1.23        | 1.84",
        "3  | 1.5 * 1.21        | 1.82",
        "2  | 1 / 8             | 0.12",
        "2  | 3 / 8             | 0.38",
        "3  | 1.005             | 1",
        "3  | 1.015             | 1.02",
        "5  | 2 / 3             | 0.66667",
        "5  | 1 - 2 / 3         | 0.33333",
        "30 | 0.1 + 0.2         | 0.3",
        "30 | -(1 / 4)          | -0.25",
        "30 | -7 % 3            | 2",
        "30 | 7.5 % -2          | -0.5",
        "30 | floor(-2.5)       | -3",
        "30 | floor(2.5)        | 2",
        "30 | floor(7)          | 7",
        "2  | floor(99.5)       | 100",
        "30 | round(2.5)        | 2",
        "30 | round(3.5)        | 4",
        "30 | round(-3.5)       | -4",
        "30 | round(1e20)       | 100000000000000000000",
        "30 | abs(-0.1)         | 0.1",
        "30 | min(0.1, 0.2)     | 0.1",
        "30 | max(0.1, 0.2)     | 0.2",
        "30 | clamp(5, 0, 3.5)  | 3.5",
        "30 | sign(-0.1)        | -1",
        "30 | true + true       | 2",
        "30 | nan               | NaN",
        "30 | sqrt(16)          | 4",
        "30 | sqrt(0)           | 0",
        "30 | sqrt(-1)          | NaN",
        // Powers.
        "30 | 0^2               | 0",
        "30 | 0^0.5             | 0",
        "30 | 0^-1              | Infinity",
        "30 | 0^0               | 1",
        "30 | (-2)^3            | -8",
        "30 | (-2)^2            | 4",
        "30 | (-2)^-3           | -0.125",
        "30 | (-2)^0.5          | NaN",
        "30 | (-8)^(1 / 3)      | NaN",
        "30 | (-2)^3.0          | -8",
        "30 | 2^10              | 1024",
        "30 | 2^-2              | 0.25",
        "30 | 1^1e300           | 1",
        "30 | 1^0.5             | 1",
        "30 | (-1)^1000001      | -1",
        "30 | (-1)^1000000      | 1",
        "30 | 10^1000000        | 1E+1000000",
        "30 | 10^-1000000       | 1E-1000000",
        // The ends of the functions.
        "30 | exp(0)            | 1",
        "30 | exp(1e-300)       | 1",
        "30 | exp(-1e-300)      | 1",
        "30 | ln(1)             | 0",
        "30 | ln(0)             | -Infinity",
        "30 | ln(-1)            | NaN",
        "30 | ln1p(0)           | 0",
        "30 | ln1p(-1)          | -Infinity",
        "30 | ln1p(-2)          | NaN",
        "30 | log10(1000)       | 3",
        "30 | log10(0)          | -Infinity",
        "30 | log10(-1)         | NaN",
        "30 | xlogy(0, 0)       | 0",
        "30 | xlogy(2, 0)       | -Infinity",
        "30 | xlogy(-2, 0)      | Infinity",
        "30 | xlogy(2, -1)      | NaN",
        "30 | sin(0)            | 0",
        "30 | sin(1e-50)        | 1E-50",
        "30 | cos(0)            | 1",
        "30 | tan(0)            | 0",
        "30 | tanh(0)           | 0",
        "30 | tanh(-1e-50)      | -1E-50",
        "30 | tanh(1000)        | 1",
        "30 | tanh(-1000)       | -1",
        "30 | erf(0)            | 0",
        "30 | erf(100)          | 1",
        "30 | erf(-100)         | -1",
        "30 | ln(10^-900000)    | -2072326.58369464111561619230922",
        "30 | ln(10^900000)     | 2072326.58369464111561619230922",
        "30 | ln(0.05)          | -2.99573227355399099343522357614",
        "30 | ln(400)           | 5.99146454710798198687044715229",
        "30 | cos(10^-900000)   | 1",
        "30 | floor(10^-900000) | 0",
        "30 | floor(-(10^-900000)) | -1",
        "30 | round(-(10^-900000)) | 0",
        "30 | floor(-0.05)      | -1",
        "30 | round(0.5)        | 0",
        "30 | (-1)^(10^900000)  | 1",
        "30 | (-1)^(10^20 + 1)  | -1",
        "30 | ln1p(-(10^900000)) | NaN",
        "30 | ln1p(-1)          | -Infinity",
      })
  void computes(int digits, String formula, String value) {
    assertEquals(value, text(value(digits, formula)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10^1000001",
        "10^-1000001",
        "10^1000000 * 10",
        "10^-1000000 / 10",
        "2^1e300",
        "0.5^1e300",
        "1.0001^1e12",
        "exp(2302588)",
        "exp(-2302588)",
        "sin(1e101)",
        "cos(1e101)",
        "tan(1e101)",
      })
  void refusesNumbersBeyondItsRange(String formula) {
    assertThrows(NumberSystem.TooLong.class, () -> value(30, formula));
  }

  /** What is too large or too small is refused by its size alone, before anybody waits for it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"exp(1e300)", "exp(-1e300)", "3^1e300", "(10^400)^(10^999999)", "3^-(10^999999)"})
  void refusesAtOnce(String formula) {
    assertThrows(NumberSystem.TooLong.class, () -> value(30, formula));
  }

  @Test
  void readsNumbersOfOtherSystems() {
    NumberSystem four = NumberSystem.decimals(4);
    Fraction third = Fraction.of(BigInteger.ONE, BigInteger.valueOf(3));
    assertEquals(new BigDecimal("0.3333"), four.of(third));
    assertEquals(new BigDecimal("0.1"), four.of(0.1));
    assertEquals(new BigDecimal("1.235"), four.of(new BigDecimal("1.2346")));
    assertEquals(new BigDecimal("1.234"), four.of(new BigDecimal("1.234")));
    assertEquals(Double.NEGATIVE_INFINITY, four.of(Double.NEGATIVE_INFINITY));
    assertEquals("NaN", four.of(Double.NaN).toString());
  }

  @Test
  void takesRootsForTheLengthOfAGradient() {
    NumberSystem twenty = NumberSystem.decimals(20);
    assertEquals(new BigDecimal("1.4142135623730950488"), twenty.root(BigDecimal.valueOf(2)));
    assertEquals("NaN", twenty.root(BigDecimal.valueOf(-2)).toString());
    assertEquals(Double.POSITIVE_INFINITY, twenty.root(Double.POSITIVE_INFINITY));
    assertEquals("NaN", twenty.root(Double.NaN).toString());
  }

  @Test
  void isKnownByItsDigits() {
    NumberSystem thirty = NumberSystem.decimals(30);
    assertEquals("decimal 30", thirty.name());
    assertEquals(Optional.of(30), thirty.digits());
    assertEquals(thirty, NumberSystem.decimals(30));
    assertEquals(thirty.hashCode(), NumberSystem.decimals(30).hashCode());
    assertNotEquals(thirty.hashCode(), NumberSystem.decimals(31).hashCode());
    for (Object other :
        List.of(NumberSystem.decimals(31), NumberSystem.fractions(), "decimal 30")) {
      assertNotEquals(thirty, other);
    }
  }

  @Test
  void hasOneToAThousandDigits() {
    assertEquals("0.3", text(value(1, "1/3")));
    assertEquals(1000, ((BigDecimal) value(1000, "1/3")).precision());
    assertThrows(IllegalArgumentException.class, () -> NumberSystem.decimals(0));
    assertThrows(IllegalArgumentException.class, () -> NumberSystem.decimals(1001));
  }
}
