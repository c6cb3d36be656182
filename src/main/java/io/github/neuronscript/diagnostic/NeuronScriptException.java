package io.github.neuronscript.diagnostic;

import java.util.List;

/**
 * A script was not understood, failed, or was ended. Nothing else is thrown because of what a
 * script says.
 */
public abstract sealed class NeuronScriptException extends RuntimeException
    permits ScriptException, LimitException, CancelledException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  NeuronScriptException(List<Diagnostic> diagnostics, boolean traced) {
    this(diagnostics, traced, null);
  }

  NeuronScriptException(List<Diagnostic> diagnostics, boolean traced, Throwable cause) {
    super(diagnostics.get(0).message(), cause, false, traced);
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Returns what went wrong: at least one diagnostic, at least one of them an error. */
  public final List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
