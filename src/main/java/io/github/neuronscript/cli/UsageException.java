package io.github.neuronscript.cli;

import io.github.neuronscript.diagnostic.Diagnostic;

/** The command line cannot be followed; nothing has run. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  UsageException(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
