package io.github.neuronscript.repl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes sessions as scripts. */
final class Notebook {

  /** What this session wrote, and may write again. */
  private final Set<Path> own = new HashSet<>();

  /**
   * Writes the statements of a session.
   *
   * @param over whether a file that is there may be replaced
   */
  void write(String name, List<String> statements, boolean over) {
    Path file = path(name);
    if (Files.isDirectory(file)) {
      throw new Journey.Refused("`" + name + "` is a folder.");
    }
    if (!over && !own.contains(file) && Files.exists(file)) {
      throw new Journey.Refused(
          "`" + name + "` is there already: `:write! " + name + "` replaces it.");
    }
    String text = statements.isEmpty() ? "" : String.join("\n", statements) + "\n";
    try {
      Files.writeString(
          file,
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw new Journey.Refused("`" + name + "` cannot be written: its folder is not there.");
    } catch (IOException e) {
      throw new Journey.Refused("`" + name + "` cannot be written: " + reason(e) + ".");
    }
    own.add(file);
  }

  private static Path path(String name) {
    if (name.isBlank()) {
      throw new Journey.Refused("A file has a name, such as `session.nn`.");
    }
    try {
      return Path.of(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new Journey.Refused("`" + name + "` is not the name of a file.");
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().equals("AccessDeniedException")
        ? "it is not yours to write"
        : String.valueOf(e.getMessage());
  }
}
