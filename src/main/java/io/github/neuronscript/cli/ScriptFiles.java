package io.github.neuronscript.cli;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.FilePolicy;
import io.github.neuronscript.data.Binding;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.jdbc.Databases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a script on the command line may read: regular files below its own folder, the
 * working folder, and the folders that the user has added; and those that it may write: below the
 * working folder, and others that the user has added. By a {@link FilePolicy}.
 */
final class ScriptFiles implements FileAccess, FileOpener {

  private static final String REFUSAL =
      "it lies neither in the script's folder nor in the current one; `--allow-read DIR` opens a"
          + " folder";

  private static final String NOT_WRITTEN =
      "it does not lie in the current folder; `--allow-write DIR` opens a folder to be written";

  private final FilePolicy policy;
  private final StandardInput input;
  private final Databases databases;
  private final Map<String, Binding> bindings;

  /** What was read, by where it lies. */
  private final Set<Path> opened = new LinkedHashSet<>();

  /**
   * Opens the roots to a script.
   *
   * @param home the folder that its paths are relative to, also a root to be read
   * @param roots below which it may read
   * @param written below which it may write
   * @param input what it may read by the name of {@code -}
   * @param databases what else reads tables
   * @param bindings what it may read by name
   */
  ScriptFiles(
      Path home,
      List<Path> roots,
      List<Path> written,
      StandardInput input,
      Databases databases,
      Map<String, Binding> bindings) {
    FilePolicy open =
        FilePolicy.none()
            .read(home)
            .writing(written.toArray(Path[]::new))
            .relativeTo(home)
            .refusing(REFUSAL)
            .refusingToWrite(NOT_WRITTEN);
    for (Path root : roots) {
      open = open.read(root);
    }
    this.policy = open;
    this.input = input;
    this.databases = databases;
    this.bindings = bindings;
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    if (path.equals(StandardInput.NAME)) {
      return input.open();
    }
    opened.add(policy.file(path));
    return policy.open(script, path);
  }

  /** Returns the files that were read so far, also those that the command line names. */
  Set<Path> opened() {
    Set<Path> all = new LinkedHashSet<>(opened);
    for (Binding binding : bindings.values()) {
      if (binding instanceof Binding.OfFile file && file.files() instanceof ScriptFiles files) {
        all.addAll(files.opened());
      }
    }
    return all;
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    policy.write(script, path, text);
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return path.equals(StandardInput.NAME) ? Optional.empty() : policy.readable(script, path);
  }

  @Override
  public Optional<Path> writable(String script, String path) throws IOException {
    return policy.writable(script, path);
  }

  @Override
  public Optional<RowSource> table(String script, String path) throws IOException {
    if (path.equals(StandardInput.NAME)) {
      return Optional.empty();
    }
    Path file = policy.file(path);
    opened.add(file);
    return Optional.of(databases.parquet(file, path));
  }

  @Override
  public List<String> list(String folder) {
    return policy.list(folder);
  }

  @Override
  public Map<String, Binding> bindings() {
    return bindings;
  }
}
