package io.github.neuronscript.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.spi.TerminalExt;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What is written between two texts that are typed: page by page where it is longer than the
 * screen, and with a passing line below it.
 */
final class Answers extends Writer {

  private static final String MORE = "-- more --";
  private static final String MORE_KEYS = "  space: next page · a: all · q: skip the rest";
  private static final String MORE_KEYS_ASCII = "  space: next page, a: all, q: skip the rest";
  private static final String ERASE_LINE = "\r\033[K";
  private static final int CTRL_C = 3;
  private static final int CTRL_D = 4;

  private final Terminal terminal;
  private final Below below;
  private final boolean plain;
  private final InputStream keyboard = new FileInputStream(FileDescriptor.in);
  private final boolean isSystem;
  private final String more;

  /** The line so far, to know how many rows it takes. */
  private final StringBuilder line = new StringBuilder();

  private int rows;
  private int pages;
  private boolean all;
  private boolean skipping;

  Answers(Terminal terminal, TerminalPrompt.Settings settings, Below below) {
    super(below.lock);
    this.terminal = terminal;
    this.below = below;
    this.plain = settings.plain();
    this.isSystem = terminal instanceof TerminalExt ext && ext.getSystemStream() != null;
    this.more = MORE + (settings.ascii() ? MORE_KEYS_ASCII : MORE_KEYS);
  }

  /** A new answer begins at the top of a page. */
  void begin() {
    synchronized (lock) {
      below.pause();
      rows = 0;
      pages = 0;
      all = false;
      skipping = false;
    }
  }

  /** What comes until the next answer begins stops at no page. */
  void flow() {
    synchronized (lock) {
      all = true;
    }
  }

  /** What comes now is shown, even if the rest of what came before was not wanted. */
  void heed() {
    synchronized (lock) {
      if (skipping) {
        begin();
      }
    }
  }

  @Override
  public void write(char[] text, int start, int length) {
    synchronized (lock) {
      below.makeRoom();
      if (plain) {
        terminal.writer().write(text, start, length);
      } else {
        writePages(text, start, length);
        below.written(line.length() == 0 && !skipping);
      }
    }
  }

  private void writePages(char[] text, int start, int length) {
    int from = start;
    for (int i = start; i < start + length && !skipping; i++) {
      if (from == i && line.length() == 0 && isFull()) {
        if (isTypedAhead()) {
          all = true;
          continue;
        }
        pages++;
        ask();
        if (skipping) {
          return;
        }
      }
      if (text[i] == '\n') {
        terminal.writer().write(text, from, i + 1 - from);
        rows += rows(line);
        line.setLength(0);
        from = i + 1;
      } else {
        line.append(text[i]);
      }
    }
    if (!skipping) {
      terminal.writer().write(text, from, start + length - from);
    }
  }

  private boolean isFull() {
    int height = terminal.getRows();
    return !all && height > 2 && rows >= height - 1;
  }

  private int rows(CharSequence text) {
    int width = Math.max(1, terminal.getColumns());
    int columns = AttributedString.fromAnsi(text.toString()).columnLength();
    return Math.max(1, (columns + width - 1) / width);
  }

  /**
   * Whether lines were typed ahead, which are meant for the prompt and not for a page. JLine is not
   * asked, for it would have to begin to read.
   */
  private boolean isTypedAhead() {
    try {
      return pages == 0 && (terminal.reader().ready() || isSystem && keyboard.available() > 0);
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for a key. Ctrl-C means the text and not the statement that writes it. */
  private void ask() {
    PrintWriter out = terminal.writer();
    out.write(new AttributedString(fitting(more), AttributedStyle.BOLD).toAnsi(terminal));
    terminal.flush();
    Attributes before = terminal.enterRawMode();
    InterruptKey.bind(terminal);
    Thread asking = Thread.currentThread();
    Terminal.SignalHandler usual =
        terminal.handle(Terminal.Signal.INT, signal -> asking.interrupt());
    try {
      answer();
    } finally {
      terminal.handle(Terminal.Signal.INT, usual);
      // One that came too late is none for the statement.
      Thread.interrupted();
      terminal.setAttributes(before);
      out.write(ERASE_LINE);
    }
  }

  private void answer() {
    rows = 0;
    while (true) {
      switch (key()) {
        case ' ', '\r', '\n' -> {
          return;
        }
        case 'a', 'A' -> {
          all = true;
          return;
        }
        case 'q', 'Q', CTRL_C, CTRL_D, -1 -> {
          skipping = true;
          return;
        }
        default -> {
          // Another key is none of these.
        }
      }
    }
  }

  private int key() {
    try {
      return terminal.reader().read();
    } catch (IOException | IOError e) {
      // Interrupted, or the terminal is gone.
      return -1;
    }
  }

  /** Cuts a text so that the line of the terminal does not break. */
  private String fitting(String text) {
    AttributedString whole = new AttributedString(text);
    int width = terminal.getColumns() - 1;
    return whole.columnLength() <= width ? text : whole.columnSubSequence(0, width).toString();
  }

  @Override
  public void flush() {
    synchronized (lock) {
      terminal.flush();
    }
  }

  @Override
  public void close() {
    begin();
    flush();
  }
}
