package io.github.neuronscript.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream whose rows pass by, so that it may be of any length: only its beginning is kept, in
 * which it is found out what kind of data they are. For one thread.
 */
final class PassingInput {

  /** Bytes that are kept. */
  private static final int MOST = 1 << 20;

  private final InputStream in;
  private byte[] kept = new byte[0];
  private long passed;

  /** Reads nothing yet; does not close the stream. */
  PassingInput(InputStream in) {
    this.in = in;
  }

  /** Returns a stream of all bytes; of several only one comes further than what is kept. */
  InputStream open() {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = length == 0 ? 0 : PassingInput.this.read(at, buffer, offset, length);
        at += Math.max(0, read);
        return read;
      }
    };
  }

  private int read(long from, byte[] to, int offset, int length) throws IOException {
    if (from < kept.length) {
      int count = Math.min(length, kept.length - (int) from);
      System.arraycopy(kept, (int) from, to, offset, count);
      return count;
    }
    if (from < passed) {
      throw new IOException("it comes only once; save it as a file");
    }
    boolean keeps = passed < MOST;
    int count = in.read(to, offset, keeps ? Math.min(length, MOST - (int) passed) : length);
    if (count > 0 && keeps) {
      byte[] more = Arrays.copyOf(kept, kept.length + count);
      System.arraycopy(to, offset, more, kept.length, count);
      kept = more;
    }
    passed += Math.max(0, count);
    return count;
  }
}
