package io.github.neuronscript.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the prompt keeps what was typed: in the user's folder for what programs remember. */
final class HistoryFile {

  private HistoryFile() {}

  /** Returns the file in a folder that is there now; nothing, if there can be none. */
  static Optional<Path> ofThisUser() {
    boolean windows = File.separatorChar == '\\';
    return place(System.getenv(), System.getProperty("user.home", ""), windows)
        .filter(HistoryFile::makeFolder);
  }

  static Optional<Path> place(Map<String, String> environment, String home, boolean windows) {
    String folder = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_STATE_HOME", "");
    try {
      // A relative path counts as none, says the XDG Base Directory Specification.
      if (!Path.of(folder).isAbsolute()) {
        folder = "";
      }
      Path state =
          !folder.isEmpty()
              ? Path.of(folder)
              : windows ? Path.of(home, "AppData", "Local") : Path.of(home, ".local", "state");
      return Optional.of(state.resolve("neuronscript").resolve("history")).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean makeFolder(Path file) {
    try {
      Files.createDirectories(file.getParent());
      return true;
    } catch (IOException | SecurityException e) {
      return false;
    }
  }
}
