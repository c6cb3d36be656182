package io.github.neuronscript.cli;

import java.io.ByteArrayInputStream;
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

  private final InputStream in;
  private final Optional<String> taken;
  private byte[] bytes;

  /**
   * Reads nothing yet.
   *
   * @param taken why it is no data
   */
  StandardInput(InputStream in, Optional<String> taken) {
    this.in = in;
    this.taken = taken;
  }

  synchronized InputStream open() throws IOException {
    if (taken.isPresent()) {
      throw new AccessDeniedException(NAME, null, taken.get());
    }
    if (bytes == null) {
      byte[] read = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new IOException("it holds more than " + MOST_BYTES + " bytes; save it as a file");
      }
      bytes = read;
    }
    return new ByteArrayInputStream(bytes);
  }
}
