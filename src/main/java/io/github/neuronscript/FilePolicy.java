package io.github.neuronscript;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that scripts may read: regular files below some folders. Links are followed before that
 * is looked at, so that none leads out; folders, devices and pipes are refused. Of a path outside
 * nothing is told, not even whether there is a file.
 *
 * <pre>{@code
 * Options options = Options.defaults().files(FilePolicy.none().read(Path.of("data")));
 * }</pre>
 *
 * <p>No statement writes a file, so there is nothing to allow. A link that somebody puts in place
 * of a folder between the look and the opening is followed: do not open folders that others change.
 *
 * <p>Immutable.
 */
public final class FilePolicy implements FileAccess {

  private static final FilePolicy NONE =
      new FilePolicy(
          List.of(),
          Optional.empty(),
          "it lies in no folder that is open to scripts; the application opens one by"
              + " `FilePolicy.read`");

  private static final int MOST_LISTED = 1_000;

  private final List<Path> roots;
  private final Optional<Path> home;
  private final String refusal;

  private FilePolicy(List<Path> roots, Optional<Path> home, String refusal) {
    this.roots = List.copyOf(roots);
    this.home = home;
    this.refusal = refusal;
  }

  /** Returns the policy that opens nothing. */
  public static FilePolicy none() {
    return NONE;
  }

  /** Returns this, with one more folder below which files may be read. */
  public FilePolicy read(Path folder) {
    List<Path> more = new ArrayList<>(roots);
    more.add(Objects.requireNonNull(folder, "folder"));
    return new FilePolicy(more, home, refusal);
  }

  /**
   * Returns this, with the folder that the paths in scripts are relative to, which is not opened by
   * that. Else it is the first that may be read.
   */
  public FilePolicy relativeTo(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new FilePolicy(roots, Optional.of(folder), refusal);
  }

  /** Returns this, with what the writer of a script is told of a path outside. */
  public FilePolicy refusing(String reason) {
    return new FilePolicy(roots, home, Objects.requireNonNull(reason, "reason"));
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    return Files.newInputStream(file(path), LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Returns where a file really is, if it may be read.
   *
   * @param path as a script writes it
   * @throws NoSuchFileException if there is none in an open folder
   * @throws AccessDeniedException if it lies outside, or is a device or a pipe
   * @throws IOException if it is a folder, or cannot be looked at
   */
  public Path file(String path) throws IOException {
    Objects.requireNonNull(path, "path");
    if (roots.isEmpty()) {
      throw refused(path);
    }
    Path file;
    try {
      file = home.orElse(roots.get(0)).resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw missing(path);
    }
    // Whether a file outside exists is not told either.
    if (!isBelowRoot(file, false)) {
      throw refused(path);
    }
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException e) {
      if (!isBelowRoot(realFolder(file), true)) {
        throw refused(path);
      }
      throw missing(path);
    }
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

  /** Returns the first thousand names in a folder that may be read; nothing of another one. */
  @Override
  public List<String> list(String folder) {
    if (roots.isEmpty()) {
      return List.of();
    }
    try {
      Path path = home.orElse(roots.get(0)).resolve(folder).toAbsolutePath().normalize();
      if (!isBelowRoot(path, false) || !isBelowRoot(path.toRealPath(), true)) {
        return List.of();
      }
      try (Stream<Path> entries = Files.list(path)) {
        return entries
            .filter(entry -> !entry.getFileName().toString().startsWith("."))
            .limit(MOST_LISTED)
            .map(entry -> entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
            .sorted()
            .toList();
      }
    } catch (IOException | InvalidPathException | UncheckedIOException e) {
      return List.of();
    }
  }

  private NoSuchFileException missing(String path) {
    return home.isPresent()
        ? new NoSuchFileException(path)
        : new NoSuchFileException(
            path, null, "a path is relative to the folder that the application opened first");
  }

  private AccessDeniedException refused(String path) {
    return new AccessDeniedException(path, null, refusal);
  }

  /** Returns where the nearest folder of a missing file really is. */
  private static Path realFolder(Path file) throws IOException {
    Path folder = file.getParent();
    while (folder.getParent() != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      folder = folder.getParent();
    }
    return folder.toRealPath();
  }

  private boolean isBelowRoot(Path file, boolean real) {
    return roots.stream().anyMatch(root -> isBelow(root, file, real));
  }

  private static boolean isBelow(Path root, Path file, boolean real) {
    try {
      return file.startsWith(real ? root.toRealPath() : root.toAbsolutePath().normalize());
    } catch (IOException e) {
      // A folder that is not there has no files; another one may.
      return false;
    }
  }
}
