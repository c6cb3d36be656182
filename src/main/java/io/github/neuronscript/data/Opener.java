package io.github.neuronscript.data;

import java.io.IOException;
import java.io.InputStream;

/** Opens a data file, each time from its beginning: it is called several times for one file. */
@FunctionalInterface
public interface Opener {

  /**
   * Returns a new stream, which the caller closes. It need not be buffered.
   *
   * @throws IOException if the file cannot be opened
   */
  InputStream open() throws IOException;
}
