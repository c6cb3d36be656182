package io.github.neuronscript.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Changes one number, text or word of a trace and makes the checksum anew, as a forger would:
 * whatever {@code nn verify} counts as re-derived is held to something, and all else is counted as
 * given.
 */
class ForgeryTest {

  /** So long a trace is not changed again and again. */
  private static final int MOST_LINES = 1_500;

  /** What may be changed, from a place in a line to another. */
  private record Part(int line, int from, int to) {

    String of(List<String> lines) {
      return lines.get(line).substring(from, to);
    }

    List<String> replaced(List<String> lines, String by) {
      List<String> changed = new ArrayList<>(lines);
      String text = lines.get(line);
      changed.set(line, text.substring(0, from) + by + text.substring(to));
      return changed;
    }
  }

  private static List<String> scripts() {
    return Traces.scripts().stream().filter(s -> !VerifierTest.LONG.contains(s)).toList();
  }

  static List<String> someScripts() {
    return Sample.oneOf(8, 3, scripts());
  }

  static List<String> otherScripts() {
    return Sample.others(8, 3, scripts());
  }

  @ParameterizedTest
  @MethodSource("someScripts")
  void nothingThatIsReDerivedCanBeAnother(String script) throws IOException {
    assertHeld(script, "full", 40);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("otherScripts")
  void norOfAnyOtherScript(String script) throws IOException {
    assertHeld(script, "full", 150);
  }

  @Tag("full")
  @ParameterizedTest
  @MethodSource("scripts")
  void norWithFewerSteps(String script) throws IOException {
    assertHeld(script, "summary", 150);
  }

  private static void assertHeld(String script, String level, int most) throws IOException {
    List<String> lines = new Forger(Traces.run("--trace", level, script)).lines();
    List<Part> parts = lines.size() > MOST_LINES ? List.of() : derived(lines);
    SplittableRandom random = new SplittableRandom(script.length() + most);
    for (int i = 0; i < Math.min(most, parts.size()); i++) {
      Part part = parts.get(parts.size() <= most ? i : random.nextInt(parts.size()));
      String own = part.of(lines);
      Part other = parts.get(random.nextInt(parts.size()));
      for (String by : others(own, other.of(lines))) {
        if (!by.equals(own)) {
          assertFalse(
              Forger.verify(Forger.signed(part.replaced(lines, by))).holds(),
              () -> "line " + (part.line + 1) + ": " + own + " became " + by);
        }
      }
    }
  }

  /** Returns what a trace of these lines has re-derived, but for the last line. */
  private static List<Part> derived(List<String> lines) throws IOException {
    List<Part> parts = new ArrayList<>();
    int[] line = {0};
    Verdict verdict =
        Verifier.verify(
            new ByteArrayInputStream(Forger.bytes(lines)),
            leaves -> {
              for (Value.Leaf leaf : leaves) {
                if (leaf.derived() && line[0] < lines.size() - 1) {
                  int end = end(lines.get(line[0]), leaf.start());
                  parts.add(new Part(line[0], leaf.start(), end));
                }
              }
              line[0]++;
            });
    assertEquals(Optional.empty(), verdict.problem());
    return parts;
  }

  /** Returns where a number, a text or a word ends. */
  private static int end(String line, int start) {
    int end = start + 1;
    boolean quoted = line.charAt(start) == '"';
    while (quoted ? line.charAt(end) != '"' : ",]}".indexOf(line.charAt(end)) < 0) {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    return quoted ? end + 1 : end;
  }

  /** Returns what a forger might write: a last digit, a sign, a double, and something else. */
  private static List<String> others(String own, String other) {
    List<String> others = new ArrayList<>(List.of(other, "null", "\"zzz\""));
    boolean isQuoted = own.startsWith("\"");
    String text = isQuoted ? own.substring(1, own.length() - 1) : own;
    String quote = isQuoted ? "\"" : "";
    if (own.equals("true") || own.equals("false")) {
      others.add(own.equals("true") ? "false" : "true");
    } else if (text.matches("-?[0-9].*[0-9]|[0-9]")) {
      int last = text.length() - 1;
      char digit = text.charAt(last) == '9' ? '0' : (char) (text.charAt(last) + 1);
      others.add(quote + text.substring(0, last) + digit + quote);
      others.add(quote + (text.startsWith("-") ? text.substring(1) : "-" + text) + quote);
    } else {
      others.add("1");
    }
    return others;
  }

  @ParameterizedTest
  @MethodSource("someScripts")
  void whatIsNotReDerivedIsCountedAsGiven(String script) throws IOException {
    long[] counted = new long[2];
    Verdict verdict =
        Verifier.verify(
            new ByteArrayInputStream(Traces.run(script)),
            leaves -> leaves.forEach(leaf -> counted[leaf.derived() ? 0 : 1]++));
    assertTrue(verdict.holds());
    assertEquals(counted[0], verdict.numbers().derived() + verdict.texts().derived());
    assertEquals(counted[1], sum(verdict.numbers()) + sum(verdict.texts()));
  }

  private static long sum(Verdict.Count count) {
    return count.given().values().stream().mapToLong(n -> n).sum();
  }
}
