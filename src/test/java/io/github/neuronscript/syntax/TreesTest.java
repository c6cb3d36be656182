package io.github.neuronscript.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the parser to the table trees.txt: what each statement means. */
class TreesTest {

  static List<Tables.Entry> table() {
    return Tables.trees();
  }

  @ParameterizedTest
  @MethodSource("table")
  void meansThatTree(Tables.Entry entry) {
    Script script = ScriptParser.parse(Source.of("a.nn", entry.script()));
    StringBuilder found = new StringBuilder(TreeText.of(script));
    for (Diagnostic diagnostic : script.diagnostics()) {
      Source.Position place = diagnostic.span().orElseThrow().position();
      found
          .append('\n')
          .append(diagnostic.severity().text())
          .append(": ")
          .append(diagnostic.code().text())
          .append(" " + place.line() + ":" + place.column());
    }
    assertEquals(entry.expected(), found.toString().strip());
  }
}
