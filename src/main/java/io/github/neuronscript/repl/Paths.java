package io.github.neuronscript.repl;

import io.github.neuronscript.FileAccess;
import io.github.neuronscript.terminal.Prompt;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that may stand where a path is typed. */
final class Paths {

  private static final String SCRIPT = ".nn";

  /** A statement that ends where the text of a path stands, or within it. */
  private static final Pattern IN_STATEMENT =
      Pattern.compile("(?:^|[\\n;]|\\s)(from|include)[ \\t]+(\"(?<path>[^\"\\n]*))?$");

  /** A command that takes the rest of its line as a path. */
  private static final Pattern IN_COMMAND =
      Pattern.compile("^\\s*:(?:open|replay|write)[ \\t]+(?<path>\\S.*)?$");

  private final FileAccess files;

  Paths(FileAccess files) {
    this.files = files;
  }

  /** Returns the paths that the end of a text may become; nothing, where none can stand. */
  List<Prompt.Word> words(String text) {
    Matcher command = IN_COMMAND.matcher(text);
    if (command.find()) {
      return words(text, command.group("path"), false, true);
    }
    Matcher statement = IN_STATEMENT.matcher(text);
    return statement.find()
        ? words(text, statement.group("path"), true, statement.group(1).equals("include"))
        : List.of();
  }

  /**
   * Returns the paths.
   *
   * @param typed the path so far; null if not even its quote is there
   * @param quoted whether it stands in quotes
   * @param scripts whether it is a script, or what is none
   */
  private List<Prompt.Word> words(String text, String typed, boolean quoted, boolean scripts) {
    String path = typed == null ? "" : typed;
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    String start = path.substring(folder.length());
    boolean opens = quoted && typed == null;
    return files.list(folder).stream()
        .filter(name -> name.startsWith(start))
        .filter(name -> name.endsWith("/") || isScript(name) == scripts)
        .filter(name -> name.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' '))
        .map(name -> word(name, opens, quoted, text.length() - start.length()))
        .toList();
  }

  private static boolean isScript(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(SCRIPT);
  }

  private static Prompt.Word word(String name, boolean opens, boolean quoted, int from) {
    boolean folder = name.endsWith("/");
    String closed = quoted && !folder ? name + "\"" : name;
    return new Prompt.Word(opens ? "\"" + closed : closed, name, "files", "", from, !folder);
  }
}
