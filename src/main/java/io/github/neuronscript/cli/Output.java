package io.github.neuronscript.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One of the two outputs: buffered, in UTF-8 whatever the locale, with {@code \n} as line end. Once
 * it has failed it takes no more.
 */
final class Output implements Appendable {

  /** What was to be written is not: {@link Closed} or {@link Failed}. */
  abstract static class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(String message) {
      super(message, null, false, false);
    }
  }

  /** Nobody reads what is written: {@code nn run a.nn | head -1}. */
  static final class Closed extends Lost {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("the output is closed");
    }
  }

  /** The system refuses what is written; the message is its own: the disk is full. */
  static final class Failed extends Lost {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }
  }

  private final OutputStream stream;
  private final boolean pipe;
  private final Writer writer;
  private boolean lost;

  /**
   * Writes to a stream.
   *
   * @param pipe whether somebody reads at its other end, so that it fails when nobody does any more
   */
  Output(OutputStream stream, boolean pipe) {
    this.stream = stream;
    this.pipe = pipe;
    this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  @Override
  public Output append(CharSequence text) {
    if (lost) {
      return this;
    }
    try {
      writer.append(text);
    } catch (IOException e) {
      throw lost(e);
    }
    return this;
  }

  @Override
  public Output append(CharSequence text, int start, int end) {
    return append(text.subSequence(start, end));
  }

  @Override
  public Output append(char c) {
    return append(Character.toString(c));
  }

  /** Hands over what is in the buffer. */
  void flush() {
    if (lost) {
      return;
    }
    try {
      writer.flush();
    } catch (IOException e) {
      throw lost(e);
    }
    // A PrintStream keeps its troubles to itself.
    if (stream instanceof PrintStream printer && printer.checkError()) {
      lost = true;
      throw new Closed();
    }
  }

  /** Returns a stream of bytes behind what was written so far; its troubles are {@link Lost}. */
  OutputStream stream() {
    flush();
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        if (lost) {
          return;
        }
        try {
          stream.write(bytes, from, length);
        } catch (IOException e) {
          throw lost(e);
        }
        Output.this.flush();
      }
    };
  }

  private Lost lost(IOException e) {
    lost = true;
    String why = String.valueOf(e.getMessage());
    // The words of the system may be in any language; where pipes cannot be told, they decide.
    boolean closed = pipe || why.toLowerCase(Locale.ROOT).contains("pipe");
    return closed ? new Closed() : new Failed(why);
  }
}
