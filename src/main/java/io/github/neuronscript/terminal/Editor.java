package io.github.neuronscript.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The editor that the user has chosen for everything: {@code $VISUAL}, else {@code $EDITOR}. */
final class Editor {

  private static final List<String> VARIABLES = List.of("VISUAL", "EDITOR");

  /** What a shell returns that does not find a command. */
  private static final int NOT_FOUND = 127;

  private Editor() {}

  /**
   * Opens a text and waits until the editor ends. The text lies in a file that nobody else can read
   * and that is gone afterwards.
   */
  static Prompt.Edited edit(String text, Map<String, String> environment) {
    Optional<String> command =
        VARIABLES.stream()
            .map(name -> environment.getOrDefault(name, "").strip())
            .filter(value -> !value.isEmpty())
            .findFirst();
    if (command.isEmpty()) {
      return problem("No editor is set: leave, type `export EDITOR=nano`, and start again.");
    }
    try {
      return edit(text, command.get());
    } catch (MalformedInputException e) {
      return problem("What the editor saved is not UTF-8; the text is as it was.");
    } catch (IOException e) {
      return problem("The editor `" + command.get() + "` cannot be opened: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return problem("The editor was interrupted; the text is as it was.");
    }
  }

  private static Prompt.Edited edit(String text, String command)
      throws IOException, InterruptedException {
    // Such a file is its owner's alone, wherever the system knows owners.
    Path file = Files.createTempFile("neuronscript", ".nn");
    try {
      Files.writeString(file, text.isEmpty() || text.endsWith("\n") ? text : text + "\n");
      int exit = process(command, file).inheritIO().start().waitFor();
      if (exit == NOT_FOUND) {
        return problem("There is no editor `" + command + "`, which $VISUAL or $EDITOR names.");
      }
      if (exit != 0) {
        return problem(
            "The editor `" + command + "` failed (" + exit + "); the text is as it was.");
      }
      String saved = Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
      return new Prompt.Edited(Optional.of(saved.stripTrailing()), "");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** The variable may hold options too: {@code code --wait}. */
  private static ProcessBuilder process(String command, Path file) {
    return File.separatorChar == '\\'
        ? new ProcessBuilder("cmd", "/c", command + " \"" + file + "\"")
        : new ProcessBuilder("sh", "-c", command + " \"$1\"", "nn", file.toString());
  }

  private static Prompt.Edited problem(String sentence) {
    return new Prompt.Edited(Optional.empty(), sentence);
  }
}
