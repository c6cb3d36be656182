package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.Source;
import io.github.neuronscript.diagnostic.Span;
import io.github.neuronscript.formula.Expression;
import io.github.neuronscript.formula.FormulaWriter;
import io.github.neuronscript.formula.SplitMix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text may throw, hang, or use up the stack or the memory. */
class HostileTextTest {

  /** Three quarters of the smallest stack that a host gives: the rest is the host's own. */
  private static final int SMALL_STACK = 384 * 1024;

  /** A text, made when it is needed, and what is bad about it. */
  record Hostile(String name, Supplier<String> text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Hostile> texts() {
    List<Hostile> all = new ArrayList<>();
    add(all, "a sum of 100,000 terms", () -> "1" + "+1".repeat(99_999));
    add(all, "a sum of 4,000 terms", () -> "1" + "+1".repeat(3_999));
    add(all, "a product of 100,000 factors", () -> "1" + "*1".repeat(99_999));
    add(all, "a product of 9,000 factors", () -> "x" + "*x".repeat(4_999));
    add(all, "mixed chains", () -> "x" + "+x*x/x-x%x".repeat(800));
    add(all, "differences of signs", () -> "-x" + "- -x".repeat(2_000));
    for (String nested :
        List.of(
            "(",
            "-",
            "- ",
            "not ",
            "2^",
            "1/",
            "1%",
            "if x then ",
            "[",
            "{",
            "f(",
            "(-",
            "((1)+",
            "not (",
            "1 + not x + ",
            "not x + ",
            "x and not ",
            "if x then 1 else ",
            "2^-",
            "a < ",
            "a is ",
            "a within ",
            "a and ",
            "a or ",
            "f(1, ",
            "(f(",
            "data {",
            "data { (",
            "x = ",
            "print \"{",
            "show ",
            "if not x + ",
            "-if x then 1 else ",
            "a == not ")) {
      add(all, "20,000 times `" + nested + "`", () -> nested.repeat(20_000));
      add(all, "20,000 times `" + nested + "`, ended", () -> nested.repeat(20_000) + "1");
      add(all, "199 times `" + nested + "`, ended", () -> nested.repeat(199) + "1");
      add(all, "150 times `" + nested + "`, ended", () -> nested.repeat(150) + "1");
    }
    add(all, "200,000 brackets", () -> "([".repeat(49_000) + "])".repeat(49_000));
    add(all, "brackets that cross", () -> "(".repeat(99_000) + "]".repeat(99_000));
    add(all, "braces that cross", () -> "{(".repeat(40_000) + "])}".repeat(40_000));
    add(all, "closing brackets", () -> ")".repeat(190_000));
    add(all, "comparisons", () -> "a" + " < a".repeat(99_000));
    add(all, "disjunctions", () -> "a" + " or a and not a".repeat(1_600));
    add(all, "a call of 99,000 arguments", () -> "f(1" + ", 1".repeat(98_999) + ")");
    add(all, "a list of 99,000 inputs", () -> "inputs x" + ", x".repeat(98_999));
    add(all, "a list of 30,000 rows", () -> "data {" + "\n1, 2 -> 3".repeat(30_000) + "\n}");
    add(all, "rows without end", () -> "data {" + "\n1, 2 -> 3".repeat(30_000));
    add(all, "rows of one cell", () -> "data {" + "\n1,".repeat(66_000) + "}");
    add(all, "rows with a comma", () -> "data {" + "\n->1,".repeat(49_000) + "}");
    add(all, "options", () -> "train" + " batch 1".repeat(90_000));
    add(all, "arrows", () -> "a " + "<-".repeat(90_000) + "1");
    add(all, "100,000 newlines", () -> "\n".repeat(100_000));
    add(all, "100,000 newlines in a statement", () -> "x" + "\n".repeat(100_000) + "y");
    add(all, "100,000 newlines in an operator", () -> "x +" + "\n".repeat(100_000) + "y");
    add(all, "100,000 newlines before else", () -> "if a then b" + "\n".repeat(100_000) + "else c");
    add(all, "100,000 newlines in braces", () -> "data {" + "\n".repeat(100_000) + "}");
    add(all, "100,000 newlines in open braces", () -> "data {" + "\n".repeat(100_000));
    add(all, "100,000 semicolons", () -> ";".repeat(100_000));
    add(all, "90,000 statements", () -> "x\n".repeat(90_000));
    add(all, "60,000 bad statements", () -> "x y\n".repeat(60_000));
    add(all, "a line of 10 MB", () -> "x".repeat(10_000_000));
    add(all, "a name of 1.9 MB", () -> "x".repeat(1_900_000));
    add(all, "a number of 1.9 MB", () -> "1".repeat(1_900_000));
    add(all, "a small number of 1.9 MB", () -> "." + "0".repeat(1_900_000) + "1");
    add(all, "digits with underscores", () -> "1" + "_1".repeat(900_000));
    add(all, "a text of 1.9 MB", () -> "\"" + "x".repeat(1_900_000) + "\"");
    add(all, "a text without end", () -> "\"" + "x".repeat(1_900_000));
    add(all, "texts without end", () -> "\"x\n".repeat(100_000));
    add(all, "escapes", () -> "\"" + "\\n".repeat(900_000) + "\"");
    add(all, "backslashes", () -> "\"" + "\\".repeat(900_000) + "\"");
    add(all, "holes", () -> "print \"" + "{x}".repeat(100_000) + "\"");
    add(all, "holes without end", () -> "print \"" + "{".repeat(100_001) + "\"");
    add(all, "a hole with a long sum", () -> "print \"{1" + "+1".repeat(50_000) + "}\"");
    add(all, "a hole with brackets", () -> "print \"{" + "(".repeat(50_000) + "}\"");
    add(all, "backticks", () -> "`".repeat(100_000));
    add(all, "quotes", () -> "'".repeat(100_000));
    add(all, "spaces", () -> " ".repeat(1_900_000) + "x");
    add(all, "slashes", () -> "/".repeat(1_000_000));
    add(all, "a comment", () -> "#" + "x".repeat(1_900_000));
    add(all, "a huge exponent", () -> "1e" + "9".repeat(100_000));
    add(all, "a tiny exponent", () -> "1e-99999999999");
    add(all, "a misspelt word of 1 MB", () -> "trai" + "n".repeat(1_000_000) + " 5");
    add(all, "NUL", () -> "x\0y \0");
    add(all, "a high surrogate", () -> "x \ud83d");
    add(all, "a low surrogate", () -> "\ude00 x");
    add(all, "surrogates the wrong way round", () -> "\"\ude00\ud83d\" `\ud83d` # \ud83d\n\ud83dx");
    add(all, "a BOM", () -> "\ufeffinputs x1\nshow x1");
    add(all, "BOMs", () -> "\ufeff".repeat(1_000) + "x y");
    add(all, "CRLF", () -> "inputs x1,\r\n  x2\r\nx y\r\n\rtrain 5\r");
    add(all, "other line ends", () -> "x\u2028y\u0085z\u000bw\fv");
    add(all, "marks", () -> "e" + "\u0301".repeat(100_000));
    add(all, "a right-to-left override", () -> "x \u202e y \u2066");
    add(all, "nothing", () -> "");
    return all;
  }

  private static void add(List<Hostile> all, String name, Supplier<String> text) {
    all.add(new Hostile(name, text));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isReadInTimeOnASmallStack(Hostile hostile) throws InterruptedException {
    Throwable[] thrown = new Throwable[1];
    Script[] script = new Script[1];
    Thread reader =
        new Thread(
            null,
            () -> {
              try {
                script[0] = parsed(hostile.text().get());
              } catch (Throwable t) {
                thrown[0] = t;
              }
            },
            "small",
            SMALL_STACK);
    reader.start();
    reader.join(TimeUnit.SECONDS.toMillis(30));
    if (reader.isAlive()) {
      List<StackTraceElement> at = List.of(reader.getStackTrace());
      fail("takes long, at " + at.subList(0, Math.min(8, at.size())));
    }
    if (thrown[0] != null) {
      throw new AssertionError(hostile.name(), thrown[0]);
    }
    use(script[0]);
  }

  /** Reads a text, and uses everything that comes of it. */
  static void read(String text) {
    use(parsed(text));
  }

  private static Script parsed(String text) {
    Script script = ScriptParser.parse(Source.of("a.nn", text));
    long errors = script.diagnostics().stream().filter(Diagnostic::isError).count();
    assertTrue(errors <= SyntaxLimits.ERRORS + 1, () -> errors + " errors");
    for (Diagnostic diagnostic : script.diagnostics()) {
      checkPlace(script, diagnostic);
      String said = new DiagnosticFormatter(true).format(diagnostic);
      assertTrue(said.length() < 4_000, said);
    }
    return script;
  }

  private static void use(Script script) {
    for (Statement statement : script.statements()) {
      checkSpan(script, statement.span());
      if (statement instanceof Statement.Show show) {
        for (Expression value : show.values()) {
          assertTrue(FormulaWriter.source(value).length() > 0);
          assertTrue(FormulaWriter.symbols(value).length() > 0);
          assertEquals(value.hashCode(), value.rewrite(e -> e).hashCode());
        }
      }
    }
  }

  static void checkPlace(Script script, Diagnostic diagnostic) {
    checkSpan(script, diagnostic.span().orElseThrow());
    diagnostic.related().forEach(related -> checkSpan(script, related.span()));
    diagnostic.fixes().forEach(fix -> checkSpan(script, fix.span()));
  }

  /** A place lies in the text of the script and does not cut a character in two. */
  private static void checkSpan(Script script, Span span) {
    assertEquals(script.source(), span.source());
    String text = script.source().text();
    for (int offset : new int[] {span.start(), span.end()}) {
      boolean cut =
          offset > 0
              && offset < text.length()
              && Character.isSurrogatePair(text.charAt(offset - 1), text.charAt(offset));
      assertTrue(!cut, () -> "a character is cut in two at " + offset);
    }
  }

  @Test
  void randomBytesAreRead() {
    SplitMix random = new SplitMix(31);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[1 + random.below(200)];
      for (int k = 0; k < bytes.length; k++) {
        bytes[k] = (byte) random.next();
      }
      read(new String(bytes, StandardCharsets.UTF_8));
      read(new String(bytes, StandardCharsets.ISO_8859_1));
      read(new String(bytes, StandardCharsets.UTF_16));
    }
  }

  @Test
  @Tag("full")
  void everythingIsReadInASmallProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Xss384k",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Forked.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  /** Reads every text in a process of its own. */
  static final class Forked {
    private Forked() {}

    public static void main(String[] arguments) {
      for (Hostile hostile : texts()) {
        try {
          parsed(hostile.text().get());
        } catch (StackOverflowError | OutOfMemoryError e) {
          throw new AssertionError(hostile.name(), e);
        }
      }
    }
  }
}
