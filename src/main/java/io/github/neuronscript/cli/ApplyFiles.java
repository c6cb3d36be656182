package io.github.neuronscript.cli;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.FilePolicy;
import io.github.neuronscript.data.FileOpener;
import io.github.neuronscript.data.RowSource;
import io.github.neuronscript.jdbc.Databases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that the command line of {@code nn apply} names, wherever they lie, and no others: a
 * model may come from anybody, and opens nothing.
 */
final class ApplyFiles implements FileAccess, FileOpener {

  /** What the statement writes where it writes to standard output. */
  static final String STANDARD_OUTPUT = "standard output";

  private final Shell shell;
  private final String model;
  private final String rows;
  private final String to;
  private final FilePolicy policy;
  private final Databases databases;

  /** What comes only once, standard input or a pipe, by its path. */
  private final Map<String, PassingInput> passing = new HashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param rows the file that is read, or - for standard input
   * @param to the file that is written, or {@link #STANDARD_OUTPUT}
   */
  ApplyFiles(Shell shell, String model, String rows, String to) {
    this.shell = shell;
    this.model = model;
    this.rows = rows;
    this.to = to;
    Path root = shell.folder().toAbsolutePath().getRoot();
    this.policy = FilePolicy.none().read(root).writing(root).relativeTo(shell.folder());
    this.databases = new Databases(System.getenv().getOrDefault("NN_CLASSPATH", ""));
    this.passing.put(StandardInput.NAME, new PassingInput(shell.in()));
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    check(path);
    if (path.equals(rows) && isPassing(path)) {
      if (!passing.containsKey(path)) {
        passing.put(path, new PassingInput(Files.newInputStream(shell.folder().resolve(path))));
      }
      return passing.get(path).open();
    }
    try {
      return policy.open(script, path);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(path, null, "a path is relative to the current folder");
    }
  }

  private void check(String path) throws AccessDeniedException {
    if (!path.equals(model) && !path.equals(rows)) {
      throw new AccessDeniedException(path, null, "a model that is applied opens no files");
    }
  }

  /** Whether a path is no file that can be read twice. */
  private boolean isPassing(String path) {
    try {
      Path file = shell.folder().resolve(path);
      return path.equals(StandardInput.NAME)
          || Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    if (!to.equals(STANDARD_OUTPUT)) {
      policy.write(script, to, text);
      return;
    }
    text.writeTo(shell.out().stream());
    shell.out().flush();
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return isPassing(path) ? Optional.empty() : policy.readable(script, path);
  }

  @Override
  public Optional<Path> writable(String script, String path) throws IOException {
    return to.equals(STANDARD_OUTPUT) ? Optional.empty() : policy.writable(script, path);
  }

  @Override
  public Optional<RowSource> table(String script, String path) throws IOException {
    return isPassing(path)
        ? Optional.empty()
        : Optional.of(databases.parquet(policy.file(path), path));
  }
}
