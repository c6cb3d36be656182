package io.github.neuronscript.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks what gzip has packed, which its first two bytes tell, and counts what comes out: a small
 * file can hold any number of zeros. What is not packed is counted too.
 */
final class Unpacked extends FilterInputStream {
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;
  private static final int BUFFER = 1 << 14;

  private final Limits limits;
  private long count;

  /** The file was packed by gzip, and is not whole. */
  static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;

    Damaged(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** More came out than the limits allow. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private final long most;
    private final boolean packed;

    TooLarge(long most, boolean packed) {
      super("more than " + most + " bytes");
      this.most = most;
      this.packed = packed;
    }

    boolean packed() {
      return packed;
    }

    long most() {
      return most;
    }
  }

  private Unpacked(InputStream in, Limits limits) {
    super(in);
    this.limits = limits;
  }

  /** Opens a file; what is not packed is read as it is. */
  static InputStream open(Opener opener, Limits limits) throws IOException {
    PushbackInputStream in = new PushbackInputStream(opener.open(), 2);
    try {
      byte[] start = in.readNBytes(2);
      in.unread(start);
      boolean packed =
          start.length == 2 && (start[0] & 0xff) == FIRST && (start[1] & 0xff) == SECOND;
      return new Unpacked(packed ? new GZIPInputStream(in, BUFFER) : in, limits);
    } catch (ZipException | EOFException e) {
      in.close();
      throw new Damaged(e);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      count += Math.max(read, 0);
      limits.watch().accept(Math.max(read, 0));
      if (count > limits.unpackedBytes()) {
        throw new TooLarge(limits.unpackedBytes(), in instanceof GZIPInputStream);
      }
      return read;
    } catch (ZipException | EOFException e) {
      throw new Damaged(e);
    }
  }

  @Override
  public long skip(long length) throws IOException {
    byte[] skipped = new byte[(int) Math.min(length, BUFFER)];
    return Math.max(0, read(skipped, 0, skipped.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
