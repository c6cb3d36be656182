package io.github.neuronscript.cli;

import io.github.neuronscript.data.Replay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.util.Optional;

/** Standard input as data: read once, and kept, since data are read more often. */
final class StandardInput {

  /** What stands for it, in place of a path. */
  static final String NAME = "-";

  /** Beyond this, data belong into a file. */
  private static final int MOST_BYTES = 1 << 30;

  private final Replay in;
  private final Optional<String> taken;

  /**
   * Reads nothing yet.
   *
   * @param taken why it is no data
   */
  StandardInput(InputStream in, Optional<String> taken) {
    this.in = new Replay(in, MOST_BYTES);
    this.taken = taken;
  }

  InputStream open() throws IOException {
    if (taken.isPresent()) {
      throw new AccessDeniedException(NAME, null, taken.get());
    }
    return in.open();
  }
}
