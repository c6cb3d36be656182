package io.github.neuronscript.cli;

/** What the shell learns from a run. */
final class ExitCode {

  static final int DONE = 0;

  /** The script has errors or failed while it ran, or what it showed could not be written. */
  static final int FAILED = 1;

  /** The command line was not understood, or there is no such script; nothing has run. */
  static final int WRONG_USAGE = 2;

  /** A bug of ours: EX_SOFTWARE of sysexits.h. */
  static final int BUG = 70;

  /** Interrupted: 128 + SIGINT, as shells count. */
  static final int INTERRUPTED = 130;

  /** Nobody reads the output any more: 128 + SIGPIPE. */
  static final int OUTPUT_CLOSED = 141;

  private ExitCode() {}
}
