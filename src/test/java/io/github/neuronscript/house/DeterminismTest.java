package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bits on every machine: nothing may ask the clock, chance, the locale or the charset. */
class DeterminismTest {
  /** The methods of Math whose results are exact, hence the same everywhere. */
  private static final String EXACT =
      "(abs|absExact|addExact|ceil|ceilDiv|clamp|copySign|decrementExact|floor|floorDiv|floorMod"
          + "|getExponent|incrementExact|max|min|multiplyExact|multiplyHigh|negateExact|nextAfter"
          + "|nextDown|nextUp|rint|round|scalb|signum|sqrt|subtractExact|toIntExact|ulp)";

  private static final String USE_A_CHARSET = "name the charset, UTF-8";

  static List<ForbiddenCalls> rules() {
    return List.of(
        ForbiddenCalls.everywhere(
            "java/lang/Math\\.(?!" + EXACT + "\\().*", "use StrictMath, and no fma"),
        ForbiddenCalls.everywhere("java/lang/StrictMath\\.(fma|random)\\(.*", "no fma, no chance"),
        ForbiddenCalls.everywhere(
            "java/lang/String\\.to(Lower|Upper)Case\\(\\).*", "name the locale, Locale.ROOT"),
        ForbiddenCalls.everywhere("java/util/Locale\\.(getDefault|setDefault)\\(.*", "no locale"),
        ForbiddenCalls.everywhere(
                "java/lang/System\\.(currentTimeMillis|nanoTime)\\(.*"
                    + "|java/time/\\w+\\.now\\(.*"
                    + "|java/time/Clock\\.(system|tick).*",
                "only a shell may ask the clock, who ends a run when its time is up, and who picks loops")
            // The last one times two ways that give the same bits.
            .except("cli/", "repl/", "session/Meter$", "neuron/LoopChoice"),
        ForbiddenCalls.everywhere(
            "java/util/(Random|SplittableRandom)\\.<init>\\(\\)V"
                + "|java/util/concurrent/ThreadLocalRandom\\..*"
                + "|java/security/SecureRandom\\..*"
                + "|java/util/UUID\\.randomUUID\\(.*"
                + "|java/util/Collections\\.shuffle\\(Ljava/util/List;\\)V",
            "draw from the script's seed"),
        ForbiddenCalls.everywhere(
            "java/lang/String\\.getBytes\\(\\)\\[B|java/lang/String\\.<init>\\(\\[B(II)?\\)V"
                + "|java/io/ByteArrayOutputStream\\.toString\\(\\).*",
            USE_A_CHARSET),
        ForbiddenCalls.everywhere(
            "java/(io/(InputStreamReader|OutputStreamWriter|FileReader|FileWriter|PrintStream"
                + "|PrintWriter)|util/Scanner)\\.<init>"
                + "\\(Ljava/(io/(InputStream|OutputStream|File|FileDescriptor)|lang/String"
                + "|nio/file/Path);Z?\\)V",
            USE_A_CHARSET),
        ForbiddenCalls.everywhere("java/nio/charset/Charset\\.defaultCharset\\(.*", USE_A_CHARSET));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void nothingDependsOnWhereItRuns(ForbiddenCalls rule) {
    assertEquals(List.of(), rule.violations(Calls.ofMainClasses()));
  }

  @Test
  void noStaticFieldCanBeAssigned() {
    assertEquals(List.of(), Calls.ofMainClasses().mutableStaticFields());
  }

  /** The rules themselves are tested too. */
  @Test
  void theRulesFire() {
    var calls = Calls.of(Sample.class);
    for (String use :
        List.of(
            "Math.exp",
            "Math.fma",
            "Math.log",
            "toLowerCase",
            "nanoTime",
            "Random.<init>()",
            "getBytes")) {
      assertFalse(
          rules().stream()
              .flatMap(rule -> rule.violations(calls).stream())
              .filter(violation -> violation.contains(use))
              .toList()
              .isEmpty(),
          use);
    }
    assertEquals(7, rules().stream().mapToInt(rule -> rule.violations(calls).size()).sum());
  }

  /** Breaks seven rules. */
  @SuppressWarnings({"StringCaseLocaleUsage", "DefaultCharset"})
  static final class Sample {
    static double value(double z, String name) {
      DoubleUnaryOperator reference = Math::log;
      double fine = Math.sqrt(Math.abs(z)) + StrictMath.exp(z) + new Random(7).nextInt();
      return fine
          + Math.exp(z)
          + Math.fma(z, z, z)
          + reference.applyAsDouble(z)
          + name.toLowerCase().length()
          + System.nanoTime()
          + new Random().nextInt()
          + name.getBytes().length;
    }
  }
}
