package io.github.neuronscript.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
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
      keepForOwner();
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

  /** What was typed is nobody else's business, wherever the system knows owners. */
  private void keepForOwner() throws IOException {
    if (!(reader.getVariable(LineReader.HISTORY_FILE) instanceof Path file)
        || !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    if (!Files.exists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    } else if (Files.isRegularFile(file)) {
      Files.setPosixFilePermissions(file, owner);
    }
  }

  private void forgetFile() {
    reader.setVariable(LineReader.HISTORY_FILE, null);
  }
}
