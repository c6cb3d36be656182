package io.github.neuronscript.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8, without a byte order mark at its beginning, and knows where it stopped being UTF-8:
 * the JDK's own reader says only that it did.
 */
final class Utf8Reader extends Reader {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final InputStream in;
  private final boolean strict;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 14).limit(0);
  private final char[] chars = new char[1 << 14];
  private int next;
  private int end;
  private boolean started;
  private boolean ended;

  private int line = 1;
  private int column;
  private char last;
  private int signature;

  /**
   * Thrown where the bytes are no text.
   *
   * <p>{@code line} counts from 1, {@code offset} the UTF-16 units of that line before the byte;
   * {@code signature} holds the first four bytes of the file, by which other kinds of files can be
   * told.
   */
  static final class NotText extends IOException {
    private static final long serialVersionUID = 1L;

    final int line;
    final int offset;
    final int value;
    final int signature;

    NotText(int line, int offset, int value, int signature) {
      super("byte " + value + " on line " + line);
      this.line = line;
      this.offset = offset;
      this.value = value;
      this.signature = signature;
    }
  }

  /**
   * Takes over the stream.
   *
   * @param strict whether to throw {@link NotText} at a byte that is not UTF-8 or is 0; otherwise
   *     U+FFFD stands for each
   */
  Utf8Reader(InputStream in, boolean strict) {
    this.in = in;
    this.strict = strict;
    CodingErrorAction action = strict ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
    this.decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(action).onUnmappableCharacter(action);
  }

  /** Returns the next character without reading it, or -1 at the end. */
  int peek() throws IOException {
    return next < end || fill() ? chars[next] : -1;
  }

  @Override
  public int read() throws IOException {
    return next < end || fill() ? chars[next++] : -1;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (next == end && !fill()) {
      return -1;
    }
    int count = Math.min(length, end - next);
    System.arraycopy(chars, next, buffer, offset, count);
    next += count;
    return count;
  }

  /** Reads the end of a line (CR, LF or both) if it is next, and returns whether it was. */
  boolean skipLineEnd() throws IOException {
    int c = peek();
    if (c != '\r' && c != '\n') {
      return false;
    }
    read();
    if (c == '\r' && peek() == '\n') {
      read();
    }
    return true;
  }

  /** Reads as many whole lines, and returns whether there were so many. */
  boolean skipLines(int count) throws IOException {
    for (int skipped = 0; skipped < count; skipped++) {
      while (!skipLineEnd()) {
        if (read() < 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** Decodes more characters, at least one unless the file is at its end. */
  private boolean fill() throws IOException {
    CharBuffer out = CharBuffer.wrap(chars);
    while (out.position() == 0 && !ended) {
      CoderResult result = decoder.decode(bytes, out, false);
      if (result.isUnderflow() && out.position() == 0 && !load()) {
        result = decoder.decode(bytes, out, true);
        decoder.flush(out);
        ended = true;
      }
      if (!started && out.position() > 0) {
        started = true;
        if (chars[0] == BYTE_ORDER_MARK) {
          out.limit(out.position()).position(1);
          out.compact();
        }
      }
      if (result.isError()) {
        count(out.position());
        throw notText(column, bytes.get(bytes.position()) & 0xff);
      }
    }
    next = 0;
    end = out.position();
    count(end);
    return end > 0;
  }

  private boolean load() throws IOException {
    bytes.compact();
    int count;
    do {
      count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    } while (count == 0);
    if (count > 0) {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
    if (!started && count > 0) {
      for (int i = 0; i < 4; i++) {
        signature = signature << 8 | (i < bytes.limit() ? bytes.get(i) & 0xff : 0);
      }
    }
    return count > 0;
  }

  /** Follows the line and the column through the first characters of the buffer. */
  private void count(int length) throws IOException {
    int lineStart = -column;
    for (int i = 0; i < length; i++) {
      char c = chars[i];
      if (c <= '\r') {
        if (c == '\n' || c == '\r') {
          char before = i > 0 ? chars[i - 1] : last;
          line += c == '\n' && before == '\r' ? 0 : 1;
          lineStart = i + 1;
        } else if (c == 0) {
          if (strict) {
            throw notText(i - lineStart, 0);
          }
          chars[i] = '\ufffd';
        }
      }
    }
    column = length - lineStart;
    last = length > 0 ? chars[length - 1] : last;
  }

  private NotText notText(int offset, int value) {
    return new NotText(line, offset, value, signature);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
