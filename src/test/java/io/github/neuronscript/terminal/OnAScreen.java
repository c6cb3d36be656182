package io.github.neuronscript.terminal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests that look at a real screen have in common; they are skipped where there is none. */
@Timeout(300)
public abstract class OnAScreen {

  /** Where programs run in the terminal. */
  @TempDir protected Path folder;

  protected TmuxScreen terminal;

  @BeforeEach
  void needsTmux() {
    assumeTrue(TmuxScreen.isPossible(), "there is no `tmux`, in which the prompt is looked at");
    terminal = new TmuxScreen(folder);
  }

  @AfterEach
  void end() {
    if (terminal != null) {
      terminal.close();
    }
  }
}
