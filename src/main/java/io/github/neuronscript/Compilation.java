package io.github.neuronscript;

import io.github.neuronscript.diagnostic.CancelledException;
import io.github.neuronscript.diagnostic.Diagnostic;
import io.github.neuronscript.diagnostic.LimitException;
import io.github.neuronscript.diagnostic.NeuronScriptException;
import io.github.neuronscript.diagnostic.ScriptException;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a script: everything that is to be said of it, and the program unless
 * something of that is an error.
 *
 * @param diagnostics errors, warnings and notices, in the order of the text; at most twenty errors
 */
public record Compilation(Optional<Program> program, List<Diagnostic> diagnostics) {

  public Compilation {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Returns the errors. */
  public List<Diagnostic> errors() {
    return diagnostics.stream().filter(Diagnostic::isError).toList();
  }

  /**
   * Returns the program.
   *
   * @throws ScriptException with all errors, if there is none
   * @throws LimitException if the script is too large, or the time was up
   * @throws CancelledException if the host asked to stop
   */
  public Program orThrow() {
    return program.orElseThrow(
        () -> NeuronScriptException.of(errors().isEmpty() ? diagnostics : errors(), null));
  }
}
