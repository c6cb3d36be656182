package io.github.neuronscript.diagnostic;

import java.util.List;

/** A script could not be understood or failed while running; carries every diagnostic. */
public final class ScriptException extends NeuronScriptException {
  private static final long serialVersionUID = 1L;

  public ScriptException(List<Diagnostic> diagnostics) {
    super(diagnostics, true);
  }

  /** One of which a function of the host is the cause, with what it threw. */
  public ScriptException(List<Diagnostic> diagnostics, Throwable cause) {
    super(diagnostics, true, cause);
  }

  public ScriptException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }
}
