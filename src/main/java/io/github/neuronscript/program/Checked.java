package io.github.neuronscript.program;

import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.syntax.Statement;
import java.util.List;

/**
 * A statement that was checked.
 *
 * @param statement the statement with its names resolved; to be run only if there is no error
 * @param scope what is known after it
 * @param diagnostics errors, warnings and notices
 */
public record Checked(Statement statement, Scope scope, List<Diagnostic> diagnostics) {
  public Checked {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
