package io.github.neuronscript.diagnostic;

import java.util.List;

/** A script could not be understood or failed while running; carries every diagnostic. */
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  public ScriptException(List<Diagnostic> diagnostics) {
    super(diagnostics.get(0).message());
    this.diagnostics = List.copyOf(diagnostics);
  }

  public ScriptException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /** Returns what went wrong: at least one diagnostic, at least one of them an error. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
