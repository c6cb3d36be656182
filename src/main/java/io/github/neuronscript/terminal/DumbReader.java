package io.github.neuronscript.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.reader.EndOfFileException;
import org.jline.terminal.Terminal;

/**
 * Reads statements at a terminal that can only write line after line, and shows itself what is
 * typed. JLine's reader would show it a second time.
 */
final class DumbReader {

  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();
  private boolean reading;

  DumbReader(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Waits for a whole statement.
   *
   * @throws EndOfFileException if nothing more will be typed
   */
  String read(Prompt.Language language) {
    ask(TerminalPrompt.PROMPT);
    while (true) {
      String line = line();
      synchronized (this) {
        text.append(line);
        // An empty line is the way out for somebody who does not know what is missing.
        if (line.isEmpty() || !language.isUnfinished(text.toString())) {
          reading = false;
          return text.toString();
        }
        text.append('\n');
      }
      show(TerminalPrompt.CONTINUATION);
    }
  }

  private synchronized void ask(String prompt) {
    text.setLength(0);
    reading = true;
    show(prompt);
  }

  /** Ctrl-C: what was typed of a statement is forgotten; the terminal has forgotten its line. */
  synchronized void clear() {
    if (reading) {
      ask("\n" + TerminalPrompt.PROMPT);
    }
  }

  private void show(String prompt) {
    terminal.writer().print(prompt);
    terminal.flush();
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    try {
      int sign = terminal.reader().read();
      while (sign >= 0 && sign != '\n') {
        if (sign != '\r') {
          line.append((char) sign);
        }
        sign = terminal.reader().read();
      }
      if (sign < 0 && line.length() == 0) {
        show("\n");
        throw new EndOfFileException();
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
