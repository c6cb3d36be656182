package io.github.neuronscript.terminal;

import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;

/**
 * Ctrl-C as a key like any other, which the reader binds. Where a terminal gives every key, JLine
 * takes this one for a signal, which interrupts whoever reads, and hands it over as well: if the
 * signal came first, the text was forgotten, and the key was left for the next text.
 */
final class InterruptKey {

  /** No key has this number. */
  private static final int NONE = -1;

  private InterruptKey() {}

  /** Makes it so until the attributes of the terminal are set again. */
  static void bind(Terminal terminal) {
    Attributes attributes = terminal.getAttributes();
    attributes.setControlChar(ControlChar.VINTR, NONE);
    terminal.setAttributes(attributes);
  }
}
