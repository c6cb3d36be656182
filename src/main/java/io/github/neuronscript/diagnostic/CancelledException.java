package io.github.neuronscript.diagnostic;

import java.util.List;

/** The host asked a run to stop, by its token or by interrupting the thread. */
public final class CancelledException extends NeuronScriptException {
  private static final long serialVersionUID = 1L;

  public CancelledException(List<Diagnostic> diagnostics) {
    super(diagnostics, false);
  }

  public CancelledException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }
}
