package io.github.neuronscript.session;

import io.github.neuronscript.diagnostic.Diagnostic;

/**
 * The host asked the session to stop; its state is that of the last finished epoch or statement.
 */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  CancelledException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /** Says where it stopped. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
