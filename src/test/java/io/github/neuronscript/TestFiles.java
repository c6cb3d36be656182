package io.github.neuronscript;

import io.github.neuronscript.cli.Formats;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the scripts of the tests may read. */
final class TestFiles {

  private static final Path ROOT = Path.of(System.getProperty("basedir", "")).toAbsolutePath();

  private TestFiles() {}

  static Path path(String relative) {
    return ROOT.resolve(relative);
  }

  /** Paths are relative to the repository. */
  static FileAccess ofTheRepository() {
    return in(ROOT);
  }

  /** Returns options for a script that reads the files beside it; what it writes lies nowhere. */
  static Options beside(Path script) {
    return Options.defaults().files(new MemoryFiles(in(script.getParent()))).formats(new Formats());
  }

  /** Paths are relative to a folder, and stay in it. */
  static FileAccess in(Path folder) {
    return (script, path) -> {
      Path file = folder.resolve(path).normalize();
      if (!file.startsWith(folder)) {
        throw new AccessDeniedException(path);
      }
      return Files.newInputStream(file);
    };
  }
}
