package io.github.neuronscript.scripting;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The characters of a reader as UTF-8, read as they are asked for; half a pair becomes `?`. */
final class Utf8Stream extends InputStream {
  private static final int PIECE = 1 << 12;

  private final Reader reader;

  /** Characters that are read; the first may be the half of a pair that the last piece ended in. */
  private final char[] characters = new char[PIECE];

  private int held;
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  Utf8Stream(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(buffer, offset, count);
    return count;
  }

  /** Returns whether there are bytes, and reads some if there were none. */
  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      int read = reader.read(characters, held, PIECE - held);
      if (read < 0 && held == 0) {
        return false;
      }
      int count = held + Math.max(0, read);
      boolean half = read >= 0 && count > 0 && Character.isHighSurrogate(characters[count - 1]);
      int whole = half ? count - 1 : count;
      bytes = StandardCharsets.UTF_8.encode(new String(characters, 0, whole));
      held = half ? 1 : 0;
      characters[0] = half ? characters[count - 1] : characters[0];
    }
    return true;
  }
}
