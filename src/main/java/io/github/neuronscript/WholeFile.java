package io.github.neuronscript;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes a file beside its place, and moves it there when it is whole. A file that was there stays
 * until then, and its permissions go over to the new one.
 */
final class WholeFile {

  /** So many files may be written in one folder at once; those of killed machines count. */
  private static final int MOST = 1_000;

  private WholeFile() {}

  /**
   * Writes a file.
   *
   * @param file in a folder that exists
   * @throws IOException if it cannot be written; it is as it was then, whatever is thrown
   */
  static void write(Path file, FileAccess.Text text) throws IOException {
    Path part = create(file);
    boolean whole = false;
    try {
      keepPermissions(file, part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        text.writeTo(new Unclosed(Channels.newOutputStream(channel)));
        channel.force(true);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(part);
      }
    }
    forceFolder(file.getParent());
  }

  /** The names are counted, for chance is not asked; whoever comes first has one. */
  private static Path create(Path file) throws IOException {
    for (int i = 1; i <= MOST; i++) {
      try {
        return Files.createFile(file.resolveSibling(".neuronscript-" + i + ".part"));
      } catch (FileAlreadyExistsException taken) {
        // Somebody else writes here, or was killed.
      }
    }
    throw new FileSystemException(
        file.toString(), null, "its folder is full of files .neuronscript-….part; delete them");
  }

  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  /** Makes the move itself last; where folders cannot be forced, the system does as it does. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException notHere) {
      // The file is whole all the same, the old one or the new one.
    }
  }

  /** The file is closed when it is forced. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
