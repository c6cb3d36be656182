package io.github.neuronscript.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, kept in a file as long as that can be read and written. A history that cannot is
 * no reason to complain to somebody who types.
 */
final class KeptHistory extends DefaultHistory {

  private LineReader reader;

  @Override
  public void attach(LineReader to) {
    reader = to;
    super.attach(to);
  }

  @Override
  public void load() {
    try {
      super.load();
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      forgetFile();
    }
  }

  @Override
  public void save() {
    try {
      super.save();
    } catch (IOException | UncheckedIOException e) {
      forgetFile();
    }
  }

  private void forgetFile() {
    reader.setVariable(LineReader.HISTORY_FILE, null);
  }
}
