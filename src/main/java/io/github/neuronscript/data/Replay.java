package io.github.neuronscript.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that comes only once, to be read from its beginning as often as one likes. No more is
 * taken from it than somebody has asked for, so that limits on what is read hold for it, too. Safe
 * to share between threads.
 */
public final class Replay {
  private static final int PIECE = 1 << 13;

  private final InputStream in;
  private final int most;
  private final Kept kept = new Kept();
  private boolean ended;

  /** Gives single bytes of what it holds, without a copy of all. */
  private static final class Kept extends ByteArrayOutputStream {
    int copy(int from, byte[] to, int offset, int length) {
      int copied = Math.min(length, count - from);
      System.arraycopy(buf, from, to, offset, copied);
      return copied;
    }
  }

  /**
   * Reads nothing yet.
   *
   * @param in not closed
   * @param most bytes that are kept; what is longer cannot be read
   */
  public Replay(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  /** Returns a stream of all bytes, from the first one on. */
  public InputStream open() {
    return new InputStream() {
      private int at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = length == 0 ? 0 : Replay.this.read(at, buffer, offset, length);
        at += Math.max(0, read);
        return read;
      }
    };
  }

  private synchronized int read(int from, byte[] to, int offset, int length) throws IOException {
    while (from == kept.size() && !ended) {
      byte[] piece = new byte[PIECE];
      int read = in.read(piece);
      ended = read < 0;
      if (read > most - kept.size()) {
        throw new IOException("it holds more than " + most + " bytes; save it as a file");
      }
      kept.write(piece, 0, Math.max(0, read));
    }
    return from == kept.size() ? -1 : kept.copy(from, to, offset, length);
  }
}
