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
 * The files that scripts may read and write: regular files below some folders, others for each.
 * Links are followed before that is looked at, so that none leads out; folders, devices and pipes
 * are refused. Of a path outside nothing is told, not even whether there is a file.
 *
 * <pre>{@code
 * FilePolicy policy = FilePolicy.none().read(Path.of("data")).writing(Path.of("results"));
 * Options options = Options.defaults().files(policy);
 * }</pre>
 *
 * <p>A file is written beside its place, under the name {@code .neuronscript-1.part} or the next
 * that is free, forced to the disk and then moved to its name in one step: a file of that name is
 * old or new, and always whole. Only if the virtual machine is killed does the other one stay. No
 * folder is made.
 *
 * <p>A link that somebody puts in place of a folder between the look and the opening is followed:
 * do not open folders that others change.
 *
 * <p>Immutable.
 */
public final class FilePolicy implements FileAccess {

  private static final FilePolicy NONE =
      new FilePolicy(
          new Roots(
              List.of(),
              "it lies in no folder that is open to scripts; the application opens one by"
                  + " `FilePolicy.read`"),
          new Roots(
              List.of(),
              "it lies in no folder that scripts may write to; the application opens one by"
                  + " `FilePolicy.writing`"),
          Optional.empty());

  private static final int MOST_LISTED = 1_000;

  /** Longer paths name nothing, and to go through one takes time as the square of its parts. */
  private static final int LONGEST = 4096;

  private final Roots read;
  private final Roots written;
  private final Optional<Path> home;

  /** Folders, and what is said of a path that lies in none of them. */
  private record Roots(List<Path> folders, String refusal) {

    Roots with(Path folder) {
      List<Path> more = new ArrayList<>(folders);
      more.add(Objects.requireNonNull(folder, "folder"));
      return new Roots(List.copyOf(more), refusal);
    }

    Roots refusing(String reason) {
      return new Roots(folders, Objects.requireNonNull(reason, "reason"));
    }

    AccessDeniedException refused(String path) {
      return new AccessDeniedException(path, null, refusal);
    }

    /** Whether a path lies below one of them, as it is written. */
    boolean hold(Path file) {
      return folders.stream().anyMatch(root -> file.startsWith(root.toAbsolutePath().normalize()));
    }

    /** Whether a path without links lies below one of them. */
    boolean reallyHold(Path file) {
      return folders.stream().anyMatch(root -> isBelow(root, file));
    }

    private static boolean isBelow(Path root, Path file) {
      try {
        return file.startsWith(root.toRealPath());
      } catch (IOException e) {
        // A folder that is not there has no files; another one may.
        return false;
      }
    }
  }

  private FilePolicy(Roots read, Roots written, Optional<Path> home) {
    this.read = read;
    this.written = written;
    this.home = home;
  }

  /** Returns the policy that opens nothing and lets nothing be written. */
  public static FilePolicy none() {
    return NONE;
  }

  /** Returns this, with one more folder below which files may be read. */
  public FilePolicy read(Path folder) {
    return new FilePolicy(read.with(folder), written, home);
  }

  /**
   * Returns this, with more folders below which files may be written, new ones or in place of old
   * ones. They may not be read by that.
   */
  public FilePolicy writing(Path... folders) {
    Roots more = written;
    for (Path folder : folders) {
      more = more.with(folder);
    }
    return new FilePolicy(read, more, home);
  }

  /**
   * Returns this, with the folder that the paths in scripts are relative to, which is not opened by
   * that. Else it is the first that may be read, or else written.
   */
  public FilePolicy relativeTo(Path folder) {
    Objects.requireNonNull(folder, "folder");
    return new FilePolicy(read, written, Optional.of(folder));
  }

  /** Returns this, with what the writer of a script is told of a path that may not be read. */
  public FilePolicy refusing(String reason) {
    return new FilePolicy(read.refusing(reason), written, home);
  }

