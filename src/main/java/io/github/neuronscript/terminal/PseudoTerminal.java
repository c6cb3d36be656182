package io.github.neuronscript.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;

/** A terminal that nobody sits at: what another process takes for one, and this one reads. */
public final class PseudoTerminal implements AutoCloseable {

  private final JniNativePty pty;

  private PseudoTerminal(JniNativePty pty) {
    this.pty = pty;
  }

  /** Makes one of 80 columns; nothing, where the system has none. */
  public static Optional<PseudoTerminal> open() {
    try {
      if (new JniTerminalProvider().open(null, Size.of(80, 24)) instanceof JniNativePty pty) {
        return Optional.of(new PseudoTerminal(pty));
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // There is none here.
    }
    return Optional.empty();
  }

  /** Returns what the other process opens as its input and output. */
  public Path device() {
    return Path.of(pty.getName());
  }

  /** Returns where keys are pressed. */
  public OutputStream keys() {
    return pty.getMasterOutput();
  }

  /** Returns what is shown. */
  public InputStream screen() {
    return pty.getMasterInput();
  }

  @Override
  public void close() throws IOException {
    pty.close();
  }
}
