package io.github.neuronscript.cli;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.jdbc.Databases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a script on the command line may read: regular files below its own folder, the
 * working folder, and the folders that the user has added. Links are followed before that is looked
 * at.
 */
final class ScriptFiles implements FileAccess {

  private final Path home;
  private final List<Path> roots;
  private final StandardInput input;
  private final Databases databases;
  private final Map<String, Binding> bindings;

  /**
   * Opens the roots to a script.
   *
   * @param home the folder that its paths are relative to, also a root
   * @param input what it may read by the name of {@code -}
   * @param databases what else reads tables
   * @param bindings what it may read by name
   */
  ScriptFiles(
      Path home,
      List<Path> roots,
      StandardInput input,
      Databases databases,
      Map<String, Binding> bindings) {
    this.home = home;
    this.roots = new ArrayList<>(roots);
    this.roots.add(home);
    this.input = input;
    this.databases = databases;
    this.bindings = bindings;
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    return path.equals(StandardInput.NAME) ? input.open() : Files.newInputStream(file(path));
  }

  @Override
  public Optional<RowSource> table(String script, String path) throws IOException {
    return path.equals(StandardInput.NAME)
        ? Optional.empty()
        : Optional.of(databases.parquet(file(path), path));
  }

  @Override
  public Map<String, Binding> bindings() {
    return bindings;
  }

  /** Returns where a file really is, if it may be read. */
  private Path file(String path) throws IOException {
    Path file;
    try {
      file = home.resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new NoSuchFileException(path);
    }
    // Whether a file outside exists is not told either.
    if (!isBelowRoot(file, false)) {
      throw refused(path);
    }
    Path real = file.toRealPath();
    if (!isBelowRoot(real, true)) {
      throw refused(path);
    }
    if (Files.isDirectory(real)) {
      throw new FileSystemException(path, null, "it is a folder");
    }
    if (!Files.isRegularFile(real)) {
      throw new AccessDeniedException(path, null, "it is a device, not a file");
    }
    return real;
  }

  private static AccessDeniedException refused(String path) {
    return new AccessDeniedException(
        path,
        null,
        "it lies neither in the script's folder nor in the current one; `--allow-read DIR` opens a"
            + " folder");
  }

  private boolean isBelowRoot(Path file, boolean real) throws IOException {
    for (Path root : roots) {
      if (file.startsWith(real ? root.toRealPath() : root.toAbsolutePath().normalize())) {
        return true;
      }
    }
    return false;
  }
}