  /** Returns this, with what the writer of a script is told of a path that may not be written. */
  public FilePolicy refusingToWrite(String reason) {
    return new FilePolicy(read, written.refusing(reason), home);
  }

  @Override
  public InputStream open(String script, String path) throws IOException {
    return Files.newInputStream(file(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void write(String script, String path, Text text) throws IOException {
    WholeFile.write(target(path), text);
  }

  @Override
  public Optional<Path> readable(String script, String path) throws IOException {
    return Optional.of(file(path));
  }

  @Override
  public Optional<Path> writable(String script, String path) throws IOException {
    return Optional.of(target(path));
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
    Path file = resolved(path, read);
    Path real;
    try {
      real = file.toRealPath();
    } catch (NoSuchFileException e) {
      if (!read.reallyHold(realFolder(file))) {
        throw read.refused(path);
      }
      throw missing(path);
    }
    return regular(real, path, read);
  }

  /**
   * Returns where a file will really lie that is written, if it may be. What is there stays.
   *
   * @param path as a script writes it
   * @throws NoSuchFileException if its folder is not there
   * @throws AccessDeniedException if it lies outside, leads there, or is a device or a pipe
   * @throws IOException if it is a folder, or cannot be looked at
   */
  public Path target(String path) throws IOException {
    Path file = resolved(path, written);
    if (file.getParent() == null || file.getFileName() == null) {
      throw new FileSystemException(path, null, "it is a folder");
    }
    Path folder;
    try {
      folder = file.getParent().toRealPath();
    } catch (NoSuchFileException e) {
      if (!written.reallyHold(realFolder(file))) {
        throw written.refused(path);
      }
      throw new NoSuchFileException(path, null, "there is no such folder");
    }
    Path real = folder.resolve(file.getFileName());
    if (!written.reallyHold(real)) {
      throw written.refused(path);
    }
    if (!Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
      return real;
    }
    try {
      // What a link leads to is written, as long as it lies inside.
      real = real.toRealPath();
    } catch (NoSuchFileException e) {
      throw written.refused(path);
    }
    return regular(real, path, written);
  }

  /** Returns the first thousand names in a folder that may be read; nothing of another one. */
  @Override
  public List<String> list(String folder) {
    if (read.folders().isEmpty() || folder.length() > LONGEST) {
      return List.of();
    }
    try {
      Path path = home().resolve(folder).toAbsolutePath().normalize();
      if (!read.hold(path) || !read.reallyHold(path.toRealPath())) {
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

  /** Returns the path that is meant, if it is one below the roots. */
  private Path resolved(String path, Roots roots) throws IOException {
    Objects.requireNonNull(path, "path");
    if (roots.folders().isEmpty()) {
      throw roots.refused(path);
    }
    if (path.length() > LONGEST) {
      throw missing(path);
    }
    Path file;
    try {
      file = home().resolve(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw missing(path);
    }
    // Whether a file outside exists is not told either.
    if (!roots.hold(file)) {
      throw roots.refused(path);
    }
    return file;
  }

  private Path home() {
    return home.orElseGet(() -> (read.folders().isEmpty() ? written : read).folders().get(0));
  }

  private static Path regular(Path real, String path, Roots roots) throws IOException {
    if (!roots.reallyHold(real)) {
      throw roots.refused(path);
    }
    if (Files.isDirectory(real)) {
      throw new FileSystemException(path, null, "it is a folder");
    }
    if (!Files.isRegularFile(real)) {
      throw new AccessDeniedException(path, null, "it is a device, not a file");
    }
    return real;
  }

  /** Returns where the nearest folder of a missing file really is. */
  private static Path realFolder(Path file) throws IOException {
    Path folder = file.getRoot();
    for (Path name : file) {
      Path next = folder.resolve(name);
      if (next.equals(file) || !Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
        break;
      }
      folder = next;
    }
    return folder.toRealPath();
  }
}
