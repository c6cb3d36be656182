package io.github.neuronscript.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** One of the two outputs: buffered, in UTF-8 whatever the locale, with {@code \n} as line end. */
final class Output implements Appendable {

  /** Nobody reads what is written: {@code nn run a.nn | head -1}. */
  static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Closed() {
      super("the output is closed", null, false, false);
    }
  }

  private final OutputStream stream;
  private final Writer writer;

  Output(OutputStream stream) {
    this.stream = stream;
    this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  @Override
  public Output append(CharSequence text) {
    try {
      writer.append(text);
    } catch (IOException e) {
      throw new Closed();
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
    try {
      writer.flush();
    } catch (IOException e) {
      throw new Closed();
    }
    // A PrintStream keeps its troubles to itself.
    if (stream instanceof PrintStream printer && printer.checkError()) {
      throw new Closed();
    }
  }
}
