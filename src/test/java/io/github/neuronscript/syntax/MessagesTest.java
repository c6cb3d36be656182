package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.neuronscript.diagnostic.Code;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.DiagnosticFormatter;
import io.github.neuronscript.diagnostic.Fix;
import io.github.neuronscript.diagnostic.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every message of the parsing stage to the table messages.txt. */
class MessagesTest {

  /** The codes of this stage whose scripts are too long for a table; LimitsTest has them. */
  private static final Set<Code> LIMITS =
      EnumSet.of(
          Code.SCRIPT_TOO_LONG,
          Code.NESTED_TOO_DEEPLY,
          Code.FORMULA_TOO_LONG,
          Code.TOO_MANY_ERRORS);

  static List<Tables.Entry> table() {
    return Tables.messages();
  }

  private static Script parse(String script) {
    return ScriptParser.parse(Source.of("a.nn", script));
  }

  @ParameterizedTest
  @MethodSource("table")
  void saysThat(Tables.Entry entry) {
    StringBuilder said = new StringBuilder();
    for (Diagnostic diagnostic : parse(entry.script()).diagnostics()) {
      said.append(new DiagnosticFormatter(false).format(diagnostic));
    }
    assertEquals(entry.expected(), said.toString().strip());
  }

  /** A suggested change is one that mends: it takes the error away, or shows the next one. */
  @ParameterizedTest
  @MethodSource("table")
  void fixesMend(Tables.Entry entry) {
    Script script = parse(entry.script());
    for (Diagnostic diagnostic : script.diagnostics()) {
      for (Fix fix : diagnostic.fixes()) {
        String mended = apply(fix, script.source().text());
        List<String> before = texts(script);
        List<String> after = texts(parse(mended));
        before.removeAll(after);
        assertTrue(!before.isEmpty(), () -> mended + " still has the error " + after);
      }
    }
  }

  private static String apply(Fix fix, String text) {
    return new StringBuilder(text)
        .replace(fix.span().start(), fix.span().end(), fix.text())
        .toString();
  }

  private static List<String> texts(Script script) {
    List<String> texts = new ArrayList<>();
    script.diagnostics().forEach(d -> texts.add(d.message() + d.span().orElseThrow().start()));
    return texts;
  }

  @Test
  void everyCodeOfTheStageIsInTheTable() {
    Set<Code> missing = EnumSet.range(Code.SCRIPT_TOO_LONG, Code.SPACED_MINUS);
    missing.removeAll(LIMITS);
    for (Tables.Entry entry : table()) {
      parse(entry.script()).diagnostics().forEach(d -> missing.remove(d.code()));
    }
    assertEquals(Set.of(), missing);
  }

  @Test
  void diagnosticsStandInTheOrderOfTheText() {
    StringBuilder all = new StringBuilder();
    for (Tables.Entry entry : table().subList(0, 18)) {
      all.append(entry.script()).append('\n');
    }
    List<Integer> starts =
        parse(all.toString()).diagnostics().stream()
            .map(d -> d.span().orElseThrow().start())
            .toList();
    assertTrue(starts.size() > 10);
    assertEquals(starts.stream().sorted(Comparator.naturalOrder()).toList(), starts);
  }
}
