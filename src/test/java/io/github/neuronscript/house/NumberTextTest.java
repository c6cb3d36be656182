package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Numbers become text in one place. Java's own ways differ between JDKs (up to 18 {@code
 * Double.toString} printed 2.0E-3 and sometimes one digit too many) and between locales.
 */
class NumberTextTest {
  private static final String INSTEAD = "write numbers with formula.NumberWriter";

  /** Where the number writer lives. */
  private static final String NUMBER_WRITER = "formula/NumberWriter";

  private static final String NUMBER = "(D|F|Ljava/lang/(Double|Float|Number);)";

  static List<ForbiddenCalls> rules() {
    return List.of(
        rule("java/lang/String\\.(format|formatted)\\(.*"),
        rule("java/util/Formatter\\..*"),
        rule("java/text/(DecimalFormat|NumberFormat|MessageFormat|ChoiceFormat)\\..*"),
        rule("java/io/Print(Stream|Writer)\\.(printf|format)\\(.*"),
        rule("java/io/Print(Stream|Writer)\\.println?\\([DF]\\)V"),
        rule("java/lang/Double\\.toString\\(.*"),
        // What files of other tools hold in single precision is no text.
        rule("java/lang/Float\\.(?!(floatToIntBits|intBitsToFloat|isFinite)\\().*"),
        rule("java/lang/String\\.valueOf\\([DF]\\).*"),
        rule("java/lang/String(Builder|Buffer)\\.(append|insert)\\(I?[DF]\\).*"),
        rule("java/util/Arrays\\.toString\\(\\[[DF]\\).*"),
        rule("concat\\((\\[*([BCIJSZ]|L[^;]*;))*?" + NUMBER + ".*"));
  }

  private static ForbiddenCalls rule(String target) {
    return ForbiddenCalls.everywhere(target, INSTEAD).except(NUMBER_WRITER);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void numbersAreWrittenByTheNumberWriter(ForbiddenCalls rule) {
    assertEquals(List.of(), rule.violations(Calls.ofMainClasses()));
  }

  /** The rules themselves are tested too: each line of the sample breaks one. */
  @Test
  void theRulesFire() {
    var calls = Calls.of(Sample.class);
    for (String use :
        List.of(
            "concat(ILjava/lang/String;D)",
            "concat(Ljava/lang/Double;)",
            "java/lang/Double.toS",
            "java/util/Arrays.toString",
            "java/lang/StringBuilder.append(D)")) {
      assertFalse(
          rules().stream()
              .flatMap(rule -> rule.violations(calls).stream())
              .filter(violation -> violation.contains(use))
              .toList()
              .isEmpty(),
          use);
    }
    assertEquals(5, rules().stream().mapToInt(rule -> rule.violations(calls).size()).sum());
  }

  /** Breaks the rules, apart from the first line. */
  static final class Sample {
    static String text(int count, String name, double z, Double boxed, StringBuilder text) {
      String fine = count + name + (z > 0);
      String joined = count + name + z;
      String boxedToo = "z = " + boxed;
      DoubleFunction<String> reference = Double::toString;
      return fine
          + joined
          + boxedToo
          + reference.apply(z)
          + Arrays.toString(new double[] {z})
          + text.append(z);
    }
  }
}
