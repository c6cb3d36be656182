package io.github.neuronscript.syntax;

import io.github.neuronscript.diagnostic.Diagnostic;

/** Leaves a damaged statement with its one error; never leaves {@link ScriptParser}. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  Problem(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /** Makes one without a diagnostic: whoever reads straight gives up. */
  Problem() {
    super(null, null, false, false);
    this.diagnostic = null;
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
