package io.github.neuronscript.receipt;

/** A line that does not hold: the checking ends here. */
final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long line;

  Broken(long line, String message) {
    super(message, null, false, false);
    this.line = line;
  }

  /** Returns which line, from 1. */
  long line() {
    return line;
  }
}
