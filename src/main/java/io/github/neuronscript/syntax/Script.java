package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.Source;
import java.util.List;

/**
 * What was written: the statements in their order, the damaged ones in their places, and the
 * diagnostics in the order of the text. Immutable.
 *
 * @param source the text that was read, in Unicode's normal form C
 * @param tokens how many words and signs it has
 */
public record Script(
    Source source, int tokens, List<Statement> statements, List<Diagnostic> diagnostics) {
  public Script {
    statements = List.copyOf(statements);
    diagnostics = List.copyOf(diagnostics);
  }
}
